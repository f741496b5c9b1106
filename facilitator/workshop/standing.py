"""Where a démarche stands: its étapes, what each produced, what is missing, what is next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from facilitator.domain.demarche import Demarche, Etape, EtapeState
from facilitator.domain.event import Event, EventKind
from facilitator.domain.missions import Document, expected_documents
from facilitator.language.french import counted, written_date
from facilitator.language.typography import quote, typeset
from facilitator.workshop.drafted import LivrableKind
from facilitator.workshop.livrables import FOLDER
from facilitator.workshop.workshop import Workshop

_AFTER = (LivrableKind.DECK, LivrableKind.SYNTHESE, LivrableKind.DECISIONS)
"""What is expected of an event once it was held; slides where a room is shown what it said."""


@dataclass(frozen=True, slots=True)
class EventStanding:
    """An event, what was said at it, and what was drafted of it; ``missing`` are words for what was not."""

    event: Event
    contributions: int
    themes: int
    produced: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EtapeStanding:
    """An étape with its events; ``remark`` is what its dates say against its state, empty if nothing."""

    etape: Etape
    events: tuple[EventStanding, ...]
    produced: tuple[str, ...]
    missing: tuple[str, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class DemarcheStanding:
    """The whole: étapes in their order, the events of none of them, and what comes next, soonest first."""

    demarche: Demarche
    etapes: tuple[EtapeStanding, ...]
    others: tuple[EventStanding, ...]
    next: tuple[str, ...]


def standing_of(workshop: Workshop, today: date) -> DemarcheStanding:
    """Where the démarche stands on this day. Raises StoreError."""
    demarche = workshop.demarche
    events = {one.slug: one for one in workshop.events(needed=False)}
    told = {slug: _event_standing(workshop, one, demarche, today) for slug, one in events.items()}
    etapes = tuple(_etape_standing(workshop, one, told, today) for one in demarche.etapes)
    claimed = {code for one in demarche.etapes for code in one.events}
    others = tuple(one for slug, one in told.items() if slug not in claimed)
    return DemarcheStanding(demarche, etapes, others, _next(events.values(), demarche, today))


def _event_standing(workshop: Workshop, event: Event, demarche: Demarche, today: date) -> EventStanding:
    wall = workshop.board(event).wall
    folder = workshop.folder / FOLDER
    said = len(wall.contributions)
    offered = [
        kind
        for kind in _AFTER
        if kind.offered(event, demarche)
        and (kind is not LivrableKind.DECK or event.kind in (EventKind.ATELIER, EventKind.SEMINAIRE))
    ]
    written = [kind for kind in offered if _is_there(folder, kind.file_name(event))]
    missing = []
    if not said and event.held_on is not None and event.held_on < today:
        missing.append("aucune contribution")
    if event.held_on is None:
        missing.append("date à fixer")
    if said:
        missing += [kind.named(event).lower() for kind in offered if kind not in written]
    produced = tuple(kind.named(event).lower() for kind in written)
    return EventStanding(event, said, len(wall.sorting.themes), produced, tuple(missing))


def _etape_standing(
    workshop: Workshop, etape: Etape, told: dict[str, EventStanding], today: date
) -> EtapeStanding:
    folder = workshop.folder / FOLDER
    expected = expected_documents(etape)
    produced = tuple(one.label for one in expected if _has(folder, one))
    waited = etape.state is not EtapeState.PLANNED
    missing = tuple(one.label for one in expected if waited and not _has(folder, one))
    events = tuple(told[code] for code in etape.events if code in told)
    return EtapeStanding(etape, events, produced, missing, _remark(etape, today))


def _has(folder: Path, document: Document) -> bool:
    return any(folder.glob(f"{document.value}.*"))


def _is_there(folder: Path, name: str) -> bool:
    stem = name.rpartition(".")[0]
    return any(folder.glob(f"{stem}.*"))


def _remark(etape: Etape, today: date) -> str:
    if etape.state is EtapeState.PLANNED and etape.starts is not None and etape.starts <= today:
        return f"devait commencer le {written_date(etape.starts)}"
    if etape.state is not EtapeState.DONE and etape.ends is not None and etape.ends < today:
        return f"devait finir le {written_date(etape.ends)}"
    return ""


def _next(events: Iterable[Event], demarche: Demarche, today: date) -> tuple[str, ...]:
    """What is dated from today on: events, then étapes that begin."""
    dated = [
        (one.held_on, f"{one.title}{f', {one.place}' if one.place else ''}")
        for one in events
        if one.held_on is not None and one.held_on >= today
    ]
    dated += [
        (one.starts, f"Étape {quote(one.title)}")
        for one in demarche.etapes
        if one.starts is not None and one.starts >= today
    ]
    return tuple(typeset(f"{written_date(day)} : {what}") for day, what in sorted(dated))


def summary(standing: DemarcheStanding) -> str:
    """« 3 étapes sur 6 faites · 10 événements · 513 contributions »."""
    events = [*standing.others, *(event for etape in standing.etapes for event in etape.events)]
    parts: list[str] = []
    if standing.etapes:
        done = sum(one.etape.state is EtapeState.DONE for one in standing.etapes)
        parts.append(f"{counted(done, 'étape faite', 'étapes faites')} sur {len(standing.etapes)}")
    parts += [
        counted(len(events), "événement"),
        counted(sum(e.contributions for e in events), "contribution"),
    ]
    return typeset(" · ".join(parts))
