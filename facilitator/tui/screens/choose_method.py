"""Which method to begin a new event from: kinds of event ready to use first, then methods of animation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from facilitator.config import Settings
from facilitator.domain.contribution import fold
from facilitator.domain.method import Method
from facilitator.language.french import listed
from facilitator.language.typography import typeset
from facilitator.tui.screens.new_event import NewEvent
from facilitator.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from facilitator.tui.app import FacilitatorApp
    from facilitator.workshop.sessions import DemarcheOverview


class Methods(OptionList):
    """The methods; Enter goes on with one, a letter goes to the next one that begins so."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Choisir", id="format.choisir"),
    ]

    def __init__(self, methods: Sequence[Method]) -> None:
        ready = [one for one in methods if one.is_format]
        others = [one for one in methods if not one.is_format]
        self._initials = [
            *(fold(one.title)[:1] for one in ready),
            "",
            *(fold(one.title)[:1] for one in others),
        ]
        super().__init__(
            *(Option(described(one), id=one.slug) for one in ready),
            Option(Content.styled("Méthodes d’animation", "$primary bold"), disabled=True),
            *(Option(described(one), id=one.slug) for one in others),
            id="formats",
            markup=False,
        )

    def on_key(self, event: events.Key) -> None:
        """Go to the next method that begins with the letter typed."""
        if event.character is None or not event.character.isalpha():
            return
        here = -1 if self.highlighted is None else self.highlighted
        there = range(len(self._initials))
        for at in (*there[here + 1 :], *there[: here + 1]):
            if self._initials[at] == fold(event.character):
                self.highlighted = at
                event.stop()
                return


class ChooseMethod(Screen[None]):
    """Which method to begin from; the first one is the most usual."""

    app: FacilitatorApp
    CSS_PATH = "new_event.tcss"
    HELP = """\
## Choisir un genre d’événement ou une méthode

Il remplit d’avance les tables, les séquences avec leur question et leur type, et les gommettes. Tout se
change ensuite, avant de commencer ou plus tard. **↑ ↓** choisit, **une lettre** va à la méthode qui
commence ainsi, **Entrée** continue.

Une méthode est un fichier Markdown : `facilitator methodes` dit lesquelles il y a, et où en ajouter.
"""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.pop_screen", "Revenir", id="format.revenir"),
    ]

    def __init__(self, settings: Settings, known: Sequence[DemarcheOverview], etape: str = "") -> None:
        super().__init__()
        from facilitator.workshop.methods import known_methods

        self._settings = settings
        self._known = known
        self._etape = etape
        self._shelf = known_methods(settings.sessions / known[0].slug if known else None)

    def compose(self) -> ComposeResult:
        """One method on two lines: its name and what it prefills, what it is for."""
        yield Static(typeset("Nouvel événement  ·  1. Le genre, ou la méthode"), classes="enseigne")
        with Vertical(classes="page"):
            yield Static(typeset("Le reste se remplit. Les méthodes suivent ; une lettre y va (k : Ketso)."))
            yield Methods(self._shelf.methods)
        if self._shelf.faults:
            told = listed([f"{one.title} {one.cause}" for one in self._shelf.faults[:2]])
            yield Static(Content.styled(f"▲ {told}", "$error"), id="refus", markup=False)
        yield KeyLine()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        chosen = next(one for one in self._shelf.methods if one.slug == event.option.id)
        thematiques = self._shelf.thematiques
        self.app.push_screen(NewEvent(self._settings, self._known, chosen, thematiques, self._etape))


def described(one: Method) -> Content:
    """A method on two lines."""
    return Content.assemble(
        (typeset(one.title), "bold"),
        (f"   {one.content}", "$primary"),
        (f"\n  {typeset(one.purpose)}", "$muted"),
    )
