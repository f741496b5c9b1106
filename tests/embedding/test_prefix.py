"""Which words go before every text, by what the model's folder says."""

import json
from pathlib import Path
from typing import Any

import pytest

from facilitator.embedding.prefix import choose_prefix


def folder_with(
    tmp_path: Path, settings: dict[str, Any] | None = None, config: dict[str, Any] | None = None
) -> Path:
    if settings is not None:
        (tmp_path / "config_sentence_transformers.json").write_text(json.dumps(settings), encoding="utf-8")
    if config is not None:
        (tmp_path / "config.json").write_text(json.dumps(config), encoding="utf-8")
    return tmp_path


def test_most_models_want_nothing(tmp_path: Path) -> None:
    assert choose_prefix(tmp_path, "sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2") == ""


@pytest.mark.parametrize("label", ["intfloat/multilingual-e5-small", "e5-base-v2", "mon_e5", "E5"])
def test_a_model_of_the_e5_family_wants_the_prefix_of_queries(tmp_path: Path, label: str) -> None:
    assert choose_prefix(tmp_path, label) == "query: "


@pytest.mark.parametrize("label", ["modele5", "e500", "intfloat/multilingual-e5-large-instruct"])
def test_a_name_that_only_looks_like_e5_wants_nothing(tmp_path: Path, label: str) -> None:
    assert choose_prefix(tmp_path, label) == ""


def test_a_renamed_e5_is_known_by_its_configuration(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, config={"_name_or_path": "intfloat/multilingual-e5-small"})
    assert choose_prefix(folder, "modele-de-caroline") == "query: "


def test_an_e5_that_keeps_its_own_prompt_for_queries_gets_that_one(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, {"prompts": {"query": "question : ", "document": "texte : "}})
    assert choose_prefix(folder, "mon-e5") == "question : "


def test_another_model_does_not_get_its_prompt_for_queries(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, {"prompts": {"query": "Represent this sentence: ", "document": ""}})
    assert choose_prefix(folder, "mixedbread-ai/mxbai-embed-large-v1") == ""


def test_the_default_prompt_is_respected(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, {"prompts": {"document": "passage: "}, "default_prompt_name": "document"})
    assert choose_prefix(folder, "mon-e5") == "passage: "


def test_the_prompt_for_clustering_comes_first(tmp_path: Path) -> None:
    prompts = {"Clustering": "clustering: ", "query": "search_query: "}
    folder = folder_with(tmp_path, {"prompts": prompts, "default_prompt_name": "query"})
    assert choose_prefix(folder, "nomic-ai/nomic-embed-text-v2-moe") == "clustering: "
