"""The canonical batches, around a model that writes down what it was given."""

from time import sleep

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.embedding.batches import LONGEST, embed_in_batches
from facilitator.embedding.embedder import Vectors

any_text = st.text(alphabet=st.one_of(st.characters(), st.characters(categories=["Cs"])), max_size=30)


class Recorder:
    """A model whose vector is the text's length and the text's place among all it was given."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []

    def encode(self, batch: list[str]) -> Vectors:
        before = sum(map(len, self.batches))
        self.batches.append(batch)
        return np.array([[len(text), before + n] for n, text in enumerate(batch)], dtype=np.float32)


def embed(texts: list[str], size: int = 4) -> tuple[Vectors, list[list[str]]]:
    recorder = Recorder()
    return embed_in_batches(texts, recorder.encode, dimension=2, size=size), recorder.batches


@given(st.lists(any_text, max_size=12), st.randoms(use_true_random=False))
def test_the_model_sees_the_same_batches_whatever_the_order(texts: list[str], random: object) -> None:
    shuffled = list(texts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    vectors, batches = embed(texts)
    again, same_batches = embed(shuffled)
    assert batches == same_batches
    assert {text: tuple(row) for text, row in zip(texts, vectors, strict=True)} == {
        text: tuple(row) for text, row in zip(shuffled, again, strict=True)
    }


@given(st.lists(any_text, max_size=12))
def test_every_text_gets_its_own_row_and_a_repeated_text_is_embedded_once(texts: list[str]) -> None:
    vectors, batches = embed(texts)
    assert vectors.shape == (len(texts), 2)
    assert [int(row[0]) for row in vectors] == [len(text) for text in texts]
    given = [text for batch in batches for text in batch]
    assert len(given) == len(set(given))
    assert all(len(batch) <= 4 for batch in batches)


def test_half_a_surrogate_pair_reaches_the_model_as_a_question_mark() -> None:
    assert embed(["caf\udce9"])[1] == [["caf?"]]


def test_a_text_counts_up_to_its_ten_thousandth_character() -> None:
    assert [len(text) for text in embed(["a" * 50_000])[1][0]] == [LONGEST]


def test_workers_see_the_same_batches_and_their_rows_keep_their_place() -> None:
    recorder = Recorder()
    texts = ["a" * length for length in range(50)]
    vectors = embed_in_batches(texts, recorder.encode, dimension=2, size=4, workers=3)
    assert [int(row[0]) for row in vectors] == list(range(50))
    assert sorted(recorder.batches, key=lambda batch: len(batch[0])) == embed(texts)[1]


@pytest.mark.parametrize("workers", [1, 3])
def test_an_interruption_drops_the_batches_that_have_not_begun(workers: int) -> None:
    recorder = Recorder()

    def slowly(batch: list[str]) -> Vectors:
        sleep(0.005)
        return recorder.encode(batch)

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    texts = [f"{number:04}" for number in range(400)]
    with pytest.raises(KeyboardInterrupt):
        embed_in_batches(texts, slowly, dimension=2, size=1, workers=workers, on_progress=interrupt)
    assert len(recorder.batches) < 200


def test_progress_counts_repeated_texts_and_ends_on_the_total() -> None:
    told: list[tuple[int, int]] = []
    embed_in_batches(
        ["b", "a", "b", "cc", "b"],
        Recorder().encode,
        dimension=2,
        size=1,
        on_progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(1, 5), (4, 5), (5, 5)]


def test_no_text_gives_no_row_and_does_not_wake_the_model() -> None:
    vectors, batches = embed([])
    assert vectors.shape == (0, 2)
    assert vectors.dtype == np.float32
    assert batches == []
