"""Files of several rows a commune, counted: quotients by tranche, schools, equipments."""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from facilitator.domain.contribution import fold
from facilitator.domain.place import FRANCE, Level
from facilitator.domain.statistics import Origin
from facilitator.errors import InputError
from facilitator.language.typography import quote, typeset
from facilitator.territory.cells import commune_code, moment, number_of, school_year
from facilitator.territory.gathering import ELSEWHERE, METROPOLE, Gathering
from facilitator.territory.layouts import caf_key, caf_place, caf_year, dated, plain
from facilitator.territory.sources import sources
from facilitator.territory.table import Table

LOW = 800
"""A quotient familial under it is a low one (domaine.md § 4.6)."""
TRANCHE_COUNTS = ("indfoy_ndur", "nb_foyers", "ndur")
COMMUNE_CODES = ("code_commune", "code_insee_de_la_commune", "code_insee_commune", "depcom", "codgeo")
_ARRONDISSEMENT = re.compile(r" \d+ ?(?:er|e|eme)?(?: arrondissement)?$")
_UNKNOWN = re.compile(r"inconnu|indetermin|non (?:connu|renseigne|calcule)|\bnc\b|^x+$")
_COUNT = re.compile(r"\d+")

Counts = defaultdict[tuple[str, int], dict[str, float | None]]
"""For a commune and year, its columns."""


def place_of(table: Table, *names: str) -> int:
    """Where the first of these columns is; InputError when none is there."""
    for name in names:
        at = table.column(name)
        if at is not None:
            return at
    raise InputError(
        typeset(f"{table.name} : il manque la colonne {quote(names[0])}."),
        cause=typeset(f"Colonnes lues en ligne {table.line} : {', '.join(table.header[:12])}."),
        next_step="Téléchargez de nouveau le fichier, toutes les colonnes choisies.",
    )


def rows_of(table: Table, gathering: Gathering, last: int) -> Iterator[tuple[int, list[str]]]:
    """The rows that have the columns up to ``last``; the others are told."""
    return ((line, cells) for line, cells in table.rows if gathering.fits(line, cells, last, table.header))


def number_in(line: int, cell: str, label: str, gathering: Gathering) -> float | None:
    """The number of a cell, None for a secret; what cannot be read is told and left unreadable."""
    value = number_of(cell)
    if value is not None and math.isnan(value):
        gathering.problem(line, label, f"« {cell.strip()} » n'est pas un nombre ; la case reste vide.")
    return value


def more(known: float | None, value: float | None) -> float | None:
    """A running sum: once hidden it stays so."""
    return None if known is None or value is None else known + value


def tranche(label: str) -> bool | None:
    """Whether a tranche of quotients is under 800 €; None when unknown; ValueError when nobody can tell."""
    said = fold(label).replace("\u202f", "").replace("\u00a0", "")
    bounds = [int(one) for one in _COUNT.findall(re.sub(r"(?<=\d) (?=\d{3})", "", said))]
    if _UNKNOWN.search(said) and not bounds:
        return None
    if len(bounds) >= 2:
        return bounds[1] <= LOW
    if len(bounds) == 1 and re.search(r"<|moins|inf", said):
        return bounds[0] <= LOW
    if len(bounds) == 1 and bounds[0] >= LOW - 1 and re.search(r">|plus|sup|\+|au[ -]de(?:la|ssus)", said):
        return False
    raise ValueError(label)


def read_quotients(table: Table, gathering: Gathering) -> None:
    """Foyers by tranche of 400 € of quotient familial. A tranche that is not published hides the sums."""
    key, level, label = caf_key(table)
    when, date_label = dated(table)
    which, count = place_of(table, "qf_400"), place_of(table, *TRANCHE_COUNTS)
    found: defaultdict[tuple[str, str, int], dict[str, float | None]] = defaultdict(dict)
    month = sources()["caf-qf"].month
    for line, cells in rows_of(table, gathering, max(key or 0, when, which, count)):
        year = caf_year(line, cells[when], date_label, month, gathering)
        said = cells[key].strip() if key is not None else FRANCE.code
        place = caf_place(line, said, level, label, gathering) if key is not None else said
        if year is None or place is None:
            continue
        name = cells[which].strip()
        if gathering.once(line, f"{said}, tranche {name}", year, label or date_label):
            found[place, said, year][name] = number_in(line, cells[count], table.header[count], gathering)
    names = sorted({name for tranches in found.values() for name in tranches})
    low = _tranches(names, table.header[which], gathering)
    for (place, _, year), tranches in found.items():
        slots = (("caf-qf", "qf_moins_800", year), ("caf-qf", "qf_connu", year))
        values = [_total(tranches, [one for one, under in low.items() if under]), _total(tranches, list(low))]
        if level is Level.COMMUNE:
            gathering.take(place, slots, values, year)
        else:
            gathering.direct(level, place, slots, values)


def _tranches(names: Sequence[str], label: str, gathering: Gathering) -> dict[str, bool]:
    """Of the tranches of known quotients, which are under 800 €."""
    low: dict[str, bool] = {}
    for name in names:
        try:
            under = tranche(name)
        except ValueError as error:
            raise InputError(
                typeset(
                    f"{gathering.called or gathering.path.name}, colonne {quote(label)} : "
                    f"la tranche {quote(name)} ne se lit pas."
                ),
                cause="On attend « 400-799 », « moins de 400 », « 1200 et plus » ou « inconnu ».",
                next_step="Renommez les tranches ainsi dans le fichier, puis importez-le de nouveau.",
            ) from error
        if under is not None:
            low[name] = under
    return low


def _total(tranches: dict[str, float | None], names: Sequence[str]) -> float | None:
    """The sum of these tranches; None as soon as one is hidden or not there."""
    total: float | None = 0.0
    for name in names:
        total = more(total, tranches.get(name))
    return total


def read_pupils(table: Table, gathering: Gathering) -> None:
    """Schools and pupils by commune and school year; communes are found by code, else by name."""
    who, when = (
        place_of(table, "numero_ecole", "numéro de l'école"),
        place_of(table, "rentree_scolaire", "rentrée scolaire"),
    )
    pupils = place_of(table, "nombre_total_eleves", "nombre total d'élèves")
    find, last = finder(table, gathering)
    counts: Counts = defaultdict(lambda: {"ECOLES": 0.0, "ELEVES": 0.0})
    for line, cells in rows_of(table, gathering, max(who, when, pupils, last)):
        year = _school_year(line, cells[when], table.header[when], gathering)
        commune = find(line, cells) if year is not None else None
        if (
            year is None
            or commune is None
            or not gathering.once(line, cells[who].strip(), year, table.header[who])
        ):
            continue
        one = counts[commune, year]
        one["ECOLES"] = more(one["ECOLES"], 1.0)
        one["ELEVES"] = more(one["ELEVES"], number_in(line, cells[pupils], table.header[pupils], gathering))
    give(counts, "ecoles", gathering)


def _school_year(line: int, cell: str, label: str, gathering: Gathering) -> int | None:
    year = school_year(cell)
    if year is None:
        gathering.problem(line, label, f"{quote(cell.strip())} n'est pas une rentrée ; la ligne est laissée.")
    return year


def finder(table: Table, gathering: Gathering) -> tuple[Callable[[int, list[str]], str | None], int]:
    """How to find the commune of a row, and the last column it needs."""
    code = next((at for at in map(table.column, COMMUNE_CODES) if at is not None), None)
    if code is not None:
        heading = table.header[code]
        return lambda line, cells: gathering.commune(commune_code(cells[code]), line, heading), code
    town = place_of(table, "commune", "nom_commune", "nom_de_la_commune")
    departement = place_of(table, "departement", "département", "nom_departement")
    names, around_here = (
        _names(gathering),
        {plain(one.name) for one in gathering.geography.departements.values()},
    )
    label = table.header[town]

    def by_name(line: int, cells: list[str]) -> str | None:
        around, name = plain(cells[departement]), plain(cells[town])
        found = names.get((around, name)) or names.get((around, _ARRONDISSEMENT.sub("", name)))
        if found is None and around not in around_here and len(around_here) < METROPOLE:
            gathering.discarded[ELSEWHERE] += 1
        elif found is None:
            what = f"aucune commune ne s'appelle {quote(cells[town].strip())}"
            where = f"dans {quote(cells[departement].strip())}"
            gathering.problem(line, label, f"{what} {where} ; la ligne est laissée.")
        return found

    return by_name, max(town, departement)


def _names(gathering: Gathering) -> dict[tuple[str, str], str]:
    """Communes by the names of their département and their own, both plain; not those of a double name."""
    found: dict[tuple[str, str], str] = {}
    double: set[tuple[str, str]] = set()
    geography = gathering.geography
    for place in geography.communes.values():
        key = (plain(geography.departements[place.departement].name), plain(place.name))
        double |= {key} & found.keys()
        found[key] = place.code
    return {key: code for key, code in found.items() if key not in double}


def read_ips(table: Table, gathering: Gathering) -> None:
    """The sum and number of the schools' indices by commune: a mean of schools, never of communes."""
    who, when, index = place_of(table, "uai"), place_of(table, "rentree_scolaire"), place_of(table, "ips")
    find, last = finder(table, gathering)
    counts: Counts = defaultdict(lambda: {"IPS_SOMME": 0.0, "IPS_ECOLES": 0.0})
    for line, cells in rows_of(table, gathering, max(who, when, index, last)):
        year = _school_year(line, cells[when], table.header[when], gathering)
        commune = find(line, cells) if year is not None else None
        if (
            year is None
            or commune is None
            or not gathering.once(line, cells[who].strip(), year, table.header[who])
        ):
            continue
        value = number_in(line, cells[index], table.header[index], gathering)
        one = counts[commune, year]
        if value is not None and not math.isnan(value):
            one["IPS_SOMME"] = more(one["IPS_SOMME"], value)
            one["IPS_ECOLES"] = more(one["IPS_ECOLES"], 1.0)
    give(counts, "ips", gathering)


def read_directory(table: Table, gathering: Gathering) -> None:
    """Schools, collèges and lycées by commune, in the year when the directory was last brought up to date."""
    who, kind = place_of(table, "identifiant_de_l_etablissement"), place_of(table, "type_etablissement")
    updated = table.column("date_maj_ligne")
    find, last = finder(table, gathering)
    year = 0
    counts: dict[str, dict[str, float | None]] = {}
    for line, cells in rows_of(table, gathering, max(who, kind, updated or 0, last)):
        commune = find(line, cells)
        if commune is None or not gathering.once(line, cells[who].strip(), 0, table.header[who]):
            continue
        at = moment(cells[updated]) if updated is not None else None
        year = max(year, at[0] if at else 0)
        one = counts.setdefault(
            commune, dict.fromkeys(("ANNUAIRE_ECOLE", "ANNUAIRE_COLLEGE", "ANNUAIRE_LYCEE"), 0.0)
        )
        column = f"ANNUAIRE_{plain(cells[kind]).upper()}"
        if column in one:
            one[column] = more(one[column], 1.0)
    give({(commune, year): one for commune, one in counts.items()}, "annuaire", gathering)


def read_bpe(table: Table, gathering: Gathering) -> None:
    """Equipments by commune, of the types that the dictionary reads; a row is one, or NB_EQUIP of them."""
    kind, many, when = place_of(table, "typequ"), table.column("nb_equip"), table.column("an")
    find, last = finder(table, gathering)
    wanted = [one for one in sorted(gathering.wanted) if one.startswith("BPE_")]
    counts: Counts = defaultdict(lambda: dict.fromkeys(wanted, 0.0))
    published: set[str] = set()
    for line, cells in rows_of(table, gathering, max(kind, many or 0, when or 0, last)):
        commune = find(line, cells)
        at = moment(cells[when]) if when is not None else None
        if commune is None:
            continue
        one, column = counts[commune, at[0] if at else 0], f"BPE_{cells[kind].strip().upper()}"
        if column in one:
            published.add(column)
            count = 1.0 if many is None else number_in(line, cells[many], table.header[many], gathering)
            one[column] = more(one[column], count)
    kept = {
        key: {column: one[column] for column in wanted if column in published} for key, one in counts.items()
    }
    give(kept, "bpe", gathering)


def give(
    counts: "dict[tuple[str, int], dict[str, float | None]] | Counts", base: str, gathering: Gathering
) -> None:
    """The counts of each commune; zero where the register, complete by nature, names none."""
    gathering.origin = Origin.REGISTER
    for year in sorted({year for _, year in counts}):
        departements: set[str] = set()
        slots: tuple[tuple[str, str, int], ...] = ()
        for (commune, at), columns in counts.items():
            if at == year:
                slots = slots or tuple((base, column, year) for column in columns)
                gathering.take(commune, slots, list(columns.values()), year)
                whole = gathering.geography.wholes.get(commune, commune)
                departements.add(gathering.geography.communes[whole].departement)
        gathering.fill(year, slots, departements)
