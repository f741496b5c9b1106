"""A re-sort is a proposal: what would change on a wall and why, to apply wholly, in part, or not at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from facilitator.domain.shaping import added, without_themes
from facilitator.domain.theme import Author, Placement, Sorting, Theme


class ChangeKind(StrEnum):
    """What would happen."""

    FILED = "rangée"  # from the tray into a theme
    MOVED = "déplacée"
    TRAYED = "remise à ranger"
    NEW_THEME = "nouveau thème"
    THEME_GONE = "thème supprimé"


@dataclass(frozen=True, slots=True)
class Why:
    """Why a contribution would go to a theme: words shared with its members, and the nearest of these."""

    words: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()  # contribution ids


@dataclass(frozen=True, slots=True)
class Change:
    """One change: of a contribution from ``source`` to ``target`` (None: the tray), or of a theme.

    A new theme is its own ``target``, one that goes its own ``source``; ``contribution_id`` is then None.
    """

    kind: ChangeKind
    contribution_id: str | None
    source: str | None
    target: str | None
    why: Why = Why()

    def concerns(self, theme_ids: Collection[str]) -> bool:
        """Whether one of these themes would gain or lose by it."""
        return self.source in theme_ids or self.target in theme_ids


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a re-sort would make of the wall ``base``; ``wanted`` already holds all that humans decided."""

    base: Sorting
    wanted: Sorting
    changes: tuple[Change, ...] = field(default=())

    @property
    def new_themes(self) -> tuple[Theme, ...]:
        """The themes that would be new."""
        known = {theme.id for theme in self.base.themes}
        return tuple(theme for theme in self.wanted.themes if theme.id not in known)

    @property
    def gone_themes(self) -> tuple[Theme, ...]:
        """The themes that would be gone."""
        left = {theme.id for theme in self.wanted.themes}
        return tuple(theme for theme in self.base.themes if theme.id not in left)

    def count(self, kind: ChangeKind) -> int:
        """How many changes are of this kind."""
        return sum(change.kind is kind for change in self.changes)


def propose(base: Sorting, wanted: Sorting, why: Mapping[str, Why] | None = None) -> Proposal:
    """The proposal that leads from ``base`` to ``wanted``; ``why`` by contribution id.

    Whatever ``wanted`` says, what humans decided on ``base`` holds, and a placement that stays is untouched.
    """
    wanted = constrained(base, wanted)
    return Proposal(base, wanted, differences(base, wanted, why or {}))


def differences(before: Sorting, after: Sorting, why: Mapping[str, Why]) -> tuple[Change, ...]:
    """What tells two walls of an event apart: themes that come and go, then contributions in their order."""
    known, left = {theme.id for theme in before.themes}, {theme.id for theme in after.themes}
    come = [Change(ChangeKind.NEW_THEME, None, None, t.id) for t in after.themes if t.id not in known]
    gone = [Change(ChangeKind.THEME_GONE, None, t.id, None) for t in before.themes if t.id not in left]
    stood = before.places()
    moved = []
    for place in after.placements:
        one = place.contribution_id
        source = stood[one].theme_id if one in stood else None
        if source != place.theme_id:
            kind = _kind(source, place.theme_id)
            moved.append(Change(kind, one, source, place.theme_id, why.get(one, Why())))
    return (*come, *gone, *moved)


def apply(
    proposal: Proposal, theme_ids: Collection[str] | None = None, *, onto: Sorting | None = None
) -> Sorting:
    """The wall once the proposal is applied: wholly, or only what concerns the chosen themes.

    A chosen theme gains and loses all that it would; what would leave it for a new theme that is not
    chosen stays, so that a new theme comes whole or not at all. A theme that would go does so once it is
    empty. ``onto`` is the wall as it has become since; what was changed there meanwhile stays as it is.
    """
    wall = proposal.base if onto is None else onto
    coming = [t for t in proposal.new_themes if theme_ids is None or t.id in theme_ids]
    going = {theme.id for theme in proposal.gone_themes}
    after = wall
    for theme in coming:
        after = added(after, theme)
    open_to = {None, *(theme.id for theme in after.themes)}
    wanted, was, now = proposal.wanted.places(), proposal.base.places(), wall.places()
    moves = []
    for change in proposal.changes:
        one = change.contribution_id
        if one is None or change.target not in open_to:
            continue
        if theme_ids is not None and not change.concerns(theme_ids):
            continue
        if one not in now or _spot(now.get(one)) != _spot(was.get(one)):
            continue
        moves.append(wanted[one])
    after = after.placing(moves)
    members = after.members()
    had = wall.members()
    over = {
        theme_id
        for theme_id in going & set(members) - wall.kept_themes()
        if not members[theme_id] and (theme_ids is None or theme_id in theme_ids or had[theme_id])
    }
    whole = theme_ids is None and moves
    engine, made_at = (
        (proposal.wanted.engine, proposal.wanted.made_at) if whole else (wall.engine, wall.made_at)
    )
    after = replace(without_themes(after, over), engine=engine, made_at=made_at)
    return _without_hollow(constrained(wall, after), coming)


def constrained(base: Sorting, wanted: Sorting) -> Sorting:
    """``wanted`` with all that humans decided on ``base`` intact, and nothing else touched that stays.

    Kept themes and every theme's identity (name, colour, position, votes) are those of ``base``, and so
    are a human's placements. A contribution that a decision forbids where ``wanted`` puts it stays where
    it stood, or in the tray if it cannot.
    """
    themes = _themes(base, wanted)
    alive = {theme.id for theme in themes}
    stood = base.places()
    places: dict[str, Placement] = {}
    for place in wanted.placements:
        before = stood.get(place.contribution_id)
        stays = before is not None and (before.by is Author.HUMAN or _spot(before) == _spot(place))
        places[place.contribution_id] = _living(before if before is not None and stays else place, alive)
    for one, before in stood.items():
        if one not in places:
            places[one] = _living(before, alive)
    _hold(base, places, alive)
    return replace(
        wanted,
        themes=themes,
        placements=tuple(places.values()),
        decisions=base.decisions.within(alive),
    )


def _themes(base: Sorting, wanted: Sorting) -> tuple[Theme, ...]:
    """The themes of ``wanted`` as ``base`` knows them, those that must stay too; new ones at the end."""
    kept = base.kept_themes()
    left = {theme.id for theme in wanted.themes} | kept
    known = {theme.id for theme in base.themes}
    themes = replace(base, themes=tuple(theme for theme in base.themes if theme.id in left))
    every_colour = base
    for theme in wanted.themes:
        if theme.id not in known:
            every_colour = added(every_colour, theme)
            themes = replace(themes, themes=(*themes.themes, every_colour.themes[-1]))
    return themes.themes


def _hold(base: Sorting, places: dict[str, Placement], alive: Collection[str]) -> None:
    """Undo in ``places`` what refusals and « pas ensemble » forbid."""
    stood, partners = base.places(), base.decisions.partners()
    refused = set(base.decisions.refusals)

    def is_free(one: str, theme_id: str | None) -> bool:
        if theme_id is None:
            return True
        others = (places.get(other) for other in partners.get(one, ()))
        return (one, theme_id) not in refused and all(
            other is None or other.theme_id != theme_id for other in others
        )

    for one in sorted({*partners, *(pair[0] for pair in refused)}):
        place = places.get(one)
        if place is None or place.by is Author.HUMAN or is_free(one, place.theme_id):
            continue
        before = stood.get(one)
        back = before if before is not None and before.theme_id in alive else None
        fits = back is not None and back.theme_id != place.theme_id and is_free(one, back.theme_id)
        places[one] = back if back is not None and fits else Placement(one, None)


def _without_hollow(sorting: Sorting, coming: Iterable[Theme]) -> Sorting:
    """The wall without those of its new themes into which nothing could go."""
    members = sorting.members()
    hollow = {theme.id for theme in coming if theme.id in members and not members[theme.id]}
    return without_themes(sorting, hollow) if hollow else sorting


def _kind(source: str | None, target: str | None) -> ChangeKind:
    if target is None:
        return ChangeKind.TRAYED
    return ChangeKind.FILED if source is None else ChangeKind.MOVED


def _spot(place: Placement | None) -> tuple[str | None, bool]:
    """Where a contribution stands, never placed and in the tray being the same."""
    return (None, False) if place is None else (place.theme_id, place.off_topic)


def _living(place: Placement, alive: Collection[str]) -> Placement:
    """``place`` without themes that are gone, and without its main theme among the others."""
    main = place.theme_id if place.theme_id in alive else None
    further = tuple(other for other in place.secondary if other in alive and other != main)
    if (main, further) == (place.theme_id, place.secondary):
        return place
    return replace(place, theme_id=main, secondary=further if main else ())
