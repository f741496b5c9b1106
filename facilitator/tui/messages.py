"""What widgets tell one another: facts in the past tense, requests in the imperative."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from facilitator.domain.capture import Seat
from facilitator.domain.contribution import Contribution

if TYPE_CHECKING:
    from facilitator.assistant.observing import Observation


@dataclass
class LineEntered(Message):
    """Enter was pressed on a line, to record or to correct contribution ``editing``."""

    line: str
    editing: int | None = None


@dataclass
class BlockPasted(Message):
    """Several lines were pasted at once."""

    block: str


@dataclass
class EditContribution(Message):
    """Bring a contribution to the prompt, to be corrected."""

    number: int


@dataclass
class ContributionsRecorded(Message):
    """Lines reached the file."""

    contributions: Sequence[Contribution]


@dataclass
class ContributionsChanged(Message):
    """Contributions came from another station, or were corrected or taken away."""

    contributions: Sequence[Contribution]


@dataclass
class WallChanged(Message):
    """Themes or placements are others."""


@dataclass
class SeatChanged(Message):
    """Something else sticks."""

    seat: Seat


@dataclass
class RunCommand(Message):
    """Carry out a command of the table; its argument as typed."""

    name: str
    argument: str = ""


@dataclass
class Said(Message):
    """Something to tell in the conversation: ``tone`` is note, success, warning or error."""

    sentence: str
    tone: str = "note"


@dataclass
class OpenRemark(Message):
    """Show what a remark of the assistant is about, or bring it to the prompt to be corrected."""

    observation: Observation


@dataclass
class SilenceRemarks(Message):
    """Have remarks of this kind told no more."""

    observation: Observation
