"""The plan d'actions: a workbook to fill in and bring back, and the same table on a page on its side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from facilitator.domain.action import Outcome
from facilitator.domain.plan_checks import ToSee
from facilitator.domain.plan_table import PlanColumn, plan_cells
from facilitator.domain.project import Item, Level
from facilitator.domain.project_evidence import ProjectEvidence
from facilitator.drafting.action_facts import actions_of, axes_facts
from facilitator.drafting.demarche_facts import demarche_facts
from facilitator.drafting.spreadsheet import Heading, Sheet, write_spreadsheet
from facilitator.drafting.text_document import write_text_document
from facilitator.intake.plan import ID_HEADER, PLAN_SHEET, WRITTEN_SHEET
from facilitator.language.french import counted
from facilitator.language.typography import quote, typeset

OUTLINE = "redaction/plan_actions"

_WIDTHS = {
    PlanColumn.CODE: 8,
    PlanColumn.PRIORITY: 9,
    PlanColumn.STARTS: 10,
    PlanColumn.ENDS: 10,
    PlanColumn.STATE: 11,
    PlanColumn.SHEET: 12,
    PlanColumn.FEASIBILITY: 13,
    PlanColumn.ACTION: 38,
}
_WIDTH = 24


@dataclass(frozen=True, slots=True)
class ChecksFacts:
    """What there is to see to of one sort: « action sans pilote », and the actions."""

    titre: str
    lignes: tuple[str, ...]


def write_plan_workbook(
    evidence: ProjectEvidence,
    target: Path,
    *,
    outlines: Sequence[Path] = (),  # noqa: ARG001 - a workbook has no outline, every writer is given them
    checks: Sequence[ToSee] = (),
) -> Path:
    """Write the plan as a workbook of three sheets: the plan, its checks, what became of propositions.

    The plan's sheet comes back in by ``intake.plan``; a fourth one, hidden, keeps it as it was written.
    Raises InputError without any action, OSError.
    """
    actions = actions_of(evidence)
    headings = [Heading(column.value, _WIDTHS.get(column, _WIDTH)) for column in PlanColumn]
    headings.append(Heading(ID_HEADER, 34, technical=True))
    rows = list(_plan_rows(evidence, actions))
    sheets = [
        Sheet(PLAN_SHEET, headings, rows),
        Sheet(
            "Contrôles",
            [Heading("À voir", 32), Heading("De quoi s’agit-il", 60), Heading("Précision", 40)],
            ([one.check.value, one.told, one.other] for one in checks),
        ),
        Sheet(
            "Suites données",
            [
                Heading("Événement", 40),
                Heading("N°", 6),
                Heading("Proposition", 60),
                Heading("Votes", 8),
                Heading("Suite", 14),
                Heading("Action", 40),
                Heading("Raison", 60),
            ],
            _answer_rows(evidence),
        ),
        Sheet(WRITTEN_SHEET, headings, rows, hidden=True),
    ]
    write_spreadsheet(target, sheets, title=f"Plan d’actions – {evidence.demarche.title}")
    return target


def write_plan_document(
    evidence: ProjectEvidence,
    target: Path,
    *,
    outlines: Sequence[Path],
    checks: Sequence[ToSee] = (),
    reference: Path | None = None,
) -> Path:
    """Write the plan on landscape pages, axe by axe, its checks at the end; returns ``target``.

    Raises InputError without any action, and what ``write_text_document`` raises.
    """
    actions_of(evidence)  # a plan without any is refused
    return write_text_document(
        OUTLINE, plan_values(evidence, checks), target, outlines=outlines, reference=reference, dated=None
    )


def plan_values(evidence: ProjectEvidence, checks: Sequence[ToSee] = ()) -> Mapping[str, object]:
    """What the outline of the plan prints, by the names that it declares."""
    return {
        "demarche": demarche_facts(evidence.demarche),
        "axes": axes_facts(evidence),
        "actions": counted(len(evidence.project.of(Level.ACTION)), "action"),
        "controles": checks_facts(checks),
        "suites": tuple(_outcome(evidence, outcome) for outcome in Outcome if evidence.project.answers),
    }


def checks_facts(checks: Sequence[ToSee]) -> tuple[ChecksFacts, ...]:
    """What there is to see to, sort by sort, as documents and the shell tell it."""
    sorts = dict.fromkeys(one.check for one in checks)
    return tuple(
        ChecksFacts(
            typeset(sort.value.capitalize()),
            tuple(
                quote(one.told) + (typeset(f" : {one.other}") if one.other else "")
                for one in checks
                if one.check is sort
            ),
        )
        for sort in sorts
    )


def _outcome(evidence: ProjectEvidence, outcome: Outcome) -> str:
    count = sum(answer.outcome is outcome for answer in evidence.project.answers.values())
    words = {
        Outcome.ACTION: ("proposition devenue action", "propositions devenues actions"),
        Outcome.POSTPONED: ("proposition reportée", "propositions reportées"),
        Outcome.REFUSED: ("proposition non retenue", "propositions non retenues"),
    }[outcome]
    return counted(count, *words)


def _plan_rows(evidence: ProjectEvidence, actions: Sequence[Item]) -> Iterator[list[str]]:
    codes = evidence.project.codes()
    for action in actions:
        cells = plan_cells(evidence.project, action, codes[action.id])
        yield [*(cells[column] for column in PlanColumn), action.id]


def _answer_rows(evidence: ProjectEvidence) -> Iterator[list[str | int]]:
    project, codes = evidence.project, evidence.project.codes()
    for heard in evidence.found(project.answers):
        answer, said = project.answers[heard.contribution.id], heard.contribution
        action = (
            f"{codes[answer.action_id]} {project.item(answer.action_id).title}" if answer.action_id else ""
        )
        event = heard.evidence.event.title
        yield [event, said.number, said.text, said.votes, answer.outcome.value, action, answer.reason]
