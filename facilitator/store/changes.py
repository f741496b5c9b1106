"""What one operation did to one row, as it is journaled, and how it is done again or taken back.

A change holds two images of its row, before and after. Taking an operation back walks from the after
images to the before images, last change first; doing it again walks the other way. No act of the
program needs code of its own to be undone.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, islice
from typing import Any, Final, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Date,
    RowMapping,
    Table,
    and_,
    bindparam,
    delete,
    insert,
    tuple_,
    update,
)

from facilitator.store import schema
from facilitator.store.keeping import is_kept
from facilitator.store.moments import UtcDateTime

Key = tuple[Any, ...]
Image = dict[str, Any]

BATCH: Final = 400  # rows a statement, of two key columns at most: SQLite before 3.32 takes 999 values

Item = TypeVar("Item")


def batches(items: Iterable[Item], size: int = BATCH) -> Iterator[list[Item]]:
    """``items`` in lists short enough for one statement."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch


@dataclass(frozen=True, slots=True)
class Change:
    """One row on its way from one image to another; an image is None where the row is not there.

    ``last`` is the operation that must have written the row last for the change to apply, ``next`` the
    one that has once it is applied.
    """

    table: Table
    key: Key
    before: Image | None
    after: Image | None
    last: int | None
    next: int | None

    def reversed(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.table, self.key, self.after, self.before, self.next, self.last)

    def journaled(self, operation: int) -> Mapping[str, Any]:
        """The row of ``changes`` that keeps it."""
        return {
            "operation": operation,
            "table_name": self.table.name,
            "row_key": journaled_key(self.key),
            "before": None if self.before is None else _dumps(self.before),
            "after": None if self.after is None else _dumps(self.after),
            "previous": self.last,
        }


def read(row: Any) -> Change:
    """The change kept in a row of ``changes``."""
    table = schema.metadata.tables[row.table_name]
    return Change(
        table,
        read_key(row.row_key),
        _loads(table, row.before),
        _loads(table, row.after),
        row.previous,
        row.operation,
    )


def journaled_key(key: Key) -> str:
    """``key`` as the journal keeps it."""
    return _dumps(key)


def read_key(kept: str) -> Key:
    """The key that the journal keeps as ``kept``."""
    return tuple(json.loads(kept))


def key_of(table: Table, row: Mapping[str, Any] | RowMapping) -> Key:
    """The values of the primary key in ``row``."""
    return tuple(row[column.name] for column in table.primary_key)


def key_in(table: Table, keys: Sequence[Key]) -> ColumnElement[bool]:
    """The condition that holds for the rows with these keys."""
    columns: list[Column[Any]] = list(table.primary_key)
    if len(columns) == 1:
        return columns[0].in_([key[0] for key in keys])
    return tuple_(*columns).in_(keys)


def apply(connection: Connection, changes: Iterable[Change]) -> None:
    """Write ``changes`` to their tables, in order; the caller has made sure that they still apply."""
    for (table, shape), group in groupby(changes, key=lambda change: (change.table, _shape(change))):
        _write(connection, table, shape, list(group))


_COMES: Final = ("+",)
_GOES: Final = ("-",)


def _shape(change: Change) -> tuple[str, ...]:
    """What changes of the same statement have in common: the columns they write."""
    if change.before is None:
        return _COMES
    return _GOES if change.after is None else tuple(change.after)


def _write(connection: Connection, table: Table, shape: tuple[str, ...], changes: Sequence[Change]) -> None:
    columns = list(table.primary_key)
    here = and_(*(column == bindparam(f"key_{n}") for n, column in enumerate(columns)))
    keys = [{f"key_{n}": value for n, value in enumerate(change.key)} for change in changes]
    if shape in (_COMES, _GOES) and is_kept(table):
        shape, images = ("withdrawn",), [{"withdrawn": change.after is None} for change in changes]
    else:
        images = [change.after or {} for change in changes]
    if shape == _GOES:
        connection.execute(delete(table).where(here), keys)
    elif shape == _COMES:
        rows = [{**image, "operation": change.next} for image, change in zip(images, changes, strict=True)]
        connection.execute(insert(table), rows)
    else:
        values = {name: bindparam(f"to_{name}", type_=table.c[name].type) for name in (*shape, "operation")}
        connection.execute(
            update(table).where(here).values(values),
            [
                {**key, **{f"to_{name}": image[name] for name in shape}, "to_operation": change.next}
                for key, image, change in zip(keys, images, changes, strict=True)
            ],
        )


def _iso(moment: date | datetime) -> str:
    return moment.isoformat()


# One encoder for all: json.dumps with options would make one a call.
_dumps: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_iso).encode


def _loads(table: Table, image: str | None) -> Image | None:
    if image is None:
        return None
    return {name: _value(table.c[name], value) for name, value in json.loads(image).items()}


def _value(column: Column[Any], value: Any) -> Any:
    if isinstance(value, str) and isinstance(column.type, Date):
        return date.fromisoformat(value)
    if isinstance(value, str) and isinstance(column.type, UtcDateTime):
        return datetime.fromisoformat(value)
    return value
