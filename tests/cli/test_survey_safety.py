"""The survey and the statistics are as safe as the wall: copied, restored, joined from two laptops."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from facilitator.store.carrying import beside, carried_by
from facilitator.store.demarche_file import FILE_NAME, DemarcheFile
from facilitator.store.survey import ENTERED, NewForm, SurveyFile
from facilitator.workshop.survey import Survey
from tests.cli.conftest import Run
from tests.cli.test_joining import plain
from tests.survey.conftest import WRITTEN

BOTH = {"q1": ("1",), "q2": ("1",), "q3": ("1", "4"), "q4": ("3",), "q5[a]": ("1",), "q5[b]": ("2",)} | {
    "q6": ("1", "2"),
    "q7": ("4",),
}


@pytest.fixture
def home(run: Run, sessions: Path, tmp_path: Path) -> Path:
    """A démarche with two post-its, a questionnaire, two typed forms and statistics."""
    (tmp_path / "un.txt").write_text("un bus\nune crèche", encoding="utf-8")
    assert run("importer", str(tmp_path / "un.txt"), "--demarche", "CTG", "--evenement", "Atelier").code == 0
    folder = sessions / "ctg"
    (folder / "enquete.md").write_text(WRITTEN, encoding="utf-8")
    (folder / "trames").mkdir()
    (folder / "trames" / "note.md").write_text("# La mienne\n", encoding="utf-8")
    with closing(sqlite3.connect(folder / "indicateurs.sqlite")) as file:
        file.executescript("PRAGMA journal_mode = WAL; CREATE TABLE t (x); INSERT INTO t VALUES (7)")
    typed(folder, "1", "2")
    return folder


def typed(folder: Path, *codes: str) -> None:
    survey = Survey(folder)
    for code in codes:
        survey.type_in({"q1": (code,)})


def answers(folder: Path) -> list[tuple[str, ...]]:
    return [form.answers["q1"] for form in SurveyFile(folder).forms]


def copied(run: Run, key: Path) -> Path:
    key.mkdir(exist_ok=True)
    before = set(key.iterdir())
    done = run("copier", str(key))
    assert done.code == 0, done.err
    (copy,) = set(key.iterdir()) - before
    return copy


def elsewhere(copy: Path, folder: Path) -> Path:
    """The copy laid as a démarche of another laptop, opened there once."""
    folder.mkdir(parents=True)
    copy.rename(folder / FILE_NAME)
    DemarcheFile.open(folder, station="autre").close()
    return folder


def test_a_copy_is_one_file_that_carries_survey_statistics_and_trames(
    run: Run, home: Path, tmp_path: Path
) -> None:
    key = tmp_path / "clé"
    key.mkdir()
    done = run("copier", str(key))
    assert "Avec enquete.jsonl, enquete.md, indicateurs.sqlite et trames/note.md." in plain(done.out)
    (copy,) = key.iterdir()
    assert carried_by(copy) == ("enquete.jsonl", "enquete.md", "indicateurs.sqlite", "trames/note.md")
    other = elsewhere(copy, tmp_path / "autre" / "ctg")
    assert answers(other) == [("1",), ("2",)]
    assert (other / "trames" / "note.md").read_text("utf-8") == "# La mienne\n"
    with closing(sqlite3.connect(other / "indicateurs.sqlite")) as file:
        assert file.execute("SELECT x FROM t").fetchone() == (7,)
    assert carried_by(other / FILE_NAME) == ()


def test_restoring_brings_the_answers_back_and_can_be_undone(run: Run, home: Path) -> None:
    assert run("copier").code == 0
    typed(home, "99")
    (home / "trames" / "synthese.md").write_text("# Plus tard\n", encoding="utf-8")
    done = run("restaurer", "1")
    assert done.code == 0, done.err
    assert "Revenus aussi : enquete.jsonl" in plain(done.out)
    assert "laissés tels quels : trames/synthese.md" in plain(done.out)
    assert answers(home) == [("1",), ("2",)]
    assert run("restaurer", "2").code == 0
    assert answers(home) == [("1",), ("2",), ("99",)]


def test_a_lost_demarche_comes_back_with_its_survey(run: Run, home: Path) -> None:
    assert run("copier").code == 0
    for name in (FILE_NAME, "enquete.jsonl", "enquete.md"):
        (home / name).unlink()
    assert run("restaurer", "1", "--demarche", "ctg").code == 0
    assert "2 répondants" in plain(run("enquete", "--demarche", "ctg").out)


def test_a_copy_laid_by_hand_answers_with_its_survey(run: Run, home: Path, tmp_path: Path) -> None:
    other = home.parent / "copie"
    other.mkdir()
    copied(run, tmp_path / "clé").rename(other / FILE_NAME)
    assert "2 répondants" in plain(run("enquete", "--demarche", "copie").out)


def test_a_damaged_demarche_that_comes_back_leaves_the_answers_typed_since(run: Run, home: Path) -> None:
    assert run("copier").code == 0
    typed(home, "99")
    (home / FILE_NAME).write_bytes(b"perdu" * 1000)
    assert run("restaurer", "1").code == 0
    assert answers(home) == [("1",), ("2",), ("99",)]


def test_two_laptops_that_typed_paper_forms_are_joined_without_doubles(
    run: Run, home: Path, tmp_path: Path
) -> None:
    other = elsewhere(copied(run, tmp_path / "clé"), tmp_path / "autre" / "ctg")
    typed(home, "99")
    typed(other, "1", "99")
    done = run("reunir", "ctg", str(other))
    assert done.code == 0, done.err
    assert "2 formulaires ajoutés ; 5 formulaires en tout." in plain(done.out)
    assert "Enquête : n° 3 à 4 de l’autre poste deviennent n° 4 à 5" in plain(done.out)
    assert answers(home) == [("1",), ("2",), ("99",), ("1",), ("99",)]
    assert "Rien à ajouter" in plain(run("reunir", "ctg", str(other)).out)
    back = next(line for line in done.out.splitlines() if line.startswith("Pour revenir"))
    assert run(*back.partition("facilitator ")[2].split()).code == 0
    assert answers(home) == [("1",), ("2",), ("99",)]


def test_a_form_taken_back_or_corrected_at_one_post_is_so_after_joining(
    run: Run, home: Path, tmp_path: Path
) -> None:
    other = elsewhere(copied(run, tmp_path / "clé"), tmp_path / "autre" / "ctg")
    first, second = SurveyFile(home).forms
    Survey(home).take_back_last()
    SurveyFile(other).keep([NewForm(ENTERED, first.key, {"q1": ("99",)})])
    assert run("reunir", "ctg", str(other)).code == 0
    assert answers(home) == [("99",)]
    there = SurveyFile(other)
    there.take_back([one for one in there.forms if one.key == first.key])
    done = run("reunir", "ctg", str(other))
    assert "1 repris" in plain(done.out)
    assert answers(home) == []
    assert second.key in {form.key for form in SurveyFile(other).forms}


def test_a_form_corrected_at_both_posts_is_listed_and_stays_as_it_is_here(
    run: Run, home: Path, tmp_path: Path
) -> None:
    other = elsewhere(copied(run, tmp_path / "clé"), tmp_path / "autre" / "ctg")
    first, _ = SurveyFile(home).forms
    SurveyFile(home).keep([NewForm(ENTERED, first.key, {"q1": ("2",)})])
    SurveyFile(other).keep([NewForm(ENTERED, first.key, {"q1": ("99",)})])
    assert run("reunir", "ctg", str(other)).code == 0
    assert answers(home)[0] == ("2",)
    listed = (home / "conflits-reunion.csv").read_text("utf-8-sig")
    assert "Formulaire n° 1;q1;2;99" in listed


def test_a_file_imported_at_both_posts_from_two_folders_counts_once(
    run: Run, home: Path, tmp_path: Path
) -> None:
    other = elsewhere(copied(run, tmp_path / "clé"), tmp_path / "autre" / "ctg")
    for name, folder in (("a.csv", home), ("dossier b.csv", other)):
        (tmp_path / name).write_text("q1;q2\n1;1\n1;1\n2;1\n", encoding="utf-8")
        assert Survey(folder).bring_in(tmp_path / name).added == 3
    assert run("reunir", "ctg", str(other)).code == 0
    assert len(answers(home)) == 5


def test_one_sheet_typed_at_both_posts_is_told_and_nothing_is_removed(
    run: Run, home: Path, tmp_path: Path
) -> None:
    other = elsewhere(copied(run, tmp_path / "clé"), tmp_path / "autre" / "ctg")
    for folder in (home, other):
        Survey(folder).type_in(BOTH)
    done = run("reunir", "ctg", str(other))
    assert "Une même feuille saisie deux fois ? Mêmes réponses : n° 3 et n° 4." in plain(done.out)
    assert len(answers(home)) == 4


def test_a_first_laptop_without_survey_takes_all_of_it(run: Run, home: Path, tmp_path: Path) -> None:
    other = elsewhere(copied(run, tmp_path / "clé"), tmp_path / "autre" / "ctg")
    for name in beside(home):
        (home / name).unlink()
    done = run("reunir", "ctg", str(other))
    assert "Pris de l’autre poste : enquete.jsonl, enquete.md" in plain(done.out)
    assert answers(home) == [("1",), ("2",)]


def test_a_copy_cannot_write_outside_of_its_folder(run: Run, home: Path, tmp_path: Path) -> None:
    copy = copied(run, tmp_path / "clé")
    with closing(sqlite3.connect(copy)) as file:
        for name in ("../dehors.md", "/tmp/dehors.md", "..\\dehors.md", "trames/../../dehors.md", "a.exe"):
            content = file.execute("SELECT content FROM carried WHERE name = 'enquete.md'").fetchone()[0]
            file.execute("INSERT INTO carried VALUES (?, ?)", (name, content))
        file.commit()
    other = elsewhere(copy, tmp_path / "autre" / "ctg")
    assert [path.name for path in tmp_path.rglob("dehors.md")] == []
    assert not (other / "a.exe").exists()
    assert (other / "enquete.md").exists()


def test_a_purge_leaves_no_answer_in_any_copy(run: Run, home: Path) -> None:
    Survey(home).type_in({"q8": ("introuvable ensuite",)})
    assert run("copier").code == 0
    assert run("purger", "--oui").code == 0
    held = [path for path in home.rglob("*") if path.is_file() and b"introuvable" in path.read_bytes()]
    assert not held
    assert not list((home / "sauvegardes").glob("*"))


def test_answers_are_copied_before_those_of_a_file_are_forgotten(
    run: Run, home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "r.csv"
    path.write_text("q1\n1\n", encoding="utf-8")
    assert run("enquete", "importer", str(path)).code == 0
    assert not (home / "sauvegardes").exists()
    path.write_text("q1\n99\n", encoding="utf-8")
    done = run("enquete", "importer", str(path), "--remplacer")
    assert "facilitator restaurer 1" in plain(done.err)
    assert answers(home) == [("1",), ("2",), ("99",)]
    assert run("restaurer", "1").code == 0
    assert answers(home) == [("1",), ("2",), ("1",)]
