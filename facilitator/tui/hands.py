"""Work outside the screen's thread: acts in their order, long work beside them, failures always told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import TypeVar

from textual.app import App
from textual.worker import WorkType

from facilitator.errors import FacilitatorError

Result = TypeVar("Result")


@dataclass(slots=True)
class Task:
    """Something under way, as it is told: its name, and how far it is where that is known."""

    name: str
    detail: str = ""


class Hands:
    """Threads: ``acts`` write what is typed, ``gestures`` what is moved; ``aside`` waits, ``eyes`` read.

    A gesture has the wall read anew, which may take a second: what is typed does not wait for it.

    ``failed`` is told, in the screen's thread, of every FacilitatorError.
    """

    def __init__(self, app: App[None], failed: Callable[[FacilitatorError], None]) -> None:
        self.acts = ThreadPoolExecutor(1, "acts")
        self.gestures = ThreadPoolExecutor(1, "gestures")
        self.aside = ThreadPoolExecutor(1, "aside")
        self.eyes = ThreadPoolExecutor(1, "eyes")
        self.tasks: dict[int, Task] = {}
        self._app = app
        self._failed = failed
        self._ranks = count()

    def do(
        self,
        executor: Executor,
        call: Callable[[], Result],
        then: Callable[[Result], None] | None = None,
        busy: str = "",
        *,
        failed: Callable[[FacilitatorError], None] | None = None,
        last: Callable[[], None] | None = None,
    ) -> None:
        """Have ``call`` done by one of the threads, then ``then`` in the screen's, and ``last`` in any case.

        A failure goes to ``failed``, or is told.
        """
        # Not the coroutine itself, which would be left unawaited where the screen closes meanwhile.
        work: WorkType[None] = partial(self._done, executor, call, then, busy, failed or self._failed, last)
        self._app.run_worker(work, group="hands", description=busy, exit_on_error=False)

    def after_acts(self, call: Callable[[], Result]) -> Result:
        """Do ``call`` once all that was typed before is in the file; never from the thread of the acts."""
        self.acts.submit(lambda: None).result()
        return call()

    def step(self, description: str, done: int, total: int) -> None:
        """Tell how far the long work is; called from its own thread."""
        detail = f"{description} {done}/{total}" if total else description
        for task in list(self.tasks.values())[-1:]:
            task.detail = detail

    @property
    def busy(self) -> str:
        """What is under way, or nothing."""
        return " · ".join(task.detail or task.name for task in self.tasks.values())

    def close(self) -> None:
        """Let what is begun end, and take nothing more."""
        for executor in (self.gestures, self.acts, self.aside, self.eyes):
            writes = executor in (self.gestures, self.acts)
            executor.shutdown(wait=writes, cancel_futures=not writes)

    async def _done(
        self,
        executor: Executor,
        call: Callable[[], Result],
        then: Callable[[Result], None] | None,
        busy: str,
        failed: Callable[[FacilitatorError], None],
        last: Callable[[], None] | None,
    ) -> None:
        rank = next(self._ranks)
        if busy:
            self.tasks[rank] = Task(busy)
        try:
            result = await asyncio.get_running_loop().run_in_executor(executor, call)
            self.tasks.pop(rank, None)
            if then is not None:
                then(result)
        except FacilitatorError as error:
            failed(error)
        finally:
            self.tasks.pop(rank, None)
            if last is not None:
                last()
