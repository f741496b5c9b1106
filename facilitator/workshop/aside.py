"""One process beside a live screen, for what takes long: the screen never freezes, whatever is sorted.

The process opens the same démarche, does one job after another and tells its steps. It starts with the
first job, ends with its parent however that ends, and is started anew when it dies.
"""

from __future__ import annotations

import multiprocessing
import queue
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import redirect_stderr
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pickle import PickleError
from types import TracebackType
from typing import TYPE_CHECKING, Any, Concatenate, Final, Self, TypeVar

from facilitator.config import Settings
from facilitator.errors import EngineError
from facilitator.workshop.beside import Told, live
from facilitator.workshop.reports import Step, unheard
from facilitator.workshop.workshop import Workshop

if TYPE_CHECKING:
    from facilitator.domain.proposal import Proposal

Result = TypeVar("Result")
Work = Callable[Concatenate[Workshop, Step, ...], Result]
"""A function of a module, called in the process with its own open workshop and a Step."""

_PATIENCE: Final = 2.0  # seconds given to the process to end
_UNSENDABLE: Final = (PickleError, AttributeError, TypeError, ImportError, ValueError)
"""What pickle raises for what cannot travel between processes, or is not known at the other end."""


@dataclass(frozen=True, slots=True)
class Warmth:
    """An engine at hand: its name, and what the facilitator should know of it (words alone serving)."""

    engine: str
    notes: tuple[str, ...]


class Aside:
    """The process beside the screen. Verbs wait for their answer: call them from a thread.

    They raise what the verb itself raises, EngineError when the process dies or what it does goes wrong
    in an unforeseen way. ``step`` is told in the caller's thread.
    """

    def __init__(self, settings: Settings, slug: str) -> None:
        self._settings = settings.model_copy(update={"threads": settings.threads or 1})
        self._slug = slug
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._closed = False
        self._thread = threading.Thread(target=self._serve, name="aside", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process, whatever it is doing; what was asked and is not done raises EngineError."""
        self._closed = True
        self._jobs.put(None)
        process = self._process
        if process is not None and process.is_alive():
            process.terminate()
        self._thread.join(2 * _PATIENCE)

    def warm_up(self, step: Step = unheard) -> Warmth:
        """Load the engine that sorts, so that the first sort does not wait for it."""
        return self.run(_warm_up, step=step)

    def file_waiting(self, event: str, step: Step = unheard) -> int:
        """File what an event's wall does not hold yet, by the event's code; returns how many."""
        return self.run(_file_waiting, event, step=step)

    def propose(self, event: str, step: Step = unheard) -> Proposal:
        """What a sort of an event's wall would change, a first one too; ``Board.apply`` makes it the wall."""
        return self.run(_propose, event, step=step)

    def run(self, work: Work[Result], *args: object, step: Step = unheard) -> Result:
        """What ``work`` gives on the workshop of the process; it is called with ``args`` after its Step.

        ``args`` and the result travel between processes.
        """
        heard: queue.SimpleQueue[Told | None] = queue.SimpleQueue()
        future = self.submit(work, *args, heard=heard.put)
        future.add_done_callback(lambda _: heard.put(None))
        while (told := heard.get()) is not None:
            step(told.description, told.done, told.total)
        return future.result()

    def submit(
        self, work: Work[Result], *args: object, heard: Callable[[Told], None] | None = None
    ) -> Future[Result]:
        """Like ``run``, without waiting; one that has not begun can be cancelled.

        ``heard`` gets the steps, in a thread of this object's: it must not wait, nor raise.
        """
        future: Future[Result] = Future()
        if self._closed:
            future.set_exception(_stopped("Le travail en arrière-plan est terminé."))
        else:
            self._jobs.put(_Job(work, args, future, heard))
        return future

    def _serve(self) -> None:
        """Hand the jobs over, one after another, until closed."""
        while (job := self._jobs.get()) is not None:
            if job.future.set_running_or_notify_cancel():
                self._do(job)
        while not self._jobs.empty():
            left = self._jobs.get()
            if left is not None and left.future.set_running_or_notify_cancel():
                left.future.set_exception(_stopped("Le travail en arrière-plan est terminé."))
        self._bury()

    def _do(self, job: _Job) -> None:
        try:
            connection = self._handed_over(job)
            while isinstance(told := connection.recv(), Told):
                if job.heard is not None:
                    job.heard(told)
        except (EOFError, OSError):
            code = self._bury()
            ended = "" if code is None else f" (code {code})"
            job.future.set_exception(_stopped(f"Le processus d’arrière-plan s’est arrêté{ended}."))
            return
        except _UNSENDABLE as error:  # the thread lives on: else every later job would wait for ever
            self._bury(at_once=True)
            cause = f"Ce travail ne passe pas d’un processus à l’autre ({type(error).__name__} : {error})."
            job.future.set_exception(_stopped(cause))
            return
        if told.error is not None:
            job.future.set_exception(told.error)
        else:
            job.future.set_result(told.result)

    def _handed_over(self, job: _Job) -> Connection:
        """The way to a process that has taken ``job``; one that dies before it has is started anew, once.

        A process that is killed counts as alive until the last of its threads is gone.
        """
        try:
            return self._taken(job)
        except (EOFError, OSError):
            if self._closed:
                raise
            self._bury()
            return self._taken(job)

    def _taken(self, job: _Job) -> Connection:
        connection = self._worker()
        connection.send((job.work, job.args))
        connection.recv()  # it has the job: from here on, doing it again might do it twice
        return connection

    def _worker(self) -> Connection:
        """The way to the process, started where there is none alive."""
        if self._closed:
            raise EOFError
        if self._connection is not None and self._process is not None and self._process.is_alive():
            return self._connection
        self._bury()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._process = context.Process(
            target=live, args=(theirs, self._settings, self._slug), name="facilitator-aside", daemon=True
        )
        with redirect_stderr(sys.__stderr__):  # a screen's stand-in has no file that a process could inherit
            self._process.start()
        theirs.close()
        self._connection = ours
        return ours

    def _bury(self, *, at_once: bool = False) -> int | None:
        """Let go of the process; returns how it ended."""
        if self._connection is not None:
            self._connection.close()
        process, self._process, self._connection = self._process, None, None
        if process is None:
            return None
        if at_once:
            process.terminate()
        process.join(_PATIENCE)
        if process.is_alive():
            process.kill()
            process.join(_PATIENCE)
        return process.exitcode


@dataclass(slots=True)
class _Job:
    """A verb to do, and the one who waits for it."""

    work: Callable[..., Any]
    args: tuple[object, ...]
    future: Future[Any]
    heard: Callable[[Told], None] | None


def _stopped(cause: str) -> EngineError:
    return EngineError(
        "Le travail en arrière-plan s’est arrêté.",
        cause=cause,
        next_step="Ce qui est noté est gardé, et la saisie continue. Recommencez.",
    )


def _warm_up(workshop: Workshop, step: Step) -> Warmth:
    step("Chargement du modèle", 0, 0)
    return Warmth(*workshop.engines.warm_up())


def _file_waiting(workshop: Workshop, _step: Step, event: str) -> int:
    (found,) = workshop.events(event)
    return workshop.capture(found).file_waiting()


def _propose(workshop: Workshop, step: Step, event: str) -> Proposal:
    (found,) = workshop.events(event)
    return workshop.board(found).propose(step)
