"""What two files of a démarche have lived through together, and what each has changed since.

Two copies of a file share the beginning of their journals. A joining leaves in the journal up to which
operation of the other file it went: what came before has been seen. Both are found in the operations
themselves, whatever clocks said and whatever the files are called.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, select

from facilitator.domain.joining import Cell
from facilitator.store import schema
from facilitator.store.operations import OperationState

KIND: Final = "réunir"
"""The kind of a joining; a space and the point of the other file that was reached follow."""

_STANDS: Final = OperationState.DONE
_RENAMED: Final = {"table_label": "table", "withdrawn": "removed"}


@dataclass(frozen=True, slots=True)
class Lineage:
    """The operations of a file, in their order."""

    operations: tuple[Row[Any], ...]

    @property
    def kind(self) -> str:
        """What a joining with this file as it is now calls itself."""
        return f"{KIND} {_point(self.operations[-1])}" if self.operations else KIND

    def shared_with(self, other: "Lineage") -> int:
        """How many operations both files begin with."""
        pairs = zip(self.operations, other.operations, strict=False)
        return next(
            (n for n, (one, two) in enumerate(pairs) if _name(one) != _name(two)), _shorter(self, other)
        )

    def seen_by(self, other: "Lineage") -> int:
        """Up to which of this file's operations the other one has seen, by copy or by joining."""
        points = {_point(row): row.number for row in self.operations}
        joinings = (row for row in other.operations if row.state == _STANDS and _is_joining(row))
        seen = [points[point] for row in joinings if (point := row.kind.removeprefix(f"{KIND} ")) in points]
        shared = self.shared_with(other)
        return max([*seen, *(row.number for row in self.operations[:shared])], default=0)


def lineage(connection: Connection) -> Lineage:
    """The operations of the file behind ``connection``."""
    query = select(schema.operations).order_by(schema.operations.c.number)
    return Lineage(tuple(connection.execute(query)))


def changed(connection: Connection, mine: Lineage, other: Lineage) -> frozenset[Cell]:
    """What this file has changed since the other one last saw it, but for what joinings with it brought."""
    seen = mine.seen_by(other)
    shared = mine.shared_with(other)
    there = {row.number: row.state for row in other.operations[:shared]}
    points = {_point(row) for row in other.operations}
    states = {}
    for row in mine.operations:
        if not (_is_joining(row) and row.kind.removeprefix(f"{KIND} ") in points):
            states[row.number] = row.state
    cells: set[Cell] = set()
    for row in connection.execute(select(schema.changes).order_by(schema.changes.c.id)):
        if row.operation not in states:
            continue
        stands = states[row.operation] == _STANDS
        if row.operation in there:
            differs = stands != (there[row.operation] == _STANDS)
            if differs and not stands:
                cells.update(_cells(row, undone=True))
        elif stands and row.operation > seen:
            cells.update(_cells(row))
        elif not stands and row.table_name == schema.contributions.name and row.before is None:
            cells.update(_cells(row, undone=True))
    return frozenset(cells)


def _name(row: Row[Any]) -> tuple[Any, ...]:
    """What tells an operation from all others, undone or not."""
    return row.number, row.kind, row.summary, row.author, row.station, row.at


def _point(row: Row[Any]) -> str:
    return f"{row.number}@{row.station}@{row.at.isoformat()}"


def _is_joining(row: Row[Any]) -> bool:
    return str(row.kind).partition(" ")[0] == KIND


def _shorter(one: Lineage, other: Lineage) -> int:
    return min(len(one.operations), len(other.operations))


def _cells(row: Row[Any], *, undone: bool = False) -> Iterator[Cell]:
    """What one row of the journal changed; with ``undone``, what taking it back changed."""
    key: Sequence[Any] = json.loads(row.row_key)
    before, after = (row.after, row.before) if undone else (row.before, row.after)
    table = row.table_name
    if table in _WHOLE:
        yield _WHOLE[table](key)
        return
    what, which = _BY_FIELD.get(table, ("", 0))
    if not what:
        return
    this = (what, "" if table == "demarche" else key[which])
    if before is not None and after is not None:
        yield from ((*this, _RENAMED.get(name, name)) for name in json.loads(after))
    elif table in ("themes", "project_items"):
        yield (*this, "came" if before is None else "gone")
    elif table == "action_sheets":  # a first filling, or one taken away: the fields that it held
        yield from ((*this, name) for name, value in json.loads(after or before).items() if value)
    elif undone and after is None:
        yield (*this, "removed")


_WHOLE: Final[Mapping[str, Callable[[Sequence[Any]], Cell]]] = {
    "etapes": lambda _: ("demarche", "", "etapes"),
    "figures": lambda _: ("demarche", "", "figures"),
    "governance": lambda _: ("demarche", "", "governance"),
    "rubrics": lambda _: ("demarche", "", "rubrics"),
    "project_links": lambda key: ("project", key[0], "links"),
    "supporting_contributions": lambda key: ("project", key[0], "supports"),
    "supporting_themes": lambda key: ("project", key[0], "supports"),
    "indicators": lambda key: ("project", key[0], "indicators"),
    "answers": lambda key: ("project", key[0], "answer"),
    "event_tables": lambda key: ("event", key[0], "tables"),
    "event_sequences": lambda key: ("event", key[0], "sequences"),
    "event_presences": lambda key: ("event", key[0], "presences"),
    "placements": lambda key: ("place", key[0], ""),
    "apart": lambda key: ("apart", f"{key[0]} {key[1]}", ""),
    "refusals": lambda key: ("refusal", f"{key[0]} {key[1]}", ""),
}
_BY_FIELD: Final = {
    "demarche": ("demarche", 0),
    "events": ("event", 0),
    "contributions": ("contribution", 0),
    "themes": ("theme", 1),  # after its event
    "project_items": ("project", 0),
    "action_sheets": ("project", 0),
}
