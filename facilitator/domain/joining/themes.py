"""The themes of two walls of one event: which are the same, which stay, and what they are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from facilitator.domain.contribution import fold
from facilitator.domain.joining.settling import Ledger, Winner, winner
from facilitator.domain.theme import Author, Sorting, Theme, lowest_free

_SAID: Final = ("name", "named_by", "votes", "made_by", "came")


@dataclass(slots=True)
class JoinedThemes:
    """The themes of both walls, ours first.

    ``names`` leads from their theme ids to those kept here, ``merged`` from one of ours to the one that it
    became part of. ``gone`` are those that one side took away: they stay only where a human's place needs
    them.
    """

    themes: list[Theme]
    ours: frozenset[str]
    names: dict[str, str] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    def final(self, theme_id: str) -> str:
        """The id kept for a theme of either side."""
        here = self.names.get(theme_id, theme_id)
        while here in self.merged:
            here = self.merged[here]
        return here

    def is_known(self, theme_id: str) -> bool:
        """Whether their theme came along."""
        return theme_id in self.names

    def name(self, theme_id: str) -> str:
        """What a theme is called, in a conflict."""
        return next(f"«\u00a0{theme.name}\u00a0»" for theme in self.themes if theme.id == theme_id)

    def kept(self, used: Collection[str]) -> tuple[Theme, ...]:
        """The themes that stay, numbered in their order; ours keep their colour, theirs where it is free."""
        stay = [
            theme
            for theme in self.themes
            if theme.id not in self.merged and (theme.id not in self.gone or theme.id in used)
        ]
        colours = [theme.colour for theme in stay if theme.id in self.ours]
        kept = []
        for position, theme in enumerate(stay):
            colour = theme.colour
            if theme.id not in self.ours:
                colour = lowest_free(colours) if colour in colours else colour
                colours.append(colour)
            kept.append(replace(theme, position=position, colour=colour))
        return tuple(kept)


def join_themes(
    mine: Sorting, theirs: Sorting, title: str, same: Mapping[str, str], ledger: Ledger
) -> JoinedThemes:
    """The themes of both walls: the same by their id, else by their name.

    A theme that one side took away while the other left it alone goes, and what was in it follows most of
    its members; a human's name wins over a machine's; of two machine's names the first in the alphabet,
    whichever side it is on.
    """
    ours = {theme.id: theme for theme in mine.themes}
    there = {theme.id for theme in theirs.themes}
    by_name = {fold(theme.name): theme.id for theme in reversed(mine.themes) if theme.id not in there}
    joined = JoinedThemes(list(mine.themes), frozenset(ours))
    index = {theme.id: n for n, theme in enumerate(joined.themes)}
    for other in theirs.themes:
        here = other.id if other.id in ours else by_name.get(fold(other.name))
        if here is not None:
            joined.names[other.id] = here
            joined.themes[index[here]] = _settled(joined.themes[index[here]], other, title, same, ledger)
            continue
        joined.names[other.id] = other.id
        if not _is_changed(other.id, ledger.there):  # known here, and taken away
            successor = _successor(other.id, theirs, mine, same)
            if successor is None:
                joined.gone.add(other.id)
            else:
                joined.names[other.id] = successor
                one = ours[successor]
                if successor not in there and not _is_changed(successor, ledger.here):  # merged both ways
                    ledger.note((title, f"thème «\u00a0{one.name}\u00a0»", "nom"), one.name, other.name)
                continue
        central = None if other.central_id is None else same.get(other.central_id)
        joined.themes.append(replace(other, event_id=mine.event_id, central_id=central))
    matched = set(joined.names.values())
    back = {here: other for other, here in same.items()}
    for theme in mine.themes:
        if theme.id not in matched and not _is_changed(theme.id, ledger.here):  # known there, and taken away
            successor = _successor(theme.id, mine, theirs, back)
            if successor is None or joined.names[successor] == theme.id:
                joined.gone.add(theme.id)
            else:
                joined.merged[theme.id] = joined.names[successor]
    _merge_namesakes(joined, there)
    return joined


def _successor(theme_id: str, former: Sorting, now: Sorting, same: Mapping[str, str]) -> str | None:
    """The theme of ``now`` that holds most of what a theme of ``former`` holds; None where there is none."""
    places = now.places()
    members = [same[one] for one in former.members()[theme_id] if one in same]
    went = Counter(place.theme_id for one in members if (place := places.get(one)) is not None)
    for target, count in went.most_common(1):
        if target is not None and 2 * count > went.total():
            return target
    return None


def _is_changed(theme_id: str, cells: Collection[tuple[str, str, str]]) -> bool:
    return any(("theme", theme_id, name) in cells for name in _SAID)


def _settled(one: Theme, other: Theme, title: str, same: Mapping[str, str], ledger: Ledger) -> Theme:
    here, there = (("theme", theme.id, "name") for theme in (one, other))
    found = winner(fold(one.name), fold(other.name), here=here in ledger.here, there=there in ledger.there)
    subject = f"thème «\u00a0{one.name}\u00a0»"
    if found is Winner.CONFLICT:
        found = _better_name(one, other)
        if found is Winner.CONFLICT:
            ledger.note((title, subject, "nom"), one.name, other.name)
    taken = {}
    if found is Winner.THEIRS:
        central = None if other.central_id is None else same.get(other.central_id)
        taken = {"name": other.name, "named_by": other.named_by, "words": other.words, "central_id": central}
    elif found is Winner.SAME and other.named_by is Author.HUMAN:
        taken = {"named_by": Author.HUMAN}
    votes = ("theme", one.id, "votes"), ("theme", other.id, "votes")
    return replace(
        one,
        **taken,  # type: ignore[arg-type]
        votes=ledger.settle(one.votes, other.votes, votes, (title, subject, "votes"), (0,)),
        made_by=Author.HUMAN if Author.HUMAN in (one.made_by, other.made_by) else one.made_by,
    )


def _better_name(one: Theme, other: Theme) -> Winner:
    if one.named_by is not other.named_by:
        return Winner.MINE if one.named_by is Author.HUMAN else Winner.THEIRS
    if one.named_by is Author.HUMAN:
        return Winner.CONFLICT
    return Winner.MINE if one.name < other.name else Winner.THEIRS


def _merge_namesakes(joined: JoinedThemes, there: Collection[str]) -> None:
    """Make one theme of two that bear the same name now, unless one side had both."""
    first: dict[str, int] = {}
    for n, theme in enumerate(joined.themes):
        if theme.id in joined.gone or theme.id in joined.merged:
            continue
        at = first.setdefault(fold(theme.name), n)
        one = joined.themes[at]
        if at == n or any(theme.id in side and one.id in side for side in (joined.ours, there)):
            continue
        joined.merged[theme.id] = one.id
        human = Author.HUMAN in (one.made_by, theme.made_by)
        joined.themes[at] = replace(
            one,
            votes=max(one.votes, theme.votes),
            made_by=Author.HUMAN if human else one.made_by,
        )
