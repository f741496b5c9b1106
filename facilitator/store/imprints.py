"""What an event is made of now, each part by the number of the act that last wrote it."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, String, Table, cast, func, select

from facilitator.domain.imprint import Acts, Imprint
from facilitator.store import schema
from facilitator.store.database import Database
from facilitator.store.operations import OperationState

_PLANNING: Final = (
    schema.project_items,
    schema.project_links,
    schema.supporting_contributions,
    schema.supporting_themes,
    schema.action_sheets,
    schema.indicators,
    schema.answers,
    schema.governance,
    schema.rubrics,
)
_DESCRIBING: Final = (schema.event_tables, schema.event_sequences, schema.event_presences)


class Imprints:
    """Reads imprints, in one look at the file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_project(self) -> Imprint:
        """The imprint of the projet social, and of what humans wrote for its documents."""
        with self._database.reading() as connection:
            return Imprint(plan=_plan(connection))

    def of_event(self, event_id: str) -> Imprint:
        """The event's imprint; what the machine filed in passing is left out, since it is no change."""
        said, places, themes, events = (
            schema.contributions,
            schema.placements,
            schema.themes,
            schema.events,
        )
        passing = select(schema.operations.c.number).where(
            schema.operations.c.state == OperationState.PASSING
        )
        number = cast(said.c.number, String)
        with self._database.reading() as connection:
            standing = select(number, func.coalesce(places.c.operation, 0)).select_from(places.join(said))
            filed = places.c.event_id == event_id, func.coalesce(places.c.operation, 0).not_in(passing)
            described = dict(
                _acts(connection, events, events.c.id, events.c.id == event_id, ~events.c.withdrawn)
            )
            for table in _DESCRIBING:
                acts = _acts(connection, table, cast(table.c.position, String), table.c.event_id == event_id)
                described |= {f"{table.name} {name}": act for name, act in acts.items()}
            for table in (schema.demarche, schema.etapes, schema.figures):
                key = cast(next(iter(table.primary_key)), String)
                described |= {
                    f"{table.name} {name}": act for name, act in _acts(connection, table, key).items()
                }
            described |= _labels_decided(connection)
            contributions = dict(
                _acts(connection, said, number, said.c.event_id == event_id, ~said.c.withdrawn)
            )
            for name, act in _decided(connection, event_id):  # what is replaced in it is a change of it
                contributions[name] = max(act, contributions.get(name, 0))
            return Imprint(
                contributions=contributions,
                places={row[0]: row[1] for row in connection.execute(standing.where(*filed))},
                themes=_acts(connection, themes, themes.c.id, themes.c.event_id == event_id),
                description=described,
            )


def _plan(connection: Connection) -> Acts:
    """The rows of the projet social, by table and key."""
    return {
        f"{table.name} {name}": act
        for table in _PLANNING
        for name, act in _acts(connection, table, _key(table)).items()
    }


def _key(table: Table) -> ColumnElement[Any]:
    """The primary key as one text."""
    first, *others = (cast(column, String) for column in table.primary_key)
    whole: ColumnElement[Any] = first
    for column in others:
        whole = whole + " " + column
    return whole


def _decided(connection: Connection, event_id: str) -> list[tuple[str, int]]:
    """The numbers of contributions with replaced or accepted words, and the act that decided last."""
    said, decided = schema.contributions, schema.name_decisions
    query = select(cast(said.c.number, String), func.max(func.coalesce(decided.c.operation, 0)))
    query = query.join(said, said.c.id == decided.c.contribution_id).group_by(said.c.number)
    where = said.c.event_id == event_id, ~said.c.withdrawn
    return [(row[0], row[1]) for row in connection.execute(query.where(*where))]


def _labels_decided(connection: Connection) -> dict[str, int]:
    """The act that decided last of names in labels, under a key that holds none of them."""
    decided = schema.label_decisions
    last = connection.execute(select(func.max(func.coalesce(decided.c.operation, 0)))).scalar_one()
    return {} if last is None else {decided.name: last}


def _acts(
    connection: Connection, table: Table, name: ColumnElement[Any], *where: ColumnElement[bool]
) -> Acts:
    query = select(name, func.coalesce(table.c.operation, 0)).where(*where)
    return {row[0]: row[1] for row in connection.execute(query)}
