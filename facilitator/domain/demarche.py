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
    """One step of the démarche, as this mission retained it; none requires an earlier one.

    ``phase`` is the part of the offer it belongs to; ``optional`` tells what the client may leave out;
    ``events`` are the codes of the events held for it.
    """

    title: str
    state: EtapeState
    starts: date | None = None
    ends: date | None = None
    phase: str = ""
    optional: bool = False
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Instance:
    """Who decides, instructs or follows: a comité, a group; members by their quality, never by name."""

    name: str
    role: str = ""
    members: tuple[str, ...] = ()
    rhythm: str = ""


@dataclass(frozen=True, slots=True)
class Rubric:
    """A passage that only a human writes: an editorial, a contact, an answer to a frequent question.

    ``document`` names the livrables that print it (« journal »), ``name`` its place there
    (« editorial », « question », « contact »); several of the same name follow in their order.
    """

    document: str
    name: str
    title: str = ""
    text: str = ""


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
class Figure:
    """A figure of the territory that a human gives: never computed, never guessed.

    ``topic`` is the thématique or the theme it speaks of; ``value`` is written as it is to be read,
    « 58 places pour 100 enfants »; ``comparison`` sets it against another one.
    """

    topic: str
    wording: str
    value: str = ""
    year: int | None = None
    scale: str = ""
    comparison: str = ""
    publisher: str = ""

    @property
    def lacks(self) -> tuple[str, ...]:
        """What must be completed before it may be shown: every figure bears source, year and scale."""
        given = {"valeur": self.value, "année": self.year, "échelle": self.scale, "source": self.publisher}
        return tuple(name for name, what in given.items() if not what)

    def __str__(self) -> str:
        return f"{self.wording} ({self.value})" if self.value else self.wording


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
    figures: tuple[Figure, ...] = ()
    governance: tuple[Instance, ...] = ()
    rubrics: tuple[Rubric, ...] = ()

    def rubrics_of(self, document: str, name: str) -> tuple[Rubric, ...]:
        """What was written for this place of this document, in order; empty where nobody has."""
        return tuple(one for one in self.rubrics if (one.document, one.name) == (document, name))
