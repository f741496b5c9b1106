"""Which of a client's layouts serves each of ours, and where each of our places stands in it.

A layout that bears our names is taken as it is. Any other is judged by its placeholders (how many, of which
kind, where), its type in the file and its name in French, English or German; what it lacks is carved out of
the room that it leaves, arranged as in the house gabarit. So a new member of ``Layout`` needs nothing here.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from math import ceil
from typing import Any

from facilitator.domain.contribution import fold
from facilitator.drafting.client.carving import GAP, POINT, Plan, Rect, between, in_columns, plans, rect_of
from facilitator.drafting.client.faces import Face, face
from facilitator.drafting.client.inherited import alignment, typeface
from facilitator.drafting.client.layouts import BODY, CHART, OBJECT, SUBTITLE, TABLE, ClientLayout
from facilitator.drafting.client.spots import INSETS, Service, Spot
from facilitator.drafting.fit import LINE_HEIGHT, TITLE_SIZE
from facilitator.drafting.slides import PLACES, Layout, Place

_TEXT = (BODY, OBJECT, SUBTITLE)
_ACCEPTED = {CHART: (CHART, OBJECT), TABLE: (TABLE, OBJECT)}
_OPTIONAL = (Place.SOURCE, Place.FOOTER)
_ALIKE = 0.15  # how far the width of a client's place may be from what the house gives it
_TITLE_SIZES = (28, 26, 24, 22, 20)
_TITLE_RUN = 1450  # points of bold text at 28 that a title of two rows should take
_SOURCE_RUN = 1100  # points that a source takes on one row, at most, for an event of a usual title

_CLOSING = r"merci|thank|danke|closing|schluss|\bfin\b|\bend\b|\bende\b|contact|kontakt"
_SECTION = r"section|intertitre|chapitre|chapter|abschnitt|kapitel|divider|trennfolie|citation|quote|zitat"
_TWO = r"deux|two|zwei|\b2\b|compar|vergleich|colonnes|columns|spalten"
_PLAIN = r"contenu|content|inhalt|texte?\b|text\b|titre seul|title only|nur titel"
_TYPED = {"obj": 1, "tx": 1, "chart": 1, "tbl": 1, "twoObj": 2, "twoColTx": 2, "titleOnly": 0}
_REFUSED_TYPES = ("secHead", "blank", "vertTx", "vertTitleAndTx", "objOnly", "picTx", "objTx", "clipArtAndTx")


def services(found: Sequence[ClientLayout]) -> dict[Layout, Service]:
    """The client's layout that serves each of ours; every one is served where there is any layout at all.

    All slides but the title page keep to one master, the one that suits plain text best.
    """
    served: dict[Layout, Service] = {}
    kin: Sequence[ClientLayout] = ()
    for layout, plan in plans().items():
        named = next((service for c in found if (service := _named(layout, c))), None)
        if named is None:
            kin = kin or _kin(found)
            best = max(found if plan.cover else kin, key=partial(_score, layout, plan))
            named = arranged(plan, best)
        served[layout] = named
    return served


def _kin(found: Sequence[ClientLayout]) -> list[ClientLayout]:
    """The layouts of the master that suits plain text best."""
    uses: Counter[str] = Counter()
    for one in found:
        uses[one.master] += one.used
    plan = plans()[Layout.TEXT]
    best = max(found, key=lambda c: _score(Layout.TEXT, plan, c) + 0.1 * min(3, uses[c.master]))
    return [c for c in found if c.master == best.master]


def spares(found: Sequence[ClientLayout], served: Mapping[Layout, Service]) -> dict[Layout, Service]:
    """For each layout of ours the one of the same master that leaves the most room, all places carved."""
    spare = {}
    for layout, service in served.items():
        plan = plans()[layout]
        master = str(service.layout.slide_master.part.partname)
        kin = [c for c in found if c.master == master and c.title is not None]
        if service.exact or plan.cover or not kin:
            continue
        widest = max(kin, key=lambda c: c.room[1].area * (_score(layout, plan, c) > 0))
        spare[layout] = arranged(plan, widest, own=False)
    return spare


def _named(layout: Layout, candidate: ClientLayout) -> Service | None:
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
    left, top, right, bottom = (int(given.get(n, default)) for n, default in zip(names, INSETS, strict=True))
    return left, top, right, bottom


def _score(layout: Layout, plan: Plan, candidate: ClientLayout) -> float:
    """How well a client's layout would serve: what it is for, how many places, how much room."""
    name, kind = candidate.name, candidate.kind
    total = (2.0 if name == fold(layout) else 0.0) - (candidate.title is None) + 0.02 * min(3, candidate.used)
    if plan.cover:
        return total + 2 * candidate.is_cover - bool(re.search(_CLOSING, name))
    if kind in _REFUSED_TYPES or candidate.is_cover or re.search(f"{_CLOSING}|{_SECTION}", name):
        total -= 1.5
    wanted = plan.columns()
    texts = [rect for _, rect in candidate.contents]
    total += candidate.room[1].area / candidate.page.area - 0.4 * candidate.rebuilt
    total -= 0.12 * abs(wanted - len(texts)) + 0.4 * candidate.pictures
    if _TYPED.get(kind) == min(wanted, 2) or re.search(_TWO if wanted > 1 else _PLAIN, name):
        total += 0.15
    if wanted > 1 and len(texts) > 1 and not in_columns(texts):
        total -= 0.15
    if total < 0:
        return total
    body = candidate.room[1]
    if candidate.divided and not _as_they_stand(plan, candidate.contents, plan.carve(body), body):
        total -= 0.5
    return total - 1.5 * candidate.clutter - (0.0 if candidate.legible else 0.6)


def arranged(plan: Plan, candidate: ClientLayout, *, own: bool = True) -> Service:
    """The places of ``plan`` in a client's layout: in its placeholders where they match, carved elsewhere.

    Without ``own`` all are carved, and its placeholders left aside.
    """
    title, body = candidate.cover_room if plan.cover else candidate.room
    spots = {Place.TITLE: _title_spot(candidate, title, cover=plan.cover)}
    plain = face(typeface(candidate.theme, None))
    if not plan.cover:
        body, source = _source(candidate, body, plain)
        spots[Place.SOURCE] = Spot(source, None, plain, align="l")
        if candidate.footer:
            spots[Place.FOOTER] = _footer_spot(candidate, *candidate.footer)
    added = []
    for place, (rect, holder) in _placed(plan, candidate.contents if own else (), body).items():
        kept = face(typeface(candidate.theme, holder)) if holder is not None else plain
        align = _cover_align(candidate) if plan.cover else "l"
        spots[place] = Spot(rect, holder, kept, align=align)
        if holder is None:
            added.append(place.value.lower())
    return Service(candidate.layout, spots, exact=False, remark=_remark(candidate, added))


def _remark(candidate: ClientLayout, added: Sequence[str]) -> str:
    said = [] if candidate.title is not None else ["le titre est une zone de texte"]
    if added:
        said.append(f"{'zone ajoutée' if len(added) == 1 else 'zones ajoutées'} : {', '.join(added)}")
    return " ; ".join(said)


def _cover_align(candidate: ClientLayout) -> str:
    return next((alignment(candidate.theme, holder) for holder, _ in candidate.contents), "l")


def _placed(
    plan: Plan, contents: Sequence[tuple[Any, Rect]], body: Rect
) -> dict[Place, tuple[Rect, Any | None]]:
    """Each place's rectangle, and the placeholder that carries it."""
    carved = plan.carve(body)
    kept = _as_they_stand(plan, contents, carved, body)
    if kept:
        return kept
    free = list(contents)
    spots: dict[Place, tuple[Rect, Any | None]] = {place: (rect, None) for place, rect in carved.items()}
    for place in sorted(plan.main(), key=lambda p: -carved[p].area):
        fitting = [one for one in free if _accepts(one[0], plan.kinds[place])]
        if fitting:
            nearest = min(fitting, key=lambda one: _distance(one[1], carved[place]))
            free.remove(nearest)
            spots[place] = (carved[place], nearest[0])
    return spots


def _as_they_stand(
    plan: Plan, contents: Sequence[tuple[Any, Rect]], carved: Mapping[Place, Rect], body: Rect
) -> dict[Place, tuple[Rect, Any | None]]:
    """The client's placeholders where they are, if they match ours one for one, about as wide; else none."""
    across = [rect for _, rect in contents]
    alike = len(contents) == len(plan.shares) == plan.columns() and not plan.cover and in_columns(across)
    if not alike:
        return {}
    places = sorted(plan.main(), key=lambda p: carved[p].left)
    spots: dict[Place, tuple[Rect, Any | None]] = {}
    for place, (holder, rect) in zip(places, sorted(contents, key=lambda one: one[1].left), strict=True):
        spots[place] = (rect.within(body), holder if _accepts(holder, plan.kinds[place]) else None)
        if abs(rect.width - carved[place].width) > _ALIKE * carved[place].width:
            return {}
    return spots


def _accepts(holder: Any, kind: int) -> bool:
    return int(holder.placeholder_format.type) in _ACCEPTED.get(kind, _TEXT)


def _distance(one: Rect, other: Rect) -> int:
    return abs(one.left + one.right - other.left - other.right) + abs(
        one.top + one.bottom - other.top - other.bottom
    )


def _title_spot(candidate: ClientLayout, rect: Rect, *, cover: bool) -> Spot:
    """The title's place, and the size at which a sentence stands in it."""
    kept = face(typeface(candidate.theme, candidate.title))
    spot = Spot(rect, candidate.title, kept)
    if cover:
        return spot
    box = spot.box(candidate.scale)
    for size in _TITLE_SIZES:
        share = size / TITLE_SIZE
        if 2 * LINE_HEIGHT * size <= box.height and 2 * box.width / share >= _TITLE_RUN:
            break
    return replace(spot, shrink=share)


def _footer_spot(candidate: ClientLayout, holder: Any, rect: Rect) -> Spot:
    """The footer as it stands, told a little larger: its text is set at 10 points, not the house's 12."""
    high = max(rect.height, round(16 * POINT * candidate.scale))
    kept = face(typeface(candidate.theme, holder))
    return Spot(Rect(rect.left, rect.top, rect.width, high), holder, kept, (0, 0, 0, 0), 10 / 12)


def _source(candidate: ClientLayout, body: Rect, plain: Face) -> tuple[Rect, Rect]:
    """The body, and the strip for the source: under it where that is free, else cut off its lower end."""
    scale = candidate.scale
    rows = min(3, ceil(_SOURCE_RUN / max(1.0, body.width / scale / POINT / plain.width)))
    high = round((rows * 12 * LINE_HEIGHT + 8) * POINT * scale)
    below = Rect(body.left, body.bottom + GAP // 4, body.width, high)
    limit = candidate.page.bottom - GAP // 2
    blocked = any(below.meets(rect) for rect in (*candidate.around, *candidate.feet))
    if below.bottom <= limit and not blocked:
        return body, below
    strip = Rect(body.left, body.bottom - high, body.width, high)
    return between(body.left, body.top, body.right, strip.top), strip
