"""Files of one row a place: Insee's wide ones (the year is in the column), the Caf's (it is in a row)."""

import math
from collections.abc import Sequence

from facilitator.domain.place import FRANCE, Level
from facilitator.domain.statistics import Origin
from facilitator.errors import InputError
from facilitator.language.typography import quote, typeset
from facilitator.territory.cells import commune_code, moment, number_of
from facilitator.territory.gathering import Gathering, Slot
from facilitator.territory.sources import column_in, sources
from facilitator.territory.table import Table

COMMUNE_CODE, SIREN = 5, 9
WHOLE_COUNTRY = frozenset({"FR", "F", "FE", "FM", "METRO", "FRANCE", "1"})
CAF_KEYS = (
    ("numcomdo", Level.COMMUNE),
    ("numcom", Level.COMMUNE),
    ("numepci", Level.EPCI),
    ("numdep", Level.DEPARTEMENT),
)


def read_wide(table: Table, gathering: Gathering) -> None:
    """Insee's files: a row a commune, an IRIS, an EPCI or a département, as the length of its code tells."""
    iris, place = table.column("IRIS"), table.column("CODGEO")
    key = place if place is not None else table.column("COM")
    assert key is not None
    if iris is not None:
        gathering.origin = Origin.IRIS
    picked = _picked(table, gathering)
    slots, at = tuple(slot for _, slot in picked), tuple(one for one, _ in picked)
    once = table.header[iris if iris is not None else key]
    for line, cells in table.rows:
        if not _long_enough(line, cells, max(key, *at), gathering, len(table.header)):
            continue
        code = commune_code(cells[key])
        level = Level.COMMUNE if len(code) == COMMUNE_CODE else _level(code)
        if not gathering.once(
            line, cells[iris].strip() if iris is not None else gathering.same(code), 0, once
        ):
            continue
        if level is not Level.COMMUNE:
            values = _values(line, cells, picked, table.header, gathering)
            gathering.direct(level, FRANCE.code if level is Level.FRANCE else code, slots, values)
            continue
        commune = gathering.commune(code, line, table.header[key])
        if commune is not None:
            gathering.take(commune, slots, _values(line, cells, picked, table.header, gathering), 0)


def _picked(table: Table, gathering: Gathering) -> list[tuple[int, Slot]]:
    """Where each wanted column is, with its source and year."""
    picked: list[tuple[int, Slot]] = []
    for at, header in enumerate(table.header):
        found = column_in(header)
        if found and found[1] in gathering.wanted:
            picked.append((at, (found[0].key, found[1], found[2])))
    if not picked:
        raise InputError(
            typeset(f"{table.path.name} est reconnu, mais aucun indicateur ne lit ses colonnes."),
            next_step="Ajoutez un indicateur à vous : voyez « facilitator indicateurs liste --help ».",
        )
    return picked


def _long_enough(line: int, cells: Sequence[str], last: int, gathering: Gathering, width: int) -> bool:
    if len(cells) <= last:
        gathering.problem(line, "", f"{len(cells)} colonnes au lieu de {width} ; la ligne est laissée.")
        return False
    return True


def _level(code: str) -> Level:
    if code.upper() in WHOLE_COUNTRY:
        return Level.FRANCE
    return Level.EPCI if len(code) == SIREN else Level.DEPARTEMENT


def _values(
    line: int,
    cells: Sequence[str],
    picked: Sequence[tuple[int, Slot]],
    header: Sequence[str],
    gathering: Gathering,
) -> list[float | None]:
    """The numbers of a row; what cannot be read is told and left unreadable, never zero."""
    values: list[float | None] = []
    for at, _ in picked:
        value = number_of(cells[at])
        if value is not None and math.isnan(value):
            gathering.problem(
                line, header[at], f"« {cells[at].strip()} » n'est pas un nombre ; la case reste vide."
            )
        values.append(value)
    return values


def caf_key(table: Table) -> tuple[int | None, Level, str]:
    """Which column names the place, of what level; None for a national file."""
    for name, level in CAF_KEYS:
        at = table.column(name)
        if at is not None:
            return at, level, table.header[at]
    return None, Level.FRANCE, ""


def dated(table: Table) -> tuple[int, str]:
    """Which column holds the date; InputError without one."""
    for name in ("dtreffre", "annee"):
        at = table.column(name)
        if at is not None:
            return at, table.header[at]
    raise InputError(
        typeset(f"{table.path.name} n'a pas de colonne de date (« dtreffre » ou « annee »)."),
        next_step="Téléchargez de nouveau le fichier sur data.caf.fr, toutes les colonnes choisies.",
    )


def caf_year(line: int, cell: str, label: str, month: int, gathering: Gathering) -> int | None:
    """The year of a row, None where it is not of the month that is kept, or cannot be read."""
    at = moment(cell)
    if at is None:
        gathering.problem(line, label, f"{quote(cell.strip())} n'est pas une date ; la ligne est laissée.")
        return None
    if month and at[1] not in (0, month):
        gathering.discarded["d'un autre mois que décembre, laissées"] += 1
        return None
    return at[0]


def caf_place(line: int, code: str, level: Level, label: str, gathering: Gathering) -> str | None:
    """The place of a row; None for « XX », which gathers what could not be placed, or an unknown commune."""
    code = code.strip()
    if "XX" in code.upper():
        gathering.discarded["« XX », sans lieu connu, laissées"] += 1
        return None
    if level is Level.COMMUNE:
        return gathering.commune(commune_code(code), line, label)
    return code.zfill(2) if level is Level.DEPARTEMENT and code.isdecimal() else code


def read_dated(table: Table, gathering: Gathering) -> None:
    """The Caf's files: a row a place and date; the level is told by the key's name, none is France."""
    key, level, label = caf_key(table)
    when, date_label = dated(table)
    picked = _picked(table, gathering)
    month = sources()[picked[0][1][0]].month
    by_year: dict[int, tuple[Slot, ...]] = {}
    for line, cells in table.rows:
        if not _long_enough(
            line, cells, max(when, key or 0, *(at for at, _ in picked)), gathering, len(table.header)
        ):
            continue
        year = caf_year(line, cells[when], date_label, month, gathering)
        said = cells[key].strip() if key is not None else FRANCE.code
        code = caf_place(line, said, level, label, gathering) if key is not None else said
        if (
            year is None
            or code is None
            or not gathering.once(line, gathering.same(said), year, label or date_label)
        ):
            continue
        slots = by_year.setdefault(year, tuple((base, column, year) for _, (base, column, _) in picked))
        values = _values(line, cells, picked, table.header, gathering)
        if level is Level.COMMUNE:
            gathering.take(code, slots, values, year)
        else:
            gathering.direct(level, code, slots, values)
