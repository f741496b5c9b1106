"""Reading all that a file holds, and writing what it is to hold once joined with another."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, insert, select

from facilitator.domain.joining import Holding, ImportNote, Joined
from facilitator.store import lineage, schema
from facilitator.store.agenda import Agenda
from facilitator.store.changes import batches
from facilitator.store.contributions import Contributions
from facilitator.store.database import Database
from facilitator.store.journal import Journal
from facilitator.store.lineage import Lineage
from facilitator.store.project import Projects
from facilitator.store.sortings import Sortings


class Joining:
    """One file on its way to be joined with another; it is written within an act of the journal."""

    def __init__(
        self,
        database: Database,
        journal: Journal,
        agenda: Agenda,
        contributions: Contributions,
        sortings: Sortings,
        project: Projects,
    ) -> None:
        self._database = database
        self._journal = journal
        self._agenda = agenda
        self._contributions = contributions
        self._sortings = sortings
        self._project = project

    def lineage(self) -> Lineage:
        """What the file has lived through."""
        with self._database.reading() as connection:
            return lineage.lineage(connection)

    def holding(self, other: Lineage) -> Holding:
        """All that the file holds, and what it has changed since a file of this lineage last saw it."""
        contributions, events = schema.contributions, schema.events
        with self._database.reading() as connection:
            mine = lineage.lineage(connection)
            withdrawn = select(contributions.c.id).where(contributions.c.withdrawn)
            last_numbers = connection.execute(select(events.c.id, events.c.last_number)).all()
            held = Holding(
                demarche=self._agenda.demarche(),
                events=self._agenda.events(),
                contributions=self._contributions.everything(),
                imports=_imports(connection),
                withdrawn=frozenset(connection.execute(withdrawn).scalars()),
                last_numbers={row.id: row.last_number for row in last_numbers},
                changed=lineage.changed(connection, mine, other),
                project=self._project.read(),
            )
            walls = [self._sortings.of_event(event.id) for event in held.events]
        return replace(held, walls=tuple(wall for wall in walls if wall is not None))

    def write(self, before: Holding, joined: Joined) -> None:
        """Make what the file holds, ``before``, what it is to hold; only what differs is touched."""
        after = joined.holding
        if after.demarche != before.demarche:
            self._agenda.write_demarche(after.demarche)
        for event in after.events:
            if event not in before.events:
                self._agenda.write_event(event)
        there = {one.id: one for one in before.contributions}
        self._contributions.bring(one for one in after.contributions if one.id not in there)
        touched = {*joined.added, *joined.revised} & there.keys()
        self._contributions.revise(one for one in after.contributions if one.id in touched)
        for wall in after.walls:
            if wall not in before.walls:
                self._sortings.write(wall)
        if after.project is not before.project:
            self._project.write(after.project)
        known = {(note.event_id, note.sha256) for note in before.imports}
        news = [_import_row(note) for note in after.imports if (note.event_id, note.sha256) not in known]
        for rows in batches(news):
            self._journal.insert(schema.imports, rows)

    def take_vectors(self, other: "Joining") -> None:
        """Copy the vectors that only the other file holds; they are not part of any act."""
        table = schema.vectors
        with (
            self._database.writing(join=True) as here,
            other._database.reading() as there,
            there.execute(select(table), execution_options={"yield_per": 500}) as rows,
        ):
            for batch in rows.mappings().partitions():
                here.execute(insert(table).prefix_with("OR IGNORE"), [dict(row) for row in batch])


def _imports(connection: Connection) -> tuple[ImportNote, ...]:
    table = schema.imports
    rows = connection.execute(select(table).order_by(table.c.imported_at, table.c.sha256))
    return tuple(
        ImportNote(
            row.event_id,
            row.sha256,
            row.source,
            row.imported_at,
            row.recorded,
            row.already_there,
            row.rejected,
        )
        for row in rows
    )


def _import_row(note: ImportNote) -> dict[str, Any]:
    return {
        "event_id": note.event_id,
        "sha256": note.sha256,
        "source": note.source,
        "imported_at": note.imported_at,
        "recorded": note.recorded,
        "already_there": note.already_there,
        "rejected": note.rejected,
    }
