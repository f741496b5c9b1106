"""What a journal knows on the day it comes out: what was held by then, and what is still to come.

A journal n°1 comes after the first étape, a journal n°2 after the one that holds the last séminaire
(domaine.md § 4.5); without such étapes, or for a journal n°3, all there is. A day given says otherwise.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from facilitator.domain.demarche import Demarche, EtapeState
from facilitator.domain.event import Event, EventKind
from facilitator.domain.evidence import EventEvidence
from facilitator.domain.project_evidence import ProjectEvidence

_CLOSED = (EventKind.ENTRETIEN, EventKind.REUNION_TRAVAIL)
"""Events to which nobody is called by a journal."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The démarche as it stands on ``day`` (None: as it is now).

    ``held`` are the events that were heard by then, comités left out; ``coming`` are those of after, and
    those of which nothing was noted. ``why`` says where ``day`` comes from, empty where it was given.
    """

    evidence: ProjectEvidence
    held: tuple[EventEvidence, ...]
    coming: tuple[Event, ...]
    day: date | None = None
    why: str = ""

    @property
    def announced_late(self) -> tuple[Event, ...]:
        """The events told as coming of which something is noted already."""
        heard = {one.event.id for one in self.evidence.events if one.contributions}
        return tuple(event for event in self.coming if event.id in heard)


def scope_of(evidence: ProjectEvidence, number: int, day: date | None = None) -> Scope:
    """What the journal of this number tells."""
    found, why = (day, "") if day is not None else _usual_day(evidence, number)
    known = [one for one in evidence.events if not one.event.kind.is_comite]
    known.sort(key=lambda one: (one.event.held_on is None, one.event.held_on or date.max))
    held = tuple(one for one in known if one.contributions and not _is_after(one.event, found))
    last = max((one.event.held_on for one in held if one.event.held_on), default=None)
    gone = {one.event.id for one in held}
    coming = tuple(
        one.event
        for one in known
        if one.event.id not in gone
        and one.event.kind not in _CLOSED
        and not (found is None and last and _is_before(one.event, last))
    )
    return Scope(replace(evidence, demarche=_as_of(evidence.demarche, found)), held, coming, found, why)


def _usual_day(evidence: ProjectEvidence, number: int) -> tuple[date | None, str]:
    etapes = evidence.demarche.etapes
    if number == 1 and etapes and etapes[0].ends:
        return etapes[0].ends, etapes[0].title
    if number == 2:
        kinds = {one.event.slug: one.event.kind for one in evidence.events}
        with_one = [
            etape
            for etape in etapes
            if etape.ends and any(kinds.get(code) is EventKind.SEMINAIRE for code in etape.events)
        ]
        if with_one:
            return with_one[-1].ends, with_one[-1].title
    return None, ""


def _is_after(event: Event, day: date | None) -> bool:
    return day is not None and event.held_on is not None and event.held_on > day


def _is_before(event: Event, day: date) -> bool:
    return event.held_on is not None and event.held_on < day


def _as_of(demarche: Demarche, day: date | None) -> Demarche:
    """The démarche with its dated étapes in the state they are in on ``day``."""
    if day is None:
        return demarche

    def state(starts: date | None, ends: date | None, told: EtapeState) -> EtapeState:
        if ends is not None and ends <= day:
            return EtapeState.DONE
        if starts is None:
            return told
        return EtapeState.CURRENT if starts <= day else EtapeState.PLANNED

    etapes = (replace(one, state=state(one.starts, one.ends, one.state)) for one in demarche.etapes)
    return replace(demarche, etapes=tuple(etapes))


def people_by(held: Iterable[EventEvidence]) -> int:
    """How often people came, over these events, as far as they were counted."""
    return sum(one.event.people_present or 0 for one in held)


def absent_from(held: Sequence[EventEvidence]) -> tuple[str, ...]:
    """The publics invited of whom nobody came to any of these events, each once."""
    came = {p.public for one in held for p in one.event.presences if p.count}
    return tuple(dict.fromkeys(p.name for one in held for p in one.absent if p.public not in came))
