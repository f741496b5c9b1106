"""Dated copies of a démarche file, each verified before it counts."""

import os
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from facilitator.domain.contribution import fold
from facilitator.errors import StoreError
from facilitator.store.failures import told

KEPT: Final = 20

_NAME: Final = re.compile(r"(\d{4,})_.*\.sqlite")


def back_up(path: Path, folder: Path, reason: str, now: datetime) -> Path:
    """Copy the committed state of ``path`` into ``folder`` and return the copy, one self-contained file.

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


def _copy(path: Path, partial: Path) -> None:
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(partial)) as target:
        source.backup(target)
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
