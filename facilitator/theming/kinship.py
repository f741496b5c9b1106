"""Themes of different walls that speak of the same matter, proposed by their meaning."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from facilitator.language.abbreviations import refold
from facilitator.language.lemmas import content_lemmas
from facilitator.theming.features import FeatureSpace
from facilitator.theming.metric import Metric
from facilitator.theming.prepare import clean

Place = tuple[int, int]
"""A theme by its wall and its rank there."""

LEAST_KIN = 0.4
"""Of the 17 pairs at or above it between hand-sorted themes of six sets of three walls of ``tests/bench``,
one reader found 15 right (22 of 28 from 0.35 on; half of those just below). A human confirms each."""


def find_kin(
    walls: Sequence[Sequence[Sequence[str]]],
    embed: Callable[[Sequence[str]], NDArray[np.float32]],
    metrics: Sequence[Metric] = (),
) -> tuple[tuple[Place, ...], ...]:
    """Groups of themes of different walls that are alike, each theme in one group at most, in wall order.

    ``walls`` hold their themes as the texts of each. Two themes are alike where each is the other's nearest
    among the other wall's, and the cosine of their centres, seen from all the texts together, is at least
    `LEAST_KIN`. A group takes one theme a wall: pairs join from the most alike on.
    """
    places = [(wall, rank) for wall, themes in enumerate(walls) for rank in range(len(themes))]
    texts = [clean(text) for themes in walls for theme in themes for text in theme]
    if len(walls) < 2 or not texts:
        return ()
    likeness = _likeness([len(walls[wall][rank]) for wall, rank in places], texts, embed, metrics)
    groups: dict[int, list[int]] = {at: [at] for at in range(len(places))}
    for one, other in _pairs(likeness, [wall for wall, _ in places]):
        joined = [*groups[one], *groups[other]]
        if len({places[at][0] for at in joined}) == len(joined):
            for at in joined:
                groups[at] = joined
    found = {tuple(sorted(group)) for group in groups.values() if len(group) > 1}
    return tuple(tuple(places[at] for at in group) for group in sorted(found))


def _likeness(
    sizes: Sequence[int],
    texts: Sequence[str],
    embed: Callable[[Sequence[str]], NDArray[np.float32]],
    metrics: Sequence[Metric],
) -> NDArray[np.float32]:
    """Cosines between the centres of themes of these sizes, shape (t, t)."""
    lemmas = [content_lemmas(refold(text)) for text in texts]
    features = FeatureSpace(lemmas, np.asarray(embed(texts), np.float32), [1] * len(texts), metrics).features
    owner = np.repeat(np.arange(len(sizes)), sizes)
    shares = np.zeros((len(texts), len(sizes)), dtype=np.float32)
    shares[np.arange(len(texts)), owner] = 1 / np.asarray(sizes, dtype=np.float32)[owner]
    products = shares.T @ features.sums(shares)
    lengths = np.sqrt(np.maximum(np.diag(products), 1e-9))
    return np.asarray(products / lengths / lengths[:, None], dtype=np.float32)


def _pairs(likeness: NDArray[np.float32], owner: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of themes of two walls that are each other's nearest there, the most alike first."""
    walls = np.asarray(owner)
    pairs = []
    for one in range(len(walls)):
        for other in range(one + 1, len(walls)):
            here, there = walls == walls[one], walls == walls[other]
            score = likeness[one, other]
            if walls[one] == walls[other] or score < LEAST_KIN:
                continue
            if score == likeness[one, there].max() and score == likeness[here, other].max():
                pairs.append((float(-score), one, other))
    return ((one, other) for _, one, other in sorted(pairs))
