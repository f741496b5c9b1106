"""What one layout of a client's file offers: its title, its places for content, and the room it leaves."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from facilitator.domain.contribution import fold
from facilitator.drafting.client.carving import (
    GAP,
    POINT,
    Rect,
    between,
    clear,
    clutter,
    obstacles,
    on_one_side,
    panels,
    rect_of,
    union,
)
from facilitator.drafting.client.colours import TEXT_INKS, Theme, papers, readable
from facilitator.drafting.client.inherited import is_title
from facilitator.drafting.fit import LINE_HEIGHT

TITLE, COVER_TITLE, SUBTITLE, FOOTER, NUMBER = 1, 3, 4, 15, 13
CHART, TABLE, OBJECT, BODY = 8, 12, 7, 2
_PICTURES = (18, 10, 9)
_MARGIN = 0.05  # of the page, where nothing says more
_LABEL = 0.09  # of the page's height, under which a placeholder is a label and no place for content
_LEAST_TITLE = 0.35  # of the page across
_LEAST_BODY, _LEAST_COVER_BODY = (0.45, 0.4), (0.35, 0.16)
_COVER = (
    r"titre$|diapositive de titre|page de (garde|titre)|couverture|cover|title slide|titelfolie|deckblatt"
)


def page_scale(page: Rect) -> float:
    """How large a page is against the house's: 1 where it is 540 points high and at least as wide as 4:3."""
    scale = min(page.height / (540 * POINT), page.width / (720 * POINT))
    return 1.0 if abs(scale - 1) < 0.02 else scale


class ClientLayout:
    """One layout, its placeholders read once; ``used`` is how many of the client's slides it served."""

    def __init__(self, layout: Any, page: Rect, used: int, roots: dict[str, Any]) -> None:
        self.layout, self.page, self.used, self._roots = layout, page, used, roots
        self.name, self.kind = fold(layout.name), layout._element.get("type", "")
        self.master = str(layout.slide_master.part.partname)
        self.holders = [(h, int(h.placeholder_format.type)) for h in layout.placeholders]

    @cached_property
    def theme(self) -> Theme:
        """Its colours and typefaces."""
        return Theme(self.layout, self._roots)

    @cached_property
    def _placed(self) -> list[tuple[Any, int, Rect]]:
        """The placeholders that stand on the page, upright."""
        found = [(holder, kind, rect_of(holder)) for holder, kind in self.holders if not _turned(holder)]
        return [(h, kind, rect) for h, kind, rect in found if rect and rect.meets(self.page)]

    @cached_property
    def title(self) -> Any | None:
        """Its title placeholder, if it has one."""
        return next((holder for holder, _, _ in self._placed if is_title(holder)), None)

    @cached_property
    def contents(self) -> tuple[tuple[Any, Rect], ...]:
        """The placeholders that take text, charts or tables, and where they stand."""
        kinds = (BODY, OBJECT, SUBTITLE, CHART, TABLE)
        least = _LABEL * self.page.height
        return tuple((h, rect) for h, kind, rect in self._placed if kind in kinds and rect.height > least)

    @cached_property
    def footer(self) -> tuple[Any, Rect] | None:
        """Its footer placeholder."""
        return next(((holder, rect) for holder, kind, rect in self._placed if kind == FOOTER), None)

    @cached_property
    def feet(self) -> tuple[Rect, ...]:
        """Where the footer and the slide number stand."""
        return tuple(rect for _, kind, rect in self._placed if kind in (FOOTER, NUMBER))

    @cached_property
    def around(self) -> tuple[Rect, ...]:
        """Logos, pictures and bars."""
        return tuple(r for r in obstacles(self.layout, self.page) if r.meets(self.page))

    @property
    def pictures(self) -> int:
        """How many placeholders wait for a picture, which no slide of ours has."""
        return sum(kind in _PICTURES for _, kind in self.holders)

    @cached_property
    def is_cover(self) -> bool:
        """Whether it is meant for a title page."""
        kinds = {kind for _, kind in self.holders}
        titled = COVER_TITLE in kinds or {SUBTITLE, TITLE} <= kinds
        return self.kind == "title" or titled or bool(re.search(_COVER, self.name))

    @cached_property
    def legible(self) -> bool:
        """Whether one ink of the theme can be read all over the room."""
        return readable(self.theme, TEXT_INKS, papers(self.theme, self.room[1], self.page)) is not None

    @cached_property
    def rebuilt(self) -> bool:
        """Whether its own title and places leave no room, so that they are put elsewhere."""
        title = rect_of(self.title) if self.title is not None else None
        return title is None or abs(title.top - self.room[0].top) > 0.1 * self.page.height

    @cached_property
    def clutter(self) -> float:
        """The share of the room over which small shapes are strewn."""
        return clutter(self.layout, self.room[1])

    @cached_property
    def scale(self) -> float:
        """The page against the house's."""
        return page_scale(self.page)

    @cached_property
    def room(self) -> tuple[Rect, Rect]:
        """The title's rectangle, and the room for everything else, clear of logos, pictures and feet."""
        return self._room(cover=False)

    @cached_property
    def cover_room(self) -> tuple[Rect, Rect]:
        """The same on a title page: the room goes on down to the margin, over the feet, which stay empty."""
        return self._room(cover=True)

    def _room(self, *, cover: bool) -> tuple[Rect, Rect]:
        page = self.page
        title = rect_of(self.title) if self.title is not None else None
        if title is None:
            return self._from_scratch(cover=cover)
        title = title.within(page)
        bodies = [rect for _, rect in self.contents]
        body = union(bodies).within(page) if bodies else self._beside(title)
        if cover:
            bottom = round(page.height * (1 - _MARGIN))
            body = between(body.left, body.top, body.right, max(body.bottom, bottom))
        grounds = panels(self.layout, page)
        large = [panel for panel in grounds if panel.area >= 0.5 * page.area]
        body = clear(on_one_side(body, large), self._fences(body, cover=cover))
        needed = round((2 * LINE_HEIGHT * 22 + 8) * POINT * self.scale)
        if not cover and title.height < needed and title.bottom <= body.top:
            title = Rect(title.left, title.top, title.width, needed)
        title = clear(
            on_one_side(title, grounds), [f for f in self.around if f.shared(title) < 0.9 * title.area]
        )
        body = clear(body, [title])
        least = _LEAST_COVER_BODY if cover else _LEAST_BODY
        if _large(body, page, least) and title.width >= _LEAST_TITLE * page.width:
            return title, body
        return self._from_scratch(cover=cover)

    def _fences(self, body: Rect, *, cover: bool) -> list[Rect]:
        """What cuts into ``body``: not what it stands on."""
        inside = [fence for fence in self.around if fence.shared(body) < 0.9 * body.area]
        inside = [fence for fence in inside if not self._divides(fence)]
        return inside if cover else [*inside, *self.feet]

    def _divides(self, fence: Rect) -> bool:
        """Whether it is a thin line between two of the layout's own places."""
        thin = min(fence.width / self.page.width, fence.height / self.page.height) < 0.01
        rects = [rect for _, rect in self.contents]
        return thin and len(rects) > 1 and union(rects).meets(fence) and not any(map(fence.meets, rects))

    @cached_property
    def divided(self) -> bool:
        """Whether a line stands between its places, so that they can serve only as they are."""
        return any(self._divides(fence) for fence in self.around)

    def _beside(self, title: Rect) -> Rect:
        """The largest room below, above or beside the title, inside the master's margins."""
        left, top, right, bottom = self._margins
        low = [rect.top - GAP // 2 for rect in self.feet if rect.top > self.page.height * 0.66]
        return clear(between(left, top, right, min([bottom, *low])), [title])

    @cached_property
    def _margins(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of what the master gives to text, or a twentieth of the page."""
        page = self.page
        across, down = round(page.width * _MARGIN), round(page.height * _MARGIN)
        rects = [r for h in self.layout.slide_master.placeholders if (r := rect_of(h)) and r.meets(page)]
        if rects:
            text = union(rects).within(page)
            if text.width > 0.5 * page.width:
                across = max(GAP, min(text.left, page.right - text.right, across))
        return across, down, page.right - across, page.bottom - down

    def _from_scratch(self, *, cover: bool) -> tuple[Rect, Rect]:
        """A title across the top and all else below, where the layout's own places leave no room."""
        whole = between(*self._margins)
        small = [f for f in self.around if f.area < 0.2 * self.page.area]
        free = clear(whole, small if cover else [*small, *self.feet])
        if not _large(free, self.page, (0.5, 0.5)):
            free = whole if cover else clear(whole, self.feet)
        high = (2 * LINE_HEIGHT * 28 + 8) * POINT * self.scale
        title = Rect(free.left, free.top, free.width, round(0.4 * free.height if cover else high))
        body = between(free.left, title.bottom + GAP // 2, free.right, free.bottom)
        clean = clear(body, [r for r in self.around if r.shared(body) < 0.9 * body.area])
        return title, clean if _large(clean, self.page, _LEAST_BODY) else body


def client_layouts(presentation: Any, used: dict[str, int]) -> Sequence[ClientLayout]:
    """Every layout of every master; ``used`` counts the slides that the client made with each, by part."""
    page = Rect(0, 0, int(presentation.slide_width), int(presentation.slide_height))
    roots: dict[str, Any] = {}
    return [
        ClientLayout(layout, page, used.get(str(layout.part.partname), 0), roots)
        for master in presentation.slide_masters
        for layout in master.slide_layouts
    ]


def _large(body: Rect, page: Rect, least: tuple[float, float]) -> bool:
    return body.width >= least[0] * page.width and body.height >= least[1] * page.height


def _turned(holder: Any) -> bool:
    """Whether its text runs down or stands at a slant."""
    body = holder.element.find("{*}txBody/{*}bodyPr")
    placed = holder.element.find("{*}nvSpPr/{*}nvPr/{*}ph")
    turned = holder.element.find("{*}spPr/{*}xfrm")
    return (
        (body is not None and body.get("vert", "horz") != "horz")
        or (placed is not None and placed.get("orient") == "vert")
        or (turned is not None and turned.get("rot", "0") != "0")
    )
