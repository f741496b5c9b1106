"""What the séance looks like, at both sizes and in the three looks."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from facilitator.domain.capture import Seat
from facilitator.domain.contribution import ContributionType
from facilitator.errors import StoreError
from facilitator.tui import live
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.widgets.heading import Heading
from facilitator.tui.widgets.side_panel import SidePanel
from tests.tui.conftest import conversation, enter, settled, still, until
from tests.tui.walls import DEMARCHE, EVENT, example, settings, sorted_once

__all__ = ["example", "sorted_once"]

SMALL = (80, 24)
BOTH = pytest.mark.parametrize("size", [(100, 30), SMALL])
NOW = datetime(2026, 6, 11, 17, 5, tzinfo=UTC)

Act = Callable[[Pilot[None]], object]
Show = Callable[..., bool]


@pytest.fixture
def show(example: Path, snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch) -> Show:
    """Compares the séance, after what is done in it, with the picture that is kept of it."""
    monkeypatch.setattr(live, "utc_now", lambda: NOW)
    monkeypatch.setattr("facilitator.tui.desk.utc_now", lambda: NOW)

    def compare(
        act: Act, *, size: tuple[int, int] = (100, 30), aspect: str = "sombre", event: str = EVENT
    ) -> bool:
        async def run(pilot: Pilot[None]) -> None:
            app = pilot.app
            assert isinstance(app, FacilitatorApp)
            await until(pilot, lambda: app.focused is not None and app.focused.id == "saisie")
            assert app.desk is not None
            app.desk.sit(Seat("T2", "parents 3-6 ans", None, ContributionType.BESOIN, 2))
            await settled(pilot)
            await act(pilot)  # type: ignore[misc]
            await settled(pilot)
            for screen in app.screen_stack:
                for line in screen.query(Input):
                    line.cursor_blink = False
                for heading in screen.query(Heading):
                    heading._tick()
                for panel in screen.query(SidePanel):
                    panel.show(app.desk.live, NOW)
            await pilot.pause()

        app = FacilitatorApp(settings(example, aspect=aspect, moteur="lexical"), DEMARCHE, event)
        return snap_compare(app, terminal_size=size, run_before=run)

    return compare


def typing(text: str) -> Act:
    async def act(pilot: Pilot[None]) -> None:
        pilot.app.screen.query_one("#saisie").value = text  # type: ignore[attr-defined]

    return act


def entering(*lines: str) -> Act:
    async def act(pilot: Pilot[None]) -> None:
        for line in lines:
            await enter(pilot, line)

    return act


@BOTH
def test_the_seance(show: Show, size: tuple[int, int]) -> None:
    """« Ce qui est dit, où j’en suis, qui n’a pas parlé, et où taper. »"""
    assert show(entering("plus de créneaux à la PMI"), size=size)


@pytest.mark.parametrize("aspect", ["clair", "contraste"])
def test_the_seance_in_another_look(show: Show, aspect: str) -> None:
    """« Salle éclairée, ou mauvaise vue. »"""
    assert show(typing("@3 !question qui décide ?"), aspect=aspect)


@BOTH
def test_what_a_line_will_become(show: Show, size: tuple[int, int]) -> None:
    """« Avant Entrée, je vois où ira ma ligne. »"""
    assert show(typing("@4 !idée pedibus le matin || ludothèque #6 *3"), size=size)


@BOTH
def test_what_may_be_typed(show: Show, size: tuple[int, int]) -> None:
    """« J’ai tapé / : voilà les commandes. »"""
    assert show(typing("/d"), size=size)


def test_themes_offered_behind_their_sign(show: Show) -> None:
    """« J’ai tapé # : voilà les thèmes. »"""
    assert show(typing("un pedibus #c"), size=SMALL)


@BOTH
def test_a_correction_under_way(show: Show, size: tuple[int, int]) -> None:
    """« Je corrige la 12 ; ma ligne attend. »"""
    assert show(entering("/12"), size=size)


@BOTH
def test_long_notes_before_they_are_recorded(show: Show, size: tuple[int, int]) -> None:
    """« Mes notes d’entretien, coupées en idées ; i les rend ligne par ligne. »"""

    async def paste(pilot: Pilot[None]) -> None:
        notes = (
            "On attend huit mois un rendez-vous chez l’orthophoniste, et personne ne prévient les "
            "familles. « On a une vie aussi. » Le relais est ouvert deux matins. Mais le samedi personne ne "
            "peut, et les pères sont ceux qui le disent le plus souvent quand on les croise."
        )
        pilot.app.screen.query_one("#saisie").post_message(events.Paste(notes))
        await until(pilot, lambda: pilot.app.screen.is_modal)
        await pilot.pause(0.3)  # composed and drawn

    assert show(paste, size=size)


@BOTH
def test_a_block_before_it_is_recorded(show: Show, size: tuple[int, int]) -> None:
    """« Voilà ce que deviendra ce que je colle. »"""

    async def paste(pilot: Pilot[None]) -> None:
        block = (
            "@5\n- un relais le samedi\n- « on a une vie aussi »\n!question qui paie ? || et quand ?\n" * 4
        )
        pilot.app.screen.query_one("#saisie").post_message(events.Paste(block))
        await until(pilot, lambda: pilot.app.screen.is_modal)
        await still(pilot)

    assert show(paste, size=size)


@BOTH
def test_an_answer(show: Show, size: tuple[int, int]) -> None:
    """« Ce qui est dit, par qui, et ce que personne n’a dit. »"""

    async def ask(pilot: Pilot[None]) -> None:
        await enter(pilot, "? que dit-on des écrans")
        await until(pilot, lambda: "Ce qui est dit" in conversation(pilot))

    assert show(ask, size=size)


def test_words_found(show: Show) -> None:
    """« Où parle-t-on de PMI ? »"""
    assert show(entering("/chercher pmi"), size=SMALL)


def test_votes_beyond_the_possible(show: Show) -> None:
    """« Trop de gommettes : on me le dit. »"""
    assert show(entering("/presents pères 3", "/votes 1 90, 2 80"), size=SMALL)


def test_only_one_table(show: Show) -> None:
    """« Seulement la table 3. »"""
    assert show(entering("/filtrer @3"), size=SMALL)


def test_a_refusal_of_the_file(show: Show) -> None:
    """« Ça n’a pas pu être noté : ma phrase est revenue, et on me dit quoi faire. »"""

    async def refuse(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, FacilitatorApp)
        assert app.desk is not None

        def full(*_: object) -> None:
            raise StoreError(
                "Il n’y a plus de place pour écrire la démarche.",
                cause="Le disque de E:\\ est plein.",
                next_step="Libérez de la place, puis recommencez : rien n’a été changé.",
            )

        app.desk.scribe._record = full  # type: ignore[assignment]
        await enter(pilot, "une idée précieuse")

    assert show(refuse, size=SMALL)


def test_a_timer_that_is_over(show: Show) -> None:
    """« Le temps est passé : je le vois sans regarder. »"""

    async def ring(pilot: Pilot[None]) -> None:
        await enter(pilot, "/minuteur 8")
        app = pilot.app
        assert isinstance(app, FacilitatorApp)
        assert app.desk is not None
        app.desk.live.timer.ends = NOW - timedelta(seconds=12)

    assert show(ring, size=SMALL)


def test_a_table_ronde(show: Show) -> None:
    """« Qui parle, en deux lettres. »"""
    assert show(entering("se: on remplit des dossiers"), size=SMALL, event="table-ronde-acces-droits")


def test_a_first_event(show: Show, example: Path) -> None:
    """« Rien encore : je sais quoi taper. »"""
    from facilitator.domain.event import EventKind
    from facilitator.workshop import Workshop

    with Workshop.open(DEMARCHE, settings(example)) as workshop:
        workshop.create_event("Premier atelier", EventKind.ATELIER)
    assert show(entering(), size=SMALL, event="premier-atelier")
