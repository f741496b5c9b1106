"""The command ``enquete saisir``: paper forms typed in, one a line, each kept before the next is asked."""

import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.text import Text

from facilitator.cli.console import err, out, say_notes
from facilitator.cli.options import DemarcheOption
from facilitator.domain.contribution import fold
from facilitator.language.french import counted
from facilitator.language.typography import typeset

if TYPE_CHECKING:
    from facilitator.domain.survey import Answers, Form, Questionnaire
    from facilitator.workshop.survey import Survey

_ASKED = re.compile(r"(?:voir|corriger)\s+(?P<number>\d{1,9})(?:\s+(?P<answers>.+))?", re.IGNORECASE)
_HELP = (
    "Un formulaire par ligne : q1=3 q5=1,4 q11=1,2,9,- q20=plus de bus",
    "Tableau : les réponses dans l’ordre des lignes, un tiret pour un blanc ; ou q11a=1.",
    "Une ligne finie par + continue sur la suivante. « ? q5 » montre les codes de q5.",
    "« corriger 12 q5=3 » change le n° 12, « voir 12 » le montre ; « q5= » efface une réponse.",
    "« annuler » reprend le dernier formulaire, « fin » (ou Ctrl-D) s’arrête.",
)


def saisir(demarche: DemarcheOption = None) -> None:
    """Saisir les formulaires papier au clavier : « q12=3 q13=1,4 », Entrée, au suivant.

    Chaque formulaire est gardé dès qu’il est entré : après une coupure, on reprend au suivant.

    Exemple : facilitator enquete saisir --demarche demo
    """
    from facilitator.cli.enquete import survey_asked

    survey = survey_asked(demarche)
    say_notes(survey.notes)
    for line in _HELP:
        err().print(Text(typeset(line), style="dim"), soft_wrap=True)
    typing = _Typing(survey, max((form.number for form in survey.forms), default=0) + 1)
    with suppress(EOFError, KeyboardInterrupt):  # both end the session; every form is kept already
        for line in _lines(typing):
            if not typing.take(line):
                break
    typing.keep()  # the input ended in the middle of a form: what is good of it
    out().print(Text(typeset(f"{counted(len(survey.forms), 'formulaire')} en tout.")))


@dataclass(slots=True)
class _Typing:
    """Forms as they are typed: ``held`` is the one under way, ``number`` its number on the prompt.

    ``wrong`` are the questions of it that still wait for a good answer.
    """

    survey: "Survey"
    number: int
    held: dict[str, tuple[str, ...]] = field(default_factory=dict)
    wrong: set[str] = field(default_factory=set)

    @property
    def prompt(self) -> str:
        """« 12 > », with a mark while a form is under way."""
        return f"{self.number}{' …' if self.held else ''} > "

    def take(self, line: str) -> bool:
        """Do what a line asks; False to stop."""
        word = fold(line)
        if word == "fin":
            if self.held:
                _say("Un formulaire est en cours : Entrée le garde, « annuler » l’oublie.")
            return bool(self.held)
        if word == "aide":
            for told in _HELP:
                _say(told)
        elif word == "annuler":
            self._undo()
        elif word.startswith("?"):
            _tell_codes(self.survey.questionnaire, word[1:].strip())
        elif asked := _ASKED.fullmatch(line.strip()):
            self._look_again(int(asked["number"]), asked["answers"])
        elif word or self.held:
            self._fill(line)
        return True

    def keep(self) -> None:
        """Keep the form under way, where it says something."""
        answers = {key: value for key, value in self.held.items() if value}
        self.held, self.wrong = {}, set()
        if not answers:
            return
        form = self.survey.type_in(answers)
        self.number = form.number + 1
        _say(f"✓ n° {form.number} : {counted(len(answers), 'réponse')}")
        self._tell_beside(answers)

    def _fill(self, line: str) -> None:
        from facilitator.survey.keyboard import read_typed

        if not line.strip():
            self.keep()
            return
        typed = read_typed(self.survey.questionnaire, line)
        self.held |= typed.answers
        good = {self.survey.questionnaire.by_key[key].code for key in typed.answers}
        self.wrong = (self.wrong - good) | typed.wrong
        for fault in typed.faults:
            _say(f"✗ {fault}")
        if typed.faults or (self.wrong and not typed.more):
            self.held = self.held or {"": ()}  # under way, though nothing of it is good yet
            left = f"À corriger : {', '.join(sorted(self.wrong))}. " if self.wrong else ""
            _say(f"{left}Tapez la correction, ou Entrée pour garder le reste.")
        elif not typed.more:
            self.keep()

    def _look_again(self, number: int, line: str | None) -> None:
        """Show a form typed before, or change some of its answers; nothing is kept while one is wrong."""
        from facilitator.survey.keyboard import read_typed

        form = self.survey.typed(number)
        if form is None:
            _say(f"Aucun formulaire saisi n’a le n° {number}.")
            return
        if line is not None:
            typed = read_typed(self.survey.questionnaire, line)
            for fault in typed.faults:
                _say(f"✗ {fault}")
            if typed.faults or not typed.answers:
                _say(f"Le formulaire n° {number} reste comme il était.")
                return
            form = self.survey.correct(form, typed.answers)
        _say(f"n° {number} : {_written(form)}")
        self._tell_beside(form.answers)

    def _tell_beside(self, answers: "Answers") -> None:
        questionnaire = self.survey.questionnaire
        asked = questionnaire.asked(answers)
        known = [key for key in answers if key in questionnaire.by_key]
        beside = [key for key in known if questionnaire.by_key[key].code not in asked]
        if beside:
            _say(f"  À revoir : {', '.join(beside)}, hors parcours à cause d’un saut ; ce n’est pas compté.")

    def _undo(self) -> None:
        if self.held:
            self.held, self.wrong = {}, set()
            _say("Le formulaire en cours est oublié.")
        else:
            _take_back(self.survey)


def _take_back(survey: "Survey") -> None:
    gone = survey.take_back_last()
    if gone is None:
        _say("Aucun formulaire saisi à reprendre.")
        return
    _say(f"Formulaire n° {gone.number} repris. Il disait : {_written(gone)}")


def _written(form: "Form") -> str:
    """« q1=3 q5=1,4 »: as it could be typed again."""
    return " ".join(f"{key}={','.join(value)}" for key, value in form.answers.items())


def _tell_codes(questionnaire: "Questionnaire", code: str) -> None:
    question = questionnaire.by_code.get(code)
    if question is None:
        _say(f"Questions : {', '.join(questionnaire.by_code)}.")
        return
    rows = [f"{one.code} {one.label}" for one in question.rows]
    codes = [f"{one.code} {one.label}" for one in question.options]
    _say(f"{question.code} ({question.kind}) {question.text} {' | '.join([*rows, *codes])}")


def _say(told: str) -> None:
    out().print(Text(typeset(told)), soft_wrap=True)


def _lines(typing: "_Typing") -> Iterator[str]:
    """What is typed, line after line; raises EOFError or KeyboardInterrupt at its end in a terminal."""
    if not sys.stdin.isatty():
        yield from (line.rstrip("\n") for line in sys.stdin)
        return
    with suppress(ImportError):  # arrows and the last lines typed, where the system has them
        import readline  # noqa: F401
    while True:
        yield input(typing.prompt)
