"""The map of the wall drawn natively: a group of small editable shapes, of which no labels touch."""

from collections.abc import Sequence
from itertools import product
from typing import Any

from facilitator.drafting.fit import LINE_HEIGHT
from facilitator.drafting.slide_graphics import describe, set_lines
from facilitator.drafting.slide_text import printable
from facilitator.drafting.slides import Island, Line, Look, Run, WallPicture, text_line
from facilitator.language.typography import NO_BREAK

LABEL_ROWS, MOST_LABEL_ROWS = 2, 3
GAP = 12.0  # points between a cell's label and the next cell
_PITCHES = (40, 34, 28, 22, 18, 16, 15, 14, 13, 12)  # points from one dot to the next, largest first
_LEAST_ROWS = 3  # of dots that a cell has room for: islands rather than rows
_DOT = 0.82  # of the pitch
_LEAST_BUBBLE, _MOST_BUBBLE = 36.0, 64.0
_COLOURS = ("ACCENT_1", "ACCENT_5", "ACCENT_6", "ACCENT_2", "ACCENT_3", "ACCENT_4")

Area = tuple[float, float, float, float]
"""Left, top, width and height, in points."""


def cell_size(columns: int, rows: int, width: float, height: float, size: int) -> tuple[float, float]:
    """The width and height of a cell, the legend's row at the foot of the picture deducted."""
    return width / columns, (height - LINE_HEIGHT * size * 1.5) / rows


def room_above(high: float, label_rows: int, size: int) -> float:
    """The height that a cell leaves to its dots above a label of so many rows."""
    return high - label_rows * LINE_HEIGHT * size - GAP


def pitch_for(islands: Sequence[tuple[int, int]], width: float, high: float, size: int) -> int | None:
    """The widest pitch at which each island's dots stand above its label, None where none does.

    ``islands`` gives the number of dots and the rows of the label of each; a long label may leave its dots a
    single row.
    """

    def stands(pitch: int, dots: int, label_rows: int) -> bool:
        rows = int(room_above(high, label_rows, size) // pitch)
        least = _LEAST_ROWS if label_rows <= LABEL_ROWS else 1
        return rows >= least and _across(width, pitch) * rows >= dots

    return next((pitch for pitch in _PITCHES if all(stands(pitch, *one) for one in islands)), None)


def _across(width: float, pitch: int) -> int:
    """How many dots stand side by side in a cell, every other row half a pitch aside."""
    return int((width - GAP) / pitch - 0.5)


def draw_wall(slide: Any, holder: Any, picture: WallPicture) -> None:
    """The islands, each in its cell with its label below, in the chart's place; the legend at the foot."""
    from pptx.util import Pt

    area = holder.left / Pt(1), holder.top / Pt(1), holder.width / Pt(1), holder.height / Pt(1)
    holder.element.getparent().remove(holder.element)
    group = slide.shapes.add_group_shape()
    describe(group, picture.name, picture.description)
    left, top, width, height = area
    wide, high = cell_size(picture.columns, picture.rows, width, height, picture.size)
    crowds = [(len(island.dots), island.label_rows) for island in picture.islands]
    pitch = pitch_for(crowds, wide, high, picture.size)
    largest = max(island.count for island in picture.islands)
    for rank, island in enumerate(picture.islands):
        room = room_above(high, island.label_rows, picture.size)
        cell = (left + island.column * wide, top + island.row * high, wide, room)
        if island.dots and pitch:
            _draw_dots(slide.shapes, group, island, rank, cell, pitch)
        else:
            _draw_bubble(group, island, rank, cell, picture.size, largest)
        _draw_label(group, island, (cell[0], cell[1] + room, wide - GAP, high - room - GAP / 2), picture.size)
    foot = LINE_HEIGHT * picture.size * 1.2
    legend = [text_line(picture.legend, Look.CREDIT)]
    _write(group, "Légende", legend, (left, top + height - foot, width, foot), picture.size)


def _draw_dots(shapes: Any, group: Any, island: Island, rank: int, cell: Area, pitch: int) -> None:
    """Draw the dots of an island on the slide, then move them into the group, all at once.

    Adding to a group measures it anew each time; the label that follows does so for all of them.
    """
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Pt

    left, top, wide, room = cell
    middle = left + (wide - GAP) / 2, top + room / 2
    shape = MSO_SHAPE.ROUNDED_RECTANGLE if rank < len(_COLOURS) else MSO_SHAPE.OVAL
    side = pitch * _DOT
    slots = packed(island.dots, _across(wide, pitch), int(room // pitch))
    for x, y in slots:
        frame = (middle[0] + x * pitch - side / 2, middle[1] + y * pitch - side / 2, side, side)
        dot = shapes.add_shape(shape, *(Pt(value) for value in frame))
        _fill(dot, rank, f"{island.letter}")
        group.element.append(dot.element)


def packed(dots: Sequence[tuple[float, float]], columns: int, rows: int) -> tuple[tuple[float, float], ...]:
    """A slot of the grid for each dot, in pitches from its middle: close together, each on its own side.

    The dots that lean most choose first. Raises ValueError where there are fewer slots than dots.
    """
    slots = [
        (x - (columns - 1) / 2 + (0.25 if y % 2 else -0.25), y - (rows - 1) / 2)  # as bricks lie
        for x, y in product(range(columns), range(rows))
    ]
    slots.sort(key=lambda slot: (slot[0] ** 2 + slot[1] ** 2, slot))
    free = slots[: len(dots)]
    if len(free) < len(dots):
        raise ValueError(f"{len(dots)} dots, but {columns} × {rows} slots")
    found: dict[int, tuple[float, float]] = {}
    for at in sorted(range(len(dots)), key=lambda at: (-abs(complex(*dots[at])), at)):
        x, y = dots[at]
        found[at] = max(free, key=lambda slot: (round(slot[0] * x + slot[1] * y, 6), slot))
        free.remove(found[at])
    return tuple(found[at] for at in range(len(dots)))


def _draw_bubble(group: Any, island: Island, rank: int, cell: Area, size: int, largest: int) -> None:
    """A circle of which the surface tells the count, the number inside."""
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Pt

    left, top, wide, room = cell
    most = min(_MOST_BUBBLE, room)
    side = max(min(_LEAST_BUBBLE, room), most * (island.count / largest) ** 0.5)
    frame = (left + (wide - GAP - side) / 2, top + (room - side) / 2, side, side)
    bubble = group.shapes.add_shape(MSO_SHAPE.OVAL, *(Pt(value) for value in frame))
    _fill(bubble, rank, island.letter, hollow=True)
    text = bubble.text_frame
    text.word_wrap, text.vertical_anchor = False, MSO_ANCHOR.MIDDLE
    text.margin_left = text.margin_right = text.margin_top = text.margin_bottom = Pt(0)
    set_lines(text, [text_line(str(island.count), Look.STRONG)], size, centred=True)


def _fill(shape: Any, rank: int, name: str, *, hollow: bool = False) -> None:
    """A colour of the gabarit's theme, and an outline that is seen where that colour is pale."""
    from pptx.dml.color import MSO_THEME_COLOR
    from pptx.util import Pt

    shape.name = printable(name)
    shape.element.remove(shape.element.find("{*}style"))  # or Impress draws the theme's shadow
    colour = getattr(MSO_THEME_COLOR, _COLOURS[rank % len(_COLOURS)])
    shape.fill.solid()
    shape.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1 if hollow else colour
    shape.line.color.theme_color = colour if hollow else MSO_THEME_COLOR.TEXT_1
    shape.line.width = Pt(4 if hollow else 0.5)


def label_line(letter: str, label: str) -> Line:
    """« A. Mobilité (12) », the letter in bold."""
    return Line((Run(f"{letter}.{NO_BREAK}", Look.ACCENT), Run(label)))


def _draw_label(group: Any, island: Island, area: Area, size: int) -> None:
    _write(group, island.letter, [label_line(island.letter, island.label)], area, size, centred=True)


def _write(
    group: Any, name: str, lines: Sequence[Line], area: Area, size: int, *, centred: bool = False
) -> None:
    from pptx.util import Pt

    box = group.shapes.add_textbox(*(Pt(value) for value in area))
    box.name = printable(name)
    text = box.text_frame
    text.word_wrap = True
    text.margin_left = text.margin_right = text.margin_top = text.margin_bottom = Pt(0)
    set_lines(text, lines, size, centred=centred)
