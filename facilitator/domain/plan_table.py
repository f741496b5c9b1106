"""The plan d'actions as a table, a row an action (domaine.md § 4.4).

A cell that holds several things has one a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from facilitator.domain.action import year_of
from facilitator.domain.project import Item, Level, Project
from facilitator.domain.sheet_fields import FIELDS


class PlanColumn(StrEnum):
    """The columns, by their headers, in their order."""

    CODE = "N°"
    AXE = "Axe"
    STRATEGIC = "Objectif stratégique"
    OPERATIONAL = "Objectif opérationnel"
    ACTION = "Action"
    PUBLICS = "Public"
    PILOT = "Pilote"
    PARTNERS = "Partenaires"
    PRIORITY = "Priorité"
    FEASIBILITY = "Faisabilité"
    STARTS = "Année de début"
    ENDS = "Année de fin"
    STAFF = "Moyens humains"
    EQUIPMENT = "Moyens matériels"
    BUDGET = "Budget"
    FUNDING = "Financement"
    INDICATOR = "Indicateur"
    BASELINE = "Valeur de départ"
    TARGET = "Cible"
    STATE = "État"
    SHEET = "Fiche liée"


PLACES = {
    PlanColumn.AXE: Level.AXE,
    PlanColumn.STRATEGIC: Level.STRATEGIC,
    PlanColumn.OPERATIONAL: Level.OPERATIONAL,
}
SHEET_FIELDS = {
    PlanColumn.PUBLICS: FIELDS["publics"],
    PlanColumn.PILOT: FIELDS["pilote"],
    PlanColumn.PARTNERS: FIELDS["partenaires"],
    PlanColumn.PRIORITY: FIELDS["priorite"],
    PlanColumn.FEASIBILITY: FIELDS["faisabilite"],
    PlanColumn.STARTS: FIELDS["debut"],
    PlanColumn.ENDS: FIELDS["fin"],
    PlanColumn.STAFF: FIELDS["moyens_humains"],
    PlanColumn.EQUIPMENT: FIELDS["moyens_materiels"],
    PlanColumn.BUDGET: FIELDS["budget"],
    PlanColumn.FUNDING: FIELDS["financements"],
    PlanColumn.STATE: FIELDS["etat"],
}
YEARS = (PlanColumn.STARTS, PlanColumn.ENDS)
"""Columns that show the year alone of a moment."""
TOLD = (PlanColumn.CODE, PlanColumn.SHEET)
"""Columns that are told, never read back: they follow from the place of the action."""

Cells = Mapping[PlanColumn, str]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row that was read: its line in the file, the id of its action (empty for a new one), its cells."""

    line: int
    id: str
    cells: Cells


def plan_cells(project: Project, action: Item, code: str | None = None) -> Cells:
    """The row of an action; its ``code`` is looked for where it is not given."""
    sheet, measured = project.sheet(action.id), project.indicators.get(action.id, ())
    code = project.codes()[action.id] if code is None else code
    cells = {
        column: above.title if (above := project.above(action.id, level)) else ""
        for column, level in PLACES.items()
    }
    cells |= {column: field.told(sheet) for column, field in SHEET_FIELDS.items()}
    cells |= {column: year_of(cells[column]) for column in YEARS}
    cells |= {
        PlanColumn.CODE: code,
        PlanColumn.ACTION: action.title,
        PlanColumn.INDICATOR: _lines(one.name for one in measured),
        PlanColumn.BASELINE: _lines(one.baseline for one in measured),
        PlanColumn.TARGET: _lines(one.target for one in measured),
        PlanColumn.SHEET: f"fiche {code}",
    }
    return {column: cells[column] for column in PlanColumn}


def _lines(told: Iterable[str]) -> str:
    return "\n".join(told).rstrip("\n")
