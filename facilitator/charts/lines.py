"""An evolution: years at their true distance, only comparable ones joined, each line named at its end.

    own = Line("CC du Val d’Aubre", (Point(2016, 14.2, "14,2 %"), Point(2022, 14.3, "14,3 %")))
    draw_lines([own], Words(title, source), "png")

Lines are told apart by marks and strokes, not by colour alone. A hidden year has its word, never a zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from facilitator.charts.sheet import (
    A4_COLUMN,
    DARK,
    FAINT,
    GRID,
    MARGIN,
    Canvas,
    Sheet,
    Words,
    settled,
    width_of,
    wrapped,
)

HEIGHT = 5.2
LEAST_SPAN = 0.2
"""Of the greatest value: what the scale covers at least, so that a change of 0,3 % is not drawn as a leap."""
LOOKS = ((DARK, "-", "o"), ("#a2521b", "--", "s"), (FAINT, ":", "^"), ("#5a4a8a", "-.", "D"))
AXIS, GUTTER, NAMES = 0.75, 0.2, 0.34


@dataclass(frozen=True, slots=True)
class Point:
    """One year; ``joined`` False for a year that must not be compared with the others: its mark is hollow."""

    year: int
    value: float | None
    shown: str
    joined: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """One place over the years, oldest first; at least one point has a value."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class _Field:
    """Where years and values fall, in centimetres."""

    left: float
    right: float
    low: float
    high: float
    years: tuple[int, int]
    values: tuple[float, float]

    def x(self, year: int) -> float:
        first, last = self.years
        return (
            (self.left + self.right) / 2
            if first == last
            else (self.left + (year - first) / (last - first) * (self.right - self.left))
        )

    def y(self, value: float) -> float:
        least, most = self.values
        if least == most:
            return (self.low + self.high) / 2
        return self.low + (value - least) / (most - least) * (self.high - self.low)


def draw_lines(lines: Sequence[Line], words: Words, form: str, sheet: Sheet = A4_COLUMN) -> bytes:
    """The picture of these lines, as « png » or « svg »; the scale covers the values, seldom zero."""
    with settled():
        canvas = Canvas(sheet, words, None if sheet.height else HEIGHT)
        ends = [_end(one, sheet) for one in lines]
        right = max(width_of(text, sheet.type) for end in ends for text in end)
        starts = max(width_of(one.points[0].shown, sheet.type) for one in lines)
        told = [point.value for line in lines for point in line.points if point.value is not None]
        years = [point.year for line in lines for point in line.points]
        field = _Field(
            MARGIN + starts + GUTTER,
            sheet.width - MARGIN - right - GUTTER,
            canvas.bottom + AXIS + 0.15,
            canvas.top - 0.35,
            (min(years), max(years)),
            _span(told),
        )
        _draw_years(canvas, field, sorted(set(years)))
        for rank, line in enumerate(lines):
            _draw_line(canvas, field, line, LOOKS[rank % len(LOOKS)], values=len(lines) == 1)
        _name_ends(canvas, field, lines, ends)
        _name_starts(canvas, field, lines)
        return canvas.picture(form, words.title)


def _span(values: Sequence[float]) -> tuple[float, float]:
    """The ends of the scale: the values, or a fifth of the greatest around them where they are closer."""
    least, most = min(values), max(values)
    short = LEAST_SPAN * max(abs(least), abs(most)) - (most - least)
    return (least - short / 2, most + short / 2) if short > 0 else (least, most)


def _end(line: Line, sheet: Sheet) -> list[str]:
    """What is written at the right of a line: its last value, then its name."""
    return wrapped(f"{line.points[-1].shown} {line.name}", sheet.width * NAMES, sheet.type)


def _draw_years(canvas: Canvas, field: _Field, years: Sequence[int]) -> None:
    base = field.low - 0.15
    canvas.line([field.left, field.right], [base, base], color=FAINT)
    drawn = -1e9
    for year in reversed(years):
        x = field.x(year)
        canvas.line([x, x], [base, canvas.top], color=GRID, linewidth=0.5, zorder=0)
        canvas.line([x, x], [base, base - 0.08], color=FAINT)
        if abs(x - drawn) > width_of("2000 ", canvas.sheet.type):
            canvas.write(x, base - 0.35, str(year), ha="center")
            drawn = x


def _draw_line(
    canvas: Canvas, field: _Field, line: Line, look: tuple[str, str, str], *, values: bool
) -> None:
    colour, stroke, mark = look
    joined = [one for one in line.points if one.joined]
    for before, after in pairwise(joined):
        if before.value is not None and after.value is not None:
            xs, ys = (
                [field.x(before.year), field.x(after.year)],
                [field.y(before.value), field.y(after.value)],
            )
            canvas.line(xs, ys, color=colour, linestyle=stroke, linewidth=1.8, zorder=2)
    for point in line.points:
        if point.value is None:
            continue
        x, y = field.x(point.year), field.y(point.value)
        face = colour if point.joined else "white"
        canvas.line([x], [y], marker=mark, markersize=5.5, markerfacecolor=face, color=colour, zorder=3)
        if values and point not in (line.points[0], line.points[-1]):
            canvas.write(x, y + 0.3, point.shown, ha="center")


def _name_ends(canvas: Canvas, field: _Field, lines: Sequence[Line], ends: Sequence[Sequence[str]]) -> None:
    wanted = [_height_of(line.points[-1], line, field) for line in lines]
    rows = canvas.sheet.leading()
    spread = _spread(wanted, [len(end) * rows + 0.05 for end in ends], canvas.bottom, canvas.top)
    for rank, (end, at) in enumerate(zip(ends, spread, strict=True)):
        colour = LOOKS[rank % len(LOOKS)][0]
        for row, text in enumerate(end):
            y = at + ((len(end) - 1) / 2 - row) * rows
            canvas.write(field.right + GUTTER, y, text, color=colour)


def _name_starts(canvas: Canvas, field: _Field, lines: Sequence[Line]) -> None:
    firsts = {(line.points[0].year, line.points[0].shown) for line in lines}
    lines = (
        lines[:1] if len(firsts) == 1 and len(lines) > 1 and lines[0].points[0].value is not None else lines
    )
    wanted = [_height_of(line.points[0], line, field) for line in lines]
    spread = _spread(wanted, [canvas.sheet.leading()] * len(lines), canvas.bottom, canvas.top)
    for rank, (line, at) in enumerate(zip(lines, spread, strict=True)):
        first = line.points[0]
        look: dict[str, Any] = (
            {"style": "italic", "color": FAINT}
            if first.value is None
            else {"color": LOOKS[rank % len(LOOKS)][0]}
        )
        canvas.write(field.x(first.year) - GUTTER, at, first.shown, ha="right", **look)


def _height_of(point: Point, line: Line, field: _Field) -> float:
    """Where a label belongs: at its point, or at the nearest year that is told."""
    told = [one for one in line.points if one.value is not None]
    nearest = min(told, key=lambda one: abs(one.year - point.year))
    assert nearest.value is not None
    return field.y(nearest.value)


def _spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Places as near as can be to those wanted, without overlap, highest first; inside low and high."""
    order = sorted(range(len(wanted)), key=lambda rank: -wanted[rank])
    placed = list(wanted)
    ceiling = high
    for rank in order:
        placed[rank] = min(wanted[rank], ceiling - heights[rank] / 2)
        ceiling = placed[rank] - heights[rank] / 2
    floor = low
    for rank in reversed(order):
        placed[rank] = max(placed[rank], floor + heights[rank] / 2)
        floor = placed[rank] + heights[rank] / 2
    return placed
