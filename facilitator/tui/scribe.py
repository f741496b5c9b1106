"""Lines on their way to the file: in order, one act each, none waited for and none forgotten."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from facilitator.domain.capture import Entry, Seat
from facilitator.domain.contribution import Contribution
from facilitator.errors import FacilitatorError

if TYPE_CHECKING:
    from concurrent.futures import Executor


@dataclass(frozen=True, slots=True)
class Pending:
    """What one Enter wants recorded; ``line`` is what was typed, to be given back if it cannot be kept."""

    rank: int
    line: str
    entries: tuple[Entry, ...]
    seat: Seat


class Scribe:
    """Has ``record`` keep what is entered, one act after the other, outside the screen's thread.

    ``kept`` is told what reached the file, ``refused`` what did not and why; both run in the event loop.
    """

    def __init__(
        self,
        record: Callable[[Sequence[Entry], Seat], Sequence[Contribution]],
        hands: Executor,
        kept: Callable[[Pending, Sequence[Contribution]], None],
        refused: Callable[[Pending, FacilitatorError], None],
    ) -> None:
        self._record = record
        self._hands = hands
        self._kept = kept
        self._refused = refused
        self._waiting: deque[Pending] = deque()
        self._ranks = count(1)
        self._task: asyncio.Task[None] | None = None

    @property
    def waiting(self) -> Sequence[Pending]:
        """What is not in the file yet, oldest first."""
        return tuple(self._waiting)

    def record(self, line: str, entries: Sequence[Entry], seat: Seat) -> Pending:
        """Have ``entries`` recorded after those that wait already."""
        pending = Pending(next(self._ranks), line, tuple(entries), seat)
        self._waiting.append(pending)
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._write())
        return pending

    async def drained(self) -> None:
        """Return once nothing waits any more."""
        if self._task is not None:
            await self._task

    async def _write(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            pending = self._waiting[0]
            try:
                recorded = await loop.run_in_executor(
                    self._hands, self._record, pending.entries, pending.seat
                )
            except FacilitatorError as error:
                self._waiting.popleft()
                self._refused(pending, error)
            else:
                self._waiting.popleft()
                self._kept(pending, recorded)
