"""Two files of a démarche as one: the first, completed by the second."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from facilitator.domain.event import Event
from facilitator.domain.joining.agenda import join_demarches, join_events, paired_events
from facilitator.domain.joining.contributions import (
    JoinedContributions,
    join_contributions,
    known_sources,
    renamed,
)
from facilitator.domain.joining.holding import Holding, ImportNote, Joined
from facilitator.domain.joining.projects import join_projects
from facilitator.domain.joining.settling import Ledger
from facilitator.domain.joining.walls import WallsThere, join_walls
from facilitator.domain.theme import Sorting


def join(mine: Holding, theirs: Holding, *, with_demarche: bool = True) -> Joined:
    """What ``mine`` is to hold so that nothing of ``theirs`` is lost and nothing is there twice.

    Joining the outcome with ``theirs`` again changes nothing. Numbers and codes given here stay. Without
    ``with_demarche`` what is said of the démarche itself stays as it is.
    """
    ledger = Ledger(mine.changed, theirs.changed)
    demarche = join_demarches(mine.demarche, theirs.demarche, ledger) if with_demarche else mine.demarche
    pairs = paired_events(mine.events, theirs.events)
    ids = {one.id: pairs[one.id].id if one.id in pairs else one.id for one in theirs.events}
    events = _events(mine, theirs, pairs, ledger)
    titles = {event.id: event.title for event in events}
    notes = tuple(
        replace(note, event_id=ids[note.event_id]) for note in theirs.imports if note.event_id in ids
    )
    names = known_sources(mine.imports, notes)
    brought = [
        replace(one, event_id=(event_id := ids[one.event_id]), origin=renamed(one.origin, event_id, names))
        for one in theirs.contributions
        if one.event_id in ids
    ]
    said = join_contributions(mine, brought, theirs.withdrawn, titles, ledger)
    holding = Holding(
        demarche,
        events,
        said.contributions,
        _walls(mine, theirs, ids, said, titles, ledger),
        _imports(mine.imports, notes, names),
        said.withdrawn,
        said.last_numbers,
        mine.changed,
        join_projects(mine.project, theirs.project, ids, said.same, ledger),
    )
    return Joined(holding, tuple(ledger.conflicts), said.renumbered, said.added, said.revised)


def _events(mine: Holding, theirs: Holding, pairs: Mapping[str, Event], ledger: Ledger) -> tuple[Event, ...]:
    others = {pairs[other.id].id: other for other in theirs.events if other.id in pairs}
    events = [join_events(one, others[one.id], ledger) if one.id in others else one for one in mine.events]
    for other in theirs.events:
        if other.id not in pairs:
            events.append(replace(other, slug=_free(other.slug, {event.slug for event in events})))
    return tuple(events)


def _free(slug: str, taken: set[str]) -> str:
    """``slug``, or the first of ``slug-2``, ``slug-3``… that no event has."""
    rank, free = 1, slug
    while free in taken:
        rank += 1
        free = f"{slug}-{rank}"
    return free


def _imports(
    mine: tuple[ImportNote, ...], theirs: tuple[ImportNote, ...], names: Mapping[tuple[str, str], str]
) -> tuple[ImportNote, ...]:
    known = {(note.event_id, note.sha256) for note in mine}
    news = [
        replace(note, source=names[note.event_id, note.source])
        for note in theirs
        if (note.event_id, note.sha256) not in known
    ]
    return (*mine, *news)


def _walls(
    mine: Holding,
    theirs: Holding,
    ids: Mapping[str, str],
    said: JoinedContributions,
    titles: Mapping[str, str],
    ledger: Ledger,
) -> tuple[Sorting, ...]:
    others = {ids[wall.event_id]: wall for wall in theirs.walls if wall.event_id in ids}
    walls = []
    for event_id in dict.fromkeys([*(wall.event_id for wall in mine.walls), *others]):
        here = {one.id: one for one in said.contributions if one.event_id == event_id}
        there = others.get(event_id)
        ours = mine.wall(event_id)
        if there is None:
            assert ours is not None
            walls.append(ours)
            continue
        base = ours or Sorting(event_id, (), (), there.engine, there.made_at)
        gone = frozenset(
            one.id
            for one in mine.contributions
            if not one.removed and one.id in here and here[one.id].removed
        )
        context = WallsThere(titles[event_id], said.same, here, gone)
        walls.append(join_walls(base, there, context, ledger))
    return tuple(walls)
