"""Answers brought back: a CSV, an XLSX or a LimeSurvey export of responses to forms, and what was wrong.

A column is known by its code (``q12``, ``q13[4]``, ``q13_4``, « q12. Avez-vous… ») or by the whole text of
its question. A wrong answer is listed with its line and column and left out; the rest of the form is kept.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from facilitator.domain.contribution import fold
from facilitator.domain.survey import RANKS, AnswerFault, Question, QuestionKind, Questionnaire
from facilitator.errors import InputError
from facilitator.intake.formulas import restore
from facilitator.intake.source import open_source
from facilitator.language.french import counted, listed, plural
from facilitator.language.typography import quote, typeset
from facilitator.survey.answer_cells import CodeFault, check_ranking, is_ticked, read_answer
from facilitator.survey.limesurvey_codes import limesurvey_codes

_CODED = re.compile(r"(?P<code>[a-z][a-z0-9-]*?)(?:\s*[\[_.]\s*(?P<part>[A-Za-z0-9]{1,8})\s*\]?)?")
_TITLED = re.compile(r"(?P<head>[^\s.:]+(?:\s*\[[^\]]*\])?)\s*[.:]\s+\S.*", re.DOTALL)
_BRACKETED = re.compile(r"(?P<text>.*\S)\s*\[(?P<part>[^\[\]]*)\]\s*", re.DOTALL)
_RANK = re.compile(r"\D*(?P<rank>[1-9])\D*")
_HEADER_ROWS = 10
_IDS = frozenset({"id", "id de la reponse", "response id", "numero", "n°", "formulaire"})


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One form of a file: its line, what tells it apart, its good answers."""

    line: int
    key: str
    has_id: bool
    answers: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class AnswerIntake:
    """A file of answers read: forms, wrong answers, and what should be said of it in French sentences.

    ``empty`` counts the rows without any answer, which make no form.
    """

    path: Path
    sha256: str
    rows: tuple[AnswerRow, ...]
    faults: tuple[AnswerFault, ...]
    notes: tuple[str, ...]
    empty: int = 0


@dataclass(frozen=True, slots=True)
class _Column:
    """Where a column's cells go: a question, and for several columns of one, the row, option or rank."""

    index: int
    name: str
    question: Question
    part: str = ""


def read_answers(path: Path, questionnaire: Questionnaire) -> AnswerIntake:
    """The forms of a CSV, TSV, XLSX, ODS or text file, delimiter and encoding found.

    Raises InputError where the file cannot be read, or has no column of this questionnaire.
    """
    source = open_source(path, asked=tuple(questionnaire.by_key))
    grid = source.grid
    head, columns = _header(grid.rows, questionnaire)
    if not columns:
        first = ", ".join(name.strip() for name in (grid.rows[0] if grid.rows else [])[:6])
        raise InputError(
            typeset(f"Le fichier {path.name} n’a aucune colonne de ce questionnaire."),
            cause=typeset(f"Ses premières colonnes : {first}. Attendues : {_expected(questionnaire)}."),
            next_step="Nommez les colonnes par les codes des questions, ou par leur texte entier.",
        )
    names = grid.rows[head]
    reading = _Reading(columns, next((i for i, name in enumerate(names) if _is_id(name)), None))
    for index in range(head + 1, len(grid.rows)):
        reading.take(grid.lines[index], grid.rows[index])
    return AnswerIntake(
        path=path,
        sha256=source.sha256,
        rows=tuple(reading.rows),
        faults=tuple(reading.faults),
        notes=(*grid.notes, *_notes(names, columns, questionnaire, reading)),
        empty=reading.empty,
    )


@dataclass(slots=True)
class _Reading:
    """Forms and faults as rows are read; what each cell means is worked out once."""

    columns: Sequence[_Column]
    id_column: int | None
    rows: list[AnswerRow] = field(default_factory=list)
    faults: list[AnswerFault] = field(default_factory=list)
    ranks: Counter[str] = field(default_factory=Counter)
    known: dict[tuple[int, str], tuple[str, ...] | CodeFault] = field(default_factory=dict)
    empty: int = 0
    bearing: dict[str, list[AnswerRow]] = field(default_factory=dict)
    twice: list[int] = field(default_factory=list)
    shared: list[int] = field(default_factory=list)

    def take(self, line: int, cells: Sequence[str]) -> None:
        """Make a form of a row; a row without any answer makes none."""
        given: dict[str, list[tuple[_Column, str]]] = {}
        for column in self.columns:
            cell = restore(cells[column.index]) if column.index < len(cells) else ""
            if cell.strip():
                given.setdefault(_key_of(column), []).append((column, cell))
        answers: dict[str, tuple[str, ...]] = {}
        for key, found in given.items():
            answer = self._answer(line, found)
            if answer:
                answers[key] = answer
        if not answers:
            self.empty += any(cell.strip() for cell in cells)
            return
        name = self._name(cells)
        if name:
            self._named(line, name, answers)
        else:
            self.rows.append(AnswerRow(line, self._digest(answers), False, answers))

    def _named(self, line: int, name: str, answers: Mapping[str, tuple[str, ...]]) -> None:
        """Keep a form under its identifier; one that comes again with other answers is another form."""
        before = self.bearing.setdefault(name, [])
        if any(row.answers == answers for row in before):
            self.twice.append(line)
            return
        if before:
            self.shared.append(line)
        row = AnswerRow(line, name if not before else f"{name}#{len(before) + 1}", True, answers)
        before.append(row)
        self.rows.append(row)

    def _answer(self, line: int, found: Sequence[tuple[_Column, str]]) -> tuple[str, ...]:
        """The answer in the cells of one question; what is wrong in one goes to ``faults``."""
        taken: list[str] = []
        for column, cell in found:
            known = self.known.get((column.index, cell))
            if known is None:
                known = _said(column, cell)
                if not column.question.kind.is_open:
                    self.known[column.index, cell] = known
            if isinstance(known, CodeFault):
                self.faults.append(AnswerFault(line, column.name, cell.strip(), str(known)))
            else:
                taken += known
        column, cell = found[-1]
        if column.question.kind is QuestionKind.RANKING:
            try:
                return check_ranking(tuple(taken))
            except CodeFault as fault:
                self.faults.append(AnswerFault(line, column.name, cell.strip(), str(fault)))
                return ()
        answer = tuple(dict.fromkeys(taken))
        if len(answer) > 1 and column.question.kind is not QuestionKind.MANY:
            told = typeset(f"{quote(answer[0])} dans une autre colonne : une seule réponse est attendue.")
            self.faults.append(AnswerFault(line, column.name, cell.strip(), told))
            return ()
        return answer

    def _name(self, cells: Sequence[str]) -> str:
        at = self.id_column
        return cells[at].strip() if at is not None and at < len(cells) else ""

    def _digest(self, answers: Mapping[str, tuple[str, ...]]) -> str:
        text = repr(sorted(answers.items()))
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
        self.ranks[digest] += 1
        return f"{digest}-{self.ranks[digest]}"


def _said(column: _Column, cell: str) -> tuple[str, ...] | CodeFault:
    """What a cell answers, or why it answers nothing."""
    question = column.question
    try:
        if question.kind is QuestionKind.MANY and column.part:
            return (column.part,) if is_ticked(question, column.part, cell) else ()
        return read_answer(question, cell)
    except CodeFault as fault:
        return fault


def _is_id(name: str) -> bool:
    """Whether a column tells forms apart: « id », or « id. ID de la réponse »."""
    return fold(name) in _IDS or fold(name.partition(".")[0]) == "id"


def _key_of(column: _Column) -> str:
    if column.question.kind is QuestionKind.TABLE:
        return f"{column.question.code}[{column.part}]"
    return column.question.code


def _header(rows: Sequence[Sequence[str]], questionnaire: Questionnaire) -> tuple[int, list[_Column]]:
    """The row of column names, among the first, under which most columns are recognised."""
    best: tuple[int, list[_Column]] = (0, [])
    for number, row in enumerate(rows[:_HEADER_ROWS]):
        found = list(_columns(row, questionnaire))
        if len(found) > len(best[1]):
            best = number, found
    return best


def _columns(names: Sequence[str], questionnaire: Questionnaire) -> Iterator[_Column]:
    texts = {_plain(one.text): one for one in questionnaire.questions}
    codes = dict(questionnaire.by_code)
    for code, there in limesurvey_codes(questionnaire).items():
        codes.setdefault(there, questionnaire.by_code[code])
    for index, name in enumerate(names):
        found = _coded(name, codes) or _worded(name, texts)
        if found is None:
            continue
        question, part = found
        if question.kind is QuestionKind.TABLE and not part:
            continue
        yield _Column(index, name.strip(), question, part)


def _coded(name: str, codes: Mapping[str, Question]) -> tuple[Question, str] | None:
    text = name.strip()
    if titled := _TITLED.fullmatch(text):
        text = titled["head"]
    found = _CODED.fullmatch(text.casefold())
    question = codes.get(found["code"]) if found else None
    if found is None or question is None:
        return None
    if found["part"] is None:
        return question, ""
    part = _part(question, found["part"])
    return (question, part) if part else None


def _worded(name: str, texts: Mapping[str, Question]) -> tuple[Question, str] | None:
    question = texts.get(_plain(name))
    if question is not None:
        return question, ""
    bracketed = _BRACKETED.fullmatch(name.strip())
    question = texts.get(_plain(bracketed["text"])) if bracketed else None
    if question is None or bracketed is None:
        return None
    part = _part(question, bracketed["part"])
    return (question, part) if part else None


def _part(question: Question, said: str) -> str:
    """The code of a row or of an option, or a rank, that a column of a question is about."""
    wanted = _plain(said)
    if question.kind is QuestionKind.RANKING:
        rank = _RANK.fullmatch(said)
        return rank["rank"] if rank and int(rank["rank"]) <= RANKS else ""
    named = question.rows if question.kind is QuestionKind.TABLE else question.options
    if question.kind not in (QuestionKind.TABLE, QuestionKind.MANY):
        return ""
    return next((one.code for one in named if wanted in (one.code.casefold(), _plain(one.label))), "")


def _plain(text: str) -> str:
    return fold(text.replace("’", "'")).strip(" ?.:!")


def _expected(questionnaire: Questionnaire) -> str:
    keys = list(questionnaire.by_key)
    return ", ".join(keys[:6]) + (", …" if len(keys) > 6 else "")


def _notes(
    names: Sequence[str], columns: Sequence[_Column], questionnaire: Questionnaire, reading: _Reading
) -> Iterator[str]:
    used = {column.index for column in columns} | {reading.id_column}
    left = [name.strip() for index, name in enumerate(names) if index not in used and name.strip()]
    if left:
        shown = listed([quote(name) for name in left[:6]]) + (" …" if len(left) > 6 else "")
        yield typeset(f"Colonnes laissées de côté, et non gardées : {shown}.")
    told = {column.question.code for column in columns}
    missing = [one.code for one in questionnaire.questions if one.code not in told]
    if missing:
        yield typeset(f"Questions sans colonne dans ce fichier : {', '.join(missing)}.")
    if reading.empty:
        yield typeset(f"{counted(reading.empty, 'ligne')} sans aucune bonne réponse : pas de formulaire.")
    if reading.twice:
        kept = plural(len(reading.twice), "comptée")
        yield typeset(f"Même identifiant, mêmes réponses : {_lines(reading.twice)}, {kept} une fois.")
    if reading.shared:
        kept = plural(len(reading.shared), "gardée")
        lines = _lines(reading.shared)
        yield typeset(f"Un identifiant déjà pris, d’autres réponses : {lines}, {kept} à part.")


def _lines(numbers: Sequence[int]) -> str:
    """« 2 lignes (4, 7) »."""
    shown = ", ".join(map(str, numbers[:10])) + (" …" if len(numbers) > 10 else "")
    return f"{counted(len(numbers), 'ligne')} ({shown})"
