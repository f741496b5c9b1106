"""The proofs of a livrable in the terminal: one key from a line to its post-its."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from facilitator.domain.capture import Entry, Seat
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.screens.proofs import ProofsScreen
from facilitator.workshop import Workshop
from facilitator.workshop.drafted import LivrableKind, draft
from facilitator.workshop.reports import unheard
from tests.sharing import built_once
from tests.tui.conftest import driven, settings, still, until

NOW = datetime(2026, 6, 11, 18, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half past eight in the evening, in Paris."""
    monkeypatch.setattr("facilitator.tui.live.utc_now", lambda: NOW)


@pytest.fixture
def drafted(made_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The deck and the synthesis of the atelier, written 25 minutes ago, once a run; a copy of them."""

    def draft_them(folder: Path) -> None:
        shutil.copytree(made_once, folder / "sessions")
        with Workshop.open("pleine", settings(folder / "sessions")) as workshop:
            (event,) = workshop.events()
            for kind in (LivrableKind.DECK, LivrableKind.SYNTHESE):
                path, _ = draft(workshop, unheard, kind, event.slug)
                os.utime(path, (NOW.timestamp() - 1500, NOW.timestamp() - 1500))

    return built_once("Mes preuves", draft_them, tmp_path_factory) / "sessions"


def pane(app: Any) -> str:
    return str(app.screen.query_one("#derriere").render()).replace("\u00a0", " ")


def rows(app: Any) -> list[str]:
    options = app.screen.query_one("Lines").options
    return [str(option.prompt).replace("\u00a0", " ") for option in options]


async def to_proofs(pilot: Any) -> None:
    """From the séance to the proofs of the first livrable: F4, then one key."""
    await pilot.press("f4")
    await until(pilot, lambda: bool(pilot.app.screen.query("#livrables")) and pilot.app.screen._shelf)
    await pilot.press("p")
    await until(pilot, lambda: isinstance(pilot.app.screen, ProofsScreen), 60)
    await pilot.pause()


async def test_one_key_leads_from_a_line_to_its_post_its(drafted: Path) -> None:
    """« D’où vient cette phrase ? Une touche, et je lis les post-its. »"""
    with Workshop.open("pleine", settings(drafted)) as workshop:
        evidence = workshop.evidence(*workshop.events())
    theme = evidence.themes[0]
    async with driven(drafted) as pilot:
        app: Any = pilot.app
        await to_proofs(pilot)
        assert rows(app)[0].startswith("Diapositive ")
        at = next(
            n for n, row in enumerate(rows(app)) if f"{len(theme.contributions)} contributions · " in row
        )
        app.screen.query_one("Lines").highlighted = at
        await pilot.pause()
        assert f"{len(theme.contributions)} post-its" in pane(app)
        assert all(one.text in pane(app) for one in theme.contributions)
        await pilot.press("escape")
        assert app.screen.query("#livrables")


async def test_lines_that_the_wall_no_longer_says_are_marked_in_words(drafted: Path) -> None:
    """« Le document date d’avant : je vois quelles lignes, et pourquoi. »"""
    with Workshop.open("pleine", settings(drafted)) as workshop:
        (event,) = workshop.events()
        workshop.capture(event).reword(1, "tout autre chose")
        workshop.capture(event).record([Entry("un bus le soir")], Seat())
    async with driven(drafted) as pilot:
        app: Any = pilot.app
        await to_proofs(pilot)
        everything = len(rows(app))
        assert "périmé : 1 contribution s’est ajoutée" in str(
            app.screen.query_one("#bilan").render()
        ).replace("\u00a0", " ")
        await pilot.press("v")
        assert 0 < len(rows(app)) < everything
        assert any("▲" in row and "parole changée au mur" in row for row in rows(app))
        at = next(n for n, row in enumerate(rows(app)) if "parole changée" in row)
        app.screen.query_one("Lines").highlighted = at
        await pilot.pause()
        assert "le mur dit maintenant n° 1 : « tout autre chose »" in pane(app)
        await pilot.press("v")
        assert len(rows(app)) == everything


@pytest.mark.parametrize("size", [(100, 30), (80, 24)], ids=["100x30", "80x24"])
@pytest.mark.parametrize("state", ["prouve", "a-voir"])
def test_the_proofs_as_they_are_seen(
    snap_compare: Any, drafted: Path, size: tuple[int, int], state: str
) -> None:
    """« Chaque ligne, et à côté ses post-its. »"""
    if state == "a-voir":
        path = drafted / "pleine" / "livrables" / "atelier-parents-restitution.pptx"
        presentation = Presentation(str(path))
        first = presentation.slides[3].shapes.title.text_frame.paragraphs[0].runs[0]
        first.text = first.text.replace("28", "78")
        presentation.save(str(path))
        with Workshop.open("pleine", settings(drafted)) as workshop:
            workshop.capture(workshop.events()[0]).reword(2, "autre chose")

    async def run(pilot: Any) -> None:
        await until(pilot, lambda: getattr(pilot.app.focused, "id", None) == "saisie")
        await to_proofs(pilot)
        if state == "a-voir":
            await pilot.press("v")
        else:
            await pilot.press("down", "down", "down", "down")
        await still(pilot)

    app = FacilitatorApp(settings(drafted), "pleine")
    assert snap_compare(app, terminal_size=size, run_before=run)
