"""Reads a .pptx back as text: what each slide says, in reading order, then what its speaker is told."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pptx import Presentation


def transcript(path: Path) -> str:
    """The whole deck as text to read and compare: a line a paragraph, a row or a graphic."""
    lines = []
    for number, slide in enumerate(Presentation(str(path)).slides, 1):
        lines.append(f"== {number} ({slide.slide_layout.name})")
        lines += [line for shape in slide.shapes for line in _said(shape)]
        told = slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""
        lines += [f"> {line}" for line in told.splitlines() if line.strip()]
    return "\n".join(lines) + "\n"


def _said(shape: Any) -> Iterator[str]:
    name = shape.name
    if getattr(shape, "has_table", False):
        for row in shape.table.rows:
            yield f"{name}: | " + " | ".join(cell.text_frame.text for cell in row.cells) + " |"
    elif shape.has_text_frame:
        for paragraph in shape.text_frame.paragraphs:
            if paragraph.text.strip():
                yield f"{name}: " + paragraph.text.replace("\v", " / ")
    else:
        yield f"{name}: [{shape._element.xpath('./*/p:cNvPr')[0].get('descr') or ''}]"
