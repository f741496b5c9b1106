"""Names to check: what may identify somebody, decided by keys before anything is drafted."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from facilitator.domain.capture import Entry, Seat
from facilitator.tui.app import FacilitatorApp
from facilitator.workshop import Workshop
from tests.tui.conftest import driven, enter, settings, still, until

NOW = datetime(2026, 6, 11, 18, 30, tzinfo=UTC)
NAMED = [
    "le RPE est top, Nadia Belkhiri répond toujours",
    "merci à josiane pour l’accueil",
    "appelez-moi au 06 12 34 56 78",
]


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facilitator.tui.live.utc_now", lambda: NOW)


@pytest.fixture
def named(sessions: Path) -> Path:
    """The démarche with three post-its that name somebody."""
    with Workshop.open("pleine", settings(sessions)) as workshop:
        (event,) = workshop.events()
        workshop.capture(event).record([Entry(text) for text in NAMED], Seat())
    return sessions


def rows(app: Any) -> str:
    options = app.screen.query_one("#passages").options
    return "\n".join(str(option.prompt) for option in options).replace("\u00a0", " ")


def shown(app: Any) -> str:
    """All that is on the screen."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


def left(app: Any) -> str:
    return str(app.screen.query_one("#reste").render()).replace("\u00a0", " ")


async def test_drafting_leads_to_the_names_and_goes_on_once_they_are_decided(named: Path) -> None:
    """« F4, Entrée : on me montre d’abord qui est nommé ; je décide, et le diaporama s’écrit. »"""
    async with driven(named) as pilot:
        app: Any = pilot.app
        await pilot.press("f4")
        await until(pilot, lambda: bool(app.screen.query("#livrables")) and bool(app.screen._shelf))
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.screen.query("#passages")), 60)
        await until(pilot, lambda: "3 passages à décider" in left(app), 60)
        await pilot.press("t")
        await until(pilot, lambda: "Tout est décidé" in left(app), 60)
        await pilot.press("escape")
        await until(pilot, lambda: bool(app.screen.query("#livrables")))
        await pilot.press("enter")
        written = named / "pleine" / "livrables" / "atelier-parents-restitution.pptx"
        await until(pilot, written.exists, 60)


async def test_each_passage_is_replaced_reworded_answered_for_and_taken_back_by_a_key(named: Path) -> None:
    """« r, e, a, u : je vais vite, et je peux revenir. »"""
    async with driven(named) as pilot:
        app: Any = pilot.app
        await enter(pilot, "/noms")
        await until(pilot, lambda: "3 passages à décider" in left(app), 60)
        await pilot.press("r")
        await until(pilot, lambda: "2 passages à décider" in left(app), 60)
        assert "✓ [une professionnelle]" in rows(app)
        await pilot.press("e")
        line = app.screen.query_one("#reponse")
        line.value = "une bénévole"
        await pilot.press("enter")
        await until(pilot, lambda: "1 passage à décider" in left(app), 60)
        assert "✓ [une bénévole]" in rows(app)
        await pilot.press("a")
        await until(pilot, lambda: "Tout est décidé" in left(app), 60)
        assert "assumé" in rows(app)
        await pilot.press("u")
        await until(pilot, lambda: "1 passage à décider" in left(app), 60)
    with Workshop.open("pleine", settings(named)) as workshop:
        assert [one.outcome for one in workshop.names.review().all] == [
            "[une professionnelle]",
            "[une bénévole]",
            "à décider",
        ]


@pytest.mark.parametrize("size", [(100, 30), (80, 24)], ids=["100x30", "80x24"])
@pytest.mark.parametrize("state", ["a-decider", "en-cours", "decides", "aucun"])
def test_the_names_as_they_are_seen(
    snap_compare: Any, sessions: Path, size: tuple[int, int], state: str
) -> None:
    """« Qui est nommé, ce qui le remplacera, ce qu’il me reste à décider. »"""
    with Workshop.open("pleine", settings(sessions)) as workshop:
        (event,) = workshop.events()
        if state != "aucun":
            workshop.capture(event).record([Entry(text) for text in NAMED], Seat())
        if state == "en-cours":
            workshop.names.replace_name([1])
            workshop.names.accept_name([3])
        if state == "decides":
            workshop.names.replace_name(None)

    async def run(pilot: Any) -> None:
        await until(pilot, lambda: getattr(pilot.app.focused, "id", None) == "saisie")
        await enter(pilot, "/noms")
        await until(pilot, lambda: "écid" in left(pilot.app) or "ne semble" in left(pilot.app), 60)
        await until(pilot, lambda: "Relecture" not in shown(pilot.app), 60)
        await still(pilot)

    assert snap_compare(FacilitatorApp(settings(sessions), "pleine"), terminal_size=size, run_before=run)
