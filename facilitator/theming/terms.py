"""Terms of texts, counted and weighed: lemmas, and the letters of misspelt words.

A wall repeats its words, so each distinct one is taken apart once, and texts get the pieces of their
words by a product of sparse matrices. The weights are scikit-learn's TF-IDF with logarithms of counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy import sparse

Pieces = Callable[[str], Sequence[str]]
"""The terms of one word; a term may come twice."""

_SHORTEST, _LONGEST = 3, 5


class Terms:
    """The terms that at least ``least`` texts of a wall hold, and how rare each is."""

    def __init__(self, pieces: Pieces, least: int = 1) -> None:
        self._pieces = pieces
        self._least = least
        self._columns: Mapping[str, int] = {}
        self._rarity: NDArray[np.float32] = np.zeros(0, dtype=np.float32)

    def fit(self, texts: Sequence[Sequence[str]]) -> sparse.csr_matrix:
        """Learn the terms of ``texts``, lists of words; their rows are those of :meth:`transform`."""
        found, words = _count_words(texts)
        pieces = [self._pieces(word) for word in words]
        every = sorted(set().union(*pieces))
        counts = found @ _parts(pieces, {piece: column for column, piece in enumerate(every)})
        held = np.bincount(counts.indices, minlength=len(every))
        kept = np.flatnonzero(held >= self._least)
        self._columns = {every[at]: column for column, at in enumerate(kept.tolist())}
        rarity = np.float32(len(texts) + 1) / (held[kept].astype(np.float32) + 1)
        self._rarity = np.asarray(np.log(rarity) + 1, dtype=np.float32)
        return self._weigh(counts[:, kept])

    def transform(self, texts: Sequence[Sequence[str]]) -> sparse.csr_matrix:
        """TF-IDF, a row a text, of length 1 or null; one null column where the wall shares no term."""
        found, words = _count_words(texts)
        return self._weigh(found @ _parts([self._pieces(word) for word in words], self._columns))

    def _weigh(self, counts: sparse.csr_matrix) -> sparse.csr_matrix:
        from scipy import sparse

        if not self._columns:
            return sparse.csr_matrix((counts.shape[0], 1), dtype=np.float32)
        counts.sort_indices()
        weighed = (np.log(counts.data) + np.float32(1)) * self._rarity[counts.indices]
        rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
        lengths = np.sqrt(np.bincount(rows, weights=np.square(weighed), minlength=counts.shape[0]))
        weighed = np.asarray(weighed / lengths[rows], dtype=np.float32)
        return sparse.csr_matrix((weighed, counts.indices, counts.indptr), shape=counts.shape)


def whole(word: str) -> Sequence[str]:
    """The word itself."""
    return (word,)


@lru_cache(maxsize=16384)
def letters(word: str) -> Sequence[str]:
    """Every three to five letters that follow each other in a word and the spaces around it."""
    found: list[str] = []
    for part in word.split():
        padded = f" {part} "
        for size in range(_SHORTEST, _LONGEST + 1):
            if len(padded) <= size:
                found.append(padded)
                break
            found += [padded[start : start + size] for start in range(len(padded) - size + 1)]
    return tuple(found)


def _count_words(texts: Sequence[Sequence[str]]) -> tuple[sparse.csr_matrix, list[str]]:
    """How often each text (row) holds each distinct word (column), and the words."""
    from scipy import sparse

    columns: dict[str, int] = {}
    places = [columns.setdefault(word, len(columns)) for text in texts for word in text]
    starts = np.cumsum([0, *map(len, texts)])
    ones = np.ones(len(places), dtype=np.float32)
    counts = sparse.csr_matrix((ones, places, starts), shape=(len(texts), len(columns)))
    counts.sum_duplicates()
    return counts, list(columns)


def _parts(pieces: Sequence[Sequence[str]], columns: Mapping[str, int]) -> sparse.csr_matrix:
    """How often each word (row) holds each piece (column); a piece without a column counts nowhere."""
    from scipy import sparse

    known = [[columns[piece] for piece in word if piece in columns] for word in pieces]
    places = [column for word in known for column in word]
    starts = np.cumsum([0, *map(len, known)])
    ones = np.ones(len(places), dtype=np.float32)
    return sparse.csr_matrix((ones, places, starts), shape=(len(pieces), len(columns)))
