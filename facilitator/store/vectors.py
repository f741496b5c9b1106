"""Vectors once computed, by model and text: a wall sorted again costs only its new texts."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, insert, select

from facilitator.store import schema
from facilitator.store.changes import batches
from facilitator.store.database import Database

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

    Vector = NDArray[float32]

_DTYPE: Final = "<f4"  # float32, little-endian whatever the machine
_AT_ONCE: Final = 50  # vectors a transaction: whoever types meanwhile waits for a few milliseconds


class Vectors:
    """Reads and writes vectors; they are not journaled, since they follow from the model and the text."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, model: str, texts: Iterable[str]) -> "Mapping[str, Vector]":
        """The vectors kept for ``texts``, by text; texts without one are left out.

        Each is a read-only float32 array of shape ``(dimensions,)``, bit for bit what was kept.
        """
        import numpy as np

        table = schema.vectors
        found: dict[str, Vector] = {}
        with self._database.reading() as connection:
            for batch in batches(dict.fromkeys(texts)):
                by_hash = {_digest(text): text for text in batch}
                rows = connection.execute(
                    select(table.c.text_sha256, table.c.vector).where(
                        table.c.model == model, table.c.text_sha256.in_(list(by_hash))
                    )
                )
                for digest, vector in rows:
                    found[by_hash[digest]] = np.frombuffer(vector, _DTYPE)
        return found

    def keep(self, model: str, texts: Sequence[str], array: "NDArray[float32]") -> None:
        """Keep the rows of ``array``, of shape ``(len(texts), dimensions)``, as the vectors of ``texts``.

        What was kept for the same model and text is replaced. Within an act they are part of its
        transaction, elsewhere they have some of their own. Raises ValueError if the shape does not fit.
        """
        if array.ndim != 2 or array.shape[0] != len(texts):
            raise ValueError(f"{len(texts)} texts, but an array of shape {array.shape}")
        table = schema.vectors
        for batch in batches(
            dict(zip(texts, array.astype(_DTYPE, copy=False), strict=True)).items(), _AT_ONCE
        ):
            rows = [
                {"model": model, "text_sha256": _digest(text), "vector": vector.tobytes()}
                for text, vector in batch
            ]
            hashes = [row["text_sha256"] for row in rows]
            with self._database.writing(join=True) as connection:
                connection.execute(
                    delete(table).where(table.c.model == model, table.c.text_sha256.in_(hashes))
                )
                connection.execute(insert(table), rows)


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
