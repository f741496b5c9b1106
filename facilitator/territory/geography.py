"""The communes of France and how they are gathered, from what the package ships or from a user's own file.

Shipped: 1 January 2026, populations municipales 2023 (``data/LISEZMOI.md``: sources and licence).
"""

import csv
import gzip
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from facilitator.domain.contribution import fold
from facilitator.domain.place import Level, Place
from facilitator.errors import InputError
from facilitator.language.typography import typeset
from facilitator.territory.table import Table, open_table

SHIPPED_SOURCE = "Découpage au 1er janvier 2026 (Insee, DGCL), populations municipales 2023"
OWN_COLUMNS = ("code", "nom", "epci", "nom_epci", "departement", "nom_departement", "population")


@dataclass(frozen=True, slots=True)
class Move:
    """A commune that merged, took another code or changed EPCI, or the part of a city that is one.

    ``before`` and ``after`` are codes: of the commune (``before``) for « fusion », « code » and
    « arrondissement », of the EPCI for « epci »; ``name`` is the former one. ``year`` is the first after it,
    0 when it is not known.
    """

    kind: str
    code: str
    name: str
    before: str
    after: str
    year: int


@dataclass(frozen=True)
class Geography:
    """Every commune, EPCI and département known, by code, with the moves since 2021."""

    communes: Mapping[str, Place]
    epci: Mapping[str, Place]
    departements: Mapping[str, Place]
    source: str
    moves: tuple[Move, ...] = ()

    def members(self, epci: str) -> tuple[Place, ...]:
        """The communes of an EPCI, by name."""
        return self._by_epci.get(epci, ())

    @cached_property
    def _by_epci(self) -> dict[str, tuple[Place, ...]]:
        return _grouped(self.communes.values(), "epci")

    @cached_property
    def by_departement(self) -> dict[str, tuple[Place, ...]]:
        """The communes of each département."""
        return _grouped(self.communes.values(), "departement")

    @cached_property
    def heirs(self) -> dict[str, Move]:
        """For a code that no longer is, the move that led to the commune of now."""
        return {move.code: move for move in self.moves if move.kind in ("fusion", "code")}

    @cached_property
    def wholes(self) -> dict[str, str]:
        """For the code of an arrondissement municipal, that of its city."""
        return {move.code: move.before for move in self.moves if move.kind == "arrondissement"}


def _grouped(places: Iterable[Place], by: str) -> dict[str, tuple[Place, ...]]:
    found: dict[str, list[Place]] = {}
    for place in places:
        found.setdefault(getattr(place, by), []).append(place)
    return {key: tuple(sorted(group, key=lambda one: fold(one.name))) for key, group in found.items() if key}


def shipped_geography() -> Geography:
    """The whole country as the package ships it (a tenth of a second)."""
    departements = {
        row["code"]: Place(Level.DEPARTEMENT, row["code"], row["nom"]) for row in _shipped("departements")
    }
    communes = {
        row["code"]: Place(
            Level.COMMUNE, row["code"], row["nom"], int(row["population"]), row["departement"], row["epci"]
        )
        for row in _shipped("communes")
    }
    epci = {row["code"]: Place(Level.EPCI, row["code"], row["nom"]) for row in _shipped("intercommunalites")}
    moves = tuple(
        Move(row["genre"], row["code"], row["nom"], row["de"], row["vers"], int(row["annee"] or 0))
        for row in _shipped("mouvements")
    )
    return Geography(communes, epci, departements, SHIPPED_SOURCE, moves)


def _shipped(name: str) -> list[dict[str, str]]:
    packed = (files("facilitator.territory") / "data" / f"{name}.csv.gz").read_bytes()
    return list(csv.DictReader(io.StringIO(gzip.decompress(packed).decode("utf-8")), delimiter=";"))


def own_geography(path: Path) -> Geography:
    """A geography that the user describes, one commune a line; InputError with the file, line and column.

    Columns: code, nom, epci, nom_epci, departement, nom_departement, population. A territory that is not
    an EPCI of 2026, or a fictive one, is told so. List the whole département where its figures are wanted.
    """
    with open_table(path) as table:
        return _described(path, table)


def keep_own(path: Path, target: Path) -> None:
    """Keep such a file as CSV, whatever it is: a workbook too."""
    with open_table(path) as table, target.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, delimiter=";", lineterminator="\n")
        lines.writerow(table.header)
        lines.writerows(cells for _, cells in table.rows)


def _described(path: Path, table: Table) -> Geography:
    places = {name: table.column(name) for name in OWN_COLUMNS}
    missing = [name for name, place in places.items() if place is None]
    if missing:
        raise InputError(
            typeset(f"{path.name} ne décrit pas un territoire : il y manque « {' », « '.join(missing)} »."),
            cause=f"Colonnes lues en ligne 1 : {', '.join(table.header[:12])}.",
            next_step=f"Une ligne par commune, avec ces colonnes : {', '.join(OWN_COLUMNS)}.",
        )
    communes: dict[str, Place] = {}
    epci: dict[str, Place] = {}
    departements: dict[str, Place] = {}
    for line, cells in table.rows:
        row = {
            name: cells[at].strip() if at is not None and at < len(cells) else ""
            for name, at in places.items()
        }
        _one_commune(path, line, row, communes)
        if row["epci"]:
            epci.setdefault(row["epci"], Place(Level.EPCI, row["epci"], row["nom_epci"] or row["epci"]))
        departements.setdefault(
            row["departement"],
            Place(Level.DEPARTEMENT, row["departement"], row["nom_departement"] or row["departement"]),
        )
    return Geography(communes, epci, departements, typeset(f"Territoire décrit dans {path.name}"))


def _one_commune(path: Path, line: int, row: Mapping[str, str], communes: dict[str, Place]) -> None:
    where = f"{path.name}, ligne {line}"
    if not row["code"] or not row["nom"] or not row["departement"]:
        raise InputError(
            typeset(f"{where} : une commune a un « code », un « nom » et un « departement »."),
            next_step="Complétez la ligne, ou retirez-la.",
        )
    if row["code"] in communes:
        raise InputError(
            typeset(f"{where}, colonne « code » : la commune {row['code']} y est déjà."),
            next_step="Retirez l’une des deux lignes.",
        )
    population = row["population"].replace("\u202f", "").replace("\u00a0", "").replace(" ", "") or "0"
    if not population.isdecimal():
        raise InputError(
            typeset(
                f"{where}, colonne « population » : « {row['population']} » n’est pas un nombre d’habitants."
            ),
            next_step="Écrivez un nombre entier.",
        )
    communes[row["code"]] = Place(
        Level.COMMUNE, row["code"], row["nom"], int(population), row["departement"], row["epci"]
    )
