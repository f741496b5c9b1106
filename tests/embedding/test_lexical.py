"""The lexical embedder: words and word parts, the same vectors on every computer."""

import subprocess

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.embedding.lexical import LexicalEmbedder

any_text = st.text(alphabet=st.one_of(st.characters(), st.characters(categories=["Cs"])), max_size=100)


def similarity(one: str, other: str) -> float:
    first, second = LexicalEmbedder().embed([one, other])
    return float(first @ second)


@given(st.lists(any_text, max_size=5))
def test_any_text_has_a_vector_of_length_one(texts: list[str]) -> None:
    vectors = LexicalEmbedder().embed(texts)
    assert vectors.shape == (len(texts), 1024)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


@given(st.lists(any_text, min_size=1, max_size=5))
def test_a_text_has_the_same_vector_alone_and_among_others(texts: list[str]) -> None:
    embedder = LexicalEmbedder()
    assert np.array_equal(embedder.embed(texts), np.vstack([embedder.embed([text]) for text in texts]))


def test_accents_case_and_plural_hardly_count() -> None:
    assert similarity("École", "ecole") == pytest.approx(1)
    assert similarity("place en crèche", "Places en crèches") == pytest.approx(1)


def test_shared_words_bring_texts_together_and_small_words_do_not() -> None:
    assert similarity("garder les enfants", "gardes d’enfants") > 0.6
    assert similarity("le bus du soir", "un bus le samedi") > 0.3
    assert abs(similarity("pas de bus pour les jeunes", "pas de piscine pour les familles")) < 0.15


def test_it_does_not_know_meaning() -> None:
    assert abs(similarity("garderie", "crèche")) < 0.15


def test_a_text_of_small_words_alone_keeps_them() -> None:
    assert similarity("pas pour nous", "pas pour nous") == pytest.approx(1)
    assert similarity("pas pour nous", "") < 0.5


def test_another_process_with_another_hash_seed_gives_the_same_vectors(
    child_environment: dict[str, str], python: str
) -> None:
    script = (
        "from facilitator.embedding.lexical import LexicalEmbedder\n"
        "print(LexicalEmbedder().embed(['bus du soir']).tobytes().hex())"
    )
    told = {
        subprocess.run(
            [python, "-c", script],
            env={**child_environment, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert told == {LexicalEmbedder().embed(["bus du soir"]).tobytes().hex()}
