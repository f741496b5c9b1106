"""Fiches and plan from words said at an event, as files that are opened again."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from facilitator.domain.action import ActionSheet, Indicator
from facilitator.domain.demarche import Instance
from facilitator.domain.event import EventKind
from facilitator.domain.plan_checks import Check
from facilitator.domain.project import Level
from facilitator.drafting.convention import convention_values
from facilitator.errors import InputError, UndecidedNamesError, UsageError
from facilitator.intake.contributions import read_contributions
from facilitator.workshop.action_plan import (
    alike,
    apply_filled_plan,
    draft_fiches,
    draft_plan,
    read_filled_plan,
    to_see,
)
from facilitator.workshop.project_evidence import gather_project
from facilitator.workshop.workshop import Workshop
from tests.intake.written import file
from tests.workshop.test_project_evidence import WALL
from tests.workshop.test_workshop import settings


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    """An atelier of three post-its, two actions, one of them nearly empty."""
    with Workshop.open_or_create("CTG", settings(tmp_path)) as workshop:
        workshop.import_file(read_contributions(file(tmp_path / "mur.csv", WALL)), "Atelier")
        (event,) = workshop.events()
        said = {one.text: one.id for one in workshop.evidence(event).contributions}
        axe = workshop.plan.add(Level.AXE, "Mobilité")
        workshop.plan.add(Level.STRATEGIC, "Se déplacer sans voiture", axe.id)
        action = workshop.plan.add(Level.ACTION, "Faire rouler un minibus", axe.id)
        workshop.plan.add(Level.ACTION, "Faire rouler des minibus", axe.id)
        workshop.plan.rest(action.id, [said["pas de bus le dimanche"]])
        workshop.plan.fill(action.id, ActionSheet(pilot="Communauté, mobilité", starts="2027-09"))
        workshop.plan.measure(action.id, [Indicator("voyageurs", baseline="0", target="200")])
        yield workshop


def test_a_fiche_quotes_its_words_and_marks_what_is_missing(workshop: Workshop) -> None:
    evidence = gather_project(workshop)
    (path,) = draft_fiches(workshop, evidence, ["docx"], codes=["1.0.1"])
    document = Document(str(path))
    told = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "«\u00a0pas de bus le dimanche\u00a0»" in told
    assert "1.0.1 Faire rouler un minibus" in told
    cells = {row.cells[0].text: row.cells[1].text for table in document.tables for row in table.rows}
    assert cells["Pilote"] == "Communauté, mobilité"
    assert cells["Budget prévisionnel"] == "[à compléter\u00a0: à chiffrer]"
    assert "à partir de septembre 2027" in cells["Calendrier"]


def test_what_the_plan_lacks_is_told_check_by_check(workshop: Workshop) -> None:
    found = {(one.check, one.told) for one in to_see(gather_project(workshop))}
    assert (Check.NO_PILOT, "Faire rouler des minibus") in found
    assert (Check.NO_INDICATOR, "Faire rouler des minibus") in found
    assert (Check.DOUBLE, "Faire rouler un minibus") in found
    assert (Check.EMPTY_OBJECTIVE, "Se déplacer sans voiture") in found
    assert (Check.UNANSWERED, "un minibus le samedi") in found
    assert not any(one == "une navette pour le marché" for _, one in found)


def test_titles_are_alike_in_other_words_only() -> None:
    assert alike("Créer un relais petite enfance", "créer un relais de la petite enfance")
    assert not alike("Ouvrir un local jeunes", "Ouvrir un café des aidants")


def test_a_plan_filled_in_elsewhere_is_shown_then_taken_as_one_act(workshop: Workshop) -> None:
    (path,) = draft_plan(workshop, gather_project(workshop), ["xlsx"])
    book = openpyxl.load_workbook(path)
    sheet = book["Plan d’actions"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(3, heads["Pilote"], "CCAS, direction")
    sheet.cell(3, heads["Priorité"], "haute")
    book.save(path)
    shown = read_filled_plan(workshop, path)
    assert [(one.column, one.after) for one in shown.differences] == [("Pilote", "CCAS, direction")]
    assert "haute" in shown.refused[0].told
    action = workshop.plan.find("1.0.2")
    assert workshop.plan.now.sheet(action.id).pilot == ""
    apply_filled_plan(workshop, path)
    assert workshop.plan.now.sheet(action.id).pilot == "CCAS, direction"
    workshop.undo()
    assert workshop.plan.now.sheet(action.id).pilot == ""


def test_a_workbook_of_an_older_state_undoes_nothing_unless_asked(workshop: Workshop) -> None:
    (path,) = draft_plan(workshop, gather_project(workshop), ["xlsx"])
    first, second = workshop.plan.find("1.0.1"), workshop.plan.find("1.0.2")
    workshop.plan.fill(first.id, ActionSheet(pilot="Caf, conseillère", starts="2027-09"))
    book = openpyxl.load_workbook(path)
    sheet = book["Plan d’actions"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(3, heads["Pilote"], "CCAS, direction")
    book.save(path)
    returned = apply_filled_plan(workshop, path)
    assert [(one.column, one.after) for one in returned.kept] == [("Pilote", "Communauté, mobilité")]
    assert not returned.undated
    assert workshop.plan.now.sheet(first.id).pilot == "Caf, conseillère"
    assert workshop.plan.now.sheet(second.id).pilot == "CCAS, direction"
    apply_filled_plan(workshop, path, outdated=True)
    assert workshop.plan.now.sheet(first.id).pilot == "Communauté, mobilité"


def test_a_workbook_that_lost_its_first_state_says_so(workshop: Workshop) -> None:
    (path,) = draft_plan(workshop, gather_project(workshop), ["xlsx"])
    book = openpyxl.load_workbook(path)
    assert book["Au départ"].sheet_state == "hidden"
    del book["Au départ"]
    book["Plan d’actions"].cell(2, 5, "Faire rouler deux minibus")
    book.save(path)
    returned = read_filled_plan(workshop, path)
    assert returned.undated
    assert [one.after for one in returned.differences] == ["Faire rouler deux minibus"]


def test_a_column_that_was_renamed_is_told_and_a_merged_axe_stays(workshop: Workshop) -> None:
    (path,) = draft_plan(workshop, gather_project(workshop), ["xlsx"])
    book = openpyxl.load_workbook(path)
    sheet = book["Plan d’actions"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(1, heads["Pilote"], "Porteur")
    sheet.merge_cells(start_row=2, end_row=3, start_column=heads["Axe"], end_column=heads["Axe"])
    book.save(path)
    shown = read_filled_plan(workshop, path)
    assert shown.differences == ()
    assert ["Porteur" in one.told for one in shown.refused] == [True]


def test_a_name_in_the_projet_holds_its_documents_back_until_it_is_decided(workshop: Workshop) -> None:
    action = workshop.plan.find("1.0.1")
    workshop.plan.fill(action.id, ActionSheet(pilot="Mme Tavernier, CCAS", cautions=("voir Nadia Benali",)))
    with pytest.raises(UndecidedNamesError, match=r"pilote.*point de vigilance"):
        gather_project(workshop)
    (event,) = workshop.events()
    workshop.evidence(event)  # nothing of the projet leaves with the documents of an event
    assert [one.field for one in workshop.names.review().labels] == ["pilote", "point de vigilance"]
    workshop.names.replace_name(None, "la direction")
    (path,) = draft_fiches(workshop, gather_project(workshop), ["docx"], codes=["1.0.1"])
    cells = [cell.text for table in Document(str(path)).tables for row in table.rows for cell in row.cells]
    assert "[la direction], CCAS" in cells
    assert not any("Tavernier" in cell or "Benali" in cell for cell in cells)
    (path,) = draft_plan(workshop, gather_project(workshop), ["xlsx"])
    assert read_filled_plan(workshop, path).differences == ()
    assert workshop.plan.now.sheet(action.id).pilot == "Mme Tavernier, CCAS"


def test_a_projet_without_any_event_is_read_for_names_too(tmp_path: Path) -> None:
    with Workshop.open_or_create("Seul", settings(tmp_path)) as workshop:
        workshop.plan.add(Level.ACTION, "Confier l’accueil à Mme Tavernier")
        with pytest.raises(UndecidedNamesError, match="Tavernier"):
            gather_project(workshop)
        workshop.names.accept_name(None)
        gather_project(workshop)


def test_the_members_of_an_instance_are_read_for_names(workshop: Workshop) -> None:
    workshop.cadrage.keep_instance(Instance("Comité technique", members=("Mme Tavernier, CCAS",)))
    with pytest.raises(UndecidedNamesError, match="Tavernier"):
        gather_project(workshop)
    workshop.names.replace_name(None, "la direction")
    (instance,) = gather_project(workshop).demarche.governance
    assert instance.members == ("[la direction], CCAS",)


def test_the_plan_comes_on_a_landscape_page_with_a_header_row(workshop: Workshop) -> None:
    (path,) = draft_plan(workshop, gather_project(workshop), ["docx"])
    document = Document(str(path))
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height
    assert document.tables[0].rows[0].cells[1].text == "Action"


def test_what_is_no_plan_or_no_form_is_told(workshop: Workshop, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Nom", "Prix"])
    book.save(tmp_path / "autre.xlsx")
    with pytest.raises(InputError):
        read_filled_plan(workshop, tmp_path / "autre.xlsx")
    with pytest.raises(InputError, match="pas là"):
        read_filled_plan(workshop, tmp_path / "absent.xlsx")
    with pytest.raises(InputError, match="pas un classeur"):
        read_filled_plan(workshop, file(tmp_path / "plan.csv", "N°,Action"))
    with pytest.raises(UsageError, match="pptx"):
        draft_plan(workshop, gather_project(workshop), ["pptx"])
    with pytest.raises(UsageError, match="axe"):
        draft_fiches(workshop, gather_project(workshop), ["docx"], codes=["1"])


def test_a_demarche_without_action_says_how_to_add_one(tmp_path: Path) -> None:
    with (
        Workshop.open_or_create("Vide", settings(tmp_path)) as workshop,
        pytest.raises(InputError, match="aucune action"),
    ):
        draft_fiches(workshop, gather_project(workshop), ["docx"])


def test_a_plan_alone_says_no_word_of_events_or_answers_it_does_not_have(tmp_path: Path) -> None:
    with Workshop.open_or_create("Seul", settings(tmp_path)) as workshop:
        action = workshop.plan.add(Level.ACTION, "Ouvrir un relais")
        workshop.create_event("Atelier", EventKind.ATELIER)
        evidence = gather_project(workshop)
        (plan,) = draft_plan(workshop, evidence, ["docx"])
        headings = [one.text for one in Document(str(plan)).paragraphs if one.style.name == "Heading 1"]
        assert "Ce que sont devenues les propositions" not in headings
        assert "À voir avant de diffuser" in headings
        assert convention_values(evidence)["evenements"] == ()
        assert workshop.plan.find("0.0.1") == action
