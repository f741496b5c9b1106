"""Events of a démarche: made, changed, and named so that no two are one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypedDict
from uuid import uuid4

from facilitator.domain.event import Event, EventKind
from facilitator.domain.theme import Author
from facilitator.errors import ConflictError, NotFoundError, UsageError
from facilitator.intake.slug import slugify
from facilitator.language.typography import quote
from facilitator.store.demarche_file import DemarcheFile


class EventDetails(TypedDict, total=False):
    """What else may be said of an event when it is made; the fields are those of ``Event``."""

    theme: str
    held_on: date | None
    place: str
    method: str
    dots_per_person: int | None
    next_steps: tuple[str, ...]


def named(title: str, what: str) -> str:
    """``title`` without spaces around it; UsageError if nothing is left."""
    if not title.strip():
        raise UsageError(f"{what} n’a pas de nom.", next_step="Donnez-lui un titre entre guillemets.")
    return title.strip()


def new_event(title: str, kind: EventKind) -> Event:
    """An event of this title that nobody has kept yet; UsageError without a title."""
    title = named(title, "L’événement")
    return Event(uuid4().hex, slugify(title), title, kind)


def event_to_fill(file: DemarcheFile, title: str, kind: EventKind | None) -> Event:
    """The event of this title or code as it shall be kept; its kind changed if asked for."""
    slug = slugify(title)
    for event in file.agenda.events():
        if event.slug == slug:
            return replace(event, kind=kind or event.kind)
    return new_event(title, kind or EventKind.ATELIER)


def add_event(file: DemarcheFile, event: Event) -> Event:
    """Keep a further event, as one act; ConflictError where another has its name."""
    with file.journal.act("evenement", f"{quote(event.title)} créé", by=Author.HUMAN):
        if any(other.slug == event.slug for other in file.agenda.events()):
            raise ConflictError(
                f"Un événement s’appelle déjà {quote(event.title)}.",
                next_step="Ouvrez-le, ou donnez au nouveau un autre nom (une date, un lieu…).",
            )
        file.agenda.write_event(event)
    return event


def keep_event(file: DemarcheFile, event: Event) -> None:
    """Keep what changed in an event, as one act; NotFoundError where it is no longer there."""
    named(event.title, "L’événement")
    with file.journal.act("evenement", f"{quote(event.title)} modifié", by=Author.HUMAN):
        if event.id not in {other.id for other in file.agenda.events()}:
            raise NotFoundError(
                f"L’événement {quote(event.title)} n’existe plus.",
                next_step="Rechargez la démarche, ou créez-le de nouveau.",
            )
        file.agenda.write_event(event)
