"""Reads a .docx back as exact text: every character of paragraphs, cells and footnotes, in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml.etree import _Element

FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
CHARACTERS = {
    qn("w:br"): "\n",
    qn("w:tab"): "\t",
    qn("w:softHyphen"): "\u00ad",
    qn("w:noBreakHyphen"): "\u2011",
}


@dataclass(frozen=True)
class Block:
    """A paragraph with the name of its style, or a table with its rows of cells."""

    style: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def exact_text(element: _Element, *, calls: bool = True) -> str:
    """The characters of ``element``; a footnote call shows as ``[^3]``, unless ``calls`` is off."""
    pieces = []
    for node in element.iter():
        if node.tag == qn("w:t"):
            pieces.append(node.text or "")
        elif node.tag == qn("w:footnoteReference") and calls:
            pieces.append(f"[^{node.get(qn('w:id'))}]")
        elif node.tag in CHARACTERS and node.getparent().tag == qn("w:r"):
            pieces.append(CHARACTERS[node.tag])
    return "".join(pieces)


def paragraphs(element: _Element) -> list[str]:
    return [exact_text(paragraph) for paragraph in element.iter(qn("w:p"))]


def blocks(document: Document) -> Iterator[Block]:
    """Paragraphs (the « Sommaire » too) and tables, in reading order."""
    names = {style.style_id: style.name for style in document.styles}
    for element in document.element.body.iter(qn("w:p"), qn("w:tbl")):
        if element.tag == qn("w:tbl"):
            rows = [
                tuple("\n".join(paragraphs(cell)) for cell in row.iter(qn("w:tc")))
                for row in element.iter(qn("w:tr"))
            ]
            yield Block("Table", rows=tuple(rows))
        elif element.getparent().tag != qn("w:tc"):
            found = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            identifier = "Normal" if found is None else found.get(qn("w:val"))
            yield Block(str(names.get(identifier, identifier)), exact_text(element))


def footnotes(document: Document) -> dict[str, _Element]:
    """The footnotes by number, separators left out; each text starts with the space after its number."""
    part = next(rel.target_part for rel in document.part.rels.values() if rel.reltype == FOOTNOTES)
    notes = parse_xml(part.blob).findall(qn("w:footnote"))
    return {note.get(qn("w:id")): note for note in notes if note.get(qn("w:type")) is None}


def footnote_texts(document: Document) -> dict[str, str]:
    return {number: exact_text(note).strip() for number, note in footnotes(document).items()}


def transcript(path: Path) -> str:
    """The whole document as text to read and compare: a line a paragraph, a row or a footnote."""
    document = docx.Document(str(path))
    order = {number: str(rank) for rank, number in enumerate(footnotes(document), start=1)}

    def renumbered(text: str) -> str:
        for number, rank in order.items():
            text = text.replace(f"[^{number}]", f"[^#{rank}]")
        return text.replace("[^#", "[^").replace("\n", " / ")

    lines = []
    for block in blocks(document):
        if block.rows:
            lines += ["| " + " | ".join(map(renumbered, row)) + " |" for row in block.rows]
        else:
            lines.append(f"{block.style}: {renumbered(block.text)}")
    lines += [f"[^{order[number]}] {text}" for number, text in footnote_texts(document).items()]
    return "\n".join(lines) + "\n"
