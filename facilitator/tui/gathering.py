"""The evidence of the wall shown, gathered outside the screen’s thread, once for all that changed since."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.domain.evidence import EventEvidence, gather
from facilitator.domain.theme import Sorting
from facilitator.tui.again import Again

if TYPE_CHECKING:
    from facilitator.domain.demarche import Demarche
    from facilitator.tui.desk import Desk

Then = Callable[[EventEvidence, Sorting], None]


class Gathering:
    """``then`` is told, in the screen's thread, what the wall proves, with the places that prove it."""

    def __init__(self, desk: Desk, then: Then) -> None:
        self._desk = desk
        self._then = then
        self._demarche: Demarche | None = None
        self._looking = Again(self._look, lambda: desk.app.is_running)

    def refresh(self) -> None:
        """Gather the wall as it is shown now; asked for while that lasts, gather it once more after."""
        self._looking.ask()

    def _look(self, ended: Callable[[], None]) -> None:
        live = self._desk.live
        event, contributions, sorting = live.event, live.contributions, live.sorting

        def call() -> EventEvidence:
            if self._demarche is None:
                self._demarche = self._desk.workshop.demarche
            return gather(self._demarche, event, contributions, sorting)

        hands = self._desk.hands
        hands.do(hands.eyes, call, lambda evidence: self._then(evidence, sorting), last=ended)
