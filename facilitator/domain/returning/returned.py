"""One exported wall taken back into a démarche: whole where the event is new, else what is missing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from facilitator.domain.contribution import Contribution
from facilitator.domain.event import Event
from facilitator.domain.joining import Conflict, Renumbered
from facilitator.domain.joining.settling import shown
from facilitator.domain.returning.contributions import take_contributions
from facilitator.domain.returning.walls import ReturnedWall, completed_wall, whole_wall
from facilitator.domain.theme import Sorting
from facilitator.domain.wall import Wall

_EVENT: Final = {
    "title": "titre",
    "kind": "genre",
    "theme": "sujet",
    "held_on": "date",
    "place": "lieu",
    "method": "méthode",
    "dots_per_person": "gommettes par personne",
    "next_steps": "suites",
}
_LISTS: Final = {"tables": "tables", "sequences": "séquences", "presences": "présents"}


@dataclass(frozen=True, slots=True)
class Here:
    """What the démarche holds: its events, all contributions ever kept by id, and the walls by event.

    ``withdrawn`` are the ids of contributions whose recording was undone. ``shown`` are the walls as they
    leave, names replaced: what an export says of them is no difference.
    """

    events: tuple[Event, ...]
    contributions: Mapping[str, Contribution]
    withdrawn: frozenset[str]
    walls: Mapping[str, Sorting]
    shown: Mapping[str, Wall] = field(default_factory=dict)

    def after(self, returned: Returned) -> Here:
        """The same once ``returned`` is kept; its wall, which no other one needs, left aside."""
        came = (*returned.news, *returned.back)
        return replace(
            self,
            events=(*self.events, returned.event) if returned.is_new else self.events,
            contributions={**self.contributions, **{one.id: one for one in came}},
            withdrawn=self.withdrawn - {one.id for one in returned.back},
        )


@dataclass(frozen=True, slots=True)
class Returned:
    """What one wall brings: ``event`` to be written where ``is_new``, contributions, the wall if it changes.

    ``news`` are to be brought, ``back`` to be revised, their recording having been undone. ``already`` counts
    those that are there, ``themes`` those that come.
    """

    event: Event
    is_new: bool
    news: tuple[Contribution, ...]
    back: tuple[Contribution, ...]
    already: int
    sorting: Sorting | None
    themes: int
    renumbered: tuple[Renumbered, ...]
    differences: tuple[Conflict, ...]


def take_back(wall: Wall, here: Here) -> Returned:
    """What ``wall`` brings to ``here``: nothing twice, and nothing that is there changes.

    The event is the same by its id, else by its code.
    """
    known = next((one for one in here.events if one.id == wall.event.id), None)
    known = known or next((one for one in here.events if one.slug == wall.event.slug), None)
    event = known or replace(wall.event, slug=_free(wall.event.slug, {one.slug for one in here.events}))
    shown = here.shown.get(event.id)
    said = take_contributions(
        wall.contributions,
        event.id,
        event.title,
        here.contributions,
        here.withdrawn,
        {one.id: one for one in shown.contributions} if shown else {},
    )
    standing = [one for one in (*said.added, *said.known) if one.event_id == event.id]
    ids = {one.id for one in standing}
    same = {there: one for there, one in said.same.items() if one in ids}
    found = _wall(
        wall.sorting,
        here.walls.get(event.id),
        shown.sorting if shown else None,
        event,
        same,
        said.added,
        standing,
    )
    leaving = shown.event if shown else event
    differences = [] if known is None else _event_differences(known, wall.event, leaving)
    return Returned(
        event,
        known is None,
        tuple(said.news),
        tuple(said.back),
        len(said.known),
        found.sorting,
        found.themes,
        tuple(said.renumbered),
        (*differences, *said.differences, *found.differences),
    )


def _wall(
    theirs: Sorting | None,
    ours: Sorting | None,
    shown: Sorting | None,
    event: Event,
    same: Mapping[str, str],
    added: Collection[Contribution],
    standing: Collection[Contribution],
) -> ReturnedWall:
    if theirs is None:
        return ReturnedWall(None)
    if ours is None or ours.is_blank:
        return whole_wall(theirs, ours, event.id, same)
    numbers = {one.id: one.number for one in standing}
    return completed_wall(theirs, ours, shown or ours, same, {one.id for one in added}, numbers, event.title)


def _free(slug: str, taken: Collection[str]) -> str:
    rank, free = 1, slug
    while free in taken:
        rank += 1
        free = f"{slug}-{rank}"
    return free


def _event_differences(ours: Event, theirs: Event, leaving: Event) -> list[Conflict]:
    """What the file says otherwise of the event than it is and than it leaves; silence is no difference."""
    found = []
    for name, label in {**_EVENT, **_LISTS}.items():
        mine, said = getattr(ours, name), getattr(theirs, name)
        if said not in (None, "", (), mine, getattr(leaving, name)):
            told = (_listed(mine), _listed(said)) if name in _LISTS else (shown(mine), shown(said))
            found.append(Conflict(ours.title, "l’événement", label, *told))
    return found


def _listed(items: tuple[Any, ...]) -> str:
    """Tables, sequences or people in one line."""
    parts = [", ".join(shown(value) for value in _values(item)) for item in items]
    return "\u00a0; ".join(parts) or "rien"


def _values(item: Any) -> list[object]:
    values = [getattr(item, name) for name in item.__dataclass_fields__]
    return [value for value in values if value not in (None, "", True)]
