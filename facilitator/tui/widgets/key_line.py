"""The last line: what the keys do where the focus is; one text, so that moving the focus costs nothing."""

from __future__ import annotations

from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static


class KeyLine(Static):
    """Keys and what they do, those of the focused widget and of the screen first; none is cut in two."""

    def on_mount(self) -> None:
        """Follow the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._show)
        self._show(self.screen)

    def on_resize(self) -> None:
        """Show as many as fit."""
        self._show(self.screen)

    def _show(self, screen: Screen[object]) -> None:
        if not self.is_attached or screen is not self.screen:
            return
        rows: list[Content] = []
        room = self.size.width - 2
        for binding in self._shown(screen):
            key = self.app.get_key_display(binding)
            room -= len(key) + len(binding.description) + (3 if rows else 1)
            if room < 0:
                break
            rows.append(Content.assemble((key, "bold $accent"), " ", binding.description))
        line = Content("  ").join(rows)
        if line != self.content:
            self.update(line, layout=False)

    def _shown(self, screen: Screen[object]) -> list[Binding]:
        """Help first, since it tells all the others."""
        active = [one.binding for one in screen.active_bindings.values() if one.enabled and one.binding.show]
        once = {binding.id or binding.action: binding for binding in reversed(active)}
        in_order = list(once.values())[::-1]
        return sorted(in_order, key=lambda binding: binding.id != "aide")
