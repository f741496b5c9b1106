"""What many clusterings agree on: trees cut as scipy cuts them, and how often rows fall together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import pdist
from sklearn.metrics import adjusted_rand_score

from facilitator.theming.consensus import consensus, cut
from facilitator.theming.views import unit


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=30),
    st.sampled_from(["ward", "average"]),
    st.integers(1, 35),
)
def test_a_tree_is_cut_as_scipy_cuts_it_also_where_distances_tie(
    points: list[tuple[int, int]], method: str, count: int
) -> None:
    tree = linkage(pdist(np.array(points, dtype=np.float64)), method)
    expected = fcluster(tree, count, "maxclust")
    assert adjusted_rand_score(expected, cut(tree, count)) == 1
    assert cut(tree, count).max() + 1 == len(set(expected.tolist())) <= max(count, 1)


def test_rows_of_a_group_fall_together_more_often_than_others_in_every_mixture() -> None:
    chance = np.random.default_rng(0)
    gold = np.repeat(np.arange(4), 8)
    centres = unit(chance.normal(size=(4, 20)).astype(np.float32))
    rows = unit(centres[gold] + 0.4 * unit(chance.normal(size=(32, 20)).astype(np.float32)))
    together = consensus([rows @ rows.T] * 2, np.ones(32), 4)
    same = gold[:, None] == gold[None, :]
    assert np.diag(together) == pytest.approx(1)
    assert np.array_equal(together, together.T)
    assert 0 <= together.min() <= together.max() <= 1
    assert together[same].mean() > 0.8 > 0.3 > together[~same].mean()
