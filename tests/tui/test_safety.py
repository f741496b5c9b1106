"""Nothing is lost: copies, going back to one, and a file that somebody else holds."""

import sqlite3
from pathlib import Path

from facilitator.tui.app import FacilitatorApp
from facilitator.workshop import Workshop, known_backups
from tests.tui.conftest import conversation, driven, enter, settings, until


async def test_a_copy_is_put_on_a_key(sessions: Path, tmp_path: Path) -> None:
    """« /copier E:\\ : une copie vérifiée, sans cesser de saisir. »"""
    key = tmp_path / "clé usb"
    key.mkdir()
    async with driven(sessions) as pilot:
        await enter(pilot, f"/copier {key}")
        await until(pilot, lambda: "copie vérifiée" in conversation(pilot))
    (copy,) = key.glob("*.sqlite")
    with sqlite3.connect(copy) as raw:
        assert raw.execute("SELECT count(*) FROM contributions").fetchone()[0] > 20


async def test_a_former_state_comes_back_without_leaving(sessions: Path) -> None:
    """« Je me suis trompée : je reviens à la copie de tout à l’heure, et je continue. »"""
    async with driven(sessions, "vide") as pilot:
        app = pilot.app
        assert isinstance(app, FacilitatorApp)
        await enter(pilot, "une première idée")
        await enter(pilot, "/copier")
        await until(pilot, lambda: "copie vérifiée" in conversation(pilot))
        (backup,) = known_backups("vide", settings(sessions))
        await enter(pilot, "une idée de trop")
        await enter(pilot, "/restaurer")
        await until(pilot, lambda: f"{backup.number} · " in conversation(pilot))
        former = app.desk
        await enter(pilot, f"/restaurer {backup.number}")
        await until(pilot, lambda: app.desk not in (None, former) and app.focused is not None)
        assert [one.text for one in app.desk.live.contributions] == ["une première idée"]
        await enter(pilot, "et la suite")
        assert "et la suite" in conversation(pilot)
    with Workshop.open("vide", settings(sessions)) as workshop:
        news = workshop.capture(*workshop.events()).news()
    assert [one.text for one in news.contributions] == ["une première idée", "et la suite"]
    assert len(known_backups("vide", settings(sessions))) == 2  # the state that was left is kept


async def test_going_back_to_a_copy_that_is_not_there_changes_nothing(sessions: Path) -> None:
    """« /restaurer 99 : on me dit lesquelles il y a, et ma séance est toujours là. »"""
    async with driven(sessions, "vide") as pilot:
        app = pilot.app
        assert isinstance(app, FacilitatorApp)
        await enter(pilot, "une idée")
        former = app.desk
        await enter(pilot, "/restaurer 99")
        await until(pilot, lambda: app.desk not in (None, former) and app.focused is not None)
        assert [one.text for one in app.desk.live.contributions] == ["une idée"]


async def test_a_line_waits_while_another_program_holds_the_file(sessions: Path) -> None:
    """« Un autre poste écrit longuement : ma ligne attend, visible, puis elle est notée. »"""
    async with driven(sessions, "vide") as pilot:
        app = pilot.app
        assert isinstance(app, FacilitatorApp)
        holder = sqlite3.connect(sessions / "vide" / "demarche.sqlite", isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        app.screen.query_one("#saisie").value = "pendant ce temps"
        await pilot.press("enter")
        await until(pilot, lambda: "en route vers le fichier" in conversation(pilot))
        await pilot.press(*"je tape")  # nothing is frozen
        assert app.screen.query_one("#saisie").value == "je tape"
        holder.execute("ROLLBACK")
        holder.close()
        await until(pilot, lambda: "en route" not in conversation(pilot))
        assert [one.text for one in app.desk.live.contributions] == ["pendant ce temps"]


async def test_a_line_that_waited_too_long_comes_back_with_the_reason(sessions: Path) -> None:
    """« Le fichier est resté pris : on me le dit, et ma phrase est de nouveau à l’écran. »"""
    async with driven(sessions, "vide") as pilot:
        app = pilot.app
        assert isinstance(app, FacilitatorApp)
        holder = sqlite3.connect(sessions / "vide" / "demarche.sqlite", isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        app.screen.query_one("#saisie").value = "une idée précieuse"
        await pilot.press("enter")
        await until(pilot, lambda: "La démarche est occupée." in conversation(pilot))
        assert app.screen.query_one("#saisie").value == "une idée précieuse"
        holder.execute("ROLLBACK")
        holder.close()
        await pilot.press("enter")
        await until(pilot, lambda: len(app.desk.live.contributions) == 1)
