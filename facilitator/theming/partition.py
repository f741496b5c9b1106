"""From views to groups: the number of themes, their members, and how sure each placement is.

What many clusterings agree on joins the similarity of texts, and Ward's hierarchy of that blend gives the
partition. Nothing is drawn at random, and above `EXACT_LIMIT` rows the same is done on small groups of
texts, so that memory grows with the number of texts and not with its square.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from facilitator.theming.consensus import DEPTHS, PASSES, PRIOR, compact, consensus, cut, hierarchy
from facilitator.theming.views import Features, Labels, Matrix, Views

EXACT_LIMIT = 1000
_MICRO_GROUPS = 800
_MICRO_DIMENSIONS = 64

LARGEST_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Grouping:
    """A partition of n rows into k groups.

    ``labels`` (n,) gives groups 0..k-1; ``affinity`` (n, k) the mean similarity of each row with the
    contributions of each group, itself left out; ``agreement`` (n,) how often, in 0..1, the cuts agree
    with its group.
    """

    labels: Labels
    affinity: Matrix
    agreement: Matrix


def theme_count(units: int) -> int:
    """How many themes a wall of ``units`` distinct texts gets: 6 n^(1/7), three texts a theme at least.

    It gives 11 themes for 60 to 90 post-its and 16 for 1,000, a few more than facilitators make: joining
    two themes is one gesture, taking one apart is many.
    """
    return max(1, round(min(6.0 * math.pow(units, 1 / 7), units / 3)))


def group(views: Views, features: Features | None = None) -> Grouping:
    """The partition of all rows into about `theme_count` groups, none over `LARGEST_SHARE` of the wall.

    ``features`` is the main mixture of ``views``, where the caller has it already.
    """
    count = theme_count(len(views))
    features = features or views.main()
    if count == 1:
        return _single_group(features)
    if len(views) <= EXACT_LIMIT:
        return _group_exactly(views, features, count)
    micro = _micro_groups(features)
    pooled = views.pooled(micro, int(micro.max()) + 1)
    above = _group_exactly(pooled, pooled.main(), count)
    labels = reassign(features, above.labels[micro], passes=2)
    labels = _split_largest(features, labels)
    return Grouping(labels, affinities(features, labels, copies=True), above.agreement[micro])


def affinities(
    features: Features,
    labels: Labels,
    prior: float = 0.0,
    *,
    copies: bool = False,
    alike: Matrix | None = None,
) -> Matrix:
    """Mean cosine of each row with the other rows of each group, shape (n, k); 0 with an empty one.

    ``prior`` adds that many rows of similarity 0 to each group, so that a group of two does not win by
    luck. With ``copies``, a row that stands for several contributions resembles its own copies.
    """
    count = int(labels.max()) + 1
    shares = _shares(features, labels, count)
    totals = features.sums(shares) if alike is None else alike @ shares
    sizes = np.tile(shares.sum(axis=0), (len(features), 1))
    own = (np.arange(len(features)), labels)
    itself = 1.0 if copies else features.weights
    totals[own] -= itself
    sizes[own] -= itself
    return np.asarray(totals / np.maximum(sizes + prior, 1e-9) * (sizes > 0), dtype=np.float32)


def _single_group(features: Features) -> Grouping:
    labels = np.zeros(len(features), dtype=np.intp)
    return Grouping(
        labels, affinities(features, labels, copies=True), np.ones(len(features), dtype=np.float32)
    )


def _group_exactly(views: Views, features: Features, count: int) -> Grouping:
    similarity, *others = views.similarities()
    together = consensus(others, views.weights, count)
    labels = cut(hierarchy(np.asarray((similarity + together) / 2, dtype=np.float32), "ward"), count)
    labels = reassign(features, labels, alike=similarity)
    labels = _split_largest(features, labels)
    return Grouping(labels, affinities(features, labels, copies=True), _agreement(together, labels))


def _agreement(together: Matrix, labels: Labels) -> Matrix:
    """Mean of ``together`` between each row and the other rows of its group; 0 when it is alone."""
    same = labels[:, None] == labels[None, :]
    np.fill_diagonal(same, val=False)
    return np.asarray((together * same).sum(axis=1) / np.maximum(same.sum(axis=1), 1), dtype=np.float32)


def reassign(
    features: Features, labels: Labels, passes: int = PASSES, *, alike: Matrix | None = None
) -> Labels:
    """``labels`` with each row moved to the group whose other members resemble it most, until none moves.

    ``alike`` are the features' similarities where they are known already.
    """
    for _ in range(passes):
        moved = np.asarray(affinities(features, labels, PRIOR, alike=alike).argmax(axis=1), dtype=np.intp)
        if np.array_equal(moved, labels):
            break
        labels = compact(moved)
    return labels


def _split_largest(features: Features, labels: Labels) -> Labels:
    """``labels`` with every group over `LARGEST_SHARE` of the contributions cut in two, as long as it can."""
    total = features.weights.sum()
    for _ in range(len(DEPTHS)):
        sizes = np.bincount(labels, weights=features.weights)
        largest = int(sizes.argmax())
        members = np.flatnonzero(labels == largest)
        if sizes[largest] <= LARGEST_SHARE * total or len(members) < 6:
            break
        part = features.take(members)
        micro = _micro_groups(part) if len(part) > EXACT_LIMIT else np.arange(len(part))
        halves = cut(hierarchy(_mean_similarity(part, micro), "ward"), 2)[micro]
        labels = labels.copy()
        labels[members[halves == 1]] = labels.max() + 1
    return labels


def _mean_similarity(features: Features, labels: Labels) -> Matrix:
    """Cosines between the weighted means of groups of rows, shape (k, k)."""
    from scipy import sparse

    ones = (features.weights, (labels, np.arange(len(features))))
    groups = sparse.csr_matrix(ones, shape=(int(labels.max()) + 1, len(features)), dtype=np.float32)
    dense, words = groups @ features.dense, groups @ features.words
    products = np.asarray(dense @ dense.T + (words @ words.T).toarray(), dtype=np.float32)
    lengths = np.sqrt(np.maximum(np.diag(products), 1e-12))
    return np.asarray(products / lengths[:, None] / lengths[None, :], dtype=np.float32)


def _micro_groups(features: Features) -> Labels:
    """Labels of at most `_MICRO_GROUPS` small groups of very similar rows, in linear memory."""
    from sklearn.cluster import MiniBatchKMeans
    from sklearn.decomposition import TruncatedSVD

    words = TruncatedSVD(_MICRO_DIMENSIONS, n_iter=2, random_state=0)
    narrow = words.fit_transform(features.words) if min(features.words.shape) > _MICRO_DIMENSIONS else None
    wide = features.dense if narrow is None else np.hstack([features.dense, narrow])
    reduced = TruncatedSVD(_MICRO_DIMENSIONS, n_iter=2, random_state=0).fit_transform(wide)
    model = MiniBatchKMeans(
        _MICRO_GROUPS,
        random_state=0,
        batch_size=2048,
        n_init=1,
        max_iter=10,
        reassignment_ratio=0.0,
        init="random",
    )
    return compact(model.fit_predict(np.asarray(reduced, np.float32), sample_weight=features.weights))


def _shares(features: Features, labels: Labels, count: int) -> Matrix:
    shares = np.zeros((len(features), count), dtype=np.float32)
    shares[np.arange(len(features)), labels] = features.weights
    return shares
