"""U+FFFE and U+FFFF, which XML cannot hold and readers of xlsx leave escaped: spelled out, and read again.

They are written as ECMA-376-1 writes what XML lacks (§ 22.9.2.19, ST_Xstring), once more than the workbook
does: every reader then gives back « _xFFFE_ », which :func:`unspelled` tells from a text of these signs.
"""

import re

_TOLD = re.compile(r"_(?=(?:x005F_)*xFFF[EF][_\ufffe\uffff])|[\ufffe\uffff]")
_SPELLED = re.compile(r"_x(FFFE|FFFF|005F(?=_(?:x005F_)*xFFF[EF]_))_")


def spelled(text: str) -> str:
    """``text`` without noncharacters that a workbook would lose."""
    return _TOLD.sub(lambda found: f"_x{ord(found.group()):04X}_", text)


def unspelled(text: str) -> str:
    """The text that :func:`spelled` was given: ``unspelled(spelled(text)) == text`` for any text."""
    return _SPELLED.sub(lambda found: chr(int(found.group(1), 16)), text)
