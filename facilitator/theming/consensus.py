"""How often two texts fall together, over many ways to look at a wall and to cut it.

In each mixture of the views two hierarchies (Ward, which makes balanced groups, and average linkage,
which follows the densest ones) are cut at several depths (evidence accumulation, Fred & Jain 2005).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from facilitator.theming.views import Labels, Matrix

PASSES = 8
PRIOR = 2.0  # contributions that a theme is short of before its mean similarity is trusted
DEPTHS = (0.6, 0.8, 1.0, 1.25, 1.6)


def consensus(alikes: Iterable[Matrix], weights: NDArray[np.float64], count: int) -> Matrix:
    """How often two rows fall together over mixtures, methods and depths, in 0..1, shape (n, n).

    ``alikes`` are the cosines (n, n) of each mixture, ``weights`` the contributions behind each row, and
    the cuts make around ``count`` groups.
    """
    wanted = [min(max(2, round(depth * count)), len(weights) - 1) for depth in DEPTHS]
    found: list[Labels] = []
    for alike in alikes:
        trees = (hierarchy(alike, method) for method in ("ward", "average"))
        cuts = [cut(tree, groups) for tree in trees for groups in wanted]
        found += list(_settled(alike, weights, np.array(cuts)))
    return _together(np.array(found))


def hierarchy(similarity: Matrix, method: str) -> NDArray[np.float64]:
    """The merge tree (scipy's layout) of rows of length 1, from their cosines."""
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    distances = np.maximum(1.0 - similarity.astype(np.float64), 0.0)
    if method == "ward":  # Ward wants Euclidean distances: |a - b|² = 2 - 2 cos
        distances = np.sqrt(2 * distances)
    distances = (distances + distances.T) / 2
    np.fill_diagonal(distances, 0.0)
    return np.asarray(linkage(squareform(distances, checks=False), method))


def cut(tree: NDArray[np.float64], count: int) -> Labels:
    """The partition of a merge tree into ``count`` groups (fewer where distances tie).

    The same as scipy's ``fcluster(tree, count, "maxclust")``, for trees whose distances never decrease; that
    one spends most of its time on checks.
    """
    rows, heights = len(tree) + 1, tree[:, 2]
    needed = max(rows - count, 0)
    merges = int(np.searchsorted(heights, heights[needed - 1], side="right")) if needed else 0
    above = np.arange(rows + merges)
    above[tree[:merges, :2].astype(np.intp)] = np.arange(rows, rows + merges)[:, None]
    while not np.array_equal(further := above[above], above):
        above = further
    return compact(above[:rows])


def compact(labels: NDArray[Any]) -> Labels:
    """``labels`` renumbered 0..k-1 without holes."""
    return np.asarray(np.unique(labels, return_inverse=True)[1], dtype=np.intp)


def _settled(alike: Matrix, weights: NDArray[np.float64], cuts: Labels) -> Labels:
    """``cuts`` (c, n), each row moved to the group whose other members resemble it most, until none moves."""
    settled = cuts.copy()
    moving = np.arange(len(cuts))
    for _ in range(PASSES):
        moved = _nearest(alike, weights, settled[moving])
        changed = (moved != settled[moving]).any(axis=1)
        settled[moving] = moved
        moving = moving[changed]
        if not len(moving):
            break
    return settled


def _nearest(alike: Matrix, weights: NDArray[np.float64], cuts: Labels) -> Labels:
    """For each cut and each row, the group of other rows that resembles it most, shape (c, n)."""
    ends = np.cumsum(cuts.max(axis=1) + 1)
    starts = ends - cuts.max(axis=1) - 1
    rows, columns = np.arange(cuts.shape[1]), cuts + starts[:, None]
    counts = weights.astype(np.float32)
    shares = np.zeros((len(rows), int(ends[-1])), dtype=np.float32)
    shares[rows, columns] = counts
    sizes = shares.sum(axis=0)
    totals = alike @ shares
    own, left = totals[rows, columns] - counts, sizes[columns] - counts
    totals /= sizes + PRIOR
    totals[:, sizes == 0] = -np.inf
    totals[rows, columns] = own / (left + PRIOR) * (left > 0)
    return np.array(
        [totals[:, start:end].argmax(axis=1) for start, end in zip(starts, ends, strict=True)], dtype=np.intp
    )


def _together(cuts: Labels) -> Matrix:
    """The share of ``cuts`` (c, n) in which two rows have one label, shape (n, n)."""
    widths = cuts.max(axis=1) + 1
    columns = cuts + (np.cumsum(widths) - widths)[:, None]
    members = np.zeros((cuts.shape[1], int(widths.sum())), dtype=np.float32)
    members[np.arange(cuts.shape[1]), columns] = 1.0
    return np.asarray(members @ members.T / np.float32(len(cuts)), dtype=np.float32)
