"""A field of a form: its label, what is typed, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static, TextArea

from facilitator.errors import UsageError
from facilitator.language.typography import typeset


class Field(Vertical):
    """A label, what is typed, and under it what to type or what is wrong with it.

    ``read`` raises UsageError for a text that cannot be kept.
    """

    def __init__(
        self,
        label: str,
        text: str,
        hint: str,
        read: Callable[[str], object],
        *,
        id: str,  # noqa: A002 - Textual's word
        lines: bool = False,
        suggested: Sequence[str] = (),
    ) -> None:
        super().__init__(id=id, classes="-lines" if lines else None)
        self._label = label
        self._begun = text
        self._hint = typeset(hint)
        self._read = read
        self._lines = lines
        self._suggested = suggested

    def compose(self) -> ComposeResult:
        """The label beside the input, the hint under it."""
        with Horizontal():
            yield Static(self._label, classes="etiquette")
            if self._lines:
                yield TextArea(
                    self._begun, compact=True, show_line_numbers=False, highlight_cursor_line=False
                )
            else:
                suggester = (
                    SuggestFromList(self._suggested, case_sensitive=False) if self._suggested else None
                )
                yield Input(self._begun, compact=True, suggester=suggester)
        yield Static(self._hint, classes="conseil", markup=False)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(TextArea).text if self._lines else self.query_one(Input).value

    def focus_input(self) -> None:
        """Be ready to type here."""
        self.query_one(TextArea if self._lines else Input).focus()

    def check(self) -> bool:
        """Whether what is typed can be kept; else it is told under it."""
        try:
            self._read(self.text)
        except UsageError as error:
            self.complain(" ".join(filter(None, (error.title, error.next_step))))
            return False
        self.remove_class("-wrong")
        self.query_one(".conseil", Static).update(self._hint)
        return True

    def complain(self, told: str) -> None:
        """Tell what is wrong."""
        self.add_class("-wrong")
        self.query_one(".conseil", Static).update(typeset(f"▲ {told}"))

    def on_descendant_focus(self) -> None:
        """Show that it is here that one types."""
        self.add_class("-here")

    def on_descendant_blur(self) -> None:
        """One types elsewhere now."""
        self.remove_class("-here")

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self) -> None:
        self.check()
        if self._lines:  # it grows with its lines: keep the last one, and the hint, on the screen
            self.call_after_refresh(self.scroll_visible, animate=False)


def asked(text: str) -> str:
    """What must not be empty; UsageError."""
    if not text.strip():
        raise UsageError("Il faut un nom ici.")
    return text.strip()
