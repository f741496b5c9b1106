"""Answers brought back: codes or texts, wrong ones listed with line and column, the good ones kept."""

import csv
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.survey import Answers, QuestionKind, Questionnaire
from facilitator.errors import InputError
from facilitator.survey.answers import read_answers
from facilitator.survey.keyboard import read_typed
from tests.survey.conftest import WRITTEN


def told(path: Path, text: str, questionnaire: Questionnaire) -> list[Answers]:
    path.write_text(text, encoding="utf-8")
    intake = read_answers(path, questionnaire)
    assert not intake.faults, intake.faults
    return [row.answers for row in intake.rows]


def test_codes_and_full_texts_say_the_same(questionnaire: Questionnaire, tmp_path: Path) -> None:
    codes = told(tmp_path / "a.csv", "q1;q2;q3;q4;q6\n2;1;1,4;3;3,1\n", questionnaire)
    words = told(
        tmp_path / "b.csv",
        "Votre commune ?;Des enfants chez vous ?;Quels modes de garde ?;q4;q6. Vos priorités ?\n"
        "bréval;oui;Un parent; Plutôt Oui ;Soins;Garde\n".replace(
            "Un parent", "Un parent, Des proches"
        ).replace("Soins;Garde", "Soins|Garde"),
        questionnaire,
    )
    assert codes == words == [{"q1": ("2",), "q2": ("1",), "q3": ("1", "4"), "q4": ("3",), "q6": ("3", "1")}]


def test_a_limesurvey_export_is_read_with_codes_and_with_full_answers(
    questionnaire: Questionnaire, tmp_path: Path
) -> None:
    head = (
        '"id","submitdate","ipaddr","q1","q3[1]","q3[2]","q3[4]","q5[a]","q5[b]","q6[1]","q6[2]","q7","q8"\n'
    )
    codes = '"12","2026-05-02 10:00","10.0.0.1","99","Y","","Y","1","9","2","4","35.0000000000","des bus"\n'
    full = '"13","2026","10.0.0.1","Ailleurs","Oui","Non","Oui","Oui","N/A","Bus","Logement","35","des bus"\n'
    path = tmp_path / "results-survey1.csv"
    path.write_text(head + codes + full, encoding="utf-8")
    intake = read_answers(path, questionnaire)
    assert not intake.faults
    shared = {
        "q1": ("99",),
        "q3": ("1", "4"),
        "q5[a]": ("1",),
        "q6": ("2", "4"),
        "q7": ("35",),
        "q8": ("des bus",),
    }
    assert dict(intake.rows[0].answers) == {**shared, "q5[b]": ("9",)}
    assert dict(intake.rows[1].answers) == shared
    assert [row.key for row in intake.rows] == ["12", "13"]
    assert "ipaddr" in intake.notes[0]


def test_wrong_codes_are_listed_and_the_rest_of_the_form_is_kept(
    questionnaire: Questionnaire, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id;q1;q3;q5[a];q6;q7\n1;7;1,3;1;2,2;300\n2;2;4;8;1,2,3,4;douze\n", encoding="utf-8")
    intake = read_answers(path, questionnaire)
    assert [(one.line, one.column, one.cell) for one in intake.faults] == [
        (2, "q1", "7"),
        (2, "q3", "1,3"),
        (2, "q6", "2,2"),
        (2, "q7", "300"),
        (3, "q5[a]", "8"),
        (3, "q6", "1,2,3,4"),
        (3, "q7", "douze"),
    ]
    assert [dict(row.answers) for row in intake.rows] == [{"q5[a]": ("1",)}, {"q1": ("2",), "q3": ("4",)}]


def test_a_file_of_something_else_is_refused_with_its_columns(
    questionnaire: Questionnaire, tmp_path: Path
) -> None:
    path = tmp_path / "autre.csv"
    path.write_text("texte;table\nbus;T1\n", encoding="utf-8")
    with pytest.raises(InputError, match="aucune colonne"):
        read_answers(path, questionnaire)


def test_windows_encoding_and_tabs_are_found(questionnaire: Questionnaire, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("q1\tq8\nBréval\tdes élus à l’écoute\n".encode("cp1252"))
    (row,) = read_answers(path, questionnaire).rows
    assert dict(row.answers) == {"q1": ("2",), "q8": ("des élus à l’écoute",)}


def test_ten_thousand_rows_with_wrong_codes_take_seconds(
    questionnaire: Questionnaire, tmp_path: Path
) -> None:
    path = tmp_path / "grand.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["id", *questionnaire.by_key])
        for number in range(10_000):
            wrong = "77" if number % 10 == 0 else "2"
            writer.writerow([number, wrong, "1", "1,4", "3", "1", "2", "1,2,3", "40", f"idée {number}"])
    begun = time.perf_counter()
    intake = read_answers(path, questionnaire)
    assert time.perf_counter() - begun < 10
    assert (len(intake.rows), len(intake.faults)) == (10_000, 1_000)
    assert {one.column for one in intake.faults} == {"q1"}


@pytest.fixture(scope="module")
def house() -> Questionnaire:
    from facilitator.survey.questionnaire_file import read_questionnaire

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "q.md"
        path.write_text(WRITTEN, encoding="utf-8")
        return read_questionnaire(path)


def answers_of(questionnaire: Questionnaire) -> st.SearchStrategy[dict[str, tuple[str, ...]]]:
    """Any good answers, some questions left blank."""
    given_: dict[str, st.SearchStrategy[tuple[str, ...]]] = {}
    for key, one in questionnaire.by_key.items():
        codes = [option.code for option in one.options]
        match one.kind:
            case QuestionKind.MANY:
                given_[key] = st.lists(st.sampled_from(codes), min_size=1, unique=True).map(
                    lambda some, order=codes: tuple(sorted(some, key=order.index))
                )
            case QuestionKind.RANKING:
                given_[key] = st.lists(st.sampled_from(codes), min_size=1, max_size=3, unique=True).map(tuple)
            case QuestionKind.NUMBER:
                given_[key] = st.integers(0, 200).map(lambda value: (str(value),))
            case QuestionKind.FREE:
                given_[key] = st.sampled_from(["plus de bus", "=1+1", "« garde » ; soir", "'oui'"]).map(
                    lambda text: (text,)
                )
            case _:
                given_[key] = st.sampled_from(codes).map(lambda code: (code,))
    return st.fixed_dictionaries({}, optional=given_)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_was_answered_comes_back_from_a_csv(house: Questionnaire, data: st.DataObject) -> None:
    from facilitator.intake.formulas import neutralise

    forms = data.draw(st.lists(answers_of(house), min_size=1, max_size=6))
    keys = list(house.by_key)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(["id", *keys])
            for number, form in enumerate(forms):
                writer.writerow([number, *(neutralise(",".join(form.get(key, ()))) for key in keys)])
        intake = read_answers(path, house)
    assert not intake.faults
    assert [dict(row.answers) for row in intake.rows] == [form for form in forms if form]


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_what_is_typed_is_what_was_answered(house: Questionnaire, data: st.DataObject) -> None:
    form = data.draw(answers_of(house))
    form.pop("q8", None)
    typed = read_typed(house, " ".join(f"{key}={','.join(value)}" for key, value in form.items()))
    assert not typed.faults
    assert dict(typed.answers) == form


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=80))
def test_whatever_is_typed_gives_good_codes_or_faults(house: Questionnaire, line: str) -> None:
    typed = read_typed(house, line)
    for key, value in typed.answers.items():
        question = house.by_key[key]
        if question.kind.has_options:
            assert all(question.option(code) for code in value)
    assert typed.answers or typed.faults or not line.strip().removesuffix("+").strip()


def test_a_line_of_codes_is_read_as_paper_gives_it(questionnaire: Questionnaire) -> None:
    typed = read_typed(questionnaire, "q1=2 q3=1,4 q5=1- q6=3,1 q8=plus de bus le soir")
    assert dict(typed.answers) == {
        "q1": ("2",),
        "q3": ("1", "4"),
        "q5[a]": ("1",),
        "q5[b]": (),
        "q6": ("3", "1"),
        "q8": ("plus de bus le soir",),
    }
    assert read_typed(questionnaire, "q5b=9 q1=4 +").faults
    assert read_typed(questionnaire, "q5b=9 +").more


def test_two_columns_of_one_question_that_differ_are_a_fault(
    questionnaire: Questionnaire, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("q1;q1;q2\n1;2;1\n2;2;1\n", encoding="utf-8")
    intake = read_answers(path, questionnaire)
    assert [dict(row.answers) for row in intake.rows] == [{"q2": ("1",)}, {"q1": ("2",), "q2": ("1",)}]
    (fault,) = intake.faults
    assert (fault.line, fault.column) == (2, "q1")


def test_rows_that_bear_one_identifier_are_kept_and_told(
    questionnaire: Questionnaire, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id;q1;q2\n1;1;1\n1;2;2\n2;1;1\n1;1;1\n", encoding="utf-8")
    intake = read_answers(path, questionnaire)
    assert [(row.key, row.answers["q1"]) for row in intake.rows] == [
        ("1", ("1",)),
        ("1#2", ("2",)),
        ("2", ("1",)),
    ]
    told = " ".join(intake.notes).replace("\u00a0", " ")
    assert "1 ligne (5), comptée une fois" in told
    assert "1 ligne (3), gardée à part" in told
