"""Journals as files of a démarche: by the shell's word, kept and told when they are out of date."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.domain.demarche import EtapeState, Rubric
from facilitator.domain.missions import Document
from facilitator.domain.project import Level
from facilitator.errors import UsageError
from facilitator.intake.contributions import read_contributions
from facilitator.intake.description import read_description
from facilitator.workshop.journal import check_number, draft_journals
from facilitator.workshop.project_evidence import gather_project
from facilitator.workshop.reports import unheard
from facilitator.workshop.whole_documents import draft_whole, whole_shelf
from facilitator.workshop.workshop import Workshop
from tests.intake.written import file
from tests.workshop.test_project_evidence import WALL
from tests.workshop.test_workshop import settings


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    with Workshop.open_or_create("Mission", settings(tmp_path)) as workshop:
        workshop.import_file(read_contributions(file(tmp_path / "mur.csv", WALL)), "Atelier")
        yield workshop


def offered(workshop: Workshop) -> dict[Document, str]:
    """The journals of the shelf, with what makes each out of date; « jamais » where it was not written."""
    return {
        one.kind: one.outdated if one.written_at else "jamais"
        for one in whole_shelf(workshop)
        if isinstance(one.kind, Document) and one.kind.value.startswith("journal")
    }


def test_a_journal_is_written_to_print_and_to_publish(workshop: Workshop) -> None:
    paths, notes = draft_journals(workshop, gather_project(workshop), 2)
    assert [path.name for path in paths] == ["journal-2.pdf", "journal-2.html"]
    assert "un minibus le samedi" in paths[1].read_text("utf-8")
    assert any("au lieu de quatre" in note for note in notes)
    simple, _ = draft_journals(workshop, gather_project(workshop), 2, ["docx"], simple=True)
    assert simple[0].name == "journal-2-simplifie.docx"


def test_a_fourth_journal_is_refused() -> None:
    with pytest.raises(UsageError, match="n°\u00a04"):
        check_number(4)


def test_only_the_journals_that_have_something_to_tell_are_offered(workshop: Workshop) -> None:
    assert offered(workshop) == {Document.JOURNAL_2: "jamais"}
    workshop.plan.add(Level.ACTION, "Faire rouler un minibus")
    assert set(offered(workshop)) == {Document.JOURNAL_2, Document.JOURNAL_3}
    workshop.cadrage.keep_etape("Cadrage", state=EtapeState.DONE)
    assert len(offered(workshop)) == 3


def test_a_journal_is_out_of_date_once_the_projet_changes(workshop: Workshop) -> None:
    workshop.plan.add(Level.ACTION, "Faire rouler un minibus")
    path, _ = draft_whole(workshop, unheard, Document.JOURNAL_3)
    assert path.read_bytes().startswith(b"%PDF")
    assert offered(workshop)[Document.JOURNAL_3] == ""
    workshop.plan.add(Level.AXE, "Jeunesse")
    assert offered(workshop)[Document.JOURNAL_3] == "le projet a changé depuis"


def test_each_journal_may_have_its_own_editorial(tmp_path: Path) -> None:
    described = read_description(
        file(
            tmp_path / "d.toml", 'titre = "M"\n[territoire]\nnom = "T"\n[journal]\neditorial_2 = "Le mien."\n'
        )
    )
    assert described.demarche.rubrics == (Rubric("journal", "editorial 2", text="Le mien."),)
