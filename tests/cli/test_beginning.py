"""A mission begun in the shell: each step tells the next one, and nothing it does not have is asked for."""

from pathlib import Path

from tests.cli.conftest import Run
from tests.intake.written import file

WALL = "texte,type,table\npas de bus le dimanche,besoin,T1\nun minibus le samedi,proposition,T2\n"


def plain(told: str) -> str:
    return " ".join(told.replace("\u00a0", " ").split())


def test_a_seminaire_alone_tells_what_comes_next_and_says_no_word_of_etapes(run: Run) -> None:
    begun = plain(run("demarche", "nouvelle", "Séminaire du Val", "--modele", "seminaire").out)
    assert "facilitator evenement seminaire --date" in begun
    assert "tape" not in begun.replace("Tapez", ""), "no word about étapes"
    empty = run("themes")
    assert empty.code == 0
    assert "aucune contribution" in plain(empty.out)
    nothing = run("livrables")
    assert nothing.code == 3
    assert "rien à rédiger" in plain(nothing.err)


def test_a_file_goes_into_the_only_event_and_asks_which_where_there_are_several(
    run: Run, tmp_path: Path
) -> None:
    run("demarche", "nouvelle", "Séminaire du Val", "--modele", "seminaire")
    wall = file(tmp_path / "mur.csv", WALL)
    assert "« Séminaire »" in plain(run("importer", str(wall), "--demarche", "Séminaire du Val").out)
    run("evenement", "Atelier", "--nouveau", "--demarche", "Séminaire du Val")
    assert run("importer", str(wall), "--demarche", "Séminaire du Val").code == 2
    assert run("importer", str(wall), "--demarche", "Toute nouvelle").code == 2


def test_a_title_with_an_emoji_prints_on_paper(run: Run) -> None:
    assert run("preparer", "Fête 🎉", "--methode", "ketso", "--demarche", "CTG").code == 0
    assert run("feuilles", "--demarche", "CTG").code == 0


def test_ten_thousand_signs_given_as_a_code_do_not_fill_the_screen(run: Run) -> None:
    run("projet", "ajouter", "axe", "Mobilité", "--demarche", "CTG")
    run("demarche", "nouvelle", "CTG", "--modele", "seminaire")
    refused = run("projet", "lier", "é" * 10_000, "--demarche", "CTG")
    assert refused.code == 4
    assert len(refused.err) < 600


def test_a_theme_gone_from_its_wall_is_unlinked_by_the_name_it_bore(run: Run, tmp_path: Path) -> None:
    wall = file(tmp_path / "mur.csv", WALL)
    run("importer", str(wall), "--demarche", "CTG", "--evenement", "Atelier")
    run("theme", "Bus", "1")
    run("theme", "Minibus", "2")
    run("projet", "ajouter", "axe", "Mobilité")
    assert run("projet", "appuyer", "1", "atelier Bus").code == 0
    assert run("fusionner", "Minibus", "Bus").code == 0
    assert run("projet", "appuyer", "1", "atelier Bus").code == 0, "linked already: nothing is lost"
    unlinked = run("projet", "appuyer", "1", "atelier Bus", "--retirer")
    assert unlinked.code == 0
    assert "0 thème" in plain(unlinked.out)
