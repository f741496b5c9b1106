"""How likely a text is of each theme of a wall under repair: what speaks for each, weighed as learnt.

A conditional logit over the themes (McFadden 1974). `tests/bench/learn_refiling.py` learns its few weights
from what a simulated facilitator does to the walls of `tests/bench/practice`; which kinds of evidence to
keep was compared on those of `tests/bench/data` too.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from facilitator.theming.standing import Standing
from facilitator.theming.views import Features

Evidence = NDArray[np.float64]

EVIDENCE = ("everyone", "placed by hand", "nearest by hand", "stands there", "size", "name")
WEIGHTS = np.array([18.6, 3.0, -3.6, 0.42, 0.21, 5.6])
"""Log-odds for each kind of evidence: by cosine, but « stands there » is 0 or 1 and « size » a logarithm."""

LEAD = 0.05
"""How much likelier, in probability, another theme must be for a text to leave where the machine put it."""

SUGGESTED = 0.5
"""Least probability for a text to be suggested: an answer costs as much as a move."""

_PRIOR = 1.0  # members that a theme is short of before its mean cosine is trusted


def chances(
    evidence: Evidence, possible: NDArray[np.bool_], weights: NDArray[np.float64] = WEIGHTS
) -> Evidence:
    """Probability of each theme for each text, shape (n, k), null where it is not ``possible`` (n, k)."""
    odds = np.where(possible, evidence @ weights, -np.inf)
    top = odds.max(axis=1, keepdims=True, initial=-np.inf)
    raised = np.exp(odds - np.where(np.isfinite(top), top, 0.0))
    return np.asarray(raised / np.maximum(raised.sum(axis=1, keepdims=True), 1e-300), dtype=np.float64)


def evidence(
    features: Features, standing: Standing, named: Sequence[int], names: Features | None
) -> Evidence:
    """What speaks for each theme and each text, shape (n, k, e) in the order of ``EVIDENCE``.

    ``names`` are the seeds of the themes ``named``, as the wall sees them; a name stands in for the
    first member where there is no other. A text is no evidence for itself.
    """
    count, themes = len(features), len(standing.themes)
    found = np.zeros((count, themes, len(EVIDENCE)))
    everyone = np.zeros((count, themes), dtype=np.float32)
    pinned = np.zeros((count, themes), dtype=np.float32)
    for column, theme in enumerate(standing.themes):
        everyone[[*theme.pinned, *theme.members], column] = 1.0
        pinned[list(theme.pinned), column] = 1.0
        found[:, column, 2] = _nearest(features, theme.pinned)
    for place, shares in enumerate((everyone, pinned)):
        others = shares.sum(axis=0)[None, :] - shares
        found[:, :, place] = (features.sums(shares) - shares) / (others + _PRIOR)
    found[:, :, 3] = everyone
    found[:, :, 4] = np.log(everyone.sum(axis=0)[None, :] - everyone + _PRIOR)
    if names is not None:
        drawn = features.towards(names, np.eye(len(named), dtype=np.float32))
        found[:, list(named), 5] = drawn
        alone = everyone.sum(axis=0)[None, :] == everyone
        found[:, list(named), 0] += np.where(alone[:, list(named)], drawn / (1 + _PRIOR), 0.0)
    return found


def _nearest(features: Features, pinned: Sequence[int]) -> NDArray[np.float64]:
    """The cosine of each text with the nearest other one that a human placed in a theme, 0 without one."""
    if not pinned:
        return np.zeros(len(features))
    rows = np.array(pinned, dtype=np.intp)
    near = features.towards(features.take(rows), np.eye(len(rows), dtype=np.float32)).astype(np.float64)
    near[rows, np.arange(len(rows))] = -np.inf
    top = near.max(axis=1)
    return np.where(np.isfinite(top), top, 0.0)
