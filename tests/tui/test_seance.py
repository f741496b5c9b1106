"""The séance: capturing by keyboard alone."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Static

from facilitator.domain.capture import Entry, Seat
from facilitator.domain.contribution import ContributionType
from facilitator.domain.event import EventKind, Presence
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.widgets.seat_bar import SeatBar
from facilitator.workshop import Workshop
from tests.tui.conftest import conversation, driven, enter, settings, settled, until


def recorded(sessions: Path, demarche: str = "vide") -> list[str]:
    """What the file holds, read again from the disk."""
    with Workshop.open(demarche, settings(sessions)) as workshop:
        (event,) = workshop.events()
        news = workshop.capture(event).news()
        assert news is not None
        return [one.text for one in news.contributions]


def app_of(pilot) -> FacilitatorApp:
    assert isinstance(pilot.app, FacilitatorApp)
    return pilot.app


async def test_a_first_line_is_in_the_file_once_its_number_shows(sessions: Path) -> None:
    """« J’ouvre, je tape, Entrée : c’est noté, sans rien lire. »"""
    async with driven(sessions, "vide") as pilot:
        await enter(pilot, "2 ans d'attente pr une place !!")
        assert "1  force" in conversation(pilot)
        assert "2 ans d'attente pr une place !!" in conversation(pilot)
        assert pilot.app.screen.query_one("#saisie").value == ""
    assert recorded(sessions) == ["2 ans d'attente pr une place !!"]


async def test_table_and_type_stick_until_they_are_changed(sessions: Path) -> None:
    """« Je saisis le kraft de la table 2, puis celui de la 3. »"""
    async with driven(sessions, "vide") as pilot:
        for line in ("@2", "!b", "un", "deux", "@3 trois", "!question quatre ?", "cinq"):
            await enter(pilot, line)
        said = app_of(pilot).desk.live.contributions
    assert [one.table for one in said] == ["T2", "T2", "T3", "T3", "T3"]
    assert [one.public for one in said[:3]] == ["parents 3-6 ans", "parents 3-6 ans", "grands-parents"]
    assert [str(one.type) for one in said] == ["besoin", "besoin", "besoin", "question", "besoin"]


async def test_three_keys_change_the_table_the_type_or_the_sequence(sessions: Path) -> None:
    """« Trois touches au plus pour changer de table, de type ou de séquence. »"""
    async with driven(sessions, "vide") as pilot:
        await pilot.press("@", "3", "enter")
        await pilot.press("!", "-", "enter")
        await settled(pilot)
        seat = app_of(pilot).desk.live.seat
        assert (seat.table, seat.type) == ("T3", ContributionType.FAIBLESSE)
        await pilot.press("f6")
        seat = app_of(pilot).desk.live.seat
        assert (seat.sequence, seat.type) == (2, ContributionType.BESOIN)


async def test_the_earlier_line_is_corrected_and_the_one_begun_comes_back(sessions: Path) -> None:
    """« Je reviens à la ligne d’avant sans perdre ce que je tapais. »"""
    async with driven(sessions, "vide") as pilot:
        await enter(pilot, "un locla à nous")
        await pilot.press(*"le bus")
        await pilot.press("up")
        await until(pilot, lambda: pilot.app.screen.query_one("#saisie").value == "un locla à nous")
        pilot.app.screen.query_one("#saisie").value = "un local à nous"
        await pilot.press("enter")
        await settled(pilot)
        assert pilot.app.screen.query_one("#saisie").value == "le bus"
        await until(pilot, lambda: "un local à nous" in conversation(pilot))
    assert recorded(sessions) == ["un local à nous"]


async def test_a_correction_can_be_given_up(sessions: Path) -> None:
    """« Échap : je n’ai rien changé, et ma ligne est là. »"""
    async with driven(sessions, "vide") as pilot:
        await enter(pilot, "un local")
        await pilot.press(*"bus")
        await pilot.press("up")
        await settled(pilot)
        await pilot.press("x", "escape")
        assert pilot.app.screen.query_one("#saisie").value == "bus"
    assert recorded(sessions) == ["un local"]


async def test_a_correction_changes_the_table_and_the_type_by_the_same_marks(sessions: Path) -> None:
    """« /12, puis @3 !besoin : la table et le type sont corrigés. »"""
    async with driven(sessions, "vide") as pilot:
        await enter(pilot, "un local")
        await enter(pilot, "/1")
        await enter(pilot, "@3 !besoin un local")
        await until(pilot, lambda: app_of(pilot).desk.live.contributions[0].table == "T3")
        (one,) = app_of(pilot).desk.live.contributions
    assert (one.text, one.type, one.public) == ("un local", ContributionType.BESOIN, "grands-parents")


async def test_a_pasted_block_is_shown_before_it_is_recorded(sessions: Path) -> None:
    """« Je colle douze lignes : je vois ce qu’elles deviennent, puis j’accepte. »"""
    from textual import events

    async with driven(sessions, "vide") as pilot:
        prompt = pilot.app.screen.query_one("#saisie")
        prompt.post_message(events.Paste("@2\n- plus de places\n• un bus !question\n\n"))
        await until(pilot, lambda: pilot.app.screen.is_modal)
        await pilot.press("escape")
        await settled(pilot)
        assert not app_of(pilot).desk.live.contributions
        prompt.post_message(events.Paste("@2\n- plus de places\n• un bus !question\n\n"))
        await until(pilot, lambda: pilot.app.screen.is_modal)
        await pilot.press("enter")
        await settled(pilot)
        said = app_of(pilot).desk.live.contributions
    assert [(one.text, one.table) for one in said] == [("plus de places", "T2"), ("un bus", "T2")]
    assert recorded(sessions) == ["plus de places", "un bus"]


LONG = (
    "On attend huit mois un rendez-vous chez l'orthophoniste, et personne ne prévient les familles. « On a "
    "une vie aussi. » Le relais est ouvert deux matins par semaine seulement, alors qu'il y a du monde tous "
    "les jours de la semaine. Mais le samedi personne ne peut."
)


async def test_long_notes_pasted_are_cut_into_ideas_and_one_key_keeps_the_lines(sessions: Path) -> None:
    """« Je colle mes notes : elles viennent en idées. Avec i, ligne par ligne. »"""
    from textual import events

    async with driven(sessions, "vide") as pilot:

        def asked() -> str:
            return str(pilot.app.screen.query_one("#combien", Static).visual)

        prompt = pilot.app.screen.query_one("#saisie")
        prompt.post_message(events.Paste(LONG))
        await until(pilot, lambda: pilot.app.screen.is_modal and "3" in asked())
        await pilot.press("i")
        await until(pilot, lambda: "1" in asked())
        await pilot.press("i", "enter")
        await settled(pilot)
        said = app_of(pilot).desk.live.contributions
        assert [one.type for one in said][1] is ContributionType.VERBATIM
        await enter(pilot, "/annuler")
        await until(pilot, lambda: not app_of(pilot).desk.live.contributions)
    assert recorded(sessions) == []


async def test_an_entretien_of_one_person_begins_at_her_quality(sessions: Path) -> None:
    """« J’ouvre l’entretien : ce que je tape est déjà à sa qualité. »"""
    with Workshop.open("vide", settings(sessions)) as workshop:
        workshop.create_event(
            "Entretien Caf", EventKind.ENTRETIEN, presences=[Presence("partenaire : Caf, conseillère", 1)]
        )
    async with driven(sessions, "vide") as pilot:
        await enter(pilot, "des places le matin")
        await until(pilot, lambda: bool(app_of(pilot).desk.live.contributions))
        (one,) = app_of(pilot).desk.live.contributions
    assert (one.quality, one.public) == ("partenaire : Caf, conseillère", "partenaires")


async def test_an_ambiguous_mark_stays_at_the_prompt_with_what_it_may_be(sessions: Path) -> None:
    """« @parents ? L’outil me demande lesquels, et ma ligne est toujours là. »"""
    async with driven(sessions, "vide") as pilot:
        await enter(pilot, "@parents trop cher")
        assert pilot.app.screen.query_one("#saisie").value == "@parents trop cher"
        assert "parents 0-3 ans ou parents 3-6 ans" in conversation(pilot)
    assert recorded(sessions) == []


async def test_an_unknown_command_is_told_with_the_nearest_and_loses_nothing(sessions: Path) -> None:
    """« /tabel 3 : vouliez-vous dire /table ? »"""
    async with driven(sessions, "vide") as pilot:
        await enter(pilot, "/tabel 3")
        assert "/table" in conversation(pilot)


async def test_what_another_station_records_shows_within_a_second(sessions: Path) -> None:
    """« Ma collègue saisit l’autre salle dans le même fichier : je la vois. »"""
    async with driven(sessions, "vide") as pilot:
        other = settings(sessions).model_copy(update={"station": "salle 2"})
        with Workshop.open("vide", other) as workshop:
            (event,) = workshop.events()
            workshop.capture(event).record([Entry("du fond de la salle")], Seat())
        await until(pilot, lambda: "du fond de la salle" in conversation(pilot), seconds=3)


async def test_the_unfinished_line_is_there_when_the_event_is_opened_again(sessions: Path) -> None:
    """« Panne : au redémarrage, ma demi-phrase, ma table et mon type sont là. »"""
    async with driven(sessions, "vide") as pilot:
        await enter(pilot, "@2")
        await pilot.press(*"le bus ne")
        with Workshop.open("vide", settings(sessions)) as workshop:
            capture = workshop.capture(*workshop.events())
            await until(pilot, lambda: capture.seat()[1] == "le bus ne")
    async with driven(sessions, "vide") as pilot:
        assert pilot.app.screen.query_one("#saisie").value == "le bus ne"
        assert app_of(pilot).desk.live.seat.table == "T2"


async def test_a_line_that_cannot_be_kept_comes_back_with_the_reason(sessions: Path) -> None:
    """« Le disque refuse : on me le dit, et ma phrase est de nouveau à l’écran. »"""
    from facilitator.errors import StoreError

    async with driven(sessions, "vide") as pilot:
        desk = app_of(pilot).desk

        def full(*_: object) -> None:
            raise StoreError("Il n’y a plus de place.", next_step="Libérez de la place.")

        desk.scribe._record = full
        await enter(pilot, "une idée précieuse")
        assert pilot.app.screen.query_one("#saisie").value == "une idée précieuse"
        assert "Il n’y a plus de place." in conversation(pilot)


async def test_a_correction_of_what_is_no_longer_there_is_told_and_kept(sessions: Path) -> None:
    """« Ma collègue l’a retirée pendant que je la corrigeais : on me le dit, et mes mots sont là. »"""
    async with driven(sessions, "vide") as pilot:
        await enter(pilot, "un local")
        await enter(pilot, "/1")
        prompt = pilot.app.screen.query_one("#saisie")
        await until(pilot, lambda: prompt.editing == 1)
        with Workshop.open("vide", settings(sessions)) as workshop:
            workshop.capture(*workshop.events()).remove([1])
        await until(pilot, lambda: not app_of(pilot).desk.live.contributions)
        prompt.value = "@3 un local à nous"
        await pilot.press("enter")
        await until(pilot, lambda: "n’est pas sur ce mur" in conversation(pilot))
        assert prompt.value == "@3 un local à nous"


async def test_people_counted_elsewhere_or_taken_back_are_known_here(sessions: Path) -> None:
    """« J’annule le décompte : les votes possibles suivent. »"""
    async with driven(sessions, "vide") as pilot:
        desk = app_of(pilot).desk
        before = desk.live.event.people_present
        await enter(pilot, "/presents pères 10")
        assert desk.capture.event.people_present == before + 8
        await enter(pilot, "/annuler")
        await until(pilot, lambda: desk.capture.event.people_present == before)
        with Workshop.open("vide", settings(sessions)) as workshop:
            (event,) = workshop.events()
            workshop.change_event(replace(event, presences=event.presences[:1]))
        await until(pilot, lambda: len(desk.live.event.presences) == 1, seconds=3)


async def test_a_failure_that_lasts_is_told_once(sessions: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """« Le rangement ne marche pas : on me le dit une fois, pas toutes les trois secondes. »"""
    from facilitator.errors import EngineError

    async with driven(sessions) as pilot:
        desk = app_of(pilot).desk
        tries = []

        def broken(_: str) -> int:
            tries.append(1)
            raise EngineError("Le moteur ne répond plus.")

        monkeypatch.setattr(desk.aside, "file_waiting", broken)
        await enter(pilot, "encore une idée")
        for _ in range(3):
            desk.watch.file_waiting()
            await settled(pilot)
            desk.look_again()
            await settled(pilot)
        assert len(tries) >= 3
        assert conversation(pilot).count("Le moteur ne répond plus.") == 1


async def test_what_a_former_session_left_unfiled_is_filed_at_the_next_one(sessions: Path) -> None:
    """« Coupée juste après Entrée : au redémarrage, l’idée est rangée. »"""
    with Workshop.open("pleine", settings(sessions)) as workshop:
        (event,) = workshop.events()
        workshop.capture(event).record([Entry("encore une place en crèche")], Seat())
    async with driven(sessions) as pilot:
        desk = app_of(pilot).desk
        desk.watch.file_waiting()
        await settled(pilot)
    with Workshop.open("pleine", settings(sessions)) as workshop:
        assert workshop.capture(*workshop.events()).file_waiting() == 0


async def test_what_is_typed_before_a_refusal_enters_no_other_event(sessions: Path) -> None:
    """« L’événement ne s’ouvre pas : ce que j’ai tapé ne va pas dans le suivant. »"""
    async with driven(sessions, "vide") as pilot:
        app = app_of(pilot)
        app.open("inconnue")
        assert app._opening
        await settled(pilot)
        assert not app._opening


async def test_an_event_that_was_left_looks_no_more(sessions: Path) -> None:
    """« Je change d’événement : l’ancien ne travaille plus en silence. »"""
    async with driven(sessions, "vide") as pilot:
        app = app_of(pilot)
        former = app.get_screen("seance")
        await enter(pilot, "/accueil")
        app.open("pleine")
        await until(pilot, lambda: app.desk.workshop.folder.name == "pleine" and not former.is_running)


async def test_a_mark_that_names_nothing_is_told_before_enter(sessions: Path) -> None:
    """« J’ai tapé !besion : la barre me le dit avant que ce soit sur le mur. »"""
    async with driven(sessions, "vide") as pilot:
        for line, told in (("!besion un local", True), ("!besoin un local", False), ("\\!besion un", False)):
            pilot.app.screen.query_one("#saisie").value = line  # type: ignore[attr-defined]
            await pilot.pause()
            assert ("noté tel quel" in str(pilot.app.screen.query_one(SeatBar).content)) is told


async def test_where_people_speak_in_turn_an_unknown_quality_is_told(sessions: Path) -> None:
    """« ma: ne désigne personne ici ; en atelier, « bus : rien le soir » est une phrase comme une autre. »"""
    with Workshop.open("vide", settings(sessions)) as workshop:
        workshop.create_event("Table ronde", EventKind.TABLE_RONDE)
        event = workshop.events()[-1]
    for slug, told in ((event.slug, True), ("atelier-parents", False)):
        app = FacilitatorApp(settings(sessions), "vide", slug)
        async with app.run_test() as pilot:
            await until(pilot, lambda app=app: app.focused is not None and app.focused.id == "saisie")
            app.screen.query_one("#saisie").value = "ma: rien le soir"  # type: ignore[attr-defined]
            await pilot.pause()
            bar = str(app.screen.query_one(SeatBar).content)
            assert ("noté tel quel" in bar) is told
            assert ("table" in bar) is not told


async def test_a_line_begun_just_before_leaving_is_kept(sessions: Path) -> None:
    """« Je quitte au milieu d’une phrase : elle m’attend. »"""
    async with driven(sessions, "vide") as pilot:
        await pilot.press(*"au milieu d")
        await pilot.press("ctrl+q")
    async with driven(sessions, "vide") as pilot:
        assert pilot.app.screen.query_one("#saisie").value == "au milieu d"
