"""Cells that a spreadsheet would execute: made harmless when we write them, restored when we read them.

A cell that starts with ``=``, ``+``, ``-``, ``@``, a tab or a line end may run as a formula in a
spreadsheet (OWASP, « CSV Injection »). Post-its often start with « + » or « - ».
"""

import re

_RISKY = re.compile(r"'*[=+\-@\t\r\n]")


def neutralise(text: str) -> str:
    """``text`` with a leading apostrophe where a spreadsheet could take it for a formula."""
    return f"'{text}" if _RISKY.match(text) else text


def restore(text: str) -> str:
    """The text that :func:`neutralise` was given: ``restore(neutralise(text)) == text`` for any text."""
    return text[1:] if text.startswith("'") and _RISKY.match(text) else text
