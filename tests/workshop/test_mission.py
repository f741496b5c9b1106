"""Where a démarche stands, and missions begun whole or in part."""

from datetime import date
from pathlib import Path

import pytest

from facilitator.domain.demarche import EtapeState, Instance
from facilitator.domain.missions import MISSIONS, Document, expected_documents, mission_named
from facilitator.errors import ConflictError, NotFoundError, UsageError
from facilitator.intake.contributions import read_contributions
from facilitator.workshop.mission import begin_mission
from facilitator.workshop.standing import standing_of, summary
from facilitator.workshop.workshop import Workshop
from tests.intake.written import file
from tests.workshop.test_project_evidence import WALL
from tests.workshop.test_workshop import settings

TODAY = date(2026, 10, 1)


def begun(tmp_path: Path, code: str) -> Workshop:
    mission = mission_named(code)
    assert mission is not None
    return begin_mission("Le Val", mission, settings(tmp_path))


@pytest.mark.parametrize("code", [one.code for one in MISSIONS])
def test_every_ready_mission_begins_with_its_events_prefilled(tmp_path: Path, code: str) -> None:
    with begun(tmp_path, code) as workshop:
        standing = standing_of(workshop, TODAY)
        events = workshop.events()
        held = [code for one in workshop.demarche.etapes for code in one.events]
        assert sorted(held + [one.event.slug for one in standing.others]) == sorted(e.slug for e in events)
        assert all(one.sequences for one in events if not one.kind.is_comite)


def test_a_seminaire_alone_says_no_word_of_etapes(tmp_path: Path) -> None:
    with begun(tmp_path, "seminaire") as workshop:
        standing = standing_of(workshop, TODAY)
    assert standing.etapes == ()
    assert "étape" not in summary(standing)
    assert len(standing.others) == 1


def test_a_mission_never_takes_the_place_of_a_demarche(tmp_path: Path) -> None:
    begun(tmp_path, "ctg").close()
    with pytest.raises(ConflictError):
        begun(tmp_path, "seminaire")


def test_what_was_said_and_not_drafted_is_missing_until_it_is(tmp_path: Path) -> None:
    with begun(tmp_path, "seminaire") as workshop:
        workshop.import_file(read_contributions(file(tmp_path / "mur.csv", WALL)), "Séminaire")
        (before,) = standing_of(workshop, TODAY).others
        assert "synthèse" in before.missing
        workshop.livrables.synthese(workshop.evidence(workshop.events()[0]))
        (after,) = standing_of(workshop, TODAY).others
        assert (after.contributions, "synthèse" in after.missing) == (3, False)
        assert after.produced == ("synthèse",)


def test_dates_that_say_otherwise_than_the_state_are_remarked_and_what_comes_is_told(tmp_path: Path) -> None:
    with begun(tmp_path, "ctg") as workshop:
        workshop.cadrage.keep_etape("cadrage", state=EtapeState.DONE, ends=date(2026, 5, 1))
        workshop.cadrage.keep_etape("Stratégie", starts=date(2026, 9, 1))
        workshop.cadrage.keep_etape("Plan d’actions", starts=date(2026, 11, 2))
        standing = standing_of(workshop, TODAY)
        by_title = {one.etape.title: one for one in standing.etapes}
        assert by_title["Cadrage"].missing == ("journal n° 1",)
        assert "devait commencer" in by_title["Stratégie"].remark
        assert ["2\u00a0novembre 2026" in one for one in standing.next] == [True]
        assert summary(standing).startswith("1\u00a0étape faite sur\u00a06")


def test_an_etape_whose_end_comes_first_is_refused_and_another_can_be_added_or_left_out(
    tmp_path: Path,
) -> None:
    with begun(tmp_path, "ctg") as workshop:
        with pytest.raises(UsageError, match="finirait avant"):
            workshop.cadrage.keep_etape("Cadrage", starts=date(2026, 5, 1), ends=date(2026, 4, 1))
        with pytest.raises(NotFoundError, match="Enquête"):
            workshop.cadrage.keep_etape("Enquête", ends=date(2026, 4, 1))
        workshop.cadrage.keep_etape("Enquête", state=EtapeState.CURRENT)
        workshop.cadrage.drop_etape("Stratégie")
        titles = [one.title for one in workshop.demarche.etapes]
        assert "Enquête" in titles
        assert "Stratégie" not in titles
        workshop.undo()
        assert "Stratégie" in [one.title for one in workshop.demarche.etapes]


def test_an_instance_takes_the_place_of_the_one_of_its_name(tmp_path: Path) -> None:
    with begun(tmp_path, "ctg") as workshop:
        workshop.cadrage.keep_instance(Instance("Comité technique", rhythm="tous les mois"))
        workshop.cadrage.keep_instance(Instance("comité technique", "Instruit.", ("Caf",)))
        assert workshop.demarche.governance == (Instance("comité technique", "Instruit.", ("Caf",)),)


def test_each_document_is_expected_of_one_etape_of_the_whole_mission() -> None:
    ctg = mission_named("ctg")
    assert ctg is not None
    told = [document for one in ctg.etapes for document in expected_documents(one.begun(()))]
    assert sorted(told) == sorted(Document)


def test_tables_prepared_and_never_used_give_way_to_those_of_a_file(tmp_path: Path) -> None:
    with begun(tmp_path, "atelier") as workshop:
        assert workshop.events()[0].tables
        wall = file(tmp_path / "mur.csv", WALL.replace("T1", "Table 1").replace("T2", "Table 2"))
        workshop.import_file(read_contributions(wall), "Atelier")
        (event,) = workshop.events()
        assert workshop.evidence(event).shares == ("Table 1", "Table 2")
    with begun(tmp_path / "autre", "atelier") as workshop:
        workshop.import_file(read_contributions(file(tmp_path / "mur.csv", WALL)), "Atelier")
        assert "T5" in workshop.evidence(workshop.events()[0]).shares
