"""The life of the process beside a live screen: jobs on a workshop of its own, until its parent is gone."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Final

from facilitator.config import Settings
from facilitator.errors import EngineError, FacilitatorError
from facilitator.workshop.workshop import Workshop

_NICE: Final = 5  # the screen comes first, where a process can be told so
_THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Taken:
    """The job has come through, and begins."""


@dataclass(frozen=True, slots=True)
class Told:
    """A step on the way, as a Step is told it."""

    description: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Done:
    """The end of a job: its result, or the error that it raised."""

    result: object = None
    error: FacilitatorError | None = None


def live(connection: Connection, settings: Settings, slug: str) -> None:
    """Do the jobs that come through ``connection``, one after another, until the other end lets go."""
    _settle_in()
    jobs = _Jobs(connection, settings, slug)
    with ThreadPoolExecutor(1) as hands:
        while True:
            try:
                work, args = connection.recv()
            except (EOFError, OSError):
                break
            connection.send(Taken())
            doing = hands.submit(jobs.do, work, args)  # a future holds whatever is raised, foreseen or not
            error = doing.exception()
            connection.send(Done(doing.result()) if error is None else Done(error=_known(error)))


class _Jobs:
    """The workshop of the process, opened by its first job."""

    def __init__(self, connection: Connection, settings: Settings, slug: str) -> None:
        self._connection = connection
        self._settings = settings
        self._slug = slug
        self._workshop: Workshop | None = None

    def do(self, work: Callable[..., object], args: tuple[object, ...]) -> object:
        if self._workshop is None:
            self._workshop = Workshop.open(self._slug, self._settings)
        return work(self._workshop, self._tell, *args)

    def _tell(self, description: str, done: int, total: int) -> None:
        self._connection.send(Told(description, done, total))


def _settle_in() -> None:
    """Make the process a quiet one: it neither prints on the screen, nor outlives its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in _THREADS:
        os.environ.setdefault(name, "1")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    if sys.platform != "win32":
        os.nice(_NICE)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def _known(error: BaseException) -> FacilitatorError:
    """``error`` as one of ours, with where it came from in its notes."""
    known = error
    if not isinstance(known, FacilitatorError):
        known = EngineError(
            "Le travail en arrière-plan a échoué.",
            cause=f"{type(error).__name__} : {error}",
            next_step="Ce qui est noté est gardé. Recommencez, ou lancez « facilitator verifier ».",
        )
    known.add_note("".join(traceback.format_exception(error)))
    return known
