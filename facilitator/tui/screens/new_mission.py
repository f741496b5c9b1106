"""A démarche begun from a ready mission: its title and its territory, then its étapes and events are made."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from facilitator.config import Settings
from facilitator.domain.missions import Mission
from facilitator.errors import ConflictError, FacilitatorError
from facilitator.language.typography import typeset
from facilitator.tui.widgets.field import Field, asked
from facilitator.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from facilitator.tui.app import FacilitatorApp


class NewMission(Screen[None]):
    """Two fields; Ctrl+S, or Enter in the last one, begins."""

    app: FacilitatorApp
    CSS_PATH = "new_event.tcss"
    HELP = """\
## Commencer une mission

Le modèle prépare les événements habituels, vides : chacun se change, se date ou se laisse de côté.
**Entrée** passe au champ suivant, puis commence ; **Ctrl+S** commence tout de suite.
"""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "begin", "Commencer", id="mission.commencer"),
        Binding("escape", "app.pop_screen", "Revenir", id="mission.revenir"),
    ]

    def __init__(self, settings: Settings, mission: Mission) -> None:
        super().__init__()
        self._settings = settings
        self._mission = mission
        self._beginning = False

    def compose(self) -> ComposeResult:
        """What the model is for, then the title and the territory."""
        yield Static(typeset(f"Nouvelle mission  ·  {self._mission.name}"), classes="enseigne")
        with VerticalScroll(classes="page", can_focus=False):
            yield Static(typeset(f"{self._mission.purpose}\n"), markup=False)
            yield Field("Titre", "", "Celui du dossier : « CTG du Val d’Aubre ».", asked, id="titre")
            yield Field(
                "Territoire", "", "Son nom, tel qu’il se lira ; sinon le titre.", str.strip, id="lieu"
            )
        yield Static(id="refus", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin at the title."""
        self.query_one("#titre", Field).focus_input()

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        if event.input.parent is not None and self.query_one("#lieu Input") is event.input:
            self.action_begin()
        else:
            self.query_one("#lieu", Field).focus_input()

    def action_begin(self) -> None:
        """Make the démarche outside the screen's thread, then open its first event."""
        title, territory = (self.query_one(name, Field) for name in ("#titre", "#lieu"))
        if not title.check():
            title.focus_input()
            return
        if self._beginning:
            return
        self._beginning = True
        mission, settings = self._mission, self._settings
        named, where = title.text, territory.text

        def begin() -> tuple[str, str]:
            from facilitator.workshop.mission import begin_mission

            with begin_mission(named, mission, settings, where) as workshop:
                return workshop.folder.name, workshop.events()[0].slug

        hands = self.app.hands
        hands.do(
            hands.acts,
            begin,
            lambda made: self.app.open(*made),
            busy="Création",
            failed=self._refused,
            last=self._ended,
        )

    def _ended(self) -> None:
        self._beginning = False

    def _refused(self, error: FacilitatorError) -> None:
        if isinstance(error, ConflictError):
            field = self.query_one("#titre", Field)
            field.complain(" ".join(filter(None, (error.title, error.next_step))))
            field.focus_input()
        else:
            self.query_one("#refus", Static).update(Content.styled(f"▲ {error}", "$error"))
