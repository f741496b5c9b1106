"""The answers to a question as a picture: what it shows, in which order, and what it never says."""

from collections.abc import Sequence

import pytest

from facilitator.domain.survey import Form, Option, Question, QuestionKind, Questionnaire, Row
from facilitator.domain.survey_counts import count_questions
from facilitator.drafting.enquete_charts import Charts

OPTIONS = (Option("1", "Rarement"), Option("2", "Souvent"), Option("3", "Jamais"))


def told(question: Question, answers: Sequence[dict[str, tuple[str, ...]]]) -> str | None:
    """The place of the picture in the text, with its alternative; None without a picture."""
    forms = [Form(rank, "f", str(rank), given) for rank, given in enumerate(answers, start=1)]
    charts = Charts()
    place = charts.of(count_questions(Questionnaire("Q", (question,)), forms)[0])
    if place is None:
        assert not charts.drawn
        return None
    assert charts.drawn["q1.png"].startswith(b"\x89PNG")
    assert "](q1.png){width=16cm}" in str(place)
    return str(place).replace("\\", "").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (QuestionKind.ONE, "Rarement 10 (25 %), Souvent 30 (75 %), Jamais 0 (0 %)"),
        (QuestionKind.MANY, "Souvent 30 (75 %), Rarement 10 (25 %), Jamais 0 (0 %)"),
    ],
)
def test_answers_that_have_an_order_keep_it_and_those_ticked_among_several_go_by_their_count(
    kind: QuestionKind, expected: str
) -> None:
    answers = [{"q1": ("1",)}] * 10 + [{"q1": ("2",)}] * 30 + [{}] * 7
    shown = told(Question("q1", "Quand ?", kind, options=OPTIONS), answers)
    assert shown is not None
    assert f"Graphique en barres. {expected}." in shown


def test_under_thirty_answers_no_share_is_told() -> None:
    shown = told(Question("q1", "Quand ?", QuestionKind.SCALE, options=OPTIONS), [{"q1": ("2",)}] * 29)
    assert shown is not None
    assert "Souvent 29," in shown
    assert "%" not in shown


def test_a_table_is_read_row_by_row() -> None:
    rows = (Row("a", "Bus"), Row("b", "Train"))
    question = Question("q1", "Quand ?", QuestionKind.TABLE, options=OPTIONS, rows=rows)
    shown = told(question, [{"q1[a]": ("1",), "q1[b]": ("3",)}] * 2)
    assert shown is not None
    assert "Bus : Rarement 2, Souvent 0, Jamais 0 ; Train : Rarement 0, Souvent 0, Jamais 2." in shown


def test_words_numbers_and_silence_have_no_picture() -> None:
    assert told(Question("q1", "Une idée ?", QuestionKind.FREE), [{"q1": ("du bus",)}]) is None
    assert told(Question("q1", "Combien ?", QuestionKind.NUMBER), [{"q1": ("3",)}]) is None
    assert told(Question("q1", "Quand ?", QuestionKind.ONE, options=OPTIONS), [{}]) is None
