"""Rebuilds what the package ships of communes and intercommunalités, from six years of one npm package.

``npm pack @etalab/decoupage-administratif@6.0.0`` (2026), 5.3.0 (2025), 4.1.0 (2024), 3.1.1 (2023),
2.3.1 (2022) and 1.1.1 (2021), each unpacked in a folder named by its year; then
``python -m tests.bench.build_territory FOLDER``. Package: MIT. Data: Licence Ouverte (Insee, DGCL, La Poste).
"""

import csv
import gzip
import io
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

FIRST, LAST = 2021, 2026
HOME = Path(__file__).parents[2] / "facilitator" / "territory" / "data"


def read(folder: Path, year: int, name: str) -> list[dict]:
    return json.loads((folder / str(year) / "package" / "data" / f"{name}.json").read_text("utf-8"))


def write(name: str, header: str, rows: Iterable[Sequence[object]]) -> None:
    """The same bytes from the same rows: the gzip header holds no date."""
    text = io.StringIO()
    lines = csv.writer(text, delimiter=";", lineterminator="\n")
    lines.writerow(header.split())
    lines.writerows(rows)
    (HOME / name).write_bytes(gzip.compress(text.getvalue().encode("utf-8"), 9, mtime=0))


def memberships(epci: list[dict]) -> dict[str, tuple[str, str]]:
    """The SIREN and name of the EPCI of each commune."""
    return {one["code"]: (body["code"], body["nom"]) for body in epci for one in body["membres"]}


def fusions(folder: Path, now: dict[str, dict]) -> Iterable[Sequence[object]]:
    """Former codes, the commune they are in now, and the first year without them (empty before 2021)."""
    heirs = {old: one["code"] for one in now.values() for old in one.get("anciensCodes", ())}
    gone: dict[str, int] = {}
    for year in range(FIRST, LAST):
        then = {one["code"] for one in read(folder, year, "communes") if one["type"] == "commune-actuelle"}
        after = {
            one["code"] for one in read(folder, year + 1, "communes") if one["type"] == "commune-actuelle"
        }
        gone |= dict.fromkeys(then - after, year + 1)
    names: dict[str, str] = {}
    for year in range(FIRST, LAST + 1):
        for one in sorted(read(folder, year, "communes"), key=lambda one: one["type"] == "commune-actuelle"):
            if one["code"] in heirs and (one["type"] == "commune-actuelle" or one["code"] not in names):
                names[one["code"]] = one["nom"]
    for old, heir in sorted(heirs.items()):
        if old not in now:
            kind = "code" if names.get(old) == now[heir]["nom"] else "fusion"
            yield gone.get(old, ""), kind, old, names.get(old, old), heir, ""


def moves(folder: Path, now: dict[str, dict]) -> Iterable[Sequence[object]]:
    """Communes whose EPCI changed: the first year in the new one, the code and name of the one before."""
    before = memberships(read(folder, FIRST, "epci"))
    for year in range(FIRST + 1, LAST + 1):
        after = memberships(read(folder, year, "epci"))
        for code in sorted(before.keys() & after.keys() & now.keys()):
            if before[code][0] != after[code][0]:
                yield year, "epci", code, before[code][1], before[code][0], after[code][0]
        before = after


def main(folder: Path) -> None:
    HOME.mkdir(parents=True, exist_ok=True)
    everything = read(folder, LAST, "communes")
    now = {
        one["code"]: one for one in everything if one["type"] == "commune-actuelle" and one["zone"] != "com"
    }
    epci = read(folder, LAST, "epci")
    home = memberships(epci)
    write(
        "communes.csv.gz",
        "code nom departement epci population",
        (
            (c, one["nom"], one["departement"], home.get(c, ("",))[0], one.get("population", 0))
            for c, one in sorted(now.items())
        ),
    )
    write(
        "intercommunalites.csv.gz", "code nom genre", ((one["code"], one["nom"], one["type"]) for one in epci)
    )
    departements = read(folder, LAST, "departements")
    write(
        "departements.csv.gz", "code nom", ((d["code"], d["nom"]) for d in departements if d["zone"] != "com")
    )
    parts = (
        ("", "arrondissement", one["code"], one["nom"], one["commune"], "")
        for one in everything
        if one["type"] == "arrondissement-municipal"
    )
    write(
        "mouvements.csv.gz",
        "annee genre code nom de vers",
        (*fusions(folder, now), *moves(folder, now), *parts),
    )
    for path in sorted(HOME.glob("*.gz")):
        print(path.name, path.stat().st_size)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
