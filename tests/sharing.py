"""What takes seconds to build, built once a run: workers of pytest-xdist wait for the first, then copy."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def built_once(name: str, build: Callable[[Path], object], folders: pytest.TempPathFactory) -> Path:
    """A folder called ``name`` as ``build`` filled it, once a run whichever process asked first.

    Each call gives a copy, so that what is written there is seen by nobody else. Nothing in the folder may
    depend on where it lies.
    """
    run = folders.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent
    shared = run / "shared" / name
    shared.parent.mkdir(exist_ok=True)
    with FileLock(f"{shared}.lock"):
        if not shared.is_dir():
            unfinished = shared.with_name(f"{name} unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
            build(unfinished)
            unfinished.rename(shared)
    return Path(shutil.copytree(shared, folders.mktemp("copied") / name))
