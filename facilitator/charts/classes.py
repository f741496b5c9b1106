"""A few classes for a map: bounds that a reader can repeat, each class with somebody in it."""

from collections.abc import Sequence
from itertools import pairwise

MOST_CLASSES, FEW_PLACES = 5, 20


def bounds(values: Sequence[float], decimals: int) -> tuple[float, ...]:
    """The bounds of 4 classes (5 beyond twenty places): quantiles rounded as shown; fewer for few values.

    The first bound is the least value, the last the greatest; n + 1 bounds for n classes.
    """
    ranked = sorted(round(one, decimals) for one in values)
    wanted = MOST_CLASSES if len(ranked) > FEW_PLACES else MOST_CLASSES - 1
    cuts = [ranked[0]]
    for step in range(1, wanted):
        cut = ranked[min(len(ranked) - 1, step * len(ranked) // wanted)]
        if cut > cuts[-1]:
            cuts.append(cut)
    if ranked[-1] > cuts[-1] or len(cuts) == 1:
        cuts.append(ranked[-1])
    return tuple(cuts)


def class_of(value: float, cuts: Sequence[float], decimals: int) -> int:
    """The class of a value, from 0; the last one holds its own upper bound."""
    rounded = round(value, decimals)
    return next(
        (rank for rank, (_, high) in enumerate(pairwise(cuts)) if rounded < high),
        len(cuts) - 2,
    )
