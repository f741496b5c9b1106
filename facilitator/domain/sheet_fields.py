"""The fields of a fiche action by their names in ``projet.toml``, each read from words and told in words.

One table for every way in: a description, the shell, the plan filled in as a table.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from facilitator.domain.action import ActionSheet, ActionState
from facilitator.domain.contribution import fold


def _lines(words: str) -> tuple[str, ...]:
    return tuple(line for line in (one.strip() for one in words.split("\n")) if line)


def _priority(words: str) -> int | None:
    words = re.sub(r"[.,]0$", "", words)  # what a spreadsheet makes of a figure
    if words not in ("", "1", "2", "3"):
        raise ValueError(f"« {words} » n’est ni 1, ni 2, ni 3")
    return int(words) if words else None


def _state(words: str) -> ActionState:
    found = next((state for state in ActionState if fold(state.value) == fold(words)), None)
    if found is None:
        raise ValueError(f"« {words} » n’est pas un état : {', '.join(ActionState)}")
    return found


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError as error:
        raise ValueError(f"« {words} » n’est pas une date comme 2027-04-15") from error


@dataclass(frozen=True, slots=True)
class SheetField:
    """A field: its ``attribute`` in ``ActionSheet``, and what makes its value of words.

    ``read`` raises ValueError, in French, for words that cannot be its value.
    """

    attribute: str
    read: Callable[[str], Any] = str

    @property
    def is_several(self) -> bool:
        """Whether it holds several things, one a line."""
        return self.read is _lines

    def told(self, sheet: ActionSheet) -> str:
        """What it holds, as words that ``filled`` takes back; empty where it is to be completed."""
        value = getattr(sheet, self.attribute)
        if self.is_several:
            return "\n".join(value)
        return "" if value is None else str(value)

    def filled(self, sheet: ActionSheet, words: str) -> ActionSheet:
        """``sheet`` with another value in it; raises what ``read`` raises."""
        return replace(sheet, **{self.attribute: self.read(words)})


FIELDS: Final[Mapping[str, SheetField]] = {
    "objectif": SheetField("aim"),
    "descriptif": SheetField("description"),
    "etapes": SheetField("steps", _lines),
    "publics": SheetField("publics", _lines),
    "territoire": SheetField("area"),
    "pilote": SheetField("pilot"),
    "partenaires": SheetField("partners", _lines),
    "moyens_humains": SheetField("staff"),
    "moyens_materiels": SheetField("equipment"),
    "budget": SheetField("budget"),
    "financements": SheetField("funding"),
    "debut": SheetField("starts"),
    "fin": SheetField("ends"),
    "jalons": SheetField("milestones", _lines),
    "vigilance": SheetField("cautions", _lines),
    "priorite": SheetField("priority", _priority),
    "faisabilite": SheetField("feasibility"),
    "etat": SheetField("state", _state),
    "maj": SheetField("updated_on", _day),
}
