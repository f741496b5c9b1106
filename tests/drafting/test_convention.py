"""The convention assembles what is there and leaves the rest, marked, to those who sign."""

from pathlib import Path

from docx import Document

from facilitator.config import shipped
from facilitator.drafting.convention import write_convention
from facilitator.drafting.specimen import project_specimens


def text_of(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_fourteen_articles_come_numbered_and_nothing_is_decided(tmp_path: Path) -> None:
    for rank, evidence in enumerate(project_specimens()):
        path = write_convention(evidence, tmp_path / f"{rank}.docx", outlines=[shipped("prompts")])
        told = text_of(path)
        assert "1. Objet de la convention" in told
        assert "14. Confidentialité" in told
        assert told.count("[à compléter") >= 15
        assert ("Comité de pilotage" in told) == bool(evidence.demarche.governance)


def test_annexes_hold_the_actions_and_their_indicators(tmp_path: Path) -> None:
    *_, full = project_specimens()
    told = text_of(write_convention(full, tmp_path / "c.docx", outlines=[shipped("prompts")]))
    assert "Élément action 2" in told
    assert "mesure" in told
    assert "vont de 2027 à 2028" in told


def test_an_action_of_no_axe_stands_in_the_annexe_too(tmp_path: Path) -> None:
    for rank, evidence in enumerate(project_specimens()):
        told = text_of(write_convention(evidence, tmp_path / f"{rank}.docx", outlines=[shipped("prompts")]))
        assert "Actions hors axe" in told
        assert "Une action seule" in told
