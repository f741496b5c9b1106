"""Groups of rows: exact on a wall, near-linear beyond, never one that swallows the wall."""

import numpy as np
import pytest
from scipy import sparse
from sklearn.metrics import adjusted_rand_score

from facilitator.theming import partition
from facilitator.theming.partition import affinities, group, theme_count
from facilitator.theming.tray import LARGEST_TRAY, find_outliers, outlier_scores
from facilitator.theming.views import Features, Views, choose_recipes, unit


def blobs(sizes: list[int], noise: float = 0.5, dimension: int = 40) -> tuple[Views, np.ndarray]:
    """Rows around one direction a blob, read by one encoder, and the blob of each."""
    chance = np.random.default_rng(0)
    centres = unit(chance.normal(size=(len(sizes), dimension)).astype(np.float32))
    gold = np.repeat(np.arange(len(sizes)), sizes)
    rows = centres[gold] + noise * unit(chance.normal(size=(len(gold), dimension)).astype(np.float32))
    return seen(unit(rows)), gold


def seen(rows: np.ndarray) -> Views:
    """Rows as the only view of texts without a word."""
    none = {"lemmas": sparse.csr_matrix((len(rows), 1), dtype=np.float32)}
    recipes = choose_recipes(["encoder 0"], [], ["lemmas"])
    return Views({"encoder 0": rows}, none, np.ones(len(rows)), recipes)


@pytest.mark.parametrize(("units", "least", "most"), [(1, 1, 1), (5, 2, 2), (90, 8, 11), (1500, 12, 20)])
def test_the_number_of_themes_is_a_facilitators(units: int, least: int, most: int) -> None:
    assert least <= theme_count(units) <= most


def test_clear_groups_are_found() -> None:
    views, gold = blobs([10] * theme_count(100))
    assert adjusted_rand_score(gold, group(views).labels) > 0.95


def test_beyond_the_exact_limit_the_same_groups_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    views, gold = blobs([30] * theme_count(330))
    monkeypatch.setattr(partition, "EXACT_LIMIT", 200)
    monkeypatch.setattr(partition, "_MICRO_GROUPS", 120)
    monkeypatch.setattr(partition, "_MICRO_DIMENSIONS", 16)
    assert adjusted_rand_score(gold, group(views).labels) > 0.9


def test_a_group_over_the_largest_share_is_cut() -> None:
    views, _ = blobs([70, 10, 10, 10], noise=0.9)
    assert np.bincount(group(views).labels).max() <= 50


def test_what_several_views_agree_on_wins_over_what_one_of_them_sees() -> None:
    """The second encoder is blind to the themes, the third sees them as the first does."""
    views, gold = blobs([10] * theme_count(100), noise=0.7)
    rows = views.dense["encoder 0"]
    blind = unit(np.random.default_rng(9).normal(size=rows.shape).astype(np.float32))
    encoders = {"encoder 0": rows, "encoder 1": blind, "encoder 2": rows}
    recipes = choose_recipes(list(encoders), [], ["lemmas"])
    found = group(Views(encoders, views.sparse, views.weights, recipes)).labels
    assert adjusted_rand_score(gold, found) > 0.9


def test_affinity_leaves_the_row_itself_out() -> None:
    features = Features(np.eye(3, dtype=np.float32), sparse.csr_matrix((3, 1), dtype=np.float32), np.ones(3))
    assert affinities(features, np.array([0, 0, 1])).tolist() == [[0, 0], [0, 0], [0, 0]]


def test_copies_of_a_row_resemble_each_other() -> None:
    weights = np.array([4.0, 1.0])
    features = Features(np.eye(2, dtype=np.float32), sparse.csr_matrix((2, 1), dtype=np.float32), weights)
    near = affinities(features, np.array([0, 0]), copies=True)
    assert near[0, 0] == pytest.approx(3 / 4)
    assert near[1, 0] == 0


def test_the_row_far_from_all_scores_highest_and_lies_in_the_tray() -> None:
    views, _ = blobs([15, 15, 15, 15], noise=0.3)
    stray = unit(np.random.default_rng(5).normal(size=(1, 40)).astype(np.float32))
    with_stray = seen(np.vstack([views.dense["encoder 0"], stray]))
    assert outlier_scores(with_stray.main()).argmax() == 60
    outside = find_outliers(with_stray.main(), group(with_stray))
    assert outside[60]
    assert outside.sum() <= LARGEST_TRAY * 61
