"""Which of a client's layouts serves each of ours, and where each of our places stands in it.

A layout that bears our names is taken as it is. Any other is judged by its placeholders (how many, of which
kind, where), its type in the file and its name in French, English or German; what it lacks is carved out of
the room that it leaves, arranged as in the house gabarit. So a new member of ``Layout`` needs nothing here.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from facilitator.domain.contribution import fold
from facilitator.drafting.carving import (
    GAP,
    POINT,
    Plan,
    Rect,
    between,
    clear,
    in_columns,
    obstacles,
    plans,
    rect_of,
    union,
)
from facilitator.drafting.contrast import Theme
from facilitator.drafting.faces import Face, face
from facilitator.drafting.fit import LINE_HEIGHT, TITLE_SIZE, Box
from facilitator.drafting.inherited import alignment, is_title, typeface
from facilitator.drafting.slides import PLACES, Layout, Place

_SUBTITLE, _FOOTER, _NUMBER = 4, 15, 13
_TEXT = (2, 7, _SUBTITLE)
_CHART, _TABLE = 8, 12
_ACCEPTED = {_CHART: (_CHART, 7), _TABLE: (_TABLE, 7)}
_INSETS = (91440, 45720, 91440, 45720)
_OPTIONAL = (Place.SOURCE, Place.FOOTER)
_MARGIN = 0.05  # of the page, where nothing says more
_TITLE_SIZES = (28, 26, 24, 22, 20)
_TITLE_RUN = 1100  # points of bold text at 28 that a title of two rows should take
_SOURCE_RUN = 760  # points across from which a source stands on one row

_COVER = r"titre$|diapositive de titre|page de (garde|titre)|couverture|cover|title slide|titelfolie|deckblatt"
_CLOSING = r"merci|thank|danke|closing|schluss|\bfin\b|\bend\b|\bende\b|contact|kontakt"
_SECTION = r"section|intertitre|chapitre|chapter|abschnitt|kapitel|divider|trennfolie|citation|quote|zitat"
_TWO = r"deux|two|zwei|\b2\b|compar|vergleich|colonnes|columns|spalten"
_PLAIN = r"contenu|content|inhalt|texte?\b|text\b|titre seul|title only|nur titel"
_TYPED = {"obj": 1, "tx": 1, "chart": 1, "tbl": 1, "twoObj": 2, "twoColTx": 2, "titleOnly": 0}
_REFUSED_TYPES = ("secHead", "blank", "vertTx", "vertTitleAndTx", "objOnly", "picTx", "objTx", "clipArtAndTx")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a place stands on the page, the layout's placeholder that carries it, and its typeface.

    ``insets`` are what the text keeps free (left, top, right, bottom); ``shrink`` is the share of the
    planned size at which its text is set; ``align`` the alignment it must be given, if any.
    """

    rect: Rect
    holder: Any | None
    face: Face = Face()
    insets: tuple[int, int, int, int] = _INSETS
    shrink: float = 1.0
    align: str = ""

    def box(self, scale: float) -> Box:
        """The room for text in the measure of the house's page, ``scale`` times as large as this one."""
        left, top, right, bottom = self.insets
        rect, shrink = self.rect, self.shrink
        return Box(
            (rect.width / scale - left - right) / POINT / self.face.width / shrink,
            (rect.height / scale - top - bottom) / POINT / shrink,
            (rect.left / scale + left) / POINT,
            (rect.top / scale + top) / POINT,
        )

    def frame(self, scale: float, span: tuple[float, float] | None = None) -> tuple[int, int, int, int]:
        """Left, top, width and height in the measure of the house's page, of its text filling ``span``."""
        left, width = round(self.rect.left / scale), round(self.rect.width / scale)
        if span is None:
            return left, round(self.rect.top / scale), width, round(self.rect.height / scale)
        top = round(span[0] * POINT) - self.insets[1]
        return left, top, width, round(span[1] * POINT) + self.insets[3] - top


@dataclass(frozen=True, slots=True)
class Service:
    """A client's layout at the service of one of ours: where each place stands, and what had to be added."""

    layout: Any
    spots: Mapping[Place, Spot]
    exact: bool
    remark: str = ""

    @property
    def name(self) -> str:
        """The layout's name in the client's file."""
        return str(self.layout.name)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a client's layout offers: its title, its places for content, its feet, and what stands around."""

    layout: Any
    page: Rect
    theme: Theme
    title: Any | None
    contents: tuple[tuple[Any, Rect], ...]
    footer: tuple[Any, Rect] | None
    around: tuple[Rect, ...]
    feet: tuple[Rect, ...]
    used: int

    def scale(self) -> float:
        """The page against the house's, whose sizes are meant for 540 points down (720 across at least)."""
        return page_scale(self.page)


def page_scale(page: Rect) -> float:
    """How large a page is against the house's: 1 where it is as high, and at least as wide as 4:3."""
    scale = min(page.height / (540 * POINT), page.width / (720 * POINT))
    return 1.0 if abs(scale - 1) < 0.02 else scale


def candidates(presentation: Any, used: Mapping[str, int]) -> list[Candidate]:
    """Every layout of every master; ``used`` counts the slides that the client made with each, by part."""
    page = Rect(0, 0, int(presentation.slide_width), int(presentation.slide_height))
    return [
        _candidate(layout, page, used.get(str(layout.part.partname), 0))
        for master in presentation.slide_masters
        for layout in master.slide_layouts
    ]


def _candidate(layout: Any, page: Rect, used: int) -> Candidate:
    holders = [(h, r) for h in layout.placeholders if (r := rect_of(h)) and r.area and not _upright(h)]
    titles = [holder for holder, _ in holders if is_title(holder)]
    feet = [(h, r) for h, r in holders if int(h.placeholder_format.type) in (_FOOTER, _NUMBER)]
    contents = tuple(
        (h, r)
        for h, r in holders
        if int(h.placeholder_format.type) in (*_TEXT, _CHART, _TABLE) and r.area > 0.01 * page.area
    )
    return Candidate(
        layout,
        page,
        Theme(layout),
        titles[0] if titles else None,
        contents,
        next(((h, r) for h, r in feet if int(h.placeholder_format.type) == _FOOTER), None),
        tuple(obstacles(layout, page)),
        tuple(rect for _, rect in feet if rect.meets(page)),
        used,
    )


def _upright(holder: Any) -> bool:
    """Whether its text runs down or stands at a slant."""
    body = holder.element.find("{*}txBody/{*}bodyPr")
    placed = holder.element.find("{*}nvSpPr/{*}nvPr/{*}ph")
    turned = holder.element.find("{*}spPr/{*}xfrm")
    return (
        (body is not None and body.get("vert", "horz") != "horz")
        or (placed is not None and placed.get("orient") == "vert")
        or (turned is not None and turned.get("rot", "0") != "0")
    )


def services(found: Sequence[Candidate]) -> dict[Layout, Service]:
    """The client's layout that serves each of ours; every one is served where there is any layout at all."""
    content = max(
        found, key=lambda c: _score(Layout.TEXT, plans()[Layout.TEXT], c) + 0.1 * min(3, _used(c, found))
    )
    master = content.layout.slide_master.part.partname
    served = {}
    for layout, plan in plans().items():
        named = next((s for c in found if (s := _named(layout, c))), None)
        kin = found if plan.cover else [c for c in found if c.layout.slide_master.part.partname == master]
        served[layout] = named or arranged(plan, max(kin, key=lambda c: _score(layout, plan, c)))
    return served


def _used(candidate: Candidate, found: Sequence[Candidate]) -> int:
    """How many of the client's own slides have this candidate's master."""
    master = candidate.layout.slide_master.part.partname
    return sum(c.used for c in found if c.layout.slide_master.part.partname == master)


def spares(found: Sequence[Candidate], served: Mapping[Layout, Service]) -> dict[Layout, Service]:
    """For each layout of ours the one of the same master that leaves the most room, all places carved."""
    spare = {}
    for layout, service in served.items():
        plan = plans()[layout]
        master = service.layout.slide_master.part.partname
        kin = [c for c in found if c.layout.slide_master.part.partname == master and c.title is not None]
        if plan.cover or not kin:
            continue
        widest = max(kin, key=lambda c: _room(c, cover=False)[1].area * (_score(layout, plan, c) > 0))
        spare[layout] = arranged(plan, replace(widest, contents=()), room=_room(widest, cover=False))
    return spare


def _named(layout: Layout, candidate: Candidate) -> Service | None:
    """The service of a layout that bears our names throughout, its placeholders used as they stand."""
    if fold(candidate.layout.name) != fold(layout):
        return None
    holders = {fold(holder.name): holder for holder in candidate.layout.placeholders}
    spots = {}
    for place in (*PLACES[layout], *_OPTIONAL):
        holder = holders.get(fold(place))
        rect = rect_of(holder) if holder is not None else None
        if rect and holder is not None:
            kept = face(typeface(candidate.theme, holder))
            spots[place] = Spot(rect, holder, kept, _own_insets(holder))
        elif place not in _OPTIONAL:
            return None
    return Service(candidate.layout, spots, exact=True)


def _own_insets(holder: Any) -> tuple[int, int, int, int]:
    body = holder.element.find("{*}txBody/{*}bodyPr")
    given = body.attrib if body is not None else {}
    names = ("lIns", "tIns", "rIns", "bIns")
    left, top, right, bottom = (
        int(given.get(n, default)) for n, default in zip(names, _INSETS, strict=True)
    )
    return left, top, right, bottom


def _score(layout: Layout, plan: Plan, candidate: Candidate) -> float:
    """How well a client's layout would serve: what it is for, how many places, how much room."""
    name, kind = fold(candidate.layout.name), candidate.layout._element.get("type", "")
    total = 2.0 if name == fold(layout) else 0.0
    cover = _is_cover(candidate, name, kind)
    if plan.cover:
        return total + 2 * cover - (candidate.title is None) - bool(re.search(_CLOSING, name))
    wanted = plan.columns()
    texts = [rect for _, rect in candidate.contents]
    pictures = sum(int(h.placeholder_format.type) in (18, 10, 9) for h in candidate.layout.placeholders)
    _, room = _room(candidate, cover=False)
    total += room.area / candidate.page.area
    total -= 0.12 * abs(wanted - len(texts)) + 0.4 * pictures
    total -= 1.5 * (cover or kind in _REFUSED_TYPES or bool(re.search(f"{_CLOSING}|{_SECTION}", name)))
    total -= 1.0 if candidate.title is None else 0.0
    if _TYPED.get(kind) == min(wanted, 2) or re.search(_TWO if wanted > 1 else _PLAIN, name):
        total += 0.15
    if wanted > 1 and len(texts) > 1 and not in_columns(texts):
        total -= 0.15
    return total + 0.02 * min(3, candidate.used)


def _is_cover(candidate: Candidate, name: str, kind: str) -> bool:
    types = {int(holder.placeholder_format.type) for holder in candidate.layout.placeholders}
    return kind == "title" or 3 in types or (_SUBTITLE in types and 1 in types) or bool(re.search(_COVER, name))


def arranged(plan: Plan, candidate: Candidate, room: tuple[Rect, Rect] | None = None) -> Service:
    """The places of ``plan`` in a client's layout: in its placeholders where they match, carved elsewhere."""
    title, body = room or _room(candidate, cover=plan.cover)
    spots = {Place.TITLE: _title_spot(candidate, title, cover=plan.cover)}
    scale = candidate.scale()
    plain = face(typeface(candidate.theme, None))
    if not plan.cover:
        body, source = _source(candidate, body, plain)
        spots[Place.SOURCE] = Spot(source, None, plain)
        if candidate.footer:
            spots[Place.FOOTER] = _footer_spot(candidate, scale)
    added = []
    for place, (rect, holder) in _placed(plan, candidate, body).items():
        kept = face(typeface(candidate.theme, holder)) if holder is not None else plain
        align = _cover_align(candidate) if plan.cover else "l"
        spots[place] = Spot(rect, holder, kept, align=align)
        if holder is None:
            added.append(place.value.lower())
    return Service(candidate.layout, spots, exact=False, remark=_remark(candidate, added))


def _remark(candidate: Candidate, added: Sequence[str]) -> str:
    said = [] if candidate.title is not None else ["le titre est une zone de texte"]
    if added:
        said.append(f"{'zone ajoutée' if len(added) == 1 else 'zones ajoutées'} : {', '.join(added)}")
    return " ; ".join(said)


def _cover_align(candidate: Candidate) -> str:
    return next((alignment(candidate.theme, holder) for holder, _ in candidate.contents), "l")


def _placed(plan: Plan, candidate: Candidate, body: Rect) -> dict[Place, tuple[Rect, Any | None]]:
    """Each place's rectangle, and the placeholder that carries it."""
    main = plan.main()
    free = list(candidate.contents)
    carved = plan.carve(body)
    spots: dict[Place, tuple[Rect, Any | None]] = {}
    own = len(main) == len(free) == len(plan.shares) and not plan.cover
    if own and in_columns([rect for _, rect in free]) and in_columns([carved[p] for p in main]):
        ordered = sorted(free, key=lambda one: one[1].left)
        for place, (holder, rect) in zip(sorted(main, key=lambda p: carved[p].left), ordered, strict=True):
            kept = _within(rect, body)
            spots[place] = (kept, holder if _accepts(holder, plan.kinds[place]) else None)
        if all(rect.area > 0.5 * carved[place].area for place, (rect, _) in spots.items()):
            return spots
    spots = {place: (rect, None) for place, rect in carved.items()}
    for place in sorted(main, key=lambda p: -carved[p].area):
        fitting = [one for one in free if _accepts(one[0], plan.kinds[place])]
        if fitting:
            nearest = min(fitting, key=lambda one: _distance(one[1], carved[place]))
            free.remove(nearest)
            spots[place] = (carved[place], nearest[0])
    return spots


def _within(rect: Rect, room: Rect) -> Rect:
    return between(
        max(rect.left, room.left),
        max(rect.top, room.top),
        min(rect.right, room.right),
        min(rect.bottom, room.bottom),
    )


def _accepts(holder: Any, kind: int) -> bool:
    return int(holder.placeholder_format.type) in _ACCEPTED.get(kind, _TEXT)


def _distance(one: Rect, other: Rect) -> int:
    return abs(one.left + one.right - other.left - other.right) + abs(
        one.top + one.bottom - other.top - other.bottom
    )


def _title_spot(candidate: Candidate, rect: Rect, *, cover: bool) -> Spot:
    """The title's place, and the size at which a sentence stands in it."""
    kept = face(typeface(candidate.theme, candidate.title))
    spot = Spot(rect, candidate.title, kept)
    if cover:
        return spot
    box = spot.box(candidate.scale())
    for size in _TITLE_SIZES:
        share = size / TITLE_SIZE
        if 2 * LINE_HEIGHT * size <= box.height and 2 * box.width / share >= _TITLE_RUN:
            break
    return replace(spot, shrink=share)


def _footer_spot(candidate: Candidate, scale: float) -> Spot:
    """The footer as it stands, told a little larger: its text is set at 10 points, not the house's 12."""
    assert candidate.footer
    holder, rect = candidate.footer
    high = max(rect.height, round(16 * POINT * scale))
    kept = face(typeface(candidate.theme, holder))
    return Spot(Rect(rect.left, rect.top, rect.width, high), holder, kept, (0, 0, 0, 0), 10 / 12)


def _source(candidate: Candidate, body: Rect, plain: Face) -> tuple[Rect, Rect]:
    """The body, and the strip for the source: under it where that is free, else cut off its lower end."""
    scale = candidate.scale()
    rows = 1 if body.width / scale / POINT / plain.width >= _SOURCE_RUN else 2
    high = round((rows * 12 * LINE_HEIGHT + 8) * POINT * scale)
    below = Rect(body.left, body.bottom + GAP // 4, body.width, high)
    limit = candidate.page.bottom - GAP // 2
    blocked = any(below.meets(rect) for rect in (*candidate.around, *candidate.feet))
    if below.bottom <= limit and not blocked:
        return body, below
    strip = Rect(body.left, body.bottom - high, body.width, high)
    return between(body.left, body.top, body.right, strip.top), strip


def _room(candidate: Candidate, *, cover: bool) -> tuple[Rect, Rect]:
    """The title's rectangle and the room for everything else, clear of logos, pictures and feet."""
    page, scale = candidate.page, candidate.scale()
    fences = [r for r in candidate.around if r.meets(page)]
    title = rect_of(candidate.title) if candidate.title is not None else None
    if title and title.meets(page):
        title = _within(title, page)
        bodies = [rect for _, rect in candidate.contents]
        body = _within(union(bodies), page) if bodies else _beside(candidate, title)
        if cover:
            bottom = round(page.height * (1 - _MARGIN))
            body = between(body.left, body.top, body.right, max(body.bottom, bottom))
        inside = [f for f in fences if f.shared(body) < 0.9 * body.area]
        body = clear(body, inside if cover else [*inside, *candidate.feet])
        needed = round(2 * LINE_HEIGHT * 22 * scale * POINT) + 8 * POINT
        if not cover and title.height < needed and title.bottom <= body.top:
            title = Rect(title.left, title.top, title.width, needed)
        title = clear(title, [f for f in fences if f.shared(title) < 0.9 * title.area])
        body = clear(body, [title])
        least = (0.35, 0.16) if cover else (0.45, 0.4)
        if _large(body, page, least) and title.width >= 0.35 * page.width:
            return title, body
    return _from_scratch(candidate, fences, cover=cover)


def _large(body: Rect, page: Rect, least: tuple[float, float]) -> bool:
    return body.width >= least[0] * page.width and body.height >= least[1] * page.height


def _beside(candidate: Candidate, title: Rect) -> Rect:
    """The largest room below, above or beside the title, inside the master's margins."""
    page = candidate.page
    inner = between(*_margins(candidate))
    low = [rect.top for rect in candidate.feet if rect.top > page.height * 0.66]
    bottom = min([inner.bottom, *(top - GAP // 2 for top in low)])
    return clear(between(inner.left, inner.top, inner.right, bottom), [title])


def _margins(candidate: Candidate) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what the master gives to text, or a twentieth of the page."""
    page = candidate.page
    across, down = round(page.width * _MARGIN), round(page.height * _MARGIN)
    rects = [r for h in candidate.layout.slide_master.placeholders if (r := rect_of(h)) and r.meets(page)]
    if rects:
        text = _within(union(rects), page)
        if text.width > 0.5 * page.width:
            across = max(GAP, min(text.left, page.right - text.right, across))
    return across, down, page.right - across, page.bottom - down


def _from_scratch(candidate: Candidate, fences: Sequence[Rect], *, cover: bool) -> tuple[Rect, Rect]:
    """A title across the top and everything else below, where the layout's own places leave no room."""
    left, top, right, bottom = _margins(candidate)
    page, scale = candidate.page, candidate.scale()
    whole = between(left, top, right, bottom)
    small = [f for f in fences if f.area < 0.2 * page.area]
    free = clear(whole, small if cover else [*small, *candidate.feet])
    if not _large(free, page, (0.5, 0.5)):
        free = whole
    high = round((0.4 if cover else 0.0) * free.height) or round((2 * LINE_HEIGHT * 28 + 8) * POINT * scale)
    title = Rect(free.left, free.top, free.width, min(high, free.height // 2))
    return title, between(free.left, title.bottom + GAP // 2, free.right, free.bottom)
