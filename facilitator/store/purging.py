"""The end of a mission: what people said leaves the file for good, a trace of the act stays."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, delete, func, insert, select, update

from facilitator.errors import StoreError
from facilitator.store import schema
from facilitator.store.borrowing import log_of
from facilitator.store.database import Database
from facilitator.store.demarche_file import BACKUPS, FILE_NAME, DemarcheFile, utc_now
from facilitator.store.failures import told
from facilitator.store.names import Purge

GOES: Final = (
    schema.answers,
    schema.supporting_contributions,
    schema.supporting_themes,
    schema.name_decisions,
    schema.label_decisions,
    schema.name_readings,
    schema.refusals,
    schema.apart,
    schema.placements,
    schema.themes,
    schema.sortings,
    schema.imports,
    schema.seats,
    schema.vectors,
    schema.remarks,
    schema.changes,
    schema.contributions,
    schema.operations,
)
STAYS: Final = (
    schema.demarche,
    schema.etapes,
    schema.figures,
    schema.events,
    schema.event_tables,
    schema.event_sequences,
    schema.event_presences,
    schema.governance,
    schema.rubrics,
    schema.project_items,
    schema.project_links,
    schema.action_sheets,
    schema.indicators,
)
_KEPT_FILES: Final = "livrables"
_FORMER: Final = "precedents"
_COPIES: Final = (".sqlite", ".partiel")
_BROUGHT: Final = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".json", ".jsonl")
"""What contributions are brought in: our lists of rejects, files that somebody laid in the folder, and the
answers to a survey."""
_WAIT_MS: Final = 1_000


def purge(
    folder: Path,
    *,
    station: str,
    clock: Callable[[], datetime] = utc_now,
    first: Callable[[DemarcheFile], None] = lambda _: None,
) -> Purge:
    """Empty a démarche of what was said, for good; the trace of it is returned, and kept in the file.

    Contributions, walls, the journal and every vector go, with the dated copies, the former livrables, the
    lists of rejects and conflicts and any table or text laid in the folder; the description of the
    démarche, of its events, the projet social and the livrables stay. ``first`` is done before, as an act
    that goes with the others: what is to be erased in what stays. The file is then written anew, so that no
    freed page keeps a text.

    Raises StoreError, before anything is lost, while another program has the démarche open.
    """
    path = folder / FILE_NAME
    with DemarcheFile.open(folder, station=station):
        pass  # brought to the present schema
    _check_alone(path)
    with DemarcheFile.open(folder, station=station) as file:
        first(file)
    database = Database(path)
    try:
        files = _files(folder)
        with database.writing() as connection:
            trace = _empty(connection, station, clock(), len(files))
    finally:
        database.close()
    _rewrite(path)
    _remove(files, folder)
    return trace


def _empty(connection: Connection, station: str, at: datetime, files: int) -> Purge:
    """Take out of the file what was said and what was done; the trace of it, kept in it."""
    said, acts = (
        connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in (schema.contributions, schema.operations)
    )
    for table in STAYS:
        connection.execute(update(table).values(operation=None))
    for table in GOES:
        connection.execute(delete(table))
    connection.execute(delete(schema.events).where(schema.events.c.withdrawn))
    trace = Purge(at, station, said, acts, files)
    connection.execute(insert(schema.purges).values(**asdict(trace)))
    return trace


def _check_alone(path: Path) -> None:
    """Refuse while another program has the file open."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
    except sqlite3.Error as error:
        raise StoreError(
            "La démarche est ouverte ailleurs\u00a0: rien n’a été purgé.",
            cause=f"Un autre programme se sert de {path}.",
            next_step="Fermez la séance et la projection, puis recommencez.",
        ) from error


def _rewrite(path: Path) -> None:
    """Write the file anew without the pages that were freed, and without its log."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
            connection.execute("PRAGMA journal_mode = DELETE").close()
            connection.execute("VACUUM")
    except sqlite3.Error as error:
        raise told(error, path) or StoreError(
            "Les textes sont retirés, mais leurs traces restent dans le fichier.",
            cause=f"{path}\u00a0: {error}.",
            next_step="Vérifiez la place sur le disque, fermez les autres fenêtres, puis relancez la purge.",
        ) from error
    log_of(path).unlink(missing_ok=True)


def _files(folder: Path) -> list[Path]:
    """The files beside the démarche and its livrables that hold what was said: copies, lists, tables."""
    kept = folder / _KEPT_FILES
    found = []
    for one in sorted(folder.rglob("*")):
        inside = kept in one.parents
        former = kept / _FORMER in one.parents
        hidden = inside and one.name.startswith(".")
        ours = one.parent == folder and one.name.startswith(FILE_NAME)
        kind = one.suffix.casefold()
        copied = kind in _COPIES or folder / BACKUPS in one.parents
        raw = copied or (not inside and kind in _BROUGHT)
        if one.is_file() and not ours and (former or hidden or raw):
            found.append(one)
    return found


def _remove(files: list[Path], folder: Path) -> None:
    try:
        for one in files:
            one.unlink()
        for emptied in (folder / BACKUPS, folder / _KEPT_FILES / _FORMER):
            if emptied.is_dir():
                shutil.rmtree(emptied)
    except OSError as error:
        raise StoreError(
            "La démarche est purgée, mais un fichier n’a pas pu être effacé.",
            cause=f"{error.filename}\u00a0: {error.strerror or error}.",
            next_step="Fermez-le, puis relancez la purge.",
        ) from error
