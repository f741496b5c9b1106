"""Views of a wall and their mixtures: of one strength, of one length, weighed by what is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from facilitator.theming.views import Features, Matrix, Recipe, Views, choose_recipes, strength, unit

ENCODERS = ("encoder 0", "encoder 1")
WORDS = ("lemmas", "letters")


def random_rows(count: int, width: int, seed: int) -> Matrix:
    return np.random.default_rng(seed).normal(size=(count, width)).astype(np.float32)


def views(count: int = 9, weights: list[float] | None = None) -> Views:
    return Views(
        {"encoder 0": random_rows(count, 6, 1), "subjects 0": random_rows(count, 4, 2)},
        {"lemmas": sparse.csr_matrix(np.maximum(random_rows(count, 5, 3), 0))},
        np.asarray(weights or [1.0] * count),
        ({"encoder 0": 1.0, "lemmas": 0.5}, {"subjects 0": 1.0}),
    )


def share(recipe: Recipe, names: tuple[str, ...]) -> float:
    """What some views weigh of a whole recipe."""
    return sum(recipe.get(name, 0) for name in names) / sum(recipe.values())


@pytest.mark.parametrize("factor", [0.01, 1.0, 300.0])
def test_views_of_any_scale_are_brought_to_rows_of_mean_squared_length_one(factor: float) -> None:
    view = random_rows(30, 7, 0) * np.float32(factor)
    for one in (view, sparse.csr_matrix(view)):
        assert strength(one) == pytest.approx(strength(view), rel=1e-4)
    assert np.square(view * strength(view)).sum(axis=1).mean() == pytest.approx(1, rel=1e-4)


def test_a_view_that_knows_nothing_stays_null() -> None:
    for empty in (np.zeros((3, 2), np.float32), sparse.csr_matrix((3, 2)), np.zeros((0, 2), np.float32)):
        scaled = empty * strength(empty)
        assert np.isfinite(strength(empty))
        assert abs(scaled).sum() == 0


def test_a_null_row_stays_null_when_rows_are_brought_to_length_one() -> None:
    rows = unit(np.array([[3, 4], [0, 0]], dtype=np.float32))
    assert rows == pytest.approx(np.array([[0.6, 0.8], [0, 0]]))


def test_the_similarity_of_a_mixture_is_the_weighted_sum_of_those_of_its_views() -> None:
    all_views = views()
    recipe = {"encoder 0": 2.0, "lemmas": 0.5}
    dense, words = all_views.dense["encoder 0"], all_views.sparse["lemmas"].toarray()
    expected = 2.0 * dense @ dense.T + 0.5 * words @ words.T
    lengths = np.sqrt(np.diag(expected))
    expected = expected / lengths[:, None] / lengths[None, :]
    assert all_views.mix(recipe).similarity() == pytest.approx(expected, abs=1e-5)


def test_rows_of_a_mixture_have_length_one_even_where_a_view_knows_nothing_of_them() -> None:
    for recipe in ({"encoder 0": 1.0, "lemmas": 1.0}, {"encoder 0": 1.0}):
        assert np.diag(views().mix(recipe).similarity()) == pytest.approx(1, abs=1e-5)


def test_a_mixture_without_dense_or_without_word_views_has_all_its_rows() -> None:
    for recipe in ({"lemmas": 1.0}, {"subjects 0": 1.0}, {"nothing of that name": 1.0}):
        mixture = views().mix(recipe)
        assert len(mixture) == 9
        assert mixture.similarity().shape == (9, 9)


def test_the_main_mixture_is_that_of_the_first_recipe() -> None:
    one = views()
    assert np.array_equal(one.main().similarity(), one.mix(one.recipes[0]).similarity())


def test_a_pooled_row_is_the_weighted_mean_of_its_rows_in_each_view() -> None:
    all_views = views(weights=[1, 2, 3, 1, 1, 1, 4, 1, 1])
    labels = np.array([0, 0, 0, 1, 1, 2, 2, 2, 1], dtype=np.intp)
    pooled = all_views.pooled(labels, 3)
    assert pooled.weights.tolist() == [6, 3, 6]
    assert pooled.recipes == all_views.recipes
    for label in range(3):
        here, weights = labels == label, all_views.weights[labels == label]
        for name, view in all_views.dense.items():
            mean = np.average(view[here], axis=0, weights=weights)
            assert pooled.dense[name][label] == pytest.approx(mean, abs=1e-5)
        words = all_views.sparse["lemmas"].toarray()[here]
        assert pooled.sparse["lemmas"].toarray()[label] == pytest.approx(
            np.average(words, axis=0, weights=weights), abs=1e-5
        )


def test_groups_of_one_are_the_rows_themselves() -> None:
    all_views = views()
    pooled = all_views.pooled(np.arange(9), 9)
    assert pooled.main().similarity() == pytest.approx(all_views.main().similarity(), abs=1e-5)


def test_sums_and_towards_are_sums_of_similarities() -> None:
    mixture = views().main()
    shares = np.abs(random_rows(9, 3, 5))
    assert mixture.sums(shares) == pytest.approx(mixture.similarity() @ shares, abs=1e-4)
    assert mixture.towards(mixture, shares) == pytest.approx(mixture.sums(shares), abs=1e-5)


def test_taken_rows_keep_their_similarities_and_weights() -> None:
    mixture = views(weights=[float(weight) for weight in range(1, 10)]).main()
    rows = np.array([7, 2], dtype=np.intp)
    part: Features = mixture.take(rows)
    assert part.weights.tolist() == [8, 3]
    assert part.similarity() == pytest.approx(mixture.similarity()[np.ix_(rows, rows)])


SUBJECTS = st.sampled_from([(), ("subjects 0",), ("subjects 0", "subjects 1")])


@given(st.sampled_from([ENCODERS[:1], ENCODERS]), SUBJECTS, st.sampled_from([(), WORDS]), st.floats(0, 1))
def test_any_wall_has_a_main_recipe_and_others_of_its_own_views_only(
    encoders: tuple[str, ...], subjects: tuple[str, ...], words: tuple[str, ...], known: float
) -> None:
    recipes = choose_recipes(encoders, subjects, words, known)
    assert len(recipes) >= 3
    for recipe in recipes:
        assert set(recipe) <= {*encoders, *subjects, *words}
        assert all(weight >= 0 for weight in recipe.values())
        assert sum(recipe.values()) > 0


@given(st.floats(0, 1))
def test_views_of_one_kind_share_its_weight_evenly(known: float) -> None:
    for recipe in choose_recipes(ENCODERS, ("subjects 0",), WORDS, known):
        for names in (ENCODERS, WORDS):
            assert len({recipe.get(name, 0.0) for name in names}) == 1


def test_a_second_encoder_does_not_change_what_encoders_weigh() -> None:
    one, two = (choose_recipes(encoders, (), WORDS)[0] for encoders in (ENCODERS[:1], ENCODERS))
    assert share(one, ENCODERS) == pytest.approx(share(two, ENCODERS))


def test_on_a_wall_of_the_trade_what_was_learnt_leads_and_the_best_of_it_most() -> None:
    main = choose_recipes(ENCODERS, ("subjects 0", "subjects 1"), WORDS, 1.0)[0]
    assert share(main, ("subjects 0", "subjects 1")) > 0.5
    assert main["subjects 0"] > main["subjects 1"] > 0


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_less_of_a_wall_was_learnt_the_more_the_rest_weighs_everywhere(one: float, other: float) -> None:
    less, more = sorted((one, other))
    subjects = ("subjects 0", "subjects 1")
    for unsure, sure in zip(
        choose_recipes(ENCODERS, subjects, WORDS, less),
        choose_recipes(ENCODERS, subjects, WORDS, more),
        strict=True,
    ):
        assert share(unsure, subjects) <= share(sure, subjects) + 1e-9


def test_doubt_begins_below_the_walls_of_the_trade() -> None:
    home, sure, foreign = (
        choose_recipes(ENCODERS, ("subjects 0",), WORDS, known)[0] for known in (0.9, 1.0, 0.7)
    )
    assert home == sure
    assert share(foreign, ("subjects 0",)) < share(home, ("subjects 0",)) - 0.2


def test_similarities_are_those_of_each_mixture_in_their_order() -> None:
    all_views = views()
    found = list(all_views.similarities())
    assert len(found) == len(all_views.recipes)
    for recipe, alike in zip(all_views.recipes, found, strict=True):
        assert alike == pytest.approx(all_views.mix(recipe).similarity(), abs=1e-5)
