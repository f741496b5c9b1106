"""Which new group is which old theme: the assignment that keeps the most contributions in their theme."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

PINNED = 10.0
"""The weight of a text that a human placed, beside 1 for the others."""


def match_groups(
    old: Sequence[Collection[int]],
    new: Sequence[Collection[int]],
    weights: Mapping[int, float] | Sequence[float] = (),
    kept: Collection[int] = (),
) -> tuple[int | None, ...]:
    """For each new group, the index of the old group that it continues, or None; each old one once at most.

    Of all assignments the one with the greatest weight of common members (the Hungarian method, Kuhn
    1955; Crouse 2016 as in scipy). ``weights`` gives the weight of a member, 1 where it says nothing.
    Old groups of ``kept`` come first: as many of them as share a member with a new group are matched,
    whatever it costs the others. Groups without a common member are never matched. The order of the
    groups changes nothing, equal assignments being told apart by the members themselves.
    """
    from scipy.optimize import linear_sum_assignment

    old_order = sorted(range(len(old)), key=lambda index: sorted(old[index]))
    new_order = sorted(range(len(new)), key=lambda index: sorted(new[index]))
    shared = np.zeros((len(new), len(old)))
    home = {member: column for column, index in enumerate(old_order) for member in old[index]}
    for row, index in enumerate(new_order):
        for member in new[index]:
            if member in home:
                shared[row, home[member]] += _weight(weights, member)
    prizes = np.array([shared.sum() + 1.0 if index in kept else 0.0 for index in old_order])
    rows, columns = linear_sum_assignment(shared + (shared > 0) * prizes, maximize=True)
    matched: list[int | None] = [None] * len(new)
    for row, column in zip(rows, columns, strict=True):
        if shared[row, column] > 0:
            matched[new_order[row]] = old_order[column]
    return tuple(matched)


def _weight(weights: Mapping[int, float] | Sequence[float], member: int) -> float:
    if isinstance(weights, Mapping):
        return float(weights.get(member, 1.0))
    return float(weights[member]) if member < len(weights) else 1.0
