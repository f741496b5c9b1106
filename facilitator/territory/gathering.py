"""What the rows of one file add up to: the places of the mission one by one, what surrounds them as sums.

A secret is never zero: one hidden commune hides the sum. Rounded figures are never added up to a département.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from facilitator.domain.place import FRANCE, Level, Perimeter
from facilitator.domain.statistics import Mark, Observation, Origin
from facilitator.language.french import counted
from facilitator.language.typography import number, quote, typeset
from facilitator.territory.geography import Geography
from facilitator.territory.picking import merged
from facilitator.territory.sources import sources

MISSING_SHARE = 0.01  # of the inhabitants: beyond it, a sum is not that of the département, nor of France
SHOWN_PROBLEMS = 20
RENAMED = "code"
ELSEWHERE = "de communes hors du découpage donné"
_DEPARTEMENT = re.compile(r"97[1-6]|0[1-9]|[1-8]\d|9[0-5]|2[AB]")
METROPOLE = 96  # départements: a geography of fewer is not that of France

Slot = tuple[str, str, int]
"""The key of a source, a column of it and a year."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell or a row that was left out, told with where it is."""

    file: str
    line: int
    column: str
    what: str

    def __str__(self) -> str:
        where = f"{self.file}, ligne {self.line}" + (f", colonne {quote(self.column)}" if self.column else "")
        return typeset(f"{where} : {self.what}")


@dataclass(slots=True)
class _Sum:
    total: float = 0.0
    hidden: int = 0


@dataclass(slots=True)
class Gathering:
    """One table being read for one mission; ``wanted`` are the columns that the dictionary uses.

    ``called`` is its name for what is told of it: its file, and its sheet or its file in an archive.
    ``merged`` are the communes that it gives in several parts.
    """

    path: Path
    geography: Geography
    perimeter: Perimeter
    wanted: frozenset[str]
    origin: Origin = Origin.DIRECT
    problems: list[Problem] = field(default_factory=list)
    unseen: int = 0
    remarks: dict[str, None] = field(default_factory=dict)
    discarded: Counter[str] = field(default_factory=Counter)
    merged: set[str] = field(default_factory=set)
    called: str = ""
    _places: frozenset[tuple[Level, str]] = frozenset()
    _parts: dict[tuple[Level, str, Slot], list[float | None]] = field(default_factory=dict)
    _sums: dict[tuple[str, Slot], _Sum] = field(default_factory=dict)
    _seen: dict[int, set[str]] = field(default_factory=dict)
    _rows: dict[tuple[str, int], int] = field(default_factory=dict)
    _cities: dict[tuple[str, Slot], list[float | None]] = field(default_factory=dict)
    _lacks: dict[tuple[str, int], bool] = field(default_factory=dict)
    _added: tuple[Sequence[Slot], tuple[int, ...]] = ((), ())

    def __post_init__(self) -> None:
        self._places = frozenset((one.level, one.code) for one in self.perimeter.places)

    def problem(self, line: int, column: str, what: str) -> None:
        """Keep what was wrong; beyond twenty they are only counted."""
        if len(self.problems) < SHOWN_PROBLEMS:
            self.problems.append(Problem(self.called or self.path.name, line, column, what))
        else:
            self.unseen += 1

    def fits(self, line: int, cells: Sequence[str], last: int, header: Sequence[str]) -> bool:
        """Whether a row has the columns up to ``last``, no more than the header, and is not one again."""
        width = len(header)
        if len(cells) <= last or (len(cells) > width and any(cells[width:])):
            what = f"{counted(len(cells), 'colonne')} au lieu de {width} ; la ligne est laissée."
            self.problem(line, "", what)
            return False
        if cells[0] == header[0] and tuple(" ".join(one.split()) for one in cells[:width]) == tuple(header):
            self.discarded["d'en-tête répétées"] += 1
            return False
        return True

    def once(self, line: int, key: str, year: int, label: str) -> bool:
        """Whether this row is the first of its key and year; a second one is a problem."""
        first = self._rows.setdefault((key, year), line)
        if first != line:
            again = f"{key} est déjà en ligne {first} ; la première est gardée."
            self.problem(line, label, again)
        return first == line

    def same(self, code: str) -> str:
        """The code of now of a commune that only took another one; any other code as it is."""
        heir = self.geography.heirs.get(code)
        return heir.before if heir is not None and heir.kind == RENAMED else code

    def commune(self, code: str, line: int, label: str) -> str | None:
        """The commune of now for a code of any year; None, and a problem, for a code nobody knows.

        Of a geography of some départements only, the communes of the others are counted, not told one by one.
        """
        if code in self.geography.communes:
            return code
        heir = self.geography.heirs.get(code)
        if heir is not None:
            if heir.kind != RENAMED:
                self.merged.add(heir.before)
            if (Level.COMMUNE, heir.before) in self._places:
                self.remarks[merged(heir, self.geography.communes[heir.before].name)] = None
            return heir.before
        if code in self.geography.wholes:
            return code
        found = _DEPARTEMENT.match(code)
        if found is not None and found[0] not in self.geography.departements:
            self.discarded[ELSEWHERE] += 1
            return None
        self.problem(line, label, f"« {code} » n'est le code d'aucune commune connue ; la ligne est laissée.")
        return None

    def take(self, commune: str, slots: Sequence[Slot], values: Sequence[float | None], year: int) -> None:
        """The values of one commune (or of a part of it), for itself, its département and France."""
        city = self.geography.wholes.get(commune)
        seen = self._seen.setdefault(year, set())
        if city is not None:
            for slot, value in zip(slots, values, strict=True):
                self._cities.setdefault((city, slot), []).append(value)
            return
        seen.add(commune)
        if (Level.COMMUNE, commune) in self._places:
            for slot, value in zip(slots, values, strict=True):
                self._parts.setdefault((Level.COMMUNE, commune, slot), []).append(value)
        self._add(commune, slots, values)

    def _add(self, commune: str, slots: Sequence[Slot], values: Sequence[float | None]) -> None:
        departement = self.geography.communes[commune].departement
        places = [FRANCE.code]
        if (Level.DEPARTEMENT, departement) in self._places:
            places.append(departement)
        if slots is not self._added[0]:
            self._added = slots, tuple(at for at, slot in enumerate(slots) if _adds_up(slot))
        for place in places:
            for at in self._added[1]:
                key, value = (place, slots[at]), values[at]
                running = self._sums.get(key)
                if running is None:
                    running = self._sums[key] = _Sum()
                if value is None or value != value:
                    running.hidden += 1
                else:
                    running.total += value

    def fill(self, year: int, slots: Sequence[Slot], departements: Iterable[str]) -> None:
        """Zero for the communes of these départements that a register, complete by nature, does not name."""
        seen = self._seen.setdefault(year, set())
        cities = {city for city, _ in self._cities}
        for departement in departements:
            for commune in self.geography.by_departement.get(departement, ()):
                if commune.code not in seen and commune.code not in cities:
                    self.take(commune.code, slots, [0.0] * len(slots), year)

    def direct(self, level: Level, code: str, slots: Sequence[Slot], values: Sequence[float | None]) -> None:
        """The values that a file gives for a place itself, kept when the mission looks at it."""
        if (level, code) in self._places:
            for slot, value in zip(slots, values, strict=True):
                self._parts.setdefault((level, code, slot), []).append(value)

    def done(self) -> tuple[Observation, ...]:
        """What is kept of the file."""
        self._close_cities()
        kept = [self._observed(*key, parts) for key, parts in self._parts.items()]
        direct = {(level, code, slot) for level, code, slot in self._parts}
        for (place, slot), running in self._sums.items():
            level = Level.FRANCE if place == FRANCE.code else Level.DEPARTEMENT
            if (level, place, slot) not in direct:
                kept.append(self._summed(level, place, slot, running))
        for what, count in self.discarded.items():
            if count:
                self.remarks[typeset(f"Lignes {what}, laissées : {number(count)}.")] = None
        return tuple(kept)

    def _close_cities(self) -> None:
        """Paris, Lyon, Marseille: their arrondissements count only where the city itself has no row."""
        for (city, slot), values in self._cities.items():
            year = slot[2]
            if any(city in seen for at, seen in self._seen.items() if at in (0, year)):
                continue
            whole = (
                None if any(one is None for one in values) else math.fsum(v for v in values if v is not None)
            )
            if (Level.COMMUNE, city) in self._places:
                self._parts.setdefault((Level.COMMUNE, city, slot), []).append(whole)
            self._add(city, (slot,), (whole,))
        cities = {city for city, _ in self._cities}
        for seen in self._seen.values():
            seen.update(cities)

    def _observed(self, level: Level, code: str, slot: Slot, parts: Sequence[float | None]) -> Observation:
        base, column, year = slot
        numbers = [one for one in parts if one is not None]
        mark, total = Mark.GIVEN, None
        if any(math.isnan(one) for one in numbers):
            mark = Mark.UNREADABLE
        elif len(numbers) < len(parts):
            mark = Mark.SECRET
        elif (
            not sources()[base].additive
            and level is Level.COMMUNE
            and (code in self.merged or len(parts) > 1)
        ):
            mark = Mark.MERGED
        else:
            total = math.fsum(numbers)
        return Observation(level, code, column, year, total, mark, self.origin, base, self.path.name)

    def _summed(self, level: Level, place: str, slot: Slot, running: _Sum) -> Observation:
        base, column, year = slot
        mark = Mark.GIVEN
        if self._lacking(level, place, year):
            mark = Mark.PARTIAL
        elif running.hidden:
            mark = Mark.SECRET
        total = running.total if mark is Mark.GIVEN else None
        return Observation(level, place, column, year, total, mark, Origin.SUM, base, self.path.name)

    def _lacking(self, level: Level, place: str, year: int) -> bool:
        """Whether communes of more than a hundredth of the inhabitants are not in the file."""
        if (place, year) in self._lacks:
            return self._lacks[place, year]
        seen = self._seen.get(year) or self._seen.get(0) or set()
        everybody: Iterable[str] = self.geography.communes
        if level is Level.DEPARTEMENT:
            everybody = (one.code for one in self.geography.by_departement.get(place, ()))
        people = {code: self.geography.communes[code].population for code in everybody}
        absent = sum(count for code, count in people.items() if code not in seen)
        foreign = level is Level.FRANCE and len(self.geography.departements) < METROPOLE
        self._lacks[place, year] = foreign or absent > MISSING_SHARE * sum(people.values())
        return self._lacks[place, year]

    @property
    def problem_sentences(self) -> tuple[str, ...]:
        """The problems, one sentence each, and how many more there are."""
        more = (
            (f"… et {number(self.unseen)} autres dans {self.called or self.path.name}.",)
            if self.unseen
            else ()
        )
        return (*(str(one) for one in self.problems), *more)


def _adds_up(slot: Slot) -> bool:
    source = sources()[slot[0]]
    return source.additive and not source.rounded_to
