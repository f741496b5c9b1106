"""The rapport de diagnostic as a livrable: gathered from what is there, proved, kept, told out of date."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.config import shipped
from facilitator.domain.missions import Document
from facilitator.intake.contributions import read_contributions
from facilitator.workshop.indicators import Indicators
from facilitator.workshop.proving import prove
from facilitator.workshop.rapport import draft_rapport
from facilitator.workshop.reports import unheard
from facilitator.workshop.study import gather_study, has_study
from facilitator.workshop.survey import FILE, Survey
from facilitator.workshop.whole_documents import draft_whole, whole_shelf
from facilitator.workshop.workshop import Workshop
from tests.workshop.test_workshop import settings

EXAMPLE = shipped("exemple")
FILES = [
    EXAMPLE / "territoire" / name for name in ("base-cc-coupl-fam-men-2021.csv", "cc_filosofi_2021_EPCI.csv")
]


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    with Workshop.open_or_create("Diagnostic", settings(tmp_path)) as workshop:
        yield workshop


def bring_words(workshop: Workshop) -> None:
    workshop.import_file(read_contributions(EXAMPLE / "atelier-identite.csv"), "Atelier identité")
    (event,) = workshop.events()
    workshop.sort(event)
    workshop.names.replace_found(workshop.names.review().undecided)


def bring_figures(workshop: Workshop) -> None:
    with Indicators(workshop.folder) as indicators:
        indicators.choose("", EXAMPLE / "territoire" / "territoire.csv")
        indicators.bring(FILES, unheard)


def offered(workshop: Workshop) -> list[Document]:
    return [
        one.kind
        for one in whole_shelf(workshop)
        if one.kind in (Document.RAPPORT, Document.SYNTHESE_DIAGNOSTIC)
    ]


def test_without_figures_nor_answers_no_report_is_offered_and_no_file_is_made(workshop: Workshop) -> None:
    before = sorted(path.name for path in workshop.folder.iterdir())
    assert not has_study(workshop.folder)
    assert offered(workshop) == []
    study = gather_study(workshop)
    assert (study.readings, study.survey, study.outlines) == (None, None, ())
    assert sorted(path.name for path in workshop.folder.iterdir()) == before


def test_figures_alone_are_a_study_and_their_report_is_kept(workshop: Workshop) -> None:
    bring_figures(workshop)
    assert offered(workshop) == [Document.RAPPORT, Document.SYNTHESE_DIAGNOSTIC]
    study = gather_study(workshop)
    assert study.heard == ()
    paths, notes = draft_rapport(workshop, study, ["html"])
    page = paths[0].read_text("utf-8")
    assert paths[0].name == "rapport-diagnostic.html"
    assert "Familles, revenus, précarité" in page
    assert 'src="data:image/png;base64,' in page
    assert notes == ()


def test_answers_alone_are_a_study(workshop: Workshop) -> None:
    (workshop.folder / FILE).write_bytes((EXAMPLE / "enquete" / FILE).read_bytes())
    assert not has_study(workshop.folder)
    Survey(workshop.folder).bring_in(EXAMPLE / "enquete" / "reponses-fictives.csv")
    assert has_study(workshop.folder)
    (path,), _ = draft_rapport(workshop, gather_study(workshop), ["html"])
    page = path.read_text("utf-8")
    assert "300\u00a0répondants" in page
    assert "Jeunesse" in page


def test_the_report_and_its_summary_are_proved_whole_and_told_once_out_of_date(workshop: Workshop) -> None:
    bring_words(workshop)
    bring_figures(workshop)
    for kind in (Document.RAPPORT, Document.SYNTHESE_DIAGNOSTIC):
        path, notes = draft_whole(workshop, unheard, kind)
        assert path.suffix == ".docx"
        assert any(f"{kind.value}.pdf" in note for note in notes)
        proof = prove(workshop, unheard, path)
        assert proof.is_whole, proof.sentence
        assert proof.lines
    assert [one.outdated for one in whole_shelf(workshop) if one.kind is Document.RAPPORT] == [""]
    (event,) = workshop.events()
    workshop.board(event).rename(workshop.board(event).wall.sorting.themes[0].id, "Un autre nom")
    (after,) = [one.outdated for one in whole_shelf(workshop) if one.kind is Document.RAPPORT]
    assert "thème" in after
