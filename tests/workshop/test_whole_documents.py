"""The livrables of the whole démarche: offered where there is matter, and told once they are out of date."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.domain.demarche import EtapeState
from facilitator.domain.event import EventKind
from facilitator.domain.missions import Document
from facilitator.domain.project import Level
from facilitator.intake.contributions import read_contributions
from facilitator.workshop.project_evidence import gather_project
from facilitator.workshop.reports import unheard
from facilitator.workshop.whole_documents import WHOLE, draft_whole, offered_of, whole_shelf
from facilitator.workshop.whole_set import draft_everything
from facilitator.workshop.workshop import Workshop
from tests.intake.written import file
from tests.workshop.test_workshop import settings

WALL = "texte,type\npas de bus le dimanche,besoin\nun minibus le samedi,proposition\n"


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    with Workshop.open_or_create("CTG", settings(tmp_path)) as workshop:
        workshop.import_file(read_contributions(file(tmp_path / "mur.csv", WALL)), "Atelier")
        yield workshop


def test_one_event_alone_gives_its_journal_and_no_note_before_a_convention(workshop: Workshop) -> None:
    assert [one.kind for one in offered_of(gather_project(workshop))] == [Document.JOURNAL_2]
    assert [one.kind for one in whole_shelf(workshop)] == [Document.JOURNAL_2]


def test_several_events_or_an_etape_have_matter_for_a_note(workshop: Workshop, tmp_path: Path) -> None:
    workshop.import_file(read_contributions(file(tmp_path / "b.csv", WALL)), "Table ronde")
    assert [one.kind for one in offered_of(gather_project(workshop))] == [Document.NOTE, Document.JOURNAL_2]


def test_the_decisions_of_a_comite_alone_stop_no_other_livrable(tmp_path: Path) -> None:
    with Workshop.open_or_create("Cadrage", settings(tmp_path)) as workshop:
        workshop.cadrage.keep_etape("Cadrage", state=EtapeState.CURRENT)
        wall = read_contributions(file(tmp_path / "copil.csv", WALL))
        workshop.import_file(wall, "Copil", kind=EventKind.COPIL)
        done = draft_everything(workshop)
        names = {path.name for path in done.paths}
        assert {"copil-decisions.docx", "journal-1.pdf", "journal-1.html"} <= names
        assert not {name for name in names if name.startswith(("note", "journal-2"))}


def test_with_an_action_its_livrables_are_offered_written_and_told_out_of_date(workshop: Workshop) -> None:
    workshop.plan.add(Level.ACTION, "Faire rouler un minibus")
    shelf = {one.kind: one for one in whole_shelf(workshop)}
    apart = (Document.NOTE, Document.JOURNAL_1, Document.COMMUNES)  # they need an event, étapes, public files
    studied = (Document.RAPPORT, Document.SYNTHESE_DIAGNOSTIC)  # of a démarche with statistics or a survey
    assert list(shelf) == [one.kind for one in WHOLE if one.kind not in (*apart, *studied)]
    assert all(one.written_at is None for one in shelf.values())
    path, notes = draft_whole(workshop, unheard, Document.PLAN)
    assert path == shelf[Document.PLAN].path
    assert path.exists()
    assert "plan-actions.docx" in " ".join(notes)
    (written,) = [one for one in whole_shelf(workshop) if one.written_at is not None]
    assert (written.kind, written.outdated) == (Document.PLAN, "")
    workshop.plan.add(Level.ACTION, "Former les conducteurs")
    (written,) = [one for one in whole_shelf(workshop) if one.written_at is not None]
    assert "le projet a changé" in written.outdated
