"""To come."""

from textual.screen import Screen
from textual.widgets import Static


class BoardScreen(Screen[None]):
    def __init__(self, desk):
        super().__init__()
        self._desk = desk

    def compose(self):
        yield Static("board")
