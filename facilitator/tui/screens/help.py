"""To come."""

from textual.screen import Screen
from textual.widgets import Static


class Help(Screen[None]):
    def __init__(self, *a):
        super().__init__()

    def compose(self):
        yield Static("help")
