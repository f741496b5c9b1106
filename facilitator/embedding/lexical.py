"""Texts compared by their words and word parts alone: for weak laptops, missing models and tests.

It knows nothing of meaning (« garderie » and « crèche » are strangers), so whatever is sorted with it is
announced as a lexical grouping.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from math import sqrt

import numpy as np

from facilitator.domain.contribution import fold
from facilitator.embedding.batches import embed_in_batches
from facilitator.embedding.embedder import Progress, Vectors

LEXICAL = "lexical"

_DIMENSION = 1024
_BATCH = 1024
_PARTS = (3, 4, 5)
# Folded words that say nothing of a subject; a text made of them alone keeps them.
_EMPTY_WORD = re.compile(
    r"\w\w?|aux|avec|ce[st]|cette|dans|des|elles?|est|eux|faire|fait|faut|ils|les|leurs?|lui|mais|memes?|"
    r"mes|moi|mon|nos|notre|nous|ont|par|pas|peu|plus|pour|quand|quel(?:le)?s?|que|qui|sans|ses|son|sont|"
    r"sur|tes|toi|ton|tous|toutes?|tout|tres|une|vos|votre|vous"
)


class LexicalEmbedder:
    """Signed hashing of words and of their 3 to 5 letter parts, 1,024 dimensions.

    Method: feature hashing (Weinberger et al. 2009, « Feature Hashing for Large Scale Multitask
    Learning ») over words and character n-grams; CRC-32 as the hash, the same on every computer.
    Change the name with the method: vectors are kept under it.
    """

    @property
    def name(self) -> str:
        """``lexical``."""
        return LEXICAL

    def embed(self, texts: Sequence[str], *, on_progress: Progress | None = None) -> Vectors:
        """One row a text, shape (len(texts), 1024), float32, rows of length 1."""
        return embed_in_batches(texts, _encode, dimension=_DIMENSION, size=_BATCH, on_progress=on_progress)


def _encode(batch: list[str]) -> Vectors:
    vectors = np.zeros((len(batch), _DIMENSION), dtype=np.float32)
    known: dict[str, tuple[list[int], list[float]]] = {}
    for row, text in zip(vectors, batch, strict=True):
        words = re.findall(r"\w+", fold(text))
        for word in [word for word in words if not _EMPTY_WORD.fullmatch(word)] or words or [""]:
            if word not in known:
                known[word] = _hashed(word)
            columns, weights = known[word]
            np.add.at(row, columns, weights)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors[lengths[:, 0] == 0, 0] = 1  # signed features can cancel each other out
    vectors /= np.where(lengths > 0, lengths, 1)
    return vectors


def _hashed(word: str) -> tuple[list[int], list[float]]:
    """The columns of a word and of its parts, with their signed weights; both count alike in all.

    The mark of the plural goes, so that « places » is « place ».
    """
    word = word[:-1] if len(word) > 3 and word[-1] in "sx" else word
    parts = list(_parts(word))
    hashes = [zlib.crc32(feature.encode()) for feature in (word, *parts)]
    weights = [1.0, *(1 / sqrt(len(parts)) for _ in parts)]
    columns = [value % _DIMENSION for value in hashes]
    return columns, [
        -weight if value >> 31 else weight for value, weight in zip(hashes, weights, strict=True)
    ]


def _parts(word: str) -> Iterator[str]:
    bounded = f"<{word}>"
    for size in _PARTS:
        for start in range(len(bounded) - size + 1):
            yield bounded[start : start + size]
