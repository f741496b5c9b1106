"""One value that both files hold: the side that changed it wins; where both did, the first stays."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import TypeVar

from facilitator.domain.joining.holding import Cell, Conflict

Value = TypeVar("Value")


class Winner(Enum):
    """Whose value is kept; of a conflict, ours."""

    SAME = "same"
    MINE = "mine"
    THEIRS = "theirs"
    CONFLICT = "conflict"


def winner(
    mine: object, theirs: object, *, here: bool, there: bool, blanks: Collection[object] = ()
) -> Winner:
    """Whose value wins, knowing on which sides it was changed since the files last agreed.

    ``blanks`` are the values that say nothing: where neither side or nobody knows who changed it, what is
    said wins over what is not.
    """
    if mine == theirs:
        return Winner.SAME
    if here != there:
        return Winner.MINE if here else Winner.THEIRS
    if not here and theirs in blanks:
        return Winner.MINE
    if not here and mine in blanks:
        return Winner.THEIRS
    return Winner.CONFLICT


@dataclass(slots=True)
class Ledger:
    """What was changed on either side, and the conflicts found so far."""

    here: frozenset[Cell]
    there: frozenset[Cell]
    conflicts: list[Conflict] = field(default_factory=list)

    def settle(
        self,
        mine: Value,
        theirs: Value,
        cells: tuple[Cell, Cell],
        told: tuple[str, str, str],
        blanks: Collection[object] = (),
    ) -> Value:
        """The value to keep; ``cells`` are where it lies here and there, ``told`` names it in a conflict."""
        found = winner(mine, theirs, here=cells[0] in self.here, there=cells[1] in self.there, blanks=blanks)
        if found is Winner.CONFLICT:
            self.note(told, mine, theirs)
        return theirs if found is Winner.THEIRS else mine

    def note(self, told: tuple[str, str, str], mine: object, theirs: object) -> None:
        """Add a conflict; ``told`` is the event, the subject and the field, in French."""
        self.conflicts.append(Conflict(*told, kept=shown(mine), other=shown(theirs)))


def shown(value: object) -> str:
    """A value as a conflict shows it."""
    if value is None or value in ("", ()):
        return "rien"
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, tuple):
        return "\u00a0; ".join(shown(one) for one in value)
    return str(value)
