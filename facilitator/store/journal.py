"""The operations of a démarche: every act is kept, and can be taken back and done again.

A station takes back its own operations only, the newest first, as far back as it likes, also after a
restart. Order is that of the operations' numbers; the clock only dates them. What the machine files in
passing is an operation too, but no station takes it back: it gives way (``giving_way``).
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, insert, select, update

from facilitator.domain.theme import Author
from facilitator.store import schema
from facilitator.store.changes import Change, Key, apply, key_of
from facilitator.store.database import Database
from facilitator.store.giving_way import passing_among
from facilitator.store.keeping import is_filed, is_kept
from facilitator.store.operations import Operation, OperationState, Version, operation, version_of
from facilitator.store.retracing import retrace


class Journal:
    """All that is written goes through here, an act at a time.

    An act that changes nothing leaves no operation.
    """

    def __init__(self, database: Database, *, station: str, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._station = station
        self._clock = clock
        self._current = _Current()

    @contextmanager
    def act(self, kind: str, summary: str, *, by: Author, passing: bool = False) -> Iterator[None]:
        """One operation and one transaction: durable on exit, as if it never was if anything is raised.

        ``summary`` is a short French sentence for the list of operations. What the act derives from
        the file is to be read within it, where nobody else can write. ``passing`` is for what the machine
        files unasked: it only adds rows that are ``filed``, undo passes over it, and what was taken back
        can still be done again after it. Raises RuntimeError inside another act of the same thread,
        StoreError if the file cannot be written.
        """
        with self._database.writing() as connection:
            self._current.act = _Act(connection, kind, summary, by, passing)
            try:
                yield
            finally:
                self._current.act = None

    @property
    def connection(self) -> Connection:
        """The transaction of the act under way; RuntimeError outside an act."""
        return self._act.connection

    def insert(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add ``rows``, which are new; RuntimeError outside an act, or where they may not come in passing."""
        if not rows:
            return
        if self._act.passing and not is_filed(table):
            raise RuntimeError(f"rows of {table.name} are not filed in passing")
        number = self._operation()
        added = [
            Change(table, key_of(table, row), None, {} if is_kept(table) else dict(row), None, number)
            for row in rows
        ]
        self.connection.execute(insert(table), [{**row, "operation": number} for row in rows])
        self._keep(number, added)

    def replace(self, table: Table, where: ColumnElement[bool], rows: Sequence[Mapping[str, Any]]) -> None:
        """Make ``rows`` the rows of ``table`` for which ``where`` holds, touching only those that differ.

        Columns absent from ``rows`` stay as they are. RuntimeError outside an act; ValueError if two
        rows have the same key, or if a row of a kept table would go. RuntimeError in passing, where
        nothing that is there is touched.
        """
        wanted = {key_of(table, row): row for row in rows}
        if len(wanted) < len(rows):
            raise ValueError(f"two rows of {table.name} have the same key")
        rows_there = self.connection.execute(select(table).where(where))
        found = {key_of(table, row._mapping): row._mapping for row in rows_there}
        goes = [key for key in found if key not in wanted]
        if goes and is_kept(table):
            raise ValueError(f"rows of {table.name} are never deleted")
        changed = [
            (key, differing)
            for key, row in wanted.items()
            if key in found and (differing := [name for name in row if row[name] != found[key][name]])
        ]
        if goes or changed:
            number = self._operation()
            if self._act.passing:
                raise RuntimeError("what is there is not changed in passing")
            writers = {found[key]["operation"] for key, _ in changed} if is_filed(table) else set()
            passing = passing_among(self.connection, writers)
            changes = [_going(table, key, found[key], number) for key in goes]
            changes += [
                _changing(
                    table,
                    found[key],
                    wanted[key],
                    # whole over what was filed in passing: it may be gone when this is done again
                    list(wanted[key]) if found[key]["operation"] in passing else names,
                    number,
                )
                for key, names in changed
            ]
            apply(self.connection, changes)
            self._keep(number, changes)
        self.insert(table, [row for key, row in wanted.items() if key not in found])

    def undo(self) -> Operation | None:
        """Take back the newest operation of this station that stands; None if there is none.

        Raises ConflictError, and changes nothing, if somebody else has built on it since.
        """
        return self._travel(OperationState.DONE, OperationState.UNDONE)

    def redo(self) -> Operation | None:
        """Do again what this station took back last; None if there is nothing, or a new act since.

        Raises ConflictError, and changes nothing, if somebody else has changed the same rows since.
        """
        return self._travel(OperationState.UNDONE, OperationState.DONE)

    def operations(self, limit: int = 50) -> tuple[Operation, ...]:
        """The ``limit`` newest operations of all stations, newest first."""
        newest = select(schema.operations).order_by(schema.operations.c.number.desc()).limit(limit)
        with self._database.reading() as connection:
            return tuple(operation(row) for row in connection.execute(newest))

    def version(self) -> Version:
        """What tells one state of the journaled tables from another: the newest act, and those undone.

        Since only acts, undone and done again, change these tables, equal versions are equal contents.
        """
        with self._database.reading() as connection:
            return version_of(connection)

    @property
    def _act(self) -> "_Act":
        if self._current.act is None:
            raise RuntimeError("a démarche is written within an act")
        return self._current.act

    def _operation(self) -> int:
        """The number of the operation under way, begun by its first write."""
        act = self._act
        if act.number is None:
            operations = schema.operations
            if not act.passing:
                act.connection.execute(
                    update(operations)
                    .where(operations.c.station == self._station, operations.c.state == OperationState.UNDONE)
                    .values(state=OperationState.ABANDONED)
                )
            act.number = self._begin(act)
        return act.number

    def _begin(self, act: "_Act") -> int:
        begun = act.connection.execute(
            insert(schema.operations).values(
                kind=act.kind,
                summary=act.summary,
                author=act.by,
                station=self._station,
                at=self._clock(),
                state=OperationState.PASSING if act.passing else OperationState.DONE,
            )
        )
        (number,) = begun.inserted_primary_key or (None,)
        assert isinstance(number, int)
        return number

    def _keep(self, number: int, changes: Iterable[Change]) -> None:
        _journal(self.connection, number, changes)

    def _travel(self, state: OperationState, towards: OperationState) -> Operation | None:
        """Move this station's next operation from ``state`` to ``towards``."""
        backwards = towards is OperationState.UNDONE
        table = schema.operations
        order = table.c.number.desc() if backwards else table.c.number
        mine = select(table).where(table.c.station == self._station, table.c.state == state)
        with self._database.writing() as connection:
            row = connection.execute(mine.order_by(order).limit(1)).one_or_none()
            if row is None:
                return None
            travelled = operation(row)
            given_way = retrace(connection, travelled.number, backwards=backwards)
            if given_way:  # kept as an act, so that versions stay different where contents do
                summary = "rangement automatique repris"
                number = self._begin(_Act(connection, "ranger", summary, Author.MACHINE, passing=True))
                _journal(connection, number, given_way)
            connection.execute(update(table).where(table.c.number == travelled.number).values(state=towards))
            return replace(travelled, state=towards)


@dataclass(slots=True)
class _Act:
    """An act under way; ``number`` is None until it has written something."""

    connection: Connection
    kind: str
    summary: str
    by: Author
    passing: bool = False
    number: int | None = None


class _Current(threading.local):
    """The act the thread has under way."""

    act: _Act | None = None


def _journal(connection: Connection, number: int, changes: Iterable[Change]) -> None:
    connection.execute(insert(schema.changes), [change.journaled(number) for change in changes])


def _changing(
    table: Table, found: RowMapping, wanted: Mapping[str, Any], names: Sequence[str], number: int
) -> Change:
    before, after = ({name: row[name] for name in names} for row in (found, wanted))
    return Change(table, key_of(table, found), before, after, found["operation"], number)


def _going(table: Table, key: Key, row: RowMapping, number: int) -> Change:
    image = {name: value for name, value in row.items() if name != "operation"}
    return Change(table, key, image, None, row["operation"], number)
