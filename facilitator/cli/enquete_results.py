"""The results of a survey in the terminal: counts with small bars, crosses with figures kept back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from facilitator.cli.charts import bar
from facilitator.cli.console import out
from facilitator.errors import UsageError
from facilitator.language.typography import typeset

if TYPE_CHECKING:
    from facilitator.domain.survey import Form, Question, Questionnaire
    from facilitator.domain.survey_counts import QuestionCount
    from facilitator.workshop.survey import Survey

_BAR, _WIDE, _WORDS = 20, 70, 12


def show_results(survey: "Survey", codes: list[str], by: str | None) -> None:
    """Print these questions counted, all of them without any; with ``by``, crossed with that one.

    Raises UsageError for an unknown question or one that is not crossed.
    """
    from facilitator.domain.survey_counts import count_questions
    from facilitator.drafting.enquete import who_answered

    questionnaire, forms = survey.questionnaire, survey.counted()
    wanted = [_question(questionnaire, code) for code in codes]
    told = (
        f"{who_answered(questionnaire, forms)}. Réponses volontaires : ni représentatives, ni marge d’erreur."
    )
    out().print(Text(typeset(told), style="bold"), soft_wrap=True)
    if by is None:
        for count in count_questions(questionnaire, forms):
            if not wanted or count.question in wanted:
                _show_counts(count)
        return
    _show_crosses(questionnaire, forms, wanted, _question(questionnaire, by))


def _show_crosses(
    questionnaire: "Questionnaire", forms: Sequence["Form"], wanted: Sequence["Question"], by: "Question"
) -> None:
    from facilitator.domain.survey_counts import cross, led
    from facilitator.drafting.enquete import cross_facts, crossable

    if by not in questionnaire.crossed:
        known = ", ".join(one.code for one in questionnaire.crossed)
        raise UsageError(
            f"On ne croise pas par {by.code}.", next_step=f"Questions à croiser : {known or 'aucune'}."
        )
    asked = led(questionnaire, forms)
    masked = False
    for one in wanted or crossable(questionnaire):
        if one not in crossable(questionnaire):
            raise UsageError(f"{one.code} ne se croise pas.", next_step="Choisissez une question à cocher.")
        found = cross(forms, asked, one, by)
        masked |= found.is_masked
        facts = cross_facts(found)
        out().print(Text(typeset(f"\n{one.number}. {one.text}"), style="bold"))
        out().print(Text(facts.titre))
        table = Table()
        _columns(table, ("", *facts.colonnes))
        for line in facts.lignes:
            table.add_row(Text(line.nom), *line.valeurs)
        out().print(table)
    if masked:
        told = "« – » : chiffre masqué, moins de cinq personnes ou permettrait d’en retrouver un."
        out().print(Text(typeset(told), style="dim"))


def _question(questionnaire: "Questionnaire", code: str) -> "Question":
    found = questionnaire.by_code.get(code.strip().casefold())
    if found is None:
        raise UsageError(
            f"« {code} » n’est pas une question de ce questionnaire.",
            next_step=f"Questions : {', '.join(questionnaire.by_code)}.",
        )
    return found


def _show_counts(count: "QuestionCount") -> None:
    """A question counted: its text, its base, then a table; for words, how many wrote."""
    from facilitator.drafting.enquete import question_facts

    facts = question_facts(count)
    out().print(Text(f"\n{facts.titre}", style="bold"))
    out().print(Text(facts.base))
    drawn = out().width >= _WIDE
    table = Table()
    if facts.grille is not None:
        _columns(table, ("", *facts.grille.colonnes, "Sans réponse"))
        for line in facts.grille.lignes:
            table.add_row(Text(line.nom), *line.valeurs)
    elif facts.rangs or facts.choix:
        ranked = bool(facts.rangs)
        _columns(table, ("", "1er", "2e", "3e", "Citée") if ranked else ("Réponse", "Effectif", "Part"))
        if drawn:
            table.add_column("", min_width=_BAR)
        most = max(each.people for each in count.counts)
        for line, each in zip(facts.rangs or facts.choix, count.counts, strict=True):
            figures = (*line.places, line.effectif) if ranked else (line.effectif, line.part)
            bars = (bar(each.people, most, _BAR),) if drawn else ()
            table.add_row(Text(line.nom), *figures, *bars)
    else:
        out().print(Text(facts.phrase))
        return
    out().print(table)


def _columns(table: Table, heads: Sequence[str]) -> None:
    """The first column holds words, the others figures."""
    table.add_column(Text(heads[0]), overflow="fold", min_width=_WORDS)
    for head in heads[1:]:
        table.add_column(Text(head), justify="right", overflow="fold")
