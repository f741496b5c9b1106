"""FINESS: establishments of health and care counted by category, and their places.

Two files without a header, whose first line is « finess;etalab;…;date ». cs1100502 has a line « structureet »
of 32 cells an establishment; cs1100505 has their equipments (« equipementsocial », 28 cells), not their
communes: it is read with the first one beside it. Positions: public code that reads these files
(sessions/exemple/territoire/LISEZMOI.md).
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from facilitator.errors import InputError
from facilitator.language.typography import typeset
from facilitator.territory.cells import commune_code, moment
from facilitator.territory.gathering import Gathering
from facilitator.territory.registers import Counts, give, number_in
from facilitator.territory.table import Table, tables

STRUCTURE, EQUIPMENT = "structureet", "equipementsocial"
NUMBER, COMMUNE, DEPARTEMENT, CATEGORY = 1, 12, 13, 18
PLACES, CLOSED = 9, 15
FULL = 19
"""Cells of a full establishment; in the file of equipments a line « structureet » has three."""
STRUCTURES = "cs1100502"
OVERSEAS = {"9A", "9B", "9C", "9D", "9F"}
"""How FINESS writes the départements d'outre-mer; « 971 » is « 9A »."""


def tells_finess(names: frozenset[str]) -> bool:
    """Whether a first line in small letters is that of a FINESS extraction."""
    return {"finess", "etalab"} <= names


def read_finess(table: Table, gathering: Gathering) -> None:
    """Establishments by commune and category, or their places, in the year of the extraction."""
    at = next((moment(one) for one in reversed(table.header) if moment(one)), None)
    year = at[0] if at else 0
    prefix = "FINESS_"
    places: dict[str, tuple[str, str]] = {}
    counts: Counts = defaultdict(dict)
    found: set[str] = set()
    departements: set[str] = set()
    for line, cells in table.rows:
        if cells[0] == STRUCTURE and len(cells) >= FULL:
            place = _placed(line, cells, gathering)
            if place is not None and gathering.once(line, cells[NUMBER], year, "nofinesset"):
                _count(counts, found, (place[0], year), f"{prefix}{place[1]}", 1.0)
        elif cells[0] == EQUIPMENT and len(cells) > CLOSED:
            prefix = "FINESS_PLACES_"
            places = places or _structures(gathering)
            place = places.get(cells[NUMBER])
            if place is not None and cells[CLOSED] != "O":
                number = number_in(line, cells[PLACES], "capinstot", gathering)
                _count(counts, found, (place[0], year), f"{prefix}{place[1]}", number or 0.0)
        elif cells[0] not in (STRUCTURE, EQUIPMENT, "geolocalisation"):
            gathering.problem(
                line, "", f"« {cells[0][:30]} » n'est pas une ligne de FINESS ; elle est laissée."
            )
    wanted = [one for one in sorted(gathering.wanted) if one.startswith(prefix) and one in found]
    departements = {gathering.geography.communes[commune].departement for commune, _ in counts}
    give({key: {one: counts[key].get(one, 0.0) for one in wanted} for key in counts}, "finess", gathering)
    if departements and not wanted:
        gathering.remarks[typeset("Aucune catégorie d'établissement du dictionnaire n'y figure.")] = None


def _count(counts: Counts, found: set[str], key: tuple[str, int], column: str, number: float) -> None:
    found.add(column)
    known = counts[key].get(column)
    counts[key][column] = (known or 0.0) + number


def _placed(line: int, cells: list[str], gathering: Gathering) -> tuple[str, str] | None:
    """The commune and category of an establishment; None, and a problem, for a commune nobody knows."""
    departement, commune = cells[DEPARTEMENT].strip(), cells[COMMUNE].strip().zfill(3)
    code = f"97{commune}" if departement in OVERSEAS else f"{departement.zfill(2)}{commune}"
    known = gathering.commune(commune_code(code), line, "commune")
    if known is None:
        return None
    return gathering.geography.wholes.get(known, known), cells[CATEGORY].strip()


def _structures(gathering: Gathering) -> dict[str, tuple[str, str]]:
    """For each establishment its commune and category, from the file beside; InputError without it."""
    quiet = Gathering(gathering.path, gathering.geography, gathering.perimeter, frozenset())
    known: dict[str, tuple[str, str]] = {}
    for path in _beside(gathering.path):
        with closing(
            tables(path, lambda cells: tells_finess(frozenset(one.casefold() for one in cells)))
        ) as held:
            for table in held:
                for line, cells in table.rows:
                    if cells[0] == STRUCTURE and len(cells) >= FULL:
                        place = _placed(line, cells, quiet)
                        if place is not None:
                            known[cells[NUMBER]] = place
    if not known:
        raise InputError(
            typeset(f"{gathering.path.name} dit des places, mais pas dans quelles communes."),
            cause="Les communes sont dans l’autre fichier de FINESS, celui des établissements (cs1100502).",
            next_step="Posez les deux fichiers dans le même dossier, puis importez-les de nouveau.",
        )
    return known


def _beside(path: Path) -> Iterator[Path]:
    """The files of establishments of the same folder, and the archive itself that may hold both."""
    if path.suffix.casefold() == ".zip":
        yield path
    yield from sorted(
        one for one in path.parent.glob(f"*{STRUCTURES}*") if one.suffix.casefold() in (".csv", ".zip")
    )
