"""The first line of every screen: where we are, and what is under way."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from facilitator.tui.desk import Desk


class Heading(Horizontal):
    """The démarche and the event on the left, the work under way on the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown = ""
        self._busy = Static("", id="travail", markup=False)

    def compose(self) -> ComposeResult:
        """Two texts on one line."""
        live = self._desk.live
        yield Static(f"{live.event.title}  ·  {live.demarche}", id="titre", markup=False)
        yield self._busy

    def on_mount(self) -> None:
        """Look twice a second at what is under way."""
        self.set_interval(0.5, self._tick)

    def _tick(self) -> None:
        busy = self._desk.hands.busy
        if busy != self._shown:
            self._shown = busy
            self._busy.update(f"{busy}…" if busy else "")
