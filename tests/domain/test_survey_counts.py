"""Answers counted: bases, silences, skips, and figures kept back where somebody could be recognised."""

from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.survey import Answers, Form, Option, Question, QuestionKind, Questionnaire
from facilitator.domain.survey_counts import FEWEST, count_questions, cross, led, mostly

AGE = Question(
    "q1",
    "Âge ?",
    QuestionKind.ONE,
    options=tuple(
        Option(code, f"âge {code}", public=public)
        for code, public in zip("123", ("jeunes", "", ""), strict=True)
    ),
    crossed=True,
)
CHILDREN = Question(
    "q2",
    "Enfants ?",
    QuestionKind.ONE,
    options=(Option("1", "Oui", public="parents"), Option("2", "Non", "q4")),
)
CARE = Question(
    "q3", "Garde ?", QuestionKind.MANY, options=tuple(Option(code, f"garde {code}") for code in "12")
)
BUS = Question("q4", "Bus ?", QuestionKind.ONE, options=(Option("1", "Oui"), Option("2", "Non")))
RANKED = Question(
    "q5", "Sujets ?", QuestionKind.RANKING, options=tuple(Option(c, f"sujet {c}") for c in "1234")
)
PAPER = Questionnaire("Q", (AGE, CHILDREN, CARE, BUS, RANKED))


def forms(*answers: Answers) -> list[Form]:
    return [Form(rank, "s", str(rank), one) for rank, one in enumerate(answers, start=1)]


def test_a_question_counts_those_it_was_asked_of_and_those_who_left_it_blank() -> None:
    counts = {
        one.question.code: one
        for one in count_questions(
            PAPER,
            forms(
                {"q2": ("1",), "q3": ("1", "2")},
                {"q2": ("1",)},
                {"q2": ("2",), "q3": ("1",)},  # answered although skipped
                {"q2": ("2",), "q4": ("1",), "q5": ("3", "1")},
            ),
        )
    }
    care = counts["q3"]
    assert (care.base, care.answered, care.silent, care.beside) == (2, 1, 1, 1)
    assert [one.people for one in care.counts] == [1, 1]
    assert (counts["q4"].base, counts["q4"].answered) == (4, 1)
    assert [one.ranked for one in counts["q5"].counts] == [(0, 1, 0), (0, 0, 0), (1, 0, 0), (0, 0, 0)]


def test_publics_are_those_of_more_than_half() -> None:
    some = forms({"q2": ("1",), "q1": ("1",)}, {"q2": ("1",), "q1": ("2",)}, {"q2": ("2",)})
    assert mostly(PAPER, some) == ("parents",)


def test_a_small_group_is_kept_back_and_so_is_what_would_give_it_away() -> None:
    answers = [{"q1": ("1",), "q4": ("1",)}] * 20 + [{"q1": ("1",), "q4": ("2",)}] * 3
    answers += [{"q1": ("2",), "q4": ("1",)}] * 30 + [{"q1": ("2",), "q4": ("2",)}] * 12
    answers += [{"q1": ("3",), "q4": ("2",)}] * 2
    some = forms(*answers)
    found = cross(some, led(PAPER, some), BUS, AGE)
    assert [people for _, people in found.groups] == [23, 42, 2]
    assert found.cells[2] == (None, None, None)
    assert found.cells[0][1] is None
    assert sum(cell is None for cell in found.cells[0]) >= 2
    assert found.is_masked


@given(
    st.lists(
        st.fixed_dictionaries({}, optional={"q1": st.sampled_from("123"), "q4": st.sampled_from("12")}),
        max_size=80,
    )
)
def test_no_figure_under_five_is_shown_nor_can_be_worked_out_from_a_total(
    drawn: list[dict[str, str]],
) -> None:
    some = forms(*({key: (code,) for key, code in one.items()} for one in drawn))
    found = cross(some, led(PAPER, some), BUS, AGE)
    lines = [*found.cells, *zip(*found.cells, strict=True)]
    for line in lines:
        assert all(cell is None or cell == 0 or cell >= FEWEST for cell in line)
        assert len(line) == 1 or line.count(None) != 1
