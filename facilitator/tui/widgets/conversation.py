"""The conversation: contributions as they come, the assistant's words between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from facilitator.domain.contribution import Contribution
from facilitator.language.french import counted
from facilitator.tui.messages import EditContribution, OpenRemark, RunCommand, SilenceRemarks
from facilitator.tui.scribe import Pending

if TYPE_CHECKING:
    from facilitator.assistant.observing import Observation

LAST = 200
"""Contributions shown at opening; older ones are found by /chercher. More would slow every new line."""

REMARK_KEYS = "Tab puis ↑, Entrée : voir   ·   Suppr : ne plus signaler"

_SIGNS = {
    "note": "›",
    "answer": "›",
    "success": "✓",
    "warning": "▲",
    "error": "✗",
    "question": "?",
    "remark": "◆",
    "quote": " ",
}
_STYLES = {
    "note": "$muted",
    "answer": "",
    "success": "$success",
    "warning": "$warning",
    "error": "$error",
    "question": "$secondary",
    "remark": "$secondary",
    "quote": "",
}


class Conversation(OptionList):
    """Blocks one under the other; with the focus, arrows walk over them and Enter opens one."""

    HELP = """\
## La conversation

**↑ ↓** parcourent ; **Entrée** corrige la contribution ; **Suppr** la retire ; **Échap** revient à la saisie.
"""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete", "remove", "Retirer", id="conversation.retirer"),
        Binding("escape", "leave", "Revenir à la saisie", show=False, id="conversation.quitter"),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._told = 0
        self._numbers: dict[str, int] = {}
        self._remarks: dict[str, Observation] = {}
        self._questions: set[str | None] = set()

    def show(self, contributions: Sequence[Contribution]) -> None:
        """Show these contributions instead of all that is here."""
        self._numbers = {one.id: one.number for one in contributions}
        self.clear_options()
        left = len(contributions) - LAST
        options: list[Option] = []
        if left > 0:
            older = counted(left, "contribution plus ancienne", "contributions plus anciennes")
            options.append(self._told_option(f"{older} : /chercher les retrouve."))
        options += [Option(block(one), id=one.id) for one in contributions[-LAST:]]
        self.add_options(options)
        self._to_the_end()

    def wait_for(self, pending: Pending) -> None:
        """Show lines that are on their way to the file."""
        self.add_options(
            Option(on_its_way(entry.text), id=f"attente-{pending.rank}-{place}")
            for place, entry in enumerate(pending.entries)
        )
        self._to_the_end()

    def settle(self, pending: Pending, recorded: Sequence[Contribution]) -> None:
        """Show what reached the file in the place of what was on its way; nothing where it was refused."""
        for place in range(len(pending.entries)):
            self._forget(f"attente-{pending.rank}-{place}")
        self.take(recorded)

    def take(self, contributions: Sequence[Contribution]) -> None:
        """Show contributions at the end, or anew where they stand; removed ones leave."""
        there = {option.id for option in self.options}
        self._numbers.update({one.id: one.number for one in contributions})
        for one in contributions:
            if one.removed:
                self._forget(one.id)
            elif one.id in there:
                self.replace_option_prompt(one.id, block(one))
            else:
                self.add_option(Option(block(one), id=one.id))
        if any(one.id not in there for one in contributions):
            self._to_the_end()

    def tell(self, sentence: str, tone: str = "note") -> None:
        """Add something that the assistant says."""
        self.add_option(self._told_option(sentence, tone))
        if tone == "question":
            self._questions.add(f"dit-{self._told}")
        self._to_the_end()

    def to_last_question(self) -> None:
        """Show the last question at the top, so that its answer is read from its beginning."""
        asked = [place for place, option in enumerate(self.options) if option.id in self._questions]
        if asked:
            self.highlighted = asked[-1]
            self.call_after_refresh(self.scroll_to_highlight, top=True)  # after the scroll to the end

    def remark(self, observation: Observation) -> None:
        """Add what the assistant noticed; Enter shows what it is about, Suppr silences its kind."""
        keys = "" if self._remarks else f"\n{REMARK_KEYS}"  # said with the first one only
        self._remarks[f"dit-{self._told + 1}"] = observation
        self.tell(f"{observation.sentence}{keys}", "remark")

    def quote(self, contributions: Sequence[Contribution]) -> None:
        """Add contributions once more, as what was found; Enter on one corrects it."""
        for one in contributions:
            self._told += 1
            self.add_option(Option(block(one), id=f"voir-{one.number}-{self._told}"))
        self._to_the_end()

    def action_remove(self) -> None:
        """Take the contribution under the cursor off the wall; silence the kind of a remark."""
        option = self.highlighted_option
        if option is not None and option.id is not None and option.id in self._remarks:
            self.post_message(SilenceRemarks(self._remarks.pop(option.id)))
            self.remove_option(option.id)
        elif (number := self._number_here()) is not None:
            self.post_message(RunCommand("supprimer", str(number)))

    def action_leave(self) -> None:
        """Give the focus back to the prompt."""
        self.screen.query_one("#saisie").focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Bring the contribution to the prompt; show what a remark is about."""
        event.stop()
        option = self.highlighted_option
        if option is not None and option.id is not None and option.id in self._remarks:
            self.post_message(OpenRemark(self._remarks[option.id]))
        elif (number := self._number_here()) is not None:
            self.post_message(EditContribution(number))

    def _number_here(self) -> int | None:
        option = self.highlighted_option
        if option is None or option.id is None:
            return None
        if option.id.startswith("voir-"):
            return int(option.id.split("-")[1])
        return self._numbers.get(option.id)

    def _told_option(self, sentence: str, tone: str = "note") -> Option:
        self._told += 1
        parts = [
            (line, "bold" if tone == "answer" and line.rstrip().endswith(":") else _STYLES[tone])
            for line in sentence.splitlines(keepends=True)
        ]
        text = Content.assemble((f"{_SIGNS[tone]} ", f"bold {_STYLES[tone]}".strip()), *parts)
        return Option(text, id=f"dit-{self._told}")

    def _forget(self, option_id: str) -> None:
        if any(option.id == option_id for option in self.options):
            self.remove_option(option_id)

    def _to_the_end(self) -> None:
        self.highlighted = None
        self.scroll_end(animate=False)


def block(one: Contribution) -> Content:
    """A contribution: number, table, type and public on one line, then what was said, as it was said."""
    marks = [one.table, one.type and str(one.type), one.quality or one.public]
    head = " · ".join(mark for mark in marks if mark)
    corrected = " · corrigé" if one.text != one.original else ""
    return Content.assemble(
        (str(one.number), "bold $primary"),
        (f"  {head}{corrected}", "$muted"),
        (f"  ●{one.votes}" if one.votes else "", "bold $accent"),
        f"\n{one.text}",
    )


def on_its_way(text: str) -> Content:
    """A line that is not in the file yet."""
    return Content.assemble(("…  en route vers le fichier\n", "$warning"), (text, "$muted"))
