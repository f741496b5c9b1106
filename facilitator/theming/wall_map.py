"""The wall as a map: themes side by side where they are alike, contributions leaning to what they near.

Themes are given the cells of a grid, so that nothing overlaps and the map can be read from afar. Which theme
gets which cell is a quadratic assignment (Koopmans & Beckmann 1957): the more alike two themes, the nearer
their cells; it is sought by the best exchanges, from the order of the themes along their first two principal
coordinates (Torgerson 1952). Likeness is that of the very mixture of views that sorted the wall. The same
contributions give the same map, whatever their order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from facilitator.theming.features import FeatureSpace
from facilitator.theming.metric import Metric
from facilitator.theming.refiling import Embed, Reading

Points = NDArray[np.float64]
Cells = NDArray[np.intp]

ALIKE = 0.2
"""Likeness of two themes, the cosine of their means, from which the room is asked whether they are one: on
the three example walls the closest pairs reach 0.13, 0.22 and 0.31, the second ones 0.16 at most."""

SHAPES = ((1, 1), (2, 1), (3, 1), (2, 2), (3, 2), (4, 2), (3, 3), (4, 3))
"""Columns and rows of the grids, smallest first; the last one holds as many themes as a slide can name."""

MOST_THEMES = 12
_LARGEST = 2000  # texts beyond which not all pairs are looked at


@dataclass(frozen=True, slots=True)
class Layout:
    """``columns`` × ``rows`` cells, the one of each theme by name; each text around its theme's middle.

    ``texts`` are of shape (n, 2), in [-1, 1]², NaN where a text lies in no theme. ``alike`` are the two
    themes that are most so, where they may be one.
    """

    columns: int
    rows: int
    themes: Mapping[str, tuple[int, int]]
    texts: Points
    alike: tuple[str, str] | None


def lay_out(
    texts: Sequence[str], themes: Sequence[str | None], embed: Embed, metrics: Sequence[Metric] = ()
) -> Layout | None:
    """The map of ``texts``, of which ``themes`` names each one's theme, None for none.

    None where nothing can be compared: a single theme, more than `MOST_THEMES`, or too many texts.
    """
    order = sorted(
        (at for at, theme in enumerate(themes) if theme is not None),
        key=lambda at: (texts[at], themes[at] or ""),
    )
    names = list(dict.fromkeys(themes[at] or "" for at in order))
    if not 2 <= len(names) <= MOST_THEMES or len(order) > _LARGEST:
        return None
    read = [Reading.of(texts[at]) for at in order]
    vectors = np.asarray(embed([one.text for one in read]), dtype=np.float32)
    space = FeatureSpace([one.lemmas for one in read], vectors, [1] * len(read), metrics)
    similar = space.features.similarity().astype(np.float64)
    labels = np.array([names.index(themes[at] or "") for at in order], dtype=np.intp)
    shares = np.eye(len(names))[labels]
    shares /= shares.sum(axis=0)
    towards = similar @ shares  # mean similarity of each text with each theme
    alike = _cosines(shares.T @ towards)
    columns, rows = next(shape for shape in SHAPES if shape[0] * shape[1] >= len(names))
    cells = _assigned(alike, columns)
    found = np.full((len(texts), 2), np.nan)
    found[order] = _leaning(towards, labels, cells)
    placed = {name: (int(x), int(y)) for name, (x, y) in zip(names, cells, strict=True)}
    return Layout(columns, rows, placed, found, _closest(alike, names))


def _cosines(between: Points) -> Points:
    """Cosines between the means of themes, from the mean similarities between their texts."""
    own = np.sqrt(np.maximum(np.diag(between), 1e-9))
    return np.asarray(between / own[:, None] / own[None, :])


def _assigned(alike: Points, columns: int) -> Cells:
    """The cell (column, row) of each theme, none given twice; only the last row may have room left."""
    grid = np.array([(at % columns, at // columns) for at in range(len(alike))], dtype=np.intp)
    apart = np.linalg.norm((grid[:, None] - grid[None, :]).astype(np.float64), axis=2)
    cell = _by_coordinates(alike, columns)
    best = _cost(alike, apart, cell)
    improved = True
    while improved:
        improved = False
        for one, other in combinations(range(len(grid)), 2):
            cell[[one, other]] = cell[[other, one]]
            cost = _cost(alike, apart, cell)
            if cost < best - 1e-9:
                best, improved = cost, True
            else:
                cell[[one, other]] = cell[[other, one]]
    return np.asarray(grid[cell], dtype=np.intp)


def _cost(alike: Points, apart: Points, cell: Cells) -> float:
    """How far apart alike themes lie; a theme is at no distance from itself."""
    return float((alike * apart[np.ix_(cell, cell)]).sum())


def _by_coordinates(alike: Points, columns: int) -> Cells:
    """A first cell for each theme: row after row along one coordinate, then from left to right."""
    first, second = _coordinates(alike)
    down = sorted(range(len(alike)), key=lambda theme: (second[theme], theme))
    cell = np.zeros(len(alike), dtype=np.intp)
    for start in range(0, len(down), columns):
        row = sorted(down[start : start + columns], key=lambda theme: (first[theme], theme))
        for x, theme in enumerate(row):
            cell[theme] = start + x
    return cell


def _coordinates(alike: Points) -> tuple[Points, Points]:
    """The first two principal coordinates, rounded, of themes of which ``alike`` are the cosines."""
    centring = np.eye(len(alike)) - 1 / len(alike)
    values, vectors = np.linalg.eigh(centring @ alike @ centring)
    axes = vectors[:, ::-1][:, :2] * np.sqrt(np.maximum(values[::-1][:2], 0.0))
    peaks = np.argmax(np.round(np.abs(axes), 6), axis=0)
    axes = np.round(axes * np.sign(axes[peaks, [0, 1]]), 6)
    return axes[:, 0], axes[:, 1]


def _leaning(towards: Points, labels: Cells, cells: Cells) -> Points:
    """Where each text leans from the middle of its theme, in [-1, 1]²: to the cells of what it is like."""
    places = np.zeros((len(labels), 2))
    for theme in range(len(cells)):
        members = np.flatnonzero(labels == theme)
        ways = (cells - cells[theme]).astype(np.float64)
        lengths = np.linalg.norm(ways, axis=1, keepdims=True)
        ways = np.divide(ways, lengths, out=np.zeros_like(ways), where=lengths > 0)
        pull = towards[members] - towards.mean(axis=0)
        pull[:, theme] = 0.0
        lean = np.maximum(pull, 0.0) @ ways
        most = float(np.linalg.norm(lean, axis=1).max(initial=0.0))
        places[members] = np.round(lean / most, 6) if most > 1e-9 else 0.0
    return places


def _closest(alike: Points, names: Sequence[str]) -> tuple[str, str] | None:
    """The two themes most alike, where they may be one."""
    apart = np.round(alike - 2 * np.eye(len(names)), 9)
    one, other = sorted(int(at) for at in np.unravel_index(int(np.argmax(apart)), apart.shape))
    return (names[one], names[other]) if apart[one, other] >= ALIKE else None
