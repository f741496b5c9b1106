"""The sheet a picture is drawn on: centimetres and points as printed, a sentence above, its source below.

Everything is placed in centimetres from the bottom left corner, so that a picture laid on a page at its own
width has type of the size asked for.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, FAINT, PALE, GRID = "#1d2a33", "#4f5b64", "#f4f4f2", "#d5dbdf"
DARK, MIDDLE, LIGHT = "#174a66", "#5f9bb8", "#d3e5ee"
CENTIMETRES, POINTS = 2.54, 72.0
MARGIN, LEADING = 0.15, 1.22

_HYPHEN = re.compile(r"(?<=-)")


@dataclass(frozen=True, slots=True)
class Sheet:
    """How large a picture is printed, in centimetres, and its type, in points (small print is one less).

    ``height`` is what the page has: lines and maps take it, bars keep to it in two columns if they must;
    without it a picture is as high as what it shows. ``titled``: False where the page itself gives the title
    and the source, in its own type. The default suits the text column of an A4 page.
    """

    width: float = 16.0
    height: float | None = None
    type: float = 9.0
    titled: bool = True

    @property
    def small(self) -> float:
        """The small print: source, cautions, what is written on a map."""
        return self.type - 1

    def leading(self, size: float | None = None) -> float:
        """The height of a row of type, in centimetres."""
        return (size or self.type) * LEADING / POINTS * CENTIMETRES


A4_COLUMN = Sheet()
A4_WIDE = Sheet(25.0, type=11.0)
"""Of a page on its side, and of most of a slide."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is written around a picture: ``title`` a sentence, ``source`` with its year."""

    title: str
    source: str
    cautions: tuple[str, ...] = ()


class Canvas:
    """A blank sheet in centimetres; ``top`` and ``bottom`` are what the title and the source leave."""

    def __init__(self, sheet: Sheet, words: Words, height: float | None = None) -> None:
        """``height`` is that of the drawing alone; without it the sheet's own is taken whole."""
        from matplotlib.figure import Figure

        inner = sheet.width - 2 * MARGIN
        heading = wrapped(words.title, inner, sheet.type + 1.5, bold=True) if sheet.titled else []
        below = (*words.cautions, words.source) if sheet.titled else words.cautions
        small = [row for one in below for row in wrapped(one, inner, sheet.small)]
        self.sheet = sheet
        self.bottom = MARGIN + len(small) * sheet.leading(sheet.small) + (0.2 if small else 0)
        above = MARGIN + len(heading) * sheet.leading(sheet.type + 1.5) + (0.25 if heading else 0)
        around = self.bottom + above
        self.height = max(sheet.height or 0, around + 1) if height is None else around + height
        self.top = self.height - above
        self.words = words
        self.figure = Figure(
            figsize=(sheet.width / CENTIMETRES, self.height / CENTIMETRES), facecolor="white"
        )
        self.axes: Axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, sheet.width)
        self.axes.set_ylim(0, self.height)
        self.axes.set_axis_off()
        size = sheet.type + 1.5
        for rank, row in enumerate(heading):
            at = self.height - MARGIN - (rank + 0.5) * sheet.leading(size)
            self.write(MARGIN, at, row, size=size, weight="bold")
        for rank, row in enumerate(reversed(small)):
            at = MARGIN + (rank + 0.5) * sheet.leading(sheet.small)
            self.write(MARGIN, at, row, size=sheet.small, color=FAINT)

    def write(self, x: float, y: float, text: str, *, size: float = 0, **look: Any) -> None:
        """One row of type, its middle at ``y``; from ``x`` on unless ``ha`` tells otherwise."""
        look = {"color": INK, "va": "center_baseline", "ha": "left", **look}
        self.axes.text(x, y, text, fontsize=size or self.sheet.type, parse_math=False, **look)

    def box(self, x: float, y: float, width: float, height: float, **look: Any) -> None:
        """A rectangle; a negative width goes to the left."""
        from matplotlib.patches import Rectangle

        look = {"linewidth": 0.6, **look}
        self.axes.add_patch(Rectangle((min(x, x + width), y), abs(width), height, **look))

    def line(self, xs: Sequence[float], ys: Sequence[float], **look: Any) -> None:
        """A line through these points."""
        self.axes.plot(xs, ys, **{"color": INK, "linewidth": 0.8, **look})

    def keys(self, looks: Sequence[tuple[str, dict[str, Any]]], top: float, width: float) -> None:
        """A key from ``top`` down: a box of each look and its name, in the rows of ``keys_height``."""
        band = self.sheet.leading() + 0.06
        places = _key_places([name for name, _ in looks], width, self.sheet)
        for (name, look), (row, left) in zip(looks, places, strict=True):
            at = top - (row + 0.5) * band
            self.box(left, at - 0.13, 0.45, 0.26, **look)
            self.write(left + 0.57, at, name)

    def picture(self, form: str, title: str) -> bytes:
        """The sheet as « png » (200 dots an inch) or « svg »; the same drawing gives the same bytes."""
        kept = BytesIO()
        told = {"Title": title}
        metadata = {**told, "Date": None} if form == "svg" else {**told, "Software": None}
        self.figure.savefig(kept, format=form, dpi=200, metadata=metadata)
        return kept.getvalue()


def settled() -> Any:
    """The settings under which a picture is drawn, whatever the user's own: a context."""
    import matplotlib as mpl

    settings: Any = {key: one for key, one in mpl.rcParamsDefault.items() if key != "backend"}
    settings |= {"svg.hashsalt": "facilitator", "hatch.linewidth": 0.6, "font.family": "DejaVu Sans"}
    return mpl.rc_context(settings)


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a row of type, in centimetres."""
    return _em(text, bold) * size / POINTS * CENTIMETRES


@lru_cache(maxsize=4096)
def _em(text: str, bold: bool) -> float:
    """The width of a row of type, in parts of its size."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family="DejaVu Sans", size=100, weight="bold" if bold else "normal")
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(width) / 100


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """The rows of a text that fit ``width`` centimetres, cut at plain spaces (no-break ones hold).

    A word that is too long by itself is cut after one of its hyphens, as the name of a commune may be.
    """
    rows = [""]
    for word in text.split(" "):
        long = width_of(word, size, bold=bold) > width
        for rank, part in enumerate(_HYPHEN.split(word) if long else [word]):
            longer = rows[-1] + (" " if rows[-1] and not rank else "") + part
            if rows[-1] and width_of(longer, size, bold=bold) > width:
                rows.append(part)
            else:
                rows[-1] = longer
    return [row for row in rows if row]


def keys_height(names: Sequence[str], width: float, sheet: Sheet) -> float:
    """The height of a key of these names, in as many rows as ``width`` asks for."""
    rows = 1 + max((row for row, _ in _key_places(names, width, sheet)), default=-1)
    return rows * (sheet.leading() + 0.06)


def _key_places(names: Sequence[str], width: float, sheet: Sheet) -> list[tuple[int, float]]:
    """The row of each name and where its box begins."""
    places, row, left = [], 0, MARGIN
    for name in names:
        long = 0.57 + width_of(name, sheet.type)
        if left > MARGIN and left + long > MARGIN + width:
            row, left = row + 1, MARGIN
        places.append((row, left))
        left += long + 0.45
    return places
