"""Another post's file, read without writing a byte beside it: it is copied first, and the copy is opened."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from facilitator.errors import FacilitatorError, NotFoundError, StoreError
from facilitator.store import carrying
from facilitator.store.demarche_file import FILE_NAME, DemarcheFile

_TRIES: Final = 5


@contextmanager
def borrowed(path: Path, *, station: str) -> Iterator[DemarcheFile]:
    """The démarche in the file ``path``, open on a copy that vanishes afterwards.

    Opening a file in write-ahead mode writes beside it, which a USB key may refuse and which would fold
    the log of a file that is not ours: the file and its log are copied byte for byte, and read again if
    somebody wrote meanwhile. What belongs to the démarche beside it, or in it where it is a copy, lies
    beside the file that is lent. Raises NotFoundError if there is no such file, StoreError if it is damaged,
    made by a newer program, being written without a pause, or if there is no room for the copy.
    """
    if not path.is_file():
        raise NotFoundError(
            "Il n’y a pas de démarche à cet endroit.",
            cause=f"{path} n’existe pas.",
            next_step="Vérifiez le chemin, et que la clé ou le dossier partagé est bien là.",
        )
    with tempfile.TemporaryDirectory(prefix="facilitator-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / FILE_NAME
        copy_bytes(path, copy)
        if path.name == FILE_NAME:
            for name in carrying.beside(path.parent):
                (copy.parent / name).parent.mkdir(parents=True, exist_ok=True)
                copy_bytes(path.parent / name, copy.parent / name)
        try:
            file = DemarcheFile.open(Path(folder), station=station)
        except FacilitatorError as error:
            raise type(error)(
                error.title, cause=error.cause.replace(str(copy), str(path)), next_step=error.next_step
            ) from error
        try:
            with file:
                file.inventory()
                yield file
        except StoreError as error:
            error.cause = error.cause.replace(str(copy), str(path))
            raise


def log_of(path: Path) -> Path:
    """The write-ahead log of a SQLite file, whether or not it exists."""
    return path.with_name(f"{path.name}-wal")


def copy_bytes(path: Path, copy: Path) -> None:
    """Copy a file and its log as they were at one moment, sound or not; raises StoreError."""
    try:
        for _ in range(_TRIES):
            before = _state(path)
            shutil.copyfile(path, copy)
            log_of(copy).unlink(missing_ok=True)
            if log_of(path).exists():
                shutil.copyfile(log_of(path), log_of(copy))
            if _state(path) == before:
                return
    except OSError as error:
        raise StoreError(
            "Le fichier de l’autre poste n’a pas pu être lu.",
            cause=f"{path}\u00a0: {error.strerror or error}.",
            next_step="Vérifiez que la clé est bien branchée et qu’il reste de la place sur ce poste, puis "
            "recommencez\u00a0: rien n’a été changé.",
        ) from error
    raise StoreError(
        "Le fichier de l’autre poste change sans cesse.",
        cause=f"Un programme écrit dans {path}.",
        next_step="Fermez la démarche sur l’autre poste, ou attendez la fin de la synchronisation, puis "
        "recommencez\u00a0: rien n’a été changé.",
    )


def _state(path: Path) -> tuple[tuple[int, int] | None, ...]:
    """The size and time of the file and of its log."""
    found = []
    for one in (path, log_of(path)):
        status = one.stat() if one.exists() else None
        found.append(None if status is None else (status.st_size, status.st_mtime_ns))
    return tuple(found)
