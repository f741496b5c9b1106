"""Opening an event: everything that is read from the file before its first screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from facilitator.config import Settings
from facilitator.domain.capture import Seat
from facilitator.domain.event import Event, Table
from facilitator.domain.long_notes import only_voice, seated
from facilitator.tui.live import Live

if TYPE_CHECKING:
    from facilitator.store.following import News
    from facilitator.workshop.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Opened:
    """An open event: the démarche, what its screens show, the line left unfinished, and the version read."""

    workshop: Workshop
    live: Live
    line: str
    news: News


def open_event(settings: Settings, demarche: str, evenement: str | None) -> Opened:
    """The event of this title or code, or the démarche's last one; raises NotFoundError, StoreError."""
    from facilitator.workshop.workshop import Workshop

    workshop = Workshop.open(demarche, settings)
    event = workshop.events(evenement)[-1]
    capture = workshop.capture(event)
    seat, line = capture.seat()
    news = capture.news()
    assert news is not None
    live = Live(
        demarche=workshop.demarche.title,
        event=event,
        seat=seat if seat != Seat() else first_seat(event),
        sorting=workshop.board(event).wall.sorting,
    )
    live.take(news.contributions)
    return Opened(workshop, live, line, news)


def first_seat(event: Event) -> Seat:
    """Where a station begins: the table or the voice where there is but one, the first sequence's type."""
    voice = only_voice(event)
    table = event.tables[0] if len(event.tables) == 1 else Table("")
    first = event.sequences[0] if event.sequences else None
    return replace(
        seated(voice) if voice else Seat(table=table.label or None, public=table.public),
        type=first.default_type if first else None,
        sequence=first.number if first else None,
    )
