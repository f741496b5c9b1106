"""Taking an operation back, or doing it again: its changes, checked and applied batch by batch."""

from collections.abc import Iterator

from sqlalchemy import Connection, Table, select

from facilitator.store import schema
from facilitator.store.changes import BATCH, Change, Key, apply, read
from facilitator.store.conflicts import check_references, check_unchanged, check_unique
from facilitator.store.giving_way import make_expected, make_room


def retrace(connection: Connection, operation: int, *, backwards: bool) -> list[Change]:
    """Apply the changes of ``operation`` again, or take them back from last to first if ``backwards``.

    Returns what gave way: changes to rows that the machine had filed in passing. Raises ConflictError
    where somebody else stands in the way; the caller then rolls back.
    """
    given_way: list[Change] = []
    there: dict[Table, dict[Key, bool]] = {}
    for changes in _changes(connection, operation, backwards=backwards):
        given_way += make_expected(connection, changes)
        check_unchanged(connection, operation, changes)
        check_unique(connection, operation, changes)
        apply(connection, changes)
        for change in changes:
            if change.before is None or change.after is None:
                there.setdefault(change.table, {})[change.key] = change.after is not None
    for table, rows in there.items():
        gone = [key for key, is_there in rows.items() if not is_there]
        given_way += make_room(connection, table, gone)
        back = [key for key, is_there in rows.items() if is_there]
        check_references(connection, operation, table, gone=gone, back=back)
    return given_way


def _changes(connection: Connection, operation: int, *, backwards: bool) -> Iterator[list[Change]]:
    """The changes of ``operation`` in the order to apply them, a batch at a time."""
    ids = schema.changes.c.id
    kept = select(schema.changes).where(schema.changes.c.operation == operation)
    kept = kept.order_by(ids.desc() if backwards else ids)
    with connection.execute(kept, execution_options={"yield_per": BATCH}) as rows:
        for batch in rows.partitions():
            changes = [read(row) for row in batch]
            yield [change.reversed() for change in changes] if backwards else changes
