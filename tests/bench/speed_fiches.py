"""Seconds to write all the fiches communes of an intercommunalité of 50 communes, as PDF and Word.

As a user does:

    .venv/bin/python -m tests.bench.speed_fiches [--garder DOSSIER]

Public files of the whole département are generated in their layouts, then contours, ten ateliers held in as
many communes and 400 contributions. Meant to stay under 60 s on two cores, what was said being sorted before.
``--garder`` leaves the fiches in a folder, to be looked at.
"""

import argparse
import csv
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from facilitator.config import Settings
from facilitator.domain.event import EventKind
from facilitator.domain.place import Place
from facilitator.territory.geography import shipped_geography
from facilitator.workshop import Workshop
from facilitator.workshop.fiches_communes import FORMS, draft_fiches_communes
from facilitator.workshop.indicators import Indicators
from facilitator.workshop.project_evidence import gather_project
from tests.bench.speed_livrables import wall

COMMUNES = 50
EVENTS, SAID = 10, 40
LUCK = random.Random(4)


def intercommunalite() -> tuple[str, list[Place]]:
    """The EPCI of most nearly fifty communes, all in one département, and the communes of the latter."""
    geography = shipped_geography()
    sizes = {
        code: len(geography.members(code))
        for code in geography.epci
        if len({one.departement for one in geography.members(code)}) == 1
    }
    chosen = min(sizes, key=lambda code: (abs(sizes[code] - COMMUNES), code))
    near = geography.members(chosen)[0].departement
    return chosen, list(geography.by_departement[near])


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, delimiter=";", lineterminator="\n")
        lines.writerow(header)
        lines.writerows(rows)


def some(people: float, share: float) -> str:
    return f"{people * share * LUCK.uniform(0.7, 1.3):.3f}"


def files(folder: Path, communes: Sequence[Place]) -> list[Path]:
    """Public files of these communes, in the layouts that the example documents."""
    census = {
        "P22_POP": 1, "P16_POP": 0.98, "P22_POP7589": 0.11, "P22_POP90P": 0.02, "P22_POP0014": 0.16,
        "P22_LOG": 0.5, "P22_LOGVAC": 0.05, "P22_RP": 0.43, "P22_RP_LOCHLMV": 0.04, "P22_RP_VOIT1P": 0.4,
        "P22_ACT1564": 0.46, "P22_CHOM1564": 0.04,
    }  # fmt: skip
    families = {
        "C21_FAM": 0.27, "C21_FAMMONO": 0.04, "C21_MEN": 0.44, "C21_MENPSEUL": 0.15, "P21_POP6579": 0.17,
        "P21_POP80P": 0.07, "P21_POP6579_PSEUL": 0.05, "P21_POP80P_PSEUL": 0.03,
    }  # fmt: skip
    ages = {
        "P21_POP": 1, "P21_POP0002": 0.03, "P21_POP0305": 0.03, "P21_POP0610": 0.055, "P21_POP1117": 0.08,
        "P21_POP1824": 0.06, "P21_POP65P": 0.23,
    }  # fmt: skip
    caf = {"indfoy_ndur": 0.19, "indfoy_rsa": 0.015, "indfoy_ppa": 0.06}
    paths = {
        name: folder / f"{name}.csv" for name in ("dossier_complet", "familles", "iris", "filosofi", "s_ben")
    }
    write(paths["dossier_complet"], ["CODGEO", *census], (
        [one.code, *(some(one.population, share) for share in census.values())] for one in communes
    ))  # fmt: skip
    write(paths["familles"], ["CODGEO", *families], (
        [one.code, *(some(one.population, share) for share in families.values())] for one in communes
    ))  # fmt: skip
    write(paths["iris"], ["IRIS", "COM", *ages], (
        [f"{one.code}0000", one.code, *(some(one.population, share) for share in ages.values())]
        for one in communes
    ))  # fmt: skip
    write(paths["filosofi"], ["CODGEO", "NBMENFISC21", "MED21", "TP6021"], (
        [one.code, round(one.population / 2.3), *((LUCK.randrange(19000, 26000, 10), LUCK.randrange(8, 22))
         if one.population > 500 else ("s", "s"))]
        for one in communes
    ))  # fmt: skip
    write(paths["s_ben"], ["dtreffre", "numcomdo", *caf], (
        ["2023-12-01", one.code, *(round(one.population * share / 5) * 5 or "" for share in caf.values())]
        for one in communes
    ))  # fmt: skip
    return list(paths.values())


def contours(path: Path, communes: Sequence[Place]) -> None:
    """Squares of some three kilometres, seven a row."""
    features = []
    for rank, one in enumerate(communes):
        x, y = 3 + (rank % 7) * 0.04, 47 + (rank // 7) * 0.03
        ring = [[x, y], [x + 0.04, y], [x + 0.04, y + 0.03], [x, y + 0.03], [x, y]]
        shape = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": {"code": one.code}, "geometry": shape})
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")


def prepare(folder: Path, settings: Settings) -> list[Place]:
    """A démarche with its figures, its contours and what was said, sorted."""
    code, around = intercommunalite()
    with Workshop.open_or_create("Mesure", settings) as workshop:
        with Indicators(workshop.folder) as indicators:
            indicators.choose(code)
            communes = list(indicators.perimeter.communes)
            reports, refused = indicators.bring(files(folder, around), lambda *_: None)
            assert len(reports) == 5
            assert not refused
            contours(folder / "contours.geojson", communes)
            indicators.outlines(folder / "contours.geojson")
        said = wall(EVENTS * SAID)
        for rank in range(EVENTS):
            part = replace(said, rows=said.rows[rank * SAID : (rank + 1) * SAID], sha256=str(rank))
            held = communes[rank * len(communes) // EVENTS]

            def place(event, day=rank, where=held.name):  # type: ignore[no-untyped-def]
                return replace(
                    event, place=f"Salle des fêtes, {where}", held_on=date(2026, 3, 1) + timedelta(day)
                )

            workshop.import_file(part, f"Atelier {rank + 1}", kind=EventKind.ATELIER, change=place)
            (event,) = workshop.events(f"atelier-{rank + 1}")
            workshop.sort(event)
        while workshop.names.review().undecided:  # a replaced name may give others away
            workshop.names.accept_name(None)
    return communes


def processor() -> float:
    """Seconds of processor of this process and of those that it waited for, as pandoc."""
    return sum(os.times()[:4])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--garder", type=Path)
    kept = parser.parse_args().garder
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        settings = Settings(sessions=kept or folder / "sessions", moteur="usem3", noms="regles")
        communes = prepare(folder, settings)
        begun, used = time.perf_counter(), processor()
        with Workshop.open("Mesure", settings) as workshop:
            evidence = gather_project(workshop)
            gathered = time.perf_counter()
            steps: dict[str, float] = {}
            last = ["Lecture", gathered]

            def step(title: str, _: int, __: int) -> None:
                now = time.perf_counter()
                steps[str(last[0])] = steps.get(str(last[0]), 0) + now - float(last[1])
                last[:] = [title.partition(" :")[0], now]

            paths, notes = draft_fiches_communes(workshop, evidence, FORMS, step=step)
            step("", 0, 0)
        seconds = time.perf_counter() - begun
    print(f"{len(communes)} communes, {len(paths)} files: {seconds:.1f} s", end=" ")
    print(f"({gathered - begun:.1f} s to gather, {processor() - used:.1f} s of processor)")
    for title, spent in steps.items():
        print(f"  {title:<32}{spent:>6.1f} s")
    print(*notes, sep="\n", file=sys.stderr)


if __name__ == "__main__":
    main()
