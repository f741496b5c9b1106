"""The assistant in the conversation: what it answers, what it notices, how it is silenced."""

from datetime import timedelta
from pathlib import Path

from facilitator.domain.theme import Author
from facilitator.store.contributions import NewContribution
from facilitator.store.demarche_file import DemarcheFile
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.live import utc_now
from tests.tui.conftest import conversation, driven, enter, settings, settled, until


async def noticed(pilot, app: FacilitatorApp, what: str) -> None:
    app.desk.watch.observe()
    await settled(pilot)
    await until(pilot, lambda: what in conversation(pilot))


async def test_a_question_is_answered_with_counted_facts_and_exact_words(sessions: Path) -> None:
    """« ? Que dit-on des bus ? Trois parties, et chaque phrase a son numéro. »"""
    async with driven(sessions) as pilot:
        await enter(pilot, "? que dit-on des bus")
        await until(pilot, lambda: "Ce qui est dit" in conversation(pilot))
        told = conversation(pilot)
        assert "+ de bus le samedi soir" in told
        assert "Par qui" in told


async def test_nothing_found_is_said_so(sessions: Path) -> None:
    """« ? La fusée : rien trouvé, et je sais ce qui a été cherché. »"""
    async with driven(sessions) as pilot:
        await enter(pilot, "? la fusée interplanétaire")
        await until(
            pilot, lambda: "Rien trouvé" in conversation(pilot) or "rien trouvé" in conversation(pilot)
        )


async def test_a_possible_name_is_told_once_and_leads_to_its_correction(sessions: Path) -> None:
    """« Un nom m’a échappé : l’outil le voit, une seule fois. »"""
    async with driven(sessions, "vide") as pilot:
        app = pilot.app
        assert isinstance(app, FacilitatorApp)
        await enter(pilot, "merci à Mme Dupont pour les clés")
        await noticed(pilot, app, "nom d’une personne")
        app.desk.watch.observe()
        await settled(pilot)
        assert conversation(pilot).count("nom d’une personne") == 1
        talk = app.screen.query_one("#conversation")
        talk.focus()
        talk.highlighted = len(talk.options) - 1
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.query_one("#saisie").value.endswith("pour les clés"))
    async with driven(sessions, "vide") as pilot:
        app = pilot.app
        assert isinstance(app, FacilitatorApp)
        app.desk.watch.observe()
        await settled(pilot)
        assert "nom d’une personne" not in conversation(pilot)


async def test_a_kind_of_remark_is_silenced_for_good(sessions: Path) -> None:
    """« Suppr : ne plus me signaler les noms. »"""
    async with driven(sessions, "vide") as pilot:
        app = pilot.app
        assert isinstance(app, FacilitatorApp)
        await enter(pilot, "merci à Mme Dupont")
        await noticed(pilot, app, "nom d’une personne")
        talk = app.screen.query_one("#conversation")
        talk.focus()
        talk.highlighted = len(talk.options) - 1
        await pilot.press("delete")
        await settled(pilot)
        await enter(pilot, "et à M. Durand")
        app.desk.watch.observe()
        await settled(pilot)
        assert "nom d’une personne" not in conversation(pilot)


async def test_no_remark_comes_once_they_are_turned_off(sessions: Path) -> None:
    """« /notes non : silence. »"""
    async with driven(sessions, "vide") as pilot:
        app = pilot.app
        assert isinstance(app, FacilitatorApp)
        await enter(pilot, "/notes non")
        await enter(pilot, "merci à Mme Dupont")
        app.desk.watch.observe()
        await settled(pilot)
        assert "nom d’une personne" not in conversation(pilot)


def said_earlier(sessions: Path, minutes: int, *entries: tuple[str, str]) -> None:
    """What another station recorded some minutes ago, table by table."""
    then = utc_now() - timedelta(minutes=minutes)
    with DemarcheFile.open(sessions / "vide", station="salle 2", clock=lambda: then) as file:
        (event,) = file.agenda.events()
        with file.journal.act("noter", "notes", by=Author.HUMAN):
            file.contributions.record(
                [NewContribution(event.id, text, table=table) for table, text in entries]
            )


async def test_a_table_silent_for_ten_minutes_while_others_speak_is_told(sessions: Path) -> None:
    """« Rien de la table 3 depuis dix minutes. »"""
    said_earlier(sessions, 20, ("T3", "une idée"))
    said_earlier(sessions, 2, ("T1", "une autre"), ("T1", "encore une"), ("T2", "et une"), ("T2", "et deux"))
    async with driven(sessions, "vide") as pilot:
        app = pilot.app
        assert isinstance(app, FacilitatorApp)
        await noticed(
            pilot, app, "Table T3\u00a0: rien depuis 20\u00a0minutes, 4\u00a0contributions ailleurs"
        )
        assert "Table T1" not in conversation(pilot)


async def test_no_table_is_told_silent_at_the_break(sessions: Path) -> None:
    """« C’est la pause : l’outil se tait aussi. »"""
    said_earlier(sessions, 20, ("T3", "une idée"), ("T1", "une autre"), ("T2", "encore une"))
    async with driven(sessions, "vide") as pilot:
        app = pilot.app
        assert isinstance(app, FacilitatorApp)
        app.desk.watch.observe()
        await settled(pilot)
        assert "Table T3" not in conversation(pilot)


async def test_a_broken_engine_is_told_and_capture_goes_on(sessions: Path) -> None:
    """« Le modèle est cassé : on me le dit, je saisis, et les thèmes se font sur les mots. »"""
    broken = settings(sessions).model_copy(update={"moteur": str(sessions / "pas-un-modele")})
    app = FacilitatorApp(broken, "pleine")
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.focused is not None and app.focused.id == "saisie")
        await until(pilot, lambda: "mots seuls" in conversation(pilot), seconds=60)
        await enter(pilot, "une idée malgré tout")
        assert "une idée malgré tout" in conversation(pilot)
        await enter(pilot, "/trier")
        await until(pilot, lambda: type(app.screen).__name__ == "ProposalScreen", seconds=60)
    assert not app.unforeseen


async def test_a_key_can_be_another_one(sessions: Path) -> None:
    """« Ma touche F5 est prise : je trie avec F7. »"""
    rebound = settings(sessions).model_copy(update={"touches": {"seance.sequence": "f7"}})
    app = FacilitatorApp(rebound, "vide")
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.focused is not None and app.focused.id == "saisie")
        before = app.desk.live.seat.sequence
        await pilot.press("f7")
        await until(pilot, lambda: app.desk.live.seat.sequence != before)


def test_every_key_has_an_id_to_rebind_it_by() -> None:
    import importlib
    import pkgutil

    from textual.binding import Binding

    import facilitator.tui

    modules = pkgutil.walk_packages(facilitator.tui.__path__, "facilitator.tui.")
    things = [thing for one in modules for thing in vars(importlib.import_module(one.name)).values()]
    ours = [one for one in things if isinstance(one, type) and one.__module__.startswith("facilitator.")]
    bindings = [binding for one in ours for binding in vars(one).get("BINDINGS", ())]
    assert len(bindings) > 40
    assert not [one for one in bindings if not (isinstance(one, Binding) and one.id)]
