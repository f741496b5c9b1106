"""What was decided of names, and where a model saw some: the first by acts, the second once a text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, insert, select

from facilitator.domain.names import NameDecision
from facilitator.store import schema
from facilitator.store.changes import batches, key_in
from facilitator.store.database import Database
from facilitator.store.journal import Journal

Spans = tuple[tuple[int, int], ...]
"""Where persons were seen in a text."""


@dataclass(frozen=True, slots=True)
class Purge:
    """The trace of a purge: when, at which post, and how much went."""

    at: datetime
    station: str
    contributions: int
    operations: int
    files: int


class Names:
    """Reads and writes decisions, which belong to acts of the journal, and readings, which do not."""

    def __init__(self, database: Database, journal: Journal, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._journal = journal
        self._clock = clock

    def decisions(self, event_id: str | None = None) -> tuple[NameDecision, ...]:
        """Those of an event, or of all; those on contributions that were withdrawn are left out."""
        table, said = schema.name_decisions, schema.contributions
        query = select(table).join(said, said.c.id == table.c.contribution_id).where(~said.c.withdrawn)
        if event_id is not None:
            query = query.where(said.c.event_id == event_id)
        query = query.order_by(table.c.contribution_id, table.c.words)
        with self._database.reading() as connection:
            return tuple(
                NameDecision(row.contribution_id, row.words, row.replacement, row.decided_at)
                for row in connection.execute(query)
            )

    def of_labels(self) -> tuple[NameDecision, ...]:
        """Those on the words of labels, whatever their event."""
        table = schema.label_decisions
        with self._database.reading() as connection:
            return tuple(
                NameDecision("", row.words, row.replacement, row.decided_at)
                for row in connection.execute(select(table).order_by(table.c.words))
            )

    def decide(self, decisions: Iterable[NameDecision]) -> None:
        """Keep these, each in the place of an earlier one on the same words; within an act.

        One that was kept before comes with its date, another gets the present one.
        """
        wanted = {(one.contribution_id, one.words): one for one in decisions}
        self._replace(schema.name_decisions, [one for one in wanted.values() if not one.is_on_label])
        self._replace(schema.label_decisions, [one for one in wanted.values() if one.is_on_label])

    def _replace(self, table: Table, decisions: Iterable[NameDecision]) -> None:
        key = [column.name for column in table.primary_key]
        for batch in batches(decisions):
            told: list[dict[str, Any]] = [
                {
                    "contribution_id": one.contribution_id,
                    "words": one.words,
                    "replacement": one.replacement,
                    "decided_at": one.decided_at or self._clock(),
                }
                for one in batch
            ]
            rows = [{name: value for name, value in row.items() if name in table.c} for row in told]
            keys = [tuple(row[name] for name in key) for row in rows]
            self._journal.replace(table, key_in(table, keys), rows)

    def readings(self, reader: str, texts: Iterable[str]) -> Mapping[str, Spans]:
        """What this reader saw in ``texts``, by text; texts that it has not read are left out."""
        table = schema.name_readings
        found: dict[str, Spans] = {}
        with self._database.reading() as connection:
            for batch in batches(dict.fromkeys(texts)):
                by_hash = {_digest(text): text for text in batch}
                query = select(table.c.text_sha256, table.c.spans).where(
                    table.c.reader == reader, table.c.text_sha256.in_(list(by_hash))
                )
                for digest, spans in connection.execute(query):
                    found[by_hash[digest]] = tuple((start, end) for start, end in spans)
        return found

    def keep_readings(self, reader: str, readings: Mapping[str, Sequence[tuple[int, int]]]) -> None:
        """Keep what this reader saw, in a transaction of its own; raises StoreError."""
        table = schema.name_readings
        for batch in batches(readings.items()):
            rows = [
                {"reader": reader, "text_sha256": _digest(text), "spans": [list(span) for span in spans]}
                for text, spans in batch
            ]
            hashes = [row["text_sha256"] for row in rows]
            with self._database.writing(join=True) as connection:
                connection.execute(
                    delete(table).where(table.c.reader == reader, table.c.text_sha256.in_(hashes))
                )
                connection.execute(insert(table), rows)

    def purges(self) -> tuple[Purge, ...]:
        """The purges that this file went through, oldest first."""
        table = schema.purges
        with self._database.reading() as connection:
            return tuple(
                Purge(row.at, row.station, row.contributions, row.operations, row.files)
                for row in connection.execute(select(table).order_by(table.c.id))
            )


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
