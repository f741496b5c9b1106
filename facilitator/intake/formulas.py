"""Cells that a spreadsheet would execute: made harmless when we write them, restored when we read them.

A cell that starts with ``=``, ``+``, ``-``, ``@``, one of their full-width variants, a tab or a line end
may run as a formula in a spreadsheet (OWASP, « CSV Injection »), also behind white space or signs that
are not shown. Post-its often start with « + » or « - ». Excel, LibreOffice and Google Sheets take for a
text what starts with an apostrophe.
"""

import re

_UNSEEN = r"\s\x00-\x1f\u200b-\u200f\u2060\ufeff"
_RISKY = re.compile(rf"'*(?:[\t\r\n]|[{_UNSEEN}]*[=+\-@＝＋－＠])")


def neutralise(text: str) -> str:
    """``text`` with a leading apostrophe where a spreadsheet could take it for a formula.

    A text that has apostrophes of its own before what is risky gets one more.
    """
    return f"'{text}" if _RISKY.match(text) else text


def restore(text: str) -> str:
    """The text that :func:`neutralise` was given: ``restore(neutralise(text)) == text`` for any text."""
    return text[1:] if text.startswith("'") and _RISKY.match(text) else text
