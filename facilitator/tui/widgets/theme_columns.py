"""The columns of the board side by side: which there are, where the cursor is, what lies beyond the edges."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from textual.containers import HorizontalScroll
from textual.widget import Widget

from facilitator.tui.columns import Column
from facilitator.tui.widgets.theme_column import ThemeColumn

NARROWEST = 32
"""Cells under which a column is not narrowed."""


class ThemeColumns(HorizontalScroll, can_focus=False):
    """All columns, two or more at once; the others scroll into view."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._at = ""
        self._going = ""  # the column to go to once it is drawn

    @property
    def shown(self) -> list[ThemeColumn]:
        """Those that stand, in their order."""
        return [one for one in self.query_children(ThemeColumn) if not one.is_leaving]

    @property
    def here(self) -> ThemeColumn | None:
        """The one that was last gone to."""
        shown = self.shown
        focused = next((one for one in shown if one.has_focus_within), None)
        return focused or next((one for one in shown if one.column.key == self._at), None)

    @property
    def beyond(self) -> tuple[int, int]:
        """How many lie, at least in part, beyond the left edge and the right one."""
        left = sum(one.region.x < self.region.x for one in self.shown)
        return left, sum(one.region.right > self.region.right for one in self.shown)

    def show(
        self, found: Sequence[Column], marked: Collection[str], suggested: Collection[str], *, focus: bool
    ) -> None:
        """Bring the columns to what they are now, each kept where it stands, and the focus with them.

        Once there are themes where there was only the tray, the first of them is gone to.
        """
        there = {one.column.key: one for one in self.shown}
        has_themes = any(one.column.theme is not None for one in self.shown)
        here = self.here if has_themes else None
        if has_themes and self._going in there:
            here = there[self._going]
        at = 0 if here is None else self.shown.index(here)
        keys = {one.key for one in found}
        for key in there.keys() - keys:
            gone = there.pop(key)
            gone.is_leaving = True
            gone.remove()
        fresh = {one.key: ThemeColumn(one) for one in found if one.key not in there}
        self.mount_all(fresh.values())
        there |= fresh
        places: dict[Widget, int] = {there[one.key]: place for place, one in enumerate(found)}
        self.sort_children(key=lambda shown: places.get(shown, -1))
        for one in found:
            there[one.key].show(one, marked, suggested)
        if found and focus:
            kept = here if here is not None and here.column.key in keys else None
            self._going = kept.column.key if kept is not None else found[min(at, len(found) - 1)].key
            self.call_after_refresh(self._arrive)

    def _arrive(self) -> None:
        """Go where it was said, unless one went elsewhere meanwhile."""
        for one in self.shown:
            if one.column.key == self._going:
                self.go_to(one)

    def mark(self, marked: Collection[str], suggested: Collection[str]) -> None:
        """Draw anew the columns where other cards are marked or suggested."""
        for one in self.shown:
            one.show(one.column, marked, suggested)

    def fit(self, room: int) -> None:
        """Give columns an equal width, none under `NARROWEST` cells."""
        width = min(room, max(NARROWEST, room // max(1, room // NARROWEST)))
        for one in self.shown:
            one.styles.width = width

    def go_to(self, column: ThemeColumn) -> None:
        """Put the cursor in a column, and bring it into view."""
        if column.is_attached and not column.is_leaving:
            self._at, self._going = column.column.key, ""
            for one in self.shown:
                one.set_class(one is column, "-here")
            column.cards.focus(scroll_visible=False)
            column.scroll_visible(animate=False, immediate=True)  # one put off could come after the next

    def beside(self, step: int) -> None:
        """Go to the column beside, if there is one."""
        shown, here = self.shown, self.here
        if here is not None and 0 <= shown.index(here) + step < len(shown):
            self.go_to(shown[shown.index(here) + step])
