"""One cell of a public file: a number, a secret, or something that nobody can read."""

import math
import re

SECRETS = frozenset(
    {"", "s", "nd", "ns", "nc", "na", "ss", "n/d", "n/a", "///", "-", "–", "…", "...", "null", "nan"}
)
UNREADABLE = math.nan
WITHOUT_ZERO = 4
_DATE = re.compile(r"^(?P<year>(?:19|20)\d\d)(?:-?(?P<month>[01]\d)(?:-?[0-3]\d)?)?(?:[ T].*)?$")
_FRENCH_DATE = re.compile(r"^[0-3]?\d/(?P<month>[01]?\d)/(?P<year>(?:19|20)\d\d)$")
_SCHOOL_YEAR = re.compile(r"^(?P<year>20\d\d)[-–/](?:20)?\d\d$")


def number_of(cell: str) -> float | None:
    """The number of a cell; None for a secret or empty one; NaN (``UNREADABLE``) for anything else."""
    try:
        value = float(cell)
    except ValueError:
        bare = cell.strip().replace("\u202f", "").replace("\u00a0", "").replace(" ", "")
        if bare.casefold() in SECRETS or bare.casefold().startswith("n/a"):
            return None
        try:
            value = float(bare.removesuffix("%").replace(",", "."))
        except ValueError:
            return UNREADABLE
    if math.isfinite(value):
        return value
    return None if cell.strip().casefold() in SECRETS else UNREADABLE


def commune_code(cell: str) -> str:
    """The code of a commune, with the leading zero that spreadsheets take away: « 1004 » is « 01004 »."""
    bare = cell.strip()
    return f"0{bare}" if len(bare) == WITHOUT_ZERO and bare.isdecimal() else bare


def moment(cell: str) -> tuple[int, int] | None:
    """The year and month (0 when not said) of a date written « 2023 », « 2023-12-01 », « 31/12/2023 »."""
    bare = cell.strip()
    found = _DATE.match(bare) or _FRENCH_DATE.match(bare)
    return (int(found["year"]), int(found["month"] or 0)) if found else None


def school_year(cell: str) -> int | None:
    """The year in which a school year begins: « 2023 », « 2023-2024 »; None when it cannot be read."""
    found = _SCHOOL_YEAR.match(cell.strip())
    if found:
        return int(found["year"])
    at = moment(cell)
    return at[0] if at else None
