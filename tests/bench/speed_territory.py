"""Seconds and memory to import a generated dossier complet of all communes, as wide as the true one.

``python -m tests.bench.speed_territory`` (a minute or two, to write some 400 MB; Unix).
"""

import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from facilitator.territory.dictionary import load_dictionary
from facilitator.territory.geography import shipped_geography
from facilitator.territory.picking import perimeter_of
from facilitator.territory.recognising import read_file

COLUMNS = 1900
REAL = (
    "POP POP0014 POP1529 POP3044 POP4559 POP6074 POP7589 POP90P ACT1564 CHOM1564 LOG LOGVAC RP RP_PROP "
    "RP_LOC RP_LOCHLMV RP_VOIT1P"
).split()


def write(path: Path) -> None:
    luck = random.Random(1)
    header = [f"P{year}_{name}" for year in (22, 16, 11) for name in REAL]
    header += [f"P22_AUTRE{rank}" for rank in range(COLUMNS - len(header))]
    with path.open("w", encoding="utf-8") as file:
        file.write(";".join(["CODGEO", *header, "SUPERF", "NAIS23", "DECES23"]) + "\n")
        row = [f"{luck.random() * 900:.6f}"[: 3 + rank % 8] for rank in range(COLUMNS)]
        for code in shipped_geography().communes:
            luck.shuffle(row)
            file.write(";".join([code, *row, "12.5", "8", "9"]) + "\n")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dossier_complet.csv"
        write(path)
        print(f"{path.stat().st_size / 1e6:.0f} MB, {COLUMNS} columns", file=sys.stderr)
        begun, used = time.perf_counter(), time.process_time()
        geography = shipped_geography()
        perimeter = perimeter_of(geography, "200034064")
        wanted = frozenset(column for one in load_dictionary().values() for column in one.columns)
        report = read_file(path, geography, perimeter, wanted)
        seconds, worked = time.perf_counter() - begun, time.process_time() - used
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{seconds:.1f} s ({worked:.1f} s of processor), {memory:.0f} MB, {len(report.observations)} values"
    )
    print(*report.problems[:3], sep="\n")


if __name__ == "__main__":
    main()
