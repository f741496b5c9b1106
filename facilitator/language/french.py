"""Agreement, dates and lists in French, for the sentences we write."""

from collections.abc import Sequence
from datetime import date

from facilitator.language.typography import NO_BREAK, number

MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_VOWELS = "aàâeéèêëiîïoôuùûyœæ"


def plural(count: int, singular: str, several: str | None = None) -> str:
    """The word in its number: singular for 0 and 1, ``several`` (or singular + s) from 2 on."""
    return singular if abs(count) < 2 else several or f"{singular}s"


def counted(count: int, singular: str, several: str | None = None) -> str:
    """A figure and its word in agreement: « 1 table », « 12 contributions », « 0 vote »."""
    return f"{number(count)}{NO_BREAK}{plural(count, singular, several)}"


def written_date(day: date, *, year: bool = True) -> str:
    """« 1er mars 2026 », « 12 novembre 2026 »; without its year, « 12 novembre »."""
    ordinal = "1er" if day.day == 1 else str(day.day)
    tail = f" {day.year}" if year else ""
    return f"{ordinal}{NO_BREAK}{MONTHS[day.month - 1]}{tail}"


def written_period(starts: date | None, ends: date | None) -> str:
    """« mars 2026 », « de mars à juin 2026 », « de novembre 2025 à mai 2026 »; empty without a date."""
    if starts is None or ends is None or (starts.year, starts.month) == (ends.year, ends.month):
        day = starts or ends
        return f"{MONTHS[day.month - 1]} {day.year}" if day else ""
    first = MONTHS[starts.month - 1] + ("" if starts.year == ends.year else f" {starts.year}")
    return f"{of(first)} à {MONTHS[ends.month - 1]} {ends.year}"


def written_moment(iso: str) -> str:
    """« 2027 », « septembre 2027 », « 1er septembre 2027 » for a year, a month or a day in ISO 8601."""
    year, month, day = (*iso.split("-"), "", "")[:3]
    if day:
        return written_date(date(int(year), int(month), int(day)))
    return f"{MONTHS[int(month) - 1]} {year}" if month else year


def listed(items: Sequence[str], last: str = "et") -> str:
    """« a », « a et b », « a, b et c »."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def of(words: str) -> str:
    """« de » before ``words``, elided before a vowel or a mute h: « d'avril », « de mars »."""
    first = words[:1].casefold()
    return f"d’{words}" if first and first in _VOWELS + "h" else f"de {words}"
