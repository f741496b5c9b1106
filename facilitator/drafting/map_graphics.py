"""A map of communes drawn natively: one editable freeform a commune, named after it, grouped with its key.

Each commune carries its own name and value, set where it is widest, so that it keeps them when it is moved.
The key is for the room; the names on the map, smaller, are for who holds the deck.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from facilitator.charts.ground import Ground, Ring
from facilitator.charts.map_labels import WHITE_ON, Box, Label, inside, luminance, place, within
from facilitator.charts.maps import CIRCLE, LARGEST_CIRCLE, Area, by_value, shading
from facilitator.charts.sheet import FAINT, INK, PALE
from facilitator.drafting.fit import LINE_HEIGHT, rows, text_width
from facilitator.drafting.slide_graphics import describe, set_lines
from facilitator.drafting.slide_text import printable
from facilitator.drafting.slides import Line, Look, MapPicture, text_line

NAMES = 10
"""Points of the names on the map."""
HIDDEN = "secret ou sans donnée"
_LEAST_STEP = 0.8  # points between two corners of an outline: less is not seen
_MAP_SHARE, _GAP, _BOX, _BAR = 0.62, 18.0, 22.0, 90.0

Frame = tuple[float, float, float, float]
"""Left, top, width and height, in points."""


def draw_map(slide: Any, holder: Any, picture: MapPicture) -> None:
    """The communes in the chart's place, each filled by its class or with its circle, and the key beside.

    Shapes are made on the slide, then moved into the group: a group is measured anew at each of its own.
    """
    from pptx.util import Pt

    left, top, width, height = (
        value / Pt(1) for value in (holder.left, holder.top, holder.width, holder.height)
    )
    holder.element.getparent().remove(holder.element)
    group = slide.shapes.add_group_shape()
    describe(group, picture.name, picture.description)
    ground = Ground(
        [one.rings for one in picture.areas], (left, -(top + height - 24), width * _MAP_SHARE, height - 24)
    )
    areas = by_value(picture.areas)
    radii = _radii(ground, areas) if not picture.shaded else [0.0] * len(areas)
    shades = _shades(areas, picture)
    labels = [
        Label(one.rings, one.middle, (one.name, one.shown), shade or PALE, radius)
        for one, shade, radius in zip(areas, shades, radii, strict=True)
    ]
    frame = (left, -(top + height), left + width * _MAP_SHARE, -top)
    face = max(1.0, width / picture.room)
    held = _held(ground, labels, frame, face)
    for rank, area in enumerate(areas):
        shape = _outline(slide.shapes, ground, area)
        _fill(shape, shades[rank])
        if rank in held and held[rank].inside:
            _write_in(shape, held[rank], shades[rank])
        group.element.append(shape.element)
    for area, radius in zip(areas, radii, strict=True):
        if radius:
            group.element.append(_circle(slide.shapes, ground, area, radius).element)
    for rank, carried in held.items():
        if not carried.inside:
            group.element.append(_plate(slide.shapes, areas[rank], carried, shades[rank] or PALE).element)
    beside = (left + width * _MAP_SHARE + _GAP, top, width * (1 - _MAP_SHARE) - _GAP, height)
    _draw_key(group, picture, areas, radii, beside, face)
    _draw_scale(group, ground, (left, top + height - 20, width * _MAP_SHARE, 20))


def _shades(areas: Sequence[Area], picture: MapPicture) -> list[str]:
    """The colour of each commune; empty for what is hidden."""
    if not picture.shaded:
        return ["" if one.value is None else PALE for one in areas]
    classes = shading(areas, picture.words)
    return ["" if one.value is None else classes.of(one.value) for one in areas]


def _radii(ground: Ground, areas: Sequence[Area]) -> list[float]:
    most = max((abs(one.value) for one in areas if one.value is not None), default=0.0)
    largest = LARGEST_CIRCLE * ground.width * 0.8
    return [largest * math.sqrt(abs(one.value) / most) if one.value and most else 0.0 for one in areas]


@dataclass(frozen=True, slots=True)
class _Carried:
    """What a commune carries, and where; wholly ``inside`` it or on a plate of its colour."""

    rows: tuple[str, ...]
    box: Box
    inside: bool


def _held(ground: Ground, labels: Sequence[Label], frame: Frame, face: float) -> dict[int, _Carried]:
    """Name and value where they hold, else the value where it is wholly inside; else nothing.

    ``face`` is how much wider than Arial the typeface is.
    """
    row = NAMES * LINE_HEIGHT
    paths = [ground.outline(one.rings) for one in labels]
    held: dict[int, _Carried] = {}
    for at in (0, 1):
        said = [one.rows[at:] for one in labels]
        sizes = [(face * max(text_width(one, NAMES) for one in text) + 4, len(text) * row) for text in said]
        drops = [
            one.radius + len(text) * row / 2 + 1 if one.radius else 0.0
            for one, text in zip(labels, said, strict=True)
        ]
        for rank, box in place(ground, labels, sizes, drops, frame).items():
            whole = inside(paths[rank], box)
            apart = labels[rank].radius or (not at and within(paths, box))
            free = not any(box.meets(other.box) for one, other in held.items() if one != rank)
            if rank not in held and free and (whole or apart):
                held[rank] = _Carried(said[rank], box, whole and not labels[rank].radius)
    return held


def _plate(shapes: Any, area: Area, carried: _Carried, colour: str) -> Any:
    """Name and value on a plate of the commune's colour, over the border that they cross."""
    from pptx.dml.color import RGBColor
    from pptx.util import Pt

    box = carried.box
    frame = (box.left, -box.top, box.right - box.left, box.top - box.bottom)
    plate = shapes.add_textbox(*(Pt(value) for value in frame))
    plate.name = printable(area.name)
    plate.fill.solid()
    plate.fill.fore_color.rgb = RGBColor.from_string(colour[1:])
    text = plate.text_frame
    text.word_wrap = False
    text.margin_left = text.margin_right = text.margin_top = text.margin_bottom = Pt(0)
    _ink(text, carried.rows, colour)
    return plate


def _thinned(ring: Ring, ground: Ground) -> Iterator[tuple[float, float]]:
    """The corners of an outline on the slide, without those too near the last to be told from it."""
    last: tuple[float, float] | None = None
    for point in ring[:-1]:
        x, y = ground.at(point)
        if last is None or math.hypot(x - last[0], y - last[1]) >= _LEAST_STEP:
            last = (x, y)
            yield x, -y


def _outline(shapes: Any, ground: Ground, area: Area) -> Any:
    from pptx.util import Pt

    rings = [list(_thinned(ring, ground)) for ring in area.rings]
    rings = [ring for ring in rings if len(ring) > 2] or [list(_square(ground, area))]
    builder = shapes.build_freeform(*rings[0][0], scale=float(Pt(1)))
    for rank, ring in enumerate(rings):
        if rank:
            builder.move_to(*ring[0])
        builder.add_line_segments(ring[1:], close=True)
    shape = builder.convert_to_shape()
    describe(shape, printable(area.name), area.shown)
    return shape


def _square(ground: Ground, area: Area) -> Iterator[tuple[float, float]]:
    """A commune too small to have corners on the slide: a point of it."""
    x, y = ground.at(area.middle)
    yield from ((x, -y), (x + 1, -y), (x + 1, -y + 1), (x, -y + 1))


def _fill(shape: Any, colour: str) -> None:
    """The colour of a class; stripes where ``colour`` is empty."""
    from pptx.dml.color import RGBColor
    from pptx.enum.dml import MSO_PATTERN
    from pptx.util import Pt

    shape.element.remove(shape.element.find("{*}style"))  # or Impress draws the theme's shadow
    if colour:
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor.from_string(colour[1:])
    else:
        shape.fill.patterned()
        shape.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        shape.fill.fore_color.rgb = RGBColor.from_string("8E9AA2")
        shape.fill.back_color.rgb = RGBColor.from_string(PALE[1:])
    edge = FAINT if not colour or colour == PALE else "#ffffff"
    shape.line.color.rgb, shape.line.width = RGBColor.from_string(edge[1:]), Pt(1)


def _write_in(shape: Any, carried: _Carried, colour: str) -> None:
    """The rows of a commune where they hold: insets lead its text, centred in its frame, to that place."""
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Pt

    x, y = carried.box.middle
    across = 2 * (x - (shape.left + shape.width / 2) / Pt(1))
    down = 2 * (-y - (shape.top + shape.height / 2) / Pt(1))
    text = shape.text_frame
    text.word_wrap, text.vertical_anchor = False, MSO_ANCHOR.MIDDLE
    text.margin_left, text.margin_right = Pt(max(0.0, across)), Pt(max(0.0, -across))
    text.margin_top, text.margin_bottom = Pt(max(0.0, down)), Pt(max(0.0, -down))
    _ink(text, carried.rows, colour)


def _ink(text: Any, said: Sequence[str], colour: str) -> None:
    """The rows, in white on a dark ground."""
    from pptx.dml.color import RGBColor

    set_lines(text, [text_line(row) for row in said], NAMES, centred=True, close=True)
    white = colour and luminance(colour) < WHITE_ON
    for paragraph in text.paragraphs:
        for run in paragraph.runs:
            run.font.color.rgb = RGBColor.from_string("FFFFFF" if white else INK[1:])


def _circle(shapes: Any, ground: Ground, area: Area, radius: float) -> Any:
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Pt

    x, y = ground.at(area.middle)
    frame = (x - radius, -y - radius, 2 * radius, 2 * radius)
    circle = shapes.add_shape(MSO_SHAPE.OVAL, *(Pt(value) for value in frame))
    describe(circle, printable(area.name), area.shown)
    _round(circle, area.value or 0)
    return circle


def _round(circle: Any, value: float) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    circle.element.remove(circle.element.find("{*}style"))
    circle.fill.solid()
    circle.fill.fore_color.rgb = RGBColor.from_string("FFFFFF" if value < 0 else CIRCLE[1:])
    circle.line.color.rgb, circle.line.width = RGBColor.from_string(INK[1:]), Pt(0.75)
    if value < 0:
        circle.line.dash_style = MSO_LINE.DASH


def _draw_key(
    group: Any, picture: MapPicture, areas: Sequence[Area], radii: Sequence[float], frame: Frame, face: float
) -> None:
    """The indicator, its classes or its largest circle, and what is striped, from the top of the frame."""
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Pt

    left, top, width, _ = frame
    size, row = picture.size, picture.size * LINE_HEIGHT
    title = text_line(picture.words.legend, Look.STRONG)
    high = rows(title, size, width / face) * row
    _write(group, "Indicateur", title, (left, top, width, high), size)
    at = top + high + 8
    looks: list[tuple[str, str]] = []
    if picture.shaded:
        classes = shading(areas, picture.words)
        looks = list(zip(classes.labels, classes.shades, strict=True))
    looks += [(HIDDEN, "")] if any(one.value is None for one in areas) else []
    for label, colour in looks:
        line = text_line(label)
        high = rows(line, size, (width - _BOX - 8) / face) * row
        box = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Pt(one) for one in (left, at + 3, _BOX, row - 8)))
        box.name = printable(label)
        _fill(box, colour)
        _write(group, label, line, (left + _BOX + 8, at, width - _BOX - 8, high), size)
        at += high + 4
    if any(radii):
        _draw_circle_key(group, areas, max(radii), (left, at, width, row), size)


def _draw_circle_key(group: Any, areas: Sequence[Area], radius: float, frame: Frame, size: int) -> None:
    """The circle of the greatest value."""
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Pt

    left, top, width, row = frame
    most = max((one for one in areas if one.value is not None), key=lambda one: abs(one.value or 0))
    circle = group.shapes.add_shape(
        MSO_SHAPE.OVAL, *(Pt(value) for value in (left, top + 4, 2 * radius, 2 * radius))
    )
    circle.name = printable(most.shown)
    _round(circle, most.value or 0)
    where = (left + 2 * radius + 8, top + 4 + radius - row / 2, width - 2 * radius - 8, row)
    _write(group, most.shown, text_line(most.shown), where, size)


def _draw_scale(group: Any, ground: Ground, frame: Frame) -> None:
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Pt

    left, top, width, high = frame
    long, said = ground.scale_bar(_BAR)
    right = left + width
    bar = group.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, *(Pt(value) for value in (right - long, top + high - 3, long, 3))
    )
    bar.name = "Échelle"
    bar.element.remove(bar.element.find("{*}style"))
    bar.fill.solid()
    from pptx.dml.color import MSO_THEME_COLOR

    bar.fill.fore_color.theme_color = MSO_THEME_COLOR.TEXT_1
    bar.line.fill.background()
    room = max(long, text_width(said, NAMES) + 6)
    where = (right - long / 2 - room / 2, top, room, NAMES * LINE_HEIGHT)
    _write(group, "Échelle", text_line(said), where, NAMES, centred=True)


def _write(group: Any, name: str, line: Line, frame: Frame, size: int, *, centred: bool = False) -> None:
    from pptx.util import Pt

    box = group.shapes.add_textbox(*(Pt(value) for value in frame))
    box.name = printable(name)
    text = box.text_frame
    text.word_wrap = True
    text.margin_left = text.margin_right = text.margin_top = text.margin_bottom = Pt(0)
    set_lines(text, [line], size, centred=centred)
