"""Looking at a wall: lenses and doubles, as a facilitator reads them; nothing on the wall changes."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

WALL = """table;public;type;texte;votes
T1;parents;constat;2 ans d'attente pr une place en crèche !!;6
T1;parents;besoin;+ de places en crèche pour les bébés;2
T2;parents;faiblesse;la crèche ferme à 18h15;1
T2;jeunes;proposition;une navette le samedi soir;3
T3;jeunes;constat;pas de bus le dimanche;0
T3;jeunes;proposition;bus de nuit les vendredis;4
T3;jeunes;besoin;Deux ans d'attente pour une place en crèche;0
"""


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    path = tmp_path / "mur.csv"
    path.write_text(WALL, encoding="utf-8")
    assert run("importer", str(path), "--demarche", "CTG", "--evenement", "Atelier").code == 0
    assert run("themes").code == 0
    return run


def test_by_thematique_the_wall_says_what_nobody_spoke_of(filled: Run) -> None:
    done = filled("lentille", "--par", "thematique")
    assert done.code == 0
    assert "Petite enfance 0-3" in done.out
    assert "Personne n’en a parlé\u00a0: " in done.out
    unspoken = done.out.split("Personne n’en a parlé")[1]
    assert "Handicap, inclusion" in unspoken
    assert "Mobilité" not in unspoken
    assert "relisez" in unspoken


@pytest.mark.parametrize(
    ("lens", "heading"), [("sujet", "Sujet"), ("type", "proposition"), ("public", "jeunes")]
)
def test_the_same_wall_is_seen_by_subject_type_and_public(filled: Run, lens: str, heading: str) -> None:
    done = filled("lentille", "--par", lens)
    assert done.code == 0
    assert heading in done.out
    assert "Personne" not in done.out


def test_an_unknown_lens_is_refused_with_those_there_are(filled: Run) -> None:
    refused = filled("lentille", "--par", "couleur")
    assert refused.code == 2
    assert "sujet, type, public, thematique" in refused.err


def test_words_alone_still_find_thematiques_and_say_so(filled: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACILITATOR_MOTEUR", "lexical")
    done = filled("lentille", "--par", "thematique")
    assert "Petite enfance 0-3" in done.out
    assert "seuls mots du métier" in done.err


def test_looking_leaves_nothing_to_take_back(filled: Run) -> None:
    filled("lentille", "--par", "thematique")
    assert "thèmes de" in filled("annuler").out


def test_doubles_are_shown_with_their_reason_and_merged_by_nobody(filled: Run) -> None:
    done = filled("doublons")
    assert done.code == 0
    assert "1\u00a0doublon possible, à vérifier\u00a0: rien n’est fusionné." in done.out
    assert "mêmes mots" in done.out
    assert "table T3" in done.out
    assert "Deux ans d'attente pour une place en crèche" in done.out


def test_a_wall_without_doubles_says_what_may_escape(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mur.txt"
    path.write_text("plus de bus\nmoins de bus\n", encoding="utf-8")
    run("importer", str(path), "--demarche", "CTG", "--evenement", "Atelier")
    assert "Aucun doublon repéré" in run("doublons").out
