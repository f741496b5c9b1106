"""What a facilitator decided that no placement can say: pairs never to share a theme, suggestions refused."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Final

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Decisions:
    """Constraints on every filing by the machine, sorted, each once; ids throughout.

    ``apart`` holds pairs of contributions, the smaller id first; ``refusals`` pairs (contribution, theme).
    """

    apart: tuple[Pair, ...] = ()
    refusals: tuple[Pair, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "apart", tuple(sorted({in_order(*pair) for pair in self.apart})))
        object.__setattr__(self, "refusals", tuple(sorted(set(self.refusals))))

    def parting(self, first: str, second: str) -> Decisions:
        """These, and that two contributions never share a theme."""
        return replace(self, apart=(*self.apart, (first, second)))

    def refusing(self, contribution_ids: Iterable[str], theme_id: str) -> Decisions:
        """These, and that the machine never files these contributions into this theme."""
        return replace(self, refusals=(*self.refusals, *((one, theme_id) for one in contribution_ids)))

    def without(self, *, apart: Collection[Pair] = (), refusals: Collection[Pair] = ()) -> Decisions:
        """These but for those named, which a newer act contradicts."""
        lifted = {in_order(*pair) for pair in apart}
        return Decisions(
            tuple(pair for pair in self.apart if pair not in lifted),
            tuple(pair for pair in self.refusals if pair not in refusals),
        )

    def forgetting(self, contribution_ids: Collection[str]) -> Decisions:
        """These but for those on contributions that left the wall."""
        return Decisions(
            tuple(pair for pair in self.apart if not set(pair) & set(contribution_ids)),
            tuple(pair for pair in self.refusals if pair[0] not in contribution_ids),
        )

    def within(self, theme_ids: Collection[str]) -> Decisions:
        """These but for refusals of themes other than ``theme_ids``."""
        return replace(self, refusals=tuple(pair for pair in self.refusals if pair[1] in theme_ids))

    def partners(self) -> dict[str, frozenset[str]]:
        """For each contribution kept apart from others: these others."""
        found: dict[str, set[str]] = {}
        for first, second in self.apart:
            found.setdefault(first, set()).add(second)
            found.setdefault(second, set()).add(first)
        return {one: frozenset(others) for one, others in found.items()}


NONE: Final = Decisions()
"""Nothing decided beside placements."""


def in_order(first: str, second: str) -> Pair:
    """The pair of two contributions, as it is kept."""
    return (first, second) if first <= second else (second, first)
