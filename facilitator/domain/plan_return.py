"""A plan d'actions that others filled in, taken back into the project cell by cell.

A table carries what it said when it was written: what somebody changed in it is told from what the project
became since. The code and the fiche follow from the place of an action, and are never read back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import uuid4

from facilitator.domain.action import Indicator, is_moment, year_of
from facilitator.domain.contribution import fold
from facilitator.domain.plan_table import (
    PLACES,
    SHEET_FIELDS,
    TOLD,
    YEARS,
    Cells,
    PlanColumn,
    PlanRow,
    plan_cells,
)
from facilitator.domain.project import LONGEST_TITLE, Item, Level, Project

LONGEST = 30_000
"""Characters of a cell; Excel keeps 32,767, and our apostrophes are among them."""
_MISSING_ROW = "l’action de cette ligne n’est plus dans le projet"
_NUMBER = "le numéro « {asked} » n’est pas repris, celui de cette action est « {code} » : il suit sa place"
_NEW_NUMBER = "le numéro « {asked} » n’est pas repris : celui d’une nouvelle action suit sa place"


class Since(StrEnum):
    """What became of a cell in the project since its table was written; true where it changed there."""

    SAME = ""
    OLDER = "changé dans le projet depuis"
    BOTH = "changé des deux côtés"


@dataclass(frozen=True, slots=True)
class Difference:
    """What a filled table would change of one action, and whether the project changed it since."""

    code: str
    title: str
    column: str
    before: str
    after: str
    since: Since = Since.SAME


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell, or a row, that cannot be taken: its line, and why, in French."""

    line: int
    told: str


@dataclass(frozen=True, slots=True)
class PlanReturn:
    """What a filled table makes of the project: what differs, what cannot be taken, what it leaves out.

    ``kept`` are differences that were not taken, since the project changed there after the table was
    written. An ``undated`` table does not tell what it said when it was written.
    """

    project: Project
    differences: tuple[Difference, ...]
    refused: tuple[Refusal, ...]
    absent: tuple[str, ...]
    kept: tuple[Difference, ...] = ()
    undated: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """What a table is read against: the project as its table left, names replaced; the cells it left with,
    by action, where it tells them; whether what is ``outdated`` is taken too.
    """

    left: Project
    written: Mapping[str, Cells] = field(default_factory=dict)
    outdated: bool = False


def take_back(project: Project, rows: Sequence[PlanRow], ground: Ground | None = None) -> PlanReturn:
    """The project as a filled table makes it; nothing is removed, and a cell that cannot be taken stays.

    A cell that reads as the project of the ``ground`` was not changed. A row whose id is gone is the action
    of its title.
    """
    ground = ground or Ground(project)
    before, codes = project, project.codes()
    differences: list[tuple[str, Difference]] = []
    refused: list[Refusal] = []
    known = {one.id for one in project.of(Level.ACTION)}
    seen: set[str] = set()
    for row in _identified(ground.left, rows):
        if fault := _fault(row, known, seen):
            refused.append(Refusal(row.line, fault))
            continue
        refused += _numbers(row, codes, ground.written)
        taken = _take_row(project, row, ground)
        project = taken.project
        differences += [(taken.action, one) for one in taken.differences]
        refused += taken.refused
        seen.add(row.id)
    after = project.codes()
    told = [replace(one, code=after[action]) for action, one in differences]
    kept = () if ground.outdated else tuple(one for one in told if one.since)
    absent = tuple(f"{codes[id_]} {before.item(id_).title}" for id_ in codes if id_ in known - seen)
    return PlanReturn(project, tuple(one for one in told if one not in kept), tuple(refused), absent, kept)


def _fault(row: PlanRow, known: set[str], seen: set[str]) -> str:
    """Why a row cannot be taken at all; nothing where it can."""
    if row.id and row.id not in known:
        return _MISSING_ROW
    if row.id and row.id in seen:
        return "une autre ligne porte déjà la même action"
    if not row.cells.get(PlanColumn.ACTION, "").strip():
        return "l’action n’a pas d’intitulé"
    if long := [column for column, cell in row.cells.items() if len(cell) > LONGEST]:
        return f"{long[0]} : plus de {LONGEST} caractères, qu’aucun tableur ne garde"
    return ""


def _numbers(row: PlanRow, codes: Mapping[str, str], written: Mapping[str, Cells]) -> list[Refusal]:
    """A number that somebody typed over, or gave to a new action: it would be lost without a word."""
    asked = row.cells.get(PlanColumn.CODE, "").strip()
    known = {codes.get(row.id, ""), written.get(row.id, {}).get(PlanColumn.CODE, "")}
    if not asked or asked in known:
        return []
    told = _NUMBER if row.id else _NEW_NUMBER
    return [Refusal(row.line, told.format(asked=asked, code=codes.get(row.id, "")))]


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


@dataclass(frozen=True, slots=True)
class _Row:
    """What one row made: the project, its action by id, what differs, what was refused."""

    project: Project
    action: str
    differences: list[Difference]
    refused: list[Refusal]


def _take_row(project: Project, row: PlanRow, ground: Ground) -> _Row:
    refused: list[Refusal] = []
    left, new = ground.left, not row.id
    if new:
        title = " ".join(row.cells[PlanColumn.ACTION].split())[:LONGEST_TITLE]
        action = Item(uuid4().hex, Level.ACTION, title)
        project, left = project.with_added(action), left.with_added(action)
    else:
        action = project.item(row.id)
    sheet, before = project.sheet(action.id), plan_cells(project, action, "")
    gone = plan_cells(left, left.item(action.id), "")
    asked = _changed(row.cells, before, gone)
    since = _since(asked, before, gone, ground.written.get(row.id))
    kept = {} if ground.outdated else {column: asked.pop(column) for column in since}
    for column, words in asked.items():
        if column not in PLACES:
            try:
                project = _taken(project, action.id, column, words)
            except ValueError as error:
                refused.append(Refusal(row.line, f"{column} : {error}"))
    if not kept.keys() & PLACES.keys():
        try:
            project = _placed(project, action.id, row.cells, left)
        except ValueError as error:
            refused.append(Refusal(row.line, str(error)))
    if faults := project.sheet(action.id).faults():
        refused += [Refusal(row.line, fault) for fault in faults]
        dated = replace(project.sheet(action.id), starts=sheet.starts, ends=sheet.ends)
        project = project.with_sheet(action.id, dated)
    after = plan_cells(project, project.item(action.id), "")
    told = [
        Difference("", after[PlanColumn.ACTION], column, "" if new else before[column], words, since=why)
        for column in PlanColumn
        for words, why in (
            [(kept[column], since[column])]
            if column in kept
            else [(after[column], since.get(column, Since.SAME))]
        )
        if column not in TOLD and words != ("" if new else before[column])
    ]
    return _Row(project, action.id, told, refused)


def _changed(cells: Cells, before: Cells, gone: Cells) -> dict[PlanColumn, str]:
    """The cells that read neither as the project does nor as it left, but those never read back."""
    return {
        column: asked
        for column, cell in cells.items()
        if column not in TOLD
        and (asked := _stripped(cell)) not in (_stripped(before[column]), _stripped(gone[column]))
    }


def _since(asked: Cells, before: Cells, gone: Cells, written: Cells | None) -> dict[PlanColumn, Since]:
    """Those of the changed cells whose value in the project is no longer the one that was written."""
    found = {}
    for column, words in asked.items():
        origin = None if written is None else _stripped(written.get(column, ""))
        if origin is not None and origin not in (_stripped(before[column]), _stripped(gone[column])):
            found[column] = Since.OLDER if words == origin else Since.BOTH
    return found


def _taken(project: Project, id_: str, column: PlanColumn, asked: str) -> Project:
    """The project with another value in one cell; ValueError tells why it cannot be."""
    if column is PlanColumn.ACTION:
        if len(asked) > LONGEST_TITLE:
            raise ValueError(f"l’intitulé a plus de {LONGEST_TITLE} caractères")
        return project.with_title(id_, " ".join(asked.split()))
    if column is PlanColumn.STATE and not asked:  # every action stands somewhere: nothing was said of it
        return project
    if column in SHEET_FIELDS:
        field, sheet = SHEET_FIELDS[column], project.sheet(id_)
        words = _moment(field.told(sheet), asked) if column in YEARS else asked
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
