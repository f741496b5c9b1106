"""How widely something was said at an event: at how many tables, or by which families of public.

Where the public belongs to the table (atelier, stand, réunion de travail) tables measure it; where each
speaks under a public or a quality of their own (table ronde, entretien, séminaire, comité), families of
public do: élus, agents, partenaires, habitants. It tells who spoke, never who agrees.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from facilitator.domain.contribution import Contribution, ContributionType, PublicFamily, public_family
from facilitator.domain.event import EventKind
from facilitator.domain.evidence import EventEvidence, ThemeEvidence, by_votes, quotable
from facilitator.domain.irony import statable
from facilitator.language.french import listed
from facilitator.language.wording import shares_text

SHARED = 2
"""Needs that a theme holds at least where it is told as a shared need."""

NEEDS = (ContributionType.BESOIN, ContributionType.FAIBLESSE)
"""What counts as a need: one said as such, or a weakness."""

LEAST_NEEDS = 0.1
"""Part of an event's contributions under which needs were not what it was about, as where all propose."""

_LEGIBLE = range(15, 111)


@dataclass(frozen=True, slots=True)
class Reach:
    """``heard`` of ``out_of`` tables or families of public; ``out_of`` under 2 measures nothing."""

    heard: int
    out_of: int

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where nothing is measured."""
        return self.heard / self.out_of if self.out_of >= 2 and self.heard else None


@dataclass(frozen=True, slots=True)
class SharedNeed:
    """The needs said on one theme, how widely they were said, and the words that tell them best."""

    theme: ThemeEvidence
    needs: tuple[Contribution, ...]
    reach: Reach
    words: Contribution


def told_by_table(evidence: EventEvidence) -> bool:
    """Whether tables tell how widely something was said at the event, rather than families of public."""
    kind = evidence.event.kind
    return not kind.speaks_in_turn and kind is not EventKind.SEMINAIRE


def reach(said: Sequence[Contribution], evidence: EventEvidence) -> Reach:
    """How widely these contributions of the event were said."""
    if told_by_table(evidence):
        tables = {c.table for c in said}
        return Reach(sum(share in tables for share in evidence.shares), len(evidence.shares))
    return Reach(len(_families(said)), len(_families(evidence.contributions)))


def reach_text(said: Sequence[Contribution], evidence: EventEvidence) -> str:
    """« à 4 tables sur 5 », « à une seule table », « par des élus et des agents »; empty where unknown."""
    measured = reach(said, evidence)
    if not measured.heard or measured.share is None:
        return ""
    if not told_by_table(evidence):
        return (
            f"par {listed([f'des {family.value}' for family in PublicFamily if family in _families(said)])}"
        )
    if measured.heard == 1:
        return "à une seule table"
    return f"à {shares_text(evidence.event, measured.heard, measured.out_of)}"


def is_about_needs(evidence: EventEvidence) -> bool:
    """Whether enough needs were said at the event for themes to be compared by theirs."""
    return len(evidence.of_types(*NEEDS)) >= max(1, LEAST_NEEDS * len(evidence.contributions))


def shared_needs(evidence: EventEvidence, limit: int) -> tuple[SharedNeed, ...]:
    """The themes whose needs were said most widely, then with most votes, then most often; each quoted.

    A theme with a single need shares none; one none of whose needs may be quoted as a finding is left out.
    """
    found = []
    for rank, theme in enumerate(evidence.themes):
        needs = theme.of_types(*NEEDS)
        words = best_said(needs)
        if words is not None and len(needs) >= SHARED:
            measured = reach(needs, evidence)
            votes = sum(c.votes for c in needs)
            order = (-(measured.share or 0), -votes, -len(needs), rank)
            found.append((order, SharedNeed(theme, needs, measured, words)))
    return tuple(need for _, need in sorted(found, key=lambda one: one[0])[:limit])


def best_said(said: Iterable[Contribution]) -> Contribution | None:
    """The words that may stand for these contributions: most votes, legible length, first recorded.

    None where none may be quoted as a finding: it names somebody, or may be ironic.
    """
    fit = by_votes(statable(quotable(said)))
    return min(fit, key=lambda c: (-c.votes, len(c.text) not in _LEGIBLE, c.number), default=None)


def _families(said: Iterable[Contribution]) -> frozenset[PublicFamily]:
    return frozenset(family for c in said if (family := public_family(c.voice)) is not None)
