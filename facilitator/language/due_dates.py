"""The day that a French sentence names: what puts next steps in the order in which they come."""

import calendar
import re
from datetime import date

from facilitator.domain.contribution import fold
from facilitator.language.french import MONTHS

_MONTHS = [fold(month) for month in MONTHS]
_DATED = re.compile(
    rf"(?:\b(?P<day>\d{{1,2}})(?:er)?\s+|\b(?P<part>debut|mi|fin)[\s-]+)?\b(?P<month>{'|'.join(_MONTHS)})"
    r"(?:\s+(?P<year>\d{4}))?\b"
)
_IN_FIGURES = re.compile(r"\b(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})\b")
_PARTS = {"debut": 10, "mi": 15}


def due_date(text: str) -> date | None:
    """The last day that ``text`` names, by which what it tells is done; None where it names none with a year.

    « avant le 15 janvier 2027 », « 15/01/2027 »; a month alone ends on its last day, « début juin » on the
    10th, « mi-juin » on the 15th. Of « de janvier à avril 2027 », the end of April.
    """
    bare = fold(text)
    days = [
        _day(int(found["year"]), int(found["month"]), int(found["day"]))
        for found in _IN_FIGURES.finditer(bare)
    ]
    for found in _DATED.finditer(bare):
        if found["year"]:
            year, month = int(found["year"]), _MONTHS.index(found["month"]) + 1
            last = calendar.monthrange(year, month)[1] if year else 0
            days.append(_day(year, month, int(found["day"] or _PARTS.get(found["part"], last))))
    return max((day for day in days if day), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
