"""The verbs on one open démarche: bring in, sort, look at the evidence, draft, take back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, Unpack

from facilitator.config import Settings
from facilitator.domain.contribution import ContributionType, contribution_type
from facilitator.domain.demarche import Demarche, Territory
from facilitator.domain.event import Event, EventKind, Presence, Table, event_kind
from facilitator.domain.event import Sequence as EventSequence
from facilitator.domain.evidence import EventEvidence, gather
from facilitator.domain.lens import Lens, LensKind
from facilitator.domain.theme import Author, Sorting
from facilitator.domain.wall import Wall
from facilitator.errors import InputError, UsageError
from facilitator.intake.slug import slugify
from facilitator.store.demarche_file import DemarcheFile
from facilitator.store.operations import Operation
from facilitator.workshop.board import Board
from facilitator.workshop.board.sight import Sight
from facilitator.workshop.board.standing_wall import StandingWall
from facilitator.workshop.cadrage import Cadrage
from facilitator.workshop.capture import Capture
from facilitator.workshop.engine import Engines
from facilitator.workshop.events import EventDetails, add_event, keep_event, named, new_event
from facilitator.workshop.livrables import Livrables
from facilitator.workshop.names import Names
from facilitator.workshop.plan import Plan
from facilitator.workshop.refusing import Refused
from facilitator.workshop.reports import ImportReport, Step, unheard
from facilitator.workshop.sessions import existing_folder, folder_of, open_or_create

if TYPE_CHECKING:
    from facilitator.drafting.note_strategique import WholeDemarche
    from facilitator.intake.contributions import Defaults, Intake
    from facilitator.intake.description import Description
    from facilitator.workshop.assisting import Assistant
    from facilitator.workshop.views import Repeated


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
    from facilitator.intake.contributions import Defaults

    return Defaults(table=table, public=public, type=wanted)


class Workshop(AbstractContextManager["Workshop"]):
    """One démarche, open. Use it as a context manager; every verb is durable when it returns.

    ``engines`` read the meaning of its texts, ``names`` what may identify somebody, before anything leaves;
    ``plan`` is the projet social, ``refused`` its proposals set aside, ``cadrage`` what frames it.
    """

    def __init__(self, file: DemarcheFile, settings: Settings, *, new: bool = False) -> None:
        self._file = file
        self._new = new
        self.engines = Engines(settings)
        self._notes: list[str] = []
        self._walls: dict[str, StandingWall] = {}
        self._assistant: Assistant | None = None
        self.names = Names(file, thorough=settings.noms == "complet")
        self.plan = Plan(file)
        self.cadrage = Cadrage(file)
        self.refused = Refused(file)

    @classmethod
    def open(cls, asked: str, settings: Settings) -> Self:
        """The démarche of this title or folder name; raises NotFoundError, StoreError."""
        folder = existing_folder(asked, settings.sessions)
        return cls(DemarcheFile.open(folder, station=settings.station), settings)

    @classmethod
    def open_or_create(cls, asked: str, settings: Settings) -> Self:
        """The démarche of this title, made on the spot when it is new."""
        folder, title = folder_of(asked, settings.sessions), named(asked, "La démarche")
        new = Demarche(slug=folder.name, title=title, territory=Territory(name=title))
        file, created = open_or_create(folder, new, settings)
        return cls(file, settings, new=created)

    @classmethod
    def described(cls, description: Description, settings: Settings) -> Self:
        """The démarche of a description, created or brought up to date."""
        wanted = description.demarche
        file, created = open_or_create(settings.sessions / wanted.slug, wanted, settings)
        with file.journal.act("décrire", f"description de « {wanted.title} »", by=Author.HUMAN):
            ids = {event.slug: event.id for event in file.agenda.events()}
            file.agenda.write_demarche(wanted)
            for one in description.events:
                file.agenda.write_event(replace(one.event, id=ids.get(one.event.slug, one.event.id)))
        return cls(file, settings, new=created)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the démarche go."""
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
        """What the facilitator should know of the démarche and of the acts since opening, in French."""
        return tuple(dict.fromkeys((*self.names.purged, *self.plan.notes, *self._notes)))

    @property
    def livrables(self) -> Livrables:
        """What can be drafted from the démarche as it is now."""

        def whole(evidences: Sequence[EventEvidence]) -> WholeDemarche:
            from facilitator.workshop.whole_demarche import whole_demarche

            found, notes = whole_demarche(evidences, self.engines, self._file.vectors)
            self._notes += notes
            return replace(found, project=self.plan.now)

        demarche, imprints = self.names.demarche_leaving(self.demarche), self._file.imprints
        return Livrables(
            self.folder, demarche, imprints.of_event, imprints.of_project, whole, self.names.event_leaving
        )

    def events(self, asked: str | None = None, *, needed: bool = True) -> tuple[Event, ...]:
        """All events, or the one of this title or code; NotFoundError when unknown.

        InputError when there is none and one is ``needed``.
        """
        if asked is not None:
            return (self._file.agenda.event(slugify(asked)),)
        events = self._file.agenda.events()
        if needed and not events:
            raise InputError(
                "Cette démarche n’a encore aucun événement.",
                next_step="Importez des contributions : « facilitator importer --help ».",
            )
        return events

    def import_file(
        self,
        intake: Intake,
        title: str,
        *,
        kind: EventKind | None = None,
        change: Callable[[Event], Event] | None = None,
    ) -> ImportReport:
        """Take a file's contributions into an event, made when new; what cannot be taken goes to rejets.csv.

        They are filed at once into the themes that stand, or the tray. The démarche is backed up first. A
        row already taken from the same file, or from a copy of it, is not taken again. ``change`` tells more
        of the event: its date, its place. Raises StoreError.
        """
        from facilitator.workshop.records import import_intake

        if not self._new:
            self._file.back_up("avant import")
        report = import_intake(self._file, intake, title, kind, self._standing, change)
        self._new = False
        return report

    def undo(self) -> Operation | None:
        """Take back this station's newest act, passing over what the machine filed in the background.

        None when there is none. Raises ConflictError.
        """
        return self._file.journal.undo()

    def redo(self) -> Operation | None:
        """Do again what was taken back last; None when there is nothing. Raises ConflictError."""
        return self._file.journal.redo()

    def create_event(
        self,
        title: str,
        kind: EventKind,
        *,
        tables: Sequence[Table] = (),
        sequences: Sequence[EventSequence] = (),
        presences: Sequence[Presence] = (),
        **further: Unpack[EventDetails],
    ) -> Event:
        """A further event, empty; ``further`` are fields of ``Event``. Raises UsageError, ConflictError."""
        event = new_event(title, kind)
        event = replace(
            event, tables=tuple(tables), sequences=tuple(sequences), presences=tuple(presences), **further
        )
        return add_event(self._file, event)

    def change_event(self, event: Event) -> None:
        """An event under another title, with other tables, sequences, people…; its id and code stay."""
        keep_event(self._file, event)

    def board(self, event: Event) -> Board:
        """The verbs on the event's wall."""
        return Board(event, self._standing(event), self._file.station)

    def capture(self, event: Event) -> Capture:
        """The verbs of typing in what is said at an event, fast whatever the size of the démarche."""
        return Capture(event, self._file, lambda: self._standing(event).file_waiting())

    def sort(self, event: Event, step: Step = unheard, *, moteur: str | None = None) -> Sorting:
        """The wall of an event: proposed and applied where it has no theme, else left as it stands.

        Sorting a wall anew is ``board(event).propose()``, then ``apply``. The same contributions give the
        same first wall. ``moteur`` is an engine for this once. Raises EngineError when that one does not
        work.
        """
        board = self.board(event)
        if not board.wall.sorting.themes:
            step(f"Thèmes : {event.title}", 0, 0)
            board.apply(board.propose(step, moteur=moteur))
        return board.wall.sorting

    def evidence(
        self, event: Event, step: Step = unheard, *, by_meaning: bool = False, gated: bool = True
    ) -> EventEvidence:
        """What the event's wall proves, names replaced as was decided; without a wall, one is proposed.

        ``by_meaning`` adds what is seen on it by the meaning of its words: a map, doubles, silences. Where
        it is ``gated``, as for every document, UndecidedNamesError is raised while somebody may be named and
        nobody has decided of it; what is only looked at here is not.
        """
        imprint = self._file.imprints.of_event(event.id)  # first: what comes meanwhile comes after it
        said = self._file.contributions.of_event(event.id)
        if gated:
            self.names.check([event], step)  # after they were read: none of them escapes it
        sorting = self._standing(event).shown(step)
        wall = self.names.leaving(Wall(event, tuple(said), sorting))
        demarche = self.names.demarche_leaving(self.demarche)
        evidence = gather(demarche, wall.event, wall.contributions, wall.sorting or sorting)
        if by_meaning and evidence.themes:
            from facilitator.workshop.insights import see

            lens = self.lens(event, LensKind.THEMATIQUE, step)
            seen = see(evidence, lens, self.doubles(event), self.engines, self._file.vectors)
            evidence = replace(evidence, insight=seen)
        return replace(evidence, imprint=imprint)

    def lens(self, event: Event, kind: LensKind, step: Step = unheard) -> Lens:
        """The event's wall seen by subject, type, public or thématique; nothing on it changes."""
        from facilitator.workshop.views import through_lens

        wall = self._standing(event).shown(step)
        evidence = gather(self.demarche, event, self._file.contributions.of_event(event.id), wall)
        lens, notes = through_lens(evidence, wall, kind, self.engines, self._file.vectors)
        self._notes += notes
        return lens

    def doubles(self, event: Event) -> tuple[Repeated, ...]:
        """What seems to be said twice at an event, surest first; proposed to a human, never merged."""
        from facilitator.workshop.views import repeated

        contributions = [c for c in self._file.contributions.of_event(event.id) if not c.removed]
        found, notes = repeated(contributions, self.engines, self._file.vectors)
        self._notes += notes
        return found

    @property
    def assistant(self) -> Assistant:
        """What can be asked of the démarche, and what it notices by itself."""
        from facilitator.workshop.assisting import Assistant

        if self._assistant is None:
            self._assistant = Assistant(
                self._file,
                self.engines,
                self.events,
                lambda event: self.board(event).wall,
                self._notes.extend,
            )
        return self._assistant

    def _standing(self, event: Event) -> StandingWall:
        if event.id not in self._walls:
            sight = Sight(self.engines, self._file.vectors, self._notes.extend)
            self._walls[event.id] = StandingWall(self._file, event.id, sight)
        return self._walls[event.id]

    def export(self, extension: str, asked: str | None = None) -> Path:
        """All contributions with their themes, as xlsx, csv or json; raises what a livrable raises."""
        from facilitator.workshop.exporting import walls_leaving
        from facilitator.workshop.views import with_thematiques

        walls, sources = walls_leaving(self._file, self.names, self.events(asked), self._standing)
        if extension == "xlsx":
            seen = self.demarche, self.engines, self._file.vectors
            walls = [with_thematiques(wall, *seen) for wall in walls]
        return self.livrables.export(extension, walls, sources)
