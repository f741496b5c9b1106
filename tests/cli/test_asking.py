"""Asking a démarche a question from the shell: what was understood, counted facts, and words as typed."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

WALL = """table;public;type;texte;votes
T1;parents;constat;2 ans d'attente pr une place en crèche !!;6
T1;parents;besoin;+ de places en crèche pour les bébés;2
T2;parents;faiblesse;la crèche ferme à 18h15, Mme Durand le dit aussi;1
T2;jeunes;proposition;une navette le samedi soir;3
T3;jeunes;constat;pas de bus le dimanche;0
T3;jeunes;proposition;bus de nuit les vendredis;4
T3;jeunes;besoin;un skatepark couvert;0
"""


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    path = tmp_path / "mur.csv"
    path.write_text(WALL, encoding="utf-8")
    assert run("importer", str(path), "--demarche", "CTG", "--evenement", "Atelier").code == 0
    return run


def test_a_question_is_answered_with_what_was_understood_counted_and_said(filled: Run) -> None:
    done = filled("demander", "que disent les jeunes sur les bus ?")
    assert done.code == 0
    assert "Compris\u00a0: public\u00a0: jeunes\u00a0; sujet «\u00a0les bus\u00a0»." in done.out
    assert "2\u00a0contributions trouvées sur\u00a04 (public\u00a0: jeunes)" in done.out
    assert "n°\u00a05\u00a0: «\u00a0pas de bus le dimanche\u00a0» (jeunes, table T3)" in done.out
    assert "crèche" not in done.out


def test_words_that_may_name_somebody_are_told_by_their_number(filled: Run) -> None:
    done = filled("demander", "la crèche")
    assert "n°\u00a03\u00a0: peut nommer quelqu’un, à relire" in done.out
    assert "Durand" not in done.out


def test_nothing_found_says_what_was_looked_for(filled: Run) -> None:
    done = filled("demander", "que disent les parents sur les éoliennes en mer")
    assert done.code == 0
    assert "Rien trouvé sur «\u00a0les éoliennes en mer\u00a0» (public\u00a0: parents)" in done.out
    assert "parmi 3\u00a0contributions." in done.out


def test_an_empty_question_is_refused_with_an_example(filled: Run) -> None:
    refused = filled("demander", " ? ")
    assert refused.code == 2
    assert "Quelle est la question" in refused.err
    assert "les élus" in refused.err


def test_one_event_can_be_asked_alone(filled: Run) -> None:
    assert filled("demander", "les bus", "--evenement", "atelier").code == 0
    assert filled("demander", "les bus", "--evenement", "ailleurs").code == 4
