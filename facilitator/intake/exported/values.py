"""Days, moments and numbers in cells of our exports, as we write them or as a spreadsheet rewrites them."""

import math
from datetime import UTC, date, datetime


def day_in(cell: str) -> date | None:
    """A day as we write it, or as a French spreadsheet rewrites it; None where it is none."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(cell.strip(), form).date()
        except ValueError:
            continue
    return None


def moment_in(cell: str) -> datetime | None:
    """A moment in universal time as we write it, or as a French spreadsheet rewrites it."""
    try:
        told = datetime.fromisoformat(cell.strip())
    except ValueError:
        pass
    else:
        return told.replace(tzinfo=UTC) if told.tzinfo is None else told.astimezone(UTC)
    for form in ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M"):
        try:
            return datetime.strptime(cell.strip(), form).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None


def share_in(cell: str) -> float | None:
    """A number with a point or a comma; None where it is none."""
    try:
        told = float(cell.strip().replace(",", "."))
    except ValueError:
        return None
    return told if math.isfinite(told) else None


def whole_in(cell: str) -> int | None:
    """A whole number, « 3.0 » of a spreadsheet too; None where it is none."""
    try:
        return int(cell.strip().removesuffix(".0").removesuffix(",0"))
    except ValueError:
        return None
