"""What is looked at again and again outside the screen's thread: one look at a time, none forgotten."""

from __future__ import annotations

from collections.abc import Callable

Start = Callable[[Callable[[], None]], object]
"""Begins a look, and is given what to call once it has ended, well or badly."""


class Again:
    """A look that lasts: asked for meanwhile, however often, it is taken once more when it ends.

    ``wanted`` tells whether anybody still looks; asked in the screen's thread, like everything here.
    """

    def __init__(self, start: Start, wanted: Callable[[], bool] = lambda: True) -> None:
        self._start = start
        self._wanted = wanted
        self._under_way = self._again = False

    def ask(self) -> None:
        """Look now, or once more after the look that is under way."""
        if self._under_way:
            self._again = True
            return
        self._under_way, self._again = True, False
        self._start(self._ended)

    def _ended(self) -> None:
        self._under_way = False
        if self._again and self._wanted():
            self.ask()
