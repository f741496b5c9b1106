"""An operation: an act on the démarche, as the list of what was done shows it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, func, select

from facilitator.domain.theme import Author
from facilitator.store import schema

Version = tuple[int, tuple[int, ...]]
"""The newest operation, and those taken back: what tells one state of the journaled tables from another."""


class OperationState(StrEnum):
    """Whether an operation stands."""

    DONE = "faite"
    UNDONE = "annulée"
    PASSING = "de passage"  # what the machine filed unasked: stands, is never taken back, gives way
    ABANDONED = "abandonnée"  # undone, then overtaken by a new act of its station: never done again


@dataclass(frozen=True, slots=True)
class Operation:
    """An act on the démarche; ``number`` orders the operations of all stations, from 1."""

    number: int
    kind: str
    summary: str
    by: Author
    station: str
    at: datetime
    state: OperationState


def operation(row: Row[Any]) -> Operation:
    """The operation kept in a row of ``operations``."""
    return Operation(
        number=row.number,
        kind=row.kind,
        summary=row.summary,
        by=Author(row.author),
        station=row.station,
        at=row.at,
        state=OperationState(row.state),
    )


def version_of(connection: Connection) -> Version:
    """The version of what ``connection`` sees."""
    table = schema.operations
    newest = connection.execute(select(func.max(table.c.number))).scalar() or 0
    undone = select(table.c.number).where(table.c.state == OperationState.UNDONE).order_by(table.c.number)
    return newest, tuple(connection.execute(undone).scalars())
