"""An action of the plan: its sheet (domaine.md § 4.3), its indicators, and what became of a contribution."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_MOMENT = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?(?:-(0[1-9]|[12]\d|3[01]))?")


class ActionState(StrEnum):
    """Where an action stands."""

    TO_START = "à lancer"
    UNDER_WAY = "en cours"
    DONE = "faite"


class IndicatorKind(StrEnum):
    """What an indicator measures: what is put in, or what comes of it."""

    MEANS = "moyens"
    RESULT = "résultat"


class Outcome(StrEnum):
    """What became of something that participants asked for."""

    ACTION = "action"
    POSTPONED = "reportée"
    REFUSED = "non retenue"


@dataclass(frozen=True, slots=True)
class Indicator:
    """What will tell whether the action works; an empty field is for a human to complete."""

    name: str
    kind: IndicatorKind = IndicatorKind.RESULT
    baseline: str = ""
    target: str = ""
    source: str = ""
    frequency: str = ""


@dataclass(frozen=True, slots=True)
class ActionSheet:
    """All fields of a fiche action but its title and its place in the plan; an empty one is to complete.

    ``pilot`` is a structure and a function, never a name. ``starts`` and ``ends`` are a year, a month or a
    day in ISO 8601: « 2027 », « 2027-09 », « 2027-09-01 ». ``priority`` goes from 1, first, to 3. Amounts
    stay words: nothing is computed from them, and none is invented.
    """

    aim: str = ""
    description: str = ""
    steps: tuple[str, ...] = ()
    publics: tuple[str, ...] = ()
    area: str = ""
    pilot: str = ""
    partners: tuple[str, ...] = ()
    staff: str = ""
    equipment: str = ""
    budget: str = ""
    funding: str = ""
    starts: str = ""
    ends: str = ""
    milestones: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    priority: int | None = None
    feasibility: str = ""
    state: ActionState = ActionState.TO_START
    updated_on: date | None = None

    def faults(self) -> tuple[str, ...]:
        """What cannot be, in French, as a sentence each; empty where all is in order."""
        told = []
        for name, moment in (("début", self.starts), ("fin", self.ends)):
            if moment and not is_moment(moment):
                told.append(f"la date de {name} « {moment} » n’est ni une année, ni un mois, ni un jour")
        if not told and self.starts and self.ends and is_before(self.ends, self.starts):
            told.append(f"la fin ({self.ends}) vient avant le début ({self.starts})")
        if self.priority is not None and self.priority not in (1, 2, 3):
            told.append(f"la priorité {self.priority} n’est ni 1, ni 2, ni 3")
        return tuple(told)


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a contribution, and why; ``action_id`` where it became an action."""

    contribution_id: str
    outcome: Outcome
    action_id: str | None = None
    reason: str = ""


def is_moment(words: str) -> bool:
    """Whether ``words`` are a year, a month or a day in ISO 8601."""
    found = _MOMENT.fullmatch(words)
    if not found or (found.group(3) and not found.group(2)):
        return False
    try:
        date(int(found.group(1)), int(found.group(2) or 1), int(found.group(3) or 1))
    except ValueError:
        return False
    return True


def is_before(one: str, other: str) -> bool:
    """Whether the whole of one moment lies before the other: « 2027 » does not lie before « 2027-09 »."""
    shared = min(len(one), len(other))
    return one[:shared] < other[:shared]


def year_of(moment: str) -> str:
    """The year of a moment, empty where there is none."""
    return moment[:4]
