"""Measure how well contributions find their CTG thématique, at several thresholds.

    python -m tests.bench.measure_thematiques [--moteur auto]

Two trials. « held out »: a fifth of the lines of every sub-theme of the corpus, taken alone, with
thématiques learnt from the others; a thématique outside the CTG is right under its own name. « walls »: the
three walls of ``data/``, in the themes that the machine makes, with the metric that ships;
``annotations/thematiques.csv`` lists what is right for each human theme. Both with the learnt metric and the
trade's words, with either alone; shares of contributions told, and right among them.
"""

import argparse
import csv
from collections import defaultdict
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from facilitator.embedding.embedder import Embedder
from facilitator.embedding.engines import open_engine
from facilitator.theming import thematiques
from facilitator.theming.metric import Metric, Regression, metrics_for
from facilitator.theming.pipeline import propose_themes
from facilitator.theming.views import Matrix
from tests.bench.learn_metric import (
    CORPUS,
    INVERSE_PENALTIES,
    around_the_mean,
    count_words,
    read_corpus,
    regression,
)

HERE = Path(__file__).parent
THRESHOLDS = (0.0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6)
ODDS = (0.0, 0.5, 1.0, 1.5, 2.0)


class Trial(NamedTuple):
    """Contributions, the theme that each stands in, and the thématiques that are right for each."""

    name: str
    texts: list[str]
    themes: list[Hashable]
    right: list[set[str]]
    learnt: Metric


class KnownVectors:
    """An engine's vectors, each text read once."""

    def __init__(self, engine: Embedder) -> None:
        self.engine = engine
        self.known: dict[str, Matrix] = {}

    def embed(self, texts: Sequence[str]) -> Matrix:
        """One row a text, of length 1."""
        missing = sorted(set(texts) - self.known.keys())
        self.known.update(zip(missing, self.engine.embed(missing), strict=True))
        return np.array([self.known[text] for text in texts], dtype=np.float32)


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def told(name: str, trial: Trial, vectors: KnownVectors, odds: float, *, learnt: bool = True) -> None:
    """Print the share of contributions told at each threshold, and the share that is right among them."""
    shipped, thematiques.WORD_ODDS = thematiques.WORD_ODDS, odds
    metric = trial.learnt if learnt else None
    names, chances, _ = thematiques.chances_of(trial.texts, trial.themes, vectors.embed, metric)
    thematiques.WORD_ODDS = shipped
    best, sure = chances.argmax(axis=1), chances.max(axis=1)
    good = np.array([names[b] in right for b, right in zip(best, trial.right, strict=True)])
    cells = [
        f"{least:.2f}: {np.mean(sure >= least):.0%} told, {good[sure >= least].mean():.0%} right"
        for least in THRESHOLDS
        if (sure >= least).any()
    ]
    print(f"{trial.name} ({len(trial.texts)}), {name:14s} " + " | ".join(cells), flush=True)


def show(trial: Trial, vectors: KnownVectors) -> None:
    """The learnt metric with the words at several weights, from none, and the words alone."""
    for odds in ODDS:
        told(f"word odds {odds}", trial, vectors, odds)
    told("words alone", trial, vectors, thematiques.WORD_ODDS, learnt=False)


def taught(lines: Sequence[tuple[str, str, str]], vectors: KnownVectors, shipped: Metric) -> Metric:
    """``shipped`` with thématiques learnt from ``lines`` alone."""
    texts = [line[2] for line in lines]
    edges = np.cumsum(shipped.widths)[:-1]
    parts = [part * np.sqrt(len(shipped.widths)) for part in np.split(vectors.embed(texts), edges, axis=1)]
    words, counted = count_words(texts)
    seen = np.hstack([*around_the_mean(parts), counted])
    names, weights, offsets = regression(seen, [line[0] for line in lines], INVERSE_PENALTIES["thematiques"])
    columns = sum(shipped.widths)
    return Metric(
        shipped.widths,
        shipped.sub_themes,
        Regression(tuple(names), weights[:columns], weights[columns:], offsets),
        np.hstack([part.mean(axis=0) for part in parts]),
        {word: column for column, word in enumerate(words.get_feature_names_out())},
        words.idf_.astype(np.float32),
    )


def held_out(vectors: KnownVectors, shipped: Metric) -> list[Trial]:
    """A fifth of the lines of each sub-theme, drawn with a fixed seed: those of a CTG, and the others."""
    by_subject = defaultdict(list)
    for line in read_corpus(CORPUS):
        by_subject[line[:2]].append(line)
    draw = np.random.default_rng(0)
    out: list[tuple[str, str, str]] = []
    kept: list[tuple[str, str, str]] = []
    for _, lines in sorted(by_subject.items()):
        drawn = set(draw.permutation(len(lines))[: len(lines) // 5].tolist())
        for place, line in enumerate(lines):
            (out if place in drawn else kept).append(line)
    metric = taught(kept, vectors, shipped)
    trials = []
    for name, of_ctg in (("held out, CTG", True), ("held out, other", False)):
        lines = [line for line in out if (thematiques.ctg_name(line[0]) in thematiques.CTG) == of_ctg]
        right = [{thematiques.ctg_name(line[0])} for line in lines]
        trials.append(Trial(name, [line[2] for line in lines], [None] * len(lines), right, metric))
    return trials


def walls(vectors: KnownVectors, metrics: Sequence[Metric]) -> list[Trial]:
    """The walls of the trade, in the machine's themes; off-topic rows are left out of the figures only."""
    right = {
        r["theme_or"]: set(r["thematiques"].split("|")) for r in rows(HERE / "annotations/thematiques.csv")
    }
    trials = []
    for path in sorted((HERE / "data").glob("mur-*.csv")):
        wall = [row for row in rows(path) if row["theme_or"] in right]
        texts = [row["texte"] for row in wall]
        themes = list(propose_themes(texts, vectors.embed, metrics).labels)
        trials.append(Trial(path.stem[4:24], texts, themes, [right[r["theme_or"]] for r in wall], metrics[0]))
    return trials


def main() -> None:
    """Print both trials for one engine."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--moteur", default="auto", help="an engine that something was learnt for")
    vectors = KnownVectors(open_engine(parser.parse_args().moteur))
    metrics = metrics_for(vectors.engine.name)
    for trial in (*walls(vectors, metrics), *held_out(vectors, metrics[0])):
        show(trial, vectors)


if __name__ == "__main__":
    main()
