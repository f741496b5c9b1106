"""The survey from the shell: begun, checked, printed, typed in, counted."""

import io
import os
import sys
from pathlib import Path

import pytest

import facilitator
from facilitator.errors import TemplateError
from facilitator.workshop.survey import Survey
from tests.cli.conftest import Ran, Run
from tests.survey.conftest import WRITTEN


@pytest.fixture
def begun(run: Run, tmp_path: Path) -> Path:
    source = tmp_path / "mien.md"
    source.write_text(WRITTEN, encoding="utf-8")
    told = run("enquete", "commencer", "--demarche", "CTG Val", "--depuis", str(source))
    assert told.code == 0, told.err
    return source


def typed(run: Run, monkeypatch: pytest.MonkeyPatch, *lines: str) -> Ran:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    return run("enquete", "saisir")


def test_a_questionnaire_is_begun_checked_and_printed(run: Run, sessions: Path) -> None:
    assert run("enquete", "commencer", "--demarche", "CTG Val").code == 0
    told = run("enquete", "verifier")
    assert (told.code, "20\u00a0questions, 0\u00a0faute" in told.out) == (0, True)
    told = run("enquete", "imprimer", "--vers", "html")
    assert told.code == 0
    assert (sessions / "ctg-val" / "livrables" / "questionnaire.html").is_file()
    assert "à compléter" in told.err


def test_faults_are_told_with_file_and_line_and_an_exit_code(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "q.md"
    path.write_text(WRITTEN.replace("type : nombre", "type : nombr"), encoding="utf-8")
    told = run("enquete", "verifier", str(path))
    assert told.code == 7
    line = path.read_text("utf-8").splitlines().index("type : nombr") + 1
    assert f"{path}, ligne {line}\u00a0:" in told.out
    assert "«\u00a0nombre\u00a0»" in told.out


def test_the_bank_shows_its_questions(run: Run, sessions: Path) -> None:
    told = run("enquete", "banque", "mobilite")
    assert "[mobilite/sans-voiture]" in told.out
    assert run("enquete", "banque", "rien").code == 2


def test_forms_are_typed_corrected_and_taken_back(
    run: Run, begun: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = typed(
        run, monkeypatch, "q1=1 q2=1 q3=1,4 q8=plus de bus", "q1=7 q2=2", "q1=2", "q1=1 +", "q2=2", "annuler",
        "? q5", "fin",
    )  # fmt: skip
    assert told.code == 0
    assert "✗" in told.out
    assert "repris" in told.out
    assert "2\u00a0formulaires en tout" in told.out
    told = run("enquete", "resultats", "--question", "q1")
    assert "2\u00a0répondants" in told.out
    assert "marge d’erreur" in told.out


def test_the_end_of_the_input_keeps_the_form_under_way(
    run: Run, begun: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "1\u00a0formulaire en tout" in typed(run, monkeypatch, "q1=1 q2=9").out


def test_answers_come_in_with_their_faults_listed_and_are_crossed(
    run: Run, begun: Path, tmp_path: Path
) -> None:
    path = tmp_path / "reponses.csv"
    path.write_text("q1;q2\n" + "1;1\n" * 12 + "2;2\n" * 3 + "9;1\n", encoding="utf-8")
    told = run("enquete", "importer", str(path))
    assert told.code == 0
    assert "16\u00a0nouveaux formulaires" in told.out
    assert "Ligne 17, q1\u00a0:" in told.out
    told = run("enquete", "resultats", "--question", "q2", "--par", "q1")
    assert "moins de 5" in told.out
    assert "12" in told.out


def test_an_unknown_question_or_form_is_refused(run: Run, begun: Path, tmp_path: Path) -> None:
    assert run("enquete", "imprimer", "--vers", "doc").code == 2
    assert run("enquete", "resultats").code == 3
    path = tmp_path / "r.csv"
    path.write_text("q1\n1\n", encoding="utf-8")
    run("enquete", "importer", str(path))
    assert run("enquete", "resultats", "--question", "q99").code == 2
    assert run("enquete", "resultats", "--par", "q2").code == 2
    assert run("enquete", "resultats", "--vers", "txt").code == 2


def test_a_form_waits_until_every_wrong_answer_is_corrected(
    run: Run, begun: Path, sessions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = typed(run, monkeypatch, "q1=7 q3=1,5", "q1=1", "q3=4", "fin")
    assert "À corriger\u00a0: q3." in told.out
    (form,) = Survey(sessions / "ctg-val").forms
    assert dict(form.answers) == {"q1": ("1",), "q3": ("4",)}


def test_a_form_typed_before_is_shown_and_corrected_by_its_number(
    run: Run, begun: Path, sessions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = typed(
        run, monkeypatch, "q1=1 q7=12", "q1=2", "corriger 1 q1=99 q7=", "corriger 2 q1=8", "voir 2",
        "corriger 9 q1=1",
    )  # fmt: skip
    assert "n°\u00a01\u00a0: q1=99" in told.out
    assert "Le formulaire n°\u00a02 reste comme il était." in told.out
    assert "n°\u00a02\u00a0: q1=2" in told.out
    assert "Aucun formulaire saisi n’a le n°\u00a09." in told.out
    forms = Survey(sessions / "ctg-val").forms
    assert [dict(form.answers) for form in forms] == [{"q1": ("99",)}, {"q1": ("2",)}]


def test_a_question_that_is_not_there_is_told_where_it_stands(
    run: Run, begun: Path, sessions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = typed(run, monkeypatch, "q1=1 q99=4 q2=1", "", "q8=le bus q99=4 passe tard")
    assert "q99\u00a0: ce questionnaire n’a pas cette question." in told.out
    first, second = Survey(sessions / "ctg-val").forms
    assert dict(first.answers) == {"q1": ("1",), "q2": ("1",)}
    assert dict(second.answers) == {"q8": ("le bus q99=4 passe tard",)}


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed")
def test_in_a_terminal_what_was_typed_before_a_kill_is_there_again(
    run: Run, begun: Path, sessions: Path
) -> None:
    from tests.tui.terminal import Terminal

    command = [sys.executable, "-m", "facilitator", "enquete", "saisir"]
    environment = {**os.environ, "PYTHONPATH": str(Path(facilitator.__file__).parents[1])}
    with Terminal(command, environment) as terminal:
        terminal.wait_for("1 > ")
        terminal.type("q1=1 q2=1\r")
        terminal.wait_for("✓ n°\u00a01")
        terminal.type("q1=2 q3=")
        terminal.read(0.2)
    with Terminal(command, environment) as terminal:
        terminal.wait_for("2 > ")
        terminal.type("annuler\r")
        terminal.wait_for("Il disait")
        terminal.type("q1=99\r")
        terminal.wait_for("✓ n°\u00a02")
    (form,) = Survey(sessions / "ctg-val").forms
    assert dict(form.answers) == {"q1": ("99",)}


def test_beside_an_event_the_survey_waits_to_be_asked_for(
    run: Run, begun: Path, sessions: Path, tmp_path: Path
) -> None:
    answers, wall = tmp_path / "r.csv", tmp_path / "mur.txt"
    answers.write_text("q1;q2\n" + "1;1\n" * 8, encoding="utf-8")
    wall.write_text("pas de bus le dimanche\nun minibus le samedi\n", encoding="utf-8")
    run("enquete", "importer", str(answers))
    brought = run("importer", str(wall), "--demarche", "CTG Val", "--evenement", "Atelier")
    assert brought.code == 0, brought.err
    results = sessions / "ctg-val" / "livrables" / "enquete-resultats.docx"
    told = run("livrables")
    assert told.code == 0, told.err
    assert "atelier-restitution.pptx" in told.out
    assert "--etude" in told.err
    assert not results.exists()
    assert run("livrables", "--etude").code == 0
    assert results.exists()


def test_a_mission_that_has_a_survey_only_drafts_its_results(
    run: Run, begun: Path, sessions: Path, tmp_path: Path
) -> None:
    assert "rien à rédiger" in run("livrables").err
    path = tmp_path / "r.csv"
    path.write_text("q1;q2\n" + "1;1\n" * 8, encoding="utf-8")
    run("enquete", "importer", str(path))
    told = run("livrables")
    assert told.code == 0, told.err
    written = {one.name for one in (sessions / "ctg-val" / "livrables").iterdir()}
    assert {"enquete-resultats.docx", "enquete-resultats.xlsx"} <= written
    (sessions / "ctg-val" / "enquete.md").write_text("# Rien", encoding="utf-8")
    told = run("livrables")
    assert told.code == TemplateError.exit_code
    assert "enquete.md" in told.err
