"""Opening a file or a folder with the program that this computer has for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

from facilitator.errors import FacilitatorError, NotFoundError


def open_with_system(path: Path) -> None:
    """Have ``path`` shown by the system's own program, without waiting for it.

    Raises NotFoundError where the file is gone, FacilitatorError where nothing here opens it.
    """
    if not path.exists():
        raise NotFoundError(f"{path} n’existe plus.", next_step="Rédigez-le de nouveau (Entrée).")
    if sys.platform == "win32":
        try:
            os.startfile(path)  # noqa: S606 - the system's opener is what is asked for
        except OSError as error:
            raise _cannot(path, error.strerror or str(error)) from error
        return
    name = "open" if sys.platform == "darwin" else "xdg-open"
    opener = shutil.which(name)
    if opener is None:
        raise _cannot(path, f"La commande « {name} » n’est pas installée.")
    try:
        process = subprocess.Popen(  # noqa: S603 - a path of ours, no shell
            [opener, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        threading.Thread(target=process.wait, daemon=True).start()  # its end is taken note of, whenever
    except OSError as error:
        raise _cannot(path, error.strerror or str(error)) from error


def _cannot(path: Path, cause: str) -> FacilitatorError:
    return FacilitatorError(
        "Rien sur cet ordinateur n’ouvre ce document d’ici.",
        cause=cause,
        next_step=f"Ouvrez-le vous-même : {path}",
    )
