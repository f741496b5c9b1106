"""The tables of a chapter: the territory beside what surrounds it, then commune by commune.

The fields are in French: they are what the outlines of ``prompts/redaction`` print.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from facilitator.domain.place import FRANCE, Place
from facilitator.drafting.rapport.sentences import bare_change
from facilitator.language.french import listed
from facilitator.language.typography import typeset
from facilitator.territory.dictionary import Statistic
from facilitator.territory.readings import Evolution, Reading, Readings, State
from facilitator.territory.sources import sources
from facilitator.territory.wording import GAP, PERCENT, cautions, shown, year_of

COLUMNS = 5
"""Indicators that stand side by side on a page upright."""
_TOLD = {
    State.ABOUT: "« environ » : arrondi à 5 près par la Cnaf",
    State.SECRET: "« secret » : secret statistique, ce n'est pas zéro",
    State.MASKED: "« masqué » : calculé sur un trop petit nombre",
    State.GAP: "« – » : aucun fichier importé ne le dit",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its name, its cells; ``total`` at the foot of a table of communes."""

    nom: str
    cases: tuple[str, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures; ``sources`` and ``lecture`` are sentences that stand under it, or empty."""

    colonnes: tuple[str, ...]
    lignes: tuple[Row, ...]
    sources: str
    lecture: str = ""


def landmarks(statistics: Sequence[Statistic], readings: Readings) -> Table | None:
    """Every indicator beside département and France, its evolution and year; None without any."""
    if not statistics:
        return None
    places = _told_above(statistics, readings)
    rows, seen = [], []
    for one in statistics:
        year = readings.years(one)[-1]
        found = [readings.read(one, place, year) for place in places]
        seen += found
        evolution = readings.evolution(one, readings.perimeter.epci)
        told = GAP if evolution is None or evolution.change is None else _change(one, evolution)
        rows.append(Row(labelled(one), (*(shown(one, each) for each in found), told, year_of(year))))
    heads = ("Territoire", *(_head(one, readings) for one in places[1:]), "Évolution", "Année")
    return Table(heads, tuple(rows), source_sentence(statistics, readings), reading_sentence(seen))


def commune_table(statistics: Sequence[Statistic], readings: Readings) -> Table | None:
    """A line a commune, then EPCI, départements and France; ``COLUMNS`` indicators at most; or None."""
    kept = [one for one in statistics if _reads_a_commune(one, readings)][:COLUMNS]
    if not kept:
        return None
    rows, seen = [], []
    above = _told_above(kept, readings)
    for place in (*readings.perimeter.communes, *above):
        found = [readings.read(one, place, readings.years(one)[-1]) for one in kept]
        seen += found
        cells = tuple(shown(one, each) for one, each in zip(kept, found, strict=True))
        rows.append(Row(typeset(place.name), cells, total=place in above))
    heads = tuple(typeset(f"{labelled(one)}, {year_of(readings.years(one)[-1])}") for one in kept)
    return Table(heads, tuple(rows), source_sentence(kept, readings), reading_sentence(seen))


def further_tables(statistics: Sequence[Statistic], readings: Readings) -> tuple[Table, ...]:
    """Those that come after the first ``COLUMNS``, as many at a time: the annex."""
    kept = [one for one in statistics if _reads_a_commune(one, readings)][COLUMNS:]
    groups = [kept[at : at + COLUMNS] for at in range(0, len(kept), COLUMNS)]
    return tuple(table for group in groups if (table := commune_table(group, readings)) is not None)


def labelled(statistic: Statistic) -> str:
    """The indicator, and its unit where its name does not say it."""
    said = statistic.unit == PERCENT or statistic.unit.split()[0].casefold() in statistic.name.casefold()
    return statistic.name if said else typeset(f"{statistic.name} ({statistic.unit})")


def source_sentence(statistics: Iterable[Statistic], readings: Readings) -> str:
    """« Sources : Insee, recensement de la population, 2021 et 2022 ; Cnaf… »: each once, with its years."""
    years: dict[str, set[int]] = {}
    for one in statistics:
        years.setdefault(sources()[one.base].title, set()).add(readings.years(one)[-1])
    told = [f"{title}, {listed([year_of(year) for year in sorted(each)])}" for title, each in years.items()]
    head = "Source" if len(told) == 1 else "Sources"
    return typeset(f"{head} : {' ; '.join(told)}.") if told else ""


def reading_sentence(found: Sequence[Reading]) -> str:
    """What the words that stand for a number mean, those that are there."""
    states = {one.state for one in found}
    told = [words for state, words in _TOLD.items() if state in states]
    return typeset(f"{' ; '.join(told)}.") if told else ""


def caution_rows(statistics: Sequence[Statistic], readings: Readings) -> tuple[Row, ...]:
    """What must be known before a figure is repeated, each caution once, with the indicators it holds for."""
    held: dict[str, list[str]] = {}
    for one in statistics:
        for said in cautions(one, readings, readings.years(one)[-1]):
            held.setdefault(said, []).append(one.name)
    return tuple(Row(said, (", ".join(names),)) for said, names in held.items())


def _change(statistic: Statistic, evolution: Evolution) -> str:
    return f"{bare_change(statistic, evolution)}\n({evolution.first}-{evolution.last})"


def _reads_a_commune(statistic: Statistic, readings: Readings) -> bool:
    return any(readings.read(statistic, one).number is not None for one in readings.perimeter.communes)


def _told_above(statistics: Sequence[Statistic], readings: Readings) -> tuple[Place, ...]:
    """The EPCI and the départements, and France where some file tells of it."""
    return tuple(
        place
        for place in readings.perimeter.above
        if place is not FRANCE
        or any(readings.read(one, place, readings.years(one)[-1]).number is not None for one in statistics)
    )


def _head(place: Place, readings: Readings) -> str:
    several = len(readings.perimeter.departements) > 1
    if place in readings.perimeter.departements:
        return typeset(place.name) if several else "Département"
    return place.name
