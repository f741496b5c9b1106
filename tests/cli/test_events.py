"""What is told of an event from the shell: date, place, people present, without a description to write."""

from pathlib import Path

import pytest

from facilitator.config import load_settings
from facilitator.domain.event import Event
from facilitator.workshop import Workshop
from tests.cli.conftest import Run
from tests.cli.test_joining import plain


@pytest.fixture
def noted(tmp_path: Path) -> Path:
    file = tmp_path / "mur.txt"
    file.write_text("un bus le soir\nune crèche\n", "utf-8")
    return file


def the_event() -> Event:
    with Workshop.open("ctg", load_settings()) as workshop:
        return workshop.events()[0]


def test_an_import_takes_the_date_the_place_and_the_people_as_one_act(run: Run, noted: Path) -> None:
    """« J’importe mes post-its, et le diaporama a sa date, son lieu et son nombre de participants. »"""
    told = ("--date", "25/11/2026", "--lieu", "Salle des fêtes", "--presents", "parents 0-3 ans 14, aînés ?")
    done = run("importer", str(noted), "--demarche", "CTG", "--evenement", "Atelier", *told)
    assert done.code == 0, done.err
    event = the_event()
    assert (event.held_on and event.held_on.isoformat(), event.place) == ("2026-11-25", "Salle des fêtes")
    assert [(one.public, one.count) for one in event.presences] == [("parents 0-3 ans", 14), ("aînés", None)]
    assert "25 novembre 2026" in plain(run("evenement").out)


def test_an_event_is_completed_afterwards_and_what_is_not_given_stays(run: Run, noted: Path) -> None:
    """« J’avais oublié le lieu : une commande, et annuler la reprend. »"""
    run("importer", str(noted), "--demarche", "CTG", "--evenement", "Atelier", "--date", "2026-11-25")
    assert run("evenement", "atelier", "--lieu", "Mairie", "--tables", "3", "--titre", "Parents").code == 0
    event = the_event()
    assert (event.title, event.slug, event.place, len(event.tables)) == ("Parents", "atelier", "Mairie", 3)
    assert event.held_on is not None
    run("annuler")
    assert (the_event().title, the_event().place) == ("Atelier", "")


def test_an_event_is_made_before_anything_is_said(run: Run, noted: Path) -> None:
    """« Je prépare la table ronde de jeudi. »"""
    run("importer", str(noted), "--demarche", "CTG", "--evenement", "Atelier")
    made = run("evenement", "Table ronde", "--nouveau", "--genre", "table_ronde", "--date", "3/12/2026")
    assert made.code == 0, made.err
    assert "table ronde" in plain(made.out)
    assert run("evenement", "Table ronde", "--nouveau").code != 0
    assert run("evenement", "--nouveau").code == 2


@pytest.mark.parametrize(
    "words", [("--date", "hier"), ("--date", "31/02/2026"), ("--presents", "12"), ("--genre", "fête")]
)
def test_what_makes_no_sense_is_refused_and_nothing_changes(
    run: Run, noted: Path, words: tuple[str, ...]
) -> None:
    """« Une date qui n’existe pas : on me le dit. »"""
    run("importer", str(noted), "--demarche", "CTG", "--evenement", "Atelier")
    before = the_event()
    assert run("evenement", *words).code == 2
    assert the_event() == before
