"""The démarche in time: what each étape and event gave, and what one key changes."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from facilitator.domain.demarche import EtapeState
from facilitator.tui.app import FacilitatorApp
from facilitator.workshop import Workshop
from tests.tui import walls
from tests.tui.conftest import NOW, driven, settings, settled, until
from tests.tui.walls import example, sorted_once

__all__ = ["example", "sorted_once"]


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facilitator.tui.live.utc_now", lambda: NOW)


def rows(app: Any) -> str:
    options = app.screen.query_one("#frise").options
    return "\n".join(str(option.prompt) for option in options).replace("\u00a0", " ")


async def to_demarche(pilot: Any) -> None:
    await pilot.press("f7")
    await until(
        pilot, lambda: bool(pilot.app.screen.query("#frise")) and pilot.app.screen._standing is not None
    )
    await settled(pilot)


def with_etapes(sessions: Path) -> None:
    with Workshop.open("pleine", settings(sessions)) as workshop:
        workshop.cadrage.keep_etape("Cadrage", state=EtapeState.DONE)
        workshop.cadrage.keep_etape("Étude", state=EtapeState.PLANNED, events=("atelier-parents",))


async def test_an_etape_changes_state_by_a_key_and_the_act_is_taken_back(sessions: Path) -> None:
    """« Espace : en cours, faite ; Ctrl+Z si je me suis trompé. »"""
    with_etapes(sessions)
    async with driven(sessions) as pilot:
        await to_demarche(pilot)
        assert "● Cadrage  faite" in rows(pilot.app)
        await pilot.press("up", "space")  # from the event that is open to its étape
        await until(pilot, lambda: "◐ Étude  en cours" in rows(pilot.app))
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "○ Étude  à venir" in rows(pilot.app))


async def test_dates_are_typed_as_they_are_said(sessions: Path) -> None:
    """« d : du 1/9/2026 au 30/9/2026 ; à l’envers, on me le dit. »"""
    with_etapes(sessions)
    async with driven(sessions) as pilot:
        await to_demarche(pilot)
        for words in ("1/9/2026 au 30/9/2026", "1/10/2026 au 30/9/2026"):
            await pilot.press("home", "down", "d")
            pilot.app.screen.query_one("#reponse").value = words  # type: ignore[attr-defined]
            await pilot.press("enter")
            await settled(pilot)
        assert "finirait avant de commencer" in str(pilot.app.screen.query_one("#recit").render())
    with Workshop.open("pleine", settings(sessions)) as workshop:
        etape = workshop.demarche.etapes[1]
        assert (etape.starts, etape.ends) == (date(2026, 9, 1), date(2026, 9, 30))


async def test_a_new_event_is_held_for_the_etape_under_the_cursor(sessions: Path) -> None:
    """« n sur l’étape : l’événement que je prépare est le sien. »"""
    with_etapes(sessions)
    async with driven(sessions) as pilot:
        await to_demarche(pilot)
        await pilot.press("home", "n")
        await until(pilot, lambda: bool(pilot.app.screen.query("#formats")))
        await pilot.press("enter")
        await until(pilot, lambda: bool(pilot.app.screen.query("#titre")))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: getattr(pilot.app.focused, "id", None) == "saisie")
        opened = pilot.app.desk.live.event  # type: ignore[attr-defined]
    with Workshop.open("pleine", settings(sessions)) as workshop:
        assert workshop.demarche.etapes[0].events == (opened.slug,)


async def test_a_demarche_without_etapes_shows_its_events_and_no_word_about_etapes(sessions: Path) -> None:
    """« Un atelier seul : je vois mon atelier, et rien de ce que je n’ai pas. »"""
    async with driven(sessions) as pilot:
        await to_demarche(pilot)
        shown = "\n".join(str(one.render()) for one in pilot.app.screen.query("Static")) + rows(pilot.app)
        assert "Atelier parents" in rows(pilot.app)
        assert "tape" not in shown
        await pilot.press("enter")
        await until(pilot, lambda: getattr(pilot.app.focused, "id", None) == "saisie")


@pytest.mark.parametrize("size", [(100, 30), (80, 24)], ids=["100x30", "80x24"])
@pytest.mark.parametrize("state", ["etapes", "sans-etape"])
def test_the_demarche_as_it_is_seen(
    snap_compare: Any, example: Path, sessions: Path, size: tuple[int, int], state: str
) -> None:
    """« Où nous en sommes, ce qui manque, la suite. »"""

    async def run(pilot: Any) -> None:
        await until(pilot, lambda: getattr(pilot.app.focused, "id", None) == "saisie")
        await to_demarche(pilot)
        await pilot.pause(0.6)

    if state == "etapes":
        app = FacilitatorApp(walls.settings(example), walls.DEMARCHE, walls.EVENT)
    else:
        app = FacilitatorApp(settings(sessions), "pleine")
    assert snap_compare(app, terminal_size=size, run_before=run)
