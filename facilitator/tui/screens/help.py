"""The help: what the focused widget can do first, then the keys, then every command."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from textwrap import wrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Footer, Markdown, Static

from facilitator.config import config_path
from facilitator.language.typography import typeset
from facilitator.tui.commands import COMMANDS


@dataclass(frozen=True, slots=True)
class Key:
    """A key as printed on the keyboard, what it does, and the name under which the settings rebind it."""

    shown: str
    does: str
    setting: str


class Help(ModalScreen[None]):
    """Help for what had the focus on the screen behind. Escape or F1 leaves it."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.pop_screen", "Fermer", id="aide.fermer"),
    ]

    def __init__(self, focused: Widget | None, screen: Screen[object]) -> None:
        super().__init__()
        self._subjects = subjects(focused, screen)
        self._keys = keys_of(screen)

    def compose(self) -> ComposeResult:
        """One page that scrolls."""
        yield Static("Aide", classes="enseigne")
        with VerticalScroll(id="page"):
            for subject in self._subjects:
                yield Markdown(subject)
            yield Static("Les touches d’ici", classes="section")
            yield Columns([(key.shown, key.does, key.setting) for key in self._keys], 10, last=22)
            yield Static(self._rebinding(), classes="conseil", markup=False)
            for group, commands in groupby(COMMANDS, key=lambda one: one.group):
                yield Static(typeset(f"Commandes : {group.lower()}"), classes="section")
                yield Columns([(one.usage, one.help, "") for one in commands], 31)
            yield Static(
                typeset("Les premières lettres suffisent : « /dep » vaut « /deplacer ». Ctrl+P les cherche."),
                classes="conseil",
                markup=False,
            )
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Arrows scroll at once."""
        self.query_one("#page").focus()

    def _rebinding(self) -> str:
        """How to give an action another key, with an example from here."""
        chosen = next((key.setting for key in self._keys if key.setting == "trier"), "aide")
        told = typeset("Pour changer une touche, écrivez son nom (à droite) dans le fichier de réglages")
        return f'{told}\n{config_path()}\ntouches = {{ "{chosen}" = "f10" }}'


class Columns(Widget):
    """Rows of two or three texts; the one in the middle goes on under itself where it is long."""

    def __init__(self, rows: Sequence[tuple[str, str, str]], first: int, last: int = 0) -> None:
        super().__init__()
        self._rows = rows
        self._first = first
        self._last = last

    def render(self) -> Content:
        """As many lines as the width asks for."""
        return self._written(self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """The lines there are in this width."""
        return self._written(width).plain.count("\n") + 1

    def _written(self, width: int) -> Content:
        middle = max(20, width - self._first - self._last - 1)
        lines: list[Content] = []
        for first, said, last in self._rows:
            head, *more = wrap(typeset(said), middle, break_long_words=False) or [""]
            lines.append(
                Content.assemble(
                    (f"{first:<{self._first}} ", "bold $primary"),
                    f"{head:<{middle}}",
                    (f"{last:>{self._last}}" if self._last else "", "$muted"),
                )
            )
            lines += [Content(" " * (self._first + 1) + line) for line in more]
        return Content("\n").join(lines)


def subjects(focused: Widget | None, screen: Screen[object]) -> Sequence[str]:
    """What the focused widget says of itself, then its containers, then the screen; Markdown, each once."""
    nodes: Iterable[object] = [screen] if focused is None else [*focused.ancestors_with_self, screen]
    told = [str(getattr(node, "HELP", None) or "") for node in nodes]
    return list(dict.fromkeys(text for text in told if text))


def keys_of(screen: Screen[object]) -> Sequence[Key]:
    """The keys that do something now, those of what has the focus first; only ours, which can be rebound."""
    found: dict[str, Key] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if binding.id and active.enabled and not binding.system:
            shown = screen.app.get_key_display(binding)
            there = found.get(binding.id)
            keys = f"{there.shown} {shown}" if there else shown
            found[binding.id] = Key(keys, binding.description, binding.id)
    return list(found.values())
