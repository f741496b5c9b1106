"""A new look at a wall that already stands: a proposal that changes little, and never what a human decided.

The consensus of clusterings is looked at again with what stands as one more opinion: contributions that
share a theme hold together, and those that a human placed bind or part without appeal. The new groups
are matched to the themes by their members and keep their identity. What nobody touched moves only where
it fits clearly better, and one in ten of it at most, so that the room finds its wall again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from facilitator.theming.consensus import consensus, cut, hierarchy
from facilitator.theming.familiar import familiar_names
from facilitator.theming.matching import PINNED, match_groups
from facilitator.theming.metric import Metric
from facilitator.theming.naming import Name, name_themes
from facilitator.theming.partition import EXACT_LIMIT, theme_count
from facilitator.theming.refiling import MARGIN, Embed, Filer, Scores, fixed_texts, standing_labels
from facilitator.theming.standing import Filing, Standing, StandingTheme
from facilitator.theming.views import Labels, Matrix
from facilitator.theming.vocabulary import WallVocabulary

INERTIA = 0.5
"""Weight of what stands beside what the consensus says of two contributions that both stand somewhere."""

MOST_MOVED = 0.1
"""Share of the untouched contributions that one proposal moves at most; more where a fifth is new."""

_LEAST_MEMBERS = 3  # of a new theme
_APART = -1.0  # similarity of what a human parted


@dataclass(frozen=True, slots=True)
class ResortedTheme:
    """A theme after the re-sort: ``former`` is its index in the standing themes, None for a new one.

    ``name`` and ``words`` are a proposal for a new theme and empty for a former one, whose name never
    changes; ``central`` is the index of its most typical text, None without one.
    """

    former: int | None
    name: str
    words: tuple[str, ...]
    central: int | None


@dataclass(frozen=True, slots=True)
class Resorting:
    """Themes, and where every text would stand; the labels of ``filing`` are indices of ``themes``."""

    themes: tuple[ResortedTheme, ...]
    filing: Filing


def resort(
    texts: Sequence[str],
    embed: Embed,
    metrics: Sequence[Metric],
    standing: Standing,
    names: Sequence[str] = (),
    skim: Embed | None = None,
) -> Resorting:
    """What a re-sort would make of the wall; kept themes survive, and what humans decided holds.

    ``names`` are those of the standing themes: a new one is told from them. ``metrics`` must have been
    learnt for the encoders behind ``embed``, which gives one vector of length 1 for each text; ``skim`` may
    read phrases faster.
    """
    filer = Filer(texts, embed, metrics, skim)
    before = standing_labels(len(texts), standing)
    groups = _groups(filer, standing, before)
    wanted = _wanted(filer, standing, before, groups)
    after = filer.parted(_restrained(wanted, before, standing), wanted.scores, standing)
    themes, labels = _settled(after, standing)
    filing = filer.filing(wanted.scores[:, themes], _renumbered(before, themes), labels, standing)
    return Resorting(_described(filer, themes, labels, standing, names), filing)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Where each text would best go, -1 for the tray: columns of ``scores``, former themes first."""

    labels: Labels
    scores: Scores


def _groups(filer: Filer, standing: Standing, before: Labels) -> Labels:
    """The groups of all texts that say something, -1 for the others, given what stands."""
    if len(before) > EXACT_LIMIT:
        return before.copy()
    speaking = np.flatnonzero([not silent for silent in filer.silent])
    groups = np.full(len(before), -1, dtype=np.intp)
    there = sum(theme.kept or bool(theme.members) for theme in standing.themes)
    count = min(max(theme_count(len(speaking)), there), max(len(speaking) - 1, 1))
    if len(speaking) < 2:
        return before.copy()
    similarity, *others = filer.space.views.similarities()
    together = consensus(others, filer.space.views.weights, max(count, 2))
    bound = _bound(np.asarray((similarity + together) / 2, dtype=np.float32), standing, before)
    groups[speaking] = cut(hierarchy(bound[np.ix_(speaking, speaking)], "ward"), count)
    return groups


def _bound(alike: Matrix, standing: Standing, before: Labels) -> Matrix:
    """``alike``, with what stands mixed in and what humans decided put beyond doubt."""
    bound = alike.copy()
    placed = before >= 0
    both = placed[:, None] & placed[None, :]
    together = both & (before[:, None] == before[None, :])
    bound[both] = (1 - INERTIA) * bound[both] + INERTIA * together[both]
    pinned = np.zeros(len(before), dtype=bool)
    pinned[[index for theme in standing.themes for index in theme.pinned]] = True
    decided = pinned[:, None] & pinned[None, :]
    bound[decided] = np.where(together[decided], 1.0, _APART)
    for first, second in standing.apart:
        bound[first, second] = bound[second, first] = _APART
    np.fill_diagonal(bound, 1.0)
    return bound


def _wanted(filer: Filer, standing: Standing, before: Labels, groups: Labels) -> _Wanted:
    """The best theme of each text among the standing ones and the groups that continue none of them."""
    members = [np.flatnonzero(groups == group).tolist() for group in range(int(groups.max(initial=-1)) + 1)]
    weights = {index: PINNED for theme in standing.themes for index in theme.pinned}
    matched = match_groups(
        [(*theme.pinned, *theme.members) for theme in standing.themes],
        members,
        weights,
        [column for column, theme in enumerate(standing.themes) if theme.kept],
    )
    fixed = fixed_texts(standing)
    drawn: list[list[int]] = [[] for _ in standing.themes]
    fresh: list[list[int]] = []
    for group, former in zip(members, matched, strict=True):
        free = [index for index in group if index not in fixed]
        if former is not None:
            drawn[former] = free
        elif len(free) >= _LEAST_MEMBERS:
            fresh.append(free)
    looked_at = Standing(
        tuple(
            StandingTheme(theme.pinned, tuple(free), theme.seed, theme.kept)
            for theme, free in zip(standing.themes, drawn, strict=True)
        )
        + tuple(StandingTheme(members=tuple(free)) for free in fresh),
        standing.apart,
        standing.refused,
        standing.aside,
    )
    scores = filer.scores(looked_at)
    labels = filer.best_labels(scores, standing_labels(len(before), looked_at), looked_at)
    return _Wanted(_with_doubts(scores, labels, before, standing), scores)


def _with_doubts(scores: Scores, labels: Labels, before: Labels, standing: Standing) -> Labels:
    """``labels``, but where a text stood it stays unless the other theme fits it clearly better."""
    stayed = labels.copy()
    allowed = _allowed(before, standing)
    for index in np.flatnonzero((before >= 0) & (labels != before)):
        left = scores[index, before[index]]
        if allowed(int(index)) and (labels[index] < 0 or scores[index, labels[index]] <= left + MARGIN):
            stayed[index] = before[index]
    return stayed


def _allowed(before: Labels, standing: Standing) -> Callable[[int], bool]:
    """Tells whether a text may stay where it stands: nothing that a human decided since forbids it."""
    forbidden = set(standing.refused)
    for first, second in standing.apart:
        forbidden |= {(first, int(before[second])), (second, int(before[first]))}
    return lambda index: (index, int(before[index])) not in forbidden


def _restrained(wanted: _Wanted, before: Labels, standing: Standing) -> Labels:
    """The wanted labels with the boldest moves only, as many as the room can follow."""
    after = wanted.labels.copy()
    fixed = fixed_texts(standing)
    stood = [index for index in np.flatnonzero(before >= 0).tolist() if index not in fixed]
    allowed = _allowed(before, standing)
    moved = [index for index in stood if after[index] != before[index] and allowed(index)]
    arrived = len(set(np.flatnonzero(before < 0).tolist()) - fixed) / max(len(before), 1)
    most = int(max(MOST_MOVED, arrived if arrived > 2 * MOST_MOVED else 0.0) * len(stood))
    scores = wanted.scores

    def gain(index: int) -> float:
        reached = scores[index, after[index]] if after[index] >= 0 else 0.0
        return float(reached - scores[index, before[index]])

    for index in sorted(moved, key=lambda index: (-gain(index), index))[most:]:
        after[index] = before[index]
    return after


def _settled(after: Labels, standing: Standing) -> tuple[list[int], Labels]:
    """Which columns become themes (former ones first, new ones by size), and the labels among them.

    A new theme that lost its members on the way gives up the few that are left to the tray.
    """
    former = len(standing.themes)
    sizes = np.bincount(after[after >= 0], minlength=former)
    staying = [column for column in range(former) if sizes[column] or standing.themes[column].kept]
    fresh = [column for column in range(former, len(sizes)) if sizes[column] >= _LEAST_MEMBERS]
    columns = staying + sorted(fresh, key=lambda column: (-int(sizes[column]), column))
    return columns, _renumbered(after, columns)


def _renumbered(labels: Labels, columns: Sequence[int]) -> Labels:
    rank = {column: place for place, column in enumerate(columns)}
    return np.array([rank.get(int(label), -1) for label in labels], dtype=np.intp)


def _described(
    filer: Filer, columns: Sequence[int], labels: Labels, standing: Standing, names: Sequence[str]
) -> tuple[ResortedTheme, ...]:
    """The themes by column, new ones with a name that no other bears."""
    former = len(standing.themes)
    groups = [frozenset(np.flatnonzero(labels == place).tolist()) for place in range(len(columns))]
    central = [_central(filer, group) for group in groups]
    given = [names[column] if column < min(former, len(names)) else None for column in columns]
    named = _named(filer, groups, central, given) if any(column >= former for column in columns) else ()
    return tuple(
        ResortedTheme(column, "", (), middle)
        if column < former
        else ResortedTheme(None, named[place].text, named[place].words, middle)
        for place, (column, middle) in enumerate(zip(columns, central, strict=True))
    )


def _named(
    filer: Filer,
    groups: Sequence[frozenset[int]],
    central: Sequence[int | None],
    given: Sequence[str | None],
) -> Sequence[Name]:
    """One name a group, those ``given`` as they are; the others are offered what they bring to mind, too."""
    count = len(filer.texts)
    spare = ["" if middle is None else filer.texts[middle] for middle in central]
    rows = [np.array(sorted(group), dtype=np.intp) for group in groups]
    familiar = familiar_names(filer.metrics, filer.space.views, [1] * count, rows)
    vocabulary = WallVocabulary(filer.tokens, [1] * count)
    return name_themes(vocabulary, groups, spare, filer.closeness, given, familiar)


def _central(filer: Filer, group: frozenset[int]) -> int | None:
    """The text that resembles the others of its group most."""
    if not group:
        return None
    members = sorted(group)
    rows = filer.space.features.take(np.array(members, dtype=np.intp))
    nearness = rows.sums(np.ones((len(members), 1), dtype=np.float32))[:, 0]
    return members[int(nearness.argmax())]
