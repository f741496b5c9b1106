"""To come."""

from textual.screen import Screen
from textual.widgets import Static


class LivrablesScreen(Screen[None]):
    def __init__(self, desk):
        super().__init__()
        self._desk = desk

    def compose(self):
        yield Static("livrables")
