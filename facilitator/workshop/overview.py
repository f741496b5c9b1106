"""Which démarches there are and what each holds, for a first screen: cheap, and never stopped by a broken file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from facilitator.config import Settings
from facilitator.domain.event import EventKind
from facilitator.errors import FacilitatorError
from facilitator.store.demarche_file import FILE_NAME, DemarcheFile, demarche_folders


@dataclass(frozen=True, slots=True)
class EventGlimpse:
    """An event as a list shows it; ``contributions`` are those on its wall."""

    slug: str
    title: str
    kind: EventKind
    held_on: date | None
    contributions: int


@dataclass(frozen=True, slots=True)
class DemarcheGlimpse:
    """A démarche as a list shows it; ``error`` tells why it cannot be opened, its events being then unknown."""

    slug: str
    title: str
    folder: Path
    touched: datetime
    events: tuple[EventGlimpse, ...] = ()
    error: FacilitatorError | None = None


def overview(settings: Settings) -> tuple[DemarcheGlimpse, ...]:
    """All démarches, the one last worked on first; their events, the last added first."""
    found = [_glimpse(folder, settings.station) for folder in demarche_folders(settings.sessions)]
    return tuple(sorted(found, key=lambda one: (one.touched, one.slug), reverse=True))


def _glimpse(folder: Path, station: str) -> DemarcheGlimpse:
    touched = _touched(folder)
    try:
        with DemarcheFile.open(folder, station=station) as file:
            events = tuple(
                EventGlimpse(
                    event.slug,
                    event.title,
                    event.kind,
                    event.held_on,
                    sum(not one.removed for one in file.contributions.of_event(event.id)),
                )
                for event in reversed(file.agenda.events())
            )
            return DemarcheGlimpse(folder.name, file.agenda.demarche().title, folder, touched, events)
    except FacilitatorError as error:
        return DemarcheGlimpse(folder.name, folder.name, folder, touched, error=error)


def _touched(folder: Path) -> datetime:
    """When the démarche was last written to: its file, or the log that SQLite keeps beside it."""
    return max(_changes(folder), default=datetime.fromtimestamp(0, UTC))


def _changes(folder: Path) -> Iterator[datetime]:
    for name in (FILE_NAME, f"{FILE_NAME}-wal"):
        path = folder / name
        if path.exists():
            yield datetime.fromtimestamp(path.stat().st_mtime, UTC)
