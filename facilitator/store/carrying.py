"""What belongs to a démarche beside its file: taken into each copy of it, so that one file carries all.

The survey and its answers, the statistics, the contours and the trames lie in the démarche's folder. A copy
holds them in a table of its own; opening the copy in a folder lays them there again.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path, PurePosixPath
from typing import Final

from facilitator.errors import StoreError
from facilitator.store.database import Database

_NAMES: Final = frozenset({"enquete.jsonl", "indicateurs.sqlite", "territoire.csv", "contours.geojson"})
_WRITTEN: Final = (".md", ".toml")
_OUTLINES: Final = "trames"
_FAST: Final = 1
_CARRIES: Final = "SELECT 1 FROM sqlite_master WHERE name = 'carried'"


def beside(folder: Path) -> tuple[str, ...]:
    """The files of ``folder`` that go with its démarche, as « trames/note.md », in order."""
    found = [*folder.glob("*"), *(folder / _OUTLINES).rglob("*")]
    names = (path.relative_to(folder).as_posix() for path in found if path.is_file())
    return tuple(sorted(name for name in names if _belongs(name)))


def size_beside(folder: Path) -> int:
    """How many bytes these files take."""
    return sum((folder / name).stat().st_size for name in beside(folder))


def load(folder: Path, copy: sqlite3.Connection) -> None:
    """Take the files of ``folder`` into a copy under way; raises OSError, sqlite3.Error."""
    names = beside(folder)
    if not names:
        return
    copy.execute("CREATE TABLE IF NOT EXISTS carried (name TEXT PRIMARY KEY, content BLOB NOT NULL)")
    for name in names:
        content = zlib.compress(_bytes_of(folder / name), _FAST)
        copy.execute(
            "INSERT OR REPLACE INTO carried VALUES (:name,:content)", {"name": name, "content": content}
        )
    copy.commit()


def carried_by(path: Path) -> tuple[str, ...]:
    """The files that a copy carries, in order; raises sqlite3.DatabaseError."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as copy:
        if not copy.execute(_CARRIES).fetchone():
            return ()
        return tuple(name for (name,) in copy.execute("SELECT name FROM carried ORDER BY name"))


def unload(database: Database) -> None:
    """Lay what the file carries in its folder, where it is missing, and carry it no longer.

    Does nothing for a file that carries nothing. Raises StoreError.
    """
    with database.reading() as connection:
        if connection.exec_driver_sql(_CARRIES).scalar() is None:
            return
    folder = database.path.parent
    with database.writing() as connection:
        rows = connection.exec_driver_sql("SELECT name, content FROM carried").all()
        for name, content in rows:
            if _belongs(name) and not (folder / name).exists():
                _put(folder / name, _unpacked(content, name))
        connection.exec_driver_sql("DROP TABLE IF EXISTS carried")


def lay(source: Path, target: Path) -> tuple[str, ...]:
    """Make the files of ``target`` what they are in ``source``; those that it has alone stay.

    Returns the names of those that changed. Raises StoreError.
    """
    changed = []
    for name in beside(source):
        path = target / name
        if path.suffix == ".sqlite" and path.exists():
            _play(source / name, path)
        elif path.exists() and path.read_bytes() == (source / name).read_bytes():
            continue
        else:
            _put(path, _bytes_of(source / name))
        changed.append(name)
    return tuple(changed)


def lay_missing(source: Path, target: Path) -> None:
    """Give ``target`` the files that ``source`` has and it has not; raises StoreError."""
    for name in beside(source):
        if not (target / name).exists():
            _put(target / name, _bytes_of(source / name))


def _belongs(name: str) -> bool:
    """Whether a file of this name goes with a démarche; a name that leads elsewhere never does."""
    path = PurePosixPath(name)
    if "\\" in name or ":" in name or path.is_absolute() or any(part.startswith(".") for part in path.parts):
        return False
    if len(path.parts) == 1:
        return name in _NAMES or path.suffix in _WRITTEN
    return path.parts[0] == _OUTLINES and path.suffix in _WRITTEN


def _bytes_of(path: Path) -> bytes:
    """What a file holds at one moment; of a database, what is committed."""
    if path.suffix != ".sqlite":
        return path.read_bytes()
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(":memory:")) as copy:
            source.backup(copy)
            return copy.serialize()
    except sqlite3.DatabaseError:  # damaged: a copy as it is beats none
        return path.read_bytes()


def _unpacked(content: bytes, name: str) -> bytes:
    try:
        return zlib.decompress(content)
    except zlib.error as error:
        raise StoreError(
            f"Cette copie est abîmée\u00a0: «\u00a0{name}\u00a0» ne peut pas être relu.",
            cause=str(error),
            next_step="Prenez une autre copie de la démarche.",
        ) from error


def _put(path: Path, content: bytes) -> None:
    """Write a file whole, on the disk before it takes its name."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.partiel")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise _not_laid(path, error.strerror or str(error)) from error


def _play(source: Path, target: Path) -> None:
    """Give a database the content of another within one transaction, its own log being gone with it."""
    try:
        with closing(sqlite3.connect(source)) as there, closing(sqlite3.connect(target)) as here:
            there.backup(here)
    except sqlite3.Error as error:
        raise _not_laid(target, str(error)) from error


def _not_laid(path: Path, why: str) -> StoreError:
    return StoreError(
        f"«\u00a0{path.name}\u00a0» n’a pas pu être remis à côté de la démarche.",
        cause=f"{path.parent}\u00a0: {why}.",
        next_step="Vérifiez la place et les droits du dossier, fermez les autres fenêtres, puis recommencez.",
    )
