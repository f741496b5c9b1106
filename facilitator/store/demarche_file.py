"""One démarche on disk: its folder, its single SQLite file, and the rooms of that file."""

import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from sqlalchemy import ColumnElement, func, insert, inspect, select

from facilitator.domain.demarche import Demarche
from facilitator.errors import NotFoundError, StoreError
from facilitator.store import agenda, backups, carrying, migrating, schema
from facilitator.store.contributions import Contributions
from facilitator.store.database import Database
from facilitator.store.failures import damaged, read_only
from facilitator.store.following import Following
from facilitator.store.imports import Imports
from facilitator.store.imprints import Imprints
from facilitator.store.joining import Joining
from facilitator.store.journal import Journal
from facilitator.store.names import Names
from facilitator.store.project import Projects
from facilitator.store.remarks import Remarks
from facilitator.store.seats import Seats
from facilitator.store.sortings import Sortings
from facilitator.store.vectors import Vectors

FILE_NAME: Final = "demarche.sqlite"
BACKUPS: Final = "sauvegardes"

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a démarche file holds, counted; removed contributions left out."""

    revision: str
    size_bytes: int
    events: int
    contributions: int
    operations: int
    vectors: int


def utc_now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def demarche_folders(sessions: Path) -> tuple[Path, ...]:
    """The folders directly under ``sessions`` that hold a démarche, by name; empty if there is none."""
    return tuple(sorted(path.parent for path in sessions.glob(f"*/{FILE_NAME}")))


class DemarcheFile:
    """An open démarche; a context manager, safe to share between threads.

    What it keeps is reached through ``agenda`` (the démarche and its events), ``contributions``,
    ``sortings``, ``imports``, ``joining``, ``names``, ``project``, ``seats``, ``remarks`` and ``vectors``;
    all but the last three are written within ``journal.act(…)``; ``following`` tells what has changed,
    ``imprints`` what an event is made of. ``station`` names the post at which acts are done, and which may
    take them back.
    """

    def __init__(self, folder: Path, database: Database, *, station: str, clock: Clock) -> None:
        self.folder = folder
        self.station = station
        self._database = database
        self._clock = clock
        self.journal = Journal(database, station=station, clock=clock)
        self.agenda = agenda.Agenda(database, self.journal)
        self.contributions = Contributions(database, self.journal, clock)
        self.sortings = Sortings(database, self.journal)
        self.imports = Imports(database, self.journal, clock)
        self.seats = Seats(database, station)
        self.remarks = Remarks(database)
        self.vectors = Vectors(database)
        self.names = Names(database, self.journal, clock)
        self.project = Projects(database, self.journal)
        self.following = Following(database)
        self.imprints = Imprints(database)
        self.joining = Joining(
            database, self.journal, self.agenda, self.contributions, self.sortings, self.project
        )

    @classmethod
    def create(cls, folder: Path, demarche: Demarche, *, station: str, clock: Clock = utc_now) -> Self:
        """Make ``folder`` the home of a new démarche and open it.

        Raises StoreError if a démarche is already there or the folder cannot be written.
        """
        path = folder / FILE_NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise read_only(path) from error
        _check_writable(path)
        with ExitStack() as cleaning:
            database = Database(path)
            cleaning.callback(database.close)
            with database.writing() as connection:
                if inspect(connection).get_table_names():
                    raise StoreError(
                        "Il y a déjà une démarche à cet endroit.",
                        cause=f"{path} existe.",
                        next_step="Ouvrez cette démarche, ou choisissez un autre nom.",
                    )
                schema.metadata.create_all(connection)
                schema.alembic_version.create(connection)
                connection.execute(insert(schema.alembic_version).values(version_num=schema.REVISION))
                agenda.start(connection, demarche)
            cleaning.pop_all()
        return cls(folder, database, station=station, clock=clock)

    @classmethod
    def open(cls, folder: Path, *, station: str, clock: Clock = utc_now) -> Self:
        """Open the démarche in ``folder``, brought to the present schema after a dated copy.

        A copy laid there as the démarche file lays out what it carries, where that is missing.
        Raises NotFoundError if there is none, StoreError if it is made by a newer program, is no
        démarche file, or cannot be written.
        """
        path = folder / FILE_NAME
        if not path.is_file():
            raise _not_found(folder)
        _check_writable(path)
        with ExitStack() as cleaning:
            database = Database(path)
            cleaning.callback(database.close)
            _bring_up_to_date(database, folder, clock)
            carrying.unload(database)
            cleaning.pop_all()
        return cls(folder, database, station=station, clock=clock)

    def close(self) -> None:
        """Let the file go."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def back_up(self, reason: str) -> Path:
        """Copy the file's committed state, dated and verified, into ``sauvegardes``; the 20 newest stay."""
        return backups.back_up(self._database.path, self.folder / BACKUPS, reason, self._clock())

    def inventory(self) -> Inventory:
        """Have SQLite check the whole file, then count what it holds.

        Raises StoreError if the file is damaged.
        """
        with self._database.reading() as connection:
            if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
                raise damaged(self._database.path)

            def count(column: ColumnElement[Any], *where: ColumnElement[bool]) -> int:
                return connection.execute(select(func.count(column)).where(*where)).scalar_one()

            said = schema.contributions.c
            return Inventory(
                revision=schema.REVISION,
                size_bytes=self._database.path.stat().st_size,
                events=count(schema.events.c.id, ~schema.events.c.withdrawn),
                contributions=count(said.id, ~said.removed, ~said.withdrawn),
                operations=count(schema.operations.c.number),
                vectors=count(schema.vectors.c.model),
            )


def _check_writable(path: Path) -> None:
    """Refuse a read-only file or folder at once: SQLite would only at the first write."""
    if not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise read_only(path)


def _bring_up_to_date(database: Database, folder: Path, clock: Clock) -> None:
    with database.reading() as connection:
        revision = migrating.revision(connection)
        is_empty = not inspect(connection).get_table_names()
    if is_empty:  # the program was stopped while it was creating the démarche
        raise _not_found(folder)
    if revision == schema.REVISION:
        return
    if revision is None:
        raise StoreError(
            "Ce fichier n’est pas une démarche.",
            cause=f"{database.path} est une base de données d’un autre programme.",
            next_step="Remettez à sa place la démarche, ou une copie du dossier « sauvegardes ».",
        )
    if not migrating.is_known(revision):
        raise StoreError(
            "Cette démarche a été faite avec une version plus récente du programme.",
            cause=f"{database.path} est au schéma {revision}, ce programme s’arrête à {schema.REVISION}.",
            next_step="Mettez le programme à jour sur ce poste ; rien n’a été changé dans la démarche.",
        )
    backups.back_up(database.path, folder / BACKUPS, f"avant migration {revision}", clock())
    migrating.upgrade(database.path)


def _not_found(folder: Path) -> NotFoundError:
    return NotFoundError(
        f"Il n’y a pas de démarche « {folder.name} ».",
        cause=f"{folder / FILE_NAME} n’existe pas ou est vide.",
        next_step="Vérifiez le nom, ou créez la démarche en y important des contributions.",
    )
