"""The questionnaire on paper: what is printed, skips in words, the codes for re-entry beside the boxes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from facilitator.domain.survey import END, Option, Question, QuestionKind, Questionnaire
from facilitator.language.typography import typeset
from facilitator.press.questionnaires import write_questionnaire

MOST_PAGES = 4
"""Four pages of A4: one sheet of A3 folded in two (domaine.md § 4.7)."""
_FREE_LINES = 7
_NARROW, _MEDIUM = 22, 46
"""Most characters of options that hold in three columns, and in two, at body 12."""


def print_paper(questionnaire: Questionnaire, target: Path) -> int:
    """Write the paper form (.pdf); returns its number of pages. Raises TemplateError, StoreError."""
    return write_questionnaire(paper_values(questionnaire), target)


def print_volunteers(questionnaire: Questionnaire, target: Path) -> bool:
    """Write the separate form of volunteers (.pdf); False where the questionnaire has none."""
    form = questionnaire.volunteer
    if form is None:
        return False
    values = {
        "genre": "volontaires",
        "titre": typeset(form.title),
        "pied": typeset("À rendre à part : cette feuille n’est jamais jointe au questionnaire."),
        "territoire": typeset(questionnaire.territory),
        "texte": typeset(form.text),
        "champs": [typeset(one) for one in form.fields],
        "sujets": [typeset(one) for one in form.subjects],
        "rgpd": typeset(form.notice),
    }
    write_questionnaire(values, target)
    return True


def paper_values(questionnaire: Questionnaire) -> Mapping[str, object]:
    """What the paper form prints, by the names of its template."""
    return {
        "genre": "questionnaire",
        "titre": typeset(questionnaire.title),
        "pied": typeset(
            "Exemple : territoire fictif." if questionnaire.fictive else "Questionnaire anonyme."
        ),
        "territoire": typeset(questionnaire.territory),
        "accroche": typeset(questionnaire.welcome),
        "rgpd": typeset(questionnaire.notice),
        "retour": typeset(questionnaire.back),
        "sections": [
            {"titre": typeset(title), "questions": [_printed(questionnaire, one) for one in questions]}
            for title, questions in questionnaire.sections()
        ],
    }


def skip_words(questionnaire: Questionnaire, option: Option) -> str:
    """« passez à la question 9 »; empty without a skip."""
    if not option.skip:
        return ""
    if option.skip == END:
        return "le questionnaire est terminé"
    return f"passez à la question {questionnaire.by_code[option.skip].number}"


def _printed(questionnaire: Questionnaire, one: Question) -> Mapping[str, object]:
    least, most = one.limits or (0, 999)
    options = [
        {"code": each.code, "libelle": typeset(each.label), "saut": skip_words(questionnaire, each)}
        for each in one.options
    ]
    return {
        "code": one.code,
        "numero": one.number,
        "texte": typeset(one.text),
        "aide": typeset(one.hint),
        "genre": one.kind.value,
        "options": options,
        "lignes": [{"code": row.code, "libelle": typeset(row.label)} for row in one.rows],
        "colonnes": _columns(one),
        "chiffres": len(str(most)),
        "bornes": f"(de {least} à {most})" if one.limits else "",
        "hauteur": _FREE_LINES,
    }


def _columns(question: Question) -> int:
    """In how many columns the options stand."""
    longest = max((len(one.label) + (26 if one.skip else 0) for one in question.options), default=0)
    if question.kind is QuestionKind.SCALE and longest <= _NARROW:
        return len(question.options)
    if longest <= _NARROW:
        return 3
    return 2 if longest <= _MEDIUM else 1
