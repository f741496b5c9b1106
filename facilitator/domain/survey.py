"""A survey of the population: its questionnaire, and the forms that people filled in.

An answer is a tuple of texts under the key of its question: the code of the option chosen, the codes of those
ticked, those ranked first to third, a number, or words. A row of a table has its own key: ``q9[a]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

Answers = Mapping[str, tuple[str, ...]]
"""What one person answered, by key; a question left blank has no key."""

RANKS = 3
"""How many options a ranking takes, first to third."""


class QuestionKind(StrEnum):
    """How a question is answered; the values are those of a questionnaire's file."""

    ONE = "choix unique"
    MANY = "choix multiple"
    SCALE = "échelle"
    TABLE = "tableau"
    RANKING = "classement"
    NUMBER = "nombre"
    SHORT = "texte court"
    FREE = "expression libre"

    @property
    def has_options(self) -> bool:
        """Whether it is answered by codes."""
        return self not in (QuestionKind.NUMBER, QuestionKind.SHORT, QuestionKind.FREE)

    @property
    def is_open(self) -> bool:
        """Whether it is answered in words."""
        return self in (QuestionKind.SHORT, QuestionKind.FREE)


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that can be ticked; ``skip`` is the code of the question to go to, ``END`` for the end.

    ``public`` is who ticks it, in a word for « plutôt parents et actifs »; empty for nobody in particular.
    """

    code: str
    label: str
    skip: str = ""
    public: str = ""


END = "fin"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table, answered with the options of its question."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question, under the section it is printed in; ``line`` is that of its heading in its file.

    ``crossed`` says that the others are crossed with it. ``limits`` are the least and the most of a number.
    """

    code: str
    text: str
    kind: QuestionKind
    section: str = ""
    options: tuple[Option, ...] = ()
    rows: tuple[Row, ...] = ()
    hint: str = ""
    crossed: bool = False
    limits: tuple[int, int] | None = None
    line: int = 0

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its answers: its code, or one for each row of a table."""
        if self.kind is QuestionKind.TABLE:
            return tuple(f"{self.code}[{row.code}]" for row in self.rows)
        return (self.code,)

    @property
    def number(self) -> str:
        """« 12 » for q12: how people read it."""
        return re.sub(r"^\D+", "", self.code) or self.code

    def option(self, code: str) -> Option | None:
        """The option of this code."""
        return next((one for one in self.options if one.code == code), None)

    def label(self, code: str) -> str:
        """What the option of this code says; the code itself where there is none."""
        found = self.option(code)
        return found.label if found else code


@dataclass(frozen=True, slots=True)
class VolunteerForm:
    """The form of those who want to go on, kept apart from the answers: what it asks, and why."""

    title: str
    text: str
    fields: tuple[str, ...]
    subjects: tuple[str, ...] = ()
    notice: str = ""


@dataclass(frozen=True)
class Questionnaire:
    """A questionnaire: its words of welcome, its RGPD information, its questions in order."""

    title: str
    questions: tuple[Question, ...]
    territory: str = ""
    welcome: str = ""
    notice: str = ""
    back: str = ""
    volunteer: VolunteerForm | None = None
    fictive: bool = False

    @cached_property
    def by_code(self) -> Mapping[str, Question]:
        """Each question by its code."""
        return {one.code: one for one in self.questions}

    @cached_property
    def by_key(self) -> Mapping[str, Question]:
        """The question of each key of an answer."""
        return {key: one for one in self.questions for key in one.keys}

    @cached_property
    def skips(self) -> Mapping[str, Mapping[str, str]]:
        """Where each option that skips leads, by the code of its question; only questions that have some."""
        led = {
            one.code: {each.code: each.skip for each in one.options if each.skip} for one in self.questions
        }
        return {code: skips for code, skips in led.items() if skips}

    @property
    def crossed(self) -> tuple[Question, ...]:
        """The questions that the others are crossed with."""
        return tuple(one for one in self.questions if one.crossed)

    def sections(self) -> Iterator[tuple[str, tuple[Question, ...]]]:
        """The questions by section, in order."""
        held: list[Question] = []
        for one in self.questions:
            if held and one.section != held[-1].section:
                yield held[0].section, tuple(held)
                held = []
            held.append(one)
        if held:
            yield held[0].section, tuple(held)

    def asked(self, answers: Answers) -> frozenset[str]:
        """The codes of the questions that somebody with these answers was led to, skips followed.

        Questions that come after a skipped part count as asked, also when nothing was answered.
        """
        skips = self.skips
        found: set[str] = set()
        wanted = ""
        for one in self.questions:
            if wanted and one.code != wanted:
                continue
            wanted = ""
            found.add(one.code)
            for code in answers.get(one.code, ()) if one.code in skips else ():
                wanted = skips[one.code].get(code, wanted)
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Form:
    """One person's answers; ``key`` tells it apart in its ``source``, ``number`` is its rank from 1."""

    number: int
    source: str
    key: str
    answers: Answers = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnswerFault:
    """An answer that could not be taken: where it stands in its file, and why, in French."""

    line: int
    column: str
    cell: str
    told: str
