"""Paper forms typed in, one a line: « q1=3 q5=1,4 q11=1,2,9,- q20=plus de bus »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from facilitator.domain.survey import Answers, Question, QuestionKind, Questionnaire
from facilitator.language.french import counted
from facilitator.language.typography import quote, typeset
from facilitator.survey.answer_cells import CodeFault, read_answer

_GIVEN = re.compile(r"(?<!\S)(?P<code>[A-Za-z][A-Za-z0-9-]*)(?:\[(?P<row>\w+)\])?\s*=")
_NUMBERED = re.compile(r"[a-z]{1,3}\d{1,3}[a-z]?")
MORE = "+"
"""At the end of a line: the form goes on at the next one."""


@dataclass(frozen=True, slots=True)
class TypedLine:
    """What a line gives: good answers by key (an empty one takes it away), faults, and whether more comes.

    ``wrong`` are the codes of the questions whose answer is a fault.
    """

    answers: Answers
    faults: tuple[str, ...]
    more: bool = False
    wrong: frozenset[str] = frozenset()


def read_typed(questionnaire: Questionnaire, line: str) -> TypedLine:
    """The answers of a line; a code that its question does not have is a fault, the rest is taken."""
    text = line.strip()
    more = text.endswith(MORE)
    text = text.removesuffix(MORE).rstrip()
    answers: dict[str, tuple[str, ...]] = {}
    faults: list[str] = []
    wrong: set[str] = set()
    places = list(_places(questionnaire, text))
    before = text[: places[0][0].start()] if places else text
    if before.strip():
        faults.append(typeset(f"{quote(before.strip())} n’est pas compris : on tape « q12=3 »."))
    for rank, (found, question, row) in enumerate(places):
        end = places[rank + 1][0].start() if rank + 1 < len(places) else len(text)
        said = text[found.end() : end].strip()
        if question is None:
            code = found.group().rstrip("=").strip()
            faults.append(typeset(f"{code} : ce questionnaire n’a pas cette question."))
            continue
        try:
            answers |= _taken(question, row, said)
        except CodeFault as fault:
            faults.append(f"{found.group().rstrip('=').strip()} : {fault}".replace(" :", "\u00a0:"))
            wrong.add(question.code)
    return TypedLine(answers, tuple(faults), more, frozenset(wrong))


def _places(questionnaire: Questionnaire, text: str) -> Iterator[tuple[re.Match[str], Question | None, str]]:
    """Where each answer of the line begins; « q11a » is the row a of q11.

    A code like the others that no question bears begins an answer too, except within words written freely.
    """
    before: Question | None = None
    for found in _GIVEN.finditer(text):
        code, row = found["code"].casefold(), (found["row"] or "").casefold()
        question = questionnaire.by_code.get(code)
        if question is None and not row:
            question, row = _row_of(questionnaire, code)
        free = before is not None and before.kind.is_open
        if question is not None or (_NUMBERED.fullmatch(code) and not free):
            yield found, question, row
            before = question


def _row_of(questionnaire: Questionnaire, code: str) -> tuple[Question | None, str]:
    for one in questionnaire.questions:
        if one.kind is QuestionKind.TABLE and code.startswith(one.code):
            row = code.removeprefix(one.code)
            if any(each.code.casefold() == row for each in one.rows):
                return one, row
    return None, ""


def _taken(question: Question, row: str, said: str) -> dict[str, tuple[str, ...]]:
    if question.kind is not QuestionKind.TABLE:
        if row:
            raise CodeFault(f"{question.code} n’est pas un tableau.")
        return {question.code: read_answer(question, said.strip('"'))}
    rows = [one for one in question.rows if not row or one.code.casefold() == row]
    if not rows:
        raise CodeFault(f"{question.code} n’a pas de ligne « {row} ».")
    cells = [said] if row else _cells(question, said)
    if len(cells) != len(rows):
        told = (
            f"{counted(len(cells), 'réponse')} pour {counted(len(rows), 'ligne')} ; un tiret pour un blanc."
        )
        raise CodeFault(typeset(told))
    return {
        f"{question.code}[{one.code}]": read_answer(question, cell)
        for one, cell in zip(rows, cells, strict=True)
    }


def _cells(question: Question, said: str) -> list[str]:
    """The answers of a table's rows in order: « 1,2,9,- », or « 129- » where every code is one character."""
    if not said:
        return [""] * len(question.rows)
    if re.search(r"[,; ]", said):
        return [cell.strip() for cell in re.split(r"\s*[,;]\s*|\s+", said)]
    if all(len(one.code) == 1 for one in question.options) and len(question.rows) > 1:
        return list(said)
    return [said]
