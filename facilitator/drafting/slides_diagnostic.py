"""The « chiffres / paroles » slides: what the figures of a territory say, beside what people said.

A figure is the facilitator's, never ours: it stands with its source, year and scale, or « à compléter »
stands in its place.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from facilitator.domain.contribution import fold
from facilitator.domain.demarche import Figure
from facilitator.domain.evidence import EventEvidence, ThemeEvidence, choose_verbatims, quotable
from facilitator.drafting import fit
from facilitator.drafting.quotations import FLOOR, column_slides, listing
from facilitator.drafting.slides import (
    Layout,
    Line,
    Look,
    Place,
    Run,
    Slide,
    heading,
    quoted_line,
    text_line,
    to_complete,
)
from facilitator.drafting.slides_themes import major_themes
from facilitator.drafting.wording import source_line
from facilitator.language.french import counted, listed
from facilitator.language.typography import quote, typeset
from facilitator.language.wording import VOLUME_IS_NOT_WEIGHT

FIGURES, VOICES = "Ce que disent les chiffres", "Ce que vous nous dites"
_MOST_FIGURES, _MOST_VOICES = 3, 3


@dataclass(frozen=True, slots=True)
class _Subject:
    """A couple: a thématique or theme, its figures, and the major themes that speak of it."""

    name: str
    figures: tuple[Figure, ...]
    themes: tuple[ThemeEvidence, ...]


def diagnostic_slides(evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    """A slide a subject, in place of the slides of the major themes; figures nobody spoke of come last."""
    subjects = list(_subjects(evidence))
    slides = [slide for subject in subjects for slide in _couple(subject, evidence, boxes)]
    told = {figure for subject in subjects for figure in subject.figures}
    silent = [figure for figure in evidence.demarche.figures if figure not in told]
    for topic in dict.fromkeys(figure.topic for figure in silent):
        figures = tuple(figure for figure in silent if figure.topic == topic)
        slides += _couple(_Subject(topic, figures, ()), evidence, boxes)
    return slides


def _subjects(evidence: EventEvidence) -> Iterator[_Subject]:
    """The major themes, those of one thématique that has figures together."""
    grouped: dict[tuple[Figure, ...], list[ThemeEvidence]] = {}
    alone: list[tuple[tuple[Figure, ...], ThemeEvidence]] = []
    for theme in major_themes(evidence):
        figures = tuple(f for f in evidence.demarche.figures if _speaks_of(f, theme, evidence))
        if figures:
            grouped.setdefault(figures, []).append(theme)
        alone.append((figures, theme))
    for figures, theme in alone:
        members = grouped.get(figures, [theme])
        if members[0] is theme:
            name = figures[0].topic if figures else theme.theme.name
            yield _Subject(name, figures, tuple(members))


def _speaks_of(figure: Figure, theme: ThemeEvidence, evidence: EventEvidence) -> bool:
    """Whether a figure is of this theme, or of its thématique, named whole or by its beginning."""
    topic = fold(figure.topic)
    thematique = fold(evidence.insight.thematiques.get(theme.theme.id, ""))
    return topic == fold(theme.theme.name) or bool(topic and thematique.startswith(topic))


def _couple(subject: _Subject, evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    said = tuple(c for theme in subject.themes for c in theme.contributions)
    left = [heading(FIGURES), *_figure_lines(subject, boxes[Layout.COLUMNS, Place.LEFT])]
    right = [heading(VOICES), text_line("Personne n’en a parlé")]
    if said:
        first = choose_verbatims(quotable(said), _MOST_VOICES)
        others = [c for c in quotable(said) if c not in first]
        candidates = [quoted_line(c, credit_below=True, bullet=False) for c in (*first, *others)]
        box = boxes[Layout.COLUMNS, Place.RIGHT]
        right = listing(heading(VOICES), candidates, said, box, _MOST_VOICES)
    box = boxes[Layout.COLUMNS, Place.TITLE]

    def titled(name: str) -> str:
        return _title(quote(name), subject, len(said))

    title = titled(fit.shortened(subject.name, lambda name: fit.title_fits(titled(name), box)))
    source = f"{source_line(evidence)} {VOLUME_IS_NOT_WEIGHT}"
    say = (
        f"{title}.",
        typeset("Lire les chiffres, puis les paroles : où se rejoignent-ils, où s'écartent-ils ?"),
    )
    return column_slides(title, left, right, boxes, source=source, say=say)


def _title(name: str, subject: _Subject, said: int) -> str:
    shown = sum(not figure.lacks for figure in subject.figures)
    figures = counted(shown, "chiffre") if shown else "chiffres à compléter"
    voices = counted(said, "contribution") if said else "aucune contribution"
    return typeset(f"{name} : {figures}, {voices}")


def _figure_lines(subject: _Subject, box: fit.Box) -> list[Line]:
    """The figures that fit under their heading; those left are counted."""
    if not subject.figures:
        return [
            to_complete(typeset(f"un chiffre sur {quote(subject.name)}, sa source, son année, son échelle"))
        ]
    lines: list[Line] = []
    for figure in subject.figures[:_MOST_FIGURES]:
        line = _figure_line(figure)
        if fit.fits([heading(FIGURES), *lines, line], box, FLOOR):
            lines.append(line)
    left = len(subject.figures) - len(lines)
    rest = text_line(f"Et {counted(left, 'autre')}, dans le rapport de diagnostic", Look.CREDIT)
    if left and fit.fits([heading(FIGURES), *lines, rest], box, FLOOR):
        lines.append(rest)
    return lines or [to_complete("des chiffres plus courts")]


def _figure_line(figure: Figure) -> Line:
    """« 52 places… » and under it « 61 dans le département — Caf, 2024, communauté de communes »."""
    if figure.lacks:
        return to_complete(typeset(f"{figure.wording} : {listed(figure.lacks)}"))
    where = ", ".join((figure.publisher, str(figure.year), figure.scale))
    compared = f" ({figure.comparison})" if figure.comparison else ""
    return Line(
        (
            Run(f"{typeset(figure.value)} ", Look.ACCENT),
            Run(typeset(f"{figure.wording}{compared}")),
            Run(f"\n{typeset(f'— {where}')}", Look.CREDIT),
        )
    )
