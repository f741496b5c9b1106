"""Free rectangles on a client's slide: where there is room clear of logos and footers, and how it is parted.

Lengths are English metric units. A place that the client's layout lacks stands where the house gabarit has
it, in proportion: the house's own arrangement is mapped onto the room that the client leaves.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from facilitator.drafting.slides import PLACES, Layout, Place

POINT = 12700
GAP = 12 * POINT
_BACKDROP = 0.5  # share of the slide from which a shape is what the text stands on
_COVER_TITLE = 3  # PP_PLACEHOLDER.CENTER_TITLE
_ROW_TALL = 0.12  # share of the house's body up to which a place holds one row


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle on the slide."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """Its lower edge."""
        return self.top + self.height

    @property
    def area(self) -> int:
        """Its surface, none where it is turned inside out."""
        return max(0, self.width) * max(0, self.height)

    def within(self, room: "Rect") -> "Rect":
        """What of it stands in ``room``."""
        return between(
            max(self.left, room.left),
            max(self.top, room.top),
            min(self.right, room.right),
            min(self.bottom, room.bottom),
        )

    def inset(self, margin: int) -> "Rect":
        """It without ``margin`` on each side."""
        return between(self.left + margin, self.top + margin, self.right - margin, self.bottom - margin)

    def shared(self, other: "Rect") -> int:
        """The surface it shares with ``other``."""
        return self.within(other).area

    def meets(self, other: "Rect") -> bool:
        """Whether it shares more than an edge with ``other``."""
        return self.shared(other) > 0


def between(left: int, top: int, right: int, bottom: int) -> Rect:
    """The rectangle with these edges."""
    return Rect(left, top, max(0, right - left), max(0, bottom - top))


def union(rects: Iterable[Rect]) -> Rect:
    """The smallest rectangle around all of them."""
    found = list(rects)
    return between(
        min(r.left for r in found),
        min(r.top for r in found),
        max(r.right for r in found),
        max(r.bottom for r in found),
    )


def clear(room: Rect, obstacles: Sequence[Rect]) -> Rect:
    """``room`` cut back from each obstacle, on the side where the least is lost."""
    for obstacle in obstacles:
        if room.meets(obstacle):
            cuts = (
                between(room.left, room.top, obstacle.left - GAP // 2, room.bottom),
                between(obstacle.right + GAP // 2, room.top, room.right, room.bottom),
                between(room.left, room.top, room.right, obstacle.top - GAP // 2),
                between(room.left, obstacle.bottom + GAP // 2, room.right, room.bottom),
            )
            room = max(cuts, key=lambda cut: cut.area)
    return room


def rect_of(shape: Any) -> Rect | None:
    """Where a shape stands, or None where neither it nor what it inherits from says so."""
    edges = (shape.left, shape.top, shape.width, shape.height)
    return None if None in edges or edges[2] < 0 or edges[3] < 0 else Rect(*map(int, edges))


def drawn_shapes(layout: Any) -> Iterator[Any]:
    """What a slide of ``layout`` shows without being asked: the master's shapes, then the layout's own."""
    if layout._element.get("showMasterSp") not in ("0", "false"):
        yield from (s for s in layout.slide_master.shapes if not s.is_placeholder)
    yield from (s for s in layout.shapes if not s.is_placeholder)


def flat_shapes(layout: Any) -> Iterator[tuple[Any, Rect]]:
    """The shapes behind a slide of ``layout`` and where they stand, groups taken apart, lowest first."""
    for shape in drawn_shapes(layout):
        yield from _flat(shape, (1.0, 1.0, 0.0, 0.0))


def _flat(shape: Any, space: tuple[float, float, float, float]) -> Iterator[tuple[Any, Rect]]:
    """``shape`` in a space scaled across and down, then moved right and down."""
    across, down, right, below = space
    rect = rect_of(shape)
    if rect is None:
        return
    width, height = round(rect.width * across), round(rect.height * down)
    placed = Rect(round(rect.left * across + right), round(rect.top * down + below), width, height)
    if not shape.element.tag.endswith("}grpSp"):
        yield shape, placed
        return
    inner = shape.element.find("{*}grpSpPr/{*}xfrm")
    offset, extent = (None, None) if inner is None else (inner.find("{*}chOff"), inner.find("{*}chExt"))
    if offset is None or extent is None:
        return
    sx = placed.width / max(1, int(extent.get("cx")))
    sy = placed.height / max(1, int(extent.get("cy")))
    origin = placed.left - int(offset.get("x")) * sx, placed.top - int(offset.get("y")) * sy
    for child in shape.shapes:
        yield from _flat(child, (sx, sy, *origin))


def panels(layout: Any, page: Rect) -> list[Rect]:
    """The shapes that cover a thirtieth of the page or more, but not all of it: text may stand on them."""
    rects = [rect.within(page) for shape, rect in flat_shapes(layout) if _shows(shape)]
    return [rect for rect in rects if page.area / 30 <= rect.area < 0.98 * page.area]


def clutter(layout: Any, room: Rect) -> float:
    """The share of ``room`` over which small shapes are strewn, at most 1."""
    small = [r for shape, r in flat_shapes(layout) if r.area < _BACKDROP * room.area and _shows(shape)]
    return min(1.0, sum(room.shared(rect) for rect in small) / max(1, room.area))


def on_one_side(rect: Rect, panels: Sequence[Rect]) -> Rect:
    """``rect`` without the strip by which it runs over the edge of a panel."""
    for panel in panels:
        share = rect.shared(panel) / max(1, rect.area)
        if 0.6 <= share < 0.995:
            rect = rect.within(panel.inset(GAP // 2))
        elif 0 < share <= 0.4:
            rect = clear(rect, [panel])
    return rect


def obstacles(layout: Any, page: Rect) -> list[Rect]:
    """Logos, pictures, texts and bars that nothing may cover; a backdrop is none of these.

    A frame around everything or a shape without fill, line and text hides nothing.
    """
    found = []
    for shape in drawn_shapes(layout):
        rect = rect_of(shape)
        if rect and page.shared(rect) < _BACKDROP * page.area and _shows(shape):
            found.append(rect)
    return found


def _shows(shape: Any) -> bool:
    if shape.element.tag.endswith("}sp") and not shape.text_frame.text.strip():
        fill = shape.element.find("{*}spPr/{*}noFill")
        style = shape.element.find("{*}style")
        painted = shape.element.xpath("p:spPr/*[contains(local-name(), 'Fill')]") or style is not None
        return fill is None and bool(painted)
    return True


@dataclass(frozen=True, slots=True)
class Plan:
    """How the house arranges a layout: each place in shares of the body (left, top, right, bottom).

    ``kinds`` are the types of its placeholders, as python-pptx numbers them.
    """

    cover: bool
    shares: Mapping[Place, tuple[float, float, float, float]]
    kinds: Mapping[Place, int]

    def main(self) -> tuple[Place, ...]:
        """The places that hold more than one row, in reading order."""
        tall = tuple(p for p, (_, top, _, bottom) in self.shares.items() if bottom - top > _ROW_TALL)
        return tall or tuple(self.shares)

    def columns(self) -> int:
        """How many of the main places stand side by side."""
        count, end = 0, 0.0
        for left, _, right, _ in sorted(self.shares[place] for place in self.main()):
            if not count or left >= end:
                count, end = count + 1, right
        return count

    def carve(self, room: Rect) -> dict[Place, Rect]:
        """The house's arrangement in ``room``, with a gap between neighbours whatever the scale."""
        carved = {
            place: between(
                room.left + round(left * room.width),
                room.top + round(top * room.height),
                room.left + round(right * room.width),
                room.top + round(bottom * room.height),
            )
            for place, (left, top, right, bottom) in self.shares.items()
        }
        return _with_rows(carved, self, room)


_ROW = 34 * POINT  # 20 points at 1.2, and what a text box keeps above and below


def _with_rows(carved: dict[Place, Rect], plan: Plan, room: Rect) -> dict[Place, Rect]:
    """``carved`` with each place of one row across the room and high enough, and the others below it."""
    for place, (_, top, _, bottom) in plan.shares.items():
        if plan.cover or top > 0 or bottom - top > _ROW_TALL or len(carved) == 1:
            continue
        below, row_end = room.top + _ROW + GAP // 2, carved[place].bottom
        carved[place] = Rect(room.left, room.top, room.width, _ROW)
        others = [p for p in carved if p is not place]
        start = min(max(carved[p].top, row_end) for p in others)
        stretch = (room.bottom - below) / max(1, room.bottom - start)
        for other in others:
            old = carved[other]
            first = start if old.top < start + _ROW // 2 else old.top  # columns start on one line
            edges = [below + round((edge - start) * stretch) for edge in (first, old.bottom)]
            carved[other] = between(old.left, edges[0], old.right, edges[1])
    return carved


def in_columns(rects: Sequence[Rect]) -> bool:
    """Whether the rectangles stand side by side, none above another."""
    ordered = sorted(rects, key=lambda rect: rect.left)
    return all(left.right <= right.left + GAP for left, right in pairwise(ordered))


@cache
def plans() -> Mapping[Layout, Plan]:
    """The arrangement of every layout in the house gabarit."""
    from facilitator.domain.contribution import fold
    from facilitator.drafting.client.package import open_template

    named = {fold(layout.name): layout for layout in open_template(None).slide_layouts}
    return {layout: _plan(named[fold(layout)], PLACES[layout]) for layout in Layout}


def _plan(layout: Any, places: Sequence[Place]) -> Plan:
    holders = {holder.name: holder for holder in layout.placeholders}
    rects: dict[Place, Rect] = {
        place: Rect(*_edges(holders[place.value])) for place in places if place is not Place.TITLE
    }
    around = union(rects.values())
    shares: dict[Place, tuple[float, float, float, float]] = {}
    for place, rect in rects.items():
        across = (rect.left - around.left) / around.width, (rect.right - around.left) / around.width
        down = (rect.top - around.top) / around.height, (rect.bottom - around.top) / around.height
        shares[place] = (across[0], down[0], across[1], down[1])
    kinds = {place: int(holders[place.value].placeholder_format.type) for place in places}
    return Plan(kinds[Place.TITLE] == _COVER_TITLE, _snapped(shares), kinds)


def _snapped(
    shares: dict[Place, tuple[float, float, float, float]],
) -> dict[Place, tuple[float, float, float, float]]:
    """Edges that nearly meet the body's own moved onto it: house panels have padding, carved ones none."""
    return {
        place: tuple(0.0 if edge < 0.06 else 1.0 if edge > 0.94 else edge for edge in edges)  # type: ignore[misc]
        for place, edges in shares.items()
    }


def _edges(shape: Any) -> tuple[int, int, int, int]:
    return int(shape.left), int(shape.top), int(shape.width), int(shape.height)
