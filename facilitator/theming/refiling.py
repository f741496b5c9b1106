"""Filing texts into themes that already stand, and what each human gesture teaches.

A theme is known by its members, and a name that a human typed counts like one of them: what she moves
teaches where it goes and where it left. New texts are filed or left in the tray; a text that the machine
had placed itself moves only where another theme is clearly likelier (``chances``); what a human placed
never moves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from facilitator.language.abbreviations import refold
from facilitator.language.lemmas import Word, WordKind, content_lemmas, words
from facilitator.theming.chances import LEAD, SUGGESTED, WEIGHTS, Evidence, chances, evidence
from facilitator.theming.features import FeatureSpace
from facilitator.theming.metric import Metric
from facilitator.theming.prepare import clean, says_nothing
from facilitator.theming.standing import Filing, Reason, Standing, Suggestion
from facilitator.theming.views import Features, Look

Embed = Callable[[Sequence[str]], NDArray[np.float32]]
Scores = NDArray[np.float64]

MARGIN = 0.02
"""How much better, in mean cosine, another theme must fit for a re-sort to move a text."""

LEAST_FIT = 0.4
"""Share of the median fit of the wall that a new text needs to be filed and not left in the tray."""

_PRIOR = 1.0
_NEAREST = 2
_SHARED_WORDS = 3
_IMPOSSIBLE = -9.0


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it is compared: ``silent`` where it says nothing."""

    text: str
    silent: bool
    tokens: tuple[Word, ...]
    lemmas: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Reading:
        """What is read in a text as typed."""
        readable = clean(text)
        tokens = tuple(words(refold(readable)))
        lemmas = tuple(word.lemma for word in tokens if word.kind is WordKind.CONTENT)
        return cls(readable, says_nothing(readable), tokens, lemmas)


class Filer:
    """A wall's texts seen once, to be filed as often as what stands changes.

    ``metrics``, the best first, must have been learnt for the encoders behind ``embed``; ``skim`` may read
    phrases faster, giving the leading columns of what ``embed`` gives. What the ``former`` filer of a wall
    has read is not read again, so that one more contribution costs little; the filer is the same without.
    """

    def __init__(
        self,
        texts: Sequence[str],
        embed: Embed,
        metrics: Sequence[Metric] = (),
        skim: Embed | None = None,
        former: Filer | None = None,
    ) -> None:
        known: Mapping[str, Reading] = former.readings if former else {}
        self.readings: dict[str, Reading] = {
            text: known.get(text) or Reading.of(text) for text in dict.fromkeys(texts)
        }
        read = [self.readings[text] for text in texts]
        self.texts = [one.text for one in read]
        self.silent = [one.silent for one in read]
        self.tokens = [one.tokens for one in read]
        self.lemmas = [one.lemmas for one in read]
        self.metrics = metrics
        self.weights = WEIGHTS
        self._names: dict[str, NDArray[np.float32]] = {}
        self._embed = embed
        self._skim = skim or embed
        vectors = np.asarray(embed(self.texts), dtype=np.float32)
        self.space = FeatureSpace(self.lemmas, vectors, [1] * len(texts), metrics)

    def file(self, standing: Standing) -> Filing:
        """Where every text goes, given what stands."""
        scores = self.scores(standing)
        before = standing_labels(len(self.texts), standing)
        after = self.best_labels(scores, before, standing, self.chances(standing), LEAD)
        return self.filing(scores, before, after, standing)

    def best_labels(
        self,
        scores: Scores,
        before: NDArray[np.intp],
        standing: Standing,
        likely: Scores | None = None,
        lead: float = MARGIN,
    ) -> NDArray[np.intp]:
        """The theme of each text, -1 in the tray: a free text leaves where it stood for a better one only.

        Better by ``lead`` in ``likely`` (the scores, where not given).
        """
        after = before.copy()
        likely = scores if likely is None else likely
        if not standing.themes:
            return after
        placed = np.flatnonzero(before >= 0)
        own = scores[placed, before[placed]]
        least = LEAST_FIT * float(np.median(own)) if len(placed) else 0.0
        fixed = fixed_texts(standing)
        for index in range(len(self.texts)):
            if index in fixed or self.silent[index]:
                continue
            told = likely[index] if before[index] >= 0 else scores[index]
            best = int(told.argmax())
            if told[best] > (told[before[index]] + lead if before[index] >= 0 else least):
                after[index] = best
        return self.parted(after, scores, standing)

    def parted(self, labels: NDArray[np.intp], scores: Scores, standing: Standing) -> NDArray[np.intp]:
        """``labels``, but what a human refused, or the worse fit of two that she parted, lies in the tray."""
        held = labels.copy()
        fixed = fixed_texts(standing)
        for text, theme in standing.refused:
            if held[text] == theme and text not in fixed:
                held[text] = -1
        while beside := {
            text
            for one, other in standing.apart
            if held[one] == held[other] >= 0
            for text in {one, other} - fixed
        }:
            held[min(beside, key=lambda text: (scores[text, held[text]], self.texts[text], text))] = -1
        return held

    def filing(
        self, scores: Scores, before: NDArray[np.intp], after: NDArray[np.intp], standing: Standing
    ) -> Filing:
        """Labels told as a filing: with how sure they are, and why those that change do."""
        fixed = fixed_texts(standing)
        stays = after == before
        members = [np.flatnonzero((after == theme) & stays) for theme in range(scores.shape[1])]
        confidence, reasons = [], []
        for index, label in enumerate(after.tolist()):
            sure = float(np.clip(scores[index, label], 0.0, 1.0)) if label >= 0 else 0.0
            confidence.append(1.0 if index in fixed else round(sure, 4))
            moved = label >= 0 and label != before[index]
            reasons.append(self.reason(index, members[label]) if moved else Reason())
        labels = tuple(None if label < 0 else label for label in after.tolist())
        return Filing(labels, tuple(confidence), ((),) * len(labels), tuple(reasons))

    def suggest(self, standing: Standing, theme: int, limit: int = 3) -> Suggestion | None:
        """Texts placed elsewhere by the machine, or in the tray, that seem to belong to ``theme``.

        They are likelier there than everywhere else together.
        """
        likely = self.chances(standing)
        labels = standing_labels(len(self.texts), standing)
        fixed = fixed_texts(standing)
        found = []
        for index, label in enumerate(labels.tolist()):
            if index in fixed or label == theme or self.silent[index]:
                continue
            chance = float(likely[index, theme])
            if chance > SUGGESTED:
                found.append((-chance, index))
        chosen = tuple(index for _, index in sorted(found)[:limit])
        members = np.flatnonzero(labels == theme)
        reasons = tuple(self.reason(index, members) for index in chosen)
        return Suggestion(theme, chosen, reasons) if chosen else None

    def chances(self, standing: Standing) -> Scores:
        """How likely each text is of each theme, shape (n, k); null where a human forbade it.

        A theme that has neither a member nor a name of its own draws nobody.
        """
        known = [bool(theme.pinned or theme.members or theme.seed) for theme in standing.themes]
        possible = np.tile(known, (len(self.texts), 1)).astype(bool)
        barred = np.zeros(possible.shape)
        _forbid(barred, standing)
        return chances(self.evidence(standing), possible & (barred == 0), self.weights)

    def evidence(self, standing: Standing) -> Evidence:
        """What speaks for each theme and each text, shape (n, k, e)."""
        named = [column for column, theme in enumerate(standing.themes) if theme.seed]
        names = self._see([standing.themes[column].seed for column in named]) if named else None
        return evidence(self.space.features, standing, named, names)

    def scores(self, standing: Standing) -> Scores:
        """How well each text fits each theme, shape (n, k); impossible where a human forbade it."""
        features, count = self.space.features, len(self.texts)
        shares = np.zeros((count, len(standing.themes)), dtype=np.float32)
        for column, theme in enumerate(standing.themes):
            shares[[*theme.pinned, *theme.members], column] = 1.0
        scores = (features.sums(shares) - shares).astype(np.float64)
        sizes = shares.sum(axis=0)[None, :] - shares + _PRIOR
        seeds = [column for column, theme in enumerate(standing.themes) if theme.seed]
        if seeds:
            names = self._see([standing.themes[column].seed for column in seeds])
            drawn = features.towards(names, np.eye(len(seeds), dtype=np.float32))
            scores[:, seeds] += drawn
            sizes[:, seeds] += 1
        scores /= sizes
        _forbid(scores, standing)
        return scores

    def closeness(self, phrases: Sequence[str], lemmas: Sequence[Sequence[str]]) -> Look:
        """What gives the cosines of some of the phrases with some of the texts."""
        read = np.asarray(self._skim([clean(phrase) for phrase in phrases]), dtype=np.float32)
        return self.space.look_at(lemmas, read)

    def _see(self, names: Sequence[str]) -> Features:
        """Names that humans typed, as this wall sees them."""
        cleaned = [clean(name) for name in names]
        new = [name for name in dict.fromkeys(cleaned) if name not in self._names]
        if new:
            self._names |= zip(new, np.asarray(self._embed(new), dtype=np.float32), strict=True)
        lemmas = [content_lemmas(refold(name)) for name in cleaned]
        return self.space.transform(lemmas, np.array([self._names[name] for name in cleaned]))

    def reason(self, index: int, members: NDArray[np.intp]) -> Reason:
        """The ``members`` nearest to a text, and the words that it shares with them."""
        others = [int(member) for member in members if member != index]
        if not others:
            return Reason()
        features = self.space.features
        near = features.dense[others] @ features.dense[index]
        order = sorted(range(len(others)), key=lambda row: (-float(near[row]), others[row]))
        said = {lemma for member in others for lemma in self.lemmas[member]}
        shared = tuple(dict.fromkeys(lemma for lemma in self.lemmas[index] if lemma in said))
        return Reason(shared[:_SHARED_WORDS], tuple(others[row] for row in order[:_NEAREST]))


def standing_labels(count: int, standing: Standing) -> NDArray[np.intp]:
    """The theme in which each text stands, -1 for none, shape (count,)."""
    labels = np.full(count, -1, dtype=np.intp)
    for column, theme in enumerate(standing.themes):
        labels[[*theme.pinned, *theme.members]] = column
    return labels


def fixed_texts(standing: Standing) -> frozenset[int]:
    """The texts that a human placed, in a theme or aside."""
    return standing.aside.union(*(theme.pinned for theme in standing.themes))


def _forbid(scores: Scores, standing: Standing) -> None:
    """Make impossible what a human refused, and the theme of what a text must be apart from."""
    for text, theme in standing.refused:
        scores[text, theme] = _IMPOSSIBLE
    labels = standing_labels(len(scores), standing)
    for first, second in standing.apart:
        for one, other in ((first, second), (second, first)):
            if labels[other] >= 0:
                scores[one, labels[other]] = _IMPOSSIBLE
