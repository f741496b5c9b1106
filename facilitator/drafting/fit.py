"""Whether text fits its box, computed from the font's own widths so that nothing overflows anywhere.

The widths are Arial's, in 2048ths of the size (``gabarits/arial.tsv``, measured on Liberation Sans, which
has the same metrics and stands in for Arial where Arial is missing), so that the answer is the same on
every machine, with or without fonts. Lines break at spaces only, which can but overestimate, and a
margin is kept for the kerning and the line spacing of each program. Another typeface counts as wider than
Arial by a measured factor (``faces``), by which the boxes of a client's gabarit are narrower here.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from importlib.resources import files
from unicodedata import east_asian_width

from facilitator.drafting.slides import Layout, Line, Look, Place, Run, TextBlock, text_line

BODY_SIZES = (24, 22, 20)
TITLE_SIZE = 28
LINE_HEIGHT = 1.2
PARAGRAPH_GAP = 0.4
HEADING_GAP = 0.7
BULLET_INDENT = 0.9
_MARGIN = 0.97
_UNITS_PER_EM = 2048
_LINE_ENDS = ("\r\n", "\n", "\r", "\v", "\f")
_PIECES = re.compile(r"\r\n|[\n\r\v\f]|[ \t]+|[^ \t\n\r\v\f]+")


@dataclass(frozen=True, slots=True)
class Box:
    """The room for text inside a placeholder, insets deducted, and where it starts, in points."""

    width: float
    height: float
    left: float = 0.0
    top: float = 0.0

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.top + self.height


Boxes = Mapping[tuple[Layout, Place], Box]
"""The room that a gabarit gives to each place of each layout."""


@cache
def _widths() -> dict[str, tuple[int, int]]:
    table = files("facilitator.drafting").joinpath("gabarits/arial.tsv").read_text(encoding="ascii")
    rows = (line.split("\t") for line in table.splitlines())
    return {chr(int(point, 16)): (int(regular), int(bold)) for point, regular, bold in rows}


@lru_cache(maxsize=16384)
def _em(text: str, bold: bool) -> float:
    """The width of ``text`` in ems; a character Arial lacks counts as wide as it may be drawn."""
    known = _widths()
    total = 0
    for char in text:
        if char in known:
            total += known[char][bold]
        else:
            total += _UNITS_PER_EM * (3 if east_asian_width(char) in "WF" else 2) // 2
    return total / _UNITS_PER_EM


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width in points of ``text`` set on one line at ``size`` points."""
    return _em(text, bold) * size


@dataclass(slots=True)
class _Word:
    """An unbreakable piece of text: its width and the space before it, in ems."""

    width: float = 0.0
    space: float = 0.0
    opens_row: bool = False


def _words(runs: Sequence[Run]) -> list[_Word]:
    words = [_Word()]
    for run in runs:
        for piece in _PIECES.findall(run.text):
            if piece[0] in " \t":
                gap = _em(" ", run.look.bold) * (len(piece) + 3 * piece.count("\t"))
                words.append(_Word(space=gap))
            elif piece in _LINE_ENDS:
                words.append(_Word(opens_row=True))
            else:
                words[-1].width += _em(piece, run.look.bold)
    return words


def rows(line: Line, size: float, width: float) -> int:
    """How many rows ``line`` takes in ``width`` points at ``size``; an overlong word is broken."""
    room = (width - (BULLET_INDENT * size if line.bullet else 0)) * _MARGIN / size
    count, used = 1, 0.0
    for word in _words(line.runs):
        if word.opens_row or (used and word.width and used + word.space + word.width > room):
            count, used = count + 1, word.width
        else:
            used += (word.space if used else 0.0) + word.width
        further = math.ceil(used / room) - 1 if used > room else 0
        count, used = count + further, used - further * room
    return count


def height(lines: Sequence[Line], size: float, width: float) -> float:
    """The height in points of ``lines`` set at ``size``, gaps between paragraphs included."""
    total = 0.0
    for index, line in enumerate(lines):
        if index:
            total += (HEADING_GAP if line.heading else PARAGRAPH_GAP) * size
        total += rows(line, size, width) * LINE_HEIGHT * size
    return total


def fits(lines: Sequence[Line], box: Box, size: float) -> bool:
    """Whether ``lines`` stand in ``box`` at ``size`` points."""
    return height(lines, size, box.width) <= box.height


def largest(lines: Sequence[Line], box: Box, sizes: Sequence[int]) -> int | None:
    """The first of ``sizes`` (largest first) at which ``lines`` fit, or None."""
    return next((size for size in sizes if fits(lines, box, size)), None)


def title_fits(text: str, box: Box, size: float = TITLE_SIZE) -> bool:
    """Whether ``text`` stands in the box of a title, set in bold."""
    return fits([text_line(text, Look.STRONG)], box, size)


def block(lines: Sequence[Line], box: Box, sizes: Sequence[int] = BODY_SIZES) -> TextBlock | None:
    """``lines`` at the largest of ``sizes`` at which they fit ``box``, or None."""
    size = largest(lines, box, sizes)
    return TextBlock(tuple(lines), size) if size else None


def blocks(
    lines: Mapping[Place, Sequence[Line]],
    layout: Layout,
    boxes: Boxes,
    sizes: Sequence[int] = BODY_SIZES,
) -> dict[Place, TextBlock]:
    """The blocks of one slide, all at the largest of ``sizes`` at which each of them fits, or the last."""
    size = next(
        (
            size
            for size in sizes
            if all(fits(said, boxes[layout, place], size) for place, said in lines.items())
        ),
        sizes[-1],
    )
    return {place: TextBlock(tuple(said), size) for place, said in lines.items()}


def pages(lines: Sequence[Line], box: Box, size: float, most: int | None = None) -> list[tuple[Line, ...]]:
    """``lines`` spread over as many boxes as needed, at most ``most`` lines in each.

    A heading goes with the line after it, unless both are too high for one box. A line too high by
    itself stands alone: split it first (``pieces``).
    """
    spread: list[tuple[Line, ...]] = []
    page: list[Line] = []
    for line in lines:
        full = most is not None and len(page) >= most
        if page and (full or not fits([*page, line], box, size)):
            kept = _without_headings(page)
            if not kept or not fits([*page[kept:], line], box, size):
                kept = len(page)
            spread.append(tuple(page[:kept]))
            page = page[kept:]
        page.append(line)
    if page:
        spread.append(tuple(page))
    return spread


def _without_headings(page: Sequence[Line]) -> int:
    """How many lines of ``page`` there are before the headings it ends with."""
    return next((n for n in range(len(page), 0, -1) if not page[n - 1].heading), 0)


def pieces(line: Line, box: Box, size: float) -> list[Line]:
    """``line`` itself where it fits ``box``, else its characters over several lines, none lost.

    The longest run is parted at spaces (anywhere in an endless word); joined again the pieces give
    the same characters.
    """
    if fits([line], box, size):
        return [line]
    index = max(range(len(line.runs)), key=lambda at: len(line.runs[at].text))
    run = line.runs[index]
    before, after = line.runs[:index], line.runs[index + 1 :]

    def fitting(text: str, lead: tuple[Run, ...]) -> bool:
        return fits([Line((*lead, Run(text, run.look), *after), bullet=line.bullet)], box, size)

    cut: list[Line] = []
    rest, lead = run.text, before
    while rest and not fitting(rest, lead):
        end = _longest_start(rest, partial(fitting, lead=lead))
        cut.append(Line((*lead, Run(rest[:end], run.look)), line.ids, line.bullet))
        rest, lead = rest[end:], ()
    cut.append(Line((*lead, Run(rest, run.look), *after), line.ids, line.bullet))
    return cut


def _longest_start(text: str, fitting: Callable[[str], bool]) -> int:
    """The number of characters of the longest fitting start of ``text``, ended at a space if it can be."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if fitting(text[:middle]):
            low = middle
        else:
            high = middle - 1
    space = text.rfind(" ", 0, low)
    return space + 1 if space > 0 else low


def shortened(text: str, fitting: Callable[[str], bool]) -> str:
    """``text``, or its longest fitting start ended by « … », cut between words if it can be.

    For our own labels and for theme names, whose whole text stands elsewhere; never for a quotation.
    """
    if fitting(text):
        return text
    end = _longest_start(text, lambda start: fitting(f"{start.rstrip()}…"))
    return f"{text[:end].rstrip(' ,;:–-')}…"
