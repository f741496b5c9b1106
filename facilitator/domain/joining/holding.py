"""What one file of a démarche holds when it is joined with another, and what the joining gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from facilitator.domain.contribution import Contribution, fold
from facilitator.domain.demarche import Demarche
from facilitator.domain.event import Event
from facilitator.domain.project import Project
from facilitator.domain.theme import Sorting

NO_PROJECT = Project()

Cell = tuple[str, str, str]
"""One thing that can change: of what kind, the id of which, which field (empty for the whole).

The kinds are ``demarche``, ``event`` (its lists ``tables``, ``sequences`` and ``presences`` each as a
whole), ``contribution``, ``theme`` (also ``came`` and ``gone``), ``place`` (by contribution), ``apart`` and
``refusal`` (both ids, a space between), ``project`` (by item, or by contribution for an ``answer``).
"""


@dataclass(frozen=True, slots=True)
class ImportNote:
    """A file that was imported into an event; ``sha256`` tells it by its bytes."""

    event_id: str
    sha256: str
    source: str
    imported_at: datetime
    recorded: int
    already_there: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Holding:
    """Everything one file holds, and what was changed in it since the two files last agreed.

    ``contributions`` include removed ones; those in ``withdrawn`` are there because their recording was
    undone. ``last_numbers`` are the highest number ever given, by event id. ``changed`` leaves out what an
    earlier joining of the same two files brought.
    """

    demarche: Demarche
    events: tuple[Event, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    walls: tuple[Sorting, ...] = ()
    imports: tuple[ImportNote, ...] = ()
    withdrawn: frozenset[str] = frozenset()
    last_numbers: Mapping[str, int] = field(default_factory=dict)
    changed: frozenset[Cell] = frozenset()
    project: Project = NO_PROJECT

    def wall(self, event_id: str) -> Sorting | None:
        """The wall of an event; None where it was never sorted."""
        return next((wall for wall in self.walls if wall.event_id == event_id), None)


@dataclass(frozen=True, slots=True)
class Conflict:
    """What both files say differently and no rule decides: what is kept stays, a human may choose the other.

    ``event`` is its title, empty for the démarche itself. All fields are in French, to be read.
    """

    event: str
    subject: str
    field: str
    kept: str
    other: str


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A contribution that bears another number here than in the other file."""

    event: str
    there: int
    here: int


@dataclass(frozen=True, slots=True)
class Joined:
    """The two files as one: what the first is to hold, and what to tell of it.

    ``added`` and ``revised`` are ids of contributions: those that come, or come back, and those that take
    something from the other file.
    """

    holding: Holding
    conflicts: tuple[Conflict, ...]
    renumbered: tuple[Renumbered, ...]
    added: tuple[str, ...]
    revised: tuple[str, ...]


def are_one_demarche(mine: Holding, theirs: Holding) -> bool:
    """Whether two files are of the same démarche: its code, its title, or a common event."""
    return (
        mine.demarche.slug == theirs.demarche.slug
        or fold(mine.demarche.title) == fold(theirs.demarche.title)
        or not {event.id for event in mine.events}.isdisjoint(event.id for event in theirs.events)
    )
