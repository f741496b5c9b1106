"""Typing in what is said, on a real file: durable at once, sorted later, corrected, taken back, shared."""

import multiprocessing
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from facilitator.config import Settings
from facilitator.domain.capture import Entry, Seat
from facilitator.domain.contribution import Contribution, ContributionType
from facilitator.domain.event import Event, EventKind, Presence, Table
from facilitator.domain.theme import Author, Sorting
from facilitator.errors import NotFoundError, UsageError
from facilitator.workshop import Workshop
from facilitator.workshop.capture import Capture
from tests.theming.wall import TEXTS
from tests.workshop.walls_of_post_its import filled, settings

SEAT = Seat("T2", "parents 0-3 ans", None, ContributionType.BESOIN, 2)


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    """An event with two tables, nothing said yet."""
    with opened(tmp_path) as workshop:
        with workshop._file.journal.act("evenement", "atelier", by=Author.HUMAN):
            workshop._file.agenda.write_event(
                Event(
                    "e" * 32,
                    "atelier",
                    "Atelier",
                    EventKind.ATELIER,
                    tables=(Table("T1", "jeunes"), Table("T2", "parents 0-3 ans")),
                    presences=(Presence("jeunes", 2), Presence("parents 0-3 ans", 1)),
                    dots_per_person=3,
                )
            )
        yield workshop


@pytest.fixture
def capture(workshop: Workshop) -> Capture:
    return workshop.capture(workshop.events()[0])


def opened(tmp_path: Path, **changed: str) -> Workshop:
    return Workshop.open_or_create("CTG", settings(tmp_path, **changed))


def said(workshop: Workshop) -> list[str]:
    return [one.text for one in contributions(workshop)]


def contributions(workshop: Workshop) -> tuple[Contribution, ...]:
    return workshop._file.contributions.of_event(workshop.events()[0].id)


def wall(workshop: Workshop) -> Sorting | None:
    return workshop._file.sortings.of_event(workshop.events()[0].id)


def theme_of(workshop: Workshop, number: int) -> str | None:
    """The name of the theme in which a contribution stands; None in the tray, KeyError without a place."""
    kept = wall(workshop)
    assert kept is not None
    (one,) = (one for one in contributions(workshop) if one.number == number)
    theme_id = kept.places()[one.id].theme_id
    return None if theme_id is None else kept.theme(theme_id).name


def acts(workshop: Workshop) -> list[str]:
    return [one.summary for one in workshop._file.journal.operations()]


class TestRecording:
    def test_a_line_is_kept_with_all_it_says_and_its_number(
        self, workshop: Workshop, capture: Capture
    ) -> None:
        entry = Entry("pas de bus", ContributionType.BESOIN, "T1", None, None, 2, votes=3)
        (kept,) = capture.record([entry], SEAT)
        assert contributions(workshop) == (kept,)
        assert (kept.number, kept.text, kept.original, kept.votes) == (1, "pas de bus", "pas de bus", 3)
        assert (kept.type, kept.table, kept.sequence) == (ContributionType.BESOIN, "T1", 2)
        assert acts(workshop)[0] == "note de «\u00a0pas de bus\u00a0»"

    def test_a_table_gives_its_public_unless_another_is_said(self, capture: Capture) -> None:
        entries = [Entry("a", table="T1"), Entry("b", table="T1", public="élus"), Entry("c", table="T9")]
        assert [one.public for one in capture.record(entries, SEAT)] == ["jeunes", "élus", None]

    def test_what_sticks_and_the_line_are_kept_with_it_and_found_after_a_restart(
        self, tmp_path: Path, workshop: Workshop, capture: Capture
    ) -> None:
        assert capture.seat() == (Seat(), "")
        capture.keep_seat(Seat("T1"), "une idée en tr")
        assert capture.seat() == (Seat("T1"), "une idée en tr")
        capture.record([Entry("une idée en train")], SEAT)
        with opened(tmp_path) as again:
            assert again.capture(again.events()[0]).seat() == (SEAT, "")
            assert said(again) == ["une idée en train"]

    def test_each_station_and_each_event_has_its_own_seat(self, tmp_path: Path, capture: Capture) -> None:
        capture.keep_seat(SEAT, "ici")
        elsewhere = settings(tmp_path).model_copy(update={"station": "salle 2"})
        with Workshop.open("CTG", elsewhere) as other:
            assert other.capture(other.events()[0]).seat() == (Seat(), "")

    def test_a_block_is_one_act_and_one_undo(self, workshop: Workshop, capture: Capture) -> None:
        capture.record([Entry(f"idée {n}") for n in range(20)], SEAT)
        assert acts(workshop)[0] == "20\u00a0contributions notées"
        workshop.undo()
        assert said(workshop) == []
        workshop.redo()
        assert said(workshop) == [f"idée {n}" for n in range(20)]

    def test_a_post_it_cut_in_three_says_where_its_parts_come_from(self, capture: Capture) -> None:
        parts = [Entry("a"), Entry("b", part_of_previous=True), Entry("c", part_of_previous=True)]
        first, second, third = capture.record(parts, SEAT)
        assert (first.split_from, second.split_from, third.split_from) == (None, first.id, second.id)
        with pytest.raises(ValueError, match="part of none"):
            capture.record([Entry("d", part_of_previous=True)], SEAT)

    def test_an_empty_line_among_others_keeps_nothing_at_all(
        self, workshop: Workshop, capture: Capture
    ) -> None:
        with pytest.raises(UsageError):
            capture.record([Entry("a"), Entry("  ")], SEAT)
        assert said(workshop) == []
        assert capture.seat() == (Seat(), "")

    def test_nothing_to_record_still_keeps_what_sticks(self, workshop: Workshop, capture: Capture) -> None:
        before = acts(workshop)
        assert capture.record([], SEAT) == ()
        assert capture.seat() == (SEAT, "")
        assert acts(workshop) == before


class TestKilledAtAnyMoment:
    @pytest.mark.parametrize("after", [1, 4, 9, 17])
    def test_what_was_acknowledged_is_there_once_and_the_line_is_kept_or_recorded(
        self, tmp_path: Path, workshop: Workshop, capture: Capture, after: int
    ) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        typist = context.Process(target=type_until_killed, args=(settings(tmp_path), theirs))
        typist.start()
        theirs.close()
        for _ in range(after):
            ours.recv()
        typist.kill()
        typist.join()
        acknowledged = after
        try:
            while True:
                ours.recv()
                acknowledged += 1
        except (EOFError, OSError):
            ours.close()
        texts = said(workshop)
        assert texts == [f"ligne {n}" for n in range(len(texts))]
        assert acknowledged <= len(texts) <= acknowledged + 1
        assert capture.seat() in ((SEAT, ""), (SEAT, f"ligne {len(texts)}"))


class TestThemesAtTheKeyboard:
    def test_a_theme_that_nobody_knows_is_made_once_and_holds_for_ever(
        self, workshop: Workshop, capture: Capture
    ) -> None:
        capture.record([Entry("bus", theme="Mobilité"), Entry("train", theme="mobilite")], SEAT)
        capture.record([Entry("vélo", theme="mob"), Entry("crèche")], SEAT)
        kept = wall(workshop)
        assert kept is not None
        assert [(t.name, t.named_by, t.made_by) for t in kept.themes] == [
            ("Mobilité", Author.HUMAN, Author.HUMAN)
        ]
        assert [theme_of(workshop, n) for n in (1, 2, 3)] == ["Mobilité"] * 3
        assert {place.by for place in kept.placements} == {Author.HUMAN}
        assert len(kept.placements) == 3

    def test_a_number_names_a_theme_that_stands_and_makes_none(
        self, workshop: Workshop, capture: Capture
    ) -> None:
        capture.record([Entry("bus", theme="Mobilité"), Entry("santé", theme="Santé")], SEAT)
        capture.record([Entry("médecin", theme="2")], SEAT)
        assert theme_of(workshop, 3) == "Santé"
        with pytest.raises(NotFoundError):
            capture.record([Entry("autre", theme="7")], SEAT)
        assert said(workshop) == ["bus", "santé", "médecin"]

    def test_one_undo_takes_back_the_line_its_place_and_its_theme(
        self, workshop: Workshop, capture: Capture
    ) -> None:
        capture.record([Entry("bus", theme="Mobilité")], SEAT)
        before = wall(workshop)
        capture.record([Entry("crèche", theme="Accueil")], SEAT)
        after = wall(workshop)
        workshop.undo()
        assert wall(workshop) == before
        workshop.redo()
        assert wall(workshop) == after

    def test_it_is_the_wall_that_the_board_sees(self, workshop: Workshop, capture: Capture) -> None:
        capture.record([Entry("bus", theme="Mobilité")], SEAT)
        board = workshop.board(capture.event)
        assert [theme.name for theme in board.wall.sorting.themes] == ["Mobilité"]
        board.rename("1", "Se déplacer")
        capture.record([Entry("train", theme="se dép")], SEAT)
        assert board.wall.sorting.members() == {
            board.wall.sorting.themes[0].id: tuple(one.id for one in board.wall.contributions)
        }


class TestCorrecting:
    @pytest.fixture(autouse=True)
    def three(self, capture: Capture) -> None:
        capture.record([Entry("un", table="T1"), Entry("deux", table="T1", votes=1), Entry("trois")], SEAT)

    def test_a_text_is_corrected_and_what_was_typed_stays(self, workshop: Workshop, capture: Capture) -> None:
        left = capture.reword(1, "Un !")
        assert (left.text, left.original, left.corrected_by) == ("Un !", "un", "salle 1")
        assert said(workshop) == ["Un !", "deux", "trois"]
        before = acts(workshop)
        capture.reword(1, "Un !")
        assert acts(workshop) == before
        workshop.undo()
        assert said(workshop)[0] == "un"

    def test_only_what_is_given_changes_and_a_table_brings_its_public(
        self, workshop: Workshop, capture: Capture
    ) -> None:
        capture.reassign([1, 3], table="T2")
        capture.reassign([2], type=ContributionType.FORCE, sequence=1)
        one, two, three = contributions(workshop)
        assert [(c.table, c.public) for c in (one, three)] == [("T2", "parents 0-3 ans")] * 2
        assert (two.table, two.public, two.votes) == ("T1", "jeunes", 1)
        assert (two.type, two.sequence) == (ContributionType.FORCE, 1)
        capture.reassign([1], table=None)
        assert (contributions(workshop)[0].table, contributions(workshop)[0].public) == (None, None)
        capture.reassign([2], table="T9", public="élus")
        assert contributions(workshop)[1].public == "élus"
        capture.reassign([2], table="T8")
        assert contributions(workshop)[1].public == "élus"
        for _ in range(5):
            workshop.undo()
        assert [c.table for c in contributions(workshop)] == ["T1", "T1", None]

    def test_votes_are_set_and_counted_against_people_and_dots(self, capture: Capture) -> None:
        report = capture.set_votes([(1, 4), (3, 4)])
        assert (report.total, report.possible, report.warning) == (9, 9, "")
        report = capture.set_votes([(1, 2), (1, 6)])
        assert [c.votes for c in report.contributions] == [6]
        assert report.total == 11
        assert "11\u00a0votes pour 9\u00a0gommettes possibles" in report.warning
        assert "2 de trop" in report.warning
        with pytest.raises(UsageError):
            capture.set_votes([(1, -1)])
        with pytest.raises(NotFoundError):
            capture.set_votes([(1, 0), (12, 1)])
        assert capture.set_votes([]).total == 11

    def test_votes_on_themes_count_beside_them(self, workshop: Workshop, capture: Capture) -> None:
        capture.record([Entry("bus", theme="Mobilité"), Entry("médecin", theme="Santé")], SEAT)
        report = capture.set_theme_votes([("mob", 5), ("2", 4)])
        assert [(theme.name, theme.votes) for theme in report.themes] == [("Mobilité", 5), ("Santé", 4)]
        assert (report.total, bool(report.warning)) == (10, True)
        workshop.undo()
        kept = wall(workshop)
        assert kept is not None
        assert [theme.votes for theme in kept.themes] == [0, 0]

    def test_nothing_is_warned_of_where_nobody_was_counted(
        self, workshop: Workshop, capture: Capture
    ) -> None:
        uncounted = workshop.capture(replace(capture.event, presences=()))
        report = uncounted.set_votes([(1, 99)])
        assert (report.possible, report.warning) == (None, "")

    def test_what_is_removed_leaves_the_wall_and_comes_back_by_undo(
        self, workshop: Workshop, capture: Capture
    ) -> None:
        capture.record([Entry("bus", theme="Mobilité"), Entry("train", theme="Mobilité")], SEAT)
        board = workshop.board(capture.event)
        board.keep_apart(1, 4)
        board.refuse([3], "Mobilité")
        before = wall(workshop)
        gone = capture.remove([1, 3, 4])
        assert [one.number for one in gone] == [1, 3, 4]
        assert said(workshop) == ["deux", "train"]
        after = wall(workshop)
        assert after is not None
        assert {place.contribution_id for place in after.placements}.isdisjoint(one.id for one in gone)
        assert (after.decisions.apart, after.decisions.refusals) == ((), ())
        with pytest.raises(NotFoundError):
            capture.reword(1, "encore")
        workshop.undo()
        assert wall(workshop) == before
        assert len(said(workshop)) == 5

    def test_a_contribution_said_twice_is_noted_twice_without_its_votes(
        self, workshop: Workshop, capture: Capture
    ) -> None:
        copy = capture.duplicate(2)
        assert (copy.number, copy.text, copy.table, copy.public, copy.votes) == (
            4,
            "deux",
            "T1",
            "jeunes",
            0,
        )
        assert copy.split_from is None
        workshop.undo()
        assert said(workshop) == ["un", "deux", "trois"]


class TestFilingWhatWaits:
    @pytest.fixture
    def sorted_(self, tmp_path: Path) -> Iterator[Workshop]:
        with filled(tmp_path / "rangé", TEXTS[:-4]) as workshop:
            workshop.sort(workshop.events()[0])
            yield workshop

    def test_it_is_filed_where_the_board_would_and_undo_passes_over_it(self, sorted_: Workshop) -> None:
        capture = sorted_.capture(sorted_.events()[0])
        capture.record([Entry(TEXTS[-1])], SEAT)
        assert capture.file_waiting() == 1
        assert capture.file_waiting() == 0
        filed = wall(sorted_)
        undone = sorted_.undo()
        assert undone is not None
        assert undone.kind == "noter"
        assert said(sorted_) == list(TEXTS[:-4])
        assert capture.file_waiting() == 0
        redone = sorted_.redo()
        assert redone is not None
        assert said(sorted_)[-1] == TEXTS[-1]
        assert wall(sorted_) == filed

    def test_filing_does_not_end_what_could_be_done_again(self, sorted_: Workshop) -> None:
        capture = sorted_.capture(sorted_.events()[0])
        capture.record([Entry(TEXTS[-1])], SEAT)
        capture.record([Entry(TEXTS[-2])], SEAT)
        sorted_.undo()
        assert capture.file_waiting() == 1
        assert sorted_.redo() is not None
        assert said(sorted_)[-2:] == [TEXTS[-1], TEXTS[-2]]

    def test_the_first_sort_can_be_taken_back_with_things_filed_since(self, sorted_: Workshop) -> None:
        capture = sorted_.capture(sorted_.events()[0])
        capture.record([Entry(TEXTS[-1])], SEAT)
        capture.file_waiting()
        before = wall(sorted_)
        assert [sorted_.undo() is not None for _ in range(2)] == [True, True]
        assert wall(sorted_) is None
        for _ in range(2):
            sorted_.redo()
        capture.file_waiting()
        assert wall(sorted_) == before

    def test_a_move_of_what_was_filed_is_taken_back_and_done_again(self, sorted_: Workshop) -> None:
        event = sorted_.events()[0]
        capture, board = sorted_.capture(event), sorted_.board(event)
        (kept,) = capture.record([Entry(TEXTS[-1])], SEAT)
        capture.file_waiting()
        filed = wall(sorted_)
        board.create_theme("Nouveau", [kept.number])
        moved = wall(sorted_)
        sorted_.undo()
        assert wall(sorted_) == filed == board.wall.sorting
        sorted_.redo()
        assert wall(sorted_) == moved

    def test_a_text_corrected_is_filed_anew_and_undo_gives_its_place_back(self, sorted_: Workshop) -> None:
        capture = sorted_.capture(sorted_.events()[0])
        before = wall(sorted_)
        capture.reword(1, TEXTS[-1])
        assert capture.file_waiting() == 1
        sorted_.undo()
        assert wall(sorted_) == before
        sorted_.redo()
        assert capture.file_waiting() == 1

    def test_without_a_theme_nothing_is_filed(self, workshop: Workshop, capture: Capture) -> None:
        capture.record([Entry("bus")], SEAT)
        assert capture.file_waiting() == 0
        assert wall(workshop) is None


class TestNews:
    def test_there_is_none_until_something_changes(self, workshop: Workshop, capture: Capture) -> None:
        first = capture.news()
        assert first is not None
        assert first.contributions == ()
        assert capture.news(first.version) is None
        capture.keep_seat(SEAT, "en cours")
        assert capture.news(first.version) is None
        kept = capture.record([Entry("un"), Entry("deux", theme="Bus")], SEAT)
        second = capture.news(first.version)
        assert second is not None
        assert (second.contributions, second.wall, second.agenda) == (kept, True, False)
        left = capture.reword(1, "un !")
        third = capture.news(second.version)
        assert third is not None
        assert (third.contributions, third.wall) == ((left,), False)

    def test_what_is_taken_back_and_done_again_is_news(self, workshop: Workshop, capture: Capture) -> None:
        capture.record([Entry("un")], SEAT)
        start = capture.news()
        assert start is not None
        workshop.undo()
        undone = capture.news(start.version)
        assert undone is not None
        assert [(one.number, one.removed) for one in undone.contributions] == [(1, True)]
        workshop.redo()
        redone = capture.news(undone.version)
        assert redone is not None
        assert [(one.number, one.removed) for one in redone.contributions] == [(1, False)]
        assert capture.news(start.version) is None

    def test_another_event_s_contributions_are_not(self, workshop: Workshop, capture: Capture) -> None:
        other = replace(capture.event, id="f" * 32, slug="autre", title="Autre")
        start = capture.news()
        assert start is not None
        with workshop._file.journal.act("evenement", "autre", by=Author.HUMAN):
            workshop._file.agenda.write_event(other)
        workshop.capture(other).record([Entry("ailleurs")], SEAT)
        found = capture.news(start.version)
        assert found is not None
        assert (found.contributions, found.agenda) == ((), True)

    def test_two_stations_see_each_other_and_none_is_lost(
        self, tmp_path: Path, workshop: Workshop, capture: Capture
    ) -> None:
        start = capture.news()
        assert start is not None
        context = multiprocessing.get_context("spawn")
        given = settings(tmp_path)
        others = [context.Process(target=type_in, args=(given, name, 25)) for name in ("salle 2", "salle 3")]
        for other in others:
            other.start()
        for n in range(25):
            capture.record([Entry(f"salle 1 : {n}")], SEAT)
        for other in others:
            other.join(60)
            assert other.exitcode == 0
        found = capture.news(start.version)
        assert found is not None
        assert [one.number for one in found.contributions] == list(range(1, 76))
        for name in ("salle 1", "salle 2", "salle 3"):
            mine = [one.text for one in found.contributions if one.text.startswith(name)]
            assert mine == [f"{name} : {n}" for n in range(25)]


def type_until_killed(given: Settings, acknowledge: Connection) -> None:
    """A station that types line after line, tells of each once it is kept, and never ends."""
    with Workshop.open("CTG", given) as workshop:
        capture = workshop.capture(workshop.events()[0])
        for n in count():
            capture.keep_seat(SEAT, f"ligne {n}")
            capture.record([Entry(f"ligne {n}")], SEAT)
            acknowledge.send(n)


def type_in(given: Settings, station: str, count: int) -> None:
    """Another station, in a process of its own."""
    with Workshop.open("CTG", given.model_copy(update={"station": station})) as workshop:
        capture = workshop.capture(workshop.events()[0])
        for n in range(count):
            capture.record([Entry(f"{station} : {n}")], Seat())
