"""A projet social told in TOML: what it gives, and what it says when a key, a code or a date is wrong."""

from pathlib import Path

import pytest

from facilitator.domain.action import Outcome
from facilitator.domain.project import Level
from facilitator.errors import InputError
from facilitator.intake.described_project import DescribedProject, Said
from facilitator.intake.description import read_description
from tests.intake.written import file

DEMARCHE = """
titre = "CTG"
projet = "projet.toml"
[territoire]
nom = "Le Val"
[journal]
editorial = "Bonjour."
[[journal.questions]]
question = "Qui signe ?"
reponse = "La Caf et la communauté."
[[gouvernance]]
instance = "Comité de pilotage"
membres = ["élus", "Caf"]
[[etapes]]
titre = "Cadrage"
etat = "faite"
phase = "Diagnostic"
option = true
evenements = ["atelier"]
[[evenements]]
titre = "Atelier"
genre = "atelier"
"""

PROJET = """
[[enjeux]]
code = "garde"
question = "Qui garde les enfants tôt le matin ?"
besoins = ["une solution avant 7 h 30"]
appuis = ["atelier 3"]
[[axes]]
titre = "Petite enfance"
enjeux = ["garde"]
[[axes.strategiques]]
titre = "Accueillir"
[[axes.strategiques.operationnels]]
titre = "Élargir les horaires"
[[axes.strategiques.operationnels.actions]]
code = "depannage"
titre = "Organiser un dépannage"
appuis = ["atelier 1", "atelier 2"]
pilote = "Communauté, coordination"
debut = "2027-09"
fin = "2028"
[[axes.strategiques.operationnels.actions.indicateurs]]
nom = "familles dépannées"
depart = "0"
[[reponses]]
contribution = "atelier 1"
reponse = "action"
action = "depannage"
[[reponses]]
contribution = "atelier 4"
reponse = "reportée"
raison = "après le test"
"""


def described(tmp_path: Path, projet: str) -> DescribedProject:
    file(tmp_path / "projet.toml", projet)
    project = read_description(file(tmp_path / "demarche.toml", DEMARCHE)).project
    assert project is not None
    return project


def test_every_block_reaches_the_domain(tmp_path: Path) -> None:
    project = described(tmp_path, PROJET)
    items = [one for top in project.items for one in top.read()]
    assert [one.level for one in items] == [
        Level.ENJEU,
        Level.BESOIN,
        Level.AXE,
        Level.STRATEGIC,
        Level.OPERATIONAL,
        Level.ACTION,
    ]
    action = items[-1]
    assert action.rests_on == (Said("atelier", 1), Said("atelier", 2))
    assert action.sheet is not None
    assert (action.sheet.pilot, action.sheet.starts) == ("Communauté, coordination", "2027-09")
    assert [answer.outcome for answer in project.answers] == [Outcome.ACTION, Outcome.POSTPONED]
    assert [str(said) for said in project.said] == ["atelier 1", "atelier 2", "atelier 3", "atelier 4"]


def test_what_only_a_human_writes_reaches_the_demarche(tmp_path: Path) -> None:
    file(tmp_path / "projet.toml", "")
    demarche = read_description(file(tmp_path / "demarche.toml", DEMARCHE)).demarche
    assert demarche.rubrics_of("journal", "editorial")[0].text == "Bonjour."
    assert demarche.rubrics_of("journal", "question")[0].title == "Qui signe ?"
    assert demarche.governance[0].members == ("élus", "Caf")
    assert (demarche.etapes[0].phase, demarche.etapes[0].events) == ("Diagnostic", ("atelier",))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('appuis = ["atelier 3"]', 'appuis = ["atelier"]', "numéro"),
        ('appuis = ["atelier 3"]', 'appuis = ["marché 3"]', "«\u00a0marché\u00a0»"),
        ('enjeux = ["garde"]', 'enjeux = ["gare"]', "«\u00a0gare\u00a0»"),
        ('action = "depannage"', 'action = "garde"', "L’action de code «\u00a0garde\u00a0»"),
        ('enjeux = ["garde"]', 'enjeux = ["depannage"]', "L’enjeu de code"),
        ('code = "depannage"', 'code = "depannage"\nliens = ["depannage"]', "L’action de code"),
        ('fin = "2028"', 'fin = "2026"', "vient avant"),
        ('debut = "2027-09"', 'debut = "sept. 2027"', "ni une année"),
        ('raison = "après le test"', "", "raison"),
        ('contribution = "atelier 4"', 'contribution = "atelier 1"', "deux réponses"),
        ('reponse = "reportée"', 'reponse = "plus tard"', "non retenue"),
    ],
)
def test_a_fault_is_told_with_its_file(tmp_path: Path, before: str, after: str, told: str) -> None:
    assert before in PROJET
    with pytest.raises(InputError) as refusal:
        described(tmp_path, PROJET.replace(before, after))
    assert "projet.toml" in str(refusal.value)
    assert told in str(refusal.value)


def test_a_project_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"projet\.toml"):
        read_description(file(tmp_path / "demarche.toml", DEMARCHE))
