"""What fits nowhere: the contributions left « à ranger » for a human, never forced into a theme.

HDBSCAN's outlier score (GLOSH, Campello et al. 2015) says which texts lie outside every dense group at
every scale. A text goes to the tray when it is among the farthest out and resembles its own theme less
than half of the wall does.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from facilitator.theming.partition import Grouping
from facilitator.theming.views import Features, Matrix

LARGEST_TRAY = 0.03
"""Share of the wall that the tray never exceeds: domaine.md § 3.3 wants a wall sorted at the break."""

_FEWEST = 12  # texts under which scores mean nothing: only what resembles nothing is left out
_LIKENESS = 0.1  # cosine over chance that places a text on such a wall
_NEIGHBOURS = 3
_LARGEST_TREE = 1000  # rows whose outlier scores are computed: n² cosines


def find_outliers(features: Features, grouping: Grouping) -> NDArray[np.bool_]:
    """Which rows, shape (n,), belong in the tray: a share of `LARGEST_TRAY` at most, and the loners.

    A loner is alone in its group, or on a wall of a few texts resembles it no more than chance would, or
    not at all.
    """
    count = len(features)
    own = grouping.affinity[np.arange(count), grouping.labels]
    alone = np.bincount(grouping.labels, weights=features.weights)[grouping.labels] < 2
    if count < _FEWEST:  # around their mean, n vectors without any likeness have cosines of -1 / (n - 1)
        outside = np.asarray(own <= max(_LIKENESS - 1 / max(count - 1, 1), 0.0), dtype=np.bool_)
    else:
        scores = outlier_scores(features) if count <= _LARGEST_TREE else -own
        eligible = (own < np.median(own)) & (features.weights < 2) & ~alone
        order = [row for row in np.lexsort((own, -scores)) if eligible[row]]
        outside = np.asarray(alone, dtype=np.bool_)
        outside[order[: int(LARGEST_TRAY * features.weights.sum())]] = True
    left = np.bincount(grouping.labels, weights=features.weights * ~outside)
    return np.asarray(outside | (left[grouping.labels] < 2), dtype=np.bool_)


def outlier_scores(features: Features) -> Matrix:
    """GLOSH scores, shape (n,): 0 inside a dense group, towards 1 far from all."""
    from hdbscan import HDBSCAN

    distances = np.maximum(1.0 - features.similarity().astype(np.float64), 0.0)
    np.fill_diagonal(distances, 0.0)
    model = HDBSCAN(min_cluster_size=_NEIGHBOURS, min_samples=_NEIGHBOURS, metric="precomputed")
    scores = model.fit(distances).outlier_scores_
    return np.asarray(np.nan_to_num(scores), dtype=np.float32)
