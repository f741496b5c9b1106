"""The livrables: what is out of date and why, drafting beside the capture, opening."""

import json
import os
import re
import shutil
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from facilitator.domain.capture import Entry, Seat
from facilitator.domain.event import EventKind, Sequence
from facilitator.domain.imprint import Drift, Imprint, drift
from facilitator.domain.project import Level
from facilitator.tui import opener
from facilitator.tui.app import FacilitatorApp
from facilitator.workshop import Workshop
from facilitator.workshop.drafted import FILE_NAME, LivrableKind, draft, read_sources, sentence
from facilitator.workshop.reports import unheard
from tests.sharing import built_once
from tests.tui.conftest import driven, enter, settings, still, until

NOW = datetime(2026, 6, 11, 18, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half past eight in the evening, in Paris."""
    monkeypatch.setattr("facilitator.tui.live.utc_now", lambda: NOW)
    monkeypatch.setenv("TZ", "Europe/Paris")
    if hasattr(time, "tzset"):
        time.tzset()


def rows(app: Any) -> str:
    """What the rows of the screen tell."""
    options = app.screen.query_one("#livrables").options
    return "\n".join(str(option.prompt) for option in options).replace("\u00a0", " ")


def why(workshop: Workshop) -> dict[LivrableKind, str]:
    """What has changed since each livrable was written from what was said."""
    told = whatever_changed(workshop)
    for before in (LivrableKind.CONDUCTEUR, LivrableKind.SHEETS):  # they come before anything is said
        told.pop(before, None)
    return told


def whatever_changed(workshop: Workshop) -> dict[LivrableKind, str]:
    """What has changed since each livrable was written."""
    (event,) = workshop.events()
    shelf = workshop.livrables.shelf(event, workshop.events())
    return {one.kind: one.outdated.replace("\u00a0", " ") for one in shelf if one.written_at}


def draft_all(workshop: Workshop) -> None:
    (event,) = workshop.events()
    for kind in LivrableKind:
        if kind.offered(event, workshop.demarche):
            draft(workshop, unheard, kind, event.slug)


@pytest.fixture
def written(made_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The démarches with every livrable of the full one drafted, once a run; a copy of it."""

    def draft_them(folder: Path) -> None:
        shutil.copytree(made_once, folder / "sessions")
        with Workshop.open("pleine", settings(folder / "sessions")) as workshop:
            draft_all(workshop)

    return built_once("Mes livrables", draft_them, tmp_path_factory) / "sessions"


def test_a_livrable_is_out_of_date_as_soon_as_the_wall_says_something_else(sessions: Path) -> None:
    """« Le diaporama dit-il encore ce que dit le mur ? »"""
    with Workshop.open("pleine", settings(sessions)) as workshop:
        draft_all(workshop)
        assert set(why(workshop).values()) == {""}
        assert len(why(workshop)) == 5
        (event,) = workshop.events()
        capture, board = workshop.capture(event), workshop.board(event)
        capture.record([Entry("un bus le soir"), Entry("un bus le dimanche")], Seat())
        assert set(why(workshop).values()) == {"2 contributions se sont ajoutées depuis"}
        capture.reword(1, "autre chose")
        board.rename("1", "Un autre nom")
        assert set(why(workshop).values()) == {
            "2 contributions se sont ajoutées ; 1 contribution et 1 thème ont changé depuis"
        }
        draft(workshop, unheard, LivrableKind.DECK, event.slug)
        assert why(workshop)[LivrableKind.DECK] == ""
        assert why(workshop)[LivrableKind.SYNTHESE] != ""


def test_a_conducteur_is_out_of_date_when_the_event_is_described_anew_and_not_when_somebody_speaks(
    sessions: Path,
) -> None:
    """« Les post-its arrivent : mon conducteur vaut toujours ; je change une question : il ne vaut plus. »"""
    with Workshop.open("pleine", settings(sessions)) as workshop:
        (event,) = workshop.events()
        draft(workshop, unheard, LivrableKind.CONDUCTEUR, event.slug)
        workshop.capture(event).record([Entry("un bus le soir")], Seat())
        assert whatever_changed(workshop) == {LivrableKind.CONDUCTEUR: ""}
        workshop.change_event(replace(event, sequences=(Sequence(1, "Autre", "Quoi d’autre ?"),)))
        assert whatever_changed(workshop) == {LivrableKind.CONDUCTEUR: "la description a changé depuis"}


def test_only_a_comite_is_offered_a_releve_de_decisions(sessions: Path) -> None:
    """« Un atelier ne décide rien : on ne m’en propose pas le relevé. »"""
    with Workshop.open("pleine", settings(sessions)) as workshop:
        (event,) = workshop.events()
        comite = replace(event, kind=EventKind.COPIL)
        offered = [
            {one.kind for one in workshop.livrables.shelf(which, [which])} for which in (event, comite)
        ]
        assert LivrableKind.DECISIONS not in offered[0]
        assert LivrableKind.DECISIONS in offered[1]


def test_what_is_taken_back_is_no_change(written: Path) -> None:
    """« J’annule : le document est à jour, je n’ai pas à le refaire. »"""
    with Workshop.open("pleine", settings(written)) as workshop:
        (event,) = workshop.events()
        workshop.capture(event).record([Entry("un bus")], Seat())
        workshop.capture(event).reword(1, "autre chose")
        workshop.undo()
        workshop.undo()
        assert set(why(workshop).values()) == {""}
        workshop.redo()
        assert set(why(workshop).values()) == {"1 contribution s’est ajoutée depuis"}


def test_the_clock_going_back_hides_no_change(written: Path) -> None:
    """« L’horloge de l’ordinateur a reculé d’un an : ce qui est périmé reste périmé. »"""
    with Workshop.open("pleine", settings(written)) as workshop:
        (event,) = workshop.events()
        workshop.capture(event).record([Entry("un bus")], Seat())
        for path in (workshop.folder / "livrables").iterdir():
            later = time.time() + 365 * 86400
            os.utime(path, (later, later))
        assert set(why(workshop).values()) == {"1 contribution s’est ajoutée depuis"}


def test_a_livrable_of_unknown_age_says_so(written: Path) -> None:
    """« Un document d’avant, ou dont le suivi est abîmé : on ne me dit pas qu’il est à jour. »"""
    with Workshop.open("pleine", settings(written)) as workshop:
        for left in ("", "{", "[]", '{"atelier-parents-restitution.pptx": {"x": {"y": 1}}}'):
            (workshop.folder / "livrables" / FILE_NAME).write_text(left, encoding="utf-8")
            assert all("on ne sait pas" in told for told in why(workshop).values())
        draft_all(workshop)
        assert set(why(workshop).values()) == {""}
        kept = read_sources(workshop.folder / "livrables")
        assert len(kept) == 7
        assert json.loads((workshop.folder / "livrables" / FILE_NAME).read_text(encoding="utf-8"))


def test_moving_a_contribution_is_a_change_and_filing_in_passing_is_none() -> None:
    before = Imprint({"1": 1, "2": 1}, {"1": 2}, {"a": 2}, {"events x": 1})
    assert not drift(before, before)
    assert drift(before, Imprint({"1": 1, "2": 1}, {"1": 5}, {"a": 2}, {"events x": 1})) == Drift(changed=1)
    assert drift(before, Imprint({"2": 1, "3": 4}, {"3": 4}, {}, {"events x": 4})) == Drift(1, 1, 1, True)
    assert sentence(Drift(changed=3, themes=1)).replace("\u00a0", " ") == (
        "3 contributions et 1 thème ont changé depuis"
    )


async def test_a_livrable_is_drafted_while_the_capture_goes_on(sessions: Path) -> None:
    """« Je lance le diaporama, je retourne taper, et il est là quand je reviens. »"""
    async with driven(sessions) as pilot:
        app: Any = pilot.app
        await pilot.press("f4")
        await until(pilot, lambda: "pas encore écrit" in rows(app))
        await pilot.press("enter")
        assert "rédaction en cours" in rows(app)
        await pilot.press("f2")
        await enter(pilot, "encore une idée")
        await pilot.press("f4")
        await until(pilot, lambda: "à jour" in rows(app) or "périmé" in rows(app), 60)
    assert (sessions / "pleine" / "livrables" / "atelier-parents-restitution.pptx").exists()


async def test_what_cannot_be_written_is_told_with_its_row(sessions: Path) -> None:
    """« Le dossier est pris : je vois lequel, pourquoi, et quoi faire. »"""
    (sessions / "pleine" / "livrables").write_text("un fichier à la place du dossier", encoding="utf-8")
    async with driven(sessions) as pilot:
        app: Any = pilot.app
        await pilot.press("f4")
        await until(pilot, lambda: "pas encore écrit" in rows(app))
        await pilot.press("enter")
        await until(pilot, lambda: "non écrit" in rows(app), 60)
        assert "ne peut pas être écrit" in rows(app)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="xdg-open")
def test_the_system_opens_a_path_with_spaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """« Ouvrir, même dans « OneDrive - Cabinet ». »"""
    folder = tmp_path / "OneDrive - Cabinet"
    folder.mkdir()
    document, seen = folder / "le diaporama.pptx", tmp_path / "vu"
    document.touch()
    program = tmp_path / "xdg-open"
    program.write_text(f'#!/bin/sh\nprintf "%s" "$1" > "{seen}"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    opener.open_with_system(document)
    for _ in range(100):
        if seen.exists() and seen.read_text() == str(document):
            break
        time.sleep(0.05)
    assert seen.read_text(encoding="utf-8") == str(document)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="xdg-open")
async def test_without_an_opener_the_path_is_told(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """« Rien ne sait l’ouvrir ici : on me dit où il est. »"""
    monkeypatch.setattr(opener.shutil, "which", lambda _: None)
    async with driven(written) as pilot:
        app: Any = pilot.app
        await pilot.press("f4")
        await until(pilot, lambda: "à jour" in rows(app))
        await pilot.press("o")
        await pilot.pause()
        told = str(app.screen.query_one("#dit").render())
        assert "n’ouvre ce document" in told
        assert "restitution.pptx" in told


@pytest.mark.parametrize("size", [(100, 30), (80, 24)], ids=["100x30", "80x24"])
@pytest.mark.parametrize("state", ["rien", "a-jour", "perime", "aucun-programme"])
def test_the_livrables_as_they_are_seen(
    snap_compare: Any,
    request: pytest.FixtureRequest,
    sessions: Path,
    size: tuple[int, int],
    state: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """« Ce qui est écrit, ce qui ne vaut plus, et pourquoi. »"""
    monkeypatch.setattr(opener.shutil, "which", lambda _: None)
    if state != "rien":
        sessions = request.getfixturevalue("written")
        with Workshop.open("pleine", settings(sessions)) as workshop:
            written = (NOW - timedelta(minutes=25)).timestamp()
            for path in (workshop.folder / "livrables").iterdir():
                os.utime(path, (written, written))
            if state == "perime":
                (event,) = workshop.events()
                workshop.capture(event).record([Entry("un bus le soir")], Seat())
                workshop.board(event).rename("1", "Un autre nom")

    async def run(pilot: Any) -> None:
        await until(pilot, lambda: getattr(pilot.app.focused, "id", None) == "saisie")
        await pilot.press("f4")
        await until(pilot, lambda: bool(rows(pilot.app)))
        if state == "aucun-programme":
            await pilot.press("o")
            await pilot.pause()
            said = pilot.app.screen.query_one("#dit")
            said.update(re.sub(r"/\S.*sessions", "C:/Facilitator", str(said.render())))
        pilot.app.screen.query_one("#dossier").update("Dossier : C:\\Facilitator\\pleine\\livrables")
        await still(pilot)

    app = FacilitatorApp(settings(sessions), "pleine")
    assert snap_compare(app, terminal_size=size, run_before=run)


async def test_the_livrables_of_the_whole_demarche_are_offered_once_the_plan_has_an_action(
    sessions: Path,
) -> None:
    """« F4 montre aussi la convention et les journaux ; Entrée écrit le dernier. »"""
    with Workshop.open("pleine", settings(sessions)) as workshop:
        workshop.plan.add(Level.ACTION, "Ouvrir un relais")
    async with driven(sessions) as pilot:
        app: Any = pilot.app
        await pilot.press("f4")
        await until(pilot, lambda: bool(app.screen.query("#livrables")) and bool(app.screen._shelf))
        assert [title in rows(app) for title in ("Fiches actions", "Plan d’actions", "Convention")] == [
            True
        ] * 3
        await pilot.press("end", "enter")
        await until(pilot, (sessions / "pleine" / "livrables" / "journal-3.pdf").exists, 60)
        await until(pilot, lambda: "✓ à jour" in rows(app), 60)
