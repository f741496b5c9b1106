"""Two walls of one event as one: themes, places, and what a human decided beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from facilitator.domain.contribution import Contribution
from facilitator.domain.decisions import Decisions, Pair, in_order
from facilitator.domain.joining.settling import Ledger, Winner, winner
from facilitator.domain.joining.themes import JoinedThemes, join_themes
from facilitator.domain.theme import Author, Placement, Sorting


@dataclass(frozen=True, slots=True)
class WallsThere:
    """What joining two walls needs to know of their event.

    ``same`` leads from their contribution ids to those kept; ``here`` are the contributions kept, by id;
    ``gone`` those of ours that the joining takes away.
    """

    title: str
    same: Mapping[str, str]
    here: Mapping[str, Contribution]
    gone: frozenset[str]

    def subject(self, contribution_id: str) -> str:
        """A contribution, in a conflict."""
        return f"contribution n°\u00a0{self.here[contribution_id].number}"


def join_walls(mine: Sorting, theirs: Sorting, context: WallsThere, ledger: Ledger) -> Sorting:
    """Our wall, completed by theirs.

    What a human placed wins over what a machine placed; where two humans placed differently, ours stays
    and the conflict is noted. What neither wall places any more is left to be filed.
    """
    themes = join_themes(mine, theirs, context.title, context.same, ledger)
    places = _Places(mine, theirs, themes, context, ledger)
    for one in context.here:
        places.settle(one)
    decisions = _decisions(mine, theirs, themes, context, ledger)
    decisions = _without_contradictions(decisions, mine, places)
    used = {theme_id for place in places.settled.values() for theme_id in _themes_of(place)}
    kept = themes.kept(used)
    ids = {theme.id for theme in kept}
    ordered = sorted(places.settled.values(), key=lambda place: context.here[place.contribution_id].number)
    return replace(mine, themes=kept, placements=tuple(ordered), decisions=decisions.within(ids))


def _themes_of(place: Placement) -> tuple[str, ...]:
    return place.secondary if place.theme_id is None else (place.theme_id, *place.secondary)


class _Places:
    """Where each contribution stands, as it is being settled; ``from_them`` are those taken from them."""

    def __init__(
        self, mine: Sorting, theirs: Sorting, themes: JoinedThemes, context: WallsThere, ledger: Ledger
    ) -> None:
        self.context = context
        self.ledger = ledger
        self.themes = themes
        self.settled: dict[str, Placement] = {}
        self.from_them: set[str] = set()
        self.ours = {one: self._possible(place) for one, place in mine.places().items()}
        self.theirs: dict[str, Placement | None] = {}
        self._ids: dict[str, str] = {}
        for one, place in theirs.places().items():
            here = context.same.get(one)
            if here is not None:
                self.theirs[here] = self._possible(replace(place, contribution_id=here))
                self._ids[here] = one

    def settle(self, one: str) -> None:
        """Decide where one contribution stands, if anywhere."""
        ours, other = self.ours.get(one), self.theirs.get(one)
        if self.context.here[one].removed:  # nothing more is said of where it stood
            other = None
            ours = None if one in self.context.gone else ours
        if ours is None and other is not None and ("place", self._ids[one], "") not in self.ledger.there:
            other = None  # they have not placed it since: that it stands nowhere here is newer
        if other is None or (ours is not None and self._wins(one, ours, other) is not Winner.THEIRS):
            if ours is not None:
                self.settled[one] = ours
            return
        self.settled[one] = other
        if other != ours:
            self.from_them.add(one)

    def give_back(self, one: str) -> None:
        """Put a contribution where we had it, or nowhere."""
        self.from_them.discard(one)
        self.settled.pop(one, None)
        ours = self.ours.get(one)
        if ours is not None:
            self.settled[one] = ours

    def replace_machine(self, one: str, fits: Callable[[Placement], bool]) -> None:
        """Take a contribution from where the machine had it to where the other side has it, or to nowhere."""
        former = self.settled.pop(one)
        for other in (self.ours.get(one), self.theirs.get(one)):
            if other is not None and other != former and fits(other):
                self.settled[one] = other
                return

    def name(self, place: Placement) -> str:
        """Where a placement leads, in a conflict."""
        if place.theme_id is None:
            return "hors sujet" if place.off_topic else "à ranger"
        names = [self.themes.name(theme_id) for theme_id in _themes_of(place)]
        return names[0] if len(names) == 1 else f"{names[0]} (aussi\u00a0: {', '.join(names[1:])})"

    def _wins(self, one: str, ours: Placement, other: Placement) -> Winner:
        here = ("place", one, "") in self.ledger.here
        there = ("place", self._ids[one], "") in self.ledger.there
        found = winner((_where(ours), ours.by), (_where(other), other.by), here=here, there=there)
        if found is not Winner.CONFLICT:
            return found
        if ours.by is not other.by:
            return Winner.MINE if ours.by is Author.HUMAN else Winner.THEIRS
        if ours.by is Author.HUMAN:
            told = (self.context.title, self.context.subject(one), "thème")
            self.ledger.note(told, self.name(ours), self.name(other))
            return Winner.CONFLICT
        return Winner.THEIRS if self._rank(other) > self._rank(ours) else Winner.MINE

    def _rank(self, place: Placement) -> tuple[bool, float, str]:
        """What makes one machine's choice better than the other's, whichever side it is on."""
        return place.theme_id is not None, place.confidence, self.name(place)

    def _possible(self, place: Placement) -> Placement | None:
        """``place`` under the names kept; None where the machine had it in a theme that goes."""
        final = self.themes.final
        theme_id = None if place.theme_id is None else final(place.theme_id)
        secondary = tuple(dict.fromkeys(final(one) for one in place.secondary))
        place = replace(place, theme_id=theme_id, secondary=tuple(x for x in secondary if x != theme_id))
        if place.by is Author.MACHINE and any(one in self.themes.gone for one in _themes_of(place)):
            return None
        return place


def _where(place: Placement) -> tuple[str | None, bool, frozenset[str]]:
    return place.theme_id, place.off_topic, frozenset(place.secondary)


def _decisions(
    mine: Sorting, theirs: Sorting, themes: JoinedThemes, context: WallsThere, ledger: Ledger
) -> Decisions:
    """What either side decided, but for what one side has lifted since."""
    same, names = context.same, themes.final
    apart_there: dict[Pair, Pair] = {
        in_order(same[one], same[other]): (one, other)
        for one, other in theirs.decisions.apart
        if one in same and other in same and same[one] != same[other]
    }
    refused_there: dict[Pair, Pair] = {
        (same[one], names(theme_id)): (one, theme_id)
        for one, theme_id in theirs.decisions.refusals
        if one in same and themes.is_known(theme_id)
    }
    refused_here = {(one, names(theme_id)): (one, theme_id) for one, theme_id in mine.decisions.refusals}
    apart = _united("apart", {pair: pair for pair in mine.decisions.apart}, apart_there, same, ledger)
    refusals = _united("refusal", refused_here, refused_there, same, ledger)
    here = {one for one, kept in context.here.items() if not kept.removed}
    ours = {*mine.decisions.apart, *mine.decisions.refusals}
    return Decisions(
        tuple(x for x in apart if set(x) <= here or (x in ours and context.gone.isdisjoint(x))),
        tuple(x for x in refusals if x[0] in here or (x in ours and x[0] not in context.gone)),
    )


def _united(
    what: str, mine: Mapping[Pair, Pair], theirs: Mapping[Pair, Pair], same: Mapping[str, str], ledger: Ledger
) -> list[Pair]:
    """The pairs of both; one that a side lifted since is gone. Values are the pairs under each side's ids."""
    there = {one: other for other, one in same.items()}
    kept = [pair for pair in mine if pair in theirs]
    for pair, own in mine.items():
        ids = (there.get(own[0], own[0]), there.get(own[1], own[1]))
        lifted = {(what, " ".join(each), "") for each in (ids, in_order(*ids))} & ledger.there
        if pair not in theirs and not lifted:
            kept.append(pair)
    for pair, own in theirs.items():
        ids = (same.get(own[0], own[0]), same.get(own[1], own[1]))
        lifted = {(what, " ".join(each), "") for each in (ids, in_order(*ids))} & ledger.here
        if pair not in mine and not lifted:
            kept.append(pair)
    return kept


def _without_contradictions(decisions: Decisions, mine: Sorting, places: _Places) -> Decisions:
    """The decisions that the places bear; of a human's place and a decision that contradict, ours stays.

    A contribution that only the machine had placed leaves for a « pas ensemble ».
    """
    context, ledger = places.context, places.ledger
    own_refusals = {(one, places.themes.final(theme_id)) for one, theme_id in mine.decisions.refusals}
    for one, theme_id in decisions.refusals:
        place = places.settled.get(one)
        if place is None or theme_id not in _themes_of(place):
            continue
        if place.by is Author.MACHINE:
            places.replace_machine(one, partial(_is_outside, theme_id))
            continue
        told = (context.title, context.subject(one), "thème refusé")
        refused, name = f"jamais dans {places.themes.name(theme_id)}", places.name(place)
        if (one, theme_id) in own_refusals and one in places.from_them:
            ledger.note(told, refused, name)
            places.give_back(one)
        else:
            ledger.note(told, name, refused)
            decisions = decisions.without(refusals=[(one, theme_id)])
    for pair in decisions.apart:
        decisions = _parted(pair, decisions, pair in mine.decisions.apart, places)
    return decisions


def _is_outside(theme_id: str, place: Placement) -> bool:
    return theme_id not in _themes_of(place)


def _parted(pair: Pair, decisions: Decisions, is_ours: bool, places: _Places) -> Decisions:
    """The decisions once a « pas ensemble » and the places of its pair no longer contradict."""
    if not _together(pair, places):
        return decisions
    machine = [one for one in pair if places.settled[one].by is Author.MACHINE]
    if machine:
        rest = places.settled[pair[0] if machine[-1] == pair[1] else pair[1]]
        places.replace_machine(machine[-1], lambda other: other.theme_id != rest.theme_id)
        return decisions
    told = (places.context.title, " et ".join(places.context.subject(one) for one in pair), "pas ensemble")
    name = places.name(places.settled[pair[0]])
    if is_ours:
        for one in reversed(pair):
            if one in places.from_them and _together(pair, places):
                places.give_back(one)
                if _together(pair, places) and places.settled[one].by is Author.MACHINE:
                    places.settled.pop(one)
        if not _together(pair, places):
            places.ledger.note(told, "pas ensemble", f"ensemble dans {name}")
            return decisions
    places.ledger.note(told, f"ensemble dans {name}", "pas ensemble")
    return decisions.without(apart=[pair])


def _together(pair: Pair, places: _Places) -> bool:
    first, second = (places.settled.get(one) for one in pair)
    if first is None or second is None or first.theme_id is None:
        return False
    return first.theme_id == second.theme_id
