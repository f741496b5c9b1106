"""A démarche made once and copied for each test, and the live session driven on it."""

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from textual.pilot import Pilot

from facilitator.config import Settings
from facilitator.domain.contribution import ContributionType
from facilitator.domain.demarche import Demarche, Territory
from facilitator.domain.event import Event, EventKind, Presence, Sequence, Table
from facilitator.intake.description import DescribedEvent, Description
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.screens import seance
from facilitator.workshop import Workshop, import_described
from tests.sharing import built_once
from tests.theming.wall import TEXTS

NOW = datetime(2026, 6, 11, 18, 30, tzinfo=UTC)

EVENT = {
    "kind": EventKind.ATELIER,
    "tables": (Table("T1", "parents 0-3 ans"), Table("T2", "parents 3-6 ans"), Table("T3", "grands-parents")),
    "sequences": (
        Sequence(1, "Ce qui marche", "Qu’est-ce qui vous aide ici ?", ContributionType.FORCE),
        Sequence(2, "Ce qui manque", "Qu’est-ce qui vous manque ?", ContributionType.BESOIN),
    ),
    "presences": (
        Presence("parents 0-3 ans", 8),
        Presence("parents 3-6 ans", 7),
        Presence("grands-parents", 6),
        Presence("pères", 2),
    ),
    "dots_per_person": 3,
}


def settings(sessions: Path) -> Settings:
    return Settings(sessions=sessions, moteur="lexical", station="salle 1", threads=1, noms="regles")


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``vide``, a démarche with an empty atelier, and ``pleine``, one whose atelier has a sorted wall."""
    return built_once("demarches", fill, tmp_path_factory) / "sessions"


def fill(folder: Path) -> None:
    sessions, wall = folder / "sessions", folder / "mur.csv"
    rows = [f'T{1 + i % 3};besoin;"{text}"' for i, text in enumerate(TEXTS)]
    wall.write_text("table;type;texte\n" + "\n".join(rows), encoding="utf-8")
    for name in ("pleine", "vide"):
        event = Event(uuid4().hex, "atelier-parents", "Atelier parents", **EVENT)
        demarche = Demarche(name, f"CTG {name}", Territory("Val d’Aubre"))
        described = Description(demarche, (DescribedEvent(event, wall if name == "pleine" else None),))
        with Workshop.described(described, settings(sessions)) as workshop:
            import_described(workshop, described)
            if name == "pleine":
                workshop.sort(*workshop.events())


@pytest.fixture(autouse=True)
def nothing_at_regular_times(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is filed or remarked at regular times comes into no picture, however slow the machine."""
    if "snap_compare" in request.fixturenames:
        monkeypatch.setattr(seance, "_FILING", 3600.0)
        monkeypatch.setattr(seance, "_OBSERVING", 3600.0)


@pytest.fixture
def sessions(made_once: Path, tmp_path: Path) -> Path:
    """A copy of the démarches, with a space in its path."""
    return Path(shutil.copytree(made_once, tmp_path / "Mes documents" / "sessions"))


Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


@asynccontextmanager
async def driven(
    sessions: Path, demarche: str | None = "pleine", size: tuple[int, int] = (100, 30)
) -> AsyncIterator[Pilot[None]]:
    """The live session open on an event, ready for typing."""
    app = FacilitatorApp(settings(sessions), demarche)
    async with app.run_test(size=size) as pilot:
        if demarche is not None:
            await until(pilot, lambda: app.focused is not None and app.focused.id == "saisie")
        yield pilot
    assert not app.unforeseen


async def until(pilot: Pilot[None], happens: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for something to happen on the screen."""
    for _ in range(round(seconds / 0.05)):
        if happens():
            return
        await pilot.pause(0.05)
    raise AssertionError("it did not happen")


async def enter(pilot: Pilot[None], line: str) -> None:
    """Type a line at the prompt and press Enter; then wait until nothing is under way."""
    app = pilot.app
    assert isinstance(app, FacilitatorApp)
    prompt = app.screen.query_one("#saisie")
    prompt.value = line  # type: ignore[attr-defined]
    await pilot.press("enter")
    await settled(pilot)


async def settled(pilot: Pilot[None]) -> None:
    """Wait until what was asked is done and shown."""
    app = pilot.app
    assert isinstance(app, FacilitatorApp)
    await pilot.pause()
    await app.workers.wait_for_complete()
    if app.desk is not None:
        await app.desk.scribe.drained()
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


async def still(pilot: Pilot[None], seconds: float = 20) -> None:
    """Wait until the screen is drawn and stays the same: three looks in a row with nothing under way."""
    app = pilot.app
    seen, alike = [], 0
    for _ in range(round(seconds / 0.05)):
        await pilot.pause(0.05)
        drawn = app.screen._compositor.render_strips()
        busy = any(worker.is_running for worker in app.workers)
        seen, alike = drawn, alike + 1 if drawn == seen and not busy else 0
        if alike == 3:
            return
    raise AssertionError("the screen never came to rest")


def conversation(pilot: Pilot[None]) -> str:
    """All that the conversation shows, as text."""
    options = pilot.app.screen.query_one("#conversation").options  # type: ignore[attr-defined]
    return "\n".join(str(option.prompt) for option in options)
