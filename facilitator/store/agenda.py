"""The démarche itself and its events: territory, étapes, tables, sequences, people present."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Any, Final

from sqlalchemy import Connection, Row, Table, func, insert, select

from facilitator.domain import event as domain
from facilitator.domain.contribution import ContributionType
from facilitator.domain.demarche import Demarche, Etape, EtapeState, Figure, Instance, Rubric, Territory
from facilitator.domain.event import Event, EventKind, Presence, Sequence
from facilitator.errors import NotFoundError
from facilitator.store import schema
from facilitator.store.database import Database
from facilitator.store.journal import Journal

_DEMARCHE_ID: Final = 1


class Agenda:
    """Reads and writes the démarche and its events; every write belongs to an act of the journal."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._database = database
        self._journal = journal

    def demarche(self) -> Demarche:
        """The démarche, étapes in their order."""
        with self._database.reading() as connection:
            row = connection.execute(select(schema.demarche)).one()
            lists = {
                table.name: connection.execute(select(table).order_by(table.c.position)).all()
                for table, _ in _LISTS
            }
        return _demarche(row, lists)

    def write_demarche(self, demarche: Demarche) -> None:
        """Make ``demarche`` the démarche."""
        table = schema.demarche
        self._journal.replace(table, table.c.id == _DEMARCHE_ID, [_demarche_row(demarche)])
        for listed, rows in _LISTS:
            self._journal.replace(listed, listed.c.position >= 0, rows(demarche))

    def events(self) -> tuple[Event, ...]:
        """All events, in the order in which they were added."""
        table = schema.events
        with self._database.reading() as connection:
            rows = connection.execute(
                select(table).where(~table.c.withdrawn).order_by(table.c.position)
            ).all()
            tables = _of_events(connection, schema.event_tables)
            sequences = _of_events(connection, schema.event_sequences)
            presences = _of_events(connection, schema.event_presences)
        return tuple(_event(row, tables[row.id], sequences[row.id], presences[row.id]) for row in rows)

    def event(self, slug: str) -> Event:
        """The event named ``slug``; NotFoundError with the known ones if there is none."""
        events = {event.slug: event for event in self.events()}
        if slug in events:
            return events[slug]
        known = ", ".join(f"« {name} »" for name in events)
        raise NotFoundError(
            f"L’événement « {slug} » n’existe pas dans cette démarche.",
            cause=f"Événements connus : {known}." if known else "La démarche n’a encore aucun événement.",
            next_step="Vérifiez le nom, ou importez des contributions pour créer l’événement.",
        )

    def write_event(self, event: Event) -> None:
        """Add ``event``, or make it what the event of the same id becomes.

        Raises ConflictError if another event has its slug.
        """
        table = schema.events
        row = _event_row(event)
        with self._database.reading() as connection:
            known = connection.execute(select(table.c.id).where(table.c.id == event.id)).first()
            last: int = connection.execute(select(func.coalesce(func.max(table.c.position), 0))).scalar_one()
        if known is None:
            self._journal.insert(table, [{**row, "position": last + 1}])
        else:
            self._journal.replace(table, table.c.id == event.id, [row])
        for child, rows in _child_rows(event):
            self._journal.replace(child, child.c.event_id == event.id, rows)


def start(connection: Connection, demarche: Demarche) -> None:
    """Write the démarche of a new file: what was there before the first act cannot be undone."""
    connection.execute(insert(schema.demarche), [_demarche_row(demarche)])
    for table, rows in _LISTS:
        if told := rows(demarche):
            connection.execute(insert(table), told)


def _demarche_row(demarche: Demarche) -> dict[str, Any]:
    territory = demarche.territory
    return {
        "id": _DEMARCHE_ID,
        "slug": demarche.slug,
        "title": demarche.title,
        "client": demarche.client,
        "caf": demarche.caf,
        "consultant": demarche.consultant,
        "territory_name": territory.name,
        "territory_communes": list(territory.communes),
        "territory_department": territory.department,
        "territory_inhabitants": territory.inhabitants,
        "territory_inhabitants_source": territory.inhabitants_source,
        "territory_fictive": territory.fictive,
        "signatories": list(demarche.signatories),
        "next_steps": list(demarche.next_steps),
    }


def _etape_rows(demarche: Demarche) -> list[dict[str, Any]]:
    return [
        {
            "position": n,
            "title": etape.title,
            "state": etape.state,
            "starts": etape.starts,
            "ends": etape.ends,
            "phase": etape.phase,
            "optional": etape.optional,
            "events": list(etape.events),
        }
        for n, etape in enumerate(demarche.etapes)
    ]


def _figure_rows(demarche: Demarche) -> list[dict[str, Any]]:
    return [{"position": n, **asdict(figure)} for n, figure in enumerate(demarche.figures)]


def _instance_rows(demarche: Demarche) -> list[dict[str, Any]]:
    return [
        {"position": n, **asdict(instance), "members": list(instance.members)}
        for n, instance in enumerate(demarche.governance)
    ]


def _rubric_rows(demarche: Demarche) -> list[dict[str, Any]]:
    return [{"position": n, **asdict(rubric)} for n, rubric in enumerate(demarche.rubrics)]


_LISTS: Final[tuple[tuple[Table, Callable[[Demarche], list[dict[str, Any]]]], ...]] = (
    (schema.etapes, _etape_rows),
    (schema.figures, _figure_rows),
    (schema.governance, _instance_rows),
    (schema.rubrics, _rubric_rows),
)
"""What a démarche has several of, each in its table, with the rows that hold it."""


def _demarche(row: Row[Any], lists: Mapping[str, Iterable[Row[Any]]]) -> Demarche:
    return Demarche(
        slug=row.slug,
        title=row.title,
        territory=Territory(
            name=row.territory_name,
            communes=tuple(row.territory_communes),
            department=row.territory_department,
            inhabitants=row.territory_inhabitants,
            inhabitants_source=row.territory_inhabitants_source,
            fictive=row.territory_fictive,
        ),
        client=row.client,
        caf=row.caf,
        consultant=row.consultant,
        signatories=tuple(row.signatories),
        etapes=tuple(
            Etape(e.title, EtapeState(e.state), e.starts, e.ends, e.phase, e.optional, tuple(e.events))
            for e in lists["etapes"]
        ),
        next_steps=tuple(row.next_steps),
        figures=tuple(
            Figure(f.topic, f.wording, f.value, f.year, f.scale, f.comparison, f.publisher)
            for f in lists["figures"]
        ),
        governance=tuple(Instance(i.name, i.role, tuple(i.members), i.rhythm) for i in lists["governance"]),
        rubrics=tuple(Rubric(r.document, r.name, r.title, r.text) for r in lists["rubrics"]),
    )


def _event_row(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "slug": event.slug,
        "title": event.title,
        "kind": event.kind,
        "theme": event.theme,
        "held_on": event.held_on,
        "place": event.place,
        "method": event.method,
        "dots_per_person": event.dots_per_person,
        "next_steps": list(event.next_steps),
        "withdrawn": False,
    }


def _child_rows(event: Event) -> Iterable[tuple[Table, list[dict[str, Any]]]]:
    """The rows of the event's tables, sequences and presences, each in its table."""
    at = {"event_id": event.id}
    yield (
        schema.event_tables,
        [{**at, "position": n, "label": t.label, "public": t.public} for n, t in enumerate(event.tables)],
    )
    yield (
        schema.event_sequences,
        [
            {
                **at,
                "position": n,
                "number": sequence.number,
                "title": sequence.title,
                "question": sequence.question,
                "default_type": sequence.default_type,
            }
            for n, sequence in enumerate(event.sequences)
        ],
    )
    yield (
        schema.event_presences,
        [
            {**at, "position": n, "public": p.public, "count": p.count, "invited": p.invited}
            for n, p in enumerate(event.presences)
        ],
    )


def _of_events(connection: Connection, child: Table) -> Mapping[str, list[Row[Any]]]:
    """The rows of ``child`` by event, in their order."""
    found: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(select(child).order_by(child.c.event_id, child.c.position)):
        found[row.event_id].append(row)
    return found


def _event(
    row: Row[Any], tables: Iterable[Row[Any]], sequences: Iterable[Row[Any]], presences: Iterable[Row[Any]]
) -> Event:
    return Event(
        id=row.id,
        slug=row.slug,
        title=row.title,
        kind=EventKind(row.kind),
        theme=row.theme,
        held_on=row.held_on,
        place=row.place,
        method=row.method,
        tables=tuple(domain.Table(t.label, t.public) for t in tables),
        sequences=tuple(
            Sequence(
                s.number, s.title, s.question, ContributionType(s.default_type) if s.default_type else None
            )
            for s in sequences
        ),
        presences=tuple(Presence(p.public, p._mapping["count"], p.invited) for p in presences),
        dots_per_person=row.dots_per_person,
        next_steps=tuple(row.next_steps),
    )
