"""One cell of a public file: a number, a secret, or something that nobody can read."""

import math
import re

SECRETS = frozenset(
    "s c x nd ns nc na np ss n/d n/a n.d. n.s. n.c. s.s. #n/a /// - – — … ... * : null none nan".split()
) | {""}
UNREADABLE = math.nan
WITHOUT_ZERO = 4
_DATE = re.compile(r"^(?P<year>(?:19|20)\d\d)(?:-?(?P<month>[01]\d)(?:-?[0-3]\d)?)?(?:[ T].*)?$")
_FRENCH_DATE = re.compile(r"^[0-3]?\d/(?P<month>[01]?\d)/(?P<year>(?:19|20)\d\d)$")
_FEW = re.compile(r"^(?:<|<=|≤|moinsde)\d+$")  # « <11 »: a number kept back, never zero
_GROUPS = str.maketrans(dict.fromkeys(" \xa0\u202f\u2009\t'’") | {"−": "-"})
_SCHOOL_YEAR = re.compile(r"^(?P<year>20\d\d)[-–/](?:20)?\d\d$")


def number_of(cell: str) -> float | None:
    """The number of a cell; None for a secret or empty one; NaN (``UNREADABLE``) for anything else."""
    try:
        value = float(cell)
    except ValueError:
        bare = cell.translate(_GROUPS)
        if _is_secret(bare):
            return None
        try:
            value = float(bare.removesuffix("%").replace(",", "."))
        except ValueError:
            return UNREADABLE
    if math.isfinite(value) and "_" not in cell:  # Python reads « 1_000 », nobody writes it
        return value
    return None if _is_secret(cell.strip()) else UNREADABLE


def _is_secret(bare: str) -> bool:
    folded = bare.casefold()
    return folded in SECRETS or folded.startswith("n/a") or _FEW.match(folded) is not None


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
