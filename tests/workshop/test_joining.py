"""Two posts that sort and correct the same wall apart, joined."""

from pathlib import Path

import pytest

from facilitator.config import Settings
from facilitator.domain.theme import Author, Sorting
from facilitator.intake.contributions import read_contributions
from facilitator.workshop import Workshop, copy_demarche, join_files
from tests.workshop.walls_of_post_its import a_file, filled, settings


@pytest.fixture
def other(tmp_path: Path) -> Settings:
    """The settings of a second post, to which a sorted wall was copied."""
    with filled(tmp_path) as workshop:
        workshop.sort(workshop.events()[0])
    key = tmp_path / "clé"
    key.mkdir()
    copied = copy_demarche("ctg", key, settings(tmp_path))
    there = Settings(sessions=tmp_path / "portable 2", station="salle 2", moteur="lexical", threads=1)
    (there.sessions / "ctg").mkdir(parents=True)
    copied.path.rename(there.sessions / "ctg" / "demarche.sqlite")
    return there


def wall(at: Settings) -> Sorting:
    with Workshop.open("ctg", at) as workshop:
        return workshop.board(workshop.events()[0]).wall.sorting


def move(at: Settings, number: int, theme: str) -> None:
    with Workshop.open("ctg", at) as workshop:
        workshop.board(workshop.events()[0]).move([number], theme)


def test_newcomers_of_the_other_post_are_filed_and_one_undo_gives_back_the_wall(
    tmp_path: Path, other: Settings
) -> None:
    here = settings(tmp_path)
    with Workshop.open("ctg", here) as workshop:
        workshop.import_file(
            read_contributions(a_file(tmp_path, ["plus de bus le soir"], "ici.txt")), "Atelier"
        )
    with Workshop.open("ctg", other) as workshop:
        workshop.import_file(
            read_contributions(a_file(tmp_path, ["une place en crèche pour mon bébé"], "là.txt")), "Atelier"
        )
    before = wall(here)
    report = join_files("ctg", str(other.sessions / "ctg"), here)
    assert (report.added, report.conflicts) == (1, ())
    (renumbered,) = report.renumbered
    assert renumbered.here == renumbered.there + 1
    after = wall(here)
    assert len(after.placements) == len(before.placements) + 1
    assert [theme.name for theme in after.themes] == [theme.name for theme in before.themes]
    again = join_files("ctg", str(other.sessions / "ctg"), here)
    assert (again.added, again.revised, again.backup) == (0, 0, None)
    assert wall(here) == after
    with Workshop.open("ctg", here) as workshop:
        workshop.undo()
    assert wall(here) == before


def test_a_human_s_place_comes_along_and_two_that_differ_are_listed(tmp_path: Path, other: Settings) -> None:
    here = settings(tmp_path)
    first, second = (theme.name for theme in wall(here).themes[:2])
    move(other, 1, first)
    move(here, 2, first)
    move(other, 2, second)
    report = join_files("ctg", str(other.sessions / "ctg"), here)
    with Workshop.open("ctg", here) as workshop:
        board = workshop.board(workshop.events()[0])
        places = board.wall.sorting.places()
        ids = {one.number: one.id for one in board.wall.contributions}
        names = {theme.id: theme.name for theme in board.wall.sorting.themes}
    for number in (1, 2):
        place = places[ids[number]]
        assert (names[place.theme_id or ""], place.by) == (first, Author.HUMAN)
    (conflict,) = report.conflicts
    assert (conflict.subject, conflict.field) == ("contribution n°\u00a02", "thème")
    assert (first in conflict.kept, second in conflict.other) == (True, True)
    assert report.conflicts_path == report.folder / "conflits-reunion.csv"
