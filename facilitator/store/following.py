"""What anybody has changed in a démarche since it was last looked at, cheap enough to ask at any moment."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Connection, Table, select

from facilitator.domain.contribution import Contribution
from facilitator.store import schema
from facilitator.store.changes import Key, batches, read_key
from facilitator.store.contributions import contribution
from facilitator.store.database import Database
from facilitator.store.operations import Version, version_of

_WALL: Final = {"sortings", "themes", "placements", "apart", "refusals"}
_EVENTS: Final = {"events", "event_tables", "event_sequences", "event_presences"}
_PROJECT: Final = {
    "project_items",
    "project_links",
    "supporting_contributions",
    "supporting_themes",
    "action_sheets",
    "indicators",
    "answers",
}
_AGENDA: Final = {"demarche", "etapes", "figures", "governance", "rubrics", *_EVENTS}


@dataclass(frozen=True, slots=True)
class News:
    """What has changed up to ``version``.

    ``contributions`` are those of the event recorded, corrected, removed or brought back, as they are now
    and by number; one that is no longer there is ``removed``. ``wall`` tells whether themes or places of
    any event changed, ``agenda`` whether events or the démarche itself did, ``project`` whether the projet
    social or the answers given did.
    """

    version: Version
    contributions: tuple[Contribution, ...]
    wall: bool
    agenda: bool
    project: bool


class Following:
    """Reads what has changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def since(self, version: Version | None, event_id: str) -> News | None:
        """What has changed since ``version``, None for nothing; without a version all that is there.

        The work grows with what has changed, not with what there is.
        """
        with self._database.reading() as connection:
            present = version_of(connection)
            if present == version:
                return None
            if version is None:
                return News(
                    present, _contributions(connection, event_id, None), wall=True, agenda=True, project=True
                )
            tables = _tables(connection, version, present)
            said = schema.contributions
            keys = _keys(connection, said, version, present) if said.name in tables else set()
            return News(
                present,
                _contributions(connection, event_id, [key[0] for key in keys]),
                wall=bool(tables & _WALL),
                agenda=bool(tables & _AGENDA),
                project=bool(tables & _PROJECT),
            )

    def wall_is_as_at(self, version: Version) -> bool:
        """Whether no theme, place or decision has changed since, whatever was recorded or taken back."""
        with self._database.reading() as connection:
            present = version_of(connection)
            if present == version:
                return True
            return not _tables(connection, version, present) & _WALL


def _conditions(since: Version, present: Version) -> Iterator[ColumnElement[bool]]:
    """What holds for the journaled changes of the operations done, taken back or done again between."""
    operation = schema.changes.c.operation
    yield operation > since[0]
    for batch in batches(sorted(set(since[1]) ^ set(present[1]))):
        yield operation.in_(batch)


def _tables(connection: Connection, since: Version, present: Version) -> set[str]:
    """The names of the tables that changed."""
    found: set[str] = set()
    for condition in _conditions(since, present):
        query = select(schema.changes.c.table_name).where(condition).distinct()
        found |= set(connection.execute(query).scalars())
    return found


def _keys(connection: Connection, table: Table, since: Version, present: Version) -> set[Key]:
    """The keys of the rows of ``table`` that changed."""
    changes = schema.changes
    found: set[Key] = set()
    for condition in _conditions(since, present):
        query = select(changes.c.row_key).where(condition, changes.c.table_name == table.name)
        found |= {read_key(key) for key in connection.execute(query).scalars()}
    return found


def _contributions(
    connection: Connection, event_id: str, ids: Iterable[str] | None
) -> tuple[Contribution, ...]:
    """Those of the event with these ids, gone or not; all that are there where ``ids`` is None."""
    table = schema.contributions
    query = select(table).where(table.c.event_id == event_id).order_by(table.c.number)
    if ids is None:
        there = query.where(~table.c.removed, ~table.c.withdrawn)
        return tuple(contribution(row) for row in connection.execute(there))
    found = [
        contribution(row)
        for batch in batches(ids)
        for row in connection.execute(query.where(table.c.id.in_(batch)))
    ]
    return tuple(sorted(found, key=lambda one: one.number))
