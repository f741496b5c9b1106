"""Tables of a deck cut into slides: rows never lost, each cell fitted to its column."""

from collections.abc import Sequence

from facilitator.drafting import fit
from facilitator.drafting.slides import TO_COMPLETE, Grid, Look, text_line

CELL_INSET_X, CELL_INSET_Y = 7.2, 3.0
SIZES = (22, 20)
_MOST_ROWS = 11
_NAME_ROWS = 2
_NAME_SHARE = 0.3  # of the width, at least


def cell_look(text: str, *, header: bool) -> Look:
    """How a cell is set: headers in bold, what must still be written highlighted."""
    if text == TO_COMPLETE:
        return Look.TODO
    return Look.STRONG if header else Look.PLAIN


def row_height(
    cells: Sequence[str], columns: Sequence[float], box: fit.Box, size: int, *, header: bool = False
) -> float:
    """The height in points of one row of a table that fills ``box``."""
    lines = [text_line(cell, cell_look(cell, header=header)) for cell in cells]
    widths = [box.width * share - 2 * CELL_INSET_X for share in columns]
    text = max(fit.height([line], size, width) for line, width in zip(lines, widths, strict=True))
    return text + 2 * CELL_INSET_Y


def grid_pages(
    name: str,
    header: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    box: fit.Box,
    *,
    ids: Sequence[tuple[str, ...]],
) -> list[Grid]:
    """A table over as many slides as its rows need, shared out evenly; names shortened past two lines."""
    for size in SIZES:
        columns = _columns(header, rows, box, size)
        known = [(_short_name(row[0], columns[0], box, size), *row[1:]) for row in rows]
        room = box.height - row_height(header, columns, box, size, header=True)
        heights = [row_height(row, columns, box, size) for row in known]
        spans = _spans(heights, room)
        if len(spans) == 1 and min(heights) == max(heights):
            break
    return [
        Grid(name, header, tuple(known[start:end]), columns, size, tuple(ids[start:end]))
        for start, end in spans
    ]


def _spans(heights: Sequence[float], room: float) -> list[tuple[int, int]]:
    """Where each page starts and ends: as few pages as can be, of even length where even pages fit."""
    spans = _filled(heights, room, _MOST_ROWS)
    even = _filled(heights, room, -(-len(heights) // len(spans)))
    return even if len(even) == len(spans) else spans


def _filled(heights: Sequence[float], room: float, most: int) -> list[tuple[int, int]]:
    spans, start = [], 0
    for end in range(1, len(heights) + 1):
        full = end - start > most or sum(heights[start:end]) > room
        if full and end - 1 > start:
            spans.append((start, end - 1))
            start = end - 1
    return [*spans, (start, len(heights))]


def _columns(
    header: tuple[str, ...], rows: Sequence[tuple[str, ...]], box: fit.Box, size: int
) -> tuple[float, ...]:
    """Shares of the width: each column of figures as wide as its widest cell, the names take the rest."""
    wide = []
    for index in range(1, len(header)):
        cells = [fit.text_width(row[index], size, bold=True) for row in (header, *rows)]
        wide.append(max(cells) * 1.06 + 2 * CELL_INSET_X + size / 2)
    squeeze = min(1.0, box.width * (1 - _NAME_SHARE) / sum(wide))
    shares = [width * squeeze / box.width for width in wide]
    return (1 - sum(shares), *shares)


def _short_name(name: str, share: float, box: fit.Box, size: int) -> str:
    width = box.width * share - 2 * CELL_INSET_X
    return fit.shortened(name, lambda text: fit.rows(text_line(text), size, width) <= _NAME_ROWS)
