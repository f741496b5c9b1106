"""Horizontal bars: an indicator by place, or several side by side; each value is written at its bar.

    draw_bars([Bar("Vernoissac", 11.8, "11,8 %"), Bar("Saint-Corvin", None, "masqué")], words, "png")
    own = (Bar("Castelombre", 17.3, "17,3 %"), Bar("CC du Val d’Aubre", 17.7, "17,7 %"))
    draw_grouped([Group("Moins de 15 ans", own)], Words(title, source), "svg", Sheet(width=12))

What is hidden has no bar but its word (« secret », « masqué », « manque »), never a zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any

from facilitator.charts.sheet import (
    A4_COLUMN,
    DARK,
    FAINT,
    GRID,
    INK,
    LIGHT,
    MARGIN,
    MIDDLE,
    Canvas,
    Sheet,
    Words,
    keys_height,
    settled,
    width_of,
    wrapped,
)

ONE_PANEL = 26
"""Beyond so many rows they stand in two columns, so that 50 communes keep to half a page."""
LABELS, BETWEEN = 0.36, 0.6  # of the width, at most; centimetres between two columns
GUTTER, AIR, THICK = 0.15, 0.03, 0.27
SHADES = ((DARK, ""), (MIDDLE, ""), (LIGHT, ""), ("white", "////"), ("#9aa4ab", ""))


@dataclass(frozen=True, slots=True)
class Bar:
    """One value and how it is written; ``apart`` for what it is read beside (EPCI, département, France)."""

    label: str
    value: float | None
    shown: str
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Bars that are read together; their labels are the same, in the same order, in every group."""

    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A bar where it is drawn: the rows of its label, and the air above it."""

    bar: Bar
    label: tuple[str, ...]
    shade: str
    hatch: str = ""
    before: float = 0.0


def draw_bars(bars: Sequence[Bar], words: Words, form: str, sheet: Sheet = A4_COLUMN) -> bytes:
    """The picture of one indicator, a row a place, in the order given; « png » or « svg ».

    The places ``apart`` come last, darker, after a space. More than 26 rows stand in two columns.
    """
    with settled():
        ranked = [*(one for one in bars if not one.apart), *(one for one in bars if one.apart)]
        columns = 2 if len(ranked) > ONE_PANEL else 1
        canvas, panels, width = _laid(ranked, words, sheet, columns)
        if sheet.height and columns == 1 and canvas.height > sheet.height:
            canvas, panels, width = _laid(ranked, words, sheet, 2)
        rows = [row for panel in panels for row in panel]
        for rank, panel in enumerate(panels):
            _draw_panel(canvas, panel, rows, MARGIN + rank * (width + BETWEEN), width)
        return canvas.picture(form, words.title)


def _laid(
    bars: Sequence[Bar], words: Words, sheet: Sheet, columns: int
) -> tuple[Canvas, list[list[_Row]], float]:
    """A blank sheet high enough, the rows of each column, and the width of one."""
    width = (sheet.width - 2 * MARGIN - (columns - 1) * BETWEEN) / columns
    rows = []
    for rank, one in enumerate(bars):
        label = tuple(wrapped(one.label, width * LABELS, sheet.type, bold=one.apart))
        first = one.apart and rank and not bars[rank - 1].apart
        rows.append(_Row(one, label, DARK if one.apart else MIDDLE, before=0.15 if first else 0.0))
    cut = -(-len(rows) // columns)
    panels = [rows[at : at + cut] for at in range(0, len(rows), cut)]
    height = max(sum(_height(one, sheet) for one in panel) for panel in panels)
    return Canvas(sheet, words, height), panels, width


def draw_grouped(groups: Sequence[Group], words: Words, form: str, sheet: Sheet = A4_COLUMN) -> bytes:
    """The picture of several groups of bars with one key above: ages, years, or a commune beside its EPCI."""
    with settled():
        names = [one.label for one in groups[0].bars]
        width = sheet.width - 2 * MARGIN
        rows = [row for group in groups for row in _grouped(group, width, sheet)]
        looks: list[tuple[str, dict[str, Any]]] = [
            (name, {"facecolor": shade, "hatch": hatch, "edgecolor": INK})
            for name, (shade, hatch) in zip(names, cycle(SHADES), strict=False)
        ]
        above = keys_height([name for name, _ in looks], width, sheet) + 0.1
        canvas = Canvas(sheet, words, above + sum(_height(one, sheet) for one in rows))
        canvas.keys(looks, canvas.top, width)
        canvas.top -= above
        _draw_panel(canvas, rows, rows, MARGIN, width)
        return canvas.picture(form, words.title)


def _grouped(group: Group, width: float, sheet: Sheet) -> list[_Row]:
    """The rows of a group: its label at the first of them, or spread over them when it is long."""
    label = wrapped(group.label, width * LABELS, sheet.type)
    rows = []
    for rank, bar in enumerate(group.bars):
        last = rank == len(group.bars) - 1
        said = tuple(label[rank:]) if last else tuple(label[rank : rank + 1])
        shade, hatch = SHADES[rank % len(SHADES)]
        rows.append(_Row(bar, said, shade, hatch, 0.0 if rank else 0.22))
    return rows


def _height(row: _Row, sheet: Sheet) -> float:
    return row.before + max(THICK, max(1, len(row.label)) * sheet.leading()) + AIR * (sheet.type / 9)


def _draw_panel(
    canvas: Canvas, panel: Sequence[_Row], rows: Sequence[_Row], left: float, width: float
) -> None:
    """Rows from the top of the sheet down, on the scale of all ``rows``."""
    sheet = canvas.sheet
    labels = max(
        (width_of(text, sheet.type, bold=one.bar.apart) for one in rows for text in one.label), default=0
    )
    values = max(width_of(one.bar.shown, sheet.type, bold=one.bar.apart) for one in rows) + GUTTER
    numbers = [one.bar.value for one in rows if one.bar.value is not None]
    least, most = min(0.0, *numbers, 0.0), max(0.0, *numbers, 0.0)
    start = left + labels + GUTTER + (values if least < 0 else 0)
    room = left + width - values - start
    scale = room / (most - least) if most > least else 0.0
    zero = start - least * scale
    at = canvas.top
    for row in panel:
        high = _height(row, sheet)
        middle = at - row.before - (high - row.before) / 2
        for rank, text in enumerate(row.label):
            y = middle + ((len(row.label) - 1) / 2 - rank) * sheet.leading()
            canvas.write(left + labels, y, text, ha="right", weight="bold" if row.bar.apart else "normal")
        _draw_bar(canvas, row, zero, middle, scale)
        at -= high
    canvas.line([zero, zero], [at + AIR / 2, canvas.top], color=GRID if most == least else FAINT)


def _draw_bar(canvas: Canvas, row: _Row, zero: float, middle: float, scale: float) -> None:
    bar = row.bar
    if bar.value is None:
        canvas.write(zero + GUTTER, middle, bar.shown, style="italic", color=FAINT)
        return
    long = bar.value * scale
    thick = THICK * canvas.sheet.type / 9
    edge = INK if row.shade in (LIGHT, "white") else row.shade
    canvas.box(zero, middle - thick / 2, long, thick, facecolor=row.shade, hatch=row.hatch, edgecolor=edge)
    side: dict[str, Any] = {"ha": "right"} if bar.value < 0 else {}
    weight = "bold" if bar.apart else "normal"
    canvas.write(zero + long + (-GUTTER if side else GUTTER) * 0.7, middle, bar.shown, weight=weight, **side)
