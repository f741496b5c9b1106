"""From the rows of a file to the contributions of an event, each row once."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from facilitator.domain.contribution import Origin
from facilitator.domain.event import Event, EventKind
from facilitator.domain.theme import Author
from facilitator.errors import StoreError
from facilitator.intake.contributions import Intake, Reject, Row, write_rejects
from facilitator.intake.slug import slugify
from facilitator.store.contributions import NewContribution
from facilitator.store.demarche_file import DemarcheFile
from facilitator.workshop.board.standing_wall import StandingWall
from facilitator.workshop.events import event_to_fill
from facilitator.workshop.lists import keep_list
from facilitator.workshop.recording import public_of
from facilitator.workshop.reports import ImportReport


def import_intake(
    file: DemarcheFile,
    intake: Intake,
    title: str,
    kind: EventKind | None,
    standing: Callable[[Event], StandingWall],
    change: Callable[[Event], Event] | None = None,
) -> ImportReport:
    """Take a file's rows into the event of this title, made when new, as one act, and file them.

    ``standing`` gives the wall of an event; ``change`` makes of it what is told of it. Raises StoreError.
    """
    rejects = keep_rejects(file.folder, intake.rejects, intake.header)
    known = next((one for one in file.agenda.events() if one.slug == slugify(title)), None)
    if known is not None:
        standing(known).read_ahead([row.text for row in intake.rows])
    with file.journal.act("importer", f"import de {intake.source.name}", by=Author.HUMAN):
        event = _seated_as(file, event_to_fill(file, title, kind), intake)
        event = event if change is None else change(event)
        file.agenda.write_event(event)
        added = record_intake(file, event, intake)
        if added:
            standing(event).file_unplaced()
    return ImportReport(
        source=intake.source,
        event_title=event.title,
        added=added,
        already=len(intake.rows) - added,
        rejected=len(intake.rejects),
        rejects_path=rejects,
        notes=intake.notes,
    )


def _seated_as(file: DemarcheFile, event: Event, intake: Intake) -> Event:
    """The event without the tables it was prepared with, where nobody used them and the file has others.

    « T1 » to « T8 » of a ready mission beside « Table 1 » to « Table 8 » of a file would be sixteen tables.
    """
    brought = {row.table for row in intake.rows if row.table}
    prepared = {table.label for table in event.tables}
    unused = not any(table.public for table in event.tables) and not file.contributions.of_event(event.id)
    return replace(event, tables=()) if brought and unused and prepared.isdisjoint(brought) else event


def record_intake(file: DemarcheFile, event: Event, intake: Intake) -> int:
    """Record the rows that ``event`` does not hold yet, within the act under way; returns how many.

    A file is known by its path (and sheet), or by its bytes when they came under another path before, so
    that a copy of a file adds nothing and two different files of one name do not hide each other's rows.
    An import that adds nothing leaves no trace.
    """
    known = file.imports.source_of(event.id, intake.sha256)
    source = known or _source(intake)
    recorded = file.contributions.record(_contribution(event, row, source) for row in intake.rows)
    if known and not recorded:
        return 0
    file.imports.note(
        event.id,
        source=source,
        sha256=intake.sha256,
        recorded=len(recorded),
        already_there=len(intake.rows) - len(recorded),
        rejected=len(intake.rejects),
    )
    return len(recorded)


def _source(intake: Intake) -> str:
    """The file's path, and its sheet; bytes of a name that are no text are spelt out."""
    path = str(intake.source.resolve()).encode("utf-8", "backslashreplace").decode()
    return f"{path}#{intake.sheet}" if intake.sheet else path


def keep_rejects(folder: Path, rejects: Sequence[Reject], header: Sequence[str]) -> Path | None:
    """Write the rejected rows of a file to ``rejets.csv``, under its header; None without any.

    The rejects of another file stay where they are: these then go to ``rejets-2.csv``, and so on.
    """
    if not rejects:
        return None
    try:
        return keep_list(folder, "rejets", lambda draft: write_rejects(draft, rejects, header))
    except OSError as error:
        raise StoreError(
            f"Les lignes refusées ne peuvent pas être écrites dans {folder}.",
            cause=error.strerror or str(error),
            next_step="Fermez « rejets.csv » s’il est ouvert dans un tableur, puis recommencez l’import.",
        ) from error


def _contribution(event: Event, row: Row, source: str) -> NewContribution:
    return NewContribution(
        event_id=event.id,
        text=row.text,
        type=row.type,
        table=row.table,
        public=row.public if row.public is not None else public_of(event, row.table),
        quality=row.quality,
        sequence=row.sequence,
        votes=row.votes,
        origin=Origin(source, row.key, row.line),
    )
