"""The projet social: its tree, what each item rests on, the sheets of its actions, the answers given."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Any, Final

from sqlalchemy import Connection, Row, Table, select, true

from facilitator.domain.action import ActionSheet, ActionState, Answer, Indicator, IndicatorKind, Outcome
from facilitator.domain.project import Item, Level, Project, Support, ThemeRef
from facilitator.store import schema
from facilitator.store.database import Database
from facilitator.store.journal import Journal

_LISTS: Final = ("steps", "publics", "partners", "milestones", "cautions")
"""The fields of a sheet that hold several things."""

Rows = list[dict[str, Any]]


class Projects:
    """Reads and writes the projet social of a démarche; every write belongs to an act of the journal."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._database = database
        self._journal = journal

    def read(self) -> Project:
        """The project as it is; without anything where nobody began one.

        What rests on a contribution that was withdrawn rests on it no more.
        """
        with self._database.reading() as connection:
            return Project(
                items=_items(connection),
                supports=_supports(connection),
                links=_links(connection),
                sheets={row.item_id: _sheet(row) for row in connection.execute(select(schema.action_sheets))},
                indicators=_indicators(connection),
                answers=_answers(connection),
            )

    def write(self, project: Project) -> None:
        """Make ``project`` what is kept, touching only the rows that differ."""
        for table, rows in _TABLES:
            self._journal.replace(table, true(), rows(project))


def _item_rows(project: Project) -> Rows:
    ranks: dict[str | None, int] = defaultdict(int)
    rows = []
    for item in project.items:
        rows.append(
            {
                "id": item.id,
                "level": item.level,
                "parent_id": item.parent,
                "position": ranks[item.parent],
                "title": item.title,
            }
        )
        ranks[item.parent] += 1
    return rows


def _link_rows(project: Project) -> Rows:
    return [
        {"item_id": item, "to_id": to, "position": n}
        for item, targets in project.links.items()
        for n, to in enumerate(targets)
    ]


def _contribution_rows(project: Project) -> Rows:
    return [
        {"item_id": item, "contribution_id": one, "position": n}
        for item, support in project.supports.items()
        for n, one in enumerate(dict.fromkeys(support.contributions))
    ]


def _theme_rows(project: Project) -> Rows:
    rows = {
        (item, one.event_id, one.theme_id): {"item_id": item, **asdict(one), "position": n}
        for item, support in project.supports.items()
        for n, one in enumerate(support.themes)
    }
    return list(rows.values())


def _sheet_rows(project: Project) -> Rows:
    return [
        {"item_id": item, **asdict(sheet), **{name: list(getattr(sheet, name)) for name in _LISTS}}
        for item, sheet in project.sheets.items()
    ]


def _indicator_rows(project: Project) -> Rows:
    return [
        {"item_id": item, "position": n, **asdict(one)}
        for item, measured in project.indicators.items()
        for n, one in enumerate(measured)
    ]


def _answer_rows(project: Project) -> Rows:
    return [asdict(answer) for answer in project.answers.values()]


_TABLES: Final[tuple[tuple[Table, Callable[[Project], Rows]], ...]] = (
    (schema.project_items, _item_rows),
    (schema.project_links, _link_rows),
    (schema.supporting_contributions, _contribution_rows),
    (schema.supporting_themes, _theme_rows),
    (schema.action_sheets, _sheet_rows),
    (schema.indicators, _indicator_rows),
    (schema.answers, _answer_rows),
)


def _items(connection: Connection) -> tuple[Item, ...]:
    """All items, each holder before what it holds."""
    table = schema.project_items
    held: dict[str | None, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(select(table).order_by(table.c.position, table.c.id)):
        held[row.parent_id].append(row)
    found: list[Item] = []
    waiting: list[str | None] = [None]
    while waiting:
        for row in held[waiting.pop(0)]:
            found.append(Item(row.id, Level(row.level), row.title, row.parent_id))
            waiting.append(row.id)
    return tuple(found)


def _by_item(rows: Iterable[Row[Any]]) -> Mapping[str, list[Row[Any]]]:
    found: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        found[row.item_id].append(row)
    return found


def _ordered(connection: Connection, table: Table) -> Mapping[str, list[Row[Any]]]:
    """The rows of ``table`` by item, each list in its order."""
    return _by_item(connection.execute(select(table).order_by(table.c.item_id, table.c.position)))


def _links(connection: Connection) -> dict[str, tuple[str, ...]]:
    links = _ordered(connection, schema.project_links)
    return {item: tuple(row.to_id for row in rows) for item, rows in links.items()}


def _supports(connection: Connection) -> dict[str, Support]:
    table, said = schema.supporting_contributions, schema.contributions
    query = select(table).join(said, said.c.id == table.c.contribution_id).where(~said.c.withdrawn)
    words = _by_item(connection.execute(query.order_by(table.c.item_id, table.c.position)))
    themes = _ordered(connection, schema.supporting_themes)
    return {
        item: Support(
            tuple(row.contribution_id for row in words.get(item, ())),
            tuple(ThemeRef(row.event_id, row.theme_id, row.name) for row in themes.get(item, ())),
        )
        for item in sorted({*words, *themes})
    }


def _sheet(row: Row[Any]) -> ActionSheet:
    told = {name: value for name, value in row._mapping.items() if name not in ("item_id", "operation")}
    told |= {name: tuple(told[name]) for name in _LISTS}
    return ActionSheet(**{**told, "state": ActionState(told["state"])})


def _indicators(connection: Connection) -> dict[str, tuple[Indicator, ...]]:
    found = _ordered(connection, schema.indicators)
    return {
        item: tuple(
            Indicator(row.name, IndicatorKind(row.kind), row.baseline, row.target, row.source, row.frequency)
            for row in rows
        )
        for item, rows in found.items()
    }


def _answers(connection: Connection) -> dict[str, Answer]:
    table, said = schema.answers, schema.contributions
    query = select(table).join(said, said.c.id == table.c.contribution_id).where(~said.c.withdrawn)
    return {
        row.contribution_id: Answer(row.contribution_id, Outcome(row.outcome), row.action_id, row.reason)
        for row in connection.execute(query.order_by(said.c.event_id, said.c.number))
    }
