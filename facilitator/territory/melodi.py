"""Insee's Melodi files: one row a place, year and crossing of dimensions, of every geography at once.

Which crossings give which columns is data (``melodi.toml``). What Insee computed for the EPCI, the
départements and France is in the same file: it is taken as it is.
"""

import math
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import itemgetter
from typing import Any

from facilitator.domain.place import FRANCE, Level
from facilitator.domain.statistics import Origin
from facilitator.errors import InputError
from facilitator.language.typography import quote, typeset
from facilitator.territory.cells import moment, number_of
from facilitator.territory.gathering import Gathering, Slot
from facilitator.territory.layouts import unread
from facilitator.territory.table import Table

NEEDED = frozenset({"geo", "time_period", "obs_value"})
PASSED_OVER = frozenset(
    "GEO GEO_OBJECT TIME_PERIOD OBS_VALUE OBS_STATUS CONF_STATUS FREQ UNIT_MEASURE UNIT_MULT DECIMALS".split()
)
LEVELS = {"COM": Level.COMMUNE, "EPCI": Level.EPCI, "DEP": Level.DEPARTEMENT, "FRANCE": Level.FRANCE}
COUNTRIES = ("F", "FR", "FE", "FM")
"""Codes of the country, the widest first: with overseas, then without."""
TOTALS = frozenset({"_T", "_Z", ""})
HIDDEN_BY = {"OBS_STATUS": frozenset("KMOLQ"), "CONF_STATUS": frozenset("CNSD")}
"""What a status says is not diffused, or counted with another commune."""


@dataclass(frozen=True, slots=True)
class Cube:
    """One data set: its dimensions, and the column that each crossing of them gives.

    ``facilities`` is the measure of a register of equipments, whose first dimension is their type.
    """

    key: str
    base: str
    dimensions: tuple[str, ...]
    columns: Mapping[tuple[str, ...], str]
    constants: Mapping[str, frozenset[str]]
    facilities: str

    def wanted(self, wanted: frozenset[str]) -> dict[tuple[str, ...], str]:
        """The crossings that give a column somebody reads."""
        if self.facilities:
            types = (one.removeprefix("BPE_") for one in wanted if one.startswith("BPE_"))
            return {(one, self.facilities): f"BPE_{one}" for one in sorted(types)}
        return {crossing: column for crossing, column in self.columns.items() if column in wanted}


@cache
def cubes() -> tuple[Cube, ...]:
    """The cubes known."""
    text = (files("facilitator.territory") / "melodi.toml").read_text("utf-8")
    return tuple(_cube(key, body) for key, body in tomllib.loads(text).items())


def _cube(key: str, body: Mapping[str, Any]) -> Cube:
    return Cube(
        key,
        body["base"],
        tuple(body["dimensions"]),
        {tuple(crossing): column for column, crossing in body.get("colonnes", {}).items()},
        {name: frozenset(values) for name, values in body.get("constantes", {}).items()},
        body.get("equipements", ""),
    )


def read_melodi(table: Table, gathering: Gathering) -> None:
    """The columns of one cube for every place; a place that lacks one of them has a secret there."""
    names = tuple(one.upper() for one in table.header)
    fitting = [one for one in cubes() if set(one.dimensions) <= set(names)]
    if not fitting:
        told = ", ".join(one for one in names if one not in PASSED_OVER)
        raise InputError(
            typeset(f"{table.name} est un fichier de Melodi qui n'est pas encore lu."),
            cause=typeset(f"Ses dimensions : {told}."),
            next_step=typeset(f"Lus : {', '.join(sorted(one.key for one in cubes()))}."),
        )
    cube = max(fitting, key=lambda one: len({*one.dimensions, *one.constants} & set(names)))
    wanted = cube.wanted(gathering.wanted)
    if not wanted:
        raise unread(table)
    columns = tuple(dict.fromkeys(wanted.values()))
    at = {crossing: columns.index(column) for crossing, column in wanted.items()}
    _Reading(table, gathering, cube, names, columns, at).read()


class _Reading:
    """One file under way: the values found, by place and year."""

    def __init__(
        self,
        table: Table,
        gathering: Gathering,
        cube: Cube,
        names: tuple[str, ...],
        columns: tuple[str, ...],
        at: Mapping[tuple[str, ...], int],
    ) -> None:
        self._table, self._gathering, self._cube = table, gathering, cube
        self._names, self._columns, self._at = names, columns, at
        self._found: dict[tuple[Level, str, int], list[float | None]] = {}
        self._places: dict[tuple[str, str], tuple[Level, str] | None] = {}
        self._years: dict[str, int] = {}
        self._blank: list[float | None] = [math.inf] * len(columns)

    def read(self) -> None:
        """Go through the file, then give what it holds."""
        crossing = _picker(self._names, self._cube.dimensions)
        geo, when, value = (self._names.index(one) for one in ("GEO", "TIME_PERIOD", "OBS_VALUE"))
        kind = self._names.index("GEO_OBJECT") if "GEO_OBJECT" in self._names else geo
        totals = self._totals()
        hidden = [(self._names.index(one), codes) for one, codes in HIDDEN_BY.items() if one in self._names]
        power = self._names.index("UNIT_MULT") if "UNIT_MULT" in self._names else None
        width, at, fits = len(self._names), self._at, self._gathering.fits
        for line, cells in self._table.rows:
            if len(cells) != width and not fits(line, cells, width - 1, self._table.header):
                continue
            rank = at.get(crossing(cells))
            if rank is None or any(cells[one] not in allowed for one, allowed in totals):
                continue
            place = self._place(line, cells[kind], cells[geo])
            year = self._year(line, cells[when])
            if place is None or year is None:
                continue
            secret = any(cells[one] in codes for one, codes in hidden)
            number = None if secret else self._number(line, cells[value])
            if power is not None and number is not None and cells[power] not in ("", "0"):
                number *= 10.0 ** int(cells[power]) if cells[power].lstrip("-").isdecimal() else math.nan
            self._keep(line, place, year, rank, number)
        self._give()

    def _totals(self) -> list[tuple[int, frozenset[str]]]:
        """Of the dimensions that the cube does not cross, what they may hold; measures are left free."""
        free = ("_MEASURE", "FACILITY_DOM", "FACILITY_SDOM", "_LABEL")
        return [
            (at, TOTALS | self._cube.constants.get(name, frozenset()))
            for at, name in enumerate(self._names)
            if name not in PASSED_OVER and name not in self._cube.dimensions and not name.endswith(free)
        ]

    def _place(self, line: int, kind: str, code: str) -> tuple[Level, str] | None:
        """The place of a row; None for another geography, told once for a commune that nobody knows."""
        key = (kind, code)
        if key not in self._places:
            self._places[key] = self._placed(line, kind, code)
        return self._places[key]

    def _placed(self, line: int, kind: str, code: str) -> tuple[Level, str] | None:
        parts = code.split("-")  # the API writes « 2025-COM-01001 »
        level = LEVELS.get(parts[-2] if len(parts) > 1 else kind)
        bare = parts[-1].strip()
        if level is Level.FRANCE:
            return (level, bare) if bare in COUNTRIES else None
        if level is Level.COMMUNE:
            commune = self._gathering.commune(bare, line, self._table.header[self._names.index("GEO")])
            return (level, commune) if commune else None
        return (level, bare) if level else None

    def _year(self, line: int, cell: str) -> int | None:
        if cell not in self._years:
            at = moment(cell)
            if at is None:
                label = self._table.header[self._names.index("TIME_PERIOD")]
                what = f"{quote(cell.strip())} n'est pas une année ; la ligne est laissée."
                self._gathering.problem(line, label, what)
                return None
            self._years[cell] = at[0]
        return self._years[cell]

    def _number(self, line: int, cell: str) -> float | None:
        number = number_of(cell)
        if number is not None and math.isnan(number):
            label = self._table.header[self._names.index("OBS_VALUE")]
            what = f"« {cell.strip()} » n'est pas un nombre ; la case reste vide."
            self._gathering.problem(line, label, what)
        return number

    def _keep(self, line: int, place: tuple[Level, str], year: int, rank: int, number: float | None) -> None:
        values = self._found.setdefault((*place, year), self._blank)
        if values is self._blank:
            values = self._found[*place, year] = list(self._blank)
        if values[rank] == math.inf:
            values[rank] = number
        elif self._merges(place):
            known = values[rank]
            values[rank] = None if known is None or number is None else known + number
        else:
            what = f"{place[1]}, {self._columns[rank]}, {year} : déjà donné plus haut ; le premier est gardé."
            self._gathering.problem(line, self._table.header[self._names.index("GEO")], what)

    def _merges(self, place: tuple[Level, str]) -> bool:
        """Whether several rows of a commune are those of the communes that it was made of."""
        return place[0] is Level.COMMUNE and place[1] in self._gathering.merged

    def _give(self) -> None:
        gathering, register = self._gathering, bool(self._cube.facilities)
        if register:
            gathering.origin = Origin.REGISTER
        empty = 0.0 if register else None
        there = [
            at for at in range(len(self._columns)) if any(one[at] != math.inf for one in self._found.values())
        ]
        slots: dict[int, tuple[Slot, ...]] = {}
        country = min(
            (COUNTRIES.index(code) for level, code, _ in self._found if level is Level.FRANCE), default=0
        )
        seen: dict[int, set[str]] = {}
        for (level, code, year), values in self._found.items():
            named = slots.setdefault(year, tuple((self._cube.base, self._columns[at], year) for at in there))
            numbers = [empty if values[at] == math.inf else values[at] for at in there]
            if level is Level.COMMUNE:
                gathering.take(code, named, numbers, year)
                whole = gathering.geography.wholes.get(code, code)
                seen.setdefault(year, set()).add(gathering.geography.communes[whole].departement)
            elif level is not Level.FRANCE:
                gathering.direct(level, code, named, numbers)
            elif code == COUNTRIES[country]:
                gathering.direct(level, FRANCE.code, named, numbers)
        if register:
            for year, departements in seen.items():
                gathering.fill(year, slots[year], departements)


def _picker(names: Sequence[str], dimensions: Sequence[str]) -> Callable[[list[str]], tuple[str, ...]]:
    at = [names.index(one) for one in dimensions]
    if len(at) == 1:
        only = at[0]
        return lambda cells: (cells[only],)
    return itemgetter(*at)
