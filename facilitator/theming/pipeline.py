"""From contributions to proposed themes: the one path that every sorting takes.

The text is the only input. Texts are prepared into units in an order of their own, so that neither the
order of the rows, nor the process, nor the day changes what is proposed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from facilitator.language.abbreviations import refold
from facilitator.language.lemmas import Word, WordKind, words
from facilitator.theming.familiar import Familiar, familiar_names
from facilitator.theming.features import FeatureSpace
from facilitator.theming.metric import Metric
from facilitator.theming.naming import Closeness, Name, name_themes
from facilitator.theming.partition import Grouping, group
from facilitator.theming.prepare import PreparedTexts, prepare
from facilitator.theming.tray import find_outliers
from facilitator.theming.views import Features, Look
from facilitator.theming.vocabulary import WallVocabulary

Embed = Callable[[Sequence[str]], NDArray[np.float32]]

SECOND_SUBJECT = 0.75
"""A second theme is named where its members resemble a text at least so much as those of its own."""

_MOST_SECONDARY = 2


@dataclass(frozen=True, slots=True)
class ProposedTheme:
    """A theme: its name and evidence, and the indices of its texts; ``central`` is the most typical one."""

    name: str
    words: tuple[str, ...]
    central: int
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Partition:
    """Themes by decreasing size, and for each text its theme's index (None in the tray « à ranger »).

    ``confidence`` lies in 0..1 and is 0 for a text that says nothing; ``secondary`` holds at most two
    indices of further themes a text.
    """

    themes: tuple[ProposedTheme, ...]
    labels: tuple[int | None, ...]
    confidence: tuple[float, ...]
    secondary: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    """Placements of units: group or -1, confidence, further groups."""

    labels: NDArray[np.intp]
    confidence: NDArray[np.float64]
    secondary: list[tuple[int, ...]]


def propose_themes(
    texts: Sequence[str], embed: Embed, metrics: Sequence[Metric] = (), skim: Embed | None = None
) -> Partition:
    """The themes of ``texts``; ``metrics`` must have been learnt for the encoders behind ``embed``.

    ``embed`` gets distinct prepared texts and gives one vector of length 1 for each, shape (n, d). ``skim``
    may read the phrases of names faster: it gives the leading columns of what ``embed`` gives.
    """
    prepared = prepare(texts)
    if not prepared.units:
        return _unfold(texts, prepared, [], _nothing_placed(0))
    tokens = [words(refold(unit.text)) for unit in prepared.units]
    weights = [len(unit.members) for unit in prepared.units]
    if sum(weights) < 2 or (len(weights) == 2 and sum(weights) == 2):
        return _unfold(texts, prepared, [], _nothing_placed(len(weights)))
    lemmas = [[word.lemma for word in text if word.kind is WordKind.CONTENT] for text in tokens]
    vectors = np.asarray(embed([unit.text for unit in prepared.units]), dtype=np.float32)
    space = FeatureSpace(lemmas, vectors, weights, metrics)
    features = space.features
    grouping = group(space.views, features)
    placed = _place(features, grouping)

    def closeness(phrases: Sequence[str], phrase_lemmas: Sequence[Sequence[str]]) -> Look:
        return space.look_at(phrase_lemmas, np.asarray((skim or embed)(phrases), dtype=np.float32))

    def familiar(groups: Sequence[NDArray[np.intp]]) -> list[tuple[Familiar, ...]]:
        return familiar_names(metrics, space.views, weights, groups)

    named = _name(prepared, tokens, placed, grouping, closeness, familiar)
    return _unfold(texts, prepared, named, placed)


def _nothing_placed(count: int) -> _Placed:
    return _Placed(np.full(count, -1, dtype=np.intp), np.zeros(count), [()] * count)


def _place(features: Features, grouping: Grouping) -> _Placed:
    """Groups, tray, confidence and second subjects of every unit."""
    rows = np.arange(len(features))
    own = np.maximum(grouping.affinity[rows, grouping.labels].astype(np.float64), 0.0)
    typical = float(np.median(own)) or 1.0
    confidence = np.sqrt(grouping.agreement * own / (own + typical))
    if len(features) == 1:
        confidence = np.ones(1)
    labels = np.where(find_outliers(features, grouping), -1, grouping.labels)
    sizes = np.bincount(labels[labels >= 0], minlength=grouping.affinity.shape[1])
    others = np.maximum(grouping.affinity, 0.0) * (sizes > 0)
    others[rows, grouping.labels] = 0.0
    near = (others > 0) & (others >= SECOND_SUBJECT * own[:, None]) & (labels >= 0)[:, None]
    secondary: list[tuple[int, ...]] = [()] * len(features)
    for row in np.flatnonzero(near.any(axis=1)).tolist():
        order = sorted(np.flatnonzero(near[row]).tolist(), key=lambda other: (-others[row, other], other))
        secondary[row] = tuple(order[:_MOST_SECONDARY])
    return _Placed(labels, confidence, secondary)


def _name(
    prepared: PreparedTexts,
    tokens: Sequence[Sequence[Word]],
    placed: _Placed,
    grouping: Grouping,
    closeness: Closeness,
    familiar: Callable[[Sequence[NDArray[np.intp]]], list[tuple[Familiar, ...]]],
) -> list[tuple[int, Name, int]]:
    """Group, name and central unit of each theme, by decreasing number of contributions."""
    weights = [len(unit.members) for unit in prepared.units]
    groups = [np.flatnonzero(placed.labels == label) for label in range(grouping.affinity.shape[1])]
    sizes = [sum(weights[unit] for unit in members) for members in groups]
    order = sorted((g for g in range(len(groups)) if sizes[g]), key=lambda g: (-sizes[g], int(groups[g][0])))
    central = [
        int(min(groups[g], key=lambda unit: (-float(grouping.affinity[unit, g]), unit))) for g in order
    ]
    names = name_themes(
        WallVocabulary(tokens, weights),
        [frozenset(int(unit) for unit in groups[g]) for g in order],
        [prepared.units[unit].text for unit in central],
        closeness,
        familiar=familiar([groups[g] for g in order]),
    )
    return list(zip(order, names, central, strict=True))


def _unfold(
    texts: Sequence[str], prepared: PreparedTexts, named: list[tuple[int, Name, int]], placed: _Placed
) -> Partition:
    """The partition of the contributions as they came in, from that of the units."""
    rank = {label: position for position, (label, _, _) in enumerate(named)}
    labels: list[int | None] = [None] * len(texts)
    confidence = [0.0] * len(texts)
    secondary: list[tuple[int, ...]] = [()] * len(texts)
    for unit, label, sure, further in zip(
        prepared.units, placed.labels, placed.confidence, placed.secondary, strict=True
    ):
        for index in unit.members:
            labels[index] = rank.get(int(label))
            confidence[index] = round(float(sure), 4)
            secondary[index] = tuple(rank[other] for other in further)
    themes = tuple(
        ProposedTheme(
            name.text,
            name.words,
            min(prepared.units[central].members, key=lambda index: (texts[index], index)),
            tuple(index for index, label in enumerate(labels) if label == rank[group_label]),
        )
        for group_label, name, central in named
    )
    return Partition(themes, tuple(labels), tuple(confidence), tuple(secondary))
