"""What was answered, counted: question by question with its base and its silences, and crossed by public.

A volunteer sample carries no margin of error: nothing here is an estimate of a population.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from facilitator.domain.survey import RANKS, Form, Question, QuestionKind, Questionnaire

FEWEST = 5
"""Fewer people than this are never shown apart in a cross: they could be recognised."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many people gave an answer."""

    code: str
    label: str
    people: int
    ranked: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RowCount:
    """A row of a table: how many answered it, and what."""

    label: str
    answered: int
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class QuestionCount:
    """A question counted: ``base`` people were led to it, ``answered`` answered, the others did not.

    ``beside`` answered though a skip led elsewhere; they are in no other figure. ``values`` are the least,
    the median and the most of a number, ``words`` what was written.
    """

    question: Question
    base: int
    answered: int
    beside: int
    counts: tuple[Count, ...] = ()
    rows: tuple[RowCount, ...] = ()
    values: tuple[int, float, int] | None = None
    words: tuple[tuple[Form, str], ...] = ()

    @property
    def silent(self) -> int:
        """People led to the question who left it blank."""
        return self.base - self.answered


@dataclass(frozen=True, slots=True)
class Cross:
    """A question by the answers to another: ``cells[group][option]``, the last option being « no answer ».

    None is a figure kept back. ``groups`` are labels with their number of people.
    """

    question: Question
    by: Question
    groups: tuple[tuple[str, int], ...]
    options: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]

    @property
    def is_masked(self) -> bool:
        """Whether some figure is kept back."""
        return any(cell is None for row in self.cells for cell in row)


def count_questions(questionnaire: Questionnaire, forms: Sequence[Form]) -> tuple[QuestionCount, ...]:
    """Every question counted, in order."""
    asked = led(questionnaire, forms)
    found = []
    for question in questionnaire.questions:
        code, keys = question.code, question.keys
        base = sum(code in codes for codes in asked)
        answering = [
            (form, code in codes)
            for form, codes in zip(forms, asked, strict=True)
            if any(key in form.answers for key in keys)
        ]
        within = [form for form, is_led in answering if is_led]
        found.append(_counted(question, base, within, len(answering) - len(within)))
    return tuple(found)


def _counted(question: Question, base: int, forms: Sequence[Form], beside: int) -> QuestionCount:
    code, kind = question.code, question.kind
    counts: tuple[Count, ...] = ()
    rows: tuple[RowCount, ...] = ()
    values = None
    words: tuple[tuple[Form, str], ...] = ()
    if kind is QuestionKind.TABLE:
        rows = tuple(
            RowCount(row.label, sum(key in form.answers for form in forms), _options(question, key, forms))
            for row, key in zip(question.rows, question.keys, strict=True)
        )
    elif kind is QuestionKind.NUMBER:
        numbers = sorted(int(form.answers[code][0]) for form in forms)
        values = (numbers[0], float(median(numbers)), numbers[-1]) if numbers else None
    elif kind.is_open:
        words = tuple((form, form.answers[code][0]) for form in forms)
    else:
        counts = _options(question, code, forms)
    return QuestionCount(question, base, len(forms), beside, counts, rows, values, words)


def _options(question: Question, key: str, forms: Sequence[Form]) -> tuple[Count, ...]:
    said = [form.answers.get(key, ()) for form in forms]
    people = Counter(code for answer in said for code in answer)
    ranked: tuple[Counter[str], ...] = ()
    if question.kind is QuestionKind.RANKING:
        ranked = tuple(
            Counter(answer[rank] for answer in said if len(answer) > rank) for rank in range(RANKS)
        )
    return tuple(
        Count(one.code, one.label, people[one.code], tuple(rank[one.code] for rank in ranked))
        for one in question.options
    )


def mostly(questionnaire: Questionnaire, forms: Sequence[Form]) -> tuple[str, ...]:
    """The publics that more than half of those who answered belong to: « parents », « actifs »."""
    found: dict[str, None] = {}
    for question in questionnaire.questions:
        publics = {one.code: one.public for one in question.options if one.public}
        answers = [form.answers[question.code] for form in forms if form.answers.get(question.code)]
        people = Counter(
            public for answer in answers for public in {publics[code] for code in answer if code in publics}
        )
        found |= dict.fromkeys(one for one, count in people.items() if count * 2 > len(answers))
    return tuple(found)


def led(questionnaire: Questionnaire, forms: Sequence[Form]) -> tuple[frozenset[str], ...]:
    """For each form, the codes of the questions that it was led to."""
    return tuple(questionnaire.asked(form.answers) for form in forms)


def cross(forms: Sequence[Form], asked: Sequence[frozenset[str]], question: Question, by: Question) -> Cross:
    """A question by the answers to another, figures under five people kept back.

    Those led to both questions count, as ``led`` tells in ``asked``. Where one figure alone is kept back in a
    row or a column, whose total would give it away, the next smallest is kept back too. ``question`` has
    options and is no table.
    """
    options = [one.code for one in question.options]
    both = {question.code, by.code}
    counted = [form for form, codes in zip(forms, asked, strict=True) if both <= codes]
    groups: list[tuple[str, int]] = []
    cells: list[list[int | None]] = []
    answers: dict[str, list[tuple[str, ...]]] = {}
    for form in counted:
        for code in form.answers.get(by.code, ()):
            answers.setdefault(code, []).append(form.answers.get(question.code, ()))
    for option in by.options:
        if held := answers.get(option.code):
            people = Counter(code for answer in held for code in answer)
            groups.append((option.label, len(held)))
            cells.append([*(people[code] for code in options), sum(not answer for answer in held)])
    _mask(cells, [count for _, count in groups])
    labels = (*(one.label for one in question.options), "Sans réponse")
    return Cross(question, by, tuple(groups), labels, tuple(map(tuple, cells)))


def _mask(cells: list[list[int | None]], people: Sequence[int]) -> None:
    """Keep back every figure from 1 to 4, all those of a group under five, and what would give one away."""
    for row, count in zip(cells, people, strict=True):
        for place, cell in enumerate(row):
            if count < FEWEST or (cell is not None and 0 < cell < FEWEST):
                row[place] = None
    width = len(cells[0]) if cells else 0
    lines = [[(row, place) for place in range(width)] for row in range(len(cells))]
    lines += [[(row, place) for row in range(len(cells))] for place in range(width)]
    changed = True
    while changed:
        changed = False
        for line in lines:
            shown = [(cells[row][place], row, place) for row, place in line if cells[row][place] is not None]
            if len(shown) == len(line) - 1 and shown:
                smallest = min(shown, key=lambda one: (one[0] == 0, one[0] or 0))
                cells[smallest[1]][smallest[2]] = None
                changed = True
