"""What a facilitator does with the projet social: each verb kept, undone, or refused in French."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.domain.action import ActionSheet, Answer, Indicator, Outcome
from facilitator.domain.project import Level
from facilitator.errors import NotFoundError, UsageError
from facilitator.intake.contributions import read_contributions
from facilitator.intake.description import read_description
from facilitator.workshop.workshop import Workshop
from tests.intake.test_described_project import DEMARCHE, PROJET
from tests.intake.written import file
from tests.workshop.test_workshop import settings


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    with Workshop.open_or_create("CTG", settings(tmp_path)) as workshop:
        yield workshop


def test_an_item_is_added_found_by_its_code_and_taken_back(workshop: Workshop) -> None:
    axe = workshop.plan.add(Level.AXE, "Petite enfance")
    action = workshop.plan.add(Level.ACTION, "Ouvrir un relais", axe.id)
    assert workshop.plan.find("1.0.1") == action
    workshop.undo()
    with pytest.raises(NotFoundError, match=r"1\.0\.1"):
        workshop.plan.find("1.0.1")


def test_what_cannot_stand_there_is_refused_and_nothing_changes(workshop: Workshop) -> None:
    axe = workshop.plan.add(Level.AXE, "Petite enfance")
    with pytest.raises(UsageError, match="se placer"):
        workshop.plan.add(Level.BESOIN, "un relais", axe.id)
    with pytest.raises(NotFoundError):
        workshop.plan.retitle("0" * 32, "x")
    assert list(workshop.plan.now.read()) == [axe]


def test_a_sheet_whose_end_comes_first_is_refused(workshop: Workshop) -> None:
    action = workshop.plan.add(Level.ACTION, "Ouvrir un relais")
    with pytest.raises(UsageError, match="vient avant"):
        workshop.plan.fill(action.id, ActionSheet(starts="2028", ends="2027"))
    assert workshop.plan.now.sheet(action.id) == ActionSheet()


def test_a_refusal_needs_its_reason(workshop: Workshop, tmp_path: Path) -> None:
    workshop.import_file(read_contributions(file(tmp_path / "mur.txt", "un bus\n")), "Atelier")
    (said,) = workshop.evidence(*workshop.events()).contributions
    with pytest.raises(UsageError, match="raison"):
        workshop.plan.answer(Answer(said.id, Outcome.REFUSED))
    workshop.plan.answer(Answer(said.id, Outcome.REFUSED, reason="la Région en décide"))
    assert workshop.plan.now.answers[said.id].outcome is Outcome.REFUSED


def test_a_description_is_taken_once_and_never_over_what_was_begun(tmp_path: Path) -> None:
    file(tmp_path / "projet.toml", PROJET)
    description = read_description(file(tmp_path / "demarche.toml", DEMARCHE))
    assert description.project is not None
    with Workshop.described(description, settings(tmp_path)) as workshop:
        walls = file(tmp_path / "mur.txt", "tôt le matin\navant 7 h 30\npersonne ne garde\n")
        workshop.import_file(read_contributions(walls), "Atelier")
        assert workshop.plan.describe(description.project)
        project = workshop.plan.now
        action = workshop.plan.find("1.1.1")
        assert len(project.support(action.id).contributions) == 2
        assert project.answering(workshop.plan.find("E1").id) == (workshop.plan.find("1"),)
        assert any("atelier 4" in note for note in workshop.notes)
        workshop.plan.retitle(action.id, "Autrement")
        assert not workshop.plan.describe(description.project)
        assert workshop.plan.find("1.1.1").title == "Autrement"


def test_a_title_is_one_line_of_a_bearable_length(workshop: Workshop) -> None:
    item = workshop.plan.add(Level.AXE, "Mobi\x01lité\n pour tous")
    assert item.title == "Mobi lité pour tous"
    with pytest.raises(UsageError, match="Raccourcissez"):
        workshop.plan.retitle(item.id, "x" * 100_000)


def test_what_is_asked_of_the_wrong_level_is_told_in_its_own_words(workshop: Workshop) -> None:
    axe, other = workshop.plan.add(Level.AXE, "Mobilité"), workshop.plan.add(Level.AXE, "Logement")
    action = workshop.plan.add(Level.ACTION, "Un minibus", axe.id)
    for targets in ([axe.id], [action.id]):
        with pytest.raises(UsageError, match="Ce lien"):
            workshop.plan.link(action.id, targets)
    with pytest.raises(UsageError, match="Ce lien"):
        workshop.plan.link(axe.id, [other.id])
    with pytest.raises(UsageError, match="pas une action"):
        workshop.plan.fill(axe.id, ActionSheet(pilot="CCAS"))
    with pytest.raises(UsageError, match="pas une action"):
        workshop.plan.measure(axe.id, [Indicator("voyageurs")])
    with pytest.raises(UsageError, match="Cet indicateur"):
        workshop.plan.measure(action.id, [Indicator(" ")])
