#!/usr/bin/env python3
"""Make the README's pictures from a real ``facilitator demo``: slides, a page of the note, the terminal.

    .venv/bin/python tests/bench/build_pictures.py

Needs LibreOffice and poppler. The pictures go to ``sessions/exemple/apercu``.
"""

import io
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

TOP = Path(__file__).parent.parent.parent
sys.path.insert(0, str(TOP))

from tests.render import render  # noqa: E402 - this script runs from anywhere

PICTURES = TOP / "sessions" / "exemple" / "apercu"
SLIDES = {"vue-d-ensemble": 5, "carte-du-mur": 16, "theme": 10}
NOTE = {"note-enjeux": 8}
WIDTH = 96


def terminal(home: Path) -> str:
    """What ``facilitator demo`` prints in a terminal, colours included, once its progress has gone."""
    leader, follower = pty.openpty()
    environment = {
        **os.environ,
        "FACILITATOR_SESSIONS": str(home / "sessions"),
        "COLUMNS": str(WIDTH),
        "TERM": "xterm-256color",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "facilitator", "demo"],
        stdout=follower,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    os.close(follower)
    shown = io.BytesIO()
    while True:
        try:
            read = os.read(leader, 65536)
        except OSError:  # the other end has closed: this is how a terminal says so on Linux
            break
        if not read:
            break
        shown.write(read)
    if process.wait():
        sys.exit("facilitator demo failed")
    text = shown.getvalue().decode().replace("\r\n", "\n")
    return re.sub(r"\x1b\[\?25[hl]", "", text).replace(str(home), "~")


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        shown = terminal(home)
        console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
        console.print(Text.from_ansi("$ facilitator demo\n" + shown.rstrip()))
        drawn = console.export_svg(title="facilitator demo")
        fontless = re.sub(r"@font-face \{.*?\n    \}\n", "", drawn, flags=re.DOTALL)  # they would be fetched
        (PICTURES / "terminal.svg").write_text(fontless, encoding="utf-8")
        livrables = home / "sessions" / "demo" / "livrables"
        deck = livrables / "atelier-parentalite-restitution.pptx"
        for document, shown in ((deck, SLIDES), (livrables / "note-strategique.docx", NOTE)):
            pages = render(document, home / "pages", dpi=72)
            for name, page in shown.items():
                shutil.copy(pages[page - 1], PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
