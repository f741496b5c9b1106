"""What is proposed for the projet, in the shell."""

from pathlib import Path

from tests.cli.conftest import Run
from tests.intake.written import file
from tests.workshop.test_proposals import FIRST, SECOND


def test_what_asks_for_an_action_is_listed_as_the_next_command_takes_it(run: Run, tmp_path: Path) -> None:
    for name, wall in (("Atelier", FIRST), ("Table ronde", SECOND)):
        file(tmp_path / "mur.csv", wall)
        assert run("importer", "mur.csv", "--demarche", "CTG", "--evenement", name).code == 0
    run("projet", "ajouter", "action", "Faire rouler une navette le soir")
    found = run("projet", "chercher", "0.0.1")
    assert found.code == 0
    assert "atelier 3" in found.out
    assert "crèche" not in found.out
    assert "× atelier 3" in run("projet", "chercher", "0.0.1", "--ecarter", "atelier 3").out
    assert "× atelier 3" in run("projet", "chercher", "0.0.1").out
    assert "× atelier 3" not in run("projet", "chercher", "0.0.1", "--reprendre", "atelier 3").out
    assert run("projet", "chercher", "0.0.1", "--ecarter", "atelier 99").code == 4
    assert run("projet", "appuyer", "0.0.1", "atelier 3").code == 0
    assert "une navette pour aller au marché" not in run("projet", "chercher", "0.0.1").out


def test_enjeux_are_proposed_and_one_that_is_not_there_is_refused(run: Run, tmp_path: Path) -> None:
    for name, wall in (("Atelier", FIRST), ("Table ronde", SECOND)):
        file(tmp_path / "mur.csv", wall)
        run("importer", "mur.csv", "--demarche", "CTG", "--evenement", name)
        code = name.lower().replace(" ", "-")
        run("theme", "Crèche", "4", "5", "6", "--evenement", code)
        run("theme", "Bus", "1", "2", "3", "--evenement", code)
    told = run("projet", "proposer")
    assert told.code == 0
    assert "2 événements" in told.out.replace("\u00a0", " ")
    assert run("projet", "proposer", "--accepter", "9").code != 0
    assert run("projet", "proposer", "--accepter", "1", "--ecarter", "1").code == 2
    assert run("projet", "proposer", "--ecarter", "1").code == 0
    listed = run("projet", "proposer").out
    assert listed.index("(écarté)") > listed.index("1  "), "last in the list"
    assert run("projet", "proposer", "--reprendre", "2").code == 0
    assert "(écarté)" not in run("projet", "proposer").out
    assert run("projet", "proposer", "--accepter", "1", "--titre", "Comment circuler ?").code == 0
    assert "E1 Comment circuler" in run("projet").out.replace("\u00a0", " ")
