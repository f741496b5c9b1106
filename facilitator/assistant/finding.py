"""Contributions that speak of a subject, found by meaning and by word over all the texts of a démarche.

Three readings are added up: the encoders' vectors as they are; the sub-themes of the trade that a text and
the question bring to mind, as they are and around the mean of the démarche (`theming.metric`); and the share
of the question's words, rare ones first, that a text says, or says in a form near it (« handicap »,
« handicapé »). What a text's nearest neighbours are worth is then lent to it in part, so that « si Gérard
arrête » is found with the transport that it speaks of: smoothing by neighbours, as in Kurland & Lee 2004,
« Corpus structure, language models, and ad hoc information retrieval ».

The constants were compared with `tests/bench/measure_answers.py` on one half of its questions; its README
tells what both halves give.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from facilitator.domain.lens import CTG
from facilitator.language.abbreviations import refold
from facilitator.language.lemmas import content_lemmas
from facilitator.theming.metric import Metric
from facilitator.theming.prepare import clean, says_nothing
from facilitator.theming.thematiques import words_used
from facilitator.theming.views import Matrix, unit

Embed = Callable[[Sequence[str]], NDArray[np.float32]]
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Grounds:
    """From which score something was found: ``least`` for the best text.

    The others need ``share`` of its score, and ``floor``. From ``glimpse`` on a text may be shown, uncounted.
    """

    least: float
    share: float
    floor: float
    glimpse: float


LEARNT = {
    1: Grounds(least=0.345, share=0.8, floor=0.33, glimpse=0.25),
    2: Grounds(least=0.39, share=0.8, floor=0.37, glimpse=0.28),
}
"""With what was learnt of the trade, by the number of encoders it was learnt for.

``least`` lies half-way between the best score of the subjects that nobody spoke of and the lowest best score
of the others, on the half of the questions that it was chosen on.
"""

PLAIN = Grounds(least=0.28, share=0.7, floor=0.2, glimpse=0.15)
"""With an engine that nothing was learnt for, words alone included."""

WORDS_WEIGHT = 0.5
"""Of the question's words, beside vectors (0.5) and sub-themes (1 as they are, 1 around the mean)."""

_VECTORS_WEIGHT = 0.5
_TRADE_WEIGHT = 0.4  # of the trade's words, where no metric was learnt
_RELATED = 0.6  # what a related form counts for
_LENT = 0.25  # part of a score that comes from the nearest neighbours
_NEIGHBOURS = 3
_CANDIDATES = 400  # texts among which neighbours are looked for: the cost stays the same for any démarche


class Finder:
    """The texts of a démarche, read once; then each question costs milliseconds.

    ``embed`` gives one vector of length 1 a text; so does ``embed_question``, which keeps none of them.
    ``metrics``, the best first, must have been learnt for both.
    """

    def __init__(
        self, texts: Sequence[str], embed: Embed, embed_question: Embed, metrics: Sequence[Metric] = ()
    ) -> None:
        self._embed = embed_question
        self._metric = next(iter(metrics), None)
        readable = [clean(text) for text in texts]
        self._silent = np.array([says_nothing(text) for text in readable], dtype=bool)
        self._lemmas = [content_lemmas(refold(text)) for text in readable]
        self._holders: dict[str, list[int]] = defaultdict(list)
        for row, lemmas in enumerate(self._lemmas):
            for lemma in set(lemmas):
                self._holders[lemma].append(row)
        vectors = np.asarray(embed(readable), dtype=np.float32) if readable else np.zeros((0, 1), np.float32)
        self._centre = self._roots_centre = np.zeros(1, dtype=np.float32)
        if self._metric is not None and len(vectors) > 1:
            self._centre = self._metric.read(vectors).mean(axis=0)
            self._roots_centre = self._roots(vectors, self._lemmas, self._metric).mean(axis=0)
        self._seen = self._see(vectors, self._lemmas)

    def __len__(self) -> int:
        return len(self._lemmas)

    @property
    def grounds(self) -> Grounds:
        """From which scores something was found, for the engine at hand."""
        return PLAIN if self._metric is None else LEARNT[len(self._metric.widths)]

    def scores(self, topic: str) -> Scores:
        """How much each text speaks of ``topic``, 1 at most, shape (n,); texts that say nothing have 0."""
        if not len(self):
            return np.zeros(0, dtype=np.float32)
        asked = clean(topic)
        lemmas = content_lemmas(refold(asked))
        question = self._see(np.asarray(self._embed([asked]), dtype=np.float32), [lemmas])[0]
        words_weight = WORDS_WEIGHT if self._metric is not None else 2 * WORDS_WEIGHT
        total = float(question @ question) + words_weight
        own = (self._seen @ question + words_weight * self.words_said(lemmas)) / np.float32(total)
        own[self._silent] = 0
        return self._with_neighbours(own)

    def words_said(self, lemmas: Sequence[str]) -> Scores:
        """The share of these words that each text says, weighted by rarity (Robertson's idf), shape (n,)."""
        said = np.zeros(len(self), dtype=np.float32)
        whole = 0.0
        for word in dict.fromkeys(lemmas):
            rarity = self._rarity(word)
            whole += rarity
            best = np.zeros(len(self), dtype=np.float32)
            for other, rows in self._holders.items():
                if other != word and related(word, other):
                    best[rows] = _RELATED
            best[self._holders.get(word, [])] = 1
            said += np.float32(rarity) * best
        return said / np.float32(whole) if whole else said

    def share_said(self, topic: str) -> Scores:
        """The share of the words of ``topic`` that each text says, shape (n,): 1 for all of them."""
        return self.words_said(content_lemmas(refold(clean(topic))))

    def _rarity(self, word: str) -> float:
        holders = len(self._holders.get(word, ()))
        return math.log(1 + (len(self) - holders + 0.5) / (holders + 0.5))

    def _see(self, vectors: Matrix, lemmas: Sequence[Sequence[str]]) -> Matrix:
        """Rows whose products add the readings up; each reading has the length of the root of its weight."""
        if self._metric is None:
            trade = np.array([words_used(row, CTG) for row in lemmas], dtype=np.float32)
            return np.hstack([unit(vectors), np.sqrt(_TRADE_WEIGHT) * unit(trade.reshape(len(lemmas), -1))])
        roots = self._roots(vectors, lemmas, self._metric)
        around = unit(roots - self._roots_centre)
        return np.hstack([np.float32(math.sqrt(_VECTORS_WEIGHT)) * unit(vectors), roots, around])

    def _roots(self, vectors: Matrix, lemmas: Sequence[Sequence[str]], metric: Metric) -> Matrix:
        """Roots of the probabilities of sub-themes: their products are Bhattacharyya affinities."""
        return np.sqrt(metric.subjects(metric.centred(vectors, self._centre), lemmas))

    def _with_neighbours(self, own: Scores) -> Scores:
        """Each score, a part of it replaced by the mean score of the text's nearest neighbours."""
        best = np.argsort(-own, kind="stable")[:_CANDIDATES]
        if len(best) <= _NEIGHBOURS:
            return own
        near = self._seen[best] @ self._seen[best].T
        np.fill_diagonal(near, -1)
        nearest = np.argsort(-near, axis=1, kind="stable")[:, :_NEIGHBOURS]
        lent = own.copy()
        lent[best] = (1 - _LENT) * own[best] + _LENT * own[best][nearest].mean(axis=1)
        lent[self._silent] = 0
        return lent


def related(one: str, other: str) -> bool:
    """Whether two lemmas look like forms of one word: their first letters agree over most of the longer."""
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return shared >= 4 and shared >= 0.6 * max(len(one), len(other))
