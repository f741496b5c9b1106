"""A proposal told theme by theme: what each would gain, from where and why, and what would be gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.domain.contribution import Contribution
from facilitator.domain.proposal import Change, Proposal
from facilitator.domain.theme import Theme
from facilitator.language.french import counted
from facilitator.language.typography import typeset
from facilitator.workshop.board.gestures import place_name
from facilitator.workshop.board.reports import because


@dataclass(frozen=True, slots=True)
class Arrival:
    """A contribution that would come to a theme, and ``reason``: « de « Bus » (soir ; comme n° 3) »."""

    contribution: Contribution
    reason: str


@dataclass(frozen=True, slots=True)
class ThemeProposed:
    """What a proposal would make of one theme (None: the tray)."""

    theme: Theme | None
    arrivals: tuple[Arrival, ...] = ()
    is_new: bool = False
    is_gone: bool = False

    @property
    def sentence(self) -> str:
        """« (nouveau) « Mobilité » recevrait », « « Bus » disparaîtrait »."""
        verb = "disparaîtrait" if self.is_gone else "recevrait"
        return typeset(f"{'(nouveau) ' if self.is_new else ''}{place_name(self.theme)} {verb}")


def by_theme(proposal: Proposal, contributions: Sequence[Contribution]) -> tuple[ThemeProposed, ...]:
    """The themes that would change, in the order of the wall; then the tray, and those that would be gone."""
    said = {one.id: one for one in contributions}
    told = []
    for theme in (*proposal.wanted.themes, None):
        target = None if theme is None else theme.id
        arrivals = tuple(
            _arrival(change, proposal, said)
            for change in proposal.changes
            if change.contribution_id in said and change.target == target
        )
        if arrivals:
            told.append(ThemeProposed(theme, arrivals, is_new=theme in proposal.new_themes))
    return (*told, *(ThemeProposed(theme, is_gone=True) for theme in proposal.gone_themes))


def first_sort_sentence(proposal: Proposal) -> str:
    """« 9 thèmes proposés, 4 contributions restent à ranger »: of a wall that had no theme."""
    loose = sum(p.theme_id is None and not p.off_topic for p in proposal.wanted.placements)
    rest = f", {counted(loose, 'contribution')} à ranger" if loose else ""
    return typeset(f"{counted(len(proposal.wanted.themes), 'thème proposé', 'thèmes proposés')}{rest}")


def _arrival(change: Change, proposal: Proposal, said: dict[str, Contribution]) -> Arrival:
    sources = {theme.id: theme for theme in proposal.base.themes}
    source = sources.get(change.source) if change.source else None
    nearest = [said[other].number for other in change.why.nearest if other in said]
    reason = f"de {place_name(source)}{because(change.why.words, nearest)}"
    return Arrival(said[str(change.contribution_id)], typeset(reason))
