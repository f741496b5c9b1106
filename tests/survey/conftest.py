"""A questionnaire of every kind of question, as a consultant writes it."""

from pathlib import Path

import pytest

from facilitator.domain.survey import Questionnaire
from facilitator.survey.questionnaire_file import read_questionnaire

WRITTEN = """\
---
titre: "Votre quotidien"
accroche: "Dix minutes."
rgpd: "Anonyme et facultatif."
communes: ["Aubre", "Bréval"]
volontaire:
  titre: "La suite"
  champs: ["Nom", "Téléphone"]
---

# Vous

## q1. Votre commune ?
type : choix unique
croise : oui
options : communes
99. Ailleurs

## q2. Des enfants chez vous ?
type : choix unique
1. Oui {parents}
2. Non → q5

# Services

## q3. Quels modes de garde ?
type : choix multiple
aide : Plusieurs réponses.
1. Un parent
2. La crèche, le relais
4. Des proches

## q4. Est-ce facile ?
type : échelle 1-4

## q5. Sans voiture, pour :
type : tableau
- a. Le médecin
- b. Les courses
1. Oui
2. Non
9. Non concerné

## q6. Vos priorités ?
type : classement à 3
1. Garde
2. Bus
3. Soins
4. Logement

## q7. Combien de kilomètres ?
type : nombre
bornes : 0 à 200

## q8. Une idée ?
type : expression libre
"""


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "questionnaire.md"
    path.write_text(WRITTEN, encoding="utf-8")
    return path


@pytest.fixture
def questionnaire(written: Path) -> Questionnaire:
    return read_questionnaire(written)
