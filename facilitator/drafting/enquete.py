"""The results of a survey: each question with its base and its silences, crosses, what was written freely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from facilitator.domain.demarche import Demarche
from facilitator.domain.evidence import EventEvidence
from facilitator.domain.survey import Form, Question, QuestionKind, Questionnaire
from facilitator.domain.survey_counts import (
    FEWEST,
    Count,
    Cross,
    QuestionCount,
    count_questions,
    cross,
    led,
    mostly,
)
from facilitator.drafting.demarche_facts import demarche_facts
from facilitator.drafting.enquete_charts import FEWEST_FOR_SHARES, Charts, rounded, share_told
from facilitator.drafting.spreadsheet import Heading, Sheet, write_spreadsheet
from facilitator.drafting.text_document import filled_outline
from facilitator.language.french import counted, listed, plural
from facilitator.language.typography import quote, typeset
from facilitator.press.forms import form_asked, print_as
from facilitator.prompts import Markdown

OUTLINE = "redaction/enquete"
MOST_GROUPS = 8
"""A question of more answers (the communes) is crossed in the workbook, not on a page."""
_MASKED = "–"
_CROSSABLE = (QuestionKind.ONE, QuestionKind.SCALE, QuestionKind.MANY)


@dataclass(frozen=True, slots=True)
class LineFacts:
    """A line of a table: ``places`` are the figures of a ranking, ``valeurs`` those of a grid."""

    nom: str
    effectif: str = ""
    part: str = ""
    places: tuple[str, ...] = ()
    valeurs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GridFacts:
    """A table of several columns; ``titre`` says by whom it is crossed."""

    titre: str
    colonnes: tuple[str, ...]
    lignes: tuple[LineFacts, ...]


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """A question counted: one of ``choix``, ``rangs`` and ``grille`` is filled in, none for words.

    ``graphique`` is its picture, None without one.
    """

    titre: str
    phrase: str
    base: str
    choix: tuple[LineFacts, ...] = ()
    rangs: tuple[LineFacts, ...] = ()
    grille: GridFacts | None = None
    graphique: Markdown | None = None


@dataclass(frozen=True, slots=True)
class PartFacts:
    """A part of the questionnaire."""

    titre: str
    questions: tuple[QuestionFacts, ...]


@dataclass(frozen=True, slots=True)
class CrossFacts:
    """A question crossed with who answered."""

    titre: str
    tableaux: tuple[GridFacts, ...]


@dataclass(frozen=True, slots=True)
class ThemeFacts:
    """A theme of what was written, and a few of its words."""

    nom: str
    nombre: str
    paroles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SurveyFacts:
    """The survey: ``qui`` is « 312 répondants, plutôt parents et actifs »."""

    titre: str
    questions: str
    repondants: str
    qui: str


def write_results(
    demarche: Demarche,
    target: Path,
    *,
    questionnaire: Questionnaire,
    forms: Sequence[Form],
    outlines: Sequence[Path],
    written: EventEvidence | None = None,
    reference: Path | None = None,
) -> Path:
    """Write the results as a document; ``written`` is the event that holds the free answers, sorted.

    Returns ``target``; raises TemplateError, StoreError, UsageError for another extension.
    """
    charts = Charts()
    values = results_values(demarche, questionnaire, forms, written, charts)
    heading, markdown = filled_outline(OUTLINE, values, outlines=outlines, dated=None)
    heading = replace(heading, pictures=charts.drawn)
    return print_as(form_asked(target.suffix), markdown, target, heading, reference=reference)


def results_values(
    demarche: Demarche,
    questionnaire: Questionnaire,
    forms: Sequence[Form],
    written: EventEvidence | None = None,
    charts: Charts | None = None,
) -> Mapping[str, object]:
    """What the outline prints, by the names that it declares; without ``charts`` none is drawn."""
    counts = {one.question.code: one for one in count_questions(questionnaire, forms)}
    asked = led(questionnaire, forms)
    crosses = [
        (
            one,
            [
                found
                for by in questionnaire.crossed
                if len(by.options) <= MOST_GROUPS and (found := cross(forms, asked, one, by)).groups
            ],
        )
        for one in crossable(questionnaire)
    ]
    free = sum(one.answered for one in counts.values() if one.question.kind is QuestionKind.FREE)
    return {
        "demarche": demarche_facts(demarche),
        "enquete": SurveyFacts(
            titre=typeset(questionnaire.title),
            questions=counted(len(questionnaire.questions), "question"),
            repondants=counted(len(forms), "répondant"),
            qui=who_answered(questionnaire, forms),
        ),
        "parties": tuple(
            PartFacts(typeset(title), tuple(_drawn(counts[one.code], charts) for one in questions))
            for title, questions in questionnaire.sections()
        ),
        "croisements": tuple(
            CrossFacts(_title(one), tuple(map(cross_facts, found))) for one, found in crosses if found
        ),
        "masques": any(one.is_masked for _, found in crosses for one in found),
        "ecrits": counted(free, "réponse libre", "réponses libres") if free else "",
        "themes": _themes(written) if written else (),
    }


def _drawn(one: QuestionCount, charts: Charts | None) -> QuestionFacts:
    return replace(question_facts(one), graphique=charts.of(one) if charts else None)


def who_answered(questionnaire: Questionnaire, forms: Sequence[Form]) -> str:
    """« 312 répondants, plutôt parents et actifs »."""
    people = counted(len(forms), "répondant")
    publics = mostly(questionnaire, forms)
    return f"{people}, plutôt {listed(publics)}" if publics else people


def crossable(questionnaire: Questionnaire) -> tuple[Question, ...]:
    """The questions that can be crossed with who answered."""
    return tuple(one for one in questionnaire.questions if one.kind in _CROSSABLE and not one.crossed)


def question_facts(one: QuestionCount) -> QuestionFacts:
    """A question counted, as documents print it."""
    kind = one.question.kind
    facts = QuestionFacts(_title(one.question), _sentence(one), base_told(one))
    if kind is QuestionKind.TABLE:
        columns = tuple(typeset(option.label) for option in one.question.options)
        lines = tuple(
            LineFacts(
                typeset(row.label),
                valeurs=(*(str(each.people) for each in row.counts), str(one.base - row.answered)),
            )
            for row in one.rows
        )
        return replace(facts, grille=GridFacts("", columns, lines))
    lines = tuple(
        LineFacts(
            typeset(each.label),
            str(each.people),
            share(each.people, one.answered),
            tuple(map(str, each.ranked)),
        )
        for each in one.counts
    )
    if kind is QuestionKind.RANKING:
        return replace(facts, rangs=lines)
    return replace(facts, choix=lines)


def base_told(one: QuestionCount) -> str:
    """« Base : 214 personnes concernées ; 198 ont répondu, 16 sans réponse. »"""
    base = counted(one.base, "personne concernée", "personnes concernées")
    answered = f"{counted(one.answered, 'réponse')}, {one.silent} sans réponse"
    told = f"Base : {base} ; {answered}."
    if one.question.kind is QuestionKind.MANY:
        told += " Plusieurs réponses possibles : les parts dépassent 100 % ensemble."
    if one.beside:
        told += f" {counted(one.beside, 'réponse')} hors parcours, non comptée{plural(one.beside, '')}."
    return typeset(told)


def share(people: int, answered: int) -> str:
    """« 42 % », a dash under 30 answers."""
    return share_told(people, answered) or _MASKED


def cross_facts(one: Cross) -> GridFacts:
    """A cross as a table, figures kept back as dashes."""
    columns = tuple(
        typeset(f"{label} ({people if people >= FEWEST else f'moins de {FEWEST}'})")
        for label, people in one.groups
    )
    lines = tuple(
        LineFacts(
            typeset(option),
            valeurs=tuple(_MASKED if row[place] is None else str(row[place]) for row in one.cells),
        )
        for place, option in enumerate(one.options)
    )
    return GridFacts(typeset(f"Selon : {one.by.text}"), columns, lines)


def write_workbook(
    demarche: Demarche, target: Path, *, questionnaire: Questionnaire, forms: Sequence[Form]
) -> Path:
    """Write every count and every cross, communes too, as a workbook of two sheets; raises OSError."""
    counts = count_questions(questionnaire, forms)
    banner = typeset(f"{who_answered(questionnaire, forms)}. Réponses volontaires, sans marge d’erreur.")
    sheets = [
        Sheet(
            "Effectifs",
            [
                Heading("Question", 10),
                Heading("Texte", 60),
                Heading("Ligne", 28),
                Heading("Réponse", 40),
                Heading("Effectif", 10),
                Heading("Réponses", 10),
                Heading("Sans réponse", 14),
                Heading("Base", 10),
            ],
            [row for one in counts for row in _count_rows(one)],
            banner,
        ),
        Sheet(
            "Croisements",
            [
                Heading("Question", 10),
                Heading("Réponse", 40),
                Heading("Selon", 10),
                Heading("Groupe", 32),
                Heading("Effectif", 10),
            ],
            list(_cross_rows(questionnaire, forms)),
            typeset(
                f"Vide : chiffre masqué (moins de {FEWEST} personnes, ou permettrait d’en retrouver un)."
            ),
        ),
    ]
    write_spreadsheet(target, sheets, title=f"Enquête – {demarche.title}")
    return target


def _count_rows(one: QuestionCount) -> Iterator[list[str | int]]:
    code, text = one.question.code, typeset(one.question.text)
    end: list[str | int] = [one.answered, one.silent, one.base]
    if one.rows:
        for row in one.rows:
            last: list[str | int] = [row.answered, one.base - row.answered, one.base]
            for each in row.counts:
                yield [code, text, typeset(row.label), typeset(each.label), each.people, *last]
    elif one.counts:
        for each in one.counts:
            yield [code, text, "", typeset(each.label), each.people, *end]
    else:
        yield [code, text, "", "", one.answered, *end]


def _cross_rows(questionnaire: Questionnaire, forms: Sequence[Form]) -> Iterator[list[str | int]]:
    asked = led(questionnaire, forms)
    for one in crossable(questionnaire):
        for by in questionnaire.crossed:
            found = cross(forms, asked, one, by)
            for (label, _), cells in zip(found.groups, found.cells, strict=True):
                for option, cell in zip(found.options, cells, strict=True):
                    shown = "" if cell is None else cell
                    yield [one.code, typeset(option), by.code, typeset(label), shown]


def _title(question: Question) -> str:
    return typeset(f"{question.number}. {question.text}")


def _sentence(one: QuestionCount) -> str:
    """What the table shows first, in words."""
    if not one.answered:
        return "Personne n’a répondu à cette question."
    match one.question.kind:
        case QuestionKind.TABLE:
            return typeset(" ".join(_row_sentences(one)))
        case QuestionKind.NUMBER if one.values:
            least, middle, most = one.values
            shown = f"{middle:g}".replace(".", ",")
            return typeset(f"De {least} à {most} ; la moitié des réponses ne dépasse pas {shown}.")
        case QuestionKind.SHORT | QuestionKind.FREE:
            return counted(one.answered, "réponse écrite", "réponses écrites") + "."
    best = _first(one.counts)
    verb = "cités" if one.question.kind is QuestionKind.RANKING else "données"
    told = f"{quote(best.label)}, {best.people} sur {one.answered}"
    if one.answered >= FEWEST_FOR_SHARES:
        told += f" ({rounded(best.people, one.answered)} %)"
    subject = "Sujet" if verb == "cités" else "Réponse"
    return typeset(f"{subject} {'le plus cité' if verb == 'cités' else 'la plus donnée'} : {told}.")


def _row_sentences(one: QuestionCount) -> Iterator[str]:
    for row in one.rows:
        if row.answered:
            best = _first(row.counts)
            yield f"{row.label} : {quote(best.label)} surtout ({best.people} sur {row.answered})."


def _first(counts: Sequence[Count]) -> Count:
    return max(counts, key=lambda one: one.people)


def _themes(written: EventEvidence) -> tuple[ThemeFacts, ...]:
    return tuple(
        ThemeFacts(
            typeset(one.theme.name),
            counted(len(one.contributions), "réponse"),
            tuple(quote(said.text) for said in one.verbatims or one.contributions[:3]),
        )
        for one in written.themes
    )
