"""The démarche: a year of events on one territory, in whole or in part."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class EtapeState(StrEnum):
    """Where an étape stands."""

    DONE = "faite"
    CURRENT = "en cours"
    PLANNED = "à venir"


@dataclass(frozen=True, slots=True)
class Etape:
    """One step of the démarche, as this mission retained it; none requires an earlier one."""

    title: str
    state: EtapeState
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Territory:
    """The local authorities concerned, in words (figures live in the indicators)."""

    name: str
    communes: tuple[str, ...] = ()
    department: str = ""
    inhabitants: int | None = None
    inhabitants_source: str = ""  # source and year of the figure, e.g. "Insee, RP 2022"
    fictive: bool = False


@dataclass(frozen=True, slots=True)
class Demarche:
    """A mission: its territory, its client, the étapes it retained and what comes next.

    ``slug`` names the folder under ``sessions/``; ``next_steps`` are sentences to show at the end
    of a restitution; ``signatories`` are the organisations expected to sign.
    """

    slug: str
    title: str
    territory: Territory
    client: str = ""
    caf: str = ""
    consultant: str = ""
    signatories: tuple[str, ...] = ()
    etapes: tuple[Etape, ...] = ()
    next_steps: tuple[str, ...] = ()
