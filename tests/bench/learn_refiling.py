#!/usr/bin/env python3
"""Learn how what speaks for a theme weighs while a wall is repaired: the constants of ``theming/chances.py``.

    .venv/bin/python -m tests.bench.learn_refiling [--moteur auto] [--tours 2]

The simulated facilitator of ``simulate.py`` repairs each practice wall, with names and without. After each
of her gestures, every contribution that she has not placed is an example: the theme of its kind, among
those that stand. The first round is repaired with the weights that ship, each further one with those just
learnt, and all rounds together give the next; a half of the walls tells how well the other half's weights
do. Prints the weights to write in ``chances.WEIGHTS``; those that ship come from a first version of this
script, from which it now prints 17.6, 3.1, -3.4, 0.53, 0.21 and 5.1: no better (weights learnt on one half
leave 580 gestures on the other, those that ship 582).
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from facilitator.theming import chances
from facilitator.theming.refiling import Filer
from tests.bench.measure import HORS_SUJET
from tests.bench.simulate import Wall, proposed, repair

PRACTICE = Path(__file__).parent / "practice"
RIDGE = 1e-3  # of the weights brought to evidence of unit variance


@dataclass
class Example:
    """What spoke for each theme that stood (k, e), and which was right."""

    evidence: NDArray[np.float64]
    right: int


def examples(wall: Wall, filer: Filer) -> list[Example]:
    """One example for each contribution that she has not placed and whose kind has a theme."""
    evidence, homes = filer.evidence(wall.standing()), wall.homes()
    there = [number for number, theme in enumerate(wall.themes) if theme]
    return [
        Example(evidence[row][there], there.index(homes[kind]))
        for row, kind in enumerate(wall.gold)
        if kind != HORS_SUJET and kind in homes and row not in wall.pinned and not filer.silent[row]
    ]


def repaired(start: tuple[Wall, Filer], weights: NDArray[np.float64]) -> tuple[list[Example], int]:
    """Examples from the repairs of one wall, and the gestures that these took."""
    first, filer = start
    filer.weights = weights
    seen: list[Example] = []
    made = 0
    for name in (True, False):
        wall = Wall(first.gold, [set(theme) for theme in first.themes])
        made += repair(
            wall, filer, suggest=False, name=name, look=lambda wall: seen.extend(examples(wall, filer))
        ).made
    return seen, made


def fit(seen: list[Example]) -> NDArray[np.float64]:
    """The most likely weights, shape (e,)."""
    widest = max(len(one.evidence) for one in seen)
    rows = np.zeros((len(seen), widest, len(chances.EVIDENCE)))
    there = np.zeros(rows.shape[:2], dtype=bool)
    for place, one in enumerate(seen):
        rows[place, : len(one.evidence)] = one.evidence
        there[place, : len(one.evidence)] = True
    spread = rows[there].std(axis=0) + 1e-9
    right = (np.arange(len(seen)), np.array([one.right for one in seen]))

    def loss(scaled: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        told = chances.chances(rows, there, scaled / spread)
        cost = -np.log(np.maximum(told[right], 1e-300)).mean() + RIDGE * scaled @ scaled
        told[right] -= 1
        slope = np.einsum("nk,nke->e", told, rows) / len(seen) / spread + 2 * RIDGE * scaled
        return float(cost), slope

    best = minimize(loss, np.zeros(len(spread)), jac=True, method="L-BFGS-B")
    return np.asarray(best.x / spread, dtype=np.float64)


def learn(starts: list[tuple[Wall, Filer]], rounds: int) -> NDArray[np.float64]:
    """The weights after ``rounds`` rounds over these walls."""
    weights, seen = chances.WEIGHTS, list[Example]()
    for _ in range(rounds):
        for start in starts:
            seen += repaired(start, weights)[0]
        weights = fit(seen)
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--moteur", default="auto")
    parser.add_argument("--tours", type=int, default=2)
    args = parser.parse_args()
    starts = [proposed(path, args.moteur) for path in sorted(PRACTICE.glob("*.csv"))]
    for half in (0, 1):
        weights = learn(starts[half::2], args.tours)
        made = sum(repaired(start, weights)[1] for start in starts[1 - half :: 2])
        shipped = sum(repaired(start, chances.WEIGHTS)[1] for start in starts[1 - half :: 2])
        print(f"half {half}: {weights.round(2).tolist()}; other half {made} gestures, shipped {shipped}")
    print("all:", dict(zip(chances.EVIDENCE, learn(starts, args.tours).round(2).tolist(), strict=True)))


if __name__ == "__main__":
    main()
