"""The texts of the projet social, typed freely, that leave with its fiches, plan, journals and convention.

They are read for names like every label: a pilot is a structure and a function, yet « Mme Tavernier, CCAS »
is what gets typed. What is decided of their words holds for all labels of the démarche.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from facilitator.domain.action import ActionSheet, Indicator
from facilitator.domain.project import Level, Project
from facilitator.privacy.labels import THEME, Change, Label, told_by
from facilitator.privacy.redaction import redacted


def labels_of_project(project: Project) -> tuple[Label, ...]:
    """Titles, sheets, indicators and reasons, each text once, in the order in which the tree is read."""
    return told_by(lambda change: project_with(project, change))


def shared_project(project: Project, replacements: Mapping[str, str]) -> Project:
    """The project as it may leave."""
    return project_with(project, lambda _, text: redacted(text, replacements)) if replacements else project


def project_with(project: Project, change: Change) -> Project:
    """The project with its texts changed; ids, dates, states, priorities and links stay."""
    items = {one.id: replace(one, title=change(_kind(one.level), one.title)) for one in project.read()}
    return replace(
        project,
        items=tuple(items.get(one.id, one) for one in project.items),
        sheets={key: _sheet(one, change) for key, one in project.sheets.items()},
        indicators={
            key: tuple(_indicator(one, change) for one in told) for key, told in project.indicators.items()
        },
        supports={
            key: replace(one, themes=tuple(replace(ref, name=change(THEME, ref.name)) for ref in one.themes))
            for key, one in project.supports.items()
        },
        answers={
            key: replace(one, reason=change("raison donnée", one.reason))
            for key, one in project.answers.items()
        },
    )


def _kind(level: Level) -> str:
    return "intitulé d’action" if level is Level.ACTION else level.value


def _sheet(sheet: ActionSheet, change: Change) -> ActionSheet:
    return replace(
        sheet,
        aim=change("objectif d’action", sheet.aim),
        description=change("descriptif", sheet.description),
        steps=tuple(change("étape d’action", one) for one in sheet.steps),
        publics=tuple(change("public visé", one) for one in sheet.publics),
        area=change("territoire d’action", sheet.area),
        pilot=change("pilote", sheet.pilot),
        partners=tuple(change("partenaire", one) for one in sheet.partners),
        staff=change("moyens humains", sheet.staff),
        equipment=change("moyens matériels", sheet.equipment),
        budget=change("budget", sheet.budget),
        funding=change("financement", sheet.funding),
        milestones=tuple(change("jalon", one) for one in sheet.milestones),
        cautions=tuple(change("point de vigilance", one) for one in sheet.cautions),
        feasibility=change("faisabilité", sheet.feasibility),
    )


def _indicator(one: Indicator, change: Change) -> Indicator:
    return replace(
        one,
        name=change("indicateur", one.name),
        baseline=change("valeur de départ", one.baseline),
        target=change("cible", one.target),
        source=change("source d’indicateur", one.source),
        frequency=change("périodicité", one.frequency),
    )
