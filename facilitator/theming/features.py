"""One wall as its texts are seen: what was measured on them, and how any other text is seen from there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from facilitator.theming.terms import Terms, letters, whole
from facilitator.theming.views import Features, Look, Matrix, Views, choose_recipes, strength, unit

if TYPE_CHECKING:
    from scipy import sparse

    from facilitator.theming.metric import Metric

LEMMAS, LETTERS = "lemmas", "letters"


class FeatureSpace:
    """The views of one wall. ``views`` are those of its texts, in their order.

    Vectors are centred, because all the post-its of a wall share its subject. ``vectors`` (n, d) hold the
    columns of one encoder or of several; ``metrics``, the best first, must have been learnt for them.
    """

    def __init__(
        self,
        lemmas: Sequence[Sequence[str]],
        vectors: Matrix,
        weights: Sequence[int],
        metrics: Sequence[Metric] = (),
    ) -> None:
        self._metrics = metrics
        self._parts = _parts(vectors.shape[1], metrics)
        self._centre = vectors.mean(axis=0) if len(vectors) > 1 else np.zeros(vectors.shape[1], np.float32)
        self._terms = {LEMMAS: Terms(whole), LETTERS: Terms(letters, least=2)}
        self._subject_centres: list[Matrix] = []
        dense, sparse_views = self._dense(lemmas, vectors), self._fit_terms(lemmas)
        self._strengths = {name: strength(view) for name, view in (*dense.items(), *sparse_views.items())}
        encoders = [name for name in dense if name.startswith("encoder")]
        subjects = [name for name in dense if name not in encoders]
        known = metrics[-1].known_share(lemmas) if metrics else 0.0
        self._recipes = choose_recipes(encoders, subjects, (LEMMAS, LETTERS), known)
        self.views = self._assemble(dense, sparse_views, np.asarray(weights, np.float64))
        del dense, sparse_views  # on tens of thousands of texts, hundreds of megabytes
        self.features = self.views.main()

    def transform(self, lemmas: Sequence[Sequence[str]], vectors: Matrix) -> Features:
        """The main mixture for other texts, from their ``lemmas`` and the encoders' ``vectors``."""
        return self._others(lemmas, vectors).main()

    def glance(self, lemmas: Sequence[Sequence[str]], vectors: Matrix) -> tuple[Features, Features]:
        """Other texts, and the wall's own, as seen by those encoders only whose columns ``vectors`` hold."""
        if vectors.shape[1] == len(self._centre):
            return self.transform(lemmas, vectors), self.features
        views = self._others(lemmas, vectors)
        seen = (*views.dense, *views.sparse)
        recipe = {name: weight for name, weight in self._recipes[0].items() if name in seen}
        return views.mix(recipe), self.views.mix(recipe)

    def look_at(self, lemmas: Sequence[Sequence[str]], vectors: Matrix) -> Look:
        """What gives the cosines of some of these other texts with some of the wall's own."""
        seen, wall = self.glance(lemmas, vectors)
        return lambda others, own: seen.take(np.array(others)).cosines(wall.take(np.array(own)))

    def _others(self, lemmas: Sequence[Sequence[str]], vectors: Matrix) -> Views:
        """The views of other texts."""
        dense = self._dense(lemmas, vectors)
        words = {name: terms.transform(lemmas) for name, terms in self._terms.items()}
        return self._assemble(dense, words, np.ones(len(vectors)))

    def _dense(self, lemmas: Sequence[Sequence[str]], vectors: Matrix) -> dict[str, Matrix]:
        """What each encoder reads, and the roots of the probabilities of sub-themes, around their mean.

        Products of roots of probabilities are Bhattacharyya affinities. An encoder whose columns are missing
        reads nothing, and what was learnt for it says nothing.
        """
        seen = {
            f"encoder {number}": unit(vectors[:, part] - self._centre[part])
            for number, part in enumerate(self._parts)
            if part.stop <= vectors.shape[1]
        }
        fitting = not self._subject_centres
        for number, metric in enumerate(self._metrics):
            if sum(metric.widths) > vectors.shape[1]:
                continue
            centred = np.hstack([seen[f"encoder {part}"] for part in range(len(metric.widths))])
            roots = np.sqrt(metric.subjects(centred, lemmas))
            if fitting:
                self._subject_centres.append(roots.mean(axis=0) if len(roots) > 1 else 0 * roots.sum(axis=0))
            seen[f"subjects {number}"] = roots - self._subject_centres[number]
        return seen

    def _fit_terms(self, lemmas: Sequence[Sequence[str]]) -> dict[str, sparse.csr_matrix]:
        """TF-IDF of lemmas and of the letters of misspelt words."""
        return {name: terms.fit(lemmas) for name, terms in self._terms.items()}

    def _assemble(self, dense: dict[str, Matrix], words: dict[str, sparse.csr_matrix], weights: Any) -> Views:
        return Views(
            {name: view * np.float32(self._strengths[name]) for name, view in dense.items()},
            {name: view * np.float32(self._strengths[name]) for name, view in words.items()},
            weights,
            self._recipes,
        )


def _parts(columns: int, metrics: Sequence[Metric]) -> list[slice]:
    """Which columns belong to which encoder: as the learnt metrics say, and what is left to one more."""
    parts, start = [], 0
    for width in metrics[0].widths if metrics else ():
        parts.append(slice(start, start + width))
        start += width
    return parts if start == columns else [*parts, slice(start, columns)]
