"""The « chiffres / paroles » slides: what the figures of a territory say, beside what people said.

A figure is the facilitator's, never ours: it stands with its source, year and scale, or « à compléter »
stands in its place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from facilitator.domain.contribution import fold
from facilitator.domain.demarche import Figure
from facilitator.domain.evidence import EventEvidence, ThemeEvidence, choose_verbatims, quotable
from facilitator.drafting import fit
from facilitator.drafting.quotations import FLOOR, column_slides, listing, text_slides
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
    titled_by,
    to_complete,
)
from facilitator.drafting.slides_themes import major_themes
from facilitator.drafting.wording import source_line
from facilitator.language.french import counted, listed, plural
from facilitator.language.typography import quote, typeset
from facilitator.language.wording import VOLUME_IS_NOT_WEIGHT

FIGURES, VOICES = "Ce que disent les chiffres", "Ce que vous nous dites"
_MOST_FIGURES, _MOST_VOICES, _MOST_FURTHER = 3, 3, 6


@dataclass(frozen=True, slots=True)
class _Subject:
    """A couple: a thématique or theme, its figures, and the major themes that speak of it."""

    name: str
    figures: tuple[Figure, ...]
    themes: tuple[ThemeEvidence, ...]


def diagnostic_slides(evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    """A slide a subject, in place of the slides of the major themes; the other figures come last."""
    subjects = list(_subjects(evidence))
    slides = [slide for subject in subjects for slide in _couple(subject, evidence, boxes)]
    told = {figure for subject in subjects for figure in subject.figures}
    left = [figure for figure in evidence.demarche.figures if figure not in told]
    return [*slides, *_further(left, boxes)]


def _further(figures: Sequence[Figure], boxes: fit.Boxes) -> list[Slide]:
    """The figures that no major theme answers; that is not to say that nobody spoke of them."""
    if not figures:
        return []
    one, several = "Un autre chiffre du territoire", f"{len(figures)} autres chiffres du territoire"
    title = typeset(f"{plural(len(figures), one, several)}, à rapprocher de vos paroles")
    lines = []
    for figure in figures:
        line = _figure_line(figure)
        label = text_line(typeset(f"{figure.topic} : "), Look.STRONG)
        lines.append(replace(line, runs=(*label.runs, *line.runs)))
    say = (typeset("Qui a entendu parler de cela à sa table ?"),)
    return text_slides(title, lines, boxes, say=say, most=_MOST_FURTHER)


def _subjects(evidence: EventEvidence) -> Iterator[_Subject]:
    """The major themes, those of one thématique that has figures together."""
    grouped: dict[tuple[Figure, ...] | str, list[ThemeEvidence]] = {}
    for theme in major_themes(evidence):
        figures = tuple(f for f in evidence.demarche.figures if _speaks_of(f, theme, evidence))
        grouped.setdefault(figures or theme.theme.id, []).append(theme)
    for key, themes in grouped.items():
        figures = () if isinstance(key, str) else key
        yield _Subject(figures[0].topic if figures else themes[0].theme.name, figures, tuple(themes))


def _speaks_of(figure: Figure, theme: ThemeEvidence, evidence: EventEvidence) -> bool:
    """Whether a figure is of this theme, or of its thématique, named whole or by its beginning."""
    topic = fold(figure.topic)
    thematique = fold(evidence.insight.thematiques.get(theme.theme.id, ""))
    return topic == fold(theme.theme.name) or bool(topic and thematique.startswith(topic))


def _couple(subject: _Subject, evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    said = tuple(c for theme in subject.themes for c in theme.contributions)
    left = [heading(FIGURES), *_figure_lines(subject, boxes[Layout.COLUMNS, Place.LEFT])]
    candidates = [line for theme in subject.themes for line in _voices(theme, alone=len(subject.themes) == 1)]
    right = listing(heading(VOICES), candidates, said, boxes[Layout.COLUMNS, Place.RIGHT], _MOST_VOICES)
    box = boxes[Layout.COLUMNS, Place.TITLE]

    def titled(name: str) -> str:
        return _title(quote(name), subject, len(said))

    title = titled(fit.shortened(subject.name, lambda name: fit.title_fits(titled(name), box)))
    source = f"{source_line(evidence)} {VOLUME_IS_NOT_WEIGHT}"
    say = (
        f"{title}.",
        typeset("Lire les chiffres, puis les paroles : où se rejoignent-ils, où s'écartent-ils ?"),
    )
    return titled_by(column_slides(title, left, right, boxes, source=source, say=say), said)


def _voices(theme: ThemeEvidence, *, alone: bool) -> list[Line]:
    """Words of a theme, the most telling first; one of each under its name where several share a subject."""
    nameless = quotable(theme.contributions)
    first = choose_verbatims(nameless, _MOST_VOICES if alone else 1)
    others = [c for c in nameless if c not in first] if alone else []
    lines = [quoted_line(c, credit_below=True, bullet=False) for c in (*first, *others)]
    if alone:
        return lines
    label = text_line(typeset(f"{theme.theme.name} : "), Look.STRONG)
    return [replace(line, runs=(*label.runs, *line.runs)) for line in lines]


def _title(name: str, subject: _Subject, said: int) -> str:
    shown = sum(not figure.lacks for figure in subject.figures)
    figures = counted(shown, "chiffre") if shown else "chiffres à compléter"
    voices = counted(said, "contribution")
    if len(subject.themes) > 1:
        voices += f" en {len(subject.themes)} thèmes"
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
