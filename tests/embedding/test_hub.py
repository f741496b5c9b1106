"""The local cache of the hub, laid out as the hub's own library lays it out."""

import shutil
from pathlib import Path

import pytest

from facilitator.embedding.hub import cached_models, cached_snapshot
from facilitator.errors import EngineError

REVISION = "0123456789abcdef0123456789abcdef01234567"


def cached(cache: Path, name: str, files: dict[str, str]) -> Path:
    repository = cache / f"models--{name.replace('/', '--')}"
    snapshot = repository / "snapshots" / REVISION
    snapshot.mkdir(parents=True)
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text(REVISION, encoding="ascii")
    for file, content in files.items():
        (snapshot / file).write_text(content, encoding="utf-8")
    return snapshot


def test_a_cached_model_is_found_by_its_name(tmp_path: Path) -> None:
    snapshot = cached(tmp_path, "essai/modele", {"modules.json": "[]"})
    assert cached_snapshot("essai/modele", tmp_path) == snapshot


@pytest.mark.parametrize("name", ["essai/absent", "essai--/..", "a" * 200 + "/b"])
def test_an_absent_model_is_told_with_the_command_that_brings_it(tmp_path: Path, name: str) -> None:
    with pytest.raises(EngineError, match="n’est pas sur ce poste") as caught:
        cached_snapshot(name, tmp_path)
    assert f"download {name}" in caught.value.next_step
    command = Path(caught.value.next_step.split("\u00a0: ")[1].split(" download")[0])
    assert shutil.which(command) is not None


def test_sentence_transformers_models_are_listed_by_name(tmp_path: Path) -> None:
    cached(tmp_path, "essai/second", {"modules.json": "[]", "config.json": "{}"})
    cached(tmp_path, "essai/premier", {"modules.json": "[]"})
    cached(tmp_path, "essai/autre-chose", {"config.json": "{}"})
    models = cached_models(tmp_path)
    assert [model.name for model in models] == ["essai/premier", "essai/second"]
    assert models[1].size == 4


def test_no_cache_means_no_model(tmp_path: Path) -> None:
    assert cached_models(tmp_path / "absent") == ()
