#!/usr/bin/env python3
"""Time the rapport de diagnostic and its summary on the example: seconds by the clock and of processor.

    .venv/bin/python -m tests.bench.speed_rapport [--fois 3]

The example's ten events, its nineteen communes with every public file and contours, its 300 answers. Meant to
stay under 60 s for the report in Word and PDF, everything gathered anew, on two cores.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from facilitator.config import Settings, shipped
from facilitator.workshop import Workshop, rebuild_demo
from facilitator.workshop.example import decide_names
from facilitator.workshop.indicators import Indicators
from facilitator.workshop.rapport import draft_rapport
from facilitator.workshop.reports import unheard
from facilitator.workshop.study import gather_study
from facilitator.workshop.survey import FILE, Survey

FORMS = (("docx", "pdf"), ("docx",), ("pdf",))


def lay_study(workshop: Workshop) -> None:
    """Bring the example's territory and survey into the démarche."""
    territory, survey = shipped("exemple") / "territoire", shipped("exemple") / "enquete"
    given = (*territory.glob("*.csv"), *territory.glob("*.xlsx"))
    files = sorted(path for path in given if path.name != "territoire.csv")
    with Indicators(workshop.folder) as indicators:
        indicators.choose("", territory / "territoire.csv")
        indicators.bring(files, unheard)
        indicators.outlines(territory / "contours.geojson")
    (workshop.folder / FILE).write_bytes((survey / FILE).read_bytes())
    Survey(workshop.folder).bring_in(survey / "reponses-fictives.csv")


def timed(title: str, act: Callable[[], object], times: int) -> None:
    """Print the median and the worst of ``times`` runs, and the processor's time of the median one."""
    seconds = []
    for _ in range(times):
        start, worked = time.perf_counter(), time.process_time()
        act()
        seconds.append((time.perf_counter() - start, time.process_time() - worked))
    seconds.sort()
    middle = seconds[len(seconds) // 2]
    clock = statistics.median(one for one, _ in seconds)
    print(f"{title:<44}{clock:>8.1f} s {seconds[-1][0]:>8.1f} s {middle[1]:>8.1f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fois", type=int, default=3)
    times = parser.parse_args().fois
    print(f"{'':<44}{'median':>10}{'worst':>11}{'processor':>11}")
    with tempfile.TemporaryDirectory() as folder, rebuild_demo(Settings(sessions=Path(folder))) as workshop:
        lay_study(workshop)
        for event in workshop.events():
            workshop.sort(event)
        decide_names(workshop)
        timed("study gathered, the first time", lambda: gather_study(workshop), 1)
        timed("study gathered", lambda: gather_study(workshop), times)
        study = gather_study(workshop)
        for forms in FORMS:
            name = f"report, {' and '.join(forms)}"
            timed(name, lambda forms=forms: draft_rapport(workshop, study, forms), times)  # type: ignore[misc]
        timed("summary, docx and pdf", lambda: draft_rapport(workshop, study, summary=True), times)


if __name__ == "__main__":
    main()
