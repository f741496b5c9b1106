"""How a grid is laid out: where its rows begin, what its columns are called, and which one is the text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from facilitator.errors import InputError, UsageError
from facilitator.intake.columns import (
    TAKEN,
    Field,
    Header,
    field_named,
    find_header,
    label,
    looks_like_names,
    textual_column,
)
from facilitator.intake.grid import Grid
from facilitator.language.french import plural
from facilitator.language.typography import quote, typeset


@dataclass(frozen=True, slots=True)
class Layout:
    """``names[c]`` is the name of column ``c``, ``first`` the index of the first row below the header.

    ``fields`` always has the text. ``header`` is the header row as it stands, empty when the file has
    none. ``ours`` says that we wrote the file. ``notes`` are French sentences for the user.
    """

    names: tuple[str, ...]
    first: int
    fields: Mapping[Field, int]
    header: tuple[str, ...]
    ours: bool
    notes: tuple[str, ...]


def lay_out(grid: Grid, path: Path, asked: Mapping[str, str] | None = None) -> Layout:
    """The layout of ``grid``; ``asked`` maps fields (« texte ») to the column names the user gave.

    Raises UsageError for a field that does not exist, InputError when a column that was asked for or the
    text cannot be found, listing the columns and the option to use.
    """
    wanted = _wanted(asked or {})
    header = find_header(grid.rows, wanted)
    if header is None and wanted:
        header = _numbered(grid, wanted, path)
    if header is None:
        header = _without_known_names(grid)
    first = header.row + 1
    notes = _notes_on_header(grid, header)
    fields = dict(header.fields)
    if Field.TEXT not in fields:
        column = textual_column(grid.rows[first:], grid.width, fields) if grid.width > 1 else 0
        if column is None:
            raise _no_text(path, header.names, grid.width)
        fields[Field.TEXT] = column
        if grid.width > 1:
            notes.append(_guessed_note(_name(header.names, column)))
    names = tuple(_name(header.names, column) for column in range(max(grid.width, len(header.names))))
    if len(names) == 1 and header.row < 0:
        names = (Field.TEXT.value,)
    return Layout(
        names=names,
        first=first,
        fields=fields,
        header=tuple(grid.rows[header.row]) if header.row >= 0 else (),
        ours=header.ours,
        notes=tuple(notes),
    )


def unused_note(layout: Layout, grid: Grid) -> str:
    """Which columns with content a contribution does not keep, the event's name aside; empty when none."""
    if layout.ours:
        return ""
    kept = {column for field, column in layout.fields.items() if field in (*TAKEN, Field.EVENT)}
    others = [column for column in range(len(layout.names)) if column not in kept]
    rows = grid.rows[layout.first :]
    left = [
        quote(layout.names[column])
        for column in others
        if any(column < len(row) and row[column].strip() for row in rows)
    ]
    if not left:
        return ""
    return typeset(
        f"{plural(len(left), 'Colonne non reprise', 'Colonnes non reprises')} : {', '.join(left)}."
    )


def _wanted(asked: Mapping[str, str]) -> dict[Field, str]:
    wanted: dict[Field, str] = {}
    for key, name in asked.items():
        field = field_named(key)
        if field not in TAKEN:
            raise UsageError(
                typeset(f"{quote(key)} n'est pas un champ d'une contribution."),
                next_step=typeset(f'Champs : {", ".join(TAKEN)} (par exemple --colonne "texte=Ma colonne").'),
            )
        wanted[field] = name
    return wanted


def _numbered(grid: Grid, wanted: Mapping[Field, str], path: Path) -> Header:
    """The columns asked for by their rank (« colonne 2 »), in a file without a header."""
    fields: dict[Field, int] = {}
    for field, name in wanted.items():
        rank = re.fullmatch(r"colonne ?(\d{1,4})", label(name))
        if rank is None or not 1 <= int(rank.group(1)) <= grid.width:
            guess = find_header(grid.rows) or _without_known_names(grid)
            known = _listed_names(guess.names, grid.width)
            raise InputError(
                typeset(f"La colonne {quote(name)} n'existe pas dans {path.name}."),
                cause=typeset(f"Colonnes trouvées : {known}."),
                next_step=typeset('Reprenez l\'un de ces noms, par exemple --colonne "texte=…".'),
            )
        fields[field] = int(rank.group(1)) - 1
    return Header(-1, (), fields)


def _without_known_names(grid: Grid) -> Header:
    """The first row when it reads as names, else no header at all (row -1)."""
    if grid.width > 1 and looks_like_names(grid.rows):
        return Header(0, tuple(cell.strip() for cell in grid.rows[0]), {})
    return Header(-1, (), {})


def _notes_on_header(grid: Grid, header: Header) -> list[str]:
    notes: list[str] = []
    if header.row < 0:
        if not grid.plain:
            first = quote(_short(_first_cell(grid.rows[0])))
            notes.append(
                typeset(f"Aucun en-tête reconnu : la première ligne ({first}) est lue comme les autres.")
            )
        return notes
    if not header.fields:
        names = ", ".join(quote(_short(name)) for name in header.names)
        notes.append(typeset(f"La première ligne est prise pour l'en-tête : {names}."))
    above = [cell for row in grid.rows[: header.row] if (cell := _first_cell(row))]
    if above:
        count = plural(len(above), "Une ligne", f"{len(above)} lignes")
        verb = plural(len(above), "n’est pas lue", "ne sont pas lues")
        shown = ", ".join(quote(_short(cell)) for cell in above[:3])
        notes.append(typeset(f"{count} au-dessus de l'en-tête {verb} : {shown}."))
    for field, column in header.fields.items():
        name = header.names[column]
        same = [c for c, other in enumerate(header.names) if label(other) == label(name)]
        if len(same) > 1 and field in TAKEN:
            rank = f"la {same.index(column) + 1}e" if column != same[0] else "la première"
            notes.append(typeset(f"{len(same)} colonnes s'appellent {quote(name)} : {rank} est lue."))
    return notes


def _guessed_note(name: str) -> str:
    return typeset(
        f"Le texte est lu dans la colonne {quote(_short(name))}, la seule qui y ressemble ; sinon, précisez "
        '--colonne "texte=…".'
    )


def _no_text(path: Path, names: tuple[str, ...], width: int) -> InputError:
    return InputError(
        typeset(f"La colonne du texte n'est pas reconnue dans {path.name}."),
        cause=typeset(f"Colonnes trouvées : {_listed_names(names, width)}."),
        next_step=typeset(f'Indiquez-la : --colonne "texte={_name(names, 0)}".'),
    )


def _listed_names(names: tuple[str, ...], width: int) -> str:
    return ", ".join(quote(_short(_name(names, column))) for column in range(max(width, 1)))


def _name(names: tuple[str, ...], column: int) -> str:
    """The column's own name, else its rank."""
    return names[column] if column < len(names) and names[column] else f"colonne {column + 1}"


def _first_cell(row: Sequence[str]) -> str:
    return next((cell for cell in row if cell.strip()), "")


def _short(cell: str) -> str:
    bare = " ".join(cell.split())
    return bare if len(bare) <= 60 else f"{bare[:59]}…"
