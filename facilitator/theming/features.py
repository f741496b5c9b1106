"""What is known of each text, as one matrix whose product with itself is the similarity.

Several weak views beat one: the encoder's vectors (mean-centred, because all the post-its of a wall
share its subject), the lemmas, and character n-grams for misspelt words. Where a `Metric` learnt from
the trade's words fits the encoder, its two views join them, as far as the wall speaks the trade's
language. Views add up, so that one which knows nothing of a text (a short row) weighs little on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy import sparse

    from facilitator.theming.metric import Metric

Matrix = NDArray[np.float32]
Labels = NDArray[np.intp]

ENCODER_WEIGHT = 1.0
LEMMA_WEIGHT = 0.8
LETTER_WEIGHT = 0.8
DIRECTIONS_WEIGHT = 2.0
SUBJECTS_WEIGHT = 8.0
"""Weights of the views in the similarity. Those of the trade are for a wall of which it knows every word, and
shrink with the fourth power of the share that it knows: 0.8 on the trade's walls, 0.5 on other subjects."""

_TF_IDF: dict[str, Any] = {"sublinear_tf": True, "dtype": np.float32}


@dataclass(frozen=True, slots=True)
class Features:
    """One row a text, of length 1: a dense part (encoder, trade) beside a sparse one (words, letters).

    ``weights`` counts the contributions that each row stands for.
    """

    dense: Matrix
    words: sparse.csr_matrix
    weights: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.dense)

    def similarity(self) -> Matrix:
        """Cosines between all rows, shape (n, n): for a few thousand rows at most."""
        return np.asarray(self.dense @ self.dense.T + (self.words @ self.words.T).toarray(), np.float32)

    def sums(self, shares: Matrix) -> Matrix:
        """For each row and each column of ``shares`` (n, k), the weighted sum of cosines, shape (n, k)."""
        dense = self.dense @ (self.dense.T @ shares)
        return np.asarray(dense + self.words @ (self.words.T @ shares), np.float32)

    def mean_cosines(self, others: Features, labels: Labels) -> Matrix:
        """Mean cosine of each row with each group of ``others`` (groups of -1 left out), shape (n, k)."""
        shares = np.zeros((len(others), int(labels.max()) + 1), dtype=np.float32)
        placed = np.flatnonzero(labels >= 0)
        shares[placed, labels[placed]] = others.weights[placed]
        shares /= np.maximum(shares.sum(axis=0), 1e-9)
        return np.asarray(
            self.dense @ (others.dense.T @ shares) + self.words @ (others.words.T @ shares), np.float32
        )

    def pooled(self, labels: Labels, count: int) -> Features:
        """One row a group of rows: their weighted mean, brought back to length 1."""
        from scipy import sparse

        ones = (self.weights, (labels, np.arange(len(self))))
        groups = sparse.csr_matrix(ones, shape=(count, len(self)), dtype=np.float32)
        weights = np.bincount(labels, weights=self.weights, minlength=count).astype(np.float64)
        return _unit_rows(np.asarray(groups @ self.dense), (groups @ self.words).tocsr(), weights)


class FeatureSpace:
    """The views of one wall: what was measured on its texts, and how any other text is seen from there.

    ``features`` are those of the wall itself, in the order of its texts.
    """

    def __init__(
        self,
        lemmas: Sequence[Sequence[str]],
        vectors: Matrix,
        weights: Sequence[int],
        metric: Metric | None = None,
    ) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._metric = metric
        self._centre = vectors.mean(axis=0) if len(vectors) > 1 else np.zeros(vectors.shape[1], np.float32)
        self._words = TfidfVectorizer(analyzer=list, **_TF_IDF)
        self._letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=2, **_TF_IDF)
        self._trade_centres: tuple[Matrix, ...] = ()
        self._trade_share = metric.known_share(lemmas) ** 4 if metric is not None else 0.0
        counts = self._count_words(lemmas, fit=True)
        self.features = _unit_rows(self._dense(lemmas, vectors), counts, np.asarray(weights, np.float64))

    def transform(self, lemmas: Sequence[Sequence[str]], vectors: Matrix) -> Features:
        """The features of other texts, from their ``lemmas`` and the encoder's ``vectors`` of length 1."""
        counts = self._count_words(lemmas, fit=False)
        return _unit_rows(self._dense(lemmas, vectors), counts, np.ones(len(vectors)))

    def _dense(self, lemmas: Sequence[Sequence[str]], vectors: Matrix) -> Matrix:
        """The encoder's view, and the trade's two, side by side."""
        centred = unit(vectors - self._centre)
        parts = [np.sqrt(ENCODER_WEIGHT) * centred]
        if self._metric is not None:
            directions, subjects = self._metric.views(centred, lemmas)
            if not self._trade_centres:
                self._trade_centres = (directions.mean(axis=0), subjects.mean(axis=0))
            parts.append(
                np.sqrt(DIRECTIONS_WEIGHT * self._trade_share) * unit(directions - self._trade_centres[0])
            )
            parts.append(np.sqrt(SUBJECTS_WEIGHT * self._trade_share) * (subjects - self._trade_centres[1]))
        return np.hstack(parts).astype(np.float32)

    def _count_words(self, lemmas: Sequence[Sequence[str]], *, fit: bool) -> sparse.csr_matrix:
        """TF-IDF of lemmas and of the letters of misspelt words, side by side."""
        from scipy import sparse

        views = (
            (LEMMA_WEIGHT, self._words, lemmas),
            (LETTER_WEIGHT, self._letters, [" ".join(row) for row in lemmas]),
        )
        parts = [np.sqrt(weight) * _tf_idf(model, documents, fit=fit) for weight, model, documents in views]
        return sparse.hstack(parts, format="csr", dtype=np.float32)


def unit(rows: Matrix) -> Matrix:
    """``rows`` brought to length 1; a null row stays null."""
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def _tf_idf(model: Any, documents: Sequence[Any], *, fit: bool) -> sparse.csr_matrix:
    """TF-IDF rows of length 1; one null column when the wall's texts share no term worth counting."""
    from scipy import sparse

    if fit:
        try:
            return model.fit_transform(documents)
        except ValueError:  # scikit-learn's way to say: no term left
            return sparse.csr_matrix((len(documents), 1), dtype=np.float32)
    if not hasattr(model, "vocabulary_"):
        return sparse.csr_matrix((len(documents), 1), dtype=np.float32)
    return model.transform(documents)


def _unit_rows(dense: Matrix, words: sparse.csr_matrix, weights: NDArray[np.float64]) -> Features:
    from scipy import sparse

    squares = np.einsum("ij,ij->i", dense, dense) + np.asarray(words.multiply(words).sum(axis=1)).ravel()
    scale = 1 / np.sqrt(np.maximum(squares, 1e-12)).astype(np.float32)
    return Features(dense * scale[:, None], (sparse.diags(scale) @ words).tocsr(), weights)
