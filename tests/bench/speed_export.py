"""Time our own exports out and back in: seconds and peak memory of each step, in a process of its own.

Where other programs run beside, seconds of one core are what compares.

    .venv/bin/python -m tests.bench.speed_export                # 20,000 contributions, the three formats
    .venv/bin/python -m tests.bench.speed_export --rows 2000

The wall is made up and sorted by hand, so that no sorting is timed.
"""

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from facilitator.config import Settings
from facilitator.domain.contribution import Contribution, ContributionType
from facilitator.domain.demarche import Demarche, Territory
from facilitator.domain.event import Event, EventKind
from facilitator.domain.theme import Author, Placement, Sorting, Theme
from facilitator.store.demarche_file import DemarcheFile
from facilitator.workshop import Workshop, bring_back, read_exported

WORDS = "crèche bus mairie horaires enfants parents ados local aide attente soir santé école".split()
EVENTS, THEMES = 5, 30


def make_up(folder: Path, rows: int) -> None:
    """A démarche of that many contributions in five sorted events, the same ones each time."""
    chance = random.Random(1)
    at = datetime(2026, 3, 12, 18, 0, tzinfo=UTC)
    new = Demarche("grande", "Grande", Territory("Grande"))
    types = list(ContributionType)
    with (
        DemarcheFile.create(folder, new, station="banc") as file,
        file.journal.act("importer", "mur inventé", by=Author.HUMAN),
    ):
        for rank in range(EVENTS):
            event = Event(f"{rank:032x}", f"evenement-{rank}", f"Événement {rank}", EventKind.ATELIER)
            file.agenda.write_event(event)
            said = [
                Contribution(
                    f"{rank:02x}{number:030x}",
                    event.id,
                    number,
                    text := f"{' '.join(chance.choices(WORDS, k=12))} {number}",
                    text if chance.random() < 0.9 else f"{text} (avant correction)",
                    at + timedelta(microseconds=number * 15_123_456),
                    type=chance.choice(types),
                    table=f"T{number % 9 + 1}",
                    public=chance.choice(["parents", "élus", "agents"]),
                    votes=number % 4,
                )
                for number in range(1, rows // EVENTS + 1)
            ]
            file.contributions.bring(said)
            themes = tuple(
                Theme(f"{rank:02x}{n:030x}", event.id, f"Thème {n}", n, colour=n) for n in range(THEMES)
            )
            places = tuple(
                Placement(one.id, themes[one.number % THEMES].id, confidence=chance.random()) for one in said
            )
            file.sortings.write(Sorting(event.id, themes, places, "usem3"))


def step(what: str, extension: str, sessions: Path) -> None:
    """Do one step and print its seconds and this process's peak memory."""
    settings = Settings(sessions=sessions)
    source = sessions / "grande" / "livrables" / f"grande-contributions.{extension}"
    start, worked = time.perf_counter(), time.process_time()
    if what == "export":
        with Workshop.open("grande", settings) as workshop:
            workshop.export(extension)
    else:
        exported = read_exported(source)
        assert exported is not None
        read = time.perf_counter() - start
        report = bring_back(f"retour {extension}", exported, settings)
        print(f"{report.added} contributions, {read:.2f} s to read,", end=" ")
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    worked = time.process_time() - worked
    print(f"{seconds:.2f} s ({worked:.2f} s of one core),", end=" ")
    print(f"{memory:.0f} MB, {source.stat().st_size / 1e6:.1f} MB on disk")


def main() -> None:
    """Make a démarche up, then export it and take it back, each step in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--step", nargs=3, metavar=("WHAT", "EXTENSION", "SESSIONS"), help="one step only")
    asked = parser.parse_args()
    if asked.step:
        step(asked.step[0], asked.step[1], Path(asked.step[2]))
        return
    with tempfile.TemporaryDirectory() as name:
        make_up(Path(name) / "grande", asked.rows)
        for extension in ("xlsx", "csv", "json"):
            for what in ("export", "import"):
                print(f"{what} {extension:<5}", end="", flush=True)
                command = [sys.executable, "-m", "tests.bench.speed_export", "--step", what, extension, name]
                subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
