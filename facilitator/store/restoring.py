"""Putting a dated copy in the place of a démarche file, once what is there now is safe."""

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from facilitator.errors import StoreError
from facilitator.store import backups, carrying
from facilitator.store.borrowing import copy_bytes, log_of
from facilitator.store.demarche_file import BACKUPS, FILE_NAME, utc_now
from facilitator.store.failures import told

_WAIT_MS: Final = 1_000
_DAMAGED: Final = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restoring did: where what was there before now lies (None where nothing was), and its count.

    ``before`` is None where the file was missing or damaged. ``beside`` are the files beside it that came
    back, ``left`` those that the copy did not carry and that stay as they are.
    """

    kept: Path | None
    before: int | None
    after: int
    beside: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def restore(folder: Path, sound: Path, *, clock: Callable[[], datetime] = utc_now) -> Restored:
    """Make ``sound``, a verified file that nobody uses, the démarche file of ``folder``.

    The files beside ``sound`` that belong to it take the place of those here; where only the démarche file
    was lost or damaged they stay, and the missing ones come back. What is there now is first copied to
    ``sauvegardes`` or, if it is damaged, put aside there with its log. SQLite's own backup then writes the
    content within one transaction, so that no log of the former content is ever played onto the new one.
    Raises StoreError, and changes nothing, while another program has the file open or where there is no room.
    """
    here, there = {*carrying.beside(folder)}, {*carrying.beside(sound.parent)}
    done = _restore(folder, sound, clock)
    if done.before is None:
        carrying.lay_missing(sound.parent, folder)
        return replace(done, beside=tuple(sorted(there - here)))
    return replace(done, beside=carrying.lay(sound.parent, folder), left=tuple(sorted(here - there)))


def _restore(folder: Path, sound: Path, clock: Callable[[], datetime]) -> Restored:
    path = folder / FILE_NAME
    after = backups.said_in(sound)
    if not path.exists():
        backups.copy_to(sound, path)
        return Restored(None, None, after)
    if not _is_sound(path):
        kept = _put_aside(path, folder / BACKUPS, clock())
        backups.copy_to(sound, path)
        return Restored(kept, None, after)
    try:
        with closing(sqlite3.connect(path)) as present, closing(sqlite3.connect(sound)) as source:
            _have_alone(present, path)
            before = backups.said_in(path)
            kept = backups.back_up(path, folder / BACKUPS, "avant restauration", clock())
            _have_alone(present, path)
            source.backup(present)
    except sqlite3.Error as error:
        raise told(error, path) or error from error
    return Restored(kept, before, after)


def _have_alone(present: sqlite3.Connection, path: Path) -> None:
    """Fold the log into the file; only the sole connection to it may (https://www.sqlite.org/wal.html)."""
    present.execute(f"PRAGMA busy_timeout = {_WAIT_MS}").close()
    try:
        (mode,) = present.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.OperationalError as error:
        if not (error.sqlite_errorname or "").startswith("SQLITE_BUSY"):
            raise
        mode = "wal"
    if mode != "delete":
        raise StoreError(
            "La démarche est ouverte ailleurs.",
            cause=f"Un autre programme se sert de {path}.",
            next_step="Fermez les autres fenêtres de facilitator qui ont ouvert cette démarche, puis "
            "recommencez\u00a0: rien n’a été changé.",
        )


def _is_sound(path: Path) -> bool:
    """Whether a copy of the file can be read whole; SQLite would take the log of a damaged file away."""
    with tempfile.TemporaryDirectory(prefix="facilitator-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / FILE_NAME
        copy_bytes(path, copy)
        try:
            with closing(sqlite3.connect(copy)) as present:
                (verdict,) = present.execute("PRAGMA quick_check(1)").fetchone()
                known = present.execute("SELECT 1 FROM sqlite_master WHERE name = 'contributions'").fetchone()
        except sqlite3.DatabaseError as error:
            if (error.sqlite_errorname or "").startswith(_DAMAGED):
                return False
            raise told(error, path) or error from error
    return verdict == "ok" and known is not None


def _put_aside(path: Path, folder: Path, now: datetime) -> Path:
    """Move a damaged file and its log out of the way, under the moment's name."""
    target = folder / f"abimee_{now.astimezone(UTC):%Y-%m-%d_%Hh%Mm%S}-utc.sqlite"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for companion in (log_of(path), path.with_name(f"{path.name}-shm"), path):
            if companion.exists():
                companion.replace(target.with_name(companion.name.replace(path.name, target.name)))
    except OSError as error:
        raise StoreError(
            "Le fichier abîmé n’a pas pu être mis de côté.",
            cause=f"{path}\u00a0: {error.strerror or error}.",
            next_step="Fermez les programmes qui s’en servent et vérifiez les droits du dossier, puis "
            "recommencez.",
        ) from error
    return target
