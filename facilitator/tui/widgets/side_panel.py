"""The side panel: the sequence and its time, who speaks, who does not, and themes as they fill."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from textwrap import wrap
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from facilitator.language.french import counted
from facilitator.tui.live import Live

if TYPE_CHECKING:
    from facilitator.tui.desk import Desk

_BAR = "█"
_LINES = 3
_VOICES = 6
_EVERY = 0.5


class SidePanel(Static):
    """Recomputed at most twice a second, whatever comes in; its timer ends with it."""

    def __init__(self, desk: Desk, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._desk = desk
        self._stale = True

    def on_mount(self) -> None:
        """Follow what changes."""
        self._desk.news.subscribe(self, lambda _: self._age())
        self.set_interval(_EVERY, self._tick)

    def on_resize(self) -> None:
        """Another width: lay it out anew."""
        self._age()

    def _age(self) -> None:
        self._stale = True

    def _tick(self) -> None:
        live = self._desk.live
        if self._stale or live.timer.ends is not None:
            self._stale = False
            self.show(live, self._desk.now)

    def show(self, live: Live, now: datetime) -> None:
        """Show the event as it is ``now``."""
        width = max(16, self.content_size.width or 26)
        rows: list[Content] = []
        rows += _time(live, now, width)
        rows += _voices(live, now, width)
        rows += _unheard(live, width)
        rows += _themes(live, width)
        self.update(Content("\n").join(rows), layout=False)


def _time(live: Live, now: datetime, width: int) -> list[Content]:
    rows: list[Content] = []
    sequence = live.sequence()
    if sequence is not None:
        rows.append(Content.styled(f"{sequence.number}. {sequence.title}", "bold"))
        if sequence.question:
            shown = wrap(sequence.question, width)
            shown = (
                shown
                if len(shown) <= _LINES
                else [*shown[: _LINES - 1], cut(f"{shown[_LINES - 1]} …", width)]
            )
            rows += [Content.styled(line, "$muted") for line in shown]
    left = live.timer.left(now)
    if left is not None:
        over = left < timedelta()
        told = f"{'Dépassé de' if over else 'Reste'} {clock(left)}"
        rows.append(Content.styled(told, "bold $error" if over else "bold $accent"))
    return [*rows, Content("")] if rows else []


def clock(left: timedelta) -> str:
    """Minutes and seconds, « 7:03 », of what is left or, once it is over, of what has passed since."""
    seconds = abs(round(left.total_seconds()))
    return f"{seconds // 60}:{seconds % 60:02d}"


def _voices(live: Live, now: datetime, width: int) -> list[Content]:
    said = counted(len(live.said), "contribution")
    rate = f"{live.rate(now):.1f}".replace(".", ",")
    heading = Content.assemble((said, "bold"), (f"  {rate}/min" if live.rate(now) else "", "$muted"))
    if not (live.event.kind.speaks_in_turn and live.by_voice()):
        return [heading, *bars(live.by_table(), width)]
    voices = [(quality.partition(":")[2].strip() or quality, said) for quality, said in live.by_voice()]
    more = len(voices) - _VOICES
    others = [Content.styled(f"… et {counted(more, 'autre')}", "$muted")] if more > 0 else []
    return [heading, *bars(voices[:_VOICES], width), *others]


def _unheard(live: Live, width: int) -> list[Content]:
    silent = live.unheard()
    if not silent or not live.said:
        return []
    return [
        Content(""),
        Content.styled("Présents, sans un mot", "bold"),
        *(Content.styled(cut(f"○ {public}", width), "$warning") for public in silent[:5]),
    ]


def _themes(live: Live, width: int) -> list[Content]:
    themes = live.by_theme()
    if not live.sorting.themes:
        return []
    rows = [(theme.name if theme is not None else "à ranger", count) for theme, count in themes]
    return [Content(""), Content.styled("Thèmes", "bold"), *bars(rows, width)]


def bars(rows: Sequence[tuple[str, int]], width: int) -> list[Content]:
    """A name and its number a row, with a bar under the largest ones' scale."""
    most = max((count for _, count in rows), default=0)
    room = max(3, width // 5)
    shown = []
    for name, count in rows:
        bar = _BAR * round(room * count / most) if most else ""
        shown.append(
            Content.assemble(
                (f"{cut(name, width - room - 5):<{width - room - 5}} ", "" if count else "$warning"),
                (f"{count:>3} ", "bold" if count else "$warning"),
                (bar, "$primary"),
            )
        )
    return shown


def cut(text: str, width: int) -> str:
    """``text`` in at most ``width`` characters."""
    return text if len(text) <= width else f"{text[: width - 1]}…"
