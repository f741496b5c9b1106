"""A dialogue that asks to choose one of a few things: a level, an action, an answer, a ready mission."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from facilitator.language.typography import typeset


@dataclass(frozen=True, slots=True)
class Choice:
    """One of them: what it is known by, what it is called, what is told under it."""

    key: str
    label: str
    told: str = ""


class Offered(OptionList):
    """The choices; Enter takes one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Choisir", id="choix.choisir"),
    ]


class Choose(ModalScreen[str]):
    """The key of what was chosen; None where the dialogue was left. The first one is the most usual."""

    CSS_PATH = "choosing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Revenir", id="choix.revenir"),
    ]

    def __init__(self, title: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._asked = title
        self._choices = choices

    def compose(self) -> ComposeResult:
        """The question, the choices, the keys."""
        with Vertical(classes="dialogue"):
            yield Static(self._asked, classes="titre", markup=False)
            yield Offered(*(Option(_row(one)) for one in self._choices), id="offerts", markup=False)
            yield Static(typeset("↑ ↓ puis Entrée : choisir   Échap : revenir"), classes="touches")

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._choices[event.option_index].key)


def _row(one: Choice) -> Content:
    return Content.assemble((one.label, "bold"), (f"\n  {one.told}" if one.told else "", "$muted"))
