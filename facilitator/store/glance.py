"""What a démarche file holds, told without opening it: for a first screen that shows many at once.

Plain ``sqlite3``, one connection and four short queries, a millisecond each: the columns read are those of
every schema so far, and nothing is brought up to date by looking.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from facilitator.domain.event import EventKind
from facilitator.store.failures import damaged, told


@dataclass(frozen=True, slots=True)
class EventGlance:
    """An event, and how many contributions it holds, removed ones left out."""

    slug: str
    title: str
    kind: EventKind
    held_on: date | None
    contributions: int


@dataclass(frozen=True, slots=True)
class Glance:
    """A démarche, and when somebody last acted on it, by the clock of that station; None before any act."""

    title: str
    touched_at: datetime | None
    events: tuple[EventGlance, ...]


_TITLE = "SELECT title FROM demarche"
_TOUCHED = "SELECT at FROM operations ORDER BY number DESC LIMIT 1"
_EVENTS = "SELECT id, slug, title, kind, held_on FROM events WHERE NOT withdrawn ORDER BY position"
_COUNTS = "SELECT event_id, count(*) FROM contributions WHERE NOT removed AND NOT withdrawn GROUP BY event_id"


def glance(path: Path) -> Glance:
    """What the démarche file at ``path`` holds; raises StoreError where it cannot be read."""
    try:
        with closing(sqlite3.connect(path, timeout=1)) as connection:
            connection.execute("PRAGMA query_only = ON")
            (title,) = connection.execute(_TITLE).fetchone()
            touched = connection.execute(_TOUCHED).fetchone()
            events = connection.execute(_EVENTS).fetchall()
            counts = dict(connection.execute(_COUNTS).fetchall())
        return Glance(
            title,
            None if touched is None else datetime.fromisoformat(touched[0]).replace(tzinfo=UTC),
            tuple(
                EventGlance(
                    slug,
                    name,
                    EventKind(kind),
                    date.fromisoformat(held) if held else None,
                    counts.get(event, 0),
                )
                for event, slug, name, kind, held in events
            ),
        )
    except (sqlite3.Error, TypeError, ValueError) as error:  # no démarche in it, or not what a démarche holds
        raise told(error, path) or damaged(path) from error
