"""A .docx as its reader sees it: paragraphs and rows under their headings, and the footnotes they call."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.etree import ElementTree as ET

from facilitator.drafting.proving.document import CELLS, Cited, Document, Passage, as_shown
from facilitator.drafting.proving.office_properties import properties_of, xml_root

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "softHyphen": "\u00ad", "noBreakHyphen": "\u2011"}
_HEADING = re.compile(r"(?:heading|titre)\s*([1-9])", re.IGNORECASE)
_START = "début"


def read_text(path: Path | IO[bytes]) -> Document:
    """The .docx at ``path``; raises what zipfile and ElementTree raise for a file that is none."""
    with zipfile.ZipFile(path) as package:
        body = _root(package, "word/document.xml").find(f"{_W}body")
        names = set(package.namelist())
        notes = _notes(_root(package, "word/footnotes.xml")) if "word/footnotes.xml" in names else {}
        headings = _headings(_root(package, "word/styles.xml")) if "word/styles.xml" in names else {}
        properties = properties_of(package)
    if body is None:
        raise ValueError("word/document.xml")
    passages: list[Passage] = []
    cited: list[Cited] = []
    place = _START
    for block, cells in _blocks(body):
        texts = tuple(as_shown(_text(cell)) for cell in cells)
        text = CELLS.join(texts)
        if not text.strip():
            continue
        if len(cells) == 1 and _style(block) in headings:
            place = " ".join(text.split())
        passages.append(Passage(place, text, texts if block.tag == f"{_W}tr" else (), place))
        called = [note for cell in cells for note in cell.iter(f"{_W}footnoteReference")]
        references = list(filter(None, (notes.get(note.get(f"{_W}id", ""), "") for note in called)))
        passages += [Passage(place, reference, under=place) for reference in references]
        cited += [Cited(place, text, reference) for reference in references]
    return Document(tuple(passages), tuple(cited), properties)


def _root(package: zipfile.ZipFile, part: str) -> ET.Element:
    return xml_root(package.read(part))


def _blocks(element: ET.Element) -> Iterator[tuple[ET.Element, list[ET.Element]]]:
    """Paragraphs, and rows with their cells, in reading order."""
    for child in element:
        if child.tag == f"{_W}p":
            yield child, [child]
        elif child.tag == f"{_W}tr":
            yield child, child.findall(f"{_W}tc")
        else:
            yield from _blocks(child)


def _text(element: ET.Element) -> str:
    """All characters of a paragraph or a cell; paragraphs of a cell are parted by line ends."""
    paragraphs = [element] if element.tag == f"{_W}p" else element.iter(f"{_W}p")
    return "\n".join("".join(_characters(paragraph)) for paragraph in paragraphs)


def _characters(paragraph: ET.Element) -> Iterator[str]:
    for node in paragraph.iter():
        name = node.tag.removeprefix(_W)
        if name == "t":
            yield node.text or ""
        elif name in _SIGNS and node.get(f"{_W}pos") is None and node.get(f"{_W}val") is None:
            yield _SIGNS[name]


def _style(paragraph: ET.Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else style.get(f"{_W}val", "")


def _headings(styles: ET.Element) -> dict[str, int]:
    """The ids of the heading styles, with their level."""
    found = {}
    for style in styles.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        heading = _HEADING.fullmatch("" if name is None else name.get(f"{_W}val", ""))
        if heading:
            found[style.get(f"{_W}styleId", "")] = int(heading.group(1))
    return found


def _notes(footnotes: ET.Element) -> dict[str, str]:
    return {
        note.get(f"{_W}id", ""): as_shown(_text(note)).strip() for note in footnotes.iter(f"{_W}footnote")
    }
