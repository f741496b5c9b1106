"""Dated copies of a démarche file and of what lies beside it, each one file, verified before it counts."""

import errno
import os
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from facilitator.domain.contribution import fold
from facilitator.errors import StoreError
from facilitator.store import carrying
from facilitator.store.failures import told

KEPT: Final = 20


@dataclass(frozen=True, slots=True)
class Backup:
    """A dated copy; ``contributions`` are those that stand in it, None where it cannot be read."""

    number: int
    path: Path
    made_at: datetime
    reason: str
    contributions: int | None


_NAME: Final = re.compile(r"(\d{4,})_.*\.sqlite")
_DATED: Final = re.compile(r"\d{4,}_(\d{4}-\d\d-\d\d_\d\dh\d\dm\d\ds)-utc_(.*)\.sqlite")


def back_up(path: Path, folder: Path, reason: str, now: datetime) -> Path:
    """Copy the committed state of ``path`` into ``folder`` and return the copy, one self-contained file.

    It carries the files beside ``path`` that belong to the démarche (``carrying``).
    The name tells the order (a number that only grows, whatever the clock says), the time in UTC and the
    reason; only the ``KEPT`` newest stay. SQLite's own backup takes the write-ahead log along and may
    run beside readers and writers (https://www.sqlite.org/backup.html). Raises StoreError if the copy
    cannot be written or is not sound.
    """
    earlier = _numbered(folder)
    number = max(earlier, default=0) + 1
    slug = re.sub(r"[^a-z0-9]+", "-", fold(reason)).strip("-")
    copy = folder / f"{number:04d}_{now.astimezone(UTC):%Y-%m-%d_%Hh%Mm%Ss}-utc_{slug or 'copie'}.sqlite"
    partial = copy.with_suffix(f".{os.getpid()}.partiel")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _copy(path, partial)
        partial.replace(copy)
        for old in sorted(earlier)[: -(KEPT - 1)]:
            earlier[old].unlink()
    except (sqlite3.Error, OSError) as error:
        if partial.exists():
            partial.unlink()
        raise told(error, partial) or _failed(partial, str(error)) from error
    return copy


def backups_in(folder: Path) -> tuple[Backup, ...]:
    """The copies in ``folder``, newest first; nothing is written, not even beside them."""
    found = []
    for number, path in sorted(_numbered(folder).items(), reverse=True):
        if match := _DATED.fullmatch(path.name):
            at = datetime.strptime(match.group(1), "%Y-%m-%d_%Hh%Mm%Ss").replace(tzinfo=UTC)
            found.append(Backup(number, path, at, match.group(2).replace("-", " "), _readable(path)))
    return tuple(found)


def _readable(path: Path) -> int | None:
    try:
        return said_in(path, immutable=True)
    except sqlite3.DatabaseError:
        return None


def said_in(path: Path, *, immutable: bool = False) -> int:
    """How many contributions stand in a démarche file of any schema; raises sqlite3.DatabaseError.

    ``immutable`` reads a self-contained copy that nobody writes, without making any file beside it.
    """
    address = f"{path.resolve().as_uri()}?mode=ro{'&immutable=1' if immutable else ''}"
    with closing(sqlite3.connect(address, uri=True)) as copy:
        query = "SELECT count(*) FROM contributions WHERE NOT removed AND NOT withdrawn"
        (count,) = copy.execute(query).fetchone()
        return int(count)


def copy_to(path: Path, target: Path) -> Path:
    """Copy the committed state of ``path`` to ``target``, a new file, verified before it takes its name.

    It carries the files beside ``path`` that belong to the démarche (``carrying``).
    Raises StoreError if the copy cannot be written or is not sound; nothing is then left behind.
    """
    partial = target.with_name(f".{target.stem}.{os.getpid()}.partiel")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy(path, partial)
        partial.replace(target)
    except (sqlite3.Error, OSError) as error:
        for left in (partial, partial.with_name(f"{partial.name}-journal")):
            if left.exists():
                left.unlink()
        raise _not_copied(error, path, target.parent) from error
    return target


def _not_copied(error: BaseException, path: Path, folder: Path) -> StoreError:
    code = getattr(error, "sqlite_errorname", None) or ""
    full = code.startswith("SQLITE_FULL") or getattr(error, "errno", None) == errno.ENOSPC
    room = shutil.disk_usage(folder).free if folder.is_dir() else None
    needed = path.stat().st_size + carrying.size_beside(path.parent)
    if full or (room is not None and room < needed):
        return StoreError(
            "Il n’y a pas assez de place pour la copie.",
            cause=f"Le disque ou la clé de {folder} est plein.",
            next_step="Libérez de la place ou prenez une autre clé, puis recommencez\u00a0: la démarche est "
            "intacte.",
        )
    return _failed(folder / path.name, str(error))


def _copy(path: Path, partial: Path) -> None:
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(partial)) as target:
        source.backup(target)
        carrying.load(path.parent, target)
        # A copy in write-ahead mode would need companion files to be read.
        target.execute("PRAGMA journal_mode = DELETE").close()
        (verdict,) = target.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        partial.unlink()
        raise _failed(partial, f"la copie n’est pas saine ({verdict})")


def _numbered(folder: Path) -> dict[int, Path]:
    """The copies in ``folder`` by their number."""
    if not folder.is_dir():
        return {}
    matches = ((_NAME.fullmatch(path.name), path) for path in sorted(folder.iterdir()))
    return {int(match.group(1)): path for match, path in matches if match}


def _failed(partial: Path, why: str) -> StoreError:
    return StoreError(
        "La copie de sauvegarde n’a pas pu être faite.",
        cause=f"{partial.parent} : {why}.",
        next_step="Vérifiez la place et les droits du dossier, puis recommencez : la démarche est intacte.",
    )
