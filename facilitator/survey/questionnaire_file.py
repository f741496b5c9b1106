"""A questionnaire read from the Markdown file that a consultant edits, every fault told with its line.

The YAML front matter holds what is said around the questions. Then ``# Section``, ``## q12. Question``,
keys (``type : choix unique``), options (``1. Oui → q15``; ``{parents}`` names who ticks it), rows of a table
(``- a. Le médecin``). ``## q5. [petite-enfance/renoncer]`` borrows a question of the bank.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError

from facilitator.domain.contribution import fold
from facilitator.domain.survey import END, Option, Question, QuestionKind, Questionnaire, Row, VolunteerForm
from facilitator.errors import TemplateError
from facilitator.prompts import Fault, read_parts
from facilitator.survey.question_checks import check_question, check_skips

BANK = "banque"
_KEYS = "titre, accroche et rgpd"
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_QUESTION = re.compile(r"##\s+(?P<code>[^\s.]+)\s*\.\s*(?P<text>.*)")
_CODE = re.compile(r"[a-z][a-z0-9-]{0,19}")
_BORROWED = re.compile(r"\[\s*(?P<theme>[\w-]+)\s*/\s*(?P<code>[\w-]+)\s*\]")
_OPTION = re.compile(r"(?P<code>[A-Za-z0-9]{1,5})\s*[.)]\s+(?P<label>.+)")
_ROW = re.compile(r"[-*]\s+(?P<code>[A-Za-z0-9]{1,5})\s*[.)]\s+(?P<label>.+)")
_SKIP = re.compile(r"\s*(?:→|->)\s*(?P<to>\S+)\s*$")
_PUBLIC = re.compile(r"\s*\{(?P<public>[^{}]*)\}\s*$")
_KEY = re.compile(r"(?P<key>type|aide|croise|croisée?|options|bornes)\s*:\s*(?P<value>.*)", re.IGNORECASE)
_LIMITS = re.compile(r"(?P<least>\d{1,9})\s*(?:à|a|-)\s*(?P<most>\d{1,9})")
_KINDS = {fold(kind): kind for kind in QuestionKind} | {
    "echelle 1-4": QuestionKind.SCALE,
    "echelle de 1 a 4": QuestionKind.SCALE,
    "classement a 3": QuestionKind.RANKING,
    "texte": QuestionKind.SHORT,
}
_SCALE = ("Pas du tout", "Plutôt non", "Plutôt oui", "Tout à fait")


def _yes(value: object) -> object:
    return {"oui": True, "non": False}.get(fold(value), value) if isinstance(value, str) else value


_Line = Annotated[str, StringConstraints(strip_whitespace=True)]
_Full = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Volunteer(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    titre: _Full
    texte: _Line = ""
    champs: tuple[_Full, ...]
    sujets: tuple[_Full, ...] = ()
    rgpd: _Line = ""


class _Head(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    titre: _Full
    territoire: _Line = ""
    accroche: _Line = ""
    rgpd: _Line = ""
    retour: _Line = ""
    communes: tuple[_Full, ...] = ()
    volontaire: _Volunteer | None = None
    fictif: Annotated[bool, BeforeValidator(_yes)] = False


@dataclass(frozen=True, slots=True)
class QuestionnaireReading:
    """A file read: the questionnaire, None where its head cannot be read, and all that is wrong in it."""

    path: Path
    questionnaire: Questionnaire | None
    faults: tuple[Fault, ...]


Borrow = Callable[[str, str], Question | None]
"""The question of the bank of this theme and code."""


def read_questionnaire(path: Path, banks: Sequence[Path] = ()) -> Questionnaire:
    """The questionnaire of a file without fault; TemplateError with the file and the line of the first.

    ``banks`` are the folders where borrowed questions are looked for, by precedence.
    """
    reading = look_over(path, banks)
    if reading.faults or reading.questionnaire is None:
        raise _refusal(path, reading.faults[0])
    return reading.questionnaire


def look_over(path: Path, banks: Sequence[Path] = ()) -> QuestionnaireReading:
    """The questionnaire of a file and every fault in it; TemplateError only where the file cannot be read."""
    written, body = read_parts(path, _KEYS)
    try:
        head = _head(written)
    except _HeadError as error:
        return QuestionnaireReading(path, None, (error.fault,))

    def borrow(theme: str, code: str) -> Question | None:
        for folder in (path.parent / BANK, *banks):
            if (file := folder / f"{theme}.md").is_file():
                return next((one for one in read_bank(file) if one.code == code), None)
        return None

    reading = _Reading(head.communes, borrow)
    reading.read(body)
    questions = tuple(reading.questions)
    faults = [*reading.faults, *check_skips(questions)]
    if not questions:
        faults.append(Fault(None, "Il n’y a aucune question : « ## q1. Votre question »."))
    form = head.volontaire
    found = Questionnaire(
        title=head.titre,
        questions=questions,
        territory=head.territoire,
        welcome=head.accroche,
        notice=head.rgpd,
        back=head.retour,
        volunteer=VolunteerForm(form.titre, form.texte, form.champs, form.sujets, form.rgpd)
        if form
        else None,
        fictive=head.fictif,
    )
    return QuestionnaireReading(path, found, tuple(sorted(faults, key=lambda one: one.line or 0)))


def read_bank(path: Path) -> tuple[Question, ...]:
    """The questions of a file of the bank; TemplateError with the file and the line of the first fault."""
    written, body = read_parts(path, "titre")
    try:
        _head(written)
    except _HeadError as error:
        raise _refusal(path, error.fault) from error
    reading = _Reading((), lambda _theme, _code: None)
    reading.read(body)
    if reading.faults:
        raise _refusal(path, reading.faults[0])
    return tuple(reading.questions)


@dataclass(slots=True)
class _Draft:
    """A question as its lines come."""

    code: str
    line: int
    section: str
    text: str
    kind: QuestionKind | None = None
    options: list[Option] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    hint: str = ""
    crossed: bool = False
    limits: tuple[int, int] | None = None
    borrowed: Question | None = None
    begun: bool = False

    def question(self) -> Question | None:
        """The question, None without a type."""
        if self.borrowed is not None:
            skips = {one.code: one for one in self.options}
            options = tuple(
                replace(one, skip=skips[one.code].skip) if one.code in skips else one
                for one in self.borrowed.options
            )
            return replace(
                self.borrowed,
                code=self.code,
                section=self.section,
                line=self.line,
                options=options,
                crossed=self.crossed or self.borrowed.crossed,
            )
        if self.kind is None:
            return None
        options = tuple(self.options)
        if self.kind is QuestionKind.SCALE and not options:
            options = tuple(Option(str(rank), label) for rank, label in enumerate(_SCALE, start=1))
        return Question(
            code=self.code,
            text=self.text,
            kind=self.kind,
            section=self.section,
            options=options,
            rows=tuple(self.rows),
            hint=self.hint,
            crossed=self.crossed,
            limits=self.limits,
            line=self.line,
        )


@dataclass(slots=True)
class _Reading:
    """The body of a file, line after line."""

    communes: tuple[str, ...]
    borrow: Borrow
    questions: list[Question] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    section: str = ""
    draft: _Draft | None = None

    def read(self, body: str) -> None:
        """Read every line, then close the last question."""
        for number, line in enumerate(body.splitlines(), start=1):
            text = line.strip()
            if text and not (text.startswith("<!--") and text.endswith("-->")):
                self._line(number, text)
        self._close()

    def _line(self, number: int, text: str) -> None:
        if text.startswith("## "):
            self._close()
            self._open(number, text)
        elif text.startswith("# "):
            self._close()
            self.section = text[2:].strip()
        elif self.draft is None:
            self._fault(number, f"Cette ligne n’est sous aucune question : « {text} ».")
        elif found := _KEY.fullmatch(text):
            self.draft.begun = True
            self._key(number, self.draft, fold(found["key"]), found["value"].strip())
        elif found := _ROW.fullmatch(text):
            self.draft.begun = True
            self.draft.rows.append(Row(found["code"], found["label"].strip()))
        elif found := _OPTION.fullmatch(text):
            self.draft.begun = True
            self.draft.options.append(_option(found["code"], found["label"]))
        elif self.draft.begun:
            self._fault(number, f"Cette ligne n’est ni une option, ni une clé : « {text} ».")
        else:
            self.draft.text = f"{self.draft.text} {text}".strip()

    def _open(self, number: int, text: str) -> None:
        found = _QUESTION.fullmatch(text)
        if found is None:
            self._fault(number, "Une question s’écrit « ## q12. Votre question ».")
            self.draft = None
            return
        code = found["code"]
        if not _CODE.fullmatch(code):
            self._fault(number, f"« {code} » n’est pas un code : une lettre, puis des chiffres (q12).")
        if any(one.code == code for one in self.questions):
            self._fault(number, f"Deux questions ont le code « {code} ».")
        self.draft = _Draft(code, number, self.section, found["text"].strip())
        if borrowed := _BORROWED.fullmatch(self.draft.text):
            self.draft.borrowed = self.borrow(borrowed["theme"], borrowed["code"])
            if self.draft.borrowed is None:
                told = f"La banque n’a pas de question « {borrowed['theme']}/{borrowed['code']} »."
                self._fault(number, told)

    def _key(self, number: int, draft: _Draft, key: str, value: str) -> None:
        if key == "type":
            draft.kind = _KINDS.get(fold(value))
            if draft.kind is None:
                near = difflib.get_close_matches(fold(value), _KINDS, 1)
                nearest = _KINDS[near[0]].value if near else ""
                self._fault(number, f"« {value} » n’est pas un type de question.", nearest)
        elif key == "aide":
            draft.hint = value
        elif key == "options":
            if fold(value) != "communes":
                self._fault(number, "La clé « options » ne connaît que « communes ».", "communes")
            draft.options += [Option(str(rank), name) for rank, name in enumerate(self.communes, start=1)]
        elif key == "bornes":
            limits = _LIMITS.fullmatch(value)
            if limits is None or int(limits["least"]) > int(limits["most"]):
                self._fault(number, f"« {value} » : des bornes s’écrivent « 0 à 20 ».")
            else:
                draft.limits = int(limits["least"]), int(limits["most"])
        elif _yes(value) not in (True, False):
            self._fault(number, "La clé « croise » vaut oui ou non.")
        else:
            draft.crossed = _yes(value) is True

    def _close(self) -> None:
        draft, self.draft = self.draft, None
        if draft is None:
            return
        question = draft.question()
        if question is not None:
            self.questions.append(question)
            self.faults += check_question(question)
        elif not any(one.line and draft.line <= one.line for one in self.faults):
            self._fault(
                draft.line, f"La question « {draft.code} » n’a pas de type (« type : choix unique »)."
            )

    def _fault(self, line: int, told: str, nearest: str = "") -> None:
        self.faults.append(Fault(line, told, nearest))


class _HeadError(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.told)
        self.fault = fault


def _option(code: str, written: str) -> Option:
    label, skip, public = written.strip(), "", ""
    if found := _SKIP.search(label):
        label, skip = label[: found.start()].rstrip(), found["to"].rstrip(".")
        skip = END if fold(skip) == END else skip
    if found := _PUBLIC.search(label):
        label, public = label[: found.start()].rstrip(), found["public"].strip()
    return Option(code, label, skip, public)


def _head(written: str) -> _Head:
    try:
        found = yaml.load(written, Loader=_LOADER) or {}  # noqa: S506 - the safe loader, in C where it can be
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        told = str(getattr(error, "problem", None) or "écriture YAML inattendue")
        raise _HeadError(Fault(mark.line + 2 if mark else None, f"Cela ne se lit pas : {told}.")) from error
    try:
        return _Head.model_validate(found)
    except ValidationError as error:
        first = error.errors()[0]
        keys = [str(key) for key in first["loc"]]
        name = ".".join(keys) or "en-tête"
        told = {
            "missing": f"La clé « {name} » manque.",
            "extra_forbidden": f"La clé « {name} » n’existe pas.",
        }.get(first["type"], f"La valeur de la clé « {name} » n’est pas du genre attendu.")
        raise _HeadError(Fault(next(_lines_of(written, keys), 2), told)) from error


def _lines_of(written: str, keys: Sequence[str]) -> Iterator[int]:
    lines = written.splitlines()
    for key in reversed(keys):
        for number, line in enumerate(lines, start=2):
            if line.strip().startswith(f"{key}:"):
                yield number


def _refusal(path: Path, fault: Fault) -> TemplateError:
    where = f", ligne {fault.line}" if fault.line else ""
    near = f"Nom le plus proche : « {fault.nearest} ». " if fault.nearest else ""
    return TemplateError(
        f"Le questionnaire {path} ne peut pas servir{where}.",
        cause=fault.told,
        next_step=f"{near}Corrigez cette ligne ; « facilitator enquete verifier » montre toutes les fautes.",
    )
