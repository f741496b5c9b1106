"""What the summary holds: twelve figures, ten findings, six enjeux, one map; each found in the report too."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from facilitator.drafting.citations import Line
from facilitator.drafting.rapport.chapters import CHAPTERS, Chapter, statistics_of
from facilitator.drafting.rapport.pictures import Picture, Pictures, mapped
from facilitator.drafting.rapport.tables import labelled
from facilitator.drafting.study import Study
from facilitator.language.typography import typeset
from facilitator.prompts import Markdown
from facilitator.territory.dictionary import Statistic
from facilitator.territory.readings import Readings
from facilitator.territory.sentences import is_rate
from facilitator.territory.wording import shown, source_line

FIGURES, FINDINGS, ENJEUX = 12, 10, 6
_MAP_FIRST = "03-familles-revenus"


@dataclass(frozen=True, slots=True)
class FigureFacts:
    """A figure: its value, what it counts, the same elsewhere (empty where that cannot be compared)."""

    valeur: str
    nom: str
    ailleurs: str
    source: str


def twelve_figures(study: Study) -> tuple[FigureFacts, ...]:
    """The first indicator of each chapter that reads for the whole territory, then the second of each."""
    readings = study.readings
    if readings is None:
        return ()
    told = [
        [one for one in statistics_of(chapter, study) if _is_told(one, chapter, readings)]
        for chapter in CHAPTERS
    ]
    turns = [one for turn in zip_longest(*told) for one in turn if one is not None]
    order = {one.key: rank for rank, one in enumerate(one for group in told for one in group)}
    kept = sorted(turns[:FIGURES], key=lambda one: order[one.key])
    return tuple(_figure(one, readings) for one in kept)


def ten_findings(chapters: Sequence[tuple[str, Line | None]]) -> tuple[Line, ...]:
    """The key sentence of each chapter, then what is heard most in those with no figure, then in the others.

    ``chapters`` gives each its key sentence (empty where it has none) and what is heard most, in order.
    """
    ranked: list[tuple[int, int, Line]] = []
    for rank, (sentence, heard) in enumerate(chapters):
        if sentence:
            ranked.append((0, rank, Line(sentence.removesuffix("."), Markdown(""))))
        if heard is not None:
            ranked.append((2 if sentence else 1, rank, heard))
    kept = sorted(sorted(ranked, key=lambda one: one[:2])[:FINDINGS], key=lambda one: one[1])
    return tuple(one for _, _, one in kept)


def one_map(study: Study, pictures: Pictures) -> Picture | None:
    """The map of families, else that of the first chapter that has one."""
    chapters = sorted(CHAPTERS, key=lambda one: one.key != _MAP_FIRST)
    for chapter in chapters:
        found = mapped(chapter, statistics_of(chapter, study), study)
        if found is not None:
            return pictures.map(found, study)
    return None


def _is_told(statistic: Statistic, chapter: Chapter, readings: Readings) -> bool:
    led = not chapter.leads or statistic.key in chapter.leads
    return led and readings.read(statistic, readings.perimeter.epci).number is not None


def _figure(statistic: Statistic, readings: Readings) -> FigureFacts:
    epci = readings.read(statistic, readings.perimeter.epci)
    elsewhere = []
    for place in readings.perimeter.above[1:] if is_rate(statistic) else ():
        found = readings.read(statistic, place, epci.year)
        if found.number is not None:
            elsewhere.append(f"{place.name} : {shown(statistic, found)}")
    return FigureFacts(
        shown(statistic, epci),
        labelled(statistic),
        typeset(" ; ".join(elsewhere)),
        source_line(statistic, epci.year),
    )
