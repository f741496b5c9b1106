"""The words that a model wants before every text, so that texts can be compared with each other."""

import json
import re
from pathlib import Path
from typing import Any

_E5 = re.compile(r"(?:^|[-_/])e5(?:[-_/]|$)", re.IGNORECASE)
_E5_PREFIX = "query: "


def choose_prefix(folder: Path, label: str) -> str:
    """What to put before every text for the model in ``folder``, empty for most models.

    In this order: the prompt that the model keeps for clustering, its default prompt, and for the E5
    family (known by ``label`` or by the name in its configuration) its prompt for queries, ``query: ``
    where it keeps none: symmetric tasks take that one on both sides (model card of
    intfloat/multilingual-e5-small). E5 models trained on instructions get none of their own.
    Raises ValueError for a configuration that is not JSON, OSError for one that cannot be read.
    """
    settings = _read(folder / "config_sentence_transformers.json")
    prompts = settings.get("prompts") or {}
    clustering = next((text for name, text in prompts.items() if name.casefold() == "clustering"), "")
    if clustering:
        return str(clustering)
    default = settings.get("default_prompt_name")
    if default is not None:
        return str(prompts.get(default) or "")
    if _is_e5(label) or _is_e5(str(_read(folder / "config.json").get("_name_or_path", ""))):
        return str(prompts.get("query") or _E5_PREFIX)
    return ""


def _is_e5(name: str) -> bool:
    return bool(_E5.search(name)) and "instruct" not in name.casefold()


def _read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    content = json.loads(path.read_text(encoding="utf-8"))
    return content if isinstance(content, dict) else {}
