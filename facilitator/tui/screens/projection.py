"""The wall projected before a room, and corrected there: no menu, one discreet line when it is needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from facilitator.domain.evidence import EventEvidence
from facilitator.domain.theme import Sorting, Theme
from facilitator.errors import FacilitatorError
from facilitator.tui import commands, gestures
from facilitator.tui.desk import Desk, Fresh, Told
from facilitator.tui.doing.by_hand import Hand, merge, move, rename
from facilitator.tui.gathering import Gathering
from facilitator.tui.widgets.ask_line import AskLine
from facilitator.tui.widgets.projected import ProjectionView

_TOLD_FOR = 6.0
"""Seconds that what could not be done stays in a corner."""


class Projection(Screen[None]):
    """The wall in large; follows what is done here and elsewhere."""

    CSS_PATH = "projection.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "move", "Mettre dans", id="projection.deplacer"),
        Binding("r", "rename", "Renommer", id="projection.renommer"),
        Binding("f", "merge", "Fusionner", id="projection.fusionner"),
        Binding("z", "undo", "Annuler", id="projection.annuler"),
        Binding("escape,f8", "dismiss", "Quitter", id="projection.quitter"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._gathering = Gathering(desk, self._gathered)
        self._fading: Timer | None = None

    def compose(self) -> ComposeResult:
        """The page; over its last rows, what is asked or could not be done."""
        yield ProjectionView(id="salle")
        yield Static(id="bas", markup=False)
        yield AskLine(shown=1)

    def on_mount(self) -> None:
        """Follow the wall."""
        self._desk.news.subscribe(self, self._on_news)
        self._desk.told.subscribe(self, self._on_told)
        self.query_one("#bas").display = False
        self.query_one(ProjectionView).focus()
        self._gathering.refresh()

    def action_move(self) -> None:
        """The contribution that is pointed at, else those of the numbers typed, into a theme."""
        pointed = self.query_one(ProjectionView).pointed
        if pointed is not None:
            self._try(move)
        else:
            self._ask("n° et thème ", gestures.move)

    def action_rename(self) -> None:
        """The theme that is shown, else the one typed."""
        if self._theme is not None:
            self._try(rename)
        else:
            self._ask("Renommer (2 = nouveau nom) ", gestures.rename)

    def action_merge(self) -> None:
        """Another theme into the one that is shown, else those typed."""
        if self._theme is not None:
            self._try(merge)
        else:
            self._ask("Fusionner (2 + 5) ", gestures.merge)

    def action_undo(self) -> None:
        """Take back the last act."""
        commands.run(self._desk, "annuler", "")

    @property
    def _theme(self) -> Theme | None:
        return self.query_one(ProjectionView).theme

    def _hand(self) -> Hand:
        view = self.query_one(ProjectionView)
        said = [view.pointed] if view.pointed is not None else []
        return Hand(self._desk, self.query_one(AskLine), view.theme, said, lambda: None)

    def _ask(self, question: str, gesture: gestures.Gesture) -> None:
        hand = self._hand()
        hand.asking.ask(question, lambda typed: hand.carry_out(lambda board: gesture(board, typed)))

    def _try(self, gesture: Callable[[Hand], None]) -> None:
        try:
            gesture(self._hand())
        except FacilitatorError as error:
            self._desk.failed(error)

    def _gathered(self, evidence: EventEvidence, sorting: Sorting) -> None:
        if self.is_attached:
            self.query_one(ProjectionView).show(evidence, sorting)

    def _on_news(self, news: Fresh) -> None:
        if news.contributions or news.wall:
            self._gathering.refresh()

    def _on_told(self, told: Told) -> None:
        """Only what could not be done is told here, in its first sentence; the séance has all of it."""
        if told.tone not in ("error", "warning"):
            return
        low = self.query_one("#bas", Static)
        low.update(told.sentence.split("\n")[0])
        low.display = True
        if self._fading is not None:
            self._fading.stop()
        self._fading = self.set_timer(_TOLD_FOR, lambda: setattr(low, "display", False))
