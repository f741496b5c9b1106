"""What sticks, on one line above the prompt: table, public, type, sequence; and what the line will become."""

from __future__ import annotations

import re

from textual.content import Content
from textual.widgets import Static

from facilitator.domain.capture import Recording, Seating, Unclear, read_line
from facilitator.language.french import counted, listed
from facilitator.language.typography import typeset
from facilitator.tui.live import Live

_MARK = re.compile(r"[@!][^\W\d]\S*|[^\W\d_]{2,12}:(?=\s)")


def unknown_mark(text: str, live: Live) -> str:
    """What ``text`` begins with that looks like a mark and names nothing here; empty if nothing does.

    « ma: » is one only where people speak in turn: elsewhere it is how a sentence begins.
    """
    found = _MARK.match(text)
    if found is None or (found[0].endswith(":") and not live.event.kind.speaks_in_turn):
        return ""
    return found[0]


class SeatBar(Static):
    """The seat in force; while marks are typed, what they will change."""

    def show(self, live: Live, line: str = "", *, editing: bool = False) -> None:
        """Show the seat, or what ``line`` makes of it."""
        reading = None if editing else read_line(line, live.seat, live.room)
        if isinstance(reading, Unclear):
            choices = (
                f" : {listed(reading.choices[:4], 'ou')} ?" if reading.choices else " n’est pas connu ici"
            )
            told = f"▲ {reading.mark.rstrip(':')}{choices}"
            self.update(Content.styled(told, "bold $warning"), layout=False)
            return
        seat = live.seat
        extra = ""
        if isinstance(reading, Recording) and reading.entries:
            first = reading.entries[0]
            seat = reading.seat
            pieces = [f"!{first.type}" if first.type is not seat.type and first.type else ""]
            pieces += [f"#{first.theme}" if first.theme else "", f"*{first.votes}" if first.votes else ""]
            pieces += [counted(len(reading.entries), "post-it") if len(reading.entries) > 1 else ""]
            extra = "  ".join(piece for piece in pieces if piece)
            if (mark := unknown_mark(first.text, live)) and line.lstrip()[:1] != "\\":
                extra = typeset(f"▲ « {mark} » n’est pas connu : noté tel quel")
        elif isinstance(reading, Seating):
            seat = reading.seat
        changed = seat != live.seat
        style = "bold $accent" if changed else "bold"
        sequence = next((one for one in live.event.sequences if one.number == seat.sequence), None)
        self.update(
            Content.assemble(
                *(
                    [(seat.table or "sans table", style if seat.table else "$muted"), (" · ", "$muted")]
                    if seat.table or live.room.tables
                    else []
                ),
                (seat.quality or seat.public or "tous publics", style if seat.public else "$muted"),
                (" · ", "$muted"),
                (str(seat.type) if seat.type else "sans type", style if seat.type else "$muted"),
                *(
                    [(" · ", "$muted"), (f"{sequence.number}. {sequence.title}", style)]
                    if sequence is not None and not extra
                    else []
                ),
                (f"  → {extra}" if extra else "", "bold $accent"),
            ),
            layout=False,
        )
