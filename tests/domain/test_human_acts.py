"""Whatever humans do on a wall, and whatever the machine then proposes: what humans decided holds."""

from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from facilitator.domain import placing, shaping
from facilitator.domain.decisions import in_order
from facilitator.domain.proposal import apply, constrained, propose
from facilitator.domain.theme import Author, Placement, Sorting, Theme
from facilitator.errors import UsageError

IDS = [f"c{n}" for n in range(6)]
ONE = st.sampled_from(IDS)
SOME = st.lists(ONE, min_size=1, max_size=4, unique=True)
OFF = "off-topic"


class Walls(RuleBasedStateMachine):
    """A wall under human acts and machine proposals, beside a plain account of what humans decided.

    ``pins`` says where a human put a contribution (None: the tray), ``names`` what she typed.
    """

    @initialize(labels=st.lists(st.integers(-1, 2), min_size=6, max_size=6))
    def create(self, labels: list[int]) -> None:
        themes = tuple(Theme(f"t{n}", "e", f"Thème {n}", n, colour=n) for n in range(3))
        placements = tuple(
            Placement(one, None if label < 0 else f"t{label}", confidence=0.5)
            for one, label in zip(IDS, labels, strict=True)
        )
        self.wall = Sorting("e", themes, placements, "lexical")
        self.pins: dict[str, str | None] = {}
        self.names: dict[str, str] = {}
        self.made: set[str] = set()
        self.apart: set[tuple[str, str]] = set()
        self.refused: set[tuple[str, str]] = set()
        self.count = 2

    def fresh(self) -> str:
        self.count += 1
        return f"t{self.count}"

    def any_theme(self, data: st.DataObject) -> str | None:
        ids = [theme.id for theme in self.wall.themes]
        return data.draw(st.sampled_from(ids)) if ids else None

    def put(self, ids: list[str], where: str | None) -> None:
        """The account after ``ids`` were put there by hand: older contradictory decisions are lifted."""
        for one in ids:
            self.pins[one] = where
            self.refused.discard((one, str(where)))
        for pair in list(self.apart):
            if where not in (None, OFF) and all(self.pins.get(one) == where for one in pair):
                self.apart.discard(pair)

    @rule(ids=SOME, data=st.data(), tray=st.booleans())
    def move(self, ids: list[str], data: st.DataObject, tray: bool) -> None:
        where = None if tray else self.any_theme(data)
        self.wall = placing.move(self.wall, ids, where)
        self.put(ids, where)

    @rule(ids=SOME)
    def pin(self, ids: list[str]) -> None:
        places = self.wall.places()
        self.wall = placing.pin(self.wall, ids)
        for one in ids:
            self.put([one], OFF if places[one].off_topic else places[one].theme_id)

    @rule(ids=SOME)
    def set_off_topic(self, ids: list[str]) -> None:
        self.wall = placing.set_off_topic(self.wall, ids)
        self.put(ids, OFF)

    @rule(ids=SOME)
    def release(self, ids: list[str]) -> None:
        self.wall = placing.release(self.wall, ids)
        for one in ids:
            self.pins.pop(one, None)

    @rule(first=ONE, second=ONE)
    def keep_apart(self, first: str, second: str) -> None:
        together = first in self.pins and self.pins[first] == self.pins.get(second, "nowhere")
        if first == second or (together and self.pins[first] not in (None, OFF)):
            with pytest.raises(UsageError):
                placing.keep_apart(self.wall, first, second)
            return
        self.wall = placing.keep_apart(self.wall, first, second)
        self.apart.add(in_order(first, second))

    @rule(ids=SOME, data=st.data())
    def refuse(self, ids: list[str], data: st.DataObject) -> None:
        theme = self.any_theme(data)
        if theme is None:
            return
        if any(self.pins.get(one, "nowhere") == theme for one in ids):
            with pytest.raises(UsageError):
                placing.refuse(self.wall, ids, theme)
            return
        self.wall = placing.refuse(self.wall, ids, theme)
        self.refused |= {(one, theme) for one in ids}

    @rule(one=ONE, data=st.data())
    def set_secondary(self, one: str, data: st.DataObject) -> None:
        main = self.wall.places()[one].theme_id
        others = [theme.id for theme in self.wall.themes if theme.id != main]
        further = data.draw(st.lists(st.sampled_from(others), max_size=2, unique=True)) if others else []
        if main is None:
            with pytest.raises(UsageError):
                placing.set_secondary(self.wall, one, further)
            return
        self.wall = placing.set_secondary(self.wall, one, further)
        self.put([one], main)
        assert self.wall.places()[one].secondary == tuple(further)

    @rule()
    def create_theme(self) -> None:
        theme = self.fresh()
        self.wall = shaping.create(self.wall, theme, f"À nous {theme}")
        self.names[theme] = f"À nous {theme}"
        self.made.add(theme)

    @rule(data=st.data())
    def rename(self, data: st.DataObject) -> None:
        theme = self.any_theme(data)
        if theme is not None:
            name = f"Nommé {theme} {self.count}"
            self.wall = shaping.rename(self.wall, theme, name)
            self.names[theme] = name

    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        into, other = self.any_theme(data), self.any_theme(data)
        if into is None or other is None or into == other:
            return
        members = self.wall.members()
        self.wall = shaping.merge(self.wall, [into, other])
        self.refused = {(one, into if theme == other else theme) for one, theme in self.refused}
        for one, where in self.pins.items():
            self.pins[one] = into if where == other else where
        self.put([*members[into], *members[other]], into)
        name = self.names.pop(other, None)
        if into not in self.names and name is not None:
            self.names[into] = name
        self.made = (self.made - {other}) | {into}

    @rule(data=st.data())
    def split(self, data: st.DataObject) -> None:
        old = self.any_theme(data)
        members = self.wall.members()[old] if old else ()
        if old is None or len(members) < 2:
            return
        chosen = data.draw(
            st.lists(st.sampled_from(members), min_size=1, max_size=len(members) - 1, unique=True)
        )
        new = self.fresh()
        self.wall = shaping.split(self.wall, old, chosen, new, f"Part {new}")
        self.put([one for one in members if one not in chosen], old)
        self.put(chosen, new)
        self.names[new] = f"Part {new}"
        self.made.add(new)

    @rule(data=st.data())
    def validate(self, data: st.DataObject) -> None:
        theme = self.any_theme(data)
        if theme is not None:
            members = self.wall.members()[theme]
            self.wall = shaping.validate(self.wall, theme)
            self.put(list(members), theme)
            self.names[theme] = self.wall.theme(theme).name

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        theme = self.any_theme(data)
        if theme is None or self.wall.members()[theme]:
            return
        self.wall = shaping.remove(self.wall, theme)
        self.names.pop(theme, None)
        self.made.discard(theme)

    @rule(data=st.data())
    def reorder(self, data: st.DataObject) -> None:
        ids = [theme.id for theme in self.wall.themes]
        order = data.draw(st.permutations(ids))
        self.wall = shaping.reorder(self.wall, order)
        assert [theme.id for theme in self.wall.themes] == order

    def proposed(self, data: st.DataObject) -> Sorting:
        """Any wall at all: themes lost, found, renamed; contributions anywhere, some forgotten."""
        kept = [replace(theme, name="?") for theme in self.wall.themes if data.draw(st.booleans())]
        new = [Theme(self.fresh(), "e", f"Neuf {self.count}", 0) for _ in range(data.draw(st.integers(0, 2)))]
        themes = (*kept, *new)
        spots = st.sampled_from([None, *(theme.id for theme in themes)])
        placements = tuple(
            Placement(one, data.draw(spots), secondary=tuple(t.id for t in new))
            for one in IDS
            if data.draw(st.booleans())
        )
        return Sorting("e", themes, placements, "usem3")

    @rule(data=st.data(), whole=st.booleans(), late=st.booleans())
    def propose_and_apply(self, data: st.DataObject, whole: bool, late: bool) -> None:
        proposal = propose(self.wall, self.proposed(data))
        self.holds(proposal.wanted)
        assert apply(proposal, ()) == self.wall
        if late:
            self.move(data.draw(SOME), data, data.draw(st.booleans()))
            self.remove(data)
        ids = [theme.id for theme in (*self.wall.themes, *proposal.new_themes)]
        chosen = None if whole or not ids else data.draw(st.lists(st.sampled_from(ids), unique=True))
        before = self.wall
        self.wall = apply(proposal, chosen, onto=self.wall)
        if whole and not late:
            assert {p.contribution_id: p.theme_id for p in self.wall.placements} == {
                p.contribution_id: p.theme_id for p in proposal.wanted.placements
            }
        if chosen is not None:
            places, stood = self.wall.places(), before.places()
            for one in IDS:
                source, target = stood[one].theme_id, places[one].theme_id
                assert source == target or target is None or {source, target} & set(chosen)
            new = {theme.id for theme in proposal.new_themes} & set(self.wall.members())
            assert new <= set(chosen)

    @rule(data=st.data())
    def refile(self, data: st.DataObject) -> None:
        wanted = self.proposed(data).placements
        self.wall = constrained(self.wall, replace(self.wall, placements=wanted))

    @invariant()
    def every_act_holds(self) -> None:
        if hasattr(self, "wall"):
            self.holds(self.wall)

    def holds(self, wall: Sorting) -> None:
        places, members = wall.places(), wall.members()
        assert sorted(place.contribution_id for place in wall.placements) == IDS
        for one, where in self.pins.items():
            assert places[one].by is Author.HUMAN
            assert (OFF if places[one].off_topic else places[one].theme_id) == where
        assert all(place.by is Author.MACHINE for one, place in places.items() if one not in self.pins)
        for theme, name in self.names.items():
            assert wall.theme(theme).name == name
        assert self.made <= set(members)
        assert set(wall.decisions.apart) == self.apart
        for first, second in self.apart:
            assert places[first].theme_id is None or places[first].theme_id != places[second].theme_id
        alive = {pair for pair in self.refused if pair[1] in members}
        assert set(wall.decisions.refusals) == alive
        assert all(places[one].theme_id != theme for one, theme in alive)
        for place in wall.placements:
            assert {place.theme_id, *place.secondary} <= {None, *members}
            assert len({place.theme_id, *place.secondary}) == 1 + len(place.secondary)
        for each in ("id", "colour", "position", "name"):
            assert len({getattr(theme, each) for theme in wall.themes}) == len(wall.themes)


TestWalls = Walls.TestCase
TestWalls.settings = settings(max_examples=250, stateful_step_count=25, deadline=None)
