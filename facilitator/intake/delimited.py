"""CSV, TSV and plain text to a grid: the delimiter is found, a stray quote costs one line, not the file."""

import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from facilitator.domain.contribution import fold
from facilitator.intake.columns import find_header
from facilitator.intake.grid import Grid
from facilitator.language.typography import number, typeset

DELIMITERS = (";", ",", "\t", "|")
SAMPLE_LINES = 400
CELL_LINES = 200
"""A cell holds at most this many lines: past that, the quote that opens it is a stray one."""
REGULAR = 0.9
"""The share of rows of one width above which a table without known names is one."""

_SEP_LINE = re.compile(r"sep=(.)\r?\n?")


def read_delimited(text: str, *, plain: bool, asked: Collection[str] = (), preferred: str = "") -> Grid:
    """The grid of a CSV, a TSV, or a text of one contribution a line.

    ``plain`` files (.txt) are tables only where a header is recognised; else each line is one cell, its
    quotes untouched. ``asked`` are column names given by the user, ``preferred`` a delimiter to try first.
    Quoted cells may hold delimiters and up to 200 lines; a line whose quotes do not match is split as it
    stands, and said so in ``notes``. Blank lines are no rows.
    """
    lines = list(io.StringIO(text, newline=""))
    skipped = 0
    declared = _SEP_LINE.fullmatch(lines[0]) if lines else None
    if declared and not plain:
        delimiter, skipped = declared.group(1), 1
        if delimiter in '"\r\n':
            delimiter = ""
    else:
        delimiter = choose_delimiter(lines[:SAMPLE_LINES], plain=plain, asked=asked, preferred=preferred)
    if plain and not delimiter:
        kept = [(n, line.rstrip("\r\n")) for n, line in enumerate(lines, start=1) if line.strip()]
        return Grid([[line] for _, line in kept], [n for n, _ in kept], plain=True)
    grid = Grid([], [], delimiter)
    stray: list[int] = []
    with any_field_size():
        for start, fields, well_formed in _records(lines[skipped:], delimiter or _absent(text)):
            grid.rows.append(fields)
            grid.lines.append(start + skipped)
            if not well_formed:
                stray.append(start + skipped)
    if stray:
        grid.notes.append(_stray_note(stray))
    return grid


def choose_delimiter(
    sample: Sequence[str], *, plain: bool = False, asked: Collection[str] = (), preferred: str = ""
) -> str:
    """The delimiter of these lines; empty when each line is one cell.

    The one under which most column names are recognised; without any, the one that cuts nearly all lines
    into the same number of cells and is not followed by a space, as a comma in a sentence is.
    """
    order = sorted(DELIMITERS, key=lambda delimiter: delimiter != preferred)
    tables = {delimiter: [fields for _, fields, _ in _records(sample, delimiter)] for delimiter in order}
    named = {delimiter: _names_found(rows, asked) for delimiter, rows in tables.items()}
    best = max(order, key=lambda delimiter: named[delimiter])
    if named[best]:
        return best
    alone = find_header([[line.strip(' "\t\r\n')] for line in sample])
    if plain or (alone is not None and alone.row == 0):
        return ""
    regular = [
        delimiter
        for delimiter, rows in tables.items()
        if _is_regular(rows) and not (delimiter in ",;" and _is_prose(rows))
    ]
    return regular[0] if regular else ""


def _names_found(rows: Sequence[Sequence[str]], asked: Collection[str]) -> int:
    """How many column names are recognised in a header of at least two cells."""
    wanted = {fold(name) for name in asked}
    as_asked = max((len(wanted & set(map(fold, row))) for row in rows if len(row) > 1), default=0)
    header = find_header(rows)
    return as_asked + (len(header.fields) if header and len(header.names) > 1 else 0)


def _is_regular(rows: Sequence[Sequence[str]]) -> bool:
    widths = Counter(len(row) for row in rows)
    if not widths:
        return False
    width, count = widths.most_common(1)[0]
    return width > 1 and count >= REGULAR * len(rows)


def _is_prose(rows: Sequence[Sequence[str]]) -> bool:
    """Whether most cells after the first of their row start with a space, as after a comma in a sentence."""
    cells = [cell for row in rows for cell in row[1:]]
    return sum(cell[:1].isspace() for cell in cells) * 2 > len(cells)


def _records(lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, list[str], bool]]:
    """Line number, cells, and whether the quotes of the record match, for each record that is not blank.

    A record whose quotes do not match gives its first line, cut at each delimiter, quotes kept; reading
    goes on at the next line.
    """
    start = position = 0

    def feed() -> Iterator[str]:
        nonlocal position
        while position < len(lines) and position < start + CELL_LINES:
            position += 1
            yield lines[position - 1]

    reader = csv.reader(feed(), delimiter=delimiter, strict=True)
    while start < len(lines):
        try:
            fields = next(reader, None)
            well_formed = True
        except csv.Error:
            fields = lines[start].rstrip("\r\n").split(delimiter)
            well_formed = False
            position = start + 1
        if fields is None or not well_formed:
            reader = csv.reader(feed(), delimiter=delimiter, strict=True)
        if fields:
            yield start + 1, fields, well_formed
        start = position


def _absent(text: str) -> str:
    """A character that ``text`` does not hold, to read lines of a single cell with the same reader."""
    return next(char for code in range(0xE000, sys.maxunicode) if (char := chr(code)) not in text)


@contextmanager
def any_field_size() -> Iterator[None]:
    """Lets the csv module read cells of any length: one that is too long is refused later, with its line."""
    before = csv.field_size_limit(2**31 - 1)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _stray_note(lines: Sequence[int]) -> str:
    shown = ", ".join(map(str, lines[:5])) + (", …" if len(lines) > 5 else "")
    if len(lines) == 1:
        return typeset(f"La ligne {shown} a des guillemets mal fermés : elle a été lue telle quelle.")
    many = number(len(lines))
    return typeset(f"{many} lignes ont des guillemets mal fermés et ont été lues telles quelles : {shown}.")
