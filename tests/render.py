"""Turns a .pptx or .docx into pictures, page by page, to check what a reader would really see."""

import shutil
import subprocess
import tempfile
from pathlib import Path

ABSENT = "LibreOffice absent"
_SECONDS = 180


def available() -> bool:
    """Whether LibreOffice and poppler are both installed."""
    return all(shutil.which(program) for program in ("soffice", "pdftoppm"))


def render(path: Path, folder: Path, dpi: int = 60) -> list[Path]:
    """One PNG a page of ``path``, in page order, written into ``folder`` and named after the file.

    Each call has a LibreOffice profile of its own, so that several may run at once. Raises
    ``RuntimeError`` with LibreOffice's own words where no PDF comes out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="soffice-") as scratch:
        pdf = _to_pdf(path, Path(scratch))
        stem = folder / path.stem
        for old in folder.glob(f"{path.stem}-*.png"):
            old.unlink()
        _run("pdftoppm", "-png", "-r", str(dpi), str(pdf), str(stem))
    pages = folder.glob(f"{path.stem}-*.png")
    return sorted(pages, key=lambda page: int(page.stem.rpartition("-")[2]))


def _to_pdf(path: Path, scratch: Path) -> Path:
    profile = (scratch / "profile").as_uri()
    said = _run(
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(scratch),
        str(path.resolve()),
    )
    pdf = scratch / f"{path.stem}.pdf"
    if not pdf.exists():
        raise RuntimeError(f"LibreOffice made no PDF of {path.name}: {said}")
    return pdf


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout + done.stderr
