"""The questionnaire as one web page that needs no network: it is answered there, answers leave as a CSV.

Labels and fieldsets for those who listen to it, all of it at the keyboard, no outside resource. The CSV has
the columns that ``survey.answers`` reads, one line a person, each with an identifier of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from string import Template

from facilitator.domain.survey import RANKS, Question, QuestionKind, Questionnaire
from facilitator.intake.slug import slugify
from facilitator.language.typography import typeset
from facilitator.press.pandoc import write_whole
from facilitator.survey.answer_cells import LARGEST, LONGEST_WORDS

_TEMPLATE = Path(__file__).with_name("page.html")
_LONG = 8
"""With more options they stand in columns, where the screen is wide enough."""
_RANK_NAMES = ("En premier", "En deuxième", "En troisième")[:RANKS]


def write_page(questionnaire: Questionnaire, target: Path) -> Path:
    """Write ``target`` (.html), whole in one file; returns it. Raises StoreError."""
    template = Template(_TEMPLATE.read_text(encoding="utf-8"))
    page = template.substitute(
        titre=_shown(questionnaire.title),
        accueil="\n".join(_welcome(questionnaire)),
        questions="\n".join(_sections(questionnaire)),
        plan=_plan(questionnaire),
    )
    return write_whole(page.encode(), target)


def _shown(text: str) -> str:
    return escape(typeset(text))


def _plan(questionnaire: Questionnaire) -> str:
    """What the page's script knows of the questions; no « < » of a text can end the script."""
    plan = {
        "nom": slugify(questionnaire.title),
        "cle": slugify(f"{questionnaire.title} {questionnaire.territory}"),
        "questions": [
            {
                "code": one.code,
                "numero": one.number,
                "cles": one.keys,
                "genre": {QuestionKind.MANY: "cases", QuestionKind.RANKING: "rangs"}.get(one.kind, "un"),
                "sauts": {option.code: option.skip for option in one.options if option.skip},
            }
            for one in questionnaire.questions
        ],
    }
    return json.dumps(plan, ensure_ascii=False).replace("<", "\\u003c")


def _welcome(questionnaire: Questionnaire) -> Iterator[str]:
    if questionnaire.territory:
        yield f"<p><strong>{_shown(questionnaire.territory)}</strong></p>"
    if questionnaire.fictive:
        yield f"<p>{_shown('Exemple : territoire fictif.')}</p>"
    if questionnaire.welcome:
        yield f"<p>{_shown(questionnaire.welcome)}</p>"
    yield f"<p>{_shown('Aucune réponse n’est obligatoire.')}</p>"
    if questionnaire.notice:
        yield f'<p class="encadre">{_shown(questionnaire.notice)}</p>'


def _sections(questionnaire: Questionnaire) -> Iterator[str]:
    for title, questions in questionnaire.sections():
        yield '<div class="partie">'
        if title:
            yield f"<h2>{_shown(title)}</h2>"
        for one in questions:
            yield f'<div class="bloc" id="bloc-{one.code}">'
            yield from _question(one)
            yield "</div>"
        yield "</div>"


def _question(one: Question) -> Iterator[str]:
    text = f"{escape(one.number)}. {_shown(one.text)}"
    if one.kind in (QuestionKind.NUMBER, QuestionKind.SHORT, QuestionKind.FREE):
        yield from _written(one, text)
        return
    hint = f' aria-describedby="aide-{one.code}"' if one.hint else ""
    yield f"<fieldset{hint}><legend>{text}</legend>"
    yield from _hint(one)
    if one.kind is QuestionKind.TABLE:
        yield from _table(one)
    elif one.kind is QuestionKind.RANKING:
        for rank, name in enumerate(_RANK_NAMES, start=1):
            yield (
                f'<label class="rang"><span>{name}{typeset(" :")}</span> <select name="{one.code}-{rank}" '
                f'{_data(one, one.code)}><option value="">—</option>'
                + "".join(
                    f'<option value="{each.code}">{_shown(each.label)}</option>' for each in one.options
                )
                + "</select></label>"
            )
    else:
        yield from _choices(one)
    if one.kind in (QuestionKind.ONE, QuestionKind.SCALE, QuestionKind.TABLE):
        words = "mes réponses" if one.kind is QuestionKind.TABLE else "ma réponse"
        yield (
            f'<button type="button" class="retirer" tabindex="-1" data-pour="{one.code}" hidden>'
            f"Retirer {words}</button>"
        )
    yield "</fieldset>"


def _choices(one: Question) -> Iterator[str]:
    sort = "checkbox" if one.kind is QuestionKind.MANY else "radio"
    yield '<div class="longue">' if len(one.options) > _LONG else "<div>"
    for each in one.options:
        yield (
            f'<label class="choix"><input type="{sort}" name="{one.code}" value="{each.code}" '
            f"{_data(one, one.code)}> <span>{_shown(each.label)}</span></label>"
        )
    yield "</div>"


def _written(one: Question, text: str) -> Iterator[str]:
    hint = f' aria-describedby="aide-{one.code}"' if one.hint else ""
    given = f'id="champ-{one.code}" name="{one.code}" {_data(one, one.code)}{hint}'
    yield f'<div class="question"><label for="champ-{one.code}">{text}</label>'
    yield from _hint(one)
    if one.kind is QuestionKind.NUMBER:
        least, most = one.limits or (0, LARGEST)
        yield (
            f'<p><input type="number" step="1" inputmode="numeric" min="{least}" max="{most}" {given}></p>'
        )
    elif one.kind is QuestionKind.SHORT:
        yield f'<p><input type="text" maxlength="200" autocomplete="off" {given}></p>'
    else:
        yield f'<p><textarea rows="5" maxlength="{LONGEST_WORDS}" {given}></textarea></p>'
    yield "</div>"


def _table(one: Question) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{_shown(each.label)}</th>' for each in one.options)
    yield f"<table><thead><tr><td></td>{heads}</tr></thead><tbody>"
    for row, key in zip(one.rows, one.keys, strict=True):
        cells = "".join(
            f'<td data-libelle="{_shown(each.label)}">'
            f'<input type="radio" name="{key}" value="{each.code}" {_data(one, key)} '
            f'aria-label="{_shown(row.label)}{typeset(" : ")}{_shown(each.label)}"></td>'
            for each in one.options
        )
        yield f'<tr><th scope="row">{_shown(row.label)}</th>{cells}</tr>'
    yield "</tbody></table>"


def _hint(one: Question) -> Iterator[str]:
    if one.hint and one.kind is not QuestionKind.RANKING:
        yield f'<p class="aide" id="aide-{one.code}">{_shown(one.hint)}</p>'
    elif one.hint:  # « écrivez 1, 2, 3 dans les cases » is for paper
        yield f'<p class="aide" id="aide-{one.code}">Choisissez jusqu’à {RANKS} réponses, dans l’ordre.</p>'


def _data(one: Question, key: str) -> str:
    return f'data-question="{one.code}" data-cle="{key}"'
