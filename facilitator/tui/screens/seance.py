"""The séance: the conversation, the prompt under it, the side panel beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input

from facilitator.domain.capture import (
    Asking,
    Recall,
    Recording,
    Seating,
    Slash,
    Unclear,
    read_block,
    read_line,
)
from facilitator.domain.event import EventKind
from facilitator.domain.long_notes import is_long, read_notes
from facilitator.errors import FacilitatorError
from facilitator.language.french import listed
from facilitator.tui import commands
from facilitator.tui.desk import Desk, Fresh, Told
from facilitator.tui.doing.capture import reword
from facilitator.tui.doing.looking import ask
from facilitator.tui.messages import (
    BlockPasted,
    EditContribution,
    LineEntered,
    OpenRemark,
    RunCommand,
    SilenceRemarks,
)
from facilitator.tui.screens.paste import PastePreview
from facilitator.tui.widgets.completion import Completion
from facilitator.tui.widgets.conversation import Conversation
from facilitator.tui.widgets.heading import Heading
from facilitator.tui.widgets.key_line import KeyLine
from facilitator.tui.widgets.prompt import IN_TURN, INVITATION, Prompt
from facilitator.tui.widgets.seat_bar import SeatBar
from facilitator.tui.widgets.side_panel import SidePanel

WELCOME = "Tapez une première idée, puis Entrée : elle est enregistrée. F1 montre tout ce qui se tape."
_DRAFT_DELAY = 0.3
_FILING = 3.0
_OBSERVING = 20.0


class Seance(Screen[None]):
    """Where contributions are captured, questions asked and commands typed."""

    AUTO_FOCUS = "#saisie"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "next_sequence", "Séquence", id="seance.sequence"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._draft: Timer | None = None

    def compose(self) -> ComposeResult:
        """Heading, conversation and panel, completion, seat, prompt, keys."""
        yield Heading(self._desk)
        with Horizontal(id="milieu"):
            with Vertical(id="fil"):
                yield Conversation(id="conversation")
                yield Completion()
                yield SeatBar(id="place")
            yield SidePanel(self._desk, id="cote")
        in_turn = self._desk.live.event.kind.speaks_in_turn
        yield Prompt(self._desk.line, IN_TURN if in_turn else INVITATION, id="saisie")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the event as it is, and be ready for typing."""
        desk = self._desk
        desk.news.subscribe(self, self._on_news)
        desk.told.subscribe(self, self._on_told)
        self._show_all()
        self.query_one(Prompt).insert_text_at_cursor(desk.app.take_typed_ahead())
        self.query_one(SeatBar).show(desk.live, desk.line)
        if not desk.live.said:
            desk.say(WELCOME)
        self.set_interval(_FILING, desk.watch.file_waiting)
        self.set_interval(_OBSERVING, desk.watch.observe)

    def on_key(self, event: events.Key) -> None:
        """A letter typed where nothing takes it belongs to the prompt."""
        if event.is_printable and event.character is not None:
            event.stop()
            prompt = self.query_one(Prompt)
            prompt.focus()
            prompt.insert_text_at_cursor(event.character)

    @on(LineEntered)
    def _enter(self, message: LineEntered) -> None:
        desk = self._desk
        if message.editing is not None:
            try:
                self._correct(message.editing, message.line)
            except FacilitatorError as error:  # taken off the wall meanwhile
                self.query_one(Prompt).give_back(message.line)
                desk.failed(error)
            return
        match read_line(message.line, desk.live.seat, desk.live.room):
            case Recording(entries, seat):
                pending = desk.record(message.line, entries, seat)
                self.query_one(Conversation).wait_for(pending)
            case Seating(seat):
                desk.sit(seat)
            case Slash(name, argument):
                self.post_message(RunCommand(name, argument))
            case Recall(number, text):
                self.post_message(RunCommand("corriger", f"{number} {text}".strip()))
            case Asking(question):
                ask(desk, question)
            case Unclear(mark, choices):
                self._unclear(message.line, mark, choices)
            case None:
                pass

    def _unclear(self, line: str, mark: str, choices: tuple[str, ...]) -> None:
        self.query_one(Prompt).begin(line)
        if choices:
            self._desk.say(f"« {mark} » peut être {_few(choices)} : continuez le mot.", "warning")
        elif mark.startswith("@"):
            name = mark.lstrip("@")
            self._desk.say(
                f"« {name} » n’est ni une table ni un public. Pour une nouvelle table : /table {name}",
                "warning",
            )
        else:
            self._desk.say(
                f"« {mark} » attend un texte, ou n’est pas connu. « \\{mark} » le note tel quel.", "warning"
            )

    def _correct(self, number: int, line: str) -> None:
        """Marks in a correction change the table, type, theme or votes; the text replaces the other."""
        desk = self._desk
        contribution = desk.live.numbered(number)
        match read_line(line, type(desk.live.seat)(), desk.live.room):
            case Recording((entry,), _):
                desk.reassign(number, entry)
                if contribution is None or entry.text != contribution.text:
                    reword(desk, number, entry.text)
                if entry.theme:
                    self.post_message(RunCommand("deplacer", f"{number} {entry.theme}"))
                if entry.votes:
                    self.post_message(RunCommand("votes", f"{number} {entry.votes}"))
            case Recording(_, _):
                self.post_message(RunCommand("couper", f"{number} {line}"))
            case Seating(seat):
                desk.reassign(number, seat)
            case _:
                reword(desk, number, line)

    @on(BlockPasted)
    def _paste(self, message: BlockPasted) -> None:
        live = self._desk.live
        by_line = read_block(message.block, live.seat, live.room)
        notes = live.event.kind is EventKind.ENTRETIEN or is_long(message.block)
        by_idea = read_notes(message.block, live.seat, live.event) if notes else None

        def decided(reading: Recording | None) -> None:
            if reading is not None and reading.entries:
                pending = self._desk.record(message.block, reading.entries, reading.seat)
                self.query_one(Conversation).wait_for(pending)

        self.app.push_screen(PastePreview(by_line, by_idea), decided)

    @on(EditContribution)
    def _edit(self, message: EditContribution) -> None:
        """Bring a contribution to the prompt; -1 is the last one, past the last is the line begun."""
        message.stop()
        there = self._desk.live.contributions
        if not there:
            return
        if message.number == -1:
            chosen = there[-1]
        else:
            prompt = self.query_one(Prompt)
            later = prompt.editing is not None and message.number > prompt.editing
            candidates = [
                one
                for one in there
                if (one.number >= message.number if later else one.number <= message.number)
            ]
            if not candidates:
                if later:
                    prompt.action_give_up()
                return
            chosen = candidates[0] if later else candidates[-1]
        self.bring(chosen.number)

    def bring(self, number: int) -> None:
        """Put a contribution into the prompt, to be corrected."""
        prompt = self.query_one(Prompt)
        prompt.edit(self._desk.number(number))
        prompt.focus()

    @on(Input.Changed, "#saisie")
    def _typed(self, event: Input.Changed) -> None:
        prompt = self.query_one(Prompt)
        editing = prompt.editing is not None
        self.query_one(Completion).offer("" if editing else event.value, self._desk.live)
        self.query_one(SeatBar).show(self._desk.live, event.value, editing=editing)
        if prompt.line == self._desk.line:
            return
        self._desk.line = prompt.line
        if self._draft is not None:
            self._draft.stop()
        self._draft = self.set_timer(_DRAFT_DELAY, lambda: self._desk.keep_line(prompt.line))

    @on(RunCommand)
    def _run(self, message: RunCommand) -> None:
        message.stop()
        commands.run(self._desk, message.name, message.argument)

    @on(OpenRemark)
    def _open_remark(self, message: OpenRemark) -> None:
        about = set(message.observation.contribution_ids)
        there = [one for one in self._desk.live.contributions if one.id in about]
        if len(there) == 1:
            self.bring(there[0].number)
        else:
            self._desk.quote(there)

    @on(SilenceRemarks)
    def _silence(self, message: SilenceRemarks) -> None:
        desk, kind = self._desk, message.observation.kind
        desk.carry_out(lambda: desk.workshop.assistant.silence(kind))
        desk.say("Ce genre de remarque ne viendra plus dans cette démarche.")

    def action_next_sequence(self) -> None:
        """Go to the sequence that follows, with its type."""
        self._desk.sit(self._desk.live.next_sequence())

    def _show_all(self) -> None:
        live = self._desk.live
        places = live.places()
        shown = [one for one in live.contributions if live.narrowed.holds(one, places.get(one.id))]
        self.query_one(Conversation).show(shown)
        if live.narrowed.typed:
            self._desk.say(
                f"{len(shown)} sur {len(live.said)} : {live.narrowed.typed}. /filtrer seul montre tout."
            )

    def _on_news(self, news: Fresh) -> None:
        live = self._desk.live
        if news.seat:
            self.query_one(SeatBar).show(live, self.query_one(Prompt).value)
        if news.narrowed:
            self._show_all()
        elif news.contributions:
            places = live.places()
            shown = [
                one
                for one in news.contributions
                if one.removed or live.narrowed.holds(one, places.get(one.id))
            ]
            self.query_one(Conversation).take(shown)

    def _on_told(self, told: Told) -> None:
        conversation = self.query_one(Conversation)
        if told.remark is not None:
            conversation.remark(told.remark)
        elif told.sentence:
            conversation.tell(told.sentence, told.tone)
        if told.quoted:
            conversation.quote(told.quoted)
        if told.tone == "answer" and not told.sentence:
            conversation.to_last_question()


def _few(choices: Sequence[str], most: int = 4) -> str:
    """The first of ``choices``, and that there are others."""
    shown = listed(choices[:most], "ou")
    return f"{shown}… ({len(choices)})" if len(choices) > most else shown
