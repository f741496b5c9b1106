#!/usr/bin/env python3
"""Re-sort a growing wall twenty times, each proposal applied whole, and see what a facilitator finds again.

    .venv/bin/python -m tests.bench.stability [--fichiers civocracy-demain.csv] [--depart 120]

A wall of the first rows (in a shuffled order) is sorted, then corrected by hand: moves, a name, a merge, a
split, two contributions set apart, one off-topic. Each round a tenth more contributions arrive, are filed
at once, one more is moved by hand, and the proposal of a re-sort is applied whole. Printed per file, over
all rounds: the least and mean share of the contributions that nobody touched and that stood in a theme
which keep that theme, and how many human acts no longer hold (none may).
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from facilitator.config import Settings
from facilitator.domain.theme import Author
from facilitator.intake.contributions import Intake, read_contributions
from facilitator.workshop import Workshop
from facilitator.workshop.board import Board

DATA = Path(__file__).parent / "data"
ROUNDS, GROWTH = 20, 0.1


def rows_of(table: pd.DataFrame, folder: Path, first: int, last: int) -> Intake:
    """Rows ``first`` to ``last`` as a file to import."""
    path = folder / f"{first}.csv"
    table["texte"].iloc[first:last].to_frame().to_csv(path, index=False)
    return read_contributions(path)


class Facilitator:
    """Her acts on a wall, and whether they hold."""

    def __init__(self, board: Board, seed: int) -> None:
        self.board = board
        self.chance = np.random.default_rng(seed)
        self.moved: dict[int, str] = {}  # number: theme id
        self.named: dict[str, str] = {}  # theme id: name
        self.apart: list[tuple[int, int]] = []
        self.aside: list[int] = []

    def numbers(self, theme_id: str) -> list[int]:
        """The contributions of a theme."""
        wall = self.board.wall
        places = wall.sorting.places()
        return [one.number for one in wall.contributions if places[one.id].theme_id == theme_id]

    def _id(self, number: int) -> str:
        return next(one.id for one in self.board.wall.contributions if one.number == number)

    def free(self) -> int:
        """A contribution that she has not touched."""
        wall = self.board.wall
        places = wall.sorting.places()
        untouched = [o.number for o in wall.contributions if places[o.id].by is not Author.HUMAN]
        return int(self.chance.choice(untouched))

    def move_one(self) -> None:
        """One contribution into a theme drawn at random."""
        number = self.free()
        themes = self.board.wall.sorting.themes
        theme = themes[int(self.chance.integers(len(themes)))].id
        self.board.move([number], theme)
        self.moved[number] = theme

    def correct(self) -> None:
        """What she does at the first break."""
        for _ in range(4):
            self.move_one()
        first, second, third = (theme.id for theme in self.board.wall.sorting.themes[:3])
        self.named[first] = "Ce que dit la salle"
        self.board.rename(first, self.named[first])
        merged = self.numbers(second) + self.numbers(third)
        self.board.merge([second, third])
        self.moved |= dict.fromkeys(merged, second)
        members = max((self.numbers(theme.id) for theme in self.board.wall.sorting.themes[3:]), key=len)
        fourth = self.board.wall.sorting.places()[self._id(members[0])].theme_id or ""
        part = [number for number in members if number not in self.moved][:3]
        self.board.split(fourth, part, "Une idée à part")
        new = next(t.id for t in self.board.wall.sorting.themes if t.name == "Une idée à part")
        self.moved |= dict.fromkeys(part, new)
        self.named[new] = "Une idée à part"
        self.apart.append((self.free(), self.free()))
        if len(set(self.apart[0])) == 2:
            self.board.keep_apart(*self.apart[0])
        else:
            self.apart.clear()
        self.aside.append(self.free())
        self.board.off_topic(self.aside)

    def undone(self) -> int:
        """Her acts that no longer hold."""
        wall = self.board.wall
        places = wall.sorting.places()
        stands = {one.number: places[one.id] for one in wall.contributions}
        names = {theme.id: theme.name for theme in wall.sorting.themes}
        lost = sum(stands[number].theme_id != theme for number, theme in self.moved.items())
        lost += sum(names.get(theme) != name for theme, name in self.named.items())
        lost += sum(not stands[number].off_topic for number in self.aside)
        for one, other in self.apart:
            theme = stands[one].theme_id
            lost += theme is not None and theme == stands[other].theme_id
        return lost


def grow(path: Path, start: int, sessions: Path, seed: int) -> dict[str, float]:
    """One line of the table."""
    table = pd.read_csv(path).dropna(subset=["texte"]).drop_duplicates("texte")
    table = table.sample(frac=1.0, random_state=seed).reset_index(drop=True)
    kept, undone, size, rounds = [], 0, start, 0
    with Workshop.open_or_create(f"{path.stem} {seed}", Settings(sessions=sessions)) as workshop:
        workshop.import_file(rows_of(table, sessions, 0, start), "Mur")
        (event,) = workshop.events()
        workshop.sort(event)
        her = Facilitator(workshop.board(event), seed)
        her.correct()
        while rounds < ROUNDS and size < len(table):
            more = min(max(1, round(GROWTH * size)), len(table) - size)
            workshop.import_file(rows_of(table, sessions, size, size + more), "Mur")
            size, rounds = size + more, rounds + 1
            her.move_one()
            before = her.board.wall.sorting
            her.board.apply(her.board.propose())
            after = her.board.wall.sorting.places()
            stood = [p for p in before.placements if p.by is not Author.HUMAN and p.theme_id is not None]
            stays = sum(after[place.contribution_id].theme_id == place.theme_id for place in stood)
            kept.append(stays / max(len(stood), 1))
            undone += her.undone()
        themes = len(her.board.wall.sorting.themes)
    return {
        "n": size,
        "tours": rounds,
        "themes": themes,
        "gardes_min": min(kept),
        "gardes": float(np.mean(kept)),
        "actes_perdus": undone,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--donnees", type=Path, default=DATA)
    parser.add_argument("--fichiers", default="*.csv")
    parser.add_argument("--depart", type=int, default=120)
    parser.add_argument("--graine", type=int, default=1)
    args = parser.parse_args()
    rows = {}
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(args.donnees.glob(args.fichiers)):
            start = min(args.depart, max(40, round(len(pd.read_csv(path)) / (1 + GROWTH) ** ROUNDS)))
            rows[path.stem] = grow(path, start, Path(folder), args.graine)
            print(path.stem, {name: round(value, 3) for name, value in rows[path.stem].items()}, flush=True)
    frame = pd.DataFrame(rows).T
    print(frame.to_string(float_format=lambda value: f"{value:.3f}"))


if __name__ == "__main__":
    main()
