"""Notes while the room works: the right moment, once each, and nothing where nothing is to be known."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.assistant.observing import (
    MOST_AT_ONCE,
    Action,
    Observation,
    ObservationKind,
    Scene,
    observe,
)
from facilitator.domain.contribution import Contribution
from facilitator.domain.event import EventKind, Presence
from facilitator.domain.theme import Sorting, Theme
from facilitator.workshop import Workshop
from tests.assistant.rooms import ATELIER, START, TABLE_RONDE, said

BLANK = Sorting(ATELIER.id, (), (), "usem3")
MINUTE = timedelta(minutes=1)
PUBLICS = {"T1": "parents 0-3 ans", "T2": "grands-parents", "T3": "jeunes"}


def line(number: int, table: str, minute: float, text: str = "des places en crèche") -> Contribution:
    return said(ATELIER, number, text, table=table, public=PUBLICS[table], after=minute * MINUTE)


def seen(
    contributions: list[Contribution], minute: float = 30, told: set[str] | None = None, **changed: object
) -> tuple[Observation, ...]:
    scene = replace(Scene(ATELIER, tuple(contributions), BLANK), **changed)  # type: ignore[arg-type]
    return observe(scene, told or set(), START + minute * MINUTE)


def kinds(notes: tuple[Observation, ...]) -> list[ObservationKind]:
    return [note.kind for note in notes]


QUIET_T3 = [line(1, "T3", 1), *(line(n, "T1" if n % 2 else "T2", 10 + n) for n in range(2, 10))]


def test_a_table_silent_for_ten_minutes_while_the_others_speak_is_told() -> None:
    (note,) = seen(QUIET_T3, minute=20)
    assert note.kind is ObservationKind.SILENT_TABLE
    assert note.sentence == (
        "Table T3\u00a0: rien depuis 19\u00a0minutes, 8\u00a0contributions ailleurs depuis dix minutes."
    )
    assert note.contribution_ids == (QUIET_T3[0].id,)
    assert note.actions == (Action.SHOW, Action.SILENCE)


@pytest.mark.parametrize("minute", [10.9, 60])
def test_no_table_is_silent_too_early_nor_at_the_break(minute: float) -> None:
    early = [one for one in QUIET_T3 if one.recorded_at <= START + minute * MINUTE]
    assert not seen(early, minute)


def test_a_table_that_never_spoke_is_told_as_such() -> None:
    (note,) = seen([line(n, "T1" if n % 2 else "T2", 2 + n) for n in range(1, 13)], minute=15)
    assert note.sentence.startswith("Table T3\u00a0: rien encore, ")
    assert not note.contribution_ids


def test_a_table_that_spoke_again_may_be_told_again_later_and_only_then() -> None:
    (first,) = seen(QUIET_T3, minute=20)
    assert not seen(QUIET_T3, minute=21, told={first.key})
    again = [
        *QUIET_T3,
        line(10, "T3", 21),
        *(line(n, "T1" if n % 2 else "T2", 22 + n) for n in range(11, 20)),
    ]
    (second,) = seen(again, minute=45, told={first.key})
    assert second.key != first.key


def test_tables_heard_one_after_the_other_are_never_silent() -> None:
    assert not seen(QUIET_T3, minute=20, event=replace(ATELIER, kind=EventKind.SEMINAIRE))


def test_a_clock_that_goes_back_makes_no_table_silent() -> None:
    assert not seen(QUIET_T3, minute=-90)


def test_a_public_present_and_not_heard_is_told_once_enough_was_said() -> None:
    lines = [line(n, "T1", n / 2) for n in range(1, 26)]
    lines += [line(26, "T2", 12), line(27, "T3", 12)]
    assert not seen(lines[:19], minute=5)
    (note,) = seen(lines, minute=13)
    assert note.kind is ObservationKind.UNHEARD_PUBLIC
    assert (
        note.sentence
        == "Pères\u00a0: 3\u00a0personnes présentes, aucune contribution notée à ce nom, sur\u00a027."
    )


def test_a_possible_name_is_told_with_what_to_do() -> None:
    named = line(2, "T2", 2, "il faut en parler à Mme Durand")
    (note,) = seen([line(1, "T1", 1), named, line(3, "T3", 3)], minute=4)
    assert note.kind is ObservationKind.NAME
    assert note.contribution_ids == (named.id,)
    assert note.actions[0] is Action.EDIT
    assert "Durand" not in note.sentence


def test_votes_beyond_people_times_dots_are_told() -> None:
    voted = [replace(line(1, "T1", 1), votes=60), replace(line(2, "T2", 1), votes=6)]
    assert not seen(voted, minute=2)
    themes = (Theme("t" * 32, ATELIER.id, "Crèche", 0, votes=1),)
    (note,) = seen(voted, minute=2, sorting=replace(BLANK, themes=themes))
    assert note.kind is ObservationKind.VOTES
    assert "67\u00a0votes pour 22\u00a0personnes × 3\u00a0gommettes, soit 66 au plus" in note.sentence


def test_votes_are_not_judged_where_somebody_was_not_counted() -> None:
    voted = [replace(line(1, "T1", 1), votes=600)]
    event = replace(ATELIER, presences=(Presence("jeunes", 5), Presence("parents 0-3 ans", None)))
    assert not seen(voted, minute=2, event=event)


def test_close_contributions_are_told_at_several_tables_only() -> None:
    lines = [line(1, "T1", 1), line(2, "T1", 2), line(3, "T2", 3)]
    assert not seen(lines, minute=4, close=((lines[0].id, lines[1].id),))
    (note,) = seen(lines, minute=4, close=((lines[0].id, lines[2].id),))
    assert note.kind is ObservationKind.CLOSE
    assert note.contribution_ids == (lines[0].id, lines[2].id)
    assert "n°\u00a01 et n°\u00a03 semblent dire la même chose, à 2 tables" in note.sentence


def late(last_sequence: bool) -> list[Contribution]:
    lines = [line(n, "T" + str(1 + n % 3), n / 4) for n in range(1, 42)]
    return [*lines[:-1], replace(lines[-1], sequence=2 if last_sequence else 1)]


def test_thematiques_without_a_word_are_told_late_and_once() -> None:
    pere = {f"public-non-entendu:{ATELIER.id}:pères"}
    assert not seen(late(last_sequence=False), minute=11, told=pere)
    (note,) = seen(late(last_sequence=True), minute=11, told=pere)
    assert note.kind is ObservationKind.UNSPOKEN
    assert "Logement" in note.sentence
    assert "Petite enfance" not in note.sentence
    assert not seen(late(last_sequence=True), minute=12, told=pere | {note.key})


def test_a_kind_that_is_silenced_is_told_no_more() -> None:
    assert not seen(QUIET_T3, minute=20, told={ObservationKind.SILENT_TABLE.value})


def test_few_notes_come_at_a_time_the_most_urgent_first() -> None:
    lines = [line(n, "T1", n / 2, "Mme Durand le dit") for n in range(1, 30)]
    notes = seen(lines, minute=15)
    assert kinds(notes) == [ObservationKind.NAME] * MOST_AT_ONCE
    assert notes[0].contribution_ids == (lines[-1].id,)


def test_nothing_said_nothing_told() -> None:
    assert not seen([])


LINES = st.lists(
    st.tuples(
        st.sampled_from(sorted(PUBLICS)),
        st.floats(0, 60),
        st.sampled_from(["un bus", "Mme Durand", "une crèche", "à revoir avec M. Petit"]),
    ),
    max_size=50,
)


@given(LINES, st.floats(-10, 200))
def test_each_note_is_told_once_and_then_there_is_none_left(
    rows: list[tuple[str, float, str]], minute: float
) -> None:
    lines = [line(n, table, at, text) for n, (table, at, text) in enumerate(rows, start=1)]
    told: set[str] = set()
    while notes := seen(lines, minute, told):
        assert len(notes) <= MOST_AT_ONCE
        assert not told & {note.key for note in notes}
        assert {id_ for note in notes for id_ in note.contribution_ids} <= {one.id for one in lines}
        told |= {note.key for note in notes}
    assert len(told) <= len(lines) + 6


def test_looking_costs_milliseconds_at_four_hundred_contributions() -> None:
    texts = ["place en crèche", "un bus le soir", "le CCAS ferme à midi", "orthophoniste introuvable"]
    lines = [line(n, "T" + str(1 + n % 3), n / 8, f"{texts[n % 4]} {n}") for n in range(1, 401)]
    lines[-1] = replace(lines[-1], sequence=2)
    spent = []
    for _ in range(5):
        began = time.process_time()  # of this process: another may be at work beside it
        seen(lines, minute=51)
        spent.append(time.process_time() - began)
    assert min(spent) < 0.02


def test_on_a_real_file_close_contributions_come_from_vectors_that_are_kept(example: Workshop) -> None:
    event = example.events("atelier-parentalite")[0]
    now = datetime.now(UTC)
    silenced = {kind.value for kind in ObservationKind if kind is not ObservationKind.CLOSE}
    assert not example.assistant.observe(event, silenced, now)
    (note,) = example.assistant.observe(event, silenced, now, close=True)
    assert len(note.contribution_ids) > 1
    assert not example.assistant.observe(event, {*silenced, note.key}, now, close=True)


def test_a_table_ronde_has_no_silent_tables() -> None:
    turns = [said(TABLE_RONDE, n, "les cars", quality="élue : maire", after=n * MINUTE) for n in range(1, 15)]
    assert not seen(turns, minute=30, event=TABLE_RONDE)
