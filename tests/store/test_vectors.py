"""Vectors: kept by model and text, given back bit for bit."""

import numpy as np
import pytest

from facilitator.domain.event import Event
from facilitator.domain.theme import Author
from facilitator.store.contributions import NewContribution
from facilitator.store.demarche_file import DemarcheFile


def some(rows: int, dimensions: int = 512) -> np.ndarray:
    return np.random.default_rng(rows).standard_normal((rows, dimensions), dtype=np.float32)


def test_vectors_come_back_bit_for_bit(file: DemarcheFile) -> None:
    texts = [f"texte {n}" for n in range(1_000)]
    array = some(1_000)
    array[0, :4] = [np.nan, -0.0, np.inf, np.finfo(np.float32).smallest_subnormal]
    file.vectors.keep("usem3", texts, array)
    found = file.vectors.of("usem3", texts)
    assert list(found) == texts or set(found) == set(texts)
    assert all(found[text].tobytes() == row.tobytes() for text, row in zip(texts, array, strict=True))
    assert found["texte 1"].dtype == np.float32


def test_only_the_texts_asked_for_of_the_model_asked_for_are_found(file: DemarcheFile) -> None:
    file.vectors.keep("usem3", ["a", "b"], some(2))
    file.vectors.keep("e5", ["a"], some(1, 384))
    assert set(file.vectors.of("usem3", ["a", "z"])) == {"a"}
    assert file.vectors.of("e5", ["a"])["a"].shape == (384,)
    assert file.vectors.of("autre", ["a"]) == {}
    assert file.vectors.of("usem3", []) == {}


def test_a_text_is_told_apart_to_the_letter(file: DemarcheFile) -> None:
    texts = ["été", "e\u0301te\u0301", "Été", "été ", "", "caf\udce9"]
    array = some(len(texts))
    file.vectors.keep("usem3", texts, array)
    found = file.vectors.of("usem3", texts)
    assert [found[text].tolist() for text in texts] == array.tolist()


def test_keeping_again_replaces_and_a_text_given_twice_is_kept_once(file: DemarcheFile) -> None:
    file.vectors.keep("usem3", ["a", "a"], np.zeros((2, 3), np.float32))
    file.vectors.keep("usem3", ["a"], np.ones((1, 3), np.float32))
    assert file.vectors.of("usem3", ["a"])["a"].tolist() == [1, 1, 1]
    assert file.inventory().vectors == 1


@pytest.mark.parametrize("array", [np.zeros((1, 3), np.float32), np.zeros(2, np.float32)])
def test_an_array_that_does_not_fit_its_texts_is_refused(file: DemarcheFile, array: np.ndarray) -> None:
    with pytest.raises(ValueError, match="2 texts"):
        file.vectors.keep("usem3", ["a", "b"], array)


def test_vectors_are_no_operation_and_outlive_an_undo(file: DemarcheFile, event: Event) -> None:
    with file.journal.act("saisie", "Saisie", by=Author.HUMAN):
        file.contributions.record([NewContribution(event.id, "a")])
        file.vectors.keep("usem3", ["a"], some(1))
    file.vectors.keep("usem3", ["b"], some(1))
    file.journal.undo()
    assert set(file.vectors.of("usem3", ["a", "b"])) == {"a", "b"}
