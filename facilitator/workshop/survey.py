"""The survey of a démarche: its questionnaire, its answers brought in or typed, what they say."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from facilitator.domain.contribution import fold
from facilitator.domain.demarche import Demarche, Territory
from facilitator.domain.event import EventKind
from facilitator.domain.event import Sequence as EventSequence
from facilitator.domain.survey import AnswerFault, Answers, Form, Question, QuestionKind, Questionnaire
from facilitator.errors import ConflictError, InputError, NotFoundError, StoreError
from facilitator.intake.contributions import Intake
from facilitator.intake.contributions import Row as IntakeRow
from facilitator.intake.formulas import neutralise
from facilitator.language.french import counted
from facilitator.language.typography import quote, typeset
from facilitator.store.observations import FILE_NAME as STATISTICS
from facilitator.store.survey import ENTERED, FILE_NAME, NewForm, SurveyFile
from facilitator.survey.answers import AnswerIntake, read_answers
from facilitator.survey.questionnaire_file import BANK, read_questionnaire
from facilitator.workshop.indicators import Indicators
from facilitator.workshop.lists import keep_rows
from facilitator.workshop.prompt_folders import outline_folders
from facilitator.workshop.reports import ImportReport
from facilitator.workshop.workshop import Workshop

FILE = "enquete.md"
OUTLINE = "enquete/questionnaire"
EVENT_TITLE = "Enquête : paroles libres"
_SHA256 = hashlib.sha256(EVENT_TITLE.encode()).hexdigest()
"""The file of answers is one source, however it grows and wherever the démarche lies."""
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_PAGE = "page"
_TELLING = 5
"""Answers from which a form without identifier is hardly another person's."""
_FEWEST_SAME = 5


@dataclass(frozen=True, slots=True)
class SurveyReport:
    """What an import of answers did; ``listed`` is where the wrong answers were written, None without any."""

    added: int
    changed: int
    already: int
    faults: tuple[AnswerFault, ...]
    listed: Path | None
    notes: tuple[str, ...]


class Survey:
    """The survey kept in a démarche's folder; raises NotFoundError where it has no questionnaire yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        path = folder / FILE
        if not path.is_file():
            raise NotFoundError(
                "Cette démarche n’a pas encore de questionnaire.",
                cause=f"Il se tient dans {path}.",
                next_step=f"facilitator enquete commencer --demarche {folder.name}",
            )
        self.questionnaire: Questionnaire = read_questionnaire(path, banks(folder))
        self._file = SurveyFile(folder)

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms kept; raises StoreError."""
        return self._file.forms

    @property
    def notes(self) -> tuple[str, ...]:
        """What should be told of the file of answers."""
        return tuple(self._file.notes)

    def counted(self) -> tuple[Form, ...]:
        """The forms, for results; InputError while there is none."""
        if not self.forms:
            raise InputError(
                "Cette enquête n’a encore aucune réponse.",
                next_step="Importez-les (« facilitator enquete importer ») ou saisissez-les "
                "(« facilitator enquete saisir »).",
            )
        return self.forms

    def bring_in(self, path: Path, *, anew: bool = False) -> SurveyReport:
        """Take the answers of a file, each form once; wrong answers are listed, the good ones kept.

        Forms with an identifier replace those of the same file that bore it. ``anew`` takes back first all
        that came from this file. Raises InputError, StoreError.
        """
        intake = read_answers(path, self.questionnaire)
        source, *continued = self._source_of(intake)
        if anew:
            self._file.take_back([form for form in self.forms if form.source == source])
        held = {(form.source, form.key): form for form in self.forms}
        others = {(form.key, repr(dict(form.answers))) for form in self.forms if form.source != ENTERED}
        new: list[NewForm] = []
        changed = already = 0
        for row in intake.rows:
            place = _PAGE if _UUID.fullmatch(row.key) else source
            former = held.get((place, row.key))
            known = row.has_id and (row.key, repr(dict(row.answers))) in others
            if known or (former is not None and former.answers == row.answers):
                already += 1
                continue
            changed += former is not None
            new.append(NewForm(place, row.key, row.answers, intake.sha256))
        self._file.keep(new)
        notes = (*intake.notes, *continued, *self._doubt(intake, source, held, new))
        listed = self._list(path.name, intake.faults)
        return SurveyReport(len(new) - changed, changed, already, intake.faults, listed, notes)

    def type_in(self, answers: Answers) -> Form:
        """Keep a form typed by hand, durable when it returns; raises StoreError."""
        given = {key: value for key, value in answers.items() if value}
        (form,) = self._file.keep([NewForm(ENTERED, uuid.uuid4().hex, given)])
        return form

    def typed(self, number: int) -> Form | None:
        """The form typed by hand that bears this number."""
        return next((one for one in self.forms if one.number == number and one.source == ENTERED), None)

    def correct(self, form: Form, answers: Answers) -> Form:
        """Keep a form anew with these answers in place of its own, an empty one taken away."""
        given = {key: value for key, value in {**form.answers, **answers}.items() if value}
        (kept,) = self._file.keep([NewForm(form.source, form.key, given)])
        return kept

    def take_back_last(self) -> Form | None:
        """Take back the form typed last; None when none is left. Raises StoreError."""
        typed = [form for form in self.forms if form.source == ENTERED]
        if not typed:
            return None
        self._file.take_back(typed[-1:])
        return typed[-1]

    def open_questions(self) -> tuple[Question, ...]:
        """The questions answered in free words."""
        return tuple(one for one in self.questionnaire.questions if one.kind.is_open)

    def _source_of(self, intake: AnswerIntake) -> tuple[str, ...]:
        """The source that a file is, and a note where it goes on with one of another name.

        An export downloaded anew is « reponses (1).csv »: it holds most forms of the former, word for word.
        """
        path = str(intake.path.resolve())
        known = self._file.source_of(intake.sha256)
        if known is not None:
            return (known,)
        rows = {row.key: row.answers for row in intake.rows if len(row.answers) >= _TELLING}
        held: dict[str, list[bool]] = {}
        for form in self.forms:
            if form.source not in (ENTERED, _PAGE, path) and len(form.answers) >= _TELLING:
                held.setdefault(form.source, []).append(rows.get(form.key) == form.answers)
        for source, same in held.items():
            if sum(same) >= _FEWEST_SAME and 2 * sum(same) > len(same):
                told = f"Ce fichier continue {quote(Path(source).name)} : ce qui y était n’est pas recompté."
                return source, typeset(told)
        return (path,)

    def _doubt(
        self, intake: AnswerIntake, source: str, held: dict[tuple[str, str], Form], new: Sequence[NewForm]
    ) -> tuple[str, ...]:
        """Said where a file came before and now has other rows that bear no identifier."""
        before = any(place == source for place, _ in held)
        without = any(not row.has_id for row in intake.rows)
        if not (before and without and new):
            return ()
        return (
            "Ce fichier avait déjà été importé : ses lignes nouvelles s’ajoutent. Si vous avez corrigé "
            "d’anciennes lignes, reprenez l’import avec « --remplacer ».",
        )

    def _list(self, name: str, faults: Sequence[AnswerFault]) -> Path | None:
        if not faults:
            return None
        rows = [
            (neutralise(name), str(one.line), neutralise(one.column), neutralise(one.cell), one.told)
            for one in faults
        ]
        try:
            head = ("Fichier", "Ligne", "Colonne", "Réponse", "Pourquoi")
            return keep_rows(self.folder, "enquete-a-verifier", head, rows)
        except OSError as error:
            raise StoreError(
                f"Les réponses à vérifier ne peuvent pas être écrites dans {self.folder}.",
                cause=error.strerror or str(error),
                next_step="Fermez « enquete-a-verifier.csv » s’il est ouvert, puis recommencez.",
            ) from error


def banks(folder: Path | None) -> tuple[Path, ...]:
    """Where the questions of the bank are looked for."""
    return tuple(one / "enquete" / BANK for _, one in outline_folders(folder))


def begin(folder: Path, demarche: Demarche, source: Path | None = None) -> Path:
    """Lay a questionnaire in the démarche's folder, to be edited: ``source``, else the one of the house.

    That of the house is given the démarche's territory and communes, else those of its statistics. Raises
    ConflictError where there is one already, TemplateError where ``source`` has a fault, StoreError.
    """
    target = folder / FILE
    if target.exists():
        raise ConflictError(
            f"Cette démarche a déjà un questionnaire : {target}",
            cause="Ses réponses se lisent avec ses codes.",
            next_step="Modifiez-le, ou renommez-le avant d’en prendre un autre.",
        )
    found = source or next(
        file for _, one in outline_folders(folder) if (file := one / f"{OUTLINE}.md").is_file()
    )
    read_questionnaire(found, banks(folder))
    text = found.read_text(encoding="utf-8")
    if source is None:
        text = _filled(text, _territory(folder, demarche))
    try:
        target.write_text(text, encoding="utf-8")
    except OSError as error:
        raise StoreError(
            f"Le questionnaire {target} n’a pas pu être écrit.",
            cause=error.strerror or str(error),
            next_step="Vérifiez les droits du dossier et la place sur le disque.",
        ) from error
    return target


def _territory(folder: Path, demarche: Demarche) -> Territory:
    """The démarche's territory, or the one that was picked for its statistics where it names no commune."""
    own = demarche.territory
    if own.communes or not (folder / STATISTICS).is_file():
        return own
    with Indicators(folder) as indicators:
        if not indicators.chosen:
            return own
        perimeter = indicators.perimeter
    communes = tuple(sorted((one.name for one in perimeter.communes), key=fold))
    return replace(own, name=perimeter.epci.name, communes=communes)


def _filled(text: str, territory: Territory) -> str:
    """The questionnaire of the house with this territory and its communes in its head."""
    for key, value in (("territoire", _quoted(territory.name)), ("communes", _list(territory.communes))):
        if value:
            before, _, after = text.partition(f"\n{key}: ")
            text = f"{before}\n{key}: {value}\n{after.partition(chr(10))[2]}"
    if territory.fictive:
        text = text.replace("\ncommunes: ", "\nfictif: oui\ncommunes: ", 1)
    return text


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _list(names: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, names))}]" if names else ""


def words_to_event(workshop: Workshop, survey: Survey, codes: Sequence[str] = ()) -> ImportReport:
    """Take what was written in free words into an event of its own, to be sorted; each answer once.

    What was taken before and is in no form any longer (taken back, corrected) leaves the wall, in an act of
    its own. ``codes`` are the questions to take, else those of free expression. Raises NotFoundError,
    InputError where nothing was written, StoreError.
    """
    questions = _asked(survey, codes)
    rows = [
        IntakeRow(
            line=form.number,
            text=form.answers[one.code][0],
            key=answer_key(form, one),
            public=_public(survey.questionnaire, form.answers),
            sequence=rank,
        )
        for form in survey.counted()
        for rank, one in enumerate(questions, start=1)
        if form.answers.get(one.code)
    ]
    if not rows:
        raise InputError(
            f"Personne n’a écrit à {', '.join(one.code for one in questions)}.",
            next_step="Importez ou saisissez d’abord des réponses.",
        )
    intake = Intake(
        source=survey.folder / FILE_NAME,
        sheet="",
        sha256=_SHA256,
        rows=tuple(rows),
        rejects=(),
        columns={},
        header=(),
        notes=(),
    )
    sequences = tuple(
        EventSequence(rank, f"Question {one.number}", one.text) for rank, one in enumerate(questions, start=1)
    )
    report = workshop.import_file(
        intake,
        EVENT_TITLE,
        kind=EventKind.STAND,
        change=lambda event: replace(event, sequences=sequences, method="Enquête à la population"),
    )
    return replace(report, notes=(*report.notes, *_without_gone(workshop, survey)))


def _without_gone(workshop: Workshop, survey: Survey) -> tuple[str, ...]:
    """Take off the wall what no form says any longer; what to tell of it."""
    held = {answer_key(form, one) for form in survey.forms for one in survey.open_questions()}
    (event,) = workshop.events(EVENT_TITLE)
    board = workshop.board(event)
    gone = [
        one.number
        for one in board.wall.contributions
        if one.origin is not None and one.origin.file_name == FILE_NAME and one.origin.key not in held
    ]
    if not gone:
        return ()
    board.remove(gone)
    told = counted(len(gone), "réponse retirée", "réponses retirées")
    return (f"{told} du mur : leurs formulaires ont été repris ou corrigés.",)


def answer_key(form: Form, question: Question) -> str:
    """The key of what one person wrote at one question, as the origin of its contribution keeps it."""
    words = "".join(form.answers.get(question.code, ()))
    return hashlib.sha256(f"{form.source}\n{form.key}\n{question.code}\n{words}".encode()).hexdigest()[:32]


def _asked(survey: Survey, codes: Sequence[str]) -> tuple[Question, ...]:
    known = {one.code: one for one in survey.open_questions()}
    unknown = [code for code in codes if code not in known]
    if unknown or not known:
        raise NotFoundError(
            f"« {unknown[0]} » n’est pas une question ouverte de ce questionnaire."
            if unknown
            else "Ce questionnaire n’a pas de question ouverte.",
            next_step=f"Questions ouvertes : {', '.join(known) or 'aucune'}.",
        )
    if codes:
        return tuple(known[code] for code in dict.fromkeys(codes))
    return tuple(one for one in known.values() if one.kind is QuestionKind.FREE) or tuple(known.values())


def _public(questionnaire: Questionnaire, answers: Answers) -> str | None:
    """Who wrote, in one word: the last that crossed questions tell (« parents » rather than « actifs »)."""
    found = [
        option.public
        for one in questionnaire.crossed
        for option in one.options
        if option.public and option.code in answers.get(one.code, ())
    ]
    return found[-1] if found else None
