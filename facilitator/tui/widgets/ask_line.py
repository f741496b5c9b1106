"""One line that asks for what a gesture lacks: a name, a text, or a theme, with those that answer to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from facilitator.domain.contribution import fold
from facilitator.domain.theme import Theme
from facilitator.language.typography import quote

MOST = 6


@dataclass(frozen=True, slots=True)
class Picked:
    """Where to: a theme that stands, one to make of this name, or (neither) the tray."""

    theme: Theme | None = None
    name: str = ""

    @property
    def label(self) -> str:
        """« 2. Mobilité », « + nouveau thème « Bus » », « 0. à ranger »."""
        if self.theme is not None:
            return f"{self.theme.number}. {self.theme.name}"
        return f"+ nouveau thème {quote(self.name)}" if self.name else "0. à ranger"


@dataclass(frozen=True, slots=True)
class Choices:
    """The themes that a line may name; ``new`` where it may name one to make, ``tray`` where « 0 » is one."""

    themes: Sequence[Theme]
    new: bool = False
    tray: bool = False

    def of(self, typed: str) -> Sequence[Picked]:
        """What ``typed`` may mean, best first: a number, the beginning of a name or of a word of it."""
        wanted = fold(typed).strip("#« »")
        if not wanted:
            return [Picked(theme) for theme in self.themes] + ([Picked()] if self.tray else [])
        if wanted.isdecimal():
            found = [Picked(theme) for theme in self.themes if str(theme.number).startswith(wanted)]
            return ([Picked()] if self.tray and wanted == "0" else []) + found
        first = [theme for theme in self.themes if fold(theme.name).startswith(wanted)]
        inside = [theme for theme in self.themes if f" {wanted}" in fold(theme.name).replace("’", " ")]
        found = [Picked(theme) for theme in dict.fromkeys([*first, *inside])]
        if self.tray and "a ranger".startswith(wanted):
            found.append(Picked())
        exact = any(fold(theme.name) == wanted for theme in self.themes)
        return found + ([Picked(name=" ".join(typed.split()))] if self.new and not exact else [])


class AskLine(Vertical):
    """Hidden until it is asked for; Enter answers, Esc gives up, and the focus goes back where it was."""

    HELP = """\
## La ligne de réponse

**Entrée** répond, **Échap** abandonne.
Pour un thème : son numéro ou le début de son nom ; **↑ ↓** choisissent.
"""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Abandonner", id="question.abandonner", priority=True),
        Binding("up", "choose(-1)", "Choix précédent", show=False, id="question.precedent"),
        Binding("down", "choose(1)", "Choix suivant", show=False, id="question.suivant"),
    ]

    def __init__(self, *, shown: int = MOST) -> None:
        super().__init__()
        self.display = False
        self._most = shown
        self._choices: Choices | None = None
        self._named: Callable[[str], None] | None = None
        self._picked: Callable[[Picked], None] | None = None
        self._offered: Sequence[Picked] = ()
        self._at = 0
        self._back: Widget | None = None

    def compose(self) -> ComposeResult:
        """The choices over the line, the question before it."""
        yield Static(id="choix", markup=False)
        with Horizontal():
            yield Static(id="demande", markup=False)
            yield Input(id="reponse", compact=True, select_on_focus=False)

    def ask(self, question: str, then: Callable[[str], None], value: str = "") -> None:
        """Ask for words, ``value`` to begin with."""
        self._named, self._picked, self._choices = then, None, None
        self._open(question, value)

    def pick(self, question: str, choices: Choices, then: Callable[[Picked], None]) -> None:
        """Ask for a theme."""
        self._named, self._picked, self._choices = None, then, choices
        self._open(question, "")

    def action_give_up(self) -> None:
        """Ask no more."""
        self.display = False
        if self._back is not None and self._back.is_attached:
            self._back.focus()
        else:
            self.screen.focus_next()

    def action_choose(self, step: int) -> None:
        """Take the choice before or after."""
        if self._offered:
            self._at = (self._at + step) % len(self._offered)
            self._show_choices()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer what the line may mean."""
        event.stop()
        self._at = 0
        self._offered = self._choices.of(event.value) if self._choices else ()
        self._show_choices()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer."""
        event.stop()
        if self._picked is not None:
            if self._offered:
                picked, then = self._offered[self._at], self._picked
                self.action_give_up()
                then(picked)
        elif self._named is not None and event.value.strip():
            named = self._named
            self.action_give_up()
            named(event.value.strip())

    def _open(self, question: str, value: str) -> None:
        self._back = self.screen.focused
        self.query_one("#demande", Static).update(question)
        line = self.query_one(Input)
        with line.prevent(Input.Changed):
            line.value = value
        line.select_all()
        self._at = 0
        self._offered = self._choices.of(value) if self._choices else ()
        self._show_choices()
        self.display = True
        line.focus()

    def _show_choices(self) -> None:
        shown = self.query_one("#choix", Static)
        shown.display = self._choices is not None
        first = min(max(0, self._at - self._most + 1), max(0, len(self._offered) - self._most))
        rows = [
            Content.styled(
                f"{'▸' if place == self._at else ' '} {one.label}",
                "bold $primary" if place == self._at else "",
            )
            for place, one in enumerate(self._offered)
        ][first : first + self._most]
        left = len(self._offered) - first - self._most
        if left > 0 and self._most > 1:
            rows.append(Content.styled(f"  … et {left} plus bas", "$muted"))
        shown.update(
            Content("\n").join(rows)
            if rows
            else Content.styled("Aucun thème ne répond à ce nom.", "$warning")
        )
