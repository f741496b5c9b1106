"""Contributions that seem to say the same, proposed to a human and never merged by the machine.

How many tables say a thing is information (domaine.md § 6), so a double is shown, with the reason, and stays.
Words are compared by `rapidfuzz` between neighbours in alphabetical order (Hernández & Stolfo 1995), read
forwards, backwards and with the words of each text in order: near-linear. Meanings are compared by the
encoder's vectors around their mean, and the rare words shared: on at most `LARGEST` distinct texts.

Measured with `tests/bench/measure_doubles.py` on the three annotated walls (220 texts; 63 annotated pairs,
most of them paraphrases without a word in common): 2 pairs proposed, both annotated, a recall of 3 %. From
0.3 on, 10 would be proposed, 3 of them annotated. Of the groups proposed on three public consultations of
``data/`` (actons, engage, the first 400 of civocracy), about three in four say the same when read.
Precision is sought, recall is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

import numpy as np
from numpy.typing import NDArray

from facilitator.language.abbreviations import refold
from facilitator.language.lemmas import content_lemmas
from facilitator.theming.opposites import Stance, opposed, stance
from facilitator.theming.prepare import SAME_TEXT, clean, comparison_key, says_nothing
from facilitator.theming.terms import Terms, whole
from facilitator.theming.views import unit

SAME_MEANING = 0.46
"""Least closeness of meaning, in 0..1, of a pair proposed for it; lower, most of a small wall are wrong."""

LARGEST = 2000
"""Distinct texts beyond which meanings are not compared: all pairs would be looked at."""

_WORDS_WEIGHT = 0.5  # of shared rare words, beside the vectors
_FEWEST = 12  # texts under which a mean tells nothing, and a facilitator reads them at a glance
_WINDOW = 8
_SHORTEST_FUZZY = 12


class Reason(StrEnum):
    """Why two contributions are proposed as one, from the surest."""

    WORDS = "mêmes mots"
    ORDER = "mêmes mots, dans un autre ordre"
    MEANING = "proches par le sens"


@dataclass(frozen=True, slots=True)
class Double:
    """Indices of texts that seem to say the same; reason and score are those of the weakest pair."""

    members: tuple[int, ...]
    reason: Reason
    score: float


@dataclass(frozen=True, slots=True)
class _Said:
    """A distinct text, compared by its key, and the indices of those that say it."""

    key: str
    text: str
    stance: Stance
    members: tuple[int, ...]


_Link = tuple[int, int, Reason, float]
_RANK = list(Reason)


def find_doubles(
    texts: Sequence[str], embed: Callable[[Sequence[str]], NDArray[np.float32]]
) -> tuple[Double, ...]:
    """The doubles among ``texts``, surest first; whatever their order, the same ones are found.

    ``embed`` gives one vector of length 1 a text. Every two texts of a group are a pair that was found.
    """
    said = _distinct(texts)
    links: dict[tuple[int, int], _Link] = {}
    for low, high, reason, score in (*_by_words(said), *_by_meaning(said, embed)):
        if (low, high) not in links and not opposed(said[low].stance, said[high].stance):
            links[low, high] = (low, high, reason, score)
    doubles = [_double(said, group, links) for group in _cliques(len(said), links)]
    found = [double for double in doubles if len(double.members) > 1]
    return tuple(
        sorted(found, key=lambda d: (_RANK.index(d.reason), -d.score, texts[d.members[0]], d.members))
    )


def _distinct(texts: Sequence[str]) -> list[_Said]:
    """The distinct texts that say something, in the order of their keys."""
    holders: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        readable = clean(text)
        if says_nothing(readable):
            continue
        holders[comparison_key(readable)].append(index)
    typed = {key: min(texts[index] for index in holders[key]) for key in holders}
    return [_Said(key, clean(typed[key]), stance(typed[key]), tuple(holders[key])) for key in sorted(holders)]


def _by_words(said: Sequence[_Said]) -> Iterable[_Link]:
    """Neighbours of which the words are the same but for a slip of the pen, or but for their order."""
    from rapidfuzz import fuzz

    keys = [one.key for one in said]
    sorted_keys = [" ".join(sorted(key.split())) for key in keys]
    for reason, compared, orders in (
        (Reason.WORDS, keys, (keys, [key[::-1] for key in keys])),
        (Reason.ORDER, sorted_keys, (sorted_keys,)),
    ):
        for order in orders:
            ranked = [at for _, _, at in sorted(zip(order, keys, range(len(said)), strict=True))]
            for place, first in enumerate(ranked):
                for second in ranked[place + 1 : place + 1 + _WINDOW]:
                    same = compared[first] == compared[second]
                    if not same and min(len(keys[first]), len(keys[second])) < _SHORTEST_FUZZY:
                        continue
                    score = fuzz.ratio(compared[first], compared[second], score_cutoff=SAME_TEXT)
                    if score and said[first].stance.numbers == said[second].stance.numbers:
                        low, high = sorted((first, second))
                        yield low, high, reason, round(score / 100, 2)


def _by_meaning(
    said: Sequence[_Said], embed: Callable[[Sequence[str]], NDArray[np.float32]]
) -> Iterable[_Link]:
    """All pairs of which vectors and rare words are close enough."""
    if not _FEWEST <= len(said) <= LARGEST:
        return
    scores = closeness([one.text for one in said], embed)
    lows, highs = np.nonzero(np.triu(scores >= SAME_MEANING, k=1))
    for low, high in zip(lows.tolist(), highs.tolist(), strict=True):
        yield low, high, Reason.MEANING, round(float(scores[low, high]), 2)


def closeness(
    texts: Sequence[str], embed: Callable[[Sequence[str]], NDArray[np.float32]]
) -> NDArray[np.float32]:
    """How close in meaning the clean ``texts`` of one wall are, 1 at most, shape (n, n)."""
    vectors = np.asarray(embed(texts), dtype=np.float32)
    centred = unit(vectors - vectors.mean(axis=0))
    lemmas = [content_lemmas(refold(text)) for text in texts]
    near = centred @ centred.T
    if any(lemmas):
        words = Terms(whole).fit(lemmas)
        near = near + _WORDS_WEIGHT * (words @ words.T).toarray()
    return np.asarray(near / (1 + _WORDS_WEIGHT), dtype=np.float32)


def _cliques(count: int, links: dict[tuple[int, int], _Link]) -> list[list[int]]:
    """Groups of which every two are linked, made from the surest link on."""
    group_of = {at: [at] for at in range(count)}
    for low, high, _, _ in sorted(links.values(), key=lambda k: (_RANK.index(k[2]), -k[3], k[0], k[1])):
        one, other = group_of[low], group_of[high]
        if one is not other and all(tuple(sorted(pair)) in links for pair in product(one, other)):
            one.extend(other)
            for at in other:
                group_of[at] = one
    return [group for at, group in group_of.items() if min(group) == at]


def _double(said: Sequence[_Said], group: Sequence[int], links: dict[tuple[int, int], _Link]) -> Double:
    inner = [links[pair] for low in group for high in group if (pair := (low, high)) in links]
    members = tuple(sorted(index for at in group for index in said[at].members))
    reason = max((link[2] for link in inner), key=_RANK.index, default=Reason.WORDS)
    return Double(members, reason, min((link[3] for link in inner), default=1.0))
