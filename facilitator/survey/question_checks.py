"""What is wrong in a questionnaire, and what a reviewer of questions would remark in it."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from facilitator.domain.contribution import fold
from facilitator.domain.survey import END, RANKS, Question, QuestionKind, Questionnaire
from facilitator.prompts import Fault

MOST_QUESTIONS = 25
"""Above it, people give up: surveys that came back have about 20 (domaine.md § 4.7)."""
_LONGEST = 240
_NEGATION = re.compile(
    r"\b(?:ne|n)\b\W.*\b(?:pas|plus|jamais|aucune?|rien)\b|\bn.(?:est|etes|avez)\b.*\bpas\b"
)
_TWICE = re.compile(r"\bet/ou\b|\bet (?:si|que|comment|pourquoi|combien)\b|-vous\b.*\bet\b.*-vous\b")
_SATISFIED = re.compile(r"satisfaite?s?(?:\(e\)|·e|e)?s?\s*\??\s*$")
_PERSONAL = re.compile(r"\bvotre (?:nom|prenom|adresse|telephone|courriel|e-?mail|date de naissance)\b")


def check_question(question: Question) -> Iterator[Fault]:
    """What keeps a question from being asked: codes given twice, options that lack or are too many."""
    line, kind = question.line, question.kind
    name = f"La question « {question.code} »"
    if not question.text:
        yield Fault(line, f"{name} n’a pas de texte.")
    for what, codes in (("option", question.options), ("ligne", question.rows)):
        for code, times in Counter(one.code for one in codes).items():
            if times > 1:
                yield Fault(
                    line,
                    f"{name} a deux fois le code d’{what} « {code} »."
                    if what == "option"
                    else f"{name} a deux fois la ligne « {code} ».",
                )
    yield from _check_options(question, name)
    skipping = [one.code for one in question.options if one.skip]
    if skipping and kind not in (QuestionKind.ONE, QuestionKind.SCALE):
        yield Fault(line, f"{name} ({kind}) ne peut pas porter de saut : plusieurs réponses se cochent.")
    if question.crossed and kind not in (QuestionKind.ONE, QuestionKind.SCALE):
        yield Fault(line, f"{name} ({kind}) ne peut pas être croisée : elle a plus d’une réponse.")


def _check_options(question: Question, name: str) -> Iterator[Fault]:
    line, kind, count = question.line, question.kind, len(question.options)
    if kind.has_options and count < 2:
        yield Fault(line, f"{name} ({kind}) a besoin d’au moins deux options : « 1. Oui ».")
    if not kind.has_options and count:
        yield Fault(line, f"{name} ({kind}) ne prend pas d’options.")
    if kind is QuestionKind.TABLE and not question.rows:
        yield Fault(line, f"{name} (tableau) n’a pas de lignes : « - a. Le médecin ».")
    if kind is not QuestionKind.TABLE and question.rows:
        yield Fault(line, f"{name} ({kind}) ne prend pas de lignes de tableau.")
    if kind is QuestionKind.RANKING and 2 <= count <= RANKS:
        yield Fault(line, f"{name} classe {RANKS} réponses : il en faut plus de {RANKS} à choisir.")
    if kind is QuestionKind.SCALE and count and [one.code for one in question.options[:4]] != list("1234"):
        yield Fault(line, f"{name} est une échelle de 1 à 4, sans milieu : codes 1, 2, 3, 4.")


def check_skips(questions: Sequence[Question]) -> Iterator[Fault]:
    """Skips that lead nowhere, or back."""
    places = {one.code: rank for rank, one in enumerate(questions)}
    for rank, one in enumerate(questions):
        for option in one.options:
            if not option.skip or option.skip == END:
                continue
            told = f"Question « {one.code} », option {option.code} : le saut vers « {option.skip} » "
            if option.skip not in places:
                near = difflib.get_close_matches(option.skip, places, 1)
                yield Fault(one.line, f"{told}ne mène nulle part.", near[0] if near else "")
            elif places[option.skip] <= rank:
                yield Fault(one.line, f"{told}revient en arrière.")


def remarks_on(questionnaire: Questionnaire) -> tuple[Fault, ...]:
    """What a reviewer would say: double questions, negations, RGPD, length. Nothing of it is a fault."""
    found: list[Fault] = []
    for one in questionnaire.questions:
        found += [Fault(one.line, f"Question « {one.code} » : {told}") for told in _remarks(one)]
    if len(questionnaire.questions) > MOST_QUESTIONS:
        count = len(questionnaire.questions)
        found.append(Fault(None, f"{count} questions : au-delà de {MOST_QUESTIONS}, beaucoup abandonnent."))
    if not questionnaire.notice:
        found.append(Fault(None, "L’information RGPD manque (clé « rgpd »)."))
    if not questionnaire.crossed:
        found.append(Fault(None, "Aucune question n’est « croise : oui » : il n’y aura pas de croisement."))
    free = [one.code for one in questionnaire.questions if one.kind is QuestionKind.FREE]
    if len(free) > 1:
        found.append(Fault(None, f"{len(free)} zones libres ({', '.join(free)}) : une seule suffit."))
    texts = [questionnaire.title, questionnaire.welcome, questionnaire.notice, questionnaire.territory]
    texts += [option.label for one in questionnaire.questions for option in one.options]
    if any("a completer" in fold(text) for text in texts):
        found.append(Fault(None, "Il reste des passages « à compléter »."))
    return tuple(found)


def _remarks(question: Question) -> Iterator[str]:
    text = fold(question.text).replace("’", "'")
    bare = re.sub(r"\([^)]*\)", "", text)
    if bare.count("?") > 1 or _TWICE.search(bare):
        yield "elle semble en poser deux à la fois."
    if _NEGATION.search(bare.replace("'", " ")):
        yield "elle a une négation ; « oui » et « non » se confondent."
    if _SATISFIED.search(bare):
        yield "« satisfait » de quoi ? Nommez le service."
    if _PERSONAL.search(bare):
        yield "elle demande qui répond ; cela va dans le formulaire séparé."
    if len(question.text) > _LONGEST:
        yield f"elle est longue ({len(question.text)} caractères)."
    if question.kind is QuestionKind.SCALE and len(question.options) == 5 and question.options[4].code == "5":
        yield "une échelle à cinq degrés a un milieu."
