"""A table kept whole: every row and every cell as it came, for a command that only adds columns."""

import csv
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from facilitator.errors import StoreError
from facilitator.intake.cells import typed_text
from facilitator.intake.columns import Field
from facilitator.intake.formulas import restore
from facilitator.intake.layout import lay_out
from facilitator.intake.source import open_source
from facilitator.language.typography import typeset


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, all of the width of ``columns``, in the order of the file.

    ``texts[i]`` is the text of ``rows[i]``, empty where it has none. ``text_column`` is its column.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    text_column: int
    texts: tuple[str, ...]
    notes: tuple[str, ...]


def read_table(path: Path, *, text_column: str | None = None, sheet: str | None = None) -> Table:
    """Every row below the header of a CSV, TSV, XLSX, ODS or text file, cells untouched (« 007 », « NA »).

    Rows without text are there too; short rows are filled with empty cells, and cells beyond the header
    get columns of their own. ``text_column`` names the text's column where it is not recognised. Raises
    InputError when the file cannot be read or the text column cannot be told.
    """
    asked = {Field.TEXT.value: text_column} if text_column else {}
    source = open_source(path, sheet=sheet, asked=tuple(asked.values()))
    layout = lay_out(source.grid, path, asked)
    width = len(layout.names)
    column = layout.fields[Field.TEXT]
    rows = tuple((*row, *[""] * (width - len(row))) for row in source.grid.rows[layout.first :])
    undo = restore if layout.ours else str
    return Table(
        columns=layout.names,
        rows=rows,
        text_column=column,
        texts=tuple(typed_text(undo(row[column])) for row in rows),
        notes=(*source.grid.notes, *layout.notes),
    )


def write_table(path: Path, table: Table, added: Mapping[str, Sequence[str]]) -> None:
    """Write ``table`` as CSV (UTF-8, commas) with the ``added`` columns, one value a row, at its right.

    A column of the table that bears the name of an added one gives way to it: a table can be sorted anew.
    The file is written wholly or not at all. Raises StoreError.
    """
    kept = [column for column, name in enumerate(table.columns) if name not in added]
    draft = path.with_name(f".{path.name}.part")
    try:
        with draft.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*(table.columns[column] for column in kept), *added])
            for row, *values in zip(table.rows, *added.values(), strict=True):
                writer.writerow([*(row[column] for column in kept), *values])
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):  # the draft may never have come to be
            draft.unlink()
        raise StoreError(
            typeset(f"Le fichier {path} ne peut pas être écrit."),
            cause="Le dossier n’existe pas, ou le système refuse l’écriture.",
            next_step="Vérifiez le dossier, et que le fichier n’est pas ouvert dans un tableur.",
        ) from error
