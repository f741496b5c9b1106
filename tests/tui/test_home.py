"""The accueil: opening, beginning a new event, trying the example, by keyboard alone."""

import re
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Input

from facilitator.domain import event_plan
from facilitator.domain.contribution import ContributionType, fold
from facilitator.domain.event import EventKind, Presence, Sequence, Table
from facilitator.errors import UsageError
from facilitator.tui.app import FacilitatorApp
from facilitator.workshop import Workshop
from facilitator.workshop.methods import known_methods
from tests.tui.conftest import driven, enter, settings, settled, until

NOW = datetime(2026, 6, 11, 18, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half past eight in the evening, in Paris."""
    monkeypatch.setattr("facilitator.tui.live.utc_now", lambda: NOW)
    monkeypatch.setenv("TZ", "Europe/Paris")
    if hasattr(time, "tzset"):
        time.tzset()


def shown(app: Any) -> str:
    """The text of everything on the screen."""
    svg = app.export_screenshot()
    texts = re.findall(r"<text[^>]*>(.*?)</text>", svg)
    return " ".join(texts).replace("&#160;", " ").replace("\u00a0", " ")


async def test_a_first_contribution_is_recorded_with_enter_alone(tmp_path: Path) -> None:
    """« Je n’ai jamais vu ce programme : Entrée, Entrée, et je tape ma première idée. »"""
    async with driven(tmp_path / "Mes documents" / "sessions", None) as pilot:
        await until(pilot, lambda: "Préparer mon premier événement" in shown(pilot.app))
        await pilot.press("enter")
        await until(pilot, lambda: "Atelier" in shown(pilot.app))
        await pilot.press("enter")
        for _ in range(3):
            await pilot.pause()
            await pilot.press("enter")
        await until(pilot, lambda: getattr(pilot.app.focused, "id", None) == "saisie")
        await enter(pilot, "2 ans d'attente")
    with Workshop.open("Ma démarche", settings(tmp_path / "Mes documents" / "sessions")) as workshop:
        (event,) = workshop.events()
        assert event.title == "Atelier du 11 juin 2026"
        assert (event.kind, event.held_on) == (EventKind.ATELIER, date(2026, 6, 11))
        assert len(event.tables) == 5
        assert event.dots_per_person == 3
        news = workshop.capture(event).news()
        assert news is not None
        assert [(one.text, one.type) for one in news.contributions] == [
            ("2 ans d'attente", ContributionType.FORCE)
        ]


async def test_the_demarche_worked_in_last_is_first_and_enter_opens_its_event(sessions: Path) -> None:
    """« Je rouvre l’atelier d’hier : il est en haut, avec ce qu’il contient. »"""
    with Workshop.open("vide", settings(sessions)) as workshop:
        workshop.create_event("Table ronde", EventKind.TABLE_RONDE)
    async with driven(sessions, None) as pilot:
        await until(pilot, lambda: "CTG vide" in shown(pilot.app))
        text = shown(pilot.app)
        assert text.index("CTG vide") < text.index("CTG pleine")
        assert "40 contributions" in text or re.search(r"\d+ contributions", text)
        assert str(sessions)[:20] in text
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.desk is not None)  # type: ignore[attr-defined]
        assert pilot.app.desk.live.event.title == "Table ronde"  # type: ignore[attr-defined]


async def test_a_broken_demarche_is_told_and_the_others_open(sessions: Path) -> None:
    """« Un fichier abîmé ne m’empêche pas d’ouvrir les autres. »"""
    (sessions / "abimee").mkdir()
    (sessions / "abimee" / "demarche.sqlite").write_bytes(b"rien de bon" * 100)
    async with driven(sessions, None) as pilot:
        await until(pilot, lambda: "abimee" in shown(pilot.app))
        assert "▲" in shown(pilot.app)
        assert "Atelier parents" in shown(pilot.app)


async def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_created(sessions: Path) -> None:
    """« J’ai tapé 99 tables : on me le dit là, et je corrige. »"""
    async with driven(sessions, None) as pilot:
        await until(pilot, lambda: "CTG" in shown(pilot.app))
        await pilot.press("n", "enter")
        await until(pilot, lambda: bool(pilot.app.screen.query("#tables Input")))
        pilot.app.screen.query_one("#tables Input").value = "99"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "40 tables au plus" in shown(pilot.app)
        assert pilot.app.focused is pilot.app.screen.query_one("#tables Input")
        await pilot.press("4", "ctrl+s")
        await until(pilot, lambda: pilot.app.desk is not None)  # type: ignore[attr-defined]
        assert len(pilot.app.desk.live.event.tables) == 4  # type: ignore[attr-defined]


async def test_a_letter_goes_to_a_method_and_a_thematique_asks_its_own_questions(sessions: Path) -> None:
    """« k, Entrée : Ketso. Je tape jeun : ce sont les questions des jeunes, sauf si je les ai changées. »"""
    async with driven(sessions, None) as pilot:
        await until(pilot, lambda: "CTG" in shown(pilot.app))
        await pilot.press("n", "k", "enter")
        await until(pilot, lambda: bool(pilot.app.screen.query("#thematique Input")))
        lines = pilot.app.screen.query_one("#sequences TextArea")
        assert "Feuilles brunes, ce qui existe" in lines.text  # type: ignore[attr-defined]
        theme = pilot.app.screen.query_one("#thematique Input")
        theme.value = "jeun"  # type: ignore[attr-defined]
        await until(pilot, lambda: "quand tu as deux heures devant toi" in lines.text)  # type: ignore[attr-defined]
        lines.text += "\nMon mot : Quoi ?"  # type: ignore[attr-defined]
        theme.value = "logement"  # type: ignore[attr-defined]
        await pilot.pause()
        assert "quand tu as deux heures devant toi" in lines.text  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.desk is not None)  # type: ignore[attr-defined]
        event = pilot.app.desk.live.event  # type: ignore[attr-defined]
        assert (event.method, event.theme, event.sequences[-1].title) == ("Ketso", "Logement", "Mon mot")


async def test_a_title_already_taken_is_told_beside_the_title(sessions: Path) -> None:
    """« Deux événements du même nom : on me demande un autre titre, rien n’est écrasé. »"""
    async with driven(sessions, None) as pilot:
        await until(pilot, lambda: "CTG" in shown(pilot.app))
        await pilot.press("n", "enter")
        await until(pilot, lambda: bool(pilot.app.screen.query("#titre Input")))
        pilot.app.screen.query_one("#titre Input").value = "Atelier parents"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "s’appelle déjà" in shown(pilot.app))
        assert pilot.app.desk is None  # type: ignore[attr-defined]


async def test_the_example_is_made_and_its_atelier_opened(tmp_path: Path) -> None:
    """« Je veux voir avant de m’en servir : « e », et l’exemple est là. »"""
    async with driven(tmp_path, None) as pilot:
        await until(pilot, lambda: "Essayer avec l’exemple" in shown(pilot.app))
        await pilot.press("e")
        await until(pilot, lambda: pilot.app.desk is not None, 60)  # type: ignore[attr-defined]
        assert len(pilot.app.desk.live.said) == 90  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [(100, 30), (80, 24)], ids=["100x30", "80x24"])
@pytest.mark.parametrize("state", ["vide", "liste", "format", "evenement", "seminaire"])
def test_the_accueil_as_it_is_seen(
    snap_compare: Any, sessions: Path, size: tuple[int, int], state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """« Je vois d’un coup d’œil ce que je peux faire. »"""
    monkeypatch.setattr("facilitator.tui.screens.home.since", lambda *_: "aujourd’hui à 20:05")
    app = FacilitatorApp(settings(Path("Documents") if state == "vide" else sessions), None)
    app_keys = {"format": ["n"], "evenement": ["n", "enter"], "seminaire": ["n", "down", "down", "enter"]}

    async def run(pilot: Any) -> None:
        await until(pilot, lambda: "Nouvel événement" in shown(pilot.app))
        await until(pilot, lambda: pilot.app.screen.query_one("#demarches").option_count > 0)
        for overview in pilot.app.screen.query("#dossier"):
            overview.update("Vos fichiers : C:\\Users\\Anne\\OneDrive - Cabinet\\Documents\\Facilitator")
        for key in app_keys.get(state, []):
            await pilot.press(key)
            await pilot.pause()
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False

    assert snap_compare(app, terminal_size=size, run_before=run)


words = st.text(st.characters(categories=["L", "N"], include_characters=" -’+"), min_size=1, max_size=20).map(
    lambda text: " ".join(text.split())
)
names = words.filter(bool)


@given(
    st.lists(
        st.builds(Presence, names, st.none() | st.integers(0, 99999)), unique_by=lambda p: fold(p.public)
    )
)
def test_people_present_are_read_as_they_are_written(presences: list[Presence]) -> None:
    kept = [one for one in presences if not one.public.isdecimal()]
    assert event_plan.read_presences(event_plan.write_presences(kept)) == tuple(kept)


@given(
    st.lists(
        st.builds(
            Sequence, st.just(1), names, st.just("") | names, st.none() | st.sampled_from(ContributionType)
        )
    )
)
def test_sequences_are_read_as_they_are_written(sequences: list[Sequence]) -> None:
    numbered = tuple(
        Sequence(rank, one.title, one.question, one.default_type) for rank, one in enumerate(sequences, 1)
    )
    assert event_plan.read_sequences(event_plan.write_sequences(numbered)) == numbered


@given(
    st.lists(names.filter(lambda name: not name.isdecimal()), max_size=9, unique_by=fold),
    st.lists(names, max_size=9),
)
def test_tables_are_read_as_they_are_written(labels: list[str], publics: list[str]) -> None:
    seated = [*publics, *[None] * len(labels)][: len(labels)]
    tables = tuple(Table(label, public) for label, public in zip(labels, seated, strict=True))
    assert event_plan.read_tables(*event_plan.write_tables(tables)) == tables


def test_a_number_of_tables_is_as_many_numbered_tables() -> None:
    assert event_plan.read_tables("3", "jeunes, , élus") == (
        Table("T1", "jeunes"),
        Table("T2"),
        Table("T3", "élus"),
    )
    assert event_plan.write_tables(event_plan.read_tables("3")) == ("3", "")


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (event_plan.read_tables, "41"),
        (event_plan.read_tables, "Mobilité, mobilite"),
        (event_plan.read_presences, "12"),
        (event_plan.read_presences, "jeunes 3\nJEUNES 4"),
        (event_plan.read_sequences, "Ce qui marche !bsoin"),
        (event_plan.read_sequences, ": une question"),
        (event_plan.read_dots, "trois"),
        (lambda text: event_plan.read_day(text, date(2026, 6, 11)), "31/02/2026"),
        (lambda text: event_plan.read_day(text, date(2026, 6, 11)), "demain"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(read: Any, text: str) -> None:
    with pytest.raises(UsageError) as refused:
        read(text)
    assert len(refused.value.title) > 10


@pytest.mark.parametrize("text", ["11/06/2026", "11/06", "11.6.26", "2026-06-11"])
def test_a_day_is_read_as_it_is_usually_written(text: str) -> None:
    assert event_plan.read_day(text, date(2026, 1, 1)) == date(2026, 6, 11)


def test_every_format_is_an_event_that_the_form_can_keep() -> None:
    ready = [one for one in known_methods().methods if one.is_format]
    assert {one.kind for one in ready} == {
        EventKind.ATELIER,
        EventKind.TABLE_RONDE,
        EventKind.SEMINAIRE,
        EventKind.REUNION_TRAVAIL,
        EventKind.COPIL,
        EventKind.ENTRETIEN,
        EventKind.STAND,
    }
    for one in known_methods().methods:
        assert event_plan.read_sequences(event_plan.write_sequences(one.sequences())) == one.sequences()
        assert event_plan.read_presences(one.present)


async def test_a_mission_begins_from_a_ready_model(sessions: Path) -> None:
    """« m, trois tables rondes, un titre : elles sont là, vides ; sans rien d’autre. »"""
    async with driven(sessions, None) as pilot:
        app: Any = pilot.app
        await until(pilot, lambda: bool(app.screen.query("#demarches")) and bool(app.screen._known))
        await pilot.press("m", "down", "down", "down", "enter")
        await until(pilot, lambda: bool(app.screen.query("#titre")))
        for title in ("Pleine", "Trois tables"):
            app.screen.query_one("#titre Input").value = title  # the first one is taken
            await pilot.press("ctrl+s")
            await settled(pilot)
        await until(pilot, lambda: getattr(app.focused, "id", None) == "saisie")
    with Workshop.open("Trois tables", settings(sessions)) as workshop:
        assert [event.title for event in workshop.events()] == [f"Table ronde {rank}" for rank in (1, 2, 3)]
        assert not workshop.demarche.etapes
