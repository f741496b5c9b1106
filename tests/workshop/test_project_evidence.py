"""What an item of the projet social rests on, looked up where it was said."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.domain.action import Answer, Outcome
from facilitator.domain.project import Level, ThemeRef
from facilitator.intake.contributions import read_contributions
from facilitator.workshop.drafted import PROJECT, outdated
from facilitator.workshop.project_evidence import gather_project
from facilitator.workshop.project_livrables import project_sources
from facilitator.workshop.workshop import Workshop
from tests.intake.written import file
from tests.workshop.test_workshop import settings

WALL = """texte,type,table,votes
pas de bus le dimanche,besoin,T1,0
un minibus le samedi,proposition,T1,9
une navette pour le marché,proposition,T2,2
"""


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    with Workshop.open_or_create("CTG", settings(tmp_path)) as workshop:
        workshop.import_file(read_contributions(file(tmp_path / "mur.csv", WALL)), "Atelier")
        yield workshop


def test_words_come_with_their_event_and_theme(workshop: Workshop) -> None:
    (event,) = workshop.events()
    said = {one.text: one.id for one in workshop.evidence(event).contributions}
    axe = workshop.plan.add(Level.AXE, "Mobilité")
    action = workshop.plan.add(Level.ACTION, "Faire rouler un minibus", axe.id)
    workshop.plan.rest(action.id, [said["un minibus le samedi"]], [ThemeRef(event.id, "f" * 32, "Bus")])
    evidence = gather_project(workshop)
    (heard,) = evidence.heard(action.id)
    assert heard.contribution.text == "un minibus le samedi"
    assert heard.evidence.event == event
    assert evidence.heard(axe.id) == ()
    assert evidence.heard_within(axe.id) == (heard,)
    assert [ref.name for ref in evidence.lost_themes(action.id)] == ["Bus"]
    assert evidence.actions_for(heard.contribution.id) == (action.id,)


def test_what_was_much_asked_comes_by_votes(workshop: Workshop) -> None:
    evidence = gather_project(workshop)
    assert [one.contribution.votes for one in evidence.much_asked(1)] == [9, 2]
    assert [one.contribution.votes for one in evidence.much_asked(3)] == [9]


def test_a_document_of_the_project_is_out_of_date_once_the_project_changes(workshop: Workshop) -> None:
    action = workshop.plan.add(Level.ACTION, "Faire rouler un minibus")
    then = project_sources(gather_project(workshop))
    assert outdated(then, project_sources(gather_project(workshop))) == ""
    (said, *_) = gather_project(workshop).much_asked(1)
    workshop.plan.answer(Answer(said.contribution.id, Outcome.ACTION, action.id))
    now = project_sources(gather_project(workshop))
    assert then[PROJECT] != now[PROJECT]
    assert "le projet a changé" in outdated(then, now)
    workshop.undo()
    assert outdated(then, project_sources(gather_project(workshop))) == ""


def test_a_demarche_without_events_has_its_project_too(tmp_path: Path) -> None:
    with Workshop.open_or_create("Seule", settings(tmp_path)) as workshop:
        workshop.plan.add(Level.ACTION, "Ouvrir un relais")
        assert gather_project(workshop).events == ()
