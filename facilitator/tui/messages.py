"""What widgets tell one another: facts in the past tense, requests in the imperative."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

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
class RunCommand(Message):
    """Carry out a command of the table; its argument as typed."""

    name: str
    argument: str = ""


@dataclass
class OpenRemark(Message):
    """Show what a remark of the assistant is about, or bring it to the prompt to be corrected."""

    observation: Observation


@dataclass
class SilenceRemarks(Message):
    """Have remarks of this kind told no more."""

    observation: Observation
