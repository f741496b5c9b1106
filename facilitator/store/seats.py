"""What sticks at a station between two lines, and the line under way, kept so that a crash loses nothing."""

from typing import Final

from sqlalchemy import delete, insert, select

from facilitator.domain.capture import Seat
from facilitator.domain.contribution import ContributionType
from facilitator.store import schema
from facilitator.store.database import Database

_NOTHING: Final = (Seat(), "")


class Seats:
    """Reads and writes what sticks at one station, event by event; not journaled, since it is no act."""

    def __init__(self, database: Database, station: str) -> None:
        self._database = database
        self._station = station

    def of_event(self, event_id: str) -> tuple[Seat, str]:
        """What sticks at this station, and its unfinished line; nothing where it never typed."""
        table = schema.seats
        mine = select(table).where(table.c.station == self._station, table.c.event_id == event_id)
        with self._database.reading() as connection:
            row = connection.execute(mine).one_or_none()
        if row is None:
            return _NOTHING
        kind = ContributionType(row.type) if row.type else None
        return Seat(row.table_label, row.public, row.quality, kind, row.sequence), row.line

    def keep(self, event_id: str, seat: Seat, line: str) -> None:
        """Keep ``seat`` and ``line`` in the place of what this station had; durable.

        Within an act they are part of its transaction. Raises StoreError.
        """
        table = schema.seats
        row = {
            "station": self._station,
            "event_id": event_id,
            "table_label": seat.table,
            "public": seat.public,
            "quality": seat.quality,
            "type": seat.type,
            "sequence": seat.sequence,
            "line": line,
        }
        with self._database.writing(join=True) as connection:
            connection.execute(
                delete(table).where(table.c.station == self._station, table.c.event_id == event_id)
            )
            connection.execute(insert(table), [row])
