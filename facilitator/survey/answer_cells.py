"""One answer out of what was typed or exported: codes or full texts, checked against its question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from facilitator.domain.contribution import fold
from facilitator.domain.survey import RANKS, Question, QuestionKind
from facilitator.language.typography import quote, typeset

LONGEST_WORDS = 4_000
LARGEST = 999_999_999
OTHER = "-oth-"
"""What LimeSurvey writes for an answer beside those of the list."""
_AUTRE = re.compile(r"(?:une? )?autres?\b")
_BLANKS = frozenset({"", "n/a", "na", "-", "sans reponse", "(sans reponse)", "non renseigne", "nsp/nr"})
_TICKED = frozenset({"y", "yes", "oui", "o", "1", "x", "true", "vrai"})
_NOT_TICKED = frozenset({"n", "no", "non", "0", "false", "faux", "not selected", "non selectionne"})
_WHOLE = re.compile(r"([+-]?\d+)[.,]0+")
_SEPARATORS = re.compile(r"\s*[;|]\s*")


class CodeFault(ValueError):  # noqa: N818 - what is wrong with an answer, as a sentence
    """An answer that its question does not have; its text is the reason, in French."""


def is_blank(cell: str) -> bool:
    """Whether a cell says that nothing was answered."""
    return _folded(cell) in _BLANKS


def is_ticked(question: Question, code: str, cell: str) -> bool:
    """Whether the cell of one option says that it was ticked; raises CodeFault where it says neither."""
    said = _folded(cell)
    if said in _BLANKS or said in _NOT_TICKED:
        return False
    option = question.option(code)
    if said in _TICKED or said == _folded(code) or (option is not None and said == _folded(option.label)):
        return True
    raise CodeFault(typeset(f"{quote(cell.strip())} ne dit ni oui ni non."))


def read_answer(question: Question, cell: str) -> tuple[str, ...]:
    """The answer to a question, or to one row of a table; empty where it is blank. Raises CodeFault."""
    kind = question.kind
    if kind.is_open:
        return _words(cell)
    if is_blank(cell):
        return ()
    match kind:
        case QuestionKind.NUMBER:
            return (_number(question, cell),)
        case QuestionKind.MANY:
            return _several(question, cell)
        case QuestionKind.RANKING:
            return check_ranking(_several(question, cell, ordered=True))
        case _:
            return (_code(question, cell),)


def check_ranking(codes: tuple[str, ...]) -> tuple[str, ...]:
    """The codes ranked; raises CodeFault where there are too many or one comes twice."""
    if len(set(codes)) < len(codes):
        raise CodeFault("La même réponse est classée deux fois.")
    if len(codes) > RANKS:
        raise CodeFault(f"{len(codes)} réponses classées, {RANKS} au plus.")
    return codes


@lru_cache(maxsize=50_000)
def _folded(text: str) -> str:
    return fold(text.replace("’", "'"))


@dataclass(frozen=True, slots=True)
class _Meanings:
    codes: dict[str, str]
    labels: dict[str, str]


@lru_cache(maxsize=2_000)
def _meanings(question: Question) -> _Meanings:
    return _Meanings(
        {one.code.casefold(): one.code for one in question.options},
        {_folded(one.label): one.code for one in question.options},
    )


def _code(question: Question, cell: str) -> str:
    known = _meanings(question)
    text = cell.strip()
    whole = _WHOLE.fullmatch(text)
    bare = (whole.group(1) if whole else text).casefold()
    found = known.codes.get(bare) or known.labels.get(_folded(cell))
    if found is None and text == OTHER:
        return _other(question)
    if found is None:
        codes = ", ".join(one.code for one in question.options)
        raise CodeFault(typeset(f"{quote(text)} n’est pas une réponse à {question.code} (codes : {codes})."))
    return found


def _other(question: Question) -> str:
    """The option that says « autre »; raises CodeFault where the question has none, or several."""
    found = [one.code for one in question.options if _AUTRE.match(_folded(one.label))]
    if len(found) != 1:
        told = f"{quote(OTHER)} : une réponse « Autre » ajoutée dans LimeSurvey, que {question.code} n’a pas."
        raise CodeFault(typeset(told))
    return found[0]


def _several(question: Question, cell: str, *, ordered: bool = False) -> tuple[str, ...]:
    """The codes of several answers in one cell: « 1,4 », « 1;4 », « 1 4 », or full texts parted by « ; »."""
    known = _meanings(question)
    text = cell.strip()
    if _folded(text) in known.labels or text.casefold() in known.codes:
        return (_code(question, text),)
    parts = [part for part in re.split(r"[\s,;|+]+", text) if part]
    if not all(part.casefold() in known.codes or _WHOLE.fullmatch(part) for part in parts):
        if any(part in text for part in ";|"):
            parts = [part for part in _SEPARATORS.split(text) if part]
        elif not all(len(part) <= 5 for part in parts):
            parts = _labels_in(question, text)
    codes = tuple(_code(question, part) for part in parts)
    if ordered:
        return codes
    order = {one.code: rank for rank, one in enumerate(question.options)}
    return tuple(sorted(set(codes), key=order.__getitem__))


def _labels_in(question: Question, text: str) -> list[str]:
    """The full texts in a cell where they are parted by commas, that labels may hold too."""
    labels = sorted(_meanings(question).labels, key=len, reverse=True)
    left, found = _folded(text), []
    while left:
        label = next((one for one in labels if left == one or left.startswith(f"{one},")), None)
        if label is None:
            return [text]
        found.append(label)
        left = left[len(label) :].lstrip(", ")
    return found


def _number(question: Question, cell: str) -> str:
    text = re.sub(r"[\s\u00a0\u202f]", "", cell)
    whole = _WHOLE.fullmatch(text)
    text = whole.group(1) if whole else text
    if not re.fullmatch(r"\d{1,9}", text):
        raise CodeFault(typeset(f"{quote(cell.strip())} n’est pas un nombre entier."))
    value = int(text)
    if question.limits is not None and not question.limits[0] <= value <= question.limits[1]:
        least, most = question.limits
        raise CodeFault(f"{value} n’est pas entre {least} et {most}.")
    return str(value)


def _words(cell: str) -> tuple[str, ...]:
    text = cell.strip()
    if text.casefold() in {"", "n/a"}:
        return ()
    if len(text) > LONGEST_WORDS:
        raise CodeFault(f"Le texte a {len(text)} caractères, plus que {LONGEST_WORDS}.")
    return (text,)
