#!/usr/bin/env python3
"""How much of a démarche's documents is filled from its data: fields that still wait for a human, counted.

    .venv/bin/python -m tests.bench.measure_filled sessions/demo/livrables/*.docx

A field is a cell of a table below its header, or a paragraph that is no heading; it waits where it holds a
gap, « [à compléter… », « [à décider… », « [à relever… », « [carte à insérer… ».
"""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from docx import Document

GAP = re.compile(r"\[(?:à |carte à )[^\]]*\]")


def fields(path: Path) -> Iterator[str]:
    """The text of each field of a Word document; empty ones, which nobody reads, are left out."""
    document = Document(str(path))
    for paragraph in document.paragraphs:
        style = paragraph.style.name if paragraph.style is not None else ""
        if paragraph.text.strip() and not style.lower().startswith(("heading", "title", "toc", "titre")):
            yield paragraph.text
    for table in document.tables:
        for row in table.rows[1:]:
            yield from (cell.text for cell in row.cells if cell.text.strip())


def main() -> None:
    """Print one line a document, then the whole."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("documents", nargs="+", type=Path)
    whole = waiting = 0
    for path in parser.parse_args().documents:
        told = list(fields(path))
        gaps = sum(GAP.search(one) is not None for one in told)
        whole, waiting = whole + len(told), waiting + gaps
        print(f"{path.name:55} {len(told):5} fields {100 * (1 - gaps / max(len(told), 1)):5.1f} % filled")
    print(f"{'all':55} {whole:5} fields {100 * (1 - waiting / max(whole, 1)):5.1f} % filled")


if __name__ == "__main__":
    main()
