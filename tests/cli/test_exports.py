"""Exports that come back by the command line: one command out, one command in."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

WALL = """texte;table;type;votes
+ de places en crèche;T1;besoin;3
un bus le soir;T2;proposition;5
les horaires de la mairie;T1;constat;0
"""


@pytest.fixture
def sorted_wall(run: Run, tmp_path: Path) -> Path:
    """A démarche of one sorted event, and the file it came from."""
    path = tmp_path / "mur.csv"
    path.write_text(WALL, "utf-8")
    assert run("importer", "mur.csv", "--demarche", "CTG", "--evenement", "Atelier").code == 0
    assert run("theme", "Mobilité", "2").code == 0
    return path


def written(run: Run, extension: str, demarche: str) -> Path:
    done = run("exporter", "--vers", extension, "--demarche", demarche)
    assert done.code == 0, done.err
    return Path(done.out.strip())


@pytest.mark.parametrize("extension", ["xlsx", "csv", "json"])
def test_an_export_comes_back_as_a_demarche_of_its_own(run: Run, sorted_wall: Path, extension: str) -> None:
    first = written(run, extension, "ctg")
    done = run("importer", str(first), "--demarche", "Une copie")
    assert done.code == 0, done.err
    assert "3 contributions ajoutées à « Une copie »" in done.out.replace("\xa0", " ")
    assert "Mobilité" in run("mur", "--demarche", "une-copie").out
    again = run("importer", str(first), "--demarche", "Une copie")
    assert "rien à ajouter" in again.out
    second = written(run, extension, "une-copie")
    if extension == "csv":
        assert second.read_bytes() == first.read_bytes()
    undone = run("annuler", "--demarche", "une-copie")
    assert f"Annulé : import de {first.name}" in undone.out
    assert run("mur", "--demarche", "une-copie").code == 3


def test_what_differs_is_listed_beside_the_demarche(run: Run, sorted_wall: Path, sessions: Path) -> None:
    first = written(run, "csv", "ctg")
    assert run("renommer", "Mobilité", "Transports", "--demarche", "ctg").code == 0
    done = run("importer", str(first), "--demarche", "ctg")
    assert "1 différence avec ce qui est déjà là" in done.out.replace("\xa0", " ")
    assert "Transports" in (sessions / "ctg" / "differences-import.csv").read_text("utf-8-sig")
    assert "Transports" in run("mur", "--demarche", "ctg").out


def test_a_file_of_others_needs_an_event_and_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mur.csv").write_text(WALL, "utf-8")
    done = run("importer", "mur.csv", "--demarche", "CTG")
    assert done.code == 2
    assert "« --evenement E »" in done.err.replace("\xa0", " ")


def test_an_event_that_the_export_lacks_makes_no_demarche(
    run: Run, sorted_wall: Path, sessions: Path
) -> None:
    first = written(run, "json", "ctg")
    done = run("importer", str(first), "--demarche", "Autre", "--evenement", "Fête")
    assert done.code == 4
    assert not (sessions / "autre").exists()
