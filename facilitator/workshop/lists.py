"""Lists left beside a démarche for a spreadsheet: rejects, conflicts, differences. An earlier one stays."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from filecmp import cmp
from itertools import count
from pathlib import Path

from facilitator.domain.joining import Conflict
from facilitator.intake.formulas import neutralise


def keep_list(folder: Path, stem: str, write: Callable[[Path], None]) -> Path:
    """What ``write`` writes, as ``stem.csv``, or ``stem-2.csv`` and so on beside others; raises OSError.

    A list that says the same is not written twice.
    """
    draft = folder / f".{stem}.csv"
    write(draft)
    for rank in count(1):
        path = folder / (f"{stem}.csv" if rank == 1 else f"{stem}-{rank}.csv")
        if not path.exists() or cmp(path, draft, shallow=False):
            break
    return draft.replace(path)


def keep_conflicts(folder: Path, stem: str, there: str, conflicts: Iterable[Conflict]) -> Path | None:
    """What differs here and ``there`` (the head of its column), row by row; None without any.

    Raises OSError.
    """
    rows = [
        tuple(map(neutralise, (one.event, one.subject, one.field, one.kept, one.other))) for one in conflicts
    ]
    head = ("Événement", "Quoi", "Champ", "Gardé ici", there)
    return keep_rows(folder, stem, head, rows) if rows else None


def keep_rows(folder: Path, stem: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Path:
    """A list of ``rows`` under its ``head``, as French spreadsheets read it; raises OSError."""

    def write(draft: Path) -> None:
        with draft.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(head)
            writer.writerows(rows)

    return keep_list(folder, stem, write)
