"""A plan d'actions that somebody filled in, read back from its workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from facilitator.domain.contribution import fold
from facilitator.domain.plan_return import Refusal
from facilitator.domain.plan_table import PLACES, Cells, PlanColumn, PlanRow
from facilitator.errors import InputError
from facilitator.intake.formulas import restore
from facilitator.intake.grid import Grid
from facilitator.intake.workbook import SUFFIXES, fill_merged, read_sheet, read_workbook
from facilitator.language.french import listed
from facilitator.language.typography import quote, typeset

PLAN_SHEET: Final = "Plan d’actions"
WRITTEN_SHEET: Final = "Au départ"
"""The plan as it was written, hidden: what was changed since is told by it."""
ID_HEADER: Final = "identifiant"


@dataclass(frozen=True, slots=True)
class FilledPlan:
    """The rows of a plan, and its columns that hold something and are none of a plan.

    ``written`` are the cells that it left with, by the id of their action; None where it no longer tells.
    """

    rows: tuple[PlanRow, ...]
    refused: tuple[Refusal, ...]
    written: Mapping[str, Cells] | None = None


def read_plan(path: Path) -> FilledPlan:
    """The rows of a plan, those without any cell left out; columns are found by their headers, in any order.

    A range that somebody merged says the same on each of its rows.

    Raises InputError: no file, no workbook, no sheet of a plan, no column of actions.
    """
    if not path.is_file():
        raise InputError(
            typeset(f"Le plan {quote(path.name)} n'est pas là."),
            cause=typeset(f"Aucun fichier de ce nom dans {path.parent}."),
            next_step="Vérifiez son nom et son dossier, puis recommencez.",
        )
    if path.suffix.lower() not in SUFFIXES:
        raise InputError(
            typeset(f"{path.name} n'est pas un classeur."),
            cause=typeset(f"Un plan se reprend d'un fichier {listed(sorted(SUFFIXES), 'ou')}."),
            next_step="Ouvrez-le dans votre tableur et enregistrez-le en .xlsx, puis recommencez.",
        )
    grid = read_workbook(path, PLAN_SHEET)
    header = next((n for n, row in enumerate(grid.rows) if _is_header(row)), None)
    if header is None:
        raise InputError(
            typeset(f"{path.name} n'a pas de colonne {quote(PlanColumn.ACTION)}."),
            cause=typeset(f"Colonnes attendues : {listed([column.value for column in PlanColumn])}."),
            next_step="Repartez du plan écrit par « facilitator plan », et gardez sa ligne d’en-tête.",
        )
    places, id_place, refused = _columns(grid, header)
    fill_merged(grid, [places[column] for column in PLACES if column in places])
    return FilledPlan(tuple(_rows(grid, header, places, id_place)), tuple(refused), _written(path))


def _columns(grid: Grid, header: int) -> tuple[dict[PlanColumn, int], int | None, list[Refusal]]:
    """Where each column of a plan stands, and that of the ids; what holds something and is none of them."""
    known = {fold(column.value): column for column in PlanColumn}
    places: dict[PlanColumn, int] = {}
    id_place: int | None = None
    refused = []
    for place, cell in enumerate(grid.rows[header]):
        name = fold(" ".join(cell.split()))
        if name == ID_HEADER:
            id_place = place
        elif name in known:
            places.setdefault(known[name], place)
        elif name and any(place < len(row) and row[place].strip() for row in grid.rows[header + 1 :]):
            told = f"la colonne {quote(cell.strip())} n'est pas une colonne du plan ; rien n'en est lu"
            refused.append(Refusal(grid.lines[header], typeset(told)))
    return places, id_place, refused


def _rows(
    grid: Grid, header: int, places: Mapping[PlanColumn, int], id_place: int | None
) -> Iterator[PlanRow]:
    for line, row in zip(grid.lines[header + 1 :], grid.rows[header + 1 :], strict=True):
        cells = {column: restore(row[place]) for column, place in places.items() if place < len(row)}
        id_ = row[id_place].strip() if id_place is not None and id_place < len(row) else ""
        if any(cell.strip() for cell in cells.values()):
            yield PlanRow(line, id_, cells)


def _written(path: Path) -> Mapping[str, Cells] | None:
    """The cells that the plan left with; None where another program dropped the sheet that told them."""
    grid = read_sheet(path, WRITTEN_SHEET)
    if grid is None or not grid.rows:
        return None
    places, id_place, _ = _columns(grid, 0)
    return {row.id: row.cells for row in _rows(grid, 0, places, id_place) if row.id}


def _is_header(row: list[str]) -> bool:
    return fold(PlanColumn.ACTION.value) in {fold(" ".join(cell.split())) for cell in row}
