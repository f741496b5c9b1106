"""The year of a file that tells it nowhere but around its table."""

import re
from pathlib import Path

from facilitator.territory.table import Table

_TOLD = re.compile(r"mill[ée]sime\D{0,20}(20\d\d)", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=\d{4}(?!\d)|(?!\d))")


def told_year(table: Table) -> int:
    """« Millésime : 2024 » above the table, else its sheet's name, else the file's; 0 without one."""
    for text in table.above:
        found = _TOLD.search(text)
        if found:
            return int(found[1])
    found = _YEAR.search(table.part)
    return int(found[1]) if found else year_in_name(table.path)


def year_in_name(path: Path) -> int:
    """The year in the name of a file (« liste-fs-20251002.csv »); 0 without one."""
    found = _YEAR.search(path.stem)
    return int(found[1]) if found else 0
