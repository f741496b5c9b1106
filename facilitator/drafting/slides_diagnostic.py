"""The « chiffres / paroles » slides: what the figures of a territory say, beside what people said.

A figure is the facilitator's, never ours: it stands with its source, year and scale, or « à compléter »
stands in its place.
"""

from collections.abc import Callable, Iterator, Sequence
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
from facilitator.drafting.slides_also import also_slides
from facilitator.drafting.slides_themes import major_themes, minor_themes, slides_of
from facilitator.drafting.wording import source_line
from facilitator.language.french import counted, listed, plural
from facilitator.language.typography import quote, typeset
from facilitator.language.wording import VOLUME_IS_NOT_WEIGHT

FIGURES, VOICES = "Ce que disent les chiffres", "Ce que vous nous dites"
_MOST_FIGURES, _MOST_VOICES, _MOST_FURTHER = 3, 3, 6
_NAME = 45  # characters of a theme's name inside a sentence


@dataclass(frozen=True, slots=True)
class _Subject:
    """A couple: a thématique or theme, its figures, and the major themes that speak of it."""

    name: str
    figures: tuple[Figure, ...]
    themes: tuple[ThemeEvidence, ...]


Pictures = Callable[[Sequence[Figure]], list[Slide]]


def diagnostic_slides(
    evidence: EventEvidence, boxes: fit.Boxes, pictures: Pictures = lambda _: []
) -> list[Slide]:
    """A slide a subject that has figures; the other themes as in a restitution, and what they lack, last.

    ``pictures`` draws what a subject's figures were read from, each after its own slide.
    """
    subjects = list(_subjects(evidence))
    faced = [subject for subject in subjects if subject.figures]
    bare = [theme for subject in subjects if not subject.figures for theme in subject.themes]
    slides = [
        slide
        for subject in faced
        for slide in (*_couple(subject, evidence, boxes), *pictures(subject.figures))
    ]
    told = {figure for subject in faced for figure in subject.figures}
    left = [figure for figure in evidence.demarche.figures if figure not in told]
    brief = also_slides(evidence, minor_themes(evidence), boxes, alone=not subjects)
    return [
        *slides,
        *slides_of(bare, evidence, boxes),
        *brief,
        *_further(left, boxes),
        *_lacking(bare, boxes),
    ]


def _lacking(themes: Sequence[ThemeEvidence], boxes: fit.Boxes) -> list[Slide]:
    """The themes of weight that no figure faces, for the facilitator to complete or to leave out."""
    if not themes:
        return []
    title = typeset(f"Chiffres à chercher : {counted(len(themes), 'thème')} sans chiffre en regard")
    asked = to_complete(typeset("pour chacun, un chiffre, sa source, son année, son échelle"))
    names = [fit.shortened(theme.theme.name, lambda text: len(text) <= _NAME) for theme in themes]
    line = text_line(typeset(listed([quote(name) for name in names])), ids=_ids(themes))
    say = (typeset("À compléter avant de projeter, ou à retirer."),)
    return text_slides(title, [line, asked], boxes, say=say)


def _ids(themes: Sequence[ThemeEvidence]) -> tuple[str, ...]:
    return tuple(c.id for theme in themes for c in theme.contributions)


def _further(figures: Sequence[Figure], boxes: fit.Boxes) -> list[Slide]:
    """The figures that no theme of weight answers; that is not to say that nobody spoke of them."""
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
        return _title(name, subject, len(said))

    title = titled(fit.shortened(subject.name, lambda name: fit.title_fits(titled(name), box)))
    telling = _telling_title(subject, len(said))
    title = telling if telling and fit.title_fits(telling, box) else title
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
    return typeset(f"{name} : {figures}, {_voices_counted(subject, said)}")


def _telling_title(subject: _Subject, said: int) -> str:
    """« Santé : 5,6 médecins pour 10 000 habitants, et 10 contributions »: the first figure itself."""
    first = next((figure for figure in subject.figures if not figure.lacks), None)
    if first is None:
        return ""
    told = f"{first.value} {first.wording}"
    return typeset(f"{subject.name} : {told} ; {_voices_counted(subject, said)}")


def _voices_counted(subject: _Subject, said: int) -> str:
    themes = f" en {len(subject.themes)} thèmes" if len(subject.themes) > 1 else ""
    return f"{counted(said, 'contribution')}{themes}"


def _figure_lines(subject: _Subject, box: fit.Box) -> list[Line]:
    """The figures that fit under their heading; those left are counted."""
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
