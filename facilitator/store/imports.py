"""Which files were imported into which event, told apart by their bytes."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select

from facilitator.store import schema
from facilitator.store.database import Database
from facilitator.store.journal import Journal


class Imports:
    """Reads and writes the imports; every write belongs to an act of the journal."""

    def __init__(self, database: Database, journal: Journal, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._journal = journal
        self._clock = clock

    def source_of(self, event_id: str, sha256: str) -> str | None:
        """The source under which these bytes were imported into the event; None if never (or undone)."""
        table = schema.imports
        query = select(table.c.source).where(table.c.event_id == event_id, table.c.sha256 == sha256)
        with self._database.reading() as connection:
            source: str | None = connection.execute(query).scalar()
        return source

    def note(
        self,
        event_id: str,
        *,
        source: str,
        sha256: str,
        recorded: int,
        already_there: int = 0,
        rejected: int = 0,
    ) -> None:
        """Note an import of these bytes now, with how many rows were recorded, known and rejected.

        ``sha256`` is the digest of the file's bytes in hexadecimal. One note a file and event: a further
        import of the same bytes replaces it.
        """
        table = schema.imports
        row = {
            "event_id": event_id,
            "sha256": sha256,
            "source": source,
            "imported_at": self._clock(),
            "recorded": recorded,
            "already_there": already_there,
            "rejected": rejected,
        }
        self._journal.replace(table, (table.c.event_id == event_id) & (table.c.sha256 == sha256), [row])
