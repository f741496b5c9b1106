"""The plan d'actions as a table, a row an action (domaine.md § 4.4): written, and read back.

A cell that holds several things has one a line. The code and the fiche are told, never read back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import uuid4

from facilitator.domain.action import Indicator, is_moment, year_of
from facilitator.domain.contribution import fold
from facilitator.domain.project import LONGEST_TITLE, Item, Level, Project
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
_FIELDS = {
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
_YEARS = (PlanColumn.STARTS, PlanColumn.ENDS)
"""Columns that show the year alone of a moment."""
_TOLD = (PlanColumn.CODE, PlanColumn.SHEET)

Cells = Mapping[PlanColumn, str]
LONGEST = 30_000
"""Characters of a cell; Excel keeps 32,767, and our apostrophes are among them."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row that was read: its line in the file, the id of its action (empty for a new one), its cells."""

    line: int
    id: str
    cells: Cells


@dataclass(frozen=True, slots=True)
class Difference:
    """What a filled table would change of one action."""

    code: str
    title: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell, or a row, that cannot be taken: its line, and why, in French."""

    line: int
    told: str


@dataclass(frozen=True, slots=True)
class PlanReturn:
    """What a filled table makes of the project: what differs, what cannot be taken, what it leaves out."""

    project: Project
    differences: tuple[Difference, ...]
    refused: tuple[Refusal, ...]
    absent: tuple[str, ...]


def plan_cells(project: Project, action: Item) -> Cells:
    """The row of an action."""
    sheet, measured = project.sheet(action.id), project.indicators.get(action.id, ())
    code = project.codes()[action.id]
    cells = {
        column: above.title if (above := project.above(action.id, level)) else ""
        for column, level in PLACES.items()
    }
    cells |= {column: field.told(sheet) for column, field in _FIELDS.items()}
    cells |= {column: year_of(cells[column]) for column in _YEARS}
    cells |= {
        PlanColumn.CODE: code,
        PlanColumn.ACTION: action.title,
        PlanColumn.INDICATOR: _lines(one.name for one in measured),
        PlanColumn.BASELINE: _lines(one.baseline for one in measured),
        PlanColumn.TARGET: _lines(one.target for one in measured),
        PlanColumn.SHEET: f"fiche {code}",
    }
    return {column: cells[column] for column in PlanColumn}


def take_back(project: Project, rows: Sequence[PlanRow], left: Project | None = None) -> PlanReturn:
    """The project as a filled table makes it; nothing is removed, and a cell that cannot be taken stays.

    ``left`` is the project as its table left, names replaced: a cell that still reads so was not changed. A
    row whose id is gone is the action of its title.
    """
    before, left = project, left or project
    differences: list[Difference] = []
    refused: list[Refusal] = []
    known = {one.id for one in project.of(Level.ACTION)}
    seen: set[str] = set()
    for row in _identified(left, rows):
        if row.id and row.id not in known:
            refused.append(Refusal(row.line, "l’action de cette ligne n’est plus dans le projet"))
            continue
        if row.id and row.id in seen:
            refused.append(Refusal(row.line, "une autre ligne porte déjà la même action"))
            continue
        if not row.cells.get(PlanColumn.ACTION, "").strip():
            refused.append(Refusal(row.line, "l’action n’a pas d’intitulé"))
            continue
        if long := [column for column, cell in row.cells.items() if len(cell) > LONGEST]:
            told = f"{long[0]} : plus de {LONGEST} caractères, qu’aucun tableur ne garde"
            refused.append(Refusal(row.line, told))
            continue
        project, changed, faults = _take_row(project, row, left)
        differences += changed
        refused += faults
        seen.add(row.id)
    codes = before.codes()
    absent = tuple(f"{codes[id_]} {before.item(id_).title}" for id_ in codes if id_ in known - seen)
    return PlanReturn(project, tuple(differences), tuple(refused), absent)


def _identified(left: Project, rows: Sequence[PlanRow]) -> Iterator[PlanRow]:
    """The rows, those without an id given that of the one action of their title that no row has."""
    claimed = {row.id for row in rows if row.id}
    by_title: dict[str, list[str]] = {}
    for one in left.of(Level.ACTION):
        if one.id not in claimed:
            by_title.setdefault(fold(one.title), []).append(one.id)
    codes = left.codes()
    for row in rows:
        found = [] if row.id else by_title.get(fold(row.cells.get(PlanColumn.ACTION, "")), [])
        code = row.cells.get(PlanColumn.CODE, "").strip()
        id_ = next((one for one in found if codes[one] == code), found[0] if found else "")
        if id_:
            found.remove(id_)
        yield replace(row, id=row.id or id_)


def _stripped(cell: str) -> str:
    """A cell without blanks at the ends of its lines; an empty first line is a value that is not known."""
    return "\n".join(line.strip() for line in cell.splitlines()).rstrip()


def _take_row(
    project: Project, row: PlanRow, left: Project
) -> tuple[Project, list[Difference], list[Refusal]]:
    refused: list[Refusal] = []
    if row.id:
        action = project.item(row.id)
    else:
        action = Item(
            uuid4().hex, Level.ACTION, " ".join(row.cells[PlanColumn.ACTION].split())[:LONGEST_TITLE]
        )
        project, left = project.with_added(action), left.with_added(action)
    new, sheet = not row.id, project.sheet(action.id)
    before, gone = plan_cells(project, action), plan_cells(left, left.item(action.id))
    for column, cell in row.cells.items():
        asked = _stripped(cell)
        if (
            column in _TOLD
            or column in PLACES
            or asked in (_stripped(before[column]), _stripped(gone[column]))
        ):
            continue
        try:
            project = _taken(project, action.id, column, asked)
        except ValueError as error:
            refused.append(Refusal(row.line, f"{column} : {error}"))
    try:
        project = _placed(project, action.id, row.cells, left)
    except ValueError as error:
        refused.append(Refusal(row.line, str(error)))
    if faults := project.sheet(action.id).faults():
        refused += [Refusal(row.line, fault) for fault in faults]
        dated = replace(project.sheet(action.id), starts=sheet.starts, ends=sheet.ends)
        project = project.with_sheet(action.id, dated)
    after, code = plan_cells(project, action), project.codes()[action.id]
    told = [
        Difference(code, after[PlanColumn.ACTION], column, "" if new else before[column], after[column])
        for column in PlanColumn
        if column not in _TOLD and (after[column] if new else after[column] != before[column])
    ]
    return project, told, refused


def _taken(project: Project, id_: str, column: PlanColumn, asked: str) -> Project:
    """The project with another value in one cell; ValueError tells why it cannot be."""
    if column is PlanColumn.ACTION:
        if len(asked) > LONGEST_TITLE:
            raise ValueError(f"l’intitulé a plus de {LONGEST_TITLE} caractères")
        return project.with_title(id_, " ".join(asked.split()))
    if column is PlanColumn.STATE and not asked:  # every action stands somewhere: nothing was said of it
        return project
    if column in _FIELDS:
        field, sheet = _FIELDS[column], project.sheet(id_)
        words = _moment(field.told(sheet), asked) if column in _YEARS else asked
        return project.with_sheet(id_, field.filled(sheet, words))
    return project.with_indicators(id_, _measured(project.indicators.get(id_, ()), column, asked))


def _measured(measured: tuple[Indicator, ...], column: PlanColumn, asked: str) -> list[Indicator]:
    told = asked.split("\n") if asked else []
    if column is PlanColumn.INDICATOR:
        kept = {one.name: one for one in measured}
        by_rank = [*measured, *[Indicator("")] * (len(told) - len(measured))]
        return [kept.get(name, replace(by_rank[n], name=name)) for n, name in enumerate(told) if name]
    if len(told) > len(measured):
        raise ValueError("il y a plus de valeurs que d’indicateurs")
    told += [""] * (len(measured) - len(told))
    pairs = zip(measured, told, strict=True)
    if column is PlanColumn.BASELINE:
        return [replace(one, baseline=value) for one, value in pairs]
    return [replace(one, target=value) for one, value in pairs]


def _placed(project: Project, id_: str, cells: Cells, left: Project) -> Project:
    """The action under the objectif or axe that its cells name; ValueError where nothing bears that title."""
    asked = {column: " ".join(cells[column].split()) for column in PLACES if column in cells}
    for known in (project, left):
        above = {column: known.above(id_, level) for column, level in PLACES.items()}
        if all(fold(words) == fold(one.title if (one := above[at]) else "") for at, words in asked.items()):
            return project
    told = [(column, words) for column, words in asked.items() if words]
    if not told:
        return project.with_moved(id_, None)
    column, words = told[-1]
    found = [one for one in left.of(PLACES[column]) if fold(one.title) == fold(words)]
    if not found:
        raise ValueError(f"aucun élément du projet ne s’appelle « {words} » ; ajoutez-le d’abord")
    for higher, named in told[:-1]:
        holders = {one.id: left.above(one.id, PLACES[higher]) for one in found}
        found = [one for one in found if (at := holders[one.id]) and fold(at.title) == fold(named)]
        if not found:
            raise ValueError(f"« {words} » n’est pas sous « {named} » ; changez les deux, ou aucun")
    return project.with_moved(id_, found[0].id)


def _lines(told: Iterable[str]) -> str:
    return "\n".join(told).rstrip("\n")


def _moment(current: str, asked: str) -> str:
    """The moment asked for; the month that is known stays where its year was not changed.

    A spreadsheet makes « 01/09/2027 » of a date, « 09/2027 » or « 2027.0 » of what was typed.
    """
    asked = re.sub(r"^(\d{4})[.,]0$", r"\1", asked)
    asked = re.sub(r"^(?:(\d{1,2})/)?(\d{1,2})/(\d{4})$", _iso, asked)
    if asked and not is_moment(asked):
        raise ValueError(f"« {asked} » n’est ni une année, ni un mois, ni un jour")
    return current if asked == year_of(current) else asked


def _iso(found: re.Match[str]) -> str:
    day, month, year = found.groups()
    return "-".join((year, month.zfill(2), *([day.zfill(2)] if day else [])))
