"""Seconds and memory to bring 10,000 survey forms in, a code in fifty wrong, as CSV and XLSX; and again.

``python -m tests.bench.speed_survey`` (half a minute; Unix). Each file is brought in by a process of its own.
"""

import csv
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from facilitator.config import Settings, shipped
from facilitator.drafting.spreadsheet import Heading, Sheet, write_spreadsheet
from facilitator.survey.questionnaire_file import read_questionnaire
from facilitator.workshop import Workshop
from facilitator.workshop.survey import FILE, Survey

ROWS = 10_000
ONE_WRONG_IN = 50
EXAMPLE = shipped("exemple") / "enquete"
BANK = shipped("prompts") / "enquete" / "banque"
STRANGE = ("8x", "oui et non", "-3", "77", "3;3;3", "=1+1", "?", "2026-01-01")
WORDS = ("plus de bus", "une crèche ouverte tard", "un médecin", "rien à dire", "un local pour les jeunes")


def write(folder: Path) -> tuple[Path, Path, int]:
    """The same answers as CSV and as XLSX, and how many of them are wrong."""
    with (EXAMPLE / "reponses-fictives.csv").open(encoding="utf-8-sig", newline="") as file:
        head, *forms = csv.reader(file, delimiter=";")
    open_ones = {one.code for one in read_questionnaire(EXAMPLE / FILE, [BANK]).questions if one.kind.is_open}
    luck = random.Random(7)
    rows: list[list[str | int]] = []
    wrong = 0
    for number in range(1, ROWS + 1):
        row: list[str | int] = [*luck.choice(forms)]
        row[0] = number
        for place, code in enumerate(head):
            if code in open_ones:
                row[place] = f"{luck.choice(WORDS)}, formulaire {number}"
            elif place and luck.randrange(ONE_WRONG_IN) == 0:
                row[place] = luck.choice(STRANGE)
                wrong += 1
        rows.append(row)
    table = folder / "reponses.csv"
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows([head, *rows])
    book = folder / "reponses.xlsx"
    write_spreadsheet(book, [Sheet("Réponses", [Heading(one, 10) for one in head], rows)], title="Réponses")
    return table, book, wrong


def bring(folder: Path, path: Path) -> None:
    """Bring a file in, twice, and print what it cost."""
    with Workshop.open_or_create("Banc", Settings(sessions=folder / path.suffix[1:])) as workshop:
        home = workshop.folder
    shutil.copyfile(EXAMPLE / FILE, home / FILE)
    for time_ in ("first", "again"):
        survey = Survey(home)
        begun = time.perf_counter()
        report = survey.bring_in(path)
        seconds = time.perf_counter() - begun
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        listed = report.listed.stat().st_size / 1e6 if report.listed else 0
        print(
            f"{path.suffix} {time_}: {seconds:.1f} s, {memory:.0f} MB, {report.added} added, "
            f"{report.already} there, {len(report.faults)} refused ({listed:.1f} MB listed)"
        )
    begun = time.perf_counter()
    from facilitator.domain.survey_counts import count_questions

    count_questions(survey.questionnaire, survey.forms)
    print(f"{path.suffix} counted: {time.perf_counter() - begun:.1f} s")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        *paths, wrong = write(folder)
        print(f"{ROWS} forms, {wrong} cells overwritten", file=sys.stderr)
        for path in paths:
            subprocess.run([sys.executable, "-m", __spec__.name, str(folder), str(path)], check=True)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        bring(Path(sys.argv[1]), Path(sys.argv[2]))
    else:
        main()
