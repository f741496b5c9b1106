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


class PastePreview(ModalScreen[bool]):
    """True when the block is to be recorded as shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", "Noter", id="collage.noter"),
        Binding("escape", "answer(False)", "Ne rien noter", id="collage.abandonner"),
    ]

    def __init__(self, reading: Recording) -> None:
        super().__init__()
        self._reading = reading

    def compose(self) -> ComposeResult:
        """One row a contribution, then what the keys do."""
        entries = self._reading.entries
        with Vertical(classes="dialogue"):
            yield Static(f"Noter {counted(len(entries), 'contribution')} ?", classes="titre")
            with VerticalScroll():
                yield Static(Content("\n").join(row(one) for one in entries))
            yield Static("Entrée : noter    Échap : ne rien noter", classes="touches")

    def action_answer(self, accepted: bool) -> None:
        """Close with the decision."""
        self.dismiss(accepted)


def row(entry: Entry) -> Content:
    """One line to come: its text, then its table, type, theme and votes."""
    marks = [entry.table, entry.quality or entry.public, entry.type and str(entry.type)]
    marks += [f"#{entry.theme}" if entry.theme else None, f"●{entry.votes}" if entry.votes else None]
    told = " · ".join(mark for mark in marks if mark)
    sign = "└ " if entry.part_of_previous else "• "
    return Content.assemble((sign, "$primary"), entry.text, (f"   {told}" if told else "", "$muted"))
