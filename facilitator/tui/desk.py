"""The event under way with all that acts on it: what screens and commands find at hand."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from textual.signal import Signal

from facilitator.domain.capture import Entry, Seat
from facilitator.domain.contribution import Contribution
from facilitator.errors import FacilitatorError, NotFoundError
from facilitator.language.typography import typeset
from facilitator.tui.hands import Hands
from facilitator.tui.live import Filter, utc_now
from facilitator.tui.scribe import Pending, Scribe
from facilitator.tui.watch import Watch
from facilitator.workshop.aside import Aside

if TYPE_CHECKING:
    from facilitator.assistant.observing import Observation
    from facilitator.tui.app import FacilitatorApp
    from facilitator.tui.opening import Opened
    from facilitator.workshop.board import Board, Suggested
    from facilitator.workshop.capture import Capture
    from facilitator.workshop.workshop import Workshop

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Fresh:
    """What is no longer as it was shown: contributions, the wall, the seat, or what is narrowed to.

    ``project`` tells of the projet social, ``agenda`` of the démarche's étapes and events.
    """

    contributions: Sequence[Contribution] = ()
    wall: bool = False
    seat: bool = False
    narrowed: bool = False
    project: bool = False
    agenda: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """Something said in the conversation; ``tone`` is one of those that the conversation knows."""

    sentence: str
    tone: str = "note"
    quoted: Sequence[Contribution] = ()
    remark: Observation | None = None


class Desk:
    """One open event. ``news`` and ``told`` are the signals that widgets subscribe to."""

    def __init__(self, app: FacilitatorApp, opened: Opened, hands: Hands) -> None:
        self.app = app
        self.workshop: Workshop = opened.workshop
        self.live = opened.live
        self.hands = hands
        self.news: Signal[Fresh] = Signal(app, "news")
        self.told: Signal[Told] = Signal(app, "told")

        def record(entries: Sequence[Entry], seat: Seat) -> Sequence[Contribution]:
            return self.capture.record(entries, seat)  # on the event as it is then

        self.scribe = Scribe(record, hands.acts, self._kept, self._refused)
        self.line = opened.line
        self.suggested: Suggested | None = None
        self.aside = Aside(app.settings, self.workshop.folder.name)
        self.watch = Watch(self, opened.news.version)
        self.watch.warm_up()

    @property
    def capture(self) -> Capture:
        """The verbs of typing, on the event as it is now."""
        return self.workshop.capture(self.live.event)

    @property
    def board(self) -> Board:
        """The verbs on the event's wall."""
        return self.workshop.board(self.live.event)

    @property
    def now(self) -> datetime:
        """The present moment."""
        return utc_now()

    def say(self, sentence: str, tone: str = "note") -> None:
        """Tell something in the conversation: note, success, warning, error or question."""
        self.say_as_is(typeset(sentence), tone)

    def say_as_is(self, sentence: str, tone: str) -> None:
        """The same for words that are not all ours: a path, a question."""
        self.told.publish(Told(sentence, tone))

    def quote(self, contributions: Sequence[Contribution]) -> None:
        """Show contributions in the conversation once more."""
        self.told.publish(Told("", "quote", contributions))

    def carry_out(
        self, call: Callable[[], Result], then: Callable[[Result], None] | None = None, busy: str = ""
    ) -> None:
        """Do ``call`` outside the screen's thread, one act after the other, then ``then`` in it.

        ``busy`` says what is under way while it lasts. A failure is told, and ``then`` left out.
        """
        self.hands.do(self.hands.acts, call, then, busy)

    def work_aside(
        self, call: Callable[[], Result], then: Callable[[Result], None] | None = None, busy: str = ""
    ) -> None:
        """The same for what the process aside does: captures and gestures do not wait for it."""
        self.hands.do(self.hands.aside, call, then, busy)

    def record(self, line: str, entries: Sequence[Entry], seat: Seat) -> Pending:
        """Have entries recorded; what sticks is ``seat`` from now on."""
        pending = self.scribe.record(line, entries, seat)
        self.live.seat, self.line = seat, ""
        self.news.publish(Fresh(seat=True))
        return pending

    def sit(self, seat: Seat) -> None:
        """Make ``seat`` what sticks, on the screen and in the file."""
        self.live.seat = seat
        self.news.publish(Fresh(seat=True))
        self.keep_line(self.line)

    def keep_line(self, line: str) -> None:
        """Have the unfinished line kept, with what sticks."""
        self.line = line
        seat = self.live.seat
        self.carry_out(lambda: self.capture.keep_seat(seat, line))

    def look_again(self) -> None:
        """Read what changed in the file since it was read last, from here or elsewhere."""
        self.watch.look()

    def changed(
        self,
        contributions: Sequence[Contribution],
        *,
        wall: bool,
        project: bool = False,
        agenda: bool = False,
    ) -> None:
        """Tell the screens what is no longer as they show it."""
        self.news.publish(Fresh(contributions, wall=wall, project=project, agenda=agenda))

    def remark(self, observation: Observation) -> None:
        """Tell what the assistant noticed; it can be opened, or its kind silenced."""
        self.told.publish(Told(observation.sentence, "remark", remark=observation))

    def number(self, number: int) -> Contribution:
        """The contribution of this number on the wall; NotFoundError."""
        found = self.live.numbered(number)
        if found is None:
            raise NotFoundError(
                typeset(f"La contribution n° {number} n’est pas sur ce mur."),
                next_step="/chercher la retrouve par ses mots.",
            )
        return found

    def answered(self) -> None:
        """Tell that the whole answer to the last question is there."""
        self.told.publish(Told("", "answer"))

    def narrow(self, asked: Filter) -> None:
        """Show only what a filter holds."""
        self.live.narrowed = asked
        self.news.publish(Fresh(narrowed=True))

    def bring_to_prompt(self, number: int) -> None:
        """Bring a contribution to the prompt, to be corrected."""
        self.app.bring_to_prompt(self.number(number))

    def suggest(self, suggestion: Suggested | None) -> None:
        """Offer contributions that seem to go along, or (None) what was offered no more."""
        self.suggested = suggestion
        if suggestion is not None:
            self.say(suggestion.sentence)

    def reassign(self, number: int, marks: Entry | Seat) -> None:
        """Give a contribution the table, public, quality and type that these marks name."""
        said = self.number(number)
        given = {
            name: value
            for name in ("table", "public", "quality", "type")
            if (value := getattr(marks, name)) is not None and value != getattr(said, name)
        }
        if given:
            self.carry_out(lambda: self.capture.reassign([number], **given), lambda _: self.look_again())

    def close(self) -> None:
        """Let the démarche go, once what is begun has ended."""
        threading.Thread(target=self.aside.close, name="aside-end", daemon=True).start()
        self.hands.acts.submit(self.capture.keep_seat, self.live.seat, self.line)
        self.hands.gestures.submit(self.hands.after_acts, self.workshop.close)

    def failed(self, error: FacilitatorError) -> None:
        """Tell a failure where the eyes are: what happened, why, and what to do next."""
        self.told.publish(Told("\n".join(part for part in told(error) if part), "error"))

    def _kept(self, pending: Pending, recorded: Sequence[Contribution]) -> None:
        self.live.take(recorded)
        self.app.settle(pending, recorded)
        self.news.publish(Fresh(recorded))

    def _refused(self, pending: Pending, error: FacilitatorError) -> None:
        self.app.settle(pending, ())
        self.app.give_back(pending.line)
        self.failed(error)


def told(error: FacilitatorError) -> tuple[str, str, str]:
    """A failure in three sentences: what happened, why, what to do next."""
    step = f"→ {error.next_step}" if error.next_step else ""
    return typeset(error.title), typeset(error.cause), typeset(step)
