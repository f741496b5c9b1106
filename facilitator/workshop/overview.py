"""What each démarche holds, for a first screen: cheap, and never stopped by a broken file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from facilitator.config import Settings
from facilitator.domain.event import Event
from facilitator.errors import FacilitatorError
from facilitator.store.demarche_file import DemarcheFile, demarche_folders


@dataclass(frozen=True, slots=True)
class EventCount:
    """An event, and how many contributions it holds, removed ones left out."""

    event: Event
    contributions: int


@dataclass(frozen=True, slots=True)
class DemarcheOverview:
    """A démarche as the first screen shows it; ``trouble`` is why it cannot be opened."""

    slug: str
    title: str
    touched_at: datetime | None = None
    events: tuple[EventCount, ...] = ()
    trouble: FacilitatorError | None = None


def overview(settings: Settings) -> tuple[DemarcheOverview, ...]:
    """Every démarche, the last worked in first; those that cannot be opened at the end."""
    found = [_overview(folder, settings) for folder in demarche_folders(settings.sessions)]
    return tuple(
        sorted(found, key=lambda one: one.touched_at.timestamp() if one.touched_at else 0.0, reverse=True)
    )


def _overview(folder: Path, settings: Settings) -> DemarcheOverview:
    try:
        with DemarcheFile.open(folder, station=settings.station) as file:
            last = file.journal.operations(1)
            events = tuple(
                EventCount(one, sum(not said.removed for said in file.contributions.of_event(one.id)))
                for one in file.agenda.events()
            )
            return DemarcheOverview(
                folder.name, file.agenda.demarche().title, last[0].at if last else None, events
            )
    except FacilitatorError as error:
        return DemarcheOverview(folder.name, folder.name, trouble=error)
