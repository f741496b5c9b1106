"""Indicators computed: commune, EPCI, département, France side by side; evolutions of comparable years.

What cannot be said is a gap that tells why; nothing is estimated.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from facilitator.domain.place import Level, Perimeter, Place
from facilitator.domain.statistics import Mark, Observation, Origin
from facilitator.territory.dictionary import Formula, Statistic
from facilitator.territory.sources import sources

LEAST_START = 30
"""An evolution in per cent of fewer is masked, as any proportion is."""
LEAST_ROUNDED_START = 100
"""Of figures rounded to 5: under it, rounding alone may be a change of 5 %."""


class State(StrEnum):
    """How far a reading can be trusted."""

    EXACT = "exact"
    ABOUT = "environ"
    SECRET = "secret"  # noqa: S105 (secret statistique)
    MASKED = "masqué"
    GAP = "manque"


@dataclass(frozen=True, slots=True)
class Reading:
    """One indicator of one place in one year; ``number`` is None unless the state is EXACT or ABOUT.

    ``why`` tells what hides it, in French; ``files`` where it was read.
    """

    place: Place
    year: int
    number: float | None
    state: State
    why: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evolution:
    """What changed between two comparable years: in per cent of a number, in points of a rate."""

    place: Place
    first: int
    last: int
    change: float | None
    points: bool
    state: State
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    """A sum of columns of one place: a number, or the mark of why not."""

    number: float | None
    mark: Mark | None  # None: no file has it
    files: frozenset[str] = frozenset()
    summed: bool = False


ABSENT = _Known(None, None)
SAID = {
    Mark.SECRET: (State.SECRET, "secret statistique, ou valeur non diffusée"),
    Mark.MERGED: (State.GAP, "commune fusionnée depuis : une médiane ou un taux ne s’additionne pas"),
    Mark.PARTIAL: (State.GAP, "des communes manquent dans le fichier"),
    Mark.UNREADABLE: (State.GAP, "case illisible dans le fichier"),
}
NO_SUM = {
    Mark.SECRET: "pas de somme : une commune au moins est sous secret",
    Mark.MERGED: "pas de somme : une commune a fusionné",
    Mark.PARTIAL: "pas de somme : une commune au moins manque dans le fichier",
    Mark.UNREADABLE: "pas de somme : une case est illisible",
}


class Readings:
    """What the files imported for one mission say; every question is answered from memory."""

    def __init__(self, perimeter: Perimeter, observations: Iterable[Observation]) -> None:
        self.perimeter = perimeter
        self._kept: dict[tuple[str, int], dict[tuple[Level, str], Observation]] = {}
        for one in observations:
            self._kept.setdefault((one.column, one.year), {})[one.level, one.code] = one

    def years(self, statistic: Statistic) -> tuple[int, ...]:
        """The years for which the mission's own places have something of it, oldest first."""
        local = {(one.level, one.code) for one in (*self.perimeter.communes, self.perimeter.epci)}
        years = {
            year
            for (column, year), places in self._kept.items()
            if year and column in statistic.columns and not local.isdisjoint(places)
        }
        lasting = {0} if any((column, 0) in self._kept for column in statistic.columns) else set()
        return tuple(
            year
            for year in sorted(years or lasting)
            if any(self._ready(formula, statistic.denominator, year) for formula in statistic.numerators)
        )

    def _ready(self, formula: Formula, denominator: Formula | None, year: int) -> bool:
        columns = (*formula.columns, *(denominator.columns if denominator else ()))
        return all((column, year) in self._kept or (column, 0) in self._kept for column in columns)

    def read(self, statistic: Statistic, place: Place, year: int | None = None) -> Reading:
        """One indicator of one place, in ``year`` or in the latest that the mission's places have."""
        if year is None:
            years = self.years(statistic)
            if not years:
                return Reading(place, 0, None, State.GAP, "aucun fichier importé ne le donne")
            year = years[-1]
        if place.level not in statistic.levels:
            return Reading(place, year, None, State.GAP, "ne se lit pas à cette échelle")
        above = next(
            (k for k in (self._sum(f, place, year) for f in statistic.numerators) if k.mark is not None),
            ABSENT,
        )
        under = self._sum(statistic.denominator, place, year) if statistic.denominator else None
        for known in (above, *((under,) if under else ())):
            if known.mark is None:
                return Reading(
                    place,
                    year,
                    None,
                    State.GAP,
                    f"aucun fichier importé ne le donne pour {year or 'cette échelle'}",
                )
            if known.number is None:
                state, why = SAID[known.mark]
                return Reading(place, year, None, state, NO_SUM[known.mark] if known.summed else why)
        return self._ratio(statistic, place, year, above, under)

    def _ratio(
        self, statistic: Statistic, place: Place, year: int, above: _Known, under: _Known | None
    ) -> Reading:
        assert above.number is not None
        number, files = above.number * statistic.factor, above.files
        if under is not None:
            assert under.number is not None
            if under.number == 0:
                return Reading(place, year, None, State.GAP, "sans objet : le dénominateur est nul")
            if under.number < statistic.least:
                return Reading(
                    place, year, None, State.MASKED, f"dénominateur inférieur à {statistic.least:g}"
                )
            number, files = number / under.number, files | under.files
        state = State.ABOUT if sources()[statistic.base].rounded_to else State.EXACT
        return Reading(place, year, number, state, "", tuple(sorted(files)))

    def _sum(self, formula: Formula, place: Place, year: int) -> _Known:
        known = [(self._column(column, place, year), sign) for column, sign in formula.terms]
        if any(one.mark is None for one, _ in known):
            return ABSENT
        hidden = next((one for one, _ in known if one.number is None), None)
        if hidden is not None:
            return hidden
        total = math.fsum(sign * one.number for one, sign in known if one.number is not None)
        return _Known(total, Mark.GIVEN, frozenset().union(*(one.files for one, _ in known)))

    def _column(self, column: str, place: Place, year: int) -> _Known:
        kept = self._kept.get((column, year)) or self._kept.get((column, 0), {})
        found = kept.get((place.level, place.code))
        if found is None and place.level is Level.EPCI and place.code == self.perimeter.epci.code:
            return self._added(kept)
        if found is None:
            return ABSENT
        return _Known(found.number, found.mark, frozenset({found.file}), found.origin is Origin.SUM)

    def _added(self, kept: Mapping[tuple[Level, str], Observation]) -> _Known:
        """The sum of the communes of the EPCI: all of them, or nothing."""
        found = [kept.get((Level.COMMUNE, one.code)) for one in self.perimeter.communes]
        there = [one for one in found if one is not None]
        if not there or not sources()[there[0].base].additive:
            return ABSENT
        if len(there) < len(found):
            return _Known(None, Mark.PARTIAL, summed=True)
        hidden = next((one for one in there if one.number is None), None)
        if hidden is not None:
            return _Known(None, hidden.mark, summed=True)
        total = math.fsum(one.number for one in there if one.number is not None)
        return _Known(total, Mark.GIVEN, frozenset(one.file for one in there))

    def summed(self, statistic: Statistic, year: int) -> bool:
        """Whether the EPCI's figure is the sum of its communes', not one that a file gives."""
        key = (Level.EPCI, self.perimeter.epci.code)
        return not any(key in self._kept.get((column, year), {}) for column in statistic.columns)

    def origins(self, statistic: Statistic, year: int) -> frozenset[Origin]:
        """How the communes' figures came about."""
        return frozenset(
            one.origin for column in statistic.columns for one in self._kept.get((column, year), {}).values()
        )

    def evolution(self, statistic: Statistic, place: Place) -> Evolution | None:
        """From the nearest comparable year to the latest; None when no two years can be compared."""
        gap = sources()[statistic.base].gap
        years = self.years(statistic)
        before = [year for year in years if gap and year <= years[-1] - gap]
        if not before:
            return None
        first, last = self.read(statistic, place, before[-1]), self.read(statistic, place, years[-1])
        points = statistic.in_points
        if first.number is None or last.number is None:
            worst = first if first.number is None else last
            return Evolution(place, first.year, last.year, None, points, worst.state, worst.why)
        if points:
            change = last.number - first.number
        elif statistic.denominator is None and first.number < (
            least := LEAST_ROUNDED_START if last.state is State.ABOUT else LEAST_START
        ):
            why = f"effectif de départ inférieur à {least}"
            return Evolution(place, first.year, last.year, None, points, State.MASKED, why)
        elif not first.number:
            return Evolution(place, first.year, last.year, None, points, State.GAP, "il n’y en avait aucun")
        else:
            change = 100 * (last.number - first.number) / first.number
        return Evolution(place, first.year, last.year, change, points, last.state)
