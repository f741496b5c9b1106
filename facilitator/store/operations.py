"""An operation: an act on the démarche, as the list of what was done shows it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row

from facilitator.domain.theme import Author


class OperationState(StrEnum):
    """Whether an operation stands."""

    DONE = "faite"
    UNDONE = "annulée"
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
