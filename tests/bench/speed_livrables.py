#!/usr/bin/env python3
"""Time the drafting of documents with the store warm: median and worst seconds, up to 400 contributions.

    .venv/bin/python -m tests.bench.speed_livrables [--fois 5]

The example's events and its note, then walls of 120 and 400 contributions: sorted once, their evidence
gathered anew each time. Meant to stay under 2 s for a deck of 120 and 3 s for the note, on two cores.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from facilitator.config import Settings, shipped
from facilitator.domain.event import Event
from facilitator.domain.evidence import EventEvidence
from facilitator.intake.contributions import Intake, read_contributions
from facilitator.workshop import Workshop, rebuild_demo

SIZES = 120, 400


def wall(size: int) -> Intake:
    """``size`` rows of the example's three walls, said again at other tables where they run out."""
    files = sorted(shipped("exemple").glob("*.csv"))
    rows = [row for path in files for row in read_contributions(path).rows]
    again = [
        replace(row, text=f"{row.text} ({turn})" if turn else row.text, key=f"{turn}-{rank}-{row.key}")
        for turn in range(size // len(rows) + 1)
        for rank, row in enumerate(rows)
    ]
    return replace(read_contributions(files[0]), rows=tuple(again[:size]))


def timed(title: str, act: Callable[[], object], times: int) -> None:
    """Print the median and the worst of ``times`` runs, after one that warms up."""
    act()
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - start)
    print(f"{title:<52}{statistics.median(seconds):>8.2f} s {max(seconds):>8.2f} s", flush=True)


def time_event(workshop: Workshop, event: Event, title: str, times: int) -> None:
    """Sort the event, then time its deck and its synthèse."""
    workshop.sort(event)
    while workshop.names.review().undecided:  # a name once decided is sought in all that was said
        workshop.names.replace_name(None)

    def evidence() -> EventEvidence:
        return workshop.evidence(event, by_meaning=True)

    timed(f"evidence, {title}", evidence, times)
    timed(f"deck, {title}", lambda: workshop.livrables.deck(evidence()), times)
    timed(f"break, {title}", lambda: workshop.livrables.pause(evidence()), times)
    timed(f"synthèse, {title}", lambda: workshop.livrables.synthese(evidence()), times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fois", type=int, default=5)
    times = parser.parse_args().fois
    print(f"{'':<52}{'median':>10}{'worst':>11}")
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(sessions=Path(folder))
        with rebuild_demo(settings) as workshop:
            for event in workshop.events():
                if event.kind.is_comite:  # it has decisions, no deck
                    continue
                time_event(workshop, event, event.slug, times)
            for form in ("docx", "pdf"):
                timed(
                    f"note of the example, {form}",
                    lambda form=form: workshop.livrables.note(  # type: ignore[misc]
                        [workshop.evidence(one) for one in workshop.events()], form=form
                    ),
                    times,
                )
        with Workshop.open_or_create("Mesure", settings) as workshop:
            for size in SIZES:
                workshop.import_file(wall(size), f"Mur de {size}")
                (event,) = workshop.events(f"mur-de-{size}")
                time_event(workshop, event, f"{size} contributions", times)


if __name__ == "__main__":
    main()
