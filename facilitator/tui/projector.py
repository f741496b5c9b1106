"""The second window, for the projector: it reads a démarche that others write in, and follows it live."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from facilitator.config import Settings
from facilitator.domain.evidence import EventEvidence, gather
from facilitator.domain.theme import Sorting
from facilitator.errors import FacilitatorError
from facilitator.tui.desk import told
from facilitator.tui.looks import LOOKS
from facilitator.tui.opening import Opened, open_event
from facilitator.tui.widgets.projected import ProjectionView

NEWS_EVERY = 0.5


class Projector(App[None]):
    """The wall of one event in large; nothing can be changed from here."""

    TITLE = "facilitator"
    CSS_PATH = "projector.tcss"
    ENABLE_COMMAND_PALETTE = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,ctrl+q", "quit", "Quitter", id="quitter"),
    ]

    def __init__(self, settings: Settings, demarche: str, evenement: str) -> None:
        super().__init__()
        self._settings = settings
        self._asked = demarche, evenement
        self._eyes = ThreadPoolExecutor(1, "eyes")
        self._opened: Opened | None = None
        self._looking = False

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What the layout names before a look is worn."""
        return {"muted": "#9fabb8"}

    def compose(self) -> ComposeResult:
        """The page, and what went wrong in its place."""
        yield ProjectionView(id="salle")
        yield Static(id="bas", markup=False)

    async def on_mount(self) -> None:
        """Dress, and look at the wall twice a second."""
        for look in LOOKS:
            self.register_theme(look)
        self.theme = self._settings.aspect
        self.query_one("#bas").display = False
        self.query_one(ProjectionView).focus()
        self.set_interval(NEWS_EVERY, self._look)
        await self._look()

    def on_unmount(self) -> None:
        """Let the file go."""
        self._eyes.shutdown(wait=True)
        if self._opened is not None:
            self._opened.workshop.close()

    async def _look(self) -> None:
        """Show the wall if it has changed; tell what keeps it from being read, and try again."""
        if self._looking:
            return
        self._looking = True
        low = self.query_one("#bas", Static)
        try:
            found = await asyncio.get_running_loop().run_in_executor(self._eyes, self._read)
        except FacilitatorError as error:
            low.update("\n".join(part for part in told(error) if part))
            low.display = True
        else:
            low.display = False
            if found is not None:
                self.query_one(ProjectionView).show(*found)
        finally:
            self._looking = False

    def _read(self) -> tuple[EventEvidence, Sorting] | None:
        """The wall as it is now, None where nothing has changed; in the reading thread."""
        if self._opened is None:
            self._opened = opened = open_event(self._settings, *self._asked)
            self._version = opened.news.version
        else:
            opened = self._opened
            news = opened.workshop.capture(opened.live.event).news(self._version)
            if news is None:
                return None
            if news.agenda:
                opened.live.event = opened.workshop.events(opened.live.event.slug)[0]
            if news.wall:
                opened.live.sorting = opened.workshop.board(opened.live.event).wall.sorting
            opened.live.take(news.contributions)
            self._version = news.version
        live = opened.live
        return gather(opened.workshop.demarche, live.event, live.contributions, live.sorting), live.sorting
