"""What a rendered page shows where it should not: words out of their shape, off the page, over each other."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pptx import Presentation

from tests.render import Page, Word, placed_words

_POINT = 12700
_TOLERANCE = 2.5
"""Points: glyphs may lean out of their advance, and the PDF is rounded to a fifth of a point."""

_BULLETS = "•–—▪■"

Box = tuple[float, float, float, float, str | None]
"""Left, top, right, bottom in points, and the text that may stand there (None: any)."""


def words_out_of_place(path: Path, pdf: Path) -> list[str]:
    """Each fault of a .pptx or .docx, rendered as ``pdf``, in a sentence; nothing where all is in place."""
    pages = placed_words(pdf)
    found = [f"page {n} : {fault}" for n, page in enumerate(pages, 1) for fault in _on_page(page)]
    if path.suffix == ".pptx":
        slides = list(Presentation(str(path)).slides)
        assert len(slides) == len(pages)
        for number, (slide, page) in enumerate(zip(slides, pages, strict=True), 1):
            faults = (*_out_of_shapes(slide, page), *_out_of_sight(slide, page))
            found += [f"diapositive {number} : {fault}" for fault in faults]
    return found


def _on_page(page: Page) -> Iterator[str]:
    for word in page.words:
        across = word.left >= -_TOLERANCE and word.right <= page.width + _TOLERANCE
        down = word.top >= -_TOLERANCE and word.bottom <= page.height + _TOLERANCE
        if not (across and down):
            yield f"« {word.text} » sort de la page"
    yield from _over_each_other(page)


def _over_each_other(page: Page) -> Iterator[str]:
    """Pairs of words of which one covers more than a third of the other's core."""
    cores = sorted((_core(word) for word in page.words if word.text.strip()), key=lambda word: word.left)
    for rank, word in enumerate(cores):
        for other in cores[rank + 1 :]:
            if other.left >= word.right:
                break
            wide = min(word.right, other.right) - other.left
            high = min(word.bottom, other.bottom) - max(word.top, other.top)
            smaller = min((w.right - w.left) * (w.bottom - w.top) for w in (word, other))
            if high > 0 and smaller > 0 and wide * high > smaller / 3:
                yield f"« {word.text} » et « {other.text} » se recouvrent"


def _core(word: Word) -> Word:
    """The word without the room above and below that its font keeps free."""
    quarter = (word.bottom - word.top) / 4
    return Word(word.text, word.left, word.top + quarter, word.right, word.bottom - quarter)


def _out_of_shapes(slide: Any, page: Page) -> Iterator[str]:
    boxes = [
        *_boxes(slide.shapes),
        *_boxes(slide.slide_layout.shapes),
        *_boxes(slide.slide_layout.slide_master.shapes),
    ]
    for word in map(_core, page.words):
        if not any(_within(word, box) for box in boxes):
            yield f"« {word.text} » sort de sa forme ({word.left:.0f}, {word.top:.0f})"


def _out_of_sight(slide: Any, page: Page) -> Iterator[str]:
    """Words that the file holds and the page does not show: a PDF leaves out what lies beyond its page."""
    shown = "".join(_plain(word.text) for word in page.words)
    for shape in slide.shapes:
        if shape.has_text_frame and not (shape.is_placeholder and shape.placeholder_format.type in _FIELDS):
            for word in shape.text_frame.text.split():
                if _plain(word) not in shown:
                    yield f"« {word} » ne se voit pas"


def _within(word: Word, box: Box) -> bool:
    left, top, right, bottom, text = box
    inside = (
        word.left >= left - _TOLERANCE
        and word.right <= right + _TOLERANCE
        and word.top >= top - _TOLERANCE
        and word.bottom <= bottom + _TOLERANCE
    )
    return inside and (text is None or word.text in _BULLETS or _plain(word.text) in text)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).replace("\u00ad", "").split()).casefold()


def _boxes(shapes: Any, scale: tuple[float, float, float, float] = (1, 0, 1, 0)) -> Iterator[Box]:
    """The places of a slide's words; ``scale`` turns a group's own units into those of the slide."""
    along, left, down, top = scale
    for shape in shapes:
        if hasattr(shape, "shapes"):
            inner = shape._element.grpSpPr.xfrm
            wide, high = inner.ext.cx / (inner.chExt.cx or 1), inner.ext.cy / (inner.chExt.cy or 1)
            yield from _boxes(
                shape.shapes,
                (
                    along * wide,
                    left + along * (inner.off.x - inner.chOff.x * wide),
                    down * high,
                    top + down * (inner.off.y - inner.chOff.y * high),
                ),
            )
        elif shape.width is not None and shape.height is not None:
            corners = (
                left + along * shape.left,
                top + down * shape.top,
                left + along * (shape.left + shape.width),
                top + down * (shape.top + shape.height),
            )
            text = _plain(shape.text_frame.text) if shape.has_text_frame else None
            field = shape.is_placeholder and shape.placeholder_format.type in _FIELDS
            x0, y0, x1, y1 = (corner / _POINT for corner in corners)
            yield x0, y0, x1, y1, None if field else text


_FIELDS = {13, 15, 16}
"""Placeholder types whose text the program fills in: slide number, footer, date (PP_PLACEHOLDER)."""
