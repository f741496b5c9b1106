"""Several weak views of the same texts, and the mixtures of them in which a wall is looked at.

Each view is a matrix, one row a text, whose product with itself says how alike two texts are: what the
encoders read, the sub-themes of the trade that a text brings to mind, its lemmas, the letters of
misspelt words. Views are brought to the same mean strength on the wall; a row that a view knows nothing
of stays short in it, and so weighs little.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy import sparse

Matrix = NDArray[np.float32]
Labels = NDArray[np.intp]
Recipe = Mapping[str, float]
"""Weight in the similarity by view."""
Look = Callable[[Sequence[int], Sequence[int]], Matrix]
"""Cosines of some texts that were read with some of a wall's own, both by position, shape (n, m)."""

_AT_HOME = 0.87  # share of known words from which a wall is one of the trade: 0.87 to 0.95 on such walls
_SHARPNESS = 8  # other subjects know 0.65 to 0.80 and get a doubt of 0.9 to 0.5


@dataclass(frozen=True, slots=True)
class Features:
    """One mixture of views: a row a text, of length 1, a dense part beside a sparse one.

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

    def towards(self, others: Features, shares: Matrix) -> Matrix:
        """For each row and each column of ``shares`` (m, k), the weighted sum of cosines with ``others``."""
        dense = self.dense @ (others.dense.T @ shares)
        return np.asarray(dense + self.words @ (others.words.T @ shares), np.float32)

    def cosines(self, others: Features) -> Matrix:
        """Cosines with the rows of ``others``, shape (n, m)."""
        return np.asarray(self.dense @ others.dense.T + (self.words @ others.words.T).toarray(), np.float32)

    def take(self, rows: Labels) -> Features:
        """Some of the rows."""
        return Features(self.dense[rows], self.words[rows], self.weights[rows])


@dataclass(frozen=True, slots=True)
class Views:
    """All views of n texts, dense and sparse ones by name, and the ``recipes`` that mix them.

    The first recipe is the main one, in which members and affinities are counted; the others join it in
    the consensus of clusterings.
    """

    dense: Mapping[str, Matrix]
    sparse: Mapping[str, sparse.csr_matrix]
    weights: NDArray[np.float64]
    recipes: tuple[Recipe, ...]

    def __len__(self) -> int:
        return len(self.weights)

    def mix(self, recipe: Recipe) -> Features:
        """The mixture of ``recipe``, its rows brought to length 1."""
        from scipy import sparse

        dense = [np.sqrt(recipe[name]) * view for name, view in self.dense.items() if recipe.get(name)]
        words = [np.sqrt(recipe[name]) * view for name, view in self.sparse.items() if recipe.get(name)]
        left = np.hstack(dense) if dense else np.zeros((len(self), 1), dtype=np.float32)
        none = sparse.csr_matrix((len(self), 1), dtype=np.float32)
        right = sparse.hstack(words, format="csr", dtype=np.float32) if words else none
        squares = np.einsum("ij,ij->i", left, left) + np.asarray(right.multiply(right).sum(axis=1)).ravel()
        scale = (1 / np.sqrt(np.maximum(squares, 1e-12))).astype(np.float32)
        return Features(left * scale[:, None], (sparse.diags(scale) @ right).tocsr(), self.weights)

    def main(self) -> Features:
        """The main mixture."""
        return self.mix(self.recipes[0])

    def similarities(self) -> Iterator[Matrix]:
        """Cosines between all rows in each mixture, the main one first: for a few thousand rows at most."""
        products = {name: view @ view.T for name, view in self.dense.items()}
        products |= {name: (view @ view.T).toarray() for name, view in self.sparse.items()}
        for recipe in self.recipes:
            mixed = np.zeros((len(self), len(self)), dtype=np.float32)
            for name, weight in recipe.items():
                if weight:
                    mixed += np.float32(weight) * products[name]
            scale = (1 / np.sqrt(np.maximum(np.diag(mixed), 1e-12))).astype(np.float32)
            mixed *= scale[:, None]
            mixed *= scale
            yield mixed

    def pooled(self, labels: Labels, count: int) -> Views:
        """One row a group of rows: the weighted mean in each view."""
        from scipy import sparse

        weights = np.bincount(labels, weights=self.weights, minlength=count).astype(np.float64)
        share = (self.weights / weights[labels], (labels, np.arange(len(self))))
        groups = sparse.csr_matrix(share, shape=(count, len(self)), dtype=np.float32)
        dense = {name: np.asarray(groups @ view) for name, view in self.dense.items()}
        words = {name: (groups @ view).tocsr() for name, view in self.sparse.items()}
        return Views(dense, words, weights, self.recipes)


def unit(rows: Matrix) -> Matrix:
    """``rows`` brought to length 1; a null row stays null."""
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def choose_recipes(
    encoders: Sequence[str], subjects: Sequence[str], words: Sequence[str], known: float = 1.0
) -> tuple[Recipe, ...]:
    """The mixtures of a wall from the names of its views; ``subjects``, if any, the best first.

    What the trade teaches alone, with words, with all the rest, and all without it: where mixtures agree,
    a group is real. ``known`` is the share, in 0..1, of the wall's words that was learnt: where it is
    lower than on the trade's own walls, what was not learnt weighs more everywhere. The weights were
    compared on the walls of ``tests/bench`` (its README).
    """
    plain = _even(encoders, 1.0) | _even(words, 1.6)
    if not subjects:
        return plain, _even(encoders, 1.0), _even(encoders, 1.0) | _even(words, 4.0)
    best, base = subjects[0], subjects[-1]
    rest = (*encoders, *words)
    taught: list[Recipe] = [{best: 1.0}, {best: 1.0} | _even(words, 1.0), {best: 1.0} | _even(rest, 1.0)]
    shares = {best: 1.0}
    if best != base:
        taught += [{base: 1.0}, {best: 1.0, base: 1.0}]
        shares = {best: 0.8, base: 0.4}
    main = shares | _even(words, 0.3) | _even(encoders, 0.1)
    doubt = max(0.0, 1.0 - (known / _AT_HOME) ** _SHARPNESS)
    mixed = tuple(_added(recipe, plain, doubt) for recipe in (main, *taught))
    return mixed if best != base else (*mixed, plain)


def _added(recipe: Recipe, other: Recipe, share: float) -> Recipe:
    return {name: recipe.get(name, 0.0) + share * other.get(name, 0.0) for name in {**recipe, **other}}


def _even(names: Sequence[str], total: float) -> dict[str, float]:
    return dict.fromkeys(names, total / max(len(names), 1))


def strength(view: Any) -> float:
    """What to multiply a view by so that the mean squared length of its rows is 1."""
    squares = (
        view.multiply(view).sum() if hasattr(view, "multiply") else np.square(view, dtype=np.float64).sum()
    )
    return float(1 / np.sqrt(max(float(squares) / max(view.shape[0], 1), 1e-12)))
