"""Measure the flag « ironie à vérifier » on the annotated walls, and its false alarms on the other ones.

    python -m tests.bench.measure_irony [--montrer]

A flag is right where ``annotations/`` bears ``ironie`` on that line (line 1 is the first row of data). The
turns were chosen with these three walls in sight, so their figures flatter; the walls without annotations
give the rate of flags on texts that the turns were not chosen on.
"""

import argparse
import csv
from datetime import UTC, datetime
from pathlib import Path

from facilitator.domain.contribution import Contribution, contribution_type
from facilitator.domain.irony import may_be_ironic

HERE = Path(__file__).parent


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def flagged(path: Path) -> list[tuple[int, str]]:
    """The lines of a wall that are flagged, with their texts."""
    found = []
    for line, row in enumerate(rows(path), start=1):
        text = row["texte"]
        type_ = contribution_type(row.get("type") or "")
        if may_be_ironic(Contribution(str(line), "", line, text, text, datetime.now(UTC), type_)):
            found.append((line, text))
    return found


def main() -> None:
    """Print precision and recall on the annotated walls, flags per 100 rows on the others."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--montrer", action="store_true", help="print the texts")
    show = parser.parse_args().montrer
    right = proposed = wanted = 0
    for path in sorted((HERE / "data").glob("*.csv")):
        notes = HERE / "annotations" / path.name
        found = flagged(path)
        if not notes.exists():
            total = len(rows(path))
            print(f"{path.stem}: {len(found)} flags on {total} rows ({100 * len(found) / total:.1f} per 100)")
            continue
        ironic = {int(note["ligne"]) for note in rows(notes) if note["drapeau"] == "ironie"}
        wanted += len(ironic)
        proposed += len(found)
        right += len(ironic & {line for line, _ in found})
        for line, text in found if show else ():
            print(f"{'*' if line in ironic else ' '} {text}")
        for line, row in enumerate(rows(path), start=1) if show else ():
            if line in ironic and line not in dict(found):
                print(f"- {row['texte']}")
    print(
        f"annotated walls: {proposed} flags, {right} right (precision {right / max(proposed, 1):.0%}), ",
        end="",
    )
    print(f"recall {right / wanted:.0%} of {wanted}")


if __name__ == "__main__":
    main()
