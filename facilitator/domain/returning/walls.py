"""Where returned contributions stand: in the themes that are here, or in those that came with them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from facilitator.domain.contribution import fold
from facilitator.domain.decisions import Decisions
from facilitator.domain.joining import Conflict
from facilitator.domain.joining.settling import shown
from facilitator.domain.theme import Placement, Sorting, Theme, lowest_free


@dataclass(slots=True)
class ReturnedWall:
    """The wall to keep, None where nothing of it changes, and what differs from the one that is here."""

    sorting: Sorting | None
    themes: int = 0
    differences: list[Conflict] = field(default_factory=list)


def whole_wall(theirs: Sorting, here: Sorting | None, event_id: str, same: Mapping[str, str]) -> ReturnedWall:
    """Their wall as it is, where there is none here; contributions that only we have stay in the tray."""
    wall = _renamed(theirs, event_id, same)
    placed = {place.contribution_id for place in wall.placements}
    rest = here.placements if here else ()
    placements = (*wall.placements, *(place for place in rest if place.contribution_id not in placed))
    return ReturnedWall(replace(wall, placements=placements), len(wall.themes))


def completed_wall(
    theirs: Sorting,
    here: Sorting,
    shown_here: Sorting,
    same: Mapping[str, str],
    added: Collection[str],
    numbers: Mapping[str, int],
    title: str,
) -> ReturnedWall:
    """Our wall with the ``added`` contributions where they stood there; nothing else moves.

    A theme is the same by its id, else by its name, as it is or as it leaves (``shown_here``, names
    replaced); one that we lack comes only with a contribution.
    """
    theirs = _renamed(theirs, here.event_id, same)
    ids = {theme.id for theme in here.themes}
    names = {fold(theme.name): theme.id for theme in reversed((*here.themes, *shown_here.themes))}
    leads = {t.id: t.id if t.id in ids else names.get(fold(t.name)) for t in theirs.themes}
    used = {
        theme_id
        for place in theirs.placements
        if place.contribution_id in added
        for theme_id in _themes_of(place)
    }
    themes = list(here.themes)
    for theme in theirs.themes:
        if leads[theme.id] is None and theme.id in used:
            colours = [one.colour for one in themes]
            colour = theme.colour if theme.colour not in colours else lowest_free(colours)
            themes.append(replace(theme, position=len(themes), colour=colour))
            leads[theme.id] = theme.id
    news = [_led(place, leads) for place in theirs.placements if place.contribution_id in added]
    found = ReturnedWall(
        None, len(themes) - len(here.themes), _differences(theirs, here, shown_here, leads, numbers, title)
    )
    decisions = _decisions(theirs, here, leads, added)
    if news or decisions != here.decisions:
        placements = (*here.placements, *news)
        ordered = sorted(placements, key=lambda place: numbers.get(place.contribution_id, 0))
        found.sorting = replace(here, themes=tuple(themes), placements=tuple(ordered), decisions=decisions)
    return found


def _renamed(theirs: Sorting, event_id: str, same: Mapping[str, str]) -> Sorting:
    """Their wall under our ids; what it says of contributions that are not here is left out."""
    known = {theme.id for theme in theirs.themes}
    themes = tuple(
        replace(theme, event_id=event_id, central_id=same.get(theme.central_id or ""))
        for theme in theirs.themes
    )
    placements = tuple(
        replace(
            place,
            contribution_id=same[place.contribution_id],
            theme_id=place.theme_id if place.theme_id in known else None,
            secondary=tuple(one for one in place.secondary if one in known),
        )
        for place in theirs.placements
        if place.contribution_id in same
    )
    apart = ((same[one], same[two]) for one, two in theirs.decisions.apart if one in same and two in same)
    refusals = ((same[one], x) for one, x in theirs.decisions.refusals if one in same and x in known)
    decisions = Decisions(tuple(pair for pair in apart if pair[0] != pair[1]), tuple(refusals))
    return Sorting(event_id, themes, placements, theirs.engine, theirs.made_at, decisions)


def _themes_of(place: Placement) -> tuple[str, ...]:
    return place.secondary if place.theme_id is None else (place.theme_id, *place.secondary)


def _led(place: Placement, leads: Mapping[str, str | None]) -> Placement:
    """A place under the ids of our themes."""
    theme_id = None if place.theme_id is None else leads[place.theme_id]
    further = dict.fromkeys(led for one in place.secondary if (led := leads[one]) and led != theme_id)
    return replace(place, theme_id=theme_id, secondary=tuple(further))


def _decisions(
    theirs: Sorting, here: Sorting, leads: Mapping[str, str | None], added: Collection[str]
) -> Decisions:
    """Ours, and theirs on what they add."""
    apart = [pair for pair in theirs.decisions.apart if not set(pair).isdisjoint(added)]
    refusals = [
        (one, led) for one, theme_id in theirs.decisions.refusals if one in added and (led := leads[theme_id])
    ]
    return Decisions((*here.decisions.apart, *apart), (*here.decisions.refusals, *refusals))


def _differences(
    theirs: Sorting,
    here: Sorting,
    shown_here: Sorting,
    leads: Mapping[str, str | None],
    numbers: Mapping[str, int],
    title: str,
) -> list[Conflict]:
    """Names, votes and places that are not the same there."""
    ours: dict[str, Theme] = {theme.id: theme for theme in here.themes}
    left = {theme.id: theme.name for theme in shown_here.themes}
    names = {theme.id: theme.name for theme in (*theirs.themes, *here.themes)}
    found = []
    for theme in theirs.themes:
        one = ours.get(leads[theme.id] or "")
        if one is None:
            continue
        subject = f"thème «\u00a0{one.name}\u00a0»"
        if theme.name not in (one.name, left.get(one.id)):
            found.append(Conflict(title, subject, "nom", one.name, theme.name))
        if one.votes != theme.votes:
            found.append(Conflict(title, subject, "votes", shown(one.votes), shown(theme.votes)))
    places = here.places()
    for place in theirs.placements:
        mine = places.get(place.contribution_id)
        if mine is None or place.contribution_id not in numbers:
            continue
        if _where(mine, {}) != _where(place, leads):
            subject = f"contribution n°\u00a0{numbers[place.contribution_id]}"
            found.append(Conflict(title, subject, "thème", _told(mine, names), _told(place, names)))
    return found


def _where(place: Placement, leads: Mapping[str, str | None]) -> tuple[str | None, bool, frozenset[str]]:
    theme_id = place.theme_id
    if theme_id is not None:
        theme_id = leads.get(theme_id, theme_id) or theme_id
    return theme_id, place.off_topic, frozenset(leads.get(one, one) or one for one in place.secondary)


def _told(place: Placement, names: Mapping[str, str]) -> str:
    if place.theme_id is None:
        return "hors sujet" if place.off_topic else "à ranger"
    told = [f"«\u00a0{names[theme_id]}\u00a0»" for theme_id in _themes_of(place)]
    return told[0] if len(told) == 1 else f"{told[0]} (aussi\u00a0: {', '.join(told[1:])})"
