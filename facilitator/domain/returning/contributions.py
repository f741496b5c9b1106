"""Which contributions of an exported wall are new, which are known, and the numbers they bear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID, uuid5

from facilitator.domain.contribution import Contribution
from facilitator.domain.joining import Conflict, Renumbered
from facilitator.domain.joining.settling import shown

_AGAIN: Final = UUID("3c5ad1cc-64f0-5b51-9bb4-b8e0d7c6a233")
"""Namespace of the ids of contributions whose own is taken by something else."""

_COMPARED: Final = {
    "text": "texte",
    "type": "type",
    "table": "table",
    "public": "public",
    "quality": "qualité",
    "sequence": "séquence",
    "votes": "votes",
    "removed": "retirée",
}
_PERMANENT: Final = ("event_id", "number", "original", "recorded_at", "origin")

Place = tuple[str, str, str]  # event, source, key


@dataclass(slots=True)
class ReturnedContributions:
    """What became of the contributions of one wall; ``same`` leads from their ids to those kept here.

    ``news`` are to be brought, ``back`` are rows whose recording was undone here, ``known`` are ours.
    """

    news: list[Contribution] = field(default_factory=list)
    back: list[Contribution] = field(default_factory=list)
    known: list[Contribution] = field(default_factory=list)
    same: dict[str, str] = field(default_factory=dict)
    renumbered: list[Renumbered] = field(default_factory=list)
    differences: list[Conflict] = field(default_factory=list)

    @property
    def added(self) -> tuple[Contribution, ...]:
        """Those that were not there, by number."""
        return tuple(sorted([*self.news, *self.back], key=lambda one: one.number))


def take_contributions(
    said: Sequence[Contribution],
    event_id: str,
    title: str,
    ours: Mapping[str, Contribution],
    withdrawn: frozenset[str],
    shown: Mapping[str, Contribution] | None = None,
) -> ReturnedContributions:
    """Pair the contributions of a wall with ``ours``, all that the file ever kept, by id.

    One is the same by its id, else by the file and row it was imported from. ``withdrawn`` are those whose
    recording was undone: they come back where they are exactly what is brought, so that their number stays.
    ``shown`` are ours as they leave, names replaced: what an export says of these is no difference.
    """
    found = ReturnedContributions()
    origins = {
        place: one for one in ours.values() if one.id not in withdrawn for place in _places(one, one.event_id)
    }
    matched: set[str] = set()
    brought: set[Place | None] = set()
    fresh: list[Contribution] = []
    for other in sorted(said, key=lambda one: (one.id not in ours, one.number)):
        here = ours.get(other.id) if other.id not in withdrawn else None
        place = next(iter(_places(other, event_id)), None)
        same = here or (origins.get(place) if place else None)
        if same is not None and same.id not in matched:
            matched.add(same.id)
            found.same[other.id] = same.id
            found.known.append(same)
            if same.event_id == event_id:
                found.differences += _differences(same, (shown or {}).get(same.id, same), other, title)
            continue
        taken = same is not None or place in brought
        brought.add(place)
        fresh.append(replace(other, event_id=event_id, origin=None if taken else other.origin))
    _number(fresh, found, ours, withdrawn, title)
    _link(found)
    return found


def _number(
    fresh: Sequence[Contribution],
    found: ReturnedContributions,
    ours: Mapping[str, Contribution],
    withdrawn: frozenset[str],
    title: str,
) -> None:
    """Give each its own number where nobody ever had it here, else the next free one."""
    if not fresh:
        return
    event_id = fresh[0].event_id
    taken = {one.number for one in ours.values() if one.event_id == event_id}
    ids = set(ours)
    later = []
    for one in sorted(fresh, key=lambda one: one.number):
        kept = ours.get(one.id) if one.id in withdrawn else None
        if kept is not None and all(getattr(kept, name) == getattr(one, name) for name in _PERMANENT):
            found.same[one.id] = one.id
            found.back.append(replace(one, split_from=kept.split_from))
        elif one.number in taken:
            later.append(one)
        else:
            taken.add(one.number)
            found.news.append(_kept(one, one.number, ids, found))
    for one in later:
        number = max(taken) + 1
        taken.add(number)
        found.news.append(_kept(one, number, ids, found))
        if not one.removed:
            found.renumbered.append(Renumbered(title, one.number, number))


def _kept(one: Contribution, number: int, ids: set[str], found: ReturnedContributions) -> Contribution:
    named = one.id
    while named in ids:
        named = uuid5(_AGAIN, f"{one.event_id}:{named}").hex
    ids.add(named)
    found.same[one.id] = named
    return replace(one, id=named, number=number)


def _link(found: ReturnedContributions) -> None:
    """Have what was cut from another point at what that one is here, or at nothing."""
    found.news = [
        replace(one, split_from=found.same.get(one.split_from)) if one.split_from else one
        for one in found.news
    ]


def _places(one: Contribution, event_id: str) -> tuple[Place, ...]:
    """Where it was imported from: the file with its folder, then without, as an export tells it."""
    if one.origin is None:
        return ()
    return tuple((event_id, source, one.origin.key) for source in (one.origin.source, one.origin.file_name))


def _differences(
    ours: Contribution, leaving: Contribution, other: Contribution, title: str
) -> list[Conflict]:
    subject = f"contribution n°\u00a0{ours.number}"
    return [
        Conflict(title, subject, label, shown(getattr(ours, name)), shown(getattr(other, name)))
        for name, label in _COMPARED.items()
        if getattr(other, name) not in (getattr(ours, name), getattr(leaving, name))
    ]
