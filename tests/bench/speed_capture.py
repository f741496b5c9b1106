#!/usr/bin/env python3
"""Time from Enter to the durable commit in a large démarche, alone and while the process beside it sorts.

    .venv/bin/python -m tests.bench.speed_capture [--contributions 10000] [--tris 400 3000] [--pause 0.05]

One event holds ``--contributions`` in fifteen themes; it is typed into, a line every ``--pause`` seconds, on
its own, then while another event of the same démarche is sorted by the process beside the screen, as many
lines as its sort lasts. Each figure is that of ``Capture.record`` of one line: the contribution, what sticks
and the emptied line, written and flushed to the disk of ``--dossier``. Below them: a line with a theme, the
line under way kept, the polls for what others changed, and the overview of the first screen.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from facilitator.config import Settings
from facilitator.domain.capture import Entry, Seat
from facilitator.domain.event import Event, EventKind, Table
from facilitator.workshop import Aside, Capture, Workshop, overview
from tests.bench.speed_sorting import distinct_texts

SEAT = Seat("T1")
THEMES = 15
BLOCK = 500


def told(name: str, seconds: list[float]) -> None:
    """Print quantiles, in milliseconds."""
    ordered = sorted(seconds)
    parts = [f"{part} {1000 * ordered[int(share * (len(ordered) - 1))]:6.1f}" for part, share in QUANTILES]
    print(f"{name:<44} {len(ordered):>5} fois, ms :  {'  '.join(parts)}", flush=True)


QUANTILES = (("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("max", 1.0))


def timed(act: Callable[[], object]) -> float:
    """Seconds that ``act`` takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def fill(workshop: Workshop, title: str, texts: list[str], *, themes: int = 0) -> Event:
    """An event that holds ``texts``, in that many themes."""
    event = workshop.create_event(title, EventKind.ATELIER, tables=[Table("T1", "jeunes")])
    capture = workshop.capture(event)
    for start in range(0, len(texts), BLOCK):
        entries = [
            Entry(text, table="T1", theme=f"Thème {chr(65 + rank % themes)}" if themes else None)
            for rank, text in enumerate(texts[start : start + BLOCK])
        ]
        capture.record(entries, SEAT)
    return event


def typed(capture: Capture, lines: Iterator[str], pause: float, go_on: Callable[[int], bool]) -> list[float]:
    """Seconds from Enter to the commit, line by line, as long as ``go_on`` of the lines so far."""
    seconds: list[float] = []
    while go_on(len(seconds)):
        entry = Entry(next(lines), table="T1")
        seconds.append(timed(lambda entry=entry: capture.record([entry], SEAT)))  # type: ignore[misc]
        time.sleep(pause)
    return seconds


def measure(root: Path, args: argparse.Namespace) -> None:
    """Fill a démarche, then print every figure."""
    settings = Settings(sessions=root, station="banc")
    texts = iter(distinct_texts(args.contributions + sum(args.tris)))
    lines = (f"une ligne tapée au clavier, la {n}e" for n in count(1))
    with Workshop.open_or_create("Banc", settings) as workshop:
        event = fill(workshop, "Saisie", [next(texts) for _ in range(args.contributions)], themes=THEMES)
        walls = [fill(workshop, f"Tri {size}", [next(texts) for _ in range(size)]) for size in args.tris]
        capture = workshop.capture(event)
        told("Entrée, seule", typed(capture, lines, args.pause, lambda done: done < args.lignes))
        with Aside(settings, "banc") as aside:
            start = time.perf_counter()
            warmth = aside.warm_up()
            print(f"moteur {warmth.engine} prêt en {time.perf_counter() - start:.1f} s", flush=True)
            for wall in walls:
                start = time.perf_counter()
                sorting = aside.submit(propose, wall.slug)
                seconds = typed(capture, lines, args.pause, lambda _, sorting=sorting: not sorting.done())  # type: ignore[misc]
                themes = sorting.result()
                took = time.perf_counter() - start
                told(f"Entrée, pendant « {wall.title} » ({themes} thèmes, {took:.0f} s)", seconds)
            start = time.perf_counter()
            filing = aside.submit(file_waiting, event.slug)
            seconds = typed(capture, lines, args.pause, lambda _: not filing.done())
            took = time.perf_counter() - start
            told(f"Entrée, pendant le rangement de {filing.result()} ({took:.0f} s)", seconds)
        themed = [Entry(next(lines), table="T1", theme="Thème C") for _ in range(100)]
        told(
            "Entrée avec un thème",
            [timed(lambda one=one: capture.record([one], SEAT)) for one in themed],  # type: ignore[misc]
        )
        told("ligne en cours gardée", [timed(lambda: capture.keep_seat(SEAT, "une li")) for _ in range(100)])
        poll(capture, lines)
    for n in range(20):
        with Workshop.open_or_create(f"Démarche {n}", settings) as workshop:
            fill(workshop, "Atelier", [f"{n} fois {k}" for k in range(90)])
    told("vue des démarches", [timed(lambda: overview(settings)) for _ in range(10)])


def propose(workshop: Workshop, _step: object, event: str) -> int:
    """How many themes a sort of the event would give, in the process beside."""
    (found,) = workshop.events(event)
    return len(workshop.board(found).propose().new_themes)


def file_waiting(workshop: Workshop, _step: object, event: str) -> int:
    """File what waits, in the process beside."""
    (found,) = workshop.events(event)
    return workshop.capture(found).file_waiting()


def poll(capture: Capture, lines: Iterator[str]) -> None:
    """Time the polls: the first, those without news, those with one line."""
    start = time.perf_counter()
    news = capture.news()
    assert news is not None
    took = 1000 * (time.perf_counter() - start)
    print(f"première veille : {took:.0f} ms ({len(news.contributions)} contributions)")
    told("veille sans rien de neuf", [timed(lambda: capture.news(news.version)) for _ in range(100)])
    seconds = []
    for _ in range(100):
        capture.record([Entry(next(lines))], SEAT)
        start = time.perf_counter()
        found = capture.news(news.version)
        seconds.append(time.perf_counter() - start)
        assert found is not None
        assert len(found.contributions) == 1
        news = found
    told("veille avec une ligne de plus", seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--contributions", type=int, default=10_000)
    parser.add_argument("--tris", type=int, nargs="*", default=[400, 3000])
    parser.add_argument("--lignes", type=int, default=400)
    parser.add_argument("--pause", type=float, default=0.05)
    parser.add_argument("--dossier", type=Path, help="where the démarches are written (a disk, not memory)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=args.dossier) as folder:
        measure(Path(folder), args)


if __name__ == "__main__":
    main()
