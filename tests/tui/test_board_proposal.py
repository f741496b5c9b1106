"""A sort weighed before it is applied, and the wall seen through lenses."""

from pathlib import Path

from textual.pilot import Pilot

from facilitator.tui.screens.board import BoardScreen
from facilitator.tui.screens.lens import Groups, LensScreen
from facilitator.tui.screens.proposal import ProposalList, ProposalScreen
from facilitator.tui.widgets.theme_columns import ThemeColumns
from tests.tui.conftest import settled
from tests.tui.test_board import desk, press, theme_names
from tests.tui.walls import example, on_board, sorted_once

__all__ = ["example", "sorted_once"]

UNSORTED = "table-ronde-acces-droits"


def rows(pilot: Pilot[None]) -> list[str]:
    options = pilot.app.screen.query_one(ProposalList).options
    return [str(option.prompt).replace("\u00a0", " ") for option in options]


def text_of(pilot: Pilot[None], name: str) -> str:
    return str(pilot.app.screen.query_one(name).content).replace("\u00a0", " ")  # type: ignore[attr-defined]


async def test_a_first_sort_is_seen_before_anything_is_filed(example: Path) -> None:
    """« F5 : je vois les thèmes et leurs premières contributions, et le mur n’a pas bougé. »"""
    async with on_board(example, event=UNSORTED) as pilot:
        await press(pilot, "f5")
        assert isinstance(pilot.app.screen, ProposalScreen)
        assert text_of(pilot, "#resume").startswith("Premier tri : ")
        assert rows(pilot)[0].startswith("□ « ")
        assert not theme_names(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, BoardScreen)
        assert len(theme_names(pilot)) >= 4
        await press(pilot, "z")
        assert not theme_names(pilot)


async def test_a_sort_is_discarded_with_escape(example: Path) -> None:
    """« Non merci : Échap, et rien n’a changé. »"""
    async with on_board(example, event=UNSORTED) as pilot:
        await press(pilot, "f5")
        assert isinstance(pilot.app.screen, ProposalScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, BoardScreen)
        assert not theme_names(pilot)


async def test_only_the_themes_ticked_are_applied(example: Path) -> None:
    """« Je ne prends que ces deux thèmes-là. »"""
    async with on_board(example, event=UNSORTED) as pilot:
        await press(pilot, "f5")
        proposed = [row.split(" · ")[0].strip("□■ «»") for row in rows(pilot) if row.startswith("□")]
        await press(pilot, "space", *["down"] * 5, "space", "a")
        assert theme_names(pilot) == proposed[:2]


async def test_a_resort_tells_from_where_and_why(example: Path) -> None:
    """« Pourquoi celle-ci irait là ? »"""
    async with on_board(example) as pilot:
        await press(pilot, "f5")
        assert any("recevrait :" in row for row in rows(pilot))
        assert any("de « à ranger » (comme n° " in row for row in rows(pilot))
        await press(pilot, "a")
        assert isinstance(pilot.app.screen, ProposalScreen)


async def test_digits_change_the_lens_and_escape_leaves_it(example: Path) -> None:
    """« 1 sujet, 2 type, 3 public, 4 thématique. »"""
    async with on_board(example) as pilot:
        await press(pilot, "l")
        assert isinstance(pilot.app.screen, LensScreen)
        assert "relisez avant de le dire à la salle" in text_of(pilot, "#phrases")
        for key, expected in (("1", "Café des parents"), ("2", "besoin"), ("3", "parents 0-3 ans")):
            await press(pilot, key)
            groups = [str(option.prompt) for option in pilot.app.screen.query_one(Groups).options]
            assert any(group.startswith(expected) for group in groups)
        assert not pilot.app.screen.query_one("#phrases").display
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, BoardScreen)
        assert len(desk(pilot).live.contributions) == 90


async def test_the_first_theme_is_under_the_eyes_once_there_are_themes(example: Path) -> None:
    """« J’applique le tri : je suis sur le premier thème, pas au bout du mur, sur « à ranger ». »"""
    async with on_board(example) as pilot:
        wall = pilot.app.screen.query_one(ThemeColumns)
        found = [one.column for one in wall.shown]
        tray = [one for one in found if one.theme is None]
        wall.show(tray, (), (), focus=True)
        wall.show(found, (), (), focus=True)  # before the screen has drawn the tray alone
        wall.show(found, (), (), focus=True)
        await settled(pilot)
        assert wall.here is wall.shown[0]
        assert wall.shown[0].region.x == wall.region.x
