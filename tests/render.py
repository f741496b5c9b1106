"""Turns documents into PDF, pictures and placed words, to check what a reader would really see."""

import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ABSENT = "LibreOffice absent"
_SECONDS = 180
_XHTML = "{http://www.w3.org/1999/xhtml}"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands on a page, in points from the page's top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page's size in points, and its words."""

    width: float
    height: float
    words: tuple[Word, ...]


def available() -> bool:
    """Whether LibreOffice and poppler are both installed."""
    return all(shutil.which(program) for program in ("soffice", "pdftoppm", "pdftotext"))


def render(path: Path, folder: Path, dpi: int = 60) -> list[Path]:
    """One PNG a page of ``path``, in page order, written into ``folder`` and named after the file.

    Raises ``RuntimeError`` with LibreOffice's own words where no PDF comes out.
    """
    with tempfile.TemporaryDirectory(prefix="soffice-") as scratch:
        return pictured(to_pdf(path, Path(scratch)), folder, dpi)


def pictured(pdf: Path, folder: Path, dpi: int) -> list[Path]:
    """One PNG a page of a PDF, in page order, written into ``folder`` and named after the file."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{pdf.stem}-*.png"):
        old.unlink()
    _run("pdftoppm", "-png", "-r", str(dpi), str(pdf), str(folder / pdf.stem))
    pages = folder.glob(f"{pdf.stem}-*.png")
    return sorted(pages, key=lambda page: int(page.stem.rpartition("-")[2]))


def placed_words(pdf: Path) -> list[Page]:
    """The words of each page of a PDF where they are drawn."""
    with tempfile.TemporaryDirectory() as scratch:
        listing = Path(scratch) / "words.xhtml"
        _run("pdftotext", "-bbox", str(pdf), str(listing))
        root = ElementTree.fromstring(_CONTROL.sub("", listing.read_text(encoding="utf-8")))
    return [
        Page(
            float(page.attrib["width"]),
            float(page.attrib["height"]),
            tuple(
                Word(
                    word.text or "", *(float(word.attrib[side]) for side in ("xMin", "yMin", "xMax", "yMax"))
                )
                for word in page.iter(f"{_XHTML}word")
            ),
        )
        for page in root.iter(f"{_XHTML}page")
    ]


def to_pdf(path: Path, folder: Path) -> Path:
    """``path`` as a PDF in ``folder``, itself where it is one; raises ``RuntimeError`` where none comes out.

    Each call has a LibreOffice profile of its own, so that several may run at once.
    """
    if path.suffix == ".pdf":
        return path
    profile = (folder / "profile").as_uri()
    said = _run(
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(path.resolve()),
    )
    pdf = folder / f"{path.stem}.pdf"
    if not pdf.exists():
        raise RuntimeError(f"LibreOffice made no PDF of {path.name}: {said}")
    return pdf


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout + done.stderr
