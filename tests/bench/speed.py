#!/usr/bin/env python3
"""Time the commands whose speed matters, each as a whole process: median seconds and peak memory.

    .venv/bin/python tests/bench/speed.py                      # the commands on the shipped example
    .venv/bin/python tests/bench/speed.py --large FILE.csv     # also ``classer`` on a large file
    .venv/bin/python tests/bench/speed.py --rows 100000        # also ``importer`` on that many made-up rows

Figures of one run compare with each other; those of two machines, or of a busy one, do not.
"""

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TOP = Path(__file__).parent.parent.parent
EXAMPLE = TOP / "sessions" / "exemple"
WORDS = "crèche bus mairie horaires enfants parents ados local aide attente soir santé école".split()


def run(arguments: list[str], home: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of one run of the command line, in an own home."""
    environment = {**os.environ, "FACILITATOR_SESSIONS": str(home / "sessions"), "HOME": str(home)}
    command = [sys.executable, "-m", "facilitator", *arguments]
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    problems = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"{' '.join(arguments)} failed:\n{problems}")
    return seconds, usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)


def report(title: str, arguments: list[str], home: Path, times: int) -> None:
    runs = []
    for _ in range(times):
        shutil.rmtree(home / "sessions", ignore_errors=True)
        runs.append(run(arguments, home))
    seconds, memory = (statistics.median(column) for column in zip(*runs, strict=True))
    print(f"{title:<48}{seconds:>8.2f} s {memory:>8.0f} MB   ({times} runs)", flush=True)


def made_up_rows(path: Path, rows: int) -> None:
    """A CSV of that many different short contributions, the same ones each time."""
    chance = random.Random(1)
    with path.open("w", encoding="utf-8") as file:
        file.write("texte;table;type;votes\n")
        for row in range(rows):
            words = " ".join(chance.choices(WORDS, k=8))
            file.write(f"{words} {row};T{row % 9 + 1};constat;{row % 4}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--large", type=Path, help="a CSV to sort with classer")
    parser.add_argument("--rows", type=int, default=0, help="how many made-up rows to import")
    parser.add_argument("--times", type=int, default=5)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        target = ["--sortie", str(home / "sortie.csv")]
        report("facilitator --help", ["--help"], home, args.times)
        for wall in sorted(EXAMPLE.glob("*.csv")):
            report(f"classer {wall.name}", ["classer", str(wall), *target], home, args.times)
        report("demo", ["demo"], home, min(args.times, 3))
        if args.large:
            report(f"classer {args.large.name}", ["classer", str(args.large), *target], home, 1)
        if args.rows:
            made_up = home / "rows.csv"
            made_up_rows(made_up, args.rows)
            into = ["--demarche", "D", "--evenement", "E"]
            report(f"importer {args.rows} rows", ["importer", str(made_up), *into], home, 1)


if __name__ == "__main__":
    main()
