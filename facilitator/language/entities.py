"""Persons as a statistical model sees them in French texts: spaCy, loaded at the first text only.

Loading costs 3 to 11 seconds, so that nobody waits for it at a break: it runs at an export, or in the
process beside a screen. Without the package or its model there are no entities, and rules serve alone.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.language import Language

MODEL: Final = "fr_core_news_sm"
_BATCH: Final = 64

Entity = tuple[int, int]


def reader() -> str:
    """The name and version of the model that reads, « » where there is none: what findings are kept under."""
    if find_spec("spacy") is None:
        return ""
    try:
        return f"{MODEL} {version(MODEL)}"
    except PackageNotFoundError:
        return ""


def people(
    texts: Sequence[str], step: Callable[[int, int], None] = lambda _done, _total: None
) -> list[tuple[Entity, ...]]:
    """For each text, the start and end of what the model takes for a person; ``step`` hears how many."""
    model = _model()
    found = []
    for done, document in enumerate(model.pipe(texts, batch_size=_BATCH), 1):
        found.append(tuple((one.start_char, one.end_char) for one in document.ents if one.label_ == "PER"))
        if done % _BATCH == 0:
            step(done, len(texts))
    return found


@cache
def _model() -> Language:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # those of torch's and spaCy's own imports
        import spacy

        return spacy.load(
            MODEL, exclude=["parser", "lemmatizer", "attribute_ruler", "morphologizer", "tagger"]
        )
