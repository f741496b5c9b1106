"""What the last gesture did, told under the board: done, moved in turn, suggested."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

SIGNS = {
    "note": ("›", "$muted"),
    "success": ("✓", "$success"),
    "warning": ("▲", "$warning"),
    "error": ("✗", "$error"),
    "question": ("?", "$secondary"),
}
MOST = 8


class Story(Static):
    """The sentences told since a gesture began, the last ones where they are many; hidden without any."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__("", id=id, markup=False)
        self._told: list[Content] = []
        self.display = False

    def forget(self) -> None:
        """Tell nothing."""
        self._told = []
        self.display = False

    def tell(self, sentence: str, tone: str) -> None:
        """Tell one thing more."""
        sign, style = SIGNS.get(tone, SIGNS["note"])
        first, *others = sentence.split("\n")
        self._told.append(Content.assemble((f"{sign} ", f"bold {style}"), (first, style)))
        self._told += [Content.assemble("  ", (line, style)) for line in others]
        self.update(Content("\n").join(self._told[-MOST:]))
        self.display = True
