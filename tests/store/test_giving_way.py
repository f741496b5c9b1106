"""The machine files in passing between human acts: these go back and forth as if it never had."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from facilitator.domain.contribution import Contribution
from facilitator.domain.event import Event
from facilitator.domain.theme import Author, Placement, Sorting, Theme
from facilitator.errors import ConflictError
from facilitator.store.contributions import NewContribution
from facilitator.store.demarche_file import DemarcheFile
from tests import walls

EVENT = walls.event()


def record(file: DemarcheFile, *texts: str) -> tuple[Contribution, ...]:
    with file.journal.act("noter", "note", by=Author.HUMAN):
        return file.contributions.record(NewContribution(EVENT.id, text) for text in texts)


def file_into(file: DemarcheFile, *places: Placement) -> None:
    with file.journal.act("ranger", "rangé", by=Author.MACHINE, passing=True):
        file.sortings.add(EVENT.id, placements=places)


def move(file: DemarcheFile, one: Contribution, theme: Theme | None) -> None:
    """What a human's move writes, read from what is there."""
    wall = file.sortings.of_event(EVENT.id) or Sorting(EVENT.id, (), (), "")
    place = Placement(one.id, None if theme is None else theme.id, Author.HUMAN, 1.0)
    with file.journal.act("deplacer", "déplacé", by=Author.HUMAN):
        file.sortings.change(wall, wall.placing([place]))


def set_themes(file: DemarcheFile, *themes: Theme) -> None:
    wall = file.sortings.of_event(EVENT.id) or Sorting(EVENT.id, (), (), "")
    with file.journal.act("theme", "thèmes", by=Author.HUMAN):
        file.sortings.write(replace(wall, themes=themes))


def places(file: DemarcheFile) -> dict[str, Placement]:
    wall = file.sortings.of_event(EVENT.id)
    return {} if wall is None else wall.places()


BUS, CARE = Theme("t1", EVENT.id, "Bus", 0), Theme("t2", EVENT.id, "Santé", 1)


def test_a_theme_taken_back_lets_go_of_what_was_filed_there(file: DemarcheFile, event: Event) -> None:
    one, two, three = record(file, "un", "deux", "trois")
    set_themes(file, BUS)
    set_themes(file, BUS, CARE)
    file_into(
        file,
        Placement(one.id, BUS.id),
        Placement(two.id, CARE.id),
        Placement(three.id, BUS.id, secondary=(CARE.id,)),
    )
    file.journal.undo()
    assert places(file) == {one.id: Placement(one.id, BUS.id)}
    assert file.sortings.waiting(event.id) == (two.id, three.id)
    file.journal.redo()
    assert [theme.id for theme in file.sortings.themes(event.id)] == [BUS.id, CARE.id]


def test_what_gave_way_tells_two_versions_apart(file: DemarcheFile) -> None:
    (one,) = record(file, "un")
    set_themes(file, BUS)
    file_into(file, Placement(one.id, BUS.id))
    before = file.journal.version()
    file.journal.undo()
    file.journal.redo()
    assert places(file) == {}
    assert file.journal.version() != before


def test_a_move_is_done_again_over_another_filing(file: DemarcheFile) -> None:
    (one,) = record(file, "un")
    set_themes(file, BUS, CARE)
    move(file, one, CARE)
    file.journal.undo()
    file_into(file, Placement(one.id, BUS.id, confidence=0.5))
    assert file.journal.redo() is not None
    assert places(file)[one.id] == Placement(one.id, CARE.id, Author.HUMAN, 1.0)
    file.journal.undo()
    assert places(file) == {}


def test_a_move_of_what_was_filed_is_done_again_where_that_is_gone(file: DemarcheFile) -> None:
    (one,) = record(file, "un")
    set_themes(file, CARE)
    set_themes(file, BUS, CARE)
    file_into(file, Placement(one.id, BUS.id, confidence=0.5))
    move(file, one, CARE)
    file.journal.undo()
    assert places(file)[one.id].theme_id == BUS.id
    file.journal.undo()
    assert places(file) == {}
    file.journal.redo()
    file.journal.redo()
    assert places(file)[one.id] == Placement(one.id, CARE.id, Author.HUMAN, 1.0)


def test_what_another_human_wrote_over_still_stands_in_the_way(
    file: DemarcheFile, other: DemarcheFile
) -> None:
    (one,) = record(file, "un")
    set_themes(file, BUS, CARE)
    file_into(file, Placement(one.id, BUS.id))
    move(file, one, CARE)
    file.journal.undo()
    move(other, one, None)
    with pytest.raises(ConflictError, match="rétablie"):
        file.journal.redo()
    other.journal.undo()
    assert file.journal.redo() is not None


def test_a_place_is_not_given_again_to_what_another_human_removed(
    file: DemarcheFile, other: DemarcheFile
) -> None:
    (one,) = record(file, "un")
    set_themes(file, BUS, CARE)
    file_into(file, Placement(one.id, BUS.id))
    move(file, one, CARE)
    file.journal.undo()
    with other.journal.act("retirer", "retiré", by=Author.HUMAN):
        other.contributions.revise([replace(one, removed=True)])
        other.sortings.forget([one.id])
    with pytest.raises(ConflictError):
        file.journal.redo()


def test_in_passing_nothing_else_is_written(file: DemarcheFile, event: Event) -> None:
    (one,) = record(file, "un")
    set_themes(file, BUS)
    move(file, one, BUS)

    def passing(write: Callable[[], object]) -> None:
        with file.journal.act("ranger", "rangé", by=Author.MACHINE, passing=True):
            write()

    before = file.journal.operations()
    for write in (
        lambda: file.contributions.record([NewContribution(event.id, "deux")]),
        lambda: file.sortings.add(event.id, themes=[CARE]),
        lambda: file.sortings.let_go([one.id]) or file.sortings.forget([one.id]),
    ):
        with pytest.raises(RuntimeError, match="passing"):
            passing(write)
    assert file.journal.operations() == before


class FilingBetweenActs(RuleBasedStateMachine):
    """One human at a station; machines of two stations file what waits, anywhere, at any moment."""

    @initialize()
    def create(self) -> None:
        self.root = Path(tempfile.mkdtemp())
        self.file = DemarcheFile.create(self.root / "D", walls.demarche(), station="A")
        with (
            DemarcheFile.open(self.root / "D", station="C") as third,
            third.journal.act("e", "e", by=Author.HUMAN),
        ):
            third.agenda.write_event(EVENT)
        record(self.file, "un", "deux")
        set_themes(self.file, BUS, CARE)
        self.machines = {"A": self.file, "B": DemarcheFile.open(self.root / "D", station="B")}
        self.past = [self.by_humans()]  # what humans had made of the file after each act that stands
        self.future: list[object] = []

    def teardown(self) -> None:
        if hasattr(self, "root"):
            for file in self.machines.values():
                file.close()
            shutil.rmtree(self.root)

    def by_humans(self) -> object:
        """All that humans decided: what is said, themes, and their own placements."""
        wall = self.file.sortings.of_event(EVENT.id)
        if wall is not None:
            own = tuple(place for place in wall.placements if place.by is Author.HUMAN)
            wall = replace(wall, placements=own)
        return self.said(), wall

    def said(self) -> tuple[Contribution, ...]:
        return self.file.contributions.of_event(EVENT.id)

    def themes(self) -> tuple[Theme, ...]:
        return self.file.sortings.themes(EVENT.id)

    def acted(self) -> None:
        if (now := self.by_humans()) != self.past[-1] or self.operations() > self.count:
            self.past.append(now)
            self.future.clear()

    def operations(self) -> int:
        return sum(one.kind != "ranger" for one in self.file.journal.operations(10_000))

    @rule(count=st.integers(1, 3))
    def record(self, count: int) -> None:
        self.count = self.operations()
        record(self.file, *"abc"[:count])
        self.acted()

    @precondition(lambda self: self.said())
    @rule(data=st.data())
    def reword(self, data: st.DataObject) -> None:
        self.count = self.operations()
        one = data.draw(st.sampled_from(self.said()))
        with self.file.journal.act("corriger", "corrigé", by=Author.HUMAN):
            self.file.contributions.revise([replace(one, text=one.text + "!")])
            self.file.sortings.let_go([one.id])
        self.acted()

    @precondition(lambda self: self.said())
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        self.count = self.operations()
        one = data.draw(st.sampled_from(self.said()))
        with self.file.journal.act("retirer", "retiré", by=Author.HUMAN):
            self.file.contributions.revise([replace(one, removed=True)])
            self.file.sortings.forget([one.id])
        self.acted()

    @precondition(lambda self: len(self.themes()) < 3)
    @rule()
    def make_a_theme(self) -> None:
        self.count = self.operations()
        number = 1 + max((int(theme.id[1:]) for theme in self.themes()), default=0)
        with self.file.journal.act("theme", "créé", by=Author.HUMAN):
            theme = Theme(f"t{number}", EVENT.id, f"T{number}", number, Author.HUMAN, made_by=Author.HUMAN)
            self.file.sortings.add(EVENT.id, [theme])
        self.acted()

    @precondition(lambda self: self.themes())
    @rule(data=st.data())
    def merge_a_theme(self, data: st.DataObject) -> None:
        """A theme goes, and all that stood there goes to another or the tray, by the human's hand."""
        self.count = self.operations()
        gone = data.draw(st.sampled_from(self.themes()))
        left = [theme for theme in self.themes() if theme.id != gone.id]
        into = data.draw(st.sampled_from([None, *(theme.id for theme in left)]))
        wall = self.file.sortings.of_event(EVENT.id)
        assert wall is not None
        moved = [
            Placement(p.contribution_id, into, Author.HUMAN, 1.0)
            for p in wall.placements
            if gone.id in (p.theme_id, *p.secondary)
        ]
        with self.file.journal.act("fusionner", "fusionné", by=Author.HUMAN):
            self.file.sortings.change(wall, replace(wall.placing(moved), themes=tuple(left)))
        self.past.append(self.by_humans())
        self.future.clear()

    @precondition(lambda self: self.said())
    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        self.count = self.operations()
        theme = data.draw(st.sampled_from([None, *self.themes()]))
        move(self.file, data.draw(st.sampled_from(self.said())), theme)
        self.acted()

    @rule(station=st.sampled_from("AB"), data=st.data())
    def file_what_waits(self, station: str, data: st.DataObject) -> None:
        ids = [theme.id for theme in self.themes()]
        if not ids:
            return
        some = st.sampled_from([None, *ids])
        waiting = self.machines[station].sortings.waiting(EVENT.id)
        file_into(
            self.machines[station],
            *(
                Placement(one, data.draw(some), secondary=(data.draw(st.sampled_from(ids)),))
                for one in waiting
            ),
        )

    @precondition(lambda self: len(self.past) > 1)
    @rule(times=st.integers(1, 4), data=st.data())
    def undo(self, times: int, data: st.DataObject) -> None:
        for _ in range(min(times, len(self.past) - 1)):
            assert self.file.journal.undo() is not None
            self.future.append(self.past.pop())
            self.file_what_waits(data.draw(st.sampled_from("AB")), data)

    @precondition(lambda self: self.future)
    @rule(times=st.integers(1, 4), data=st.data())
    def redo(self, times: int, data: st.DataObject) -> None:
        for _ in range(min(times, len(self.future))):
            assert self.file.journal.redo() is not None
            self.past.append(self.future.pop())
            self.file_what_waits(data.draw(st.sampled_from("AB")), data)

    @invariant()
    def what_humans_decided_is_as_if_no_machine_had_filed(self) -> None:
        if hasattr(self, "past"):
            assert self.by_humans() == self.past[-1]

    @invariant()
    def no_place_is_in_a_theme_that_is_gone(self) -> None:
        if hasattr(self, "past"):
            alive = {theme.id for theme in self.themes()}
            for place in places(self.file).values():
                assert {place.theme_id, *place.secondary} <= {None, *alive}


TestFilingBetweenActs = FilingBetweenActs.TestCase
TestFilingBetweenActs.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)
