#!/usr/bin/env python3
"""Draw every slide and page of the example's documents on contact sheets, and name what is wrong on them.

    .venv/bin/python -m tests.bench.plates                # or: make planches
    .venv/bin/python -m tests.bench.plates deck.pptx …    # documents of your own

One sheet a document goes to ``sessions/planches`` (git-ignored), with ``constats.txt``: words out of their
shape, words too faint, barriers to readers. Needs LibreOffice and poppler. Its exit code is 1 where
something is wrong.
"""

import argparse
import math
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from tests.accessibility import barriers
from tests.contrast import faint_words
from tests.overflow import words_out_of_place
from tests.render import pictured, to_pdf

TOP = Path(__file__).parent.parent.parent
PLATES = TOP / "sessions" / "planches"
FINDINGS = "constats.txt"
DPI, GAP = 55, 10
ACROSS = {"landscape": 3, "portrait": 5}
EXAMPLE = (
    ["demo"],
    ["diapos", "--demarche", "demo", "--pause"],
    ["diapos", "--demarche", "demo", "--evenement", "atelier-parentalite", "--variante", "diagnostic"],
    ["conducteur", "--demarche", "demo", "--vers", "docx", "--vers", "pdf"],
    [
        "synthese",
        "--demarche",
        "demo",
        "--evenement",
        "atelier-parentalite",
        "--vers",
        "odt",
        "--vers",
        "pdf",
    ],
    ["note", "--demarche", "demo", "--vers", "docx", "--vers", "pdf"],
)
"""Commands whose documents are drawn: each kind, and each form of one text."""

DRAWN = {".pptx", ".docx", ".odt", ".pdf"}


def example(home: Path) -> list[Path]:
    """The documents that the example's commands write, as a new user gets them."""
    environment = {**os.environ, "FACILITATOR_SESSIONS": str(home), "HOME": str(home)}
    for command in EXAMPLE:
        subprocess.run(
            [sys.executable, "-m", "facilitator", *command],
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    found = (home / "demo" / "livrables").iterdir()
    return sorted(path for path in found if path.suffix in DRAWN)


def plate(document: Path, folder: Path) -> list[str]:
    """Draw ``document`` on a sheet in ``folder``; returns what is wrong with it."""
    with tempfile.TemporaryDirectory() as scratch:
        pdf = to_pdf(document, Path(scratch))
        pages = [Image.open(page).convert("RGB") for page in pictured(pdf, Path(scratch), DPI)]
        width, height = (max(page.size[side] for page in pages) for side in (0, 1))
        across = min(len(pages), ACROSS["landscape" if width > height else "portrait"])
        down = math.ceil(len(pages) / across)
        sheet = Image.new("RGB", (across * (width + GAP) + GAP, down * (height + GAP) + GAP), "#8c8c8c")
        for rank, page in enumerate(pages):
            row, column = divmod(rank, across)
            sheet.paste(page, (GAP + column * (width + GAP), GAP + row * (height + GAP)))
        sheet.quantize(96).save(folder / f"{document.name.replace('.', '-')}.png", optimize=True)
        checked = barriers(document) if document.suffix in {".pptx", ".docx"} else []
        return [*checked, *words_out_of_place(document, pdf), *faint_words(pdf)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("documents", nargs="*", type=Path, help="documents to draw instead of the example's")
    parser.add_argument("--dossier", type=Path, default=PLATES, help="where the sheets go")
    args = parser.parse_args()
    shutil.rmtree(args.dossier, ignore_errors=True)
    args.dossier.mkdir(parents=True)
    wrong = []
    with tempfile.TemporaryDirectory() as home:
        for document in args.documents or example(Path(home)):
            faults = plate(document, args.dossier)
            print(f"{document.name:<52}{len(faults):>4} constat(s)", flush=True)
            wrong += [f"{document.name} : {fault}" for fault in faults]
    (args.dossier / FINDINGS).write_text("\n".join(wrong) + "\n" if wrong else "", encoding="utf-8")
    print(args.dossier)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
