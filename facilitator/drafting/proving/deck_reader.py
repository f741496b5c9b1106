"""A .pptx as its reader sees it: paragraphs, rows and bars slide by slide, and the proofs in its notes."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from facilitator.drafting.proving.document import CELLS, Cited, Document, Passage, as_shown
from facilitator.drafting.proving.office_properties import properties_of

_PROOF = re.compile(r"– (.*)\s:\s(n°\s[\d, à]+)(?:\s\(.*\))?\s*", re.DOTALL)
_CODE = re.compile(r"([^\s/,]+)/\d+(?:, |\sà\s|\s*$)")


def read_deck(path: Path) -> Document:
    """The deck at ``path``; raises what python-pptx and zipfile raise for a file that is none."""
    from pptx import Presentation
    from pptx.exc import PackageNotFoundError

    try:
        presentation = Presentation(str(path))
    except PackageNotFoundError as error:
        raise ValueError(str(error)) from error
    passages: list[Passage] = []
    cited: list[Cited] = []
    for number, slide in enumerate(presentation.slides, start=1):
        place = f"diapositive {number}"
        title = slide.shapes.title.text_frame.text if slide.shapes.title is not None else ""
        passages += [replace(one, under=as_shown(title)) for one in _passages(place, slide.shapes)]
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            notes = [as_shown(p.text) for p in slide.notes_slide.notes_text_frame.paragraphs]
            cited += _cited(place, notes)
    with zipfile.ZipFile(path) as package:
        return Document(tuple(passages), tuple(cited), properties_of(package))


def _passages(place: str, shapes: Iterable[Any]) -> Iterator[Passage]:
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _passages(place, shape.shapes)
        elif shape.has_text_frame:
            for paragraph in shape.text_frame.paragraphs:
                if paragraph.text.strip():
                    yield Passage(place, as_shown(paragraph.text))
        elif shape.has_table:
            for row in shape.table.rows:
                cells = tuple(as_shown(cell.text_frame.text) for cell in row.cells)
                yield Passage(place, CELLS.join(cells), cells)
        elif shape.has_chart:
            yield from _bars(place, shape.chart)


def _bars(place: str, chart: Any) -> Iterator[Passage]:
    for plot in chart.plots:
        for series in plot.series:
            for label, value in zip(plot.categories, series.values, strict=False):
                if value is not None:
                    shown = f"{as_shown(str(label))} ({value:g})"
                    yield Passage(place, shown, unit=as_shown(series.name).casefold())


def _cited(place: str, notes: list[str]) -> Iterator[Cited]:
    codes = {code for line in notes for code in _CODE.findall(line) if line[:1] != "–"}
    code = codes.pop() if len(codes) == 1 else ""
    for line in notes:
        if found := _PROOF.fullmatch(line):
            yield Cited(place, found.group(1), found.group(2), code)
