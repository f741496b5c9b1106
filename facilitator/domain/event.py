"""An event of the démarche: who was there, at which tables, and what was asked."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from facilitator.domain.contribution import ContributionType, fold


class EventKind(StrEnum):
    """The kinds of event; each changes how contributions are captured and counted."""

    ATELIER = "atelier"
    TABLE_RONDE = "table_ronde"
    SEMINAIRE = "seminaire"
    REUNION_TRAVAIL = "reunion_travail"
    ENTRETIEN = "entretien"
    COPIL = "copil"
    COTECH = "cotech"
    STAND = "stand"

    @property
    def label(self) -> str:
        """The kind as it is written in a document, e.g. ``table ronde``."""
        return _KIND_LABELS[self]

    @property
    def speaks_in_turn(self) -> bool:
        """Whether words carry the speaker's quality and are shared across publics, not tables."""
        return self in (EventKind.TABLE_RONDE, EventKind.ENTRETIEN, EventKind.COPIL, EventKind.COTECH)

    @property
    def is_comite(self) -> bool:
        """Whether it decides or prepares decisions: its propositions are decisions."""
        return self in (EventKind.COPIL, EventKind.COTECH)

    @property
    def gathers_words(self) -> bool:
        """Whether people are asked what they live and want there, rather than decide or plan."""
        return not self.is_comite and self is not EventKind.REUNION_TRAVAIL

    @property
    def has_thematic_tables(self) -> bool:
        """Whether each table was given its own subject, so that few tables on a theme says nothing."""
        return self is EventKind.SEMINAIRE


_KIND_LABELS = {
    EventKind.ATELIER: "atelier",
    EventKind.TABLE_RONDE: "table ronde",
    EventKind.SEMINAIRE: "séminaire",
    EventKind.REUNION_TRAVAIL: "réunion de travail",
    EventKind.ENTRETIEN: "entretien",
    EventKind.COPIL: "comité de pilotage",
    EventKind.COTECH: "comité technique",
    EventKind.STAND: "stand",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the room; its public is that of its contributions in an atelier."""

    label: str
    public: str | None = None


@dataclass(frozen=True, slots=True)
class Sequence:
    """A timed part of the event, with its question word for word and its sticky type."""

    number: int
    title: str
    question: str = ""
    default_type: ContributionType | None = None


@dataclass(frozen=True, slots=True)
class Presence:
    """How many people of a public came; ``count`` is None when nobody counted, 0 when none came."""

    public: str
    count: int | None
    invited: bool = True

    @property
    def name(self) -> str:
        """The public in a sentence: « bailleurs (partenaires) » for « partenaires : bailleurs »."""
        family, colon, who = (part.strip() for part in self.public.partition(":"))
        return f"{who} ({family})" if colon and who else self.public


@dataclass(frozen=True, slots=True)
class Event:
    """An atelier, a table ronde, a séminaire…; ``id`` is a UUID in 32 hexadecimal digits."""

    id: str
    slug: str
    title: str
    kind: EventKind
    theme: str = ""
    held_on: date | None = None
    place: str = ""
    method: str = ""
    tables: tuple[Table, ...] = ()
    sequences: tuple[Sequence, ...] = ()
    presences: tuple[Presence, ...] = ()
    dots_per_person: int | None = None
    next_steps: tuple[str, ...] = ()

    @property
    def people_present(self) -> int | None:
        """People counted over all publics, or None when nobody counted."""
        counts = [presence.count for presence in self.presences if presence.count is not None]
        return sum(counts) if counts else None


def event_kind(label: str) -> EventKind | None:
    """The kind named by ``label`` (« Table ronde », « séminaire »), or None."""
    word = re.sub(r"[\s_-]+", "_", fold(label))
    return EventKind(word) if word in EventKind.__members__.values() else None


def sequence_number(label: str) -> int | None:
    """The number in ``Séquence 2``, ``Temps 1`` or ``seq. 3``; None for anything else."""
    match = re.fullmatch(r"\s*(?:s[ée]q(?:uence|\.)?|temps)\s*(?:n°\s*)?(\d{1,3})\s*", label, re.IGNORECASE)
    return int(match.group(1)) if match else None
