"""The verbs on one open démarche: bring in, sort, look at the evidence, draft, take back."""

from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

from facilitator.config import Settings
from facilitator.domain.contribution import ContributionType, contribution_type
from facilitator.domain.demarche import Demarche, Territory
from facilitator.domain.event import Event, EventKind, event_kind
from facilitator.domain.evidence import EventEvidence, gather
from facilitator.domain.lens import Lens, LensKind
from facilitator.domain.theme import Author, Sorting
from facilitator.drafting.tables import Wall
from facilitator.embedding.embedder import Embedder
from facilitator.errors import ConflictError, InputError, NotFoundError, UsageError
from facilitator.intake.contributions import Defaults, Intake, read_contributions
from facilitator.intake.description import Description
from facilitator.intake.slug import slugify
from facilitator.store.demarche_file import DemarcheFile
from facilitator.store.operations import Operation
from facilitator.workshop.board import Board
from facilitator.workshop.board.sight import Sight
from facilitator.workshop.board.standing_wall import StandingWall
from facilitator.workshop.capture import Capture
from facilitator.workshop.engine import Engines
from facilitator.workshop.livrables import Livrables
from facilitator.workshop.records import keep_rejects, record_intake
from facilitator.workshop.reports import ImportReport, Step, unheard
from facilitator.workshop.sessions import existing_folder, folder_of
from facilitator.workshop.views import Repeated, repeated, through_lens
from facilitator.workshop.walls import CachedEmbedder, propose_wall


def kind_asked(label: str | None) -> EventKind | None:
    """The kind of event named on a command line (« table ronde », « séminaire »); UsageError if unknown."""
    kind = event_kind(label) if label else None
    if label and kind is None:
        raise UsageError(
            f"« {label} » n’est pas un genre d’événement.",
            next_step=f"Genres connus : {', '.join(EventKind)}.",
        )
    return kind


def import_defaults(*, table: str | None, public: str | None, type_: str | None) -> Defaults:
    """What holds for every row where the file does not say it; UsageError for an unknown type."""
    wanted = contribution_type(type_) if type_ else None
    if type_ and wanted is None:
        raise UsageError(
            f"« {type_} » n’est pas un type de contribution.",
            next_step=f"Types connus : {', '.join(ContributionType)}.",
        )
    return Defaults(table=table, public=public, type=wanted)


class Workshop:
    """One démarche, open. Use it as a context manager; every verb is durable when it returns."""

    def __init__(self, file: DemarcheFile, settings: Settings, *, new: bool = False) -> None:
        self._file = file
        self._new = new
        self._engines = Engines(settings)
        self._notes: list[str] = []
        self._walls: dict[str, StandingWall] = {}

    @classmethod
    def open(cls, asked: str, settings: Settings) -> Self:
        """The démarche of this title or folder name; raises NotFoundError, StoreError."""
        folder = existing_folder(asked, settings.sessions)
        return cls(DemarcheFile.open(folder, station=settings.station), settings)

    @classmethod
    def open_or_create(cls, asked: str, settings: Settings) -> Self:
        """The démarche of this title, made on the spot when it is new."""
        folder, title = folder_of(asked, settings.sessions), _named(asked, "La démarche")
        new = Demarche(slug=folder.name, title=title, territory=Territory(name=title))
        file, created = _open_or_create(folder, new, settings)
        return cls(file, settings, new=created)

    @classmethod
    def described(cls, description: Description, settings: Settings) -> Self:
        """The démarche of a description, created or brought up to date."""
        wanted = description.demarche
        file, created = _open_or_create(settings.sessions / wanted.slug, wanted, settings)
        with file.journal.act("décrire", f"description de « {wanted.title} »", by=Author.HUMAN):
            ids = {event.slug: event.id for event in file.agenda.events()}
            file.agenda.write_demarche(wanted)
            for one in description.events:
                file.agenda.write_event(replace(one.event, id=ids.get(one.event.slug, one.event.id)))
        return cls(file, settings, new=created)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    @property
    def folder(self) -> Path:
        """Where the démarche and its livrables lie."""
        return self._file.folder

    @property
    def demarche(self) -> Demarche:
        """The démarche as it is kept now."""
        return self._file.agenda.demarche()

    @property
    def notes(self) -> tuple[str, ...]:
        """What the facilitator should know of the acts done since opening, in French, once each."""
        return tuple(dict.fromkeys(self._notes))

    @property
    def livrables(self) -> Livrables:
        """What can be drafted from the démarche as it is now."""
        return Livrables(self.folder, self.demarche, self._file.imprints.of_event)

    def events(self, asked: str | None = None) -> tuple[Event, ...]:
        """All events, or the one of this title or code; NotFoundError when unknown, InputError when none."""
        if asked is not None:
            return (self._file.agenda.event(slugify(asked)),)
        events = self._file.agenda.events()
        if not events:
            raise InputError(
                "Cette démarche n’a encore aucun événement.",
                next_step="Importez des contributions : « facilitator importer --help ».",
            )
        return events

    def create_event(self, title: str, kind: EventKind, **further: Any) -> Event:
        """A further event, empty; ``further`` are fields of ``Event``. Raises UsageError, ConflictError."""
        event = Event(uuid4().hex, slugify(title), _named(title, "L’événement"), kind, **further)
        if any(known.slug == event.slug for known in self._file.agenda.events()):
            raise ConflictError(
                f"Un événement s’appelle déjà « {event.title} ».", next_step="Donnez au nouveau un autre nom."
            )
        with self._file.journal.act("evenement", f"« {event.title} » créé", by=Author.HUMAN):
            self._file.agenda.write_event(event)
        return event

    def import_file(self, intake: Intake, title: str, *, kind: EventKind | None = None) -> ImportReport:
        """Take a file's contributions into an event, made when new; what cannot be taken goes to rejets.csv.

        They are filed at once into the themes that stand, or the tray. The démarche is backed up first. A
        row already taken from the same file, or from a copy of it, is not taken again. Raises StoreError.
        """
        file = self._file
        rejects = keep_rejects(self.folder, intake)
        if not self._new:
            file.back_up("avant import")
        known = next((one for one in file.agenda.events() if one.slug == slugify(title)), None)
        if known is not None:
            self._standing(known).read_ahead([row.text for row in intake.rows])
        with file.journal.act("importer", f"import de {intake.source.name}", by=Author.HUMAN):
            event = self._event_to_fill(title, kind)
            file.agenda.write_event(event)
            added = record_intake(file, event, intake)
            if added:
                self._standing(event).file_unplaced()
        self._new = False
        return ImportReport(
            source=intake.source,
            event_title=event.title,
            added=added,
            already=len(intake.rows) - added,
            rejected=len(intake.rejects),
            rejects_path=rejects,
            notes=intake.notes,
        )

    def import_described(self, description: Description, step: Step = unheard) -> tuple[ImportReport, ...]:
        """Take the contribution files that a description names, each into its event."""
        files = [(one.contributions, one.event) for one in description.events if one.contributions]
        reports = []
        for done, (path, event) in enumerate(files):
            step(f"Import de {path.name}", done, len(files))
            reports.append(self.import_file(read_contributions(path), event.slug))
        return tuple(reports)

    def undo(self) -> Operation | None:
        """Take back this station's newest act; None when there is none. Raises ConflictError."""
        return self._file.journal.undo()

    def redo(self) -> Operation | None:
        """Do again what was taken back last; None when there is nothing. Raises ConflictError."""
        return self._file.journal.redo()

    def board(self, event: Event) -> Board:
        """The verbs on the event's wall."""
        return Board(event, self._standing(event), self._file.station)

    def capture(self, event: Event) -> Capture:
        """The verbs of typing in what is said at an event, fast whatever the size of the démarche."""
        return Capture(event, self._file, lambda: self._standing(event).file_waiting())

    def sort(self, event: Event, step: Step = unheard, *, moteur: str | None = None) -> Sorting:
        """The wall of an event: proposed and kept where there is none, else left as it stands.

        Sorting a wall anew is ``board(event).propose()``, then ``apply``. The same contributions give the
        same first wall. ``moteur`` is an engine for this once. Raises EngineError when that one does not
        work, ConflictError when the wall has changed meanwhile.
        """
        board, kept = self.board(event), self._file.sortings
        before = kept.of_event(event.id)
        if before is not None and not before.is_blank:
            if not before.themes:
                board.apply(board.propose(step, moteur=moteur))
            return board.wall.sorting
        sorting = self._propose(event, step, moteur)
        with self._file.journal.act("trier", f"thèmes de « {event.title} »", by=Author.MACHINE):
            if kept.of_event(event.id) != before:
                raise ConflictError(
                    f"Le mur de « {event.title} » a changé pendant le tri.", next_step="Relancez le tri."
                )
            kept.write(sorting)
        return sorting

    def evidence(self, event: Event, step: Step = unheard) -> EventEvidence:
        """What the event's wall proves; where there is none, one is proposed, but not kept."""
        imprint = self._file.imprints.of_event(event.id)  # first: what comes meanwhile comes after it
        contributions = self._file.contributions.of_event(event.id)
        evidence = gather(self.demarche, event, contributions, self._wall(event, step))
        return replace(evidence, imprint=imprint)

    def lens(self, event: Event, kind: LensKind, step: Step = unheard) -> Lens:
        """The event's wall seen by subject, type, public or thématique; nothing on it changes."""
        wall = self._wall(event, step)
        evidence = gather(self.demarche, event, self._file.contributions.of_event(event.id), wall)
        lens, notes = through_lens(evidence, wall, kind, self._engines, self._file.vectors)
        self._notes += notes
        return lens

    def doubles(self, event: Event) -> tuple[Repeated, ...]:
        """What seems to be said twice at an event, surest first; proposed to a human, never merged."""
        contributions = [c for c in self._file.contributions.of_event(event.id) if not c.removed]
        found, notes = repeated(contributions, self._engines, self._file.vectors)
        self._notes += notes
        return found

    def _wall(self, event: Event, step: Step = unheard) -> Sorting:
        kept = self._file.sortings.of_event(event.id)
        if kept is None or kept.is_blank:
            return self._propose(event, step)
        return self._standing(event).with_unplaced()

    def _standing(self, event: Event) -> StandingWall:
        if event.id not in self._walls:
            sight = Sight(self._engines, self._file.vectors, self._notes.extend)
            self._walls[event.id] = StandingWall(self._file, event.id, sight)
        return self._walls[event.id]

    def _propose(self, event: Event, step: Step, moteur: str | None = None) -> Sorting:
        step(f"Thèmes : {event.title}", 0, 0)
        contributions = self._file.contributions.of_event(event.id)

        def propose(engine: Embedder) -> Sorting:
            return propose_wall(event.id, contributions, CachedEmbedder(engine, self._file.vectors), step)

        sorting, notes = self._engines.run(propose, moteur, texts=len(contributions))
        self._notes += notes
        return sorting

    def export(self, extension: str, asked: str | None = None) -> Path:
        """All contributions with their themes, as xlsx, csv or json; raises UsageError, StoreError."""
        sources = {event.id: self._file.imprints.of_event(event.id) for event in self.events(asked)}
        walls = [
            Wall(event, self._file.contributions.of_event(event.id, with_removed=True), self._wall(event))
            for event in self.events(asked)
        ]
        return self.livrables.export(extension, walls, sources)

    def _event_to_fill(self, title: str, kind: EventKind | None) -> Event:
        """The event of this title or code as it shall be kept; its kind changed if asked for."""
        slug = slugify(title)
        for event in self._file.agenda.events():
            if event.slug == slug:
                return replace(event, kind=kind or event.kind)
        return Event(uuid4().hex, slug, _named(title, "L’événement"), kind or EventKind.ATELIER)


def _open_or_create(folder: Path, new: Demarche, settings: Settings) -> tuple[DemarcheFile, bool]:
    """The démarche in ``folder``, and whether it was made just now (also where a creation was cut short)."""
    try:
        return DemarcheFile.open(folder, station=settings.station), False
    except NotFoundError:
        return DemarcheFile.create(folder, new, station=settings.station), True


def _named(title: str, what: str) -> str:
    if not title.strip():
        raise UsageError(f"{what} n’a pas de nom.", next_step="Donnez-lui un titre entre guillemets.")
    return title.strip()
