"""Seconds and memory to import generated files of all communes, as wide or as long as the true ones.

``python -m tests.bench.speed_territory [csv|xlsx|melodi]`` (a minute or two, to write some 400 MB; Unix).
csv: a dossier complet of 1,900 columns; xlsx: a workbook of 60, under titles; melodi: a cube of ages, sexes
and three years.
"""

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

from facilitator.territory.dictionary import load_dictionary
from facilitator.territory.geography import shipped_geography
from facilitator.territory.picking import perimeter_of
from facilitator.territory.recognising import read_file

COLUMNS, IN_A_WORKBOOK = 1900, 60
REAL = (
    "POP POP0014 POP1529 POP3044 POP4559 POP6074 POP7589 POP90P ACT1564 CHOM1564 LOG LOGVAC RP RP_PROP "
    "RP_LOC RP_LOCHLMV RP_VOIT1P"
).split()
AGES = "_T Y_LT15 Y15T29 Y30T44 Y45T59 Y60T74 Y75T89 Y_GE90 Y_LT20 Y20T64 Y_GE65 Y_GE75".split()


def write_csv(folder: Path) -> Path:
    path, luck = folder / "dossier_complet.csv", random.Random(1)
    header = [f"P{year}_{name}" for year in (22, 16, 11) for name in REAL]
    header += [f"P22_AUTRE{rank}" for rank in range(COLUMNS - len(header))]
    with path.open("w", encoding="utf-8") as file:
        file.write(";".join(["CODGEO", *header, "SUPERF", "NAIS23", "DECES23"]) + "\n")
        row = [f"{luck.random() * 900:.6f}"[: 3 + rank % 8] for rank in range(COLUMNS)]
        for code in shipped_geography().communes:
            luck.shuffle(row)
            file.write(";".join([code, *row, "12.5", "8", "9"]) + "\n")
    return path


def write_xlsx(folder: Path) -> Path:
    from xlsxwriter import Workbook

    path, luck = folder / "base-cc.xlsx", random.Random(1)
    header = [f"P{year}_{name}" for year in (22, 16, 11) for name in REAL]
    header += [f"P22_AUTRE{rank}" for rank in range(IN_A_WORKBOOK - len(header))]
    book = Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("COM_2022")
    for line, cells in enumerate((["Population"], ["Mise en ligne"], [""], ["Code"], ["CODGEO", *header])):
        sheet.write_row(line, 0, cells)
    for line, code in enumerate(shipped_geography().communes, 5):
        sheet.write_row(line, 0, [code, *(luck.random() * 900 for _ in header)])
    book.close()
    return path


def write_melodi(folder: Path) -> Path:
    path, luck = folder / "DS_RP_POPULATION_PRINC_2022_data.csv", random.Random(1)
    with path.open("w", encoding="utf-8") as file:
        file.write('"AGE";"GEO";"GEO_OBJECT";"RP_MEASURE";"SEX";"TIME_PERIOD";"OBS_VALUE"\n')
        for code in shipped_geography().communes:
            for age, sex, year in product(AGES, ("_T", "M", "F"), (2011, 2016, 2022)):
                value = f"{luck.random() * 900:.6f}"
                file.write(f'"{age}";"{code}";"COM";"POP";"{sex}";"{year}";"{value}"\n')
    return path


WRITERS: dict[str, Callable[[Path], Path]] = {"csv": write_csv, "xlsx": write_xlsx, "melodi": write_melodi}


def main() -> None:
    asked = sys.argv[1] if len(sys.argv) > 1 else "csv"
    with tempfile.TemporaryDirectory() as folder:
        path = WRITERS[asked](Path(folder))
        print(f"{path.name}: {path.stat().st_size / 1e6:.0f} MB", file=sys.stderr)
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
