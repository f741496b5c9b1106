"""Files of one row a place: Insee's wide ones (the year is in the column), the Caf's (it is in a row)."""

import math
import re
from collections.abc import Iterator, Sequence

from facilitator.domain.contribution import fold
from facilitator.domain.place import FRANCE, Level
from facilitator.domain.statistics import Origin
from facilitator.errors import InputError
from facilitator.language.typography import quote, typeset
from facilitator.territory.cells import commune_code, moment, number_of
from facilitator.territory.gathering import Gathering, Slot
from facilitator.territory.sources import column_in, sources
from facilitator.territory.table import Table

COMMUNE_CODE, SIREN = 5, 9
WHOLE_COUNTRY = ("F", "FR", "FE", "FM", "METRO", "FRANCE")
"""Codes of the country; where a file has several, the first of these is kept."""
OTHER_CUTS = re.compile(
    r"(?:^|[\W_])(REG(?:ION)?S?|ARR|ZE\d*|UU\d*|AAV\d*|BV\d*|CANTONS?|CV|CANOV|QPV|DENS\d*|TUU\d*)(?=$|[\W_])",
    re.I,
)
"""Other geographies, whose codes may be mistaken for those of communes and départements."""
PERIOD = re.compile(r"^(?:NAIS|DECE)([0-4]\d)[0-4]\d$")
CODE = re.compile(r"\w{1,9}$")
"""What a place's code looks like; a note under a table does not."""
START_OF_PERIOD = "P_POP_DEBUT"
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
    refuse_other_cut(table)
    if iris is not None:
        gathering.origin = Origin.IRIS
    picked = _picked(table, gathering)
    slots, header, label = tuple(slot for _, slot in picked), table.header, table.column("LIBGEO")
    once = iris if iris is not None else key
    country: dict[str, list[float | None]] = {}
    for line, code, cells in _placed(table, gathering, key, max(key, *(at for at, _ in picked))):
        said = cells[once].strip() if iris is not None else gathering.same(code)
        if not gathering.once(line, said, 0, header[once]):
            continue
        level = Level.COMMUNE if len(code) == COMMUNE_CODE else _level(code)
        if level is Level.COMMUNE:
            commune = gathering.commune(code, line, header[key])
            if commune is not None:
                gathering.take(commune, slots, _values(line, cells, picked, header, gathering), 0)
        elif level is Level.FRANCE:
            country[code.upper()] = _values(line, cells, picked, header, gathering)
        elif level is Level.DEPARTEMENT and _is_another(code, cells, label, gathering):
            gathering.discarded["d'un autre découpage que les départements"] += 1
        else:
            gathering.direct(level, code.zfill(2), slots, _values(line, cells, picked, header, gathering))
    widest = next((one for one in WHOLE_COUNTRY if one in country), None)
    if widest is not None:
        gathering.direct(Level.FRANCE, FRANCE.code, slots, country[widest])


def _placed(table: Table, gathering: Gathering, key: int, last: int) -> Iterator[tuple[int, str, list[str]]]:
    """The rows of a place, with its code: not the units under the header, nor the notes at the end."""
    header = table.header
    for line, cells in table.rows:
        if len(cells) != len(header) and not gathering.fits(line, cells, last, header):
            continue
        code = commune_code(cells[key])
        if CODE.match(code) and code != header[key]:
            yield line, code, cells
        elif gathering.fits(line, cells, last, header) and line > table.line + 1:
            gathering.discarded["sans code de lieu"] += 1


def refuse_other_cut(table: Table) -> None:
    """Refuse a table of régions, zones d'emploi and the like; InputError."""
    told = OTHER_CUTS.search(table.part or table.path.stem)
    if told is not None:
        raise InputError(
            typeset(
                f"{table.name} n'est pas au découpage des communes, mais à un autre ({told[1].upper()})."
            ),
            cause="Ses codes se confondraient avec ceux des communes ou des départements : rien n’en est lu.",
            next_step="Prenez le même jeu par commune, intercommunalité ou département.",
        )


def _is_another(code: str, cells: Sequence[str], label: int | None, gathering: Gathering) -> bool:
    """Whether a row that bears the code of a département is named otherwise, as régions are."""
    known = gathering.geography.departements.get(code.zfill(2))
    named = cells[label].strip() if label is not None and label < len(cells) else ""
    return known is not None and bool(named) and plain(named) != plain(known.name)


def _picked(table: Table, gathering: Gathering) -> list[tuple[int, Slot]]:
    """Where each wanted column is, with its source and year; a period's first population is one more."""
    picked: list[tuple[int, Slot]] = []
    for at, header in enumerate(table.header):
        found = column_in(header)
        if found and found[1] in gathering.wanted:
            picked.append((at, (found[0].key, found[1], found[2])))
        period = PERIOD.match(header)
        begun = table.column(f"P{period[1]}_POP") if period else None
        if found and begun is not None and START_OF_PERIOD in gathering.wanted:
            slot = (begun, ("rp", START_OF_PERIOD, found[2]))
            picked += [] if slot in picked else [slot]
    if not picked:
        raise unread(table)
    return picked


def unread(table: Table) -> InputError:
    """That a file is known, and that nothing reads its columns."""
    return InputError(
        typeset(f"{table.name} est reconnu, mais aucun indicateur ne lit ses colonnes."),
        next_step="Ajoutez un indicateur à vous : voyez « facilitator indicateurs liste --help ».",
    )


def plain(name: str) -> str:
    """A name to compare: no accent, no capital, no hyphen, « saint » in full."""
    folded = "".join(one if one.isalnum() else " " for one in fold(name))
    words = ("saint" if one == "st" else "sainte" if one == "ste" else one for one in folded.split())
    return " ".join(words)


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
        gathering.discarded["d'un autre mois que décembre"] += 1
        return None
    return at[0]


def caf_place(line: int, code: str, level: Level, label: str, gathering: Gathering) -> str | None:
    """The place of a row; None for « XX », which gathers what could not be placed, or an unknown commune."""
    code = code.strip()
    if "XX" in code.upper():
        gathering.discarded["« XX », sans lieu connu"] += 1
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
    last = max(when, key or 0, *(at for at, _ in picked))
    for line, cells in table.rows:
        if not gathering.fits(line, cells, last, table.header):
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
