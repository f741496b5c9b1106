"""Copies on a key, and coming back to a dated one."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from facilitator.domain.theme import Author
from facilitator.store import database
from facilitator.store.contributions import NewContribution
from facilitator.store.demarche_file import FILE_NAME, DemarcheFile
from facilitator.workshop import drafted
from tests.cli.conftest import Run
from tests.cli.test_joining import plain
from tests.store.test_adversity import held_by_another_process


@pytest.fixture
def home(run: Run, sessions: Path, tmp_path: Path) -> Path:
    """A démarche of two post-its, then of three."""
    for name, lines in (("un.txt", "un bus\nune crèche"), ("deux.txt", "un médecin")):
        (tmp_path / name).write_text(lines, encoding="utf-8")
        run("importer", str(tmp_path / name), "--demarche", "CTG", "--evenement", "Atelier")
    return sessions / "ctg"


def count(path: Path) -> int:
    with closing(sqlite3.connect(path)) as file:
        return int(file.execute("SELECT count(*) FROM contributions WHERE NOT withdrawn").fetchone()[0])


def test_a_copy_on_a_key_says_where_it_is_and_how_large_while_somebody_types(
    run: Run, home: Path, tmp_path: Path
) -> None:
    key = tmp_path / "Clé USB"
    key.mkdir()
    with DemarcheFile.open(home, station="autre"):
        done = run("copier", str(key))
    assert done.code == 0, done.err
    assert "copie vérifiée de 3 contributions" in plain(done.out)
    assert "Ko" in done.out
    (copy,) = key.iterdir()
    assert copy.name.startswith("ctg_20")
    assert str(copy) in done.out
    assert count(copy) == 3
    assert run("copier", str(key)).code == 0
    assert len(list(key.iterdir())) == 2


def test_everything_takes_the_livrables_along(run: Run, home: Path, tmp_path: Path) -> None:
    assert run("exporter", "--vers", "csv").code == 0
    done = run("copier", str(tmp_path), "--tout")
    assert done.code == 0, done.err
    folder = Path(done.out.splitlines()[-1])
    assert count(folder / FILE_NAME) == 3
    assert [path.name for path in (folder / "livrables").iterdir()] == ["atelier-contributions.csv"]


def test_a_key_that_is_not_there_is_told_and_nothing_is_made(run: Run, home: Path, tmp_path: Path) -> None:
    absent = tmp_path / "clé"
    refused = run("copier", str(absent))
    assert refused.code == 4
    assert "Branchez-la" in refused.err
    assert not absent.exists()


def test_without_a_folder_the_copy_is_among_the_dated_ones(run: Run, home: Path) -> None:
    assert run("copier").code == 0
    listed = run("restaurer").out
    assert [word in listed for word in ("avant import", "copie")] == [True, True]


def test_restoring_gives_back_what_was_there_and_can_be_restored_from(run: Run, home: Path) -> None:
    done = run("restaurer", "1")
    assert done.code == 0, done.err
    assert "est revenue à 2 contributions (il y en avait 3)" in plain(done.out)
    assert "1 contribution de moins qu’avant" in plain(done.out)
    assert count(home / FILE_NAME) == 2
    assert sorted(path.name for path in home.glob(f"{FILE_NAME}*")) == [FILE_NAME]
    assert "un bus" in run("mur").out
    assert "avant restauration" in run("restaurer").out
    back = run("restaurer", "2")
    assert (back.code, count(home / FILE_NAME)) == (0, 3)


def test_after_a_restoring_no_livrable_is_told_to_be_up_to_date(run: Run, home: Path) -> None:
    assert run("exporter").code == 0
    sources = home / "livrables" / drafted.FILE_NAME
    assert sources.exists()
    (backup, *_) = sorted((home / "sauvegardes").iterdir())
    assert run("restaurer", backup.name).code == 0
    assert not sources.exists()
    assert list((home / "livrables").glob("*.xlsx"))


def test_restoring_is_refused_while_the_demarche_is_open_elsewhere(run: Run, home: Path) -> None:
    with DemarcheFile.open(home, station="autre") as other:
        other.agenda.events()
        refused = run("restaurer", "1")
    assert refused.code == 5
    assert "ouverte ailleurs" in refused.err
    assert count(home / FILE_NAME) == 3


def test_a_demarche_that_another_process_writes_is_told_to_wait_for(
    run: Run, home: Path, tmp_path: Path, python: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 100)
    elsewhere = tmp_path / "clé" / FILE_NAME
    assert run("copier", str(tmp_path)).code == 0
    elsewhere.parent.mkdir()
    next(tmp_path.glob("ctg_*.sqlite")).rename(elsewhere)
    with DemarcheFile.open(elsewhere.parent, station="B") as other:
        event = other.agenda.events()[0]
        with other.journal.act("saisie", "là", by=Author.HUMAN):
            other.contributions.record([NewContribution(event.id, "là")])
    with held_by_another_process(home / FILE_NAME, python):
        for words in (("reunir", "ctg", str(elsewhere)), ("annuler",)):
            refused = run(*words)
            assert (refused.code, "La démarche est occupée" in refused.err) == (5, True)
            assert "rien n’a été changé" in refused.err
        assert "ouverte ailleurs" in run("restaurer", "1").err
        assert run("copier").code == 0
    assert count(home / FILE_NAME) == 3
    assert run("reunir", "ctg", str(elsewhere)).code == 0
    assert count(home / FILE_NAME) == 4


def test_a_damaged_demarche_is_put_aside_with_its_log_and_the_copy_takes_its_place(
    run: Run, home: Path
) -> None:
    (home / FILE_NAME).write_bytes(b"abime" * 4000)
    (home / f"{FILE_NAME}-wal").write_bytes(b"ancien journal")
    done = run("restaurer", "1")
    assert done.code == 0, done.err
    assert "illisible ou absent" in done.out
    assert "une crèche" in run("mur").out
    aside = sorted(path.name for path in (home / "sauvegardes").glob("abimee*"))
    assert [name.endswith(".sqlite-wal") for name in aside] == [False, True]


def test_a_lost_demarche_comes_back_from_its_copies(run: Run, home: Path) -> None:
    (home / FILE_NAME).unlink()
    assert run("restaurer", "1", "--demarche", "ctg").code == 0
    assert count(home / FILE_NAME) == 2


def test_the_copy_of_another_demarche_is_not_put_in_its_place(run: Run, home: Path, tmp_path: Path) -> None:
    (tmp_path / "autre.txt").write_text("autre", encoding="utf-8")
    run("importer", str(tmp_path / "autre.txt"), "--demarche", "Autre", "--evenement", "Réunion")
    refused = run("restaurer", str(home.parent / "autre"), "--demarche", "ctg")
    assert (refused.code, count(home / FILE_NAME)) == (2, 3)
    unknown = run("restaurer", "77", "--demarche", "ctg")
    assert (unknown.code, "Sauvegardes connues : 1" in plain(unknown.err)) == (4, True)
