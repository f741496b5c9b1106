"""How much wider than Arial a typeface is set, and how tall its lines are, so that unknown ones fit too.

The widths that text is fitted with are Arial's (``fit``). For another typeface each box counts as narrower
by a factor: its ratio to Arial on the French texts of ``sessions/exemple``, in stretches of 30 characters,
of which 99 in 100 are no wider; the larger of regular and bold (``python -m tests.bench.measure_font
--compare``). Measured: DejaVu Sans 1.17 and 1.24, DejaVu Serif 1.19 and 1.22, Liberation Mono 1.52 and
1.41, Liberation Serif 0.94, Carlito 0.95; single words vary more, so the last two count as 1 and 0.97.
They stand for Verdana (DejaVu Sans descends from Bitstream Vera, drawn as wide), Courier New, Times New Roman
and Calibri, whose metrics the last three have. A typeface that nobody measured counts as wide as Verdana, the
widest of those that come with an office suite.
"""

from dataclasses import dataclass

from facilitator.domain.contribution import fold


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface's width against Arial's, and the share of its own line height that gives 1.2 times its size.

    ``spacing`` is at most 1: no line is set wider apart than the typeface asks for.
    """

    width: float = 1.0
    spacing: float = 1.0


ARIAL = Face()
_WIDE = Face(1.24, 0.98)
_UNKNOWN = Face(1.24, 0.9)
_MONO = Face(1.55)
_KNOWN: dict[str, Face] = {
    **dict.fromkeys(("arial", "helvetica", "liberation sans", "arimo", "nimbus sans"), ARIAL),
    **dict.fromkeys(("calibri", "carlito"), Face(0.97, 0.98)),
    **dict.fromkeys(("times new roman", "liberation serif", "tinos", "times"), Face(1.0)),
    **dict.fromkeys(("arial narrow", "liberation sans narrow"), Face(1.0)),
    **dict.fromkeys(("courier new", "courier", "liberation mono", "consolas", "dejavu sans mono"), _MONO),
    **dict.fromkeys(("verdana", "dejavu sans", "bitstream vera sans"), _WIDE),
}


def face(typeface: str) -> Face:
    """What is known of ``typeface``; the wide one for a typeface that nobody measured."""
    return _KNOWN.get(fold(typeface), _UNKNOWN)
