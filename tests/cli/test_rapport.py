"""The command « rapport »: written from whatever is there, and what to do where nothing is."""

import shutil
from pathlib import Path

import pytest

from facilitator.config import load_settings, shipped
from facilitator.workshop import Workshop
from tests.cli.conftest import Run


@pytest.fixture
def folder(run: Run) -> Path:
    with Workshop.open_or_create("CTG", load_settings()) as workshop:
        return workshop.folder


def test_without_matter_what_to_bring_is_told(folder: Path, run: Run) -> None:
    done = run("rapport")
    assert done.code == 3
    assert "facilitator indicateurs importer" in done.err
    assert not (folder / "livrables").exists()


def test_an_unknown_form_is_refused_before_anything_is_read(folder: Path, run: Run) -> None:
    done = run("rapport", "--vers", "pptx", "--demarche", folder.name)
    assert done.code == 2
    assert "docx, odt, html, pdf" in done.err


def test_a_survey_alone_gives_a_report_and_a_summary(folder: Path, run: Run) -> None:
    example = shipped("exemple") / "enquete"
    shutil.copyfile(example / "enquete.md", folder / "enquete.md")
    assert run("enquete", "importer", str(example / "reponses-fictives.csv")).code == 0
    assert "rapport-diagnostic.docx" in run("rapport", "--vers", "docx").out
    assert "synthese-diagnostic.pdf" in run("rapport", "--synthese").out
    written = {path.name for path in (folder / "livrables").iterdir() if not path.name.startswith(".")}
    assert written == {"rapport-diagnostic.docx", "synthese-diagnostic.docx", "synthese-diagnostic.pdf"}
