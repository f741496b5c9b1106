"""The plan d'actions and its fiches: drafted, checked, filled in elsewhere and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from facilitator.domain.plan_checks import ToSee, check_plan
from facilitator.domain.plan_return import Ground, PlanReturn, take_back
from facilitator.domain.project import Item, Level, Project
from facilitator.domain.project_evidence import ProjectEvidence
from facilitator.errors import UsageError
from facilitator.intake.plan import FilledPlan, read_plan
from facilitator.intake.slug import slugify
from facilitator.language.french import counted
from facilitator.language.typography import quote, typeset
from facilitator.workshop.project_livrables import write_livrable
from facilitator.workshop.workshop import Workshop

PLAN_FORMS = ("xlsx", "docx", "odt", "html", "pdf")
_ALIKE = 85
"""Least token-sort ratio (rapidfuzz, 0..100) of two titles that may be one action: « Créer un relais petite
enfance » and « Créer un relais de la petite enfance » have 94, « Ouvrir un local jeunes » and « Ouvrir un
café des aidants » 53."""


def alike(one: str, other: str) -> bool:
    """Whether two titles may be the same action in other words."""
    from rapidfuzz import fuzz, utils

    return fuzz.token_sort_ratio(one, other, processor=utils.default_process) >= _ALIKE


def to_see(evidence: ProjectEvidence) -> tuple[ToSee, ...]:
    """What the plan still lacks."""
    return check_plan(evidence, alike=alike)


def draft_fiches(
    workshop: Workshop,
    evidence: ProjectEvidence,
    forms: Sequence[str],
    *,
    codes: Sequence[str] = (),
    apart: bool = False,
    template: Path | None = None,
) -> tuple[Path, ...]:
    """Write the fiches asked for by their codes, or all, in one document or each ``apart``.

    Raises NotFoundError for an unknown code, UsageError for one that is no action, InputError without any
    action, TemplateError, StoreError.
    """
    from facilitator.drafting.fiches_actions import write_fiches

    asked = tuple(_action(workshop, code) for code in codes) or evidence.project.of(Level.ACTION)
    every = evidence.project.codes()
    groups: list[tuple[str, Sequence[Item]]]
    if apart or codes:
        groups = [(f"fiche-{every[one.id]}-{slugify(one.title)[:40].rstrip('-')}", [one]) for one in asked]
    else:
        groups = [("fiches-actions", asked)]
    return tuple(
        write_livrable(
            workshop.livrables,
            evidence,
            f"{name}.{form}",
            write_fiches,
            actions=actions,
            reference=template,
        )
        for name, actions in groups
        for form in forms
    )


def draft_plan(
    workshop: Workshop,
    evidence: ProjectEvidence,
    forms: Sequence[str],
    template: Path | None = None,
    checks: Sequence[ToSee] | None = None,
) -> tuple[Path, ...]:
    """Write the plan in these forms, xlsx to be filled in and brought back; raises as ``draft_fiches``.

    ``checks`` are what it lacks, where that is known already.
    """
    from facilitator.drafting.plan_actions import write_plan_document, write_plan_workbook

    checks = to_see(evidence) if checks is None else checks
    paths = []
    for form in forms:
        if form not in PLAN_FORMS:
            raise UsageError(
                f"« {form} » n’est pas une forme du plan.",
                next_step=f"Formes possibles : {', '.join(PLAN_FORMS)}.",
            )
        name = f"plan-actions.{form}"
        if form == "xlsx":
            path = write_livrable(workshop.livrables, evidence, name, write_plan_workbook, checks=checks)
        else:
            path = write_livrable(
                workshop.livrables, evidence, name, write_plan_document, checks=checks, reference=template
            )
        paths.append(path)
    return tuple(paths)


def read_filled_plan(workshop: Workshop, path: Path, *, outdated: bool = False) -> PlanReturn:
    """What a plan filled in elsewhere would change; nothing is kept yet. Raises InputError.

    Where the project changed since the plan was written, it stays, unless what is ``outdated`` is taken too.
    """
    return _taken_back(workshop, read_plan(path), workshop.plan.now, outdated=outdated)


def apply_filled_plan(workshop: Workshop, path: Path, *, outdated: bool = False) -> PlanReturn:
    """Take a filled plan, read again on the project as it is now, as one act; raises InputError."""
    filled = read_plan(path)
    returned = _taken_back(workshop, filled, workshop.plan.now, outdated=outdated)
    count = len(returned.differences)
    if count:
        workshop.plan.become(
            lambda now: _taken_back(workshop, filled, now, outdated=outdated).project,
            typeset(f"plan {quote(path.name)} repris : {counted(count, 'changement')}"),
        )
    return returned


def _taken_back(workshop: Workshop, filled: FilledPlan, now: Project, *, outdated: bool) -> PlanReturn:
    ground = Ground(workshop.names.project_leaving(now), filled.written or {}, outdated)
    returned = take_back(now, filled.rows, ground)
    return replace(returned, refused=(*filled.refused, *returned.refused), undated=filled.written is None)


def _action(workshop: Workshop, code: str) -> Item:
    found = workshop.plan.find(code)
    if found.level is not Level.ACTION:
        raise UsageError(
            typeset(f"{quote(code)} est un {found.level}, et non une action."),
            next_step="Donnez le code d’une action, par exemple « 1.1.1 ».",
        )
    return found
