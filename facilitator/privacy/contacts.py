"""Telephone numbers, e-mail and postal addresses: what reaches somebody without naming her."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from facilitator.privacy.finding import FindingKind

_PHONE: Final = re.compile(
    r"(?<![\d\w])(?:(?:\+|00)\s?33\s?(?:\(0\)\s?)?[1-9]|0\s?[1-9])(?:[\s.\-/_\u00a0\u202f]{0,3}\d{2}){4}(?!\d)"
    r"|(?<![\d\w])\+\d{1,3}(?:[\s.\-]?\d{2,4}){3,5}(?!\d)"
)
_EMAIL: Final = re.compile(
    r"[\w.+%-]{1,64}\s?(?:@|\(at\)|\[at\]|\(arobase\)|\barobase\b)\s?[\w-]{1,63}"
    r"(?:\s?(?:\.|\(point\)|\[point\])\s?[\w-]{1,63}){1,4}",
    re.IGNORECASE,
)
_WAY: Final = (
    r"(?:rue|avenue|av\.?|boulevard|bd\.?|bld|chemin|impasse|all[ée]es?|place|route|rte|quai|square|passage|"
    r"sentier|venelle|faubourg|fbg|lotissement|r[ée]sidence|lieu[- ]dit|hameau|mont[ée]e|cit[ée])"
)
_LINK: Final = r"(?:de la\s|de l['’]\s?|(?:de|du|des|les?|la|aux?)\s|[dl]['’]\s?)"
_NAME: Final = r"(?!(?:de|du|des|les?|la|aux?)\s)[^\W\d_][\w’'\-]*"
_ADDRESS: Final = re.compile(
    rf"(?<![\w.,])\d{{1,4}}(?:\s?(?:bis|ter|quater|[a-d]\b))?\s?,?\s{_WAY}\s{_LINK}{{0,2}}{_NAME}"
    rf"(?:\s{_LINK}{{0,2}}[A-ZÀ-Ý][\w’'\-]*){{0,4}}"
    r"(?:\s?,?\s?\d{5}\s[A-ZÀ-Ý][\w’'\-]*(?:[\s-][A-ZÀ-Ý][\w’'\-]*){0,3})?",
)
_LOWER_ADDRESS: Final = re.compile(
    rf"(?<![\w.,])\d{{1,4}}(?:\s?(?:bis|ter|quater))?\s?,?\s{_WAY}\s{_LINK}{{0,2}}{_NAME}",
    re.IGNORECASE,
)


def contacts(text: str) -> Iterator[tuple[FindingKind, int, int]]:
    """The kind, start and end of each, in no order; they may overlap."""
    for kind, form in (
        (FindingKind.EMAIL, _EMAIL),
        (FindingKind.PHONE, _PHONE),
        (FindingKind.ADDRESS, _ADDRESS),
        (FindingKind.ADDRESS, _LOWER_ADDRESS),
    ):
        for match in form.finditer(text):
            yield kind, match.start(), match.end()
