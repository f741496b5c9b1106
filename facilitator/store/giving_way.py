"""What the machine filed in passing gives way when a human's act is taken back or done again.

Rows of a ``filed`` table that a passing operation wrote, and rows that are not there, are the same to a
human's act: it was decided on what she did, and the machine files again what waits. So where an act
expects one and finds the other, what is there is first made what it expects; and a theme that goes takes
with it what was filed there in passing. Anything that a human wrote still stands in the way.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, String, Table, and_, cast, or_, select, tuple_

from facilitator.store import schema
from facilitator.store.changes import Change, Key, apply, batches, key_in, key_of
from facilitator.store.keeping import is_filed
from facilitator.store.operations import OperationState


def passing_among(connection: Connection, numbers: Iterable[int | None]) -> frozenset[int]:
    """Those of these operations that are the machine's, in passing."""
    table = schema.operations
    found: set[int] = set()
    for batch in batches({number for number in numbers if number is not None}):
        passing = select(table.c.number).where(
            table.c.number.in_(batch), table.c.state == OperationState.PASSING
        )
        found |= set(connection.execute(passing).scalars())
    return frozenset(found)


def make_expected(connection: Connection, changes: Sequence[Change]) -> list[Change]:
    """Make rows filed in passing what ``changes`` expect to find; returns what was done to them."""
    first: dict[tuple[Table, Key], Change] = {}
    for change in changes:
        if is_filed(change.table):
            first.setdefault((change.table, change.key), change)
    done: list[Change] = []
    for table in {table for table, _ in first}:
        done += _made_expected(connection, table, [one for (of, _), one in first.items() if of is table])
    apply(connection, done)
    return done


def make_room(connection: Connection, table: Table, gone: Collection[Key]) -> list[Change]:
    """Take away what was filed in passing into themes that are ``gone``; returns what was done."""
    if table is not schema.themes:
        return []
    places = schema.placements
    done: dict[Key, Change] = {}
    for batch in batches(gone, 50):
        there = tuple_(places.c.event_id, places.c.theme_id).in_(batch)
        further = or_(
            *(
                and_(places.c.event_id == event_id, cast(places.c.secondary, String).contains(theme_id))
                for event_id, theme_id in batch
            )
        )
        rows = connection.execute(select(places).where(there | further)).mappings().all()
        passing = passing_among(connection, (row["operation"] for row in rows))
        taken = [_taken(places, row) for row in rows if row["operation"] in passing]
        done |= {change.key: change for change in taken if change.key not in done}
        apply(connection, taken)
    return list(done.values())


_ABSENT: Final = object()


def _made_expected(connection: Connection, table: Table, changes: Sequence[Change]) -> list[Change]:
    rows: dict[Key, RowMapping] = {}
    for batch in batches(change.key for change in changes):
        found = connection.execute(select(table).where(key_in(table, batch))).mappings()
        rows |= {key_of(table, row): row for row in found}
    writers = {row["operation"] for row in rows.values()} | {change.last for change in changes}
    passing = passing_among(connection, writers)
    taken, put = [], []
    for change in changes:
        row = rows.get(change.key)
        there: Any = _ABSENT if row is None else row["operation"]
        expected: Any = _ABSENT if change.before is None else change.last
        if there == expected or not {there, expected} <= {_ABSENT, *passing}:
            continue
        if row is not None:
            taken.append(_taken(table, row))
        if change.before is not None:
            put.append(change)
    present = _present(connection, [change.key for change in put])
    return [*taken, *(_stand_in(change) for change in put if change.key in present)]


def _present(connection: Connection, keys: Sequence[Key]) -> set[Key]:
    """Those of these contributions that are neither removed nor withdrawn."""
    said = schema.contributions
    found: set[Key] = set()
    for batch in batches(keys):
        here = said.c.id.in_([key[0] for key in batch])
        rows = connection.execute(select(said.c.id).where(here, ~said.c.removed, ~said.c.withdrawn))
        found |= {tuple(row) for row in rows}
    return found


def _taken(table: Table, row: RowMapping) -> Change:
    image = {name: value for name, value in row.items() if name != "operation"}
    return Change(table, key_of(table, row), image, None, row["operation"], None)


def _stand_in(change: Change) -> Change:
    """The row that ``change`` is about to write over, in no theme: the one it had may be gone."""
    image = {**(change.before or {}), "theme_id": None, "secondary": []}
    return Change(change.table, change.key, None, image, None, change.last)
