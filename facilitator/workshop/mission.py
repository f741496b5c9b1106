"""A démarche begun from a ready mission: its étapes and its events made, still empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from facilitator.config import Settings
from facilitator.domain.demarche import Demarche, Territory
from facilitator.domain.event import Event
from facilitator.domain.method import Method, numbered_tables
from facilitator.domain.missions import Mission, PlannedEvent
from facilitator.domain.theme import Author
from facilitator.errors import ConflictError
from facilitator.language.typography import quote
from facilitator.workshop.events import named, new_event
from facilitator.workshop.methods import known_methods
from facilitator.workshop.sessions import folder_of, open_or_create
from facilitator.workshop.workshop import Workshop


def begin_mission(title: str, mission: Mission, settings: Settings, territory: str = "") -> Workshop:
    """A new démarche from a ready mission, its étapes and events made, empty; open.

    Raises UsageError without a title, ConflictError where a démarche of that name is there, StoreError.
    """
    folder, title = folder_of(title, settings.sessions), named(title, "La démarche")
    ready = [one for one in known_methods().methods if one.is_format]
    planned = {one: _made(one, ready) for one in _planned(mission)}
    etapes = tuple(one.begun(tuple(planned[event].slug for event in one.events)) for one in mission.etapes)
    demarche = Demarche(folder.name, title, Territory(territory.strip() or title), etapes=etapes)
    file, created = open_or_create(folder, demarche, settings)
    if not created:
        file.close()
        raise ConflictError(
            f"Une démarche s’appelle déjà {quote(title)}.",
            next_step="Donnez-lui un autre titre, ou ouvrez celle qui existe.",
        )
    with file.journal.act("décrire", f"mission {quote(mission.name)} préparée", by=Author.HUMAN):
        for event in planned.values():
            file.agenda.write_event(event)
    return Workshop(file, settings, new=True)


def _planned(mission: Mission) -> list[PlannedEvent]:
    return [*(event for etape in mission.etapes for event in etape.events), *mission.events]


def _made(planned: PlannedEvent, formats: Sequence[Method]) -> Event:
    event = new_event(planned.title, planned.kind)
    ready = next((one for one in formats if one.kind is planned.kind), None)
    if ready is None:
        return event
    return replace(
        event,
        tables=numbered_tables(ready.tables),
        sequences=ready.sequences(),
        dots_per_person=ready.dots_per_person,
    )
