"""What a line at the prompt means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.capture import (
    Asking,
    Recall,
    Recording,
    Room,
    Seat,
    Seating,
    Slash,
    Unclear,
    read_block,
    read_line,
    read_pairs,
    room_of,
    written,
)
from facilitator.domain.contribution import ContributionType as Type
from facilitator.domain.event import Event, EventKind, Presence, Table

ROOM = Room(
    tables=(("T1", "parents 0-3 ans"), ("T2", "parents 3-6 ans")),
    publics=("parents 0-3 ans", "parents 3-6 ans", "jeunes"),
    qualities=("élu : maire d'une commune rurale", "partenaire : MSA, travailleuse sociale"),
)
FREE = Seat()

# What a terminal's one-line input can hold: no line break, and no lone surrogate, which no file keeps.
LINES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")))


def entry(line: str, seat: Seat = FREE):
    reading = read_line(line, seat, ROOM)
    assert isinstance(reading, Recording)
    (only,) = reading.entries
    return only


def seat_after(line: str, seat: Seat = FREE) -> Seat:
    reading = read_line(line, seat, ROOM)
    assert isinstance(reading, Recording | Seating)
    return reading.seat


def test_plain_text_is_recorded_as_it_was_typed_with_what_sticks():
    seat = Seat(table="T1", public="parents 0-3 ans", type=Type.BESOIN, sequence=2)
    one = entry("2 ans d'attente pr une place !!", seat)
    assert (one.text, one.table, one.public) == ("2 ans d'attente pr une place !!", "T1", "parents 0-3 ans")
    assert (one.type, one.sequence) == (Type.BESOIN, 2)


@pytest.mark.parametrize(
    ("line", "seat"),
    [
        ("@2", Seat(table="T2", public="parents 3-6 ans")),
        ("@7", Seat(table="T7")),
        ("@jeunes", Seat(public="jeunes")),
        ("@jeu", Seat(public="jeunes")),
        ("@parents0", Seat(public="parents 0-3 ans")),
        ("!besoin", Seat(type=Type.BESOIN)),
        ("!b", Seat(type=Type.BESOIN)),
        ("!-", Seat(type=Type.FAIBLESSE)),
        ("!+", Seat(type=Type.FORCE)),
        ("@2 !idée", Seat(table="T2", public="parents 3-6 ans", type=Type.PROPOSITION)),
        ("ma:", Seat(quality="élu : maire d'une commune rurale", public="élus")),
    ],
)
def test_marks_alone_stick(line, seat):
    assert read_line(line, FREE, ROOM) == Seating(seat)


def test_a_table_sticks_even_with_a_text_and_a_type_with_a_text_does_not():
    reading = read_line("@2 !question qui décide ?", Seat(type=Type.BESOIN), ROOM)
    assert isinstance(reading, Recording)
    assert reading.entries[0].type is Type.QUESTION
    assert reading.seat == Seat(table="T2", public="parents 3-6 ans", type=Type.BESOIN)


def test_zero_lets_a_table_or_a_type_go():
    seat = Seat(table="T1", public="parents 0-3 ans", type=Type.BESOIN, sequence=1)
    assert seat_after("@0", seat) == Seat(type=Type.BESOIN, sequence=1)
    assert seat_after("!0", seat).type is None


def test_marks_are_read_at_both_ends_of_a_line():
    one = entry("#mobilité plus de car le soir *5 @2")
    assert (one.text, one.theme, one.votes, one.table) == ("plus de car le soir", "mobilité", 5, "T2")


def test_marks_in_the_middle_of_a_text_are_text():
    assert entry("le @2 est au fond").text == "le @2 est au fond"


def test_a_quality_is_named_by_two_letters_and_carries_its_family():
    one = entry("ms: les dossiers sont décourageants")
    assert (one.text, one.public) == ("les dossiers sont décourageants", "partenaires")
    assert one.quality == "partenaire : MSA, travailleuse sociale"


def test_a_word_before_a_colon_that_is_nobody_present_is_text():
    assert entry("RDV : trop long").text == "RDV : trop long"


def test_a_quotation_from_end_to_end_is_a_verbatim():
    assert entry("« on se croise »").type is Type.VERBATIM
    assert entry("la « nounou » dit « non »").type is None


def test_two_bars_cut_a_post_it_in_two():
    reading = read_line("@1 crèche pleine || bus trop rare *3", FREE, ROOM)
    assert isinstance(reading, Recording)
    assert [one.text for one in reading.entries] == ["crèche pleine", "bus trop rare"]
    assert [one.part_of_previous for one in reading.entries] == [False, True]
    assert [one.votes for one in reading.entries] == [3, 0]


def test_a_mark_that_several_answer_to_stays_at_the_prompt_with_the_choices():
    assert read_line("@parents trop cher", FREE, ROOM) == Unclear(
        "@parents", ("parents 0-3 ans", "parents 3-6 ans")
    )


@pytest.mark.parametrize("line", ["@accueil", "!machin", "*5", "#mobilité"])
def test_a_mark_alone_that_changes_nothing_stays_at_the_prompt(line):
    assert isinstance(read_line(line, FREE, ROOM), Unclear)


def test_commands_recalls_and_questions_are_told_apart():
    assert read_line("/table 3", FREE, ROOM) == Slash("table", "3")
    assert read_line("/Thèmes", FREE, ROOM) == Slash("themes")
    assert read_line("/12", FREE, ROOM) == Recall(12)
    assert read_line("/12 autre texte", FREE, ROOM) == Recall(12, "autre texte")
    assert read_line("? que disent les élus", FREE, ROOM) == Asking("que disent les élus")
    assert read_line("?", FREE, ROOM) == Slash("aide")
    assert read_line("   ", FREE, ROOM) is None


@given(LINES)
def test_no_line_is_refused_by_an_error_nor_lost_without_a_word(line):
    reading = read_line(line, FREE, ROOM)
    assert (reading is None) == (line.strip() in ("", "\\")) or line.strip().lstrip("\\").strip() == ""


@given(LINES)
def test_behind_a_backslash_any_text_is_recorded_as_it_is(line):
    if line.strip():
        assert entry("\\" + line).text == line.strip()


@given(LINES)
def test_what_is_written_for_editing_is_read_back_as_the_same_text(line):
    text = line.strip()
    if text:
        reading = read_line(written(text), FREE, ROOM)
        assert isinstance(reading, Recording)
        assert [one.text for one in reading.entries] == [text]


@given(LINES)
def test_what_is_recorded_is_a_piece_of_what_was_typed(line):
    reading = read_line(line, FREE, ROOM)
    if isinstance(reading, Recording):
        assert all(one.text in line and one.text == one.text.strip() for one in reading.entries)
        assert all(one.text for one in reading.entries)


@given(st.lists(LINES))
def test_a_pasted_line_means_what_it_means_at_the_prompt(lines):
    """Commands, questions and unclear marks aside: in a block they are text."""
    seat, expected = FREE, []
    for line in lines:
        if any(sign in line for sign in "-–—•·▪◦‣/?\\"):
            return
        reading = read_line(line, seat, ROOM)
        if isinstance(reading, Unclear):
            return
        if isinstance(reading, Recording):
            expected += reading.entries
        if isinstance(reading, Recording | Seating):
            seat = reading.seat
    assert read_block("\n".join(lines), FREE, ROOM) == Recording(tuple(expected), seat)


def test_a_pasted_block_loses_its_bullets_and_keeps_what_looks_like_a_command():
    block = "@2\n- plus de places\n• un bus\n\n/ou rien\n@parents trop cher"
    reading = read_block(block, FREE, ROOM)
    assert [one.text for one in reading.entries] == [
        "plus de places",
        "un bus",
        "/ou rien",
        "@parents trop cher",
    ]
    assert {one.table for one in reading.entries} == {"T2"}


@pytest.mark.parametrize(
    ("line", "pairs"),
    [
        ("12 9", ((12, 9),)),
        ("12 9, 13 4 ; 2=1", ((12, 9), (13, 4), (2, 1))),
        ("n° 12 : 9", ((12, 9),)),
        ("12", None),
        ("12 9 4", None),
        ("douze 9", None),
        ("", None),
    ],
)
def test_dictated_votes_are_read_in_pairs(line, pairs):
    assert read_pairs(line) == pairs


def test_a_room_is_what_the_event_declares_and_what_was_heard():
    event = Event(
        "e",
        "e",
        "E",
        EventKind.TABLE_RONDE,
        tables=(Table("T1", "jeunes"),),
        presences=(Presence("élue : VP action sociale", 1), Presence("seniors", 3)),
    )
    room = room_of(event, tables=["T9"], qualities=["agent : CCAS"])
    assert room.tables == (("T1", "jeunes"), ("T9", None))
    assert room.publics == ("jeunes", "seniors")
    assert room.qualities == ("élue : VP action sociale", "agent : CCAS")
