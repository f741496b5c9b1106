"""XLSX and ODS to a grid: the sheet that holds contributions, every cell as it reads."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers import expat

from facilitator.errors import InputError
from facilitator.intake.columns import find_header
from facilitator.intake.grid import Grid
from facilitator.language.french import listed, plural
from facilitator.language.typography import number, quote, typeset

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

SUFFIXES = frozenset({".xlsx", ".xlsm", ".ods"})
CELLS = 30_000_000
"""A sheet whose used rectangle is larger than this is refused: the reader would fill the memory with it."""
COLUMNS = 16_384

Cell = str | int | float | bool | date | datetime | time | timedelta


def read_workbook(path: Path, sheet: str | None = None) -> Grid:
    """The grid of ``sheet``, else of the first sheet with a recognised header, else of the first with data.

    Numbers read as typed (3, not 3.0), dates as 12/03/2026, formulas as their last computed value. Other
    sheets with data are named in ``notes``. Raises InputError: damaged, protected, without that sheet.
    """
    with _opened(path) as workbook:
        return _chosen_grid(workbook, path, sheet)


def read_sheets(path: Path, marked: str, begins: str) -> Mapping[str, Grid] | None:
    """All sheets with data, by name, of a workbook whose sheet ``marked`` begins with these words.

    None for any other workbook. Raises InputError: damaged, protected.
    """
    with _opened(path) as workbook:
        if marked not in workbook.sheet_names:
            return None
        first = workbook.get_sheet_by_name(marked).to_python(nrows=1)
        if not first or not str(first[0][0]).startswith(begins):
            return None
        return {name: _grid(workbook.get_sheet_by_name(name)) for name in workbook.sheet_names}


def read_sheet(path: Path, name: str) -> Grid | None:
    """The grid of the sheet ``name``, shown or hidden; None in a workbook without it. Raises InputError."""
    with _opened(path) as workbook:
        return _grid(workbook.get_sheet_by_name(name)) if name in workbook.sheet_names else None


@contextmanager
def _opened(path: Path) -> "Iterator[CalamineWorkbook]":
    """The workbook, open while the block runs; what its reader cannot do is told as InputError."""
    from python_calamine import CalamineError, PasswordError, load_workbook

    _refuse_harmful(path)
    try:
        with load_workbook(path) as workbook:
            yield workbook
    except PasswordError as error:
        raise InputError(
            typeset(f"Le classeur {path.name} est protégé par un mot de passe."),
            next_step="Retirez le mot de passe dans le tableur, enregistrez, puis recommencez.",
        ) from error
    except (CalamineError, OSError, ValueError) as error:
        raise _damaged(path, "Il est abîmé, ou n’est pas un vrai classeur.") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how the Rust reader reports a file it never foresaw
            raise
        raise _damaged(path, "Son contenu est incohérent.") from error


def _damaged(path: Path, cause: str) -> InputError:
    return InputError(
        typeset(f"Le classeur {path.name} ne peut pas être lu."),
        cause=cause,
        next_step="Ouvrez-le dans votre tableur, enregistrez-le à nouveau, puis recommencez.",
    )


def _chosen_grid(workbook: "CalamineWorkbook", path: Path, asked: str | None) -> Grid:
    from python_calamine import SheetTypeEnum

    names = [each.name for each in workbook.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    if asked is not None:
        name = next((name for name in names if name.strip().casefold() == asked.strip().casefold()), None)
        if name is None:
            raise InputError(
                typeset(f"Le classeur {path.name} n'a pas de feuille {quote(asked)}."),
                cause=typeset(f"Feuilles : {', '.join(names)}."),
                next_step="Vérifiez le nom de la feuille.",
            )
        return replace(_grid(workbook.get_sheet_by_name(name)), sheet=name)
    grids = {name: grid for name in names if (grid := _grid(workbook.get_sheet_by_name(name))).rows}
    if not grids:
        return Grid([], [])
    recognised = [name for name, grid in grids.items() if find_header(grid.rows)]
    chosen = (recognised or list(grids))[0]
    others = [quote(name) for name in grids if name != chosen]
    if others:
        verb = plural(len(others), "n’a pas été lue", "n’ont pas été lues")
        sheets = f"{plural(len(others), 'la feuille', 'les feuilles')} {listed(others)}"
        grids[chosen].notes.append(typeset(f"Seule la feuille {quote(chosen)} a été lue ; {sheets} {verb}."))
    return replace(grids[chosen], sheet=chosen)


def _grid(sheet: "CalamineSheet") -> Grid:
    """The rows of one sheet that hold something, from column A."""
    if sheet.start is None:
        return Grid([], [])
    first_row, first_column = sheet.start
    margin = [""] * first_column
    rows: list[list[str]] = []
    lines: list[int] = []
    position: dict[int, int] = {}
    for index, cells in enumerate(sheet.to_python(skip_empty_area=True), start=first_row):
        texts = [_as_read(cell) for cell in cells]
        if any(text.strip() for text in texts):
            position[index] = len(rows)
            rows.append(margin + texts)
            lines.append(index + 1)
    merged = [
        (position[top], left, max(position[row] for row in range(top, bottom + 1) if row in position), right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        if top in position
    ]
    return Grid(rows, lines, merged=tuple(merged))


def _as_read(cell: Cell) -> str:
    """A cell as a reader sees it in a French spreadsheet."""
    match cell:
        case str():
            return cell
        case bool():
            return "VRAI" if cell else "FAUX"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() if cell.time() == time():
            return f"{cell:%d/%m/%Y}"
        case datetime():
            return f"{cell:%d/%m/%Y %H:%M}"
        case date():
            return f"{cell:%d/%m/%Y}"
        case time():
            return f"{cell:%H:%M}"
        case _:
            return str(cell)


def _refuse_harmful(path: Path) -> None:
    """Refuse what the reader would not survive: a sheet too large for memory, XML that never closes.

    It allocates the used rectangle of an xlsx sheet at once and stops the whole program when it cannot;
    on some broken ods files it never returns. An archive that cannot be opened is left to it to refuse.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name == "content.xml":
                    expat.ParserCreate().Parse(archive.read(name), True)
                elif re.search(r"worksheets/[^/]+\.xml$", name, re.IGNORECASE):
                    _refuse_scattered(path, archive.read(name))
    except expat.ExpatError as error:
        raise _damaged(path, typeset(f"Son contenu est abîmé à la ligne {error.lineno}.")) from error
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, LookupError, RuntimeError):
        return


def _refuse_scattered(path: Path, xml: bytes) -> None:
    """Refuse a sheet with a cell so far from the others that the rectangle up to it is huge."""
    rows, columns = _extent(xml)
    if rows * columns > CELLS:
        size = f"{number(rows)} lignes et {number(columns)} colonnes"
        raise InputError(
            typeset(f"Une feuille de {path.name} s'étend sur {size}."),
            cause=typeset("Une cellule isolée, très loin des autres, l'agrandit sans doute."),
            next_step="Copiez les contributions dans une feuille neuve, ou enregistrez-les en CSV.",
        )


def _extent(xml: bytes) -> tuple[int, int]:
    """The last row and the last column that the sheet's XML names."""
    wide = re.findall(rb'\br="([A-Z]{2,3})\d', xml)
    columns = max((_column_number(letters) for letters in set(wide)), default=26)
    tall = re.findall(rb'\br="[A-Z]{1,3}(\d{6,7})"', xml)
    rows = max(map(int, set(tall)), default=99_999)
    return rows, columns


def _column_number(letters: bytes) -> int:
    value = 0
    for letter in letters:
        value = value * 26 + letter - ord("A") + 1
    return min(value, COLUMNS)


def fill_merged(grid: Grid, columns: Sequence[int]) -> None:
    """Give each row of a merged range its value, in these columns: a table's name is written once for all."""
    for top, left, bottom, _ in grid.merged:
        if left in columns and left < len(grid.rows[top]):
            for row in grid.rows[top + 1 : bottom + 1]:
                if left < len(row) and not row[left].strip():
                    row[left] = grid.rows[top][left]
