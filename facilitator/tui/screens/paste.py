"""What a pasted block would become, before anything of it is recorded."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from facilitator.domain.capture import Entry, Recording
from facilitator.language.french import counted
from facilitator.language.typography import typeset


class PastePreview(ModalScreen[Recording | None]):
    """What is to be recorded: the block line by line, or its long notes cut into ideas; None for nothing.

    ``by_idea`` is for notes alone (an entretien, long lines): it is then shown first, and « i » turns.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", "Noter", id="collage.noter"),
        Binding("i", "turn", "Par ligne ou par idée", id="collage.couper"),
        Binding("escape", "answer(False)", "Ne rien noter", id="collage.abandonner"),
    ]

    def __init__(self, by_line: Recording, by_idea: Recording | None = None) -> None:
        super().__init__()
        self._readings = (by_idea or by_line, by_line)
        self._ideas = by_idea is not None

    def compose(self) -> ComposeResult:
        """One row a contribution, then what the keys do."""
        with Vertical(classes="dialogue"):
            yield Static(classes="titre", id="combien")
            with VerticalScroll():
                yield Static(id="lignes")
            yield Static(classes="touches", id="touches")

    def on_mount(self) -> None:
        """Show the first reading."""
        self._show()

    def action_turn(self) -> None:
        """Show the block cut the other way, where that makes a difference."""
        if self._differs:
            self._readings = (self._readings[1], self._readings[0])
            self._ideas = not self._ideas
            self._show()

    def action_answer(self, accepted: bool) -> None:
        """Close with the decision."""
        self.dismiss(self._readings[0] if accepted else None)

    @property
    def _differs(self) -> bool:
        one, other = self._readings
        return [entry.text for entry in one.entries] != [entry.text for entry in other.entries]

    def _show(self) -> None:
        entries = self._readings[0].entries
        self.query_one("#combien", Static).update(f"Noter {counted(len(entries), 'contribution')} ?")
        self.query_one("#lignes", Static).update(Content("\n").join(row(one) for one in entries))
        turn = f"    i : {'par ligne' if self._ideas else 'par idée'}" if self._differs else ""
        self.query_one("#touches", Static).update(typeset(f"Entrée : noter{turn}    Échap : ne rien noter"))


def row(entry: Entry) -> Content:
    """One line to come: its text, then its table, type, theme and votes."""
    marks = [entry.table, entry.quality or entry.public, entry.type and str(entry.type)]
    marks += [f"#{entry.theme}" if entry.theme else None, f"●{entry.votes}" if entry.votes else None]
    told = " · ".join(mark for mark in marks if mark)
    sign = "└ " if entry.part_of_previous else "• "
    return Content.assemble((sign, "$primary"), entry.text, (f"   {told}" if told else "", "$muted"))
