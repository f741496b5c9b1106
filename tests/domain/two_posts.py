"""A démarche copied to a second post, and what two facilitators then do, each on her own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from facilitator.domain.contribution import Contribution, ContributionType, Origin, fold
from facilitator.domain.decisions import in_order
from facilitator.domain.event import Presence, Table
from facilitator.domain.joining import Cell, Holding
from facilitator.domain.theme import Author, Placement, Sorting, Theme
from tests import walls

EVENT = walls.event()
NAMES = ("Mobilité", "Garde d’enfants", "Santé", "mobilite")


def said(id_: str, number: int, text: str = "une crèche", **more: Any) -> Contribution:
    at = walls.START + timedelta(seconds=number)
    return Contribution(id_, EVENT.id, number, text, text, at, **more)


def base(count: int = 4, themes: int = 2) -> Holding:
    """What both posts start from: a wall sorted by the machine."""
    contributions = tuple(said(f"c{n}", n, f"post-it {n}") for n in range(1, count + 1))
    wall = Sorting(
        EVENT.id,
        tuple(Theme(f"t{n}", EVENT.id, f"Thème de départ {n}", n, colour=n) for n in range(themes)),
        tuple(Placement(one.id, f"t{n % themes}", confidence=0.5) for n, one in enumerate(contributions)),
        "lexical",
    )
    return Holding(walls.demarche(), (EVENT,), contributions, (wall,), last_numbers={EVENT.id: count})


@dataclass(slots=True)
class Post:
    """One of the two posts; what it does is noted as the journal would."""

    name: str
    held: Holding
    made: int = 0

    def done(self, *cells: Cell, **changes: Any) -> None:
        self.held = replace(self.held, **changes, changed=self.held.changed | set(cells))

    @property
    def wall(self) -> Sorting:
        return self.held.walls[0]

    def record(self, text: str, origin: Origin | None = None, **more: Any) -> Contribution:
        number = self.held.last_numbers[EVENT.id] + 1
        one = said(f"{self.name}{number}", number, text, origin=origin, **more)
        self.done(contributions=(*self.held.contributions, one), last_numbers={EVENT.id: number})
        return one

    def revise(self, id_: str, **values: Any) -> None:
        cells = [("contribution", id_, name) for name in values]
        self.done(
            *cells,
            contributions=tuple(replace(c, **values) if c.id == id_ else c for c in self.held.contributions),
        )

    def place(
        self, id_: str, theme_id: str | None, by: Author = Author.HUMAN, confidence: float = 1.0
    ) -> None:
        place = Placement(id_, theme_id, by, confidence)
        self.done(("place", id_, ""), walls=(self.wall.placing([place]),))
        self.lift()

    def lift(self) -> None:
        """Forget the « pas ensemble » that a newer act contradicts, as the board does."""
        places = self.wall.places()
        together = [
            pair
            for pair in self.wall.decisions.apart
            if all(one in places and places[one].theme_id is not None for one in pair)
            and places[pair[0]].theme_id == places[pair[1]].theme_id
        ]
        if together:
            cells = [("apart", " ".join(pair), "") for pair in together]
            decisions = self.wall.decisions.without(apart=together)
            self.done(*cells, walls=(replace(self.wall, decisions=decisions),))

    def theme(self, name: str, by: Author = Author.HUMAN) -> str:
        self.made += 1
        id_ = f"{self.name}-t{self.made}"
        theme = Theme(
            id_, EVENT.id, name, len(self.wall.themes), by, made_by=by, colour=len(self.wall.themes)
        )
        self.done(("theme", id_, "came"), walls=(replace(self.wall, themes=(*self.wall.themes, theme)),))
        return id_

    def rename(self, id_: str, name: str) -> None:
        themes = tuple(
            replace(t, name=name, named_by=Author.HUMAN) if t.id == id_ else t for t in self.wall.themes
        )
        self.done(("theme", id_, "name"), walls=(replace(self.wall, themes=themes),))

    def merge(self, gone: str, into: str) -> None:
        moved = [p for p in self.wall.placements if p.theme_id == gone]
        wall = self.wall.placing(replace(p, theme_id=into, by=Author.HUMAN, confidence=1.0) for p in moved)
        themes = tuple(t for t in wall.themes if t.id != gone)
        themes = tuple(replace(t, position=n) for n, t in enumerate(themes))
        decisions = wall.decisions.within({t.id for t in themes})
        cells = [("place", p.contribution_id, "") for p in moved]
        self.done(*cells, ("theme", gone, "gone"), walls=(replace(wall, themes=themes, decisions=decisions),))
        self.lift()

    def part(self, one: str, other: str) -> None:
        decisions = self.wall.decisions.parting(one, other)
        cell = ("apart", " ".join(in_order(one, other)), "")
        places = self.wall.places()
        if one in places and other in places and places[one].theme_id == places[other].theme_id:
            self.place(other, None)
        self.done(cell, walls=(replace(self.wall, decisions=decisions),))

    def set_event(self, **values: Any) -> None:
        cells = [("event", EVENT.id, name) for name in values]
        self.done(*cells, events=(replace(self.held.events[0], **values),))


@st.composite
def lived(draw: st.DrawFn, name: str, start: Holding) -> Holding:
    """What a post holds after up to a dozen acts."""
    post = Post(name, start)
    for act in draw(st.lists(st.sampled_from(ACTS), max_size=12)):
        act(draw, post)
    numbers = {one.id: one.number for one in post.held.contributions}
    places = sorted(post.wall.placements, key=lambda place: numbers[place.contribution_id])
    return replace(post.held, walls=(replace(post.wall, placements=tuple(places)),))


def _some(draw: st.DrawFn, items: Sequence[Any]) -> Any:
    return draw(st.sampled_from(list(items)))


def _record(draw: st.DrawFn, post: Post) -> None:
    key = draw(st.none() | st.sampled_from("kl"))
    known = {one.origin.key for one in post.held.contributions if one.origin}
    if key not in known:
        origin = None if key is None else Origin("kraft.csv", key, 2)
        post.record(f"ligne {key}" if key else draw(st.sampled_from(["un bus", "un bus le soir"])), origin)


def _revise(draw: st.DrawFn, post: Post) -> None:
    one = _some(draw, post.held.contributions)
    name = draw(st.sampled_from(["text", "type", "table", "votes", "removed"]))
    values: dict[str, list[Any]] = {
        "text": ["corrigé", "autrement"],
        "type": [None, ContributionType.BESOIN, ContributionType.FORCE],
        "table": ["T1", "T2"],
        "votes": [0, 3, 5],
        "removed": [True],
    }
    value = _some(draw, values[name])
    if getattr(one, name) != value:
        post.revise(one.id, **{name: value})


def _standing(post: Post) -> list[str]:
    return [one.id for one in post.held.contributions if not one.removed]


def _place(draw: st.DrawFn, post: Post) -> None:
    if standing := _standing(post):
        targets = [None, *(theme.id for theme in post.wall.themes)]
        post.place(_some(draw, standing), _some(draw, targets))


def _file(draw: st.DrawFn, post: Post) -> None:
    places = post.wall.places()
    free = [one for one in _standing(post) if one not in places or places[one].by is Author.MACHINE]
    if free and post.wall.themes:
        one, theme = _some(draw, free), _some(draw, post.wall.themes)
        post.place(one, theme.id, Author.MACHINE, draw(st.sampled_from([0.3, 0.7])))


def _theme(draw: st.DrawFn, post: Post) -> None:
    if free := _free_names(post):
        post.theme(_some(draw, free), draw(st.sampled_from(Author)))


def _free_names(post: Post) -> list[str]:
    """Names that no theme has: the board refuses a second theme of one name."""
    taken = {fold(theme.name) for theme in post.wall.themes}
    return [name for name in NAMES if fold(name) not in taken]


def _rename(draw: st.DrawFn, post: Post) -> None:
    if post.wall.themes and (free := _free_names(post)):
        post.rename(_some(draw, post.wall.themes).id, _some(draw, free))


def _merge(draw: st.DrawFn, post: Post) -> None:
    if len(post.wall.themes) > 1:
        pair = draw(st.permutations([theme.id for theme in post.wall.themes]))[:2]
        post.merge(*pair)


def _part(draw: st.DrawFn, post: Post) -> None:
    if len(standing := _standing(post)) > 1:
        post.part(*draw(st.permutations(standing))[:2])


def _event(draw: st.DrawFn, post: Post) -> None:
    event = post.held.events[0]
    tables = (*event.tables, Table(f"T{draw(st.integers(4, 6))}", _some(draw, [None, "élus"])))
    value: dict[str, Any] = _some(
        draw,
        [
            {"place": _some(draw, ["Mairie", "École"])},
            {"tables": tables} if len({t.label for t in tables}) == len(tables) else {"theme": "Familles"},
            {"presences": (*event.presences[:2], Presence("élus", draw(st.integers(1, 3))))},
        ],
    )
    if any(getattr(event, name) != new for name, new in value.items()):
        post.set_event(**value)


ACTS = (_record, _record, _revise, _place, _file, _theme, _rename, _merge, _part, _event)


def content(held: Holding) -> dict[str, Any]:
    """What a file holds, numbers, ids of themes and what the machine calls its own aside."""
    wall = held.wall(EVENT.id)
    assert wall is not None
    names = {theme.id: fold(theme.name) for theme in wall.themes}
    origins = {c.id: f"{c.origin.key}" if c.origin else c.id for c in held.contributions}
    event = held.events[0]
    standing = {c.id for c in held.contributions if not c.removed}
    return {
        "said": {
            origins[c.id]: (c.text, c.type, c.table, c.votes, c.removed, c.original)
            for c in held.contributions
        },
        "themes": sorted((fold(theme.name), theme.named_by, theme.votes) for theme in wall.themes),
        "places": {
            origins[p.contribution_id]: (names.get(p.theme_id or ""), p.by, p.off_topic)
            for p in wall.placements
            if p.contribution_id in standing
        },
        "apart": sorted(
            sorted(origins[one] for one in pair) for pair in wall.decisions.apart if set(pair) <= standing
        ),
        "event": (event.place, event.theme, set(event.tables), set(event.presences)),
    }
