"""Days that a French sentence names: « avant le 15 janvier 2027 », « de janvier à avril 2027 »."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from facilitator.language.french import MONTHS

_DAY = re.compile(
    rf"(?:\b(?P<day>1er|\d{{1,2}})\s+)?\b(?P<month>{'|'.join(MONTHS)})\b(?:\s+(?P<year>\d{{4}})\b)?",
    re.IGNORECASE,
)


def last_day_named(text: str) -> date | None:
    """The latest day that ``text`` names; a month alone ends with its last day. None without a year.

    A day or a month without a year has the next one that the sentence writes: « de janvier à avril 2027 ».
    A day that does not exist (« 31 février ») is left out.
    """
    return max(_days(text), default=None)


def _days(text: str) -> Iterator[date]:
    year = 0
    for found in reversed(list(_DAY.finditer(text))):
        year = int(found["year"] or year)
        if year < 1:
            continue
        month = [name.casefold() for name in MONTHS].index(found["month"].casefold()) + 1
        last = monthrange(year, month)[1]
        day = int(found["day"].removesuffix("er").removesuffix("ER")) if found["day"] else last
        if 1 <= day <= last:
            yield date(year, month, day)
