"""The values as a table for a spreadsheet: a line a place and year, with what is not known told in words."""

import csv
from collections.abc import Sequence
from pathlib import Path

from facilitator.territory.dictionary import Statistic
from facilitator.territory.readings import Readings
from facilitator.territory.sources import sources
from facilitator.territory.wording import decimal

HEADER = (
    "indicateur",
    "nom",
    "échelle",
    "code",
    "lieu",
    "année",
    "valeur",
    "unité",
    "état",
    "pourquoi",
    "source",
    "fichiers",
)
LONG = 4  # decimals: enough to recompute


def write_values(statistics: Sequence[Statistic], readings: Readings, path: Path) -> None:
    """Write the table as CSV: semicolons, UTF-8 with a mark, decimal commas; no false zero."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file, delimiter=";")
        lines.writerow(HEADER)
        for statistic in statistics:
            for year in readings.years(statistic):
                for place in readings.perimeter.places:
                    one = readings.read(statistic, place, year)
                    value = "" if one.number is None else _plain(one.number)
                    head = (
                        statistic.key,
                        statistic.name,
                        place.level.value,
                        place.code,
                        place.name,
                        year or "",
                    )
                    tail = (statistic.unit, one.state.value, one.why, sources()[statistic.base].title)
                    lines.writerow((*head, value, *tail, ", ".join(one.files)))


def _plain(value: float) -> str:
    text = decimal(value, LONG).rstrip("0").rstrip(",")
    return text.replace("\u202f", "").replace("−", "-")
