"""The survey of a démarche: begun, brought in once, typed, sorted with the rest, told in a document."""

import shutil
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from facilitator.config import Settings, shipped
from facilitator.domain.demarche import Demarche, Territory
from facilitator.domain.event import EventKind
from facilitator.errors import ConflictError, InputError, NotFoundError
from facilitator.store.survey import FILE_NAME
from facilitator.workshop import Workshop, purge_demarche
from facilitator.workshop.indicators import Indicators
from facilitator.workshop.survey import EVENT_TITLE, FILE, Survey, begin, words_to_event
from facilitator.workshop.survey_papers import PaperForm, draft_results, hand_over
from tests.survey.conftest import WRITTEN

EXAMPLE = shipped("exemple") / "enquete"
NOBODY = 'q1;q2;q8\n2;1;"plus de bus le soir"\n1;2;"une crèche ouverte tard"\n'


@pytest.fixture
def preferences(tmp_path: Path) -> Settings:
    return Settings(sessions=tmp_path / "sessions", moteur="lexical", noms="regles")


@pytest.fixture
def survey(preferences: Settings) -> Survey:
    with Workshop.open_or_create("CTG Val", preferences) as workshop:
        (workshop.folder / FILE).write_text(WRITTEN, encoding="utf-8")
        return Survey(workshop.folder)


def brought(survey: Survey, name: str, text: str, *, anew: bool = False) -> tuple[int, int, int]:
    path = survey.folder.parent / name
    path.write_text(text, encoding="utf-8")
    report = survey.bring_in(path, anew=anew)
    return report.added, report.changed, report.already


def test_the_questionnaire_begins_with_the_communes_of_the_demarche(tmp_path: Path) -> None:
    demarche = Demarche("x", "CTG", Territory('Pays "d’Aubre"', ("Aubre", "L’Étang"), fictive=True))
    path = begin(tmp_path, demarche)
    made = Survey(tmp_path).questionnaire
    assert made.territory == 'Pays "d’Aubre"'
    assert made.fictive
    assert [one.label for one in made.questions[0].options] == ["Aubre", "L’Étang", "Une autre commune"]
    with pytest.raises(ConflictError):
        begin(tmp_path, demarche)
    assert path.name == FILE


def test_a_demarche_without_questionnaire_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as refused:
        Survey(tmp_path)
    assert "enquete commencer" in refused.value.next_step


def test_a_file_comes_in_once_and_a_corrected_one_says_so(survey: Survey) -> None:
    assert brought(survey, "a.csv", NOBODY) == (2, 0, 0)
    assert brought(survey, "a.csv", NOBODY) == (0, 0, 2)
    assert brought(survey, "copie.csv", NOBODY) == (0, 0, 2)
    corrected = NOBODY.replace("1;2;", "2;2;")
    assert brought(survey, "a.csv", corrected, anew=True) == (2, 0, 0)
    assert [form.answers["q1"] for form in survey.forms] == [("2",), ("2",)]


def test_a_form_with_an_identifier_replaces_itself(survey: Survey) -> None:
    assert brought(survey, "ls.csv", "id;q1\n7;1\n8;2\n") == (2, 0, 0)
    assert brought(survey, "ls.csv", "id;q1\n7;2\n8;2\n9;99\n") == (1, 1, 1)
    assert [form.answers["q1"] for form in survey.forms] == [("2",), ("2",), ("99",)]


def answered(codes: range) -> str:
    """Rows of six answers without identifier, each its own."""
    rows = "".join(f"{1 + one % 2};1;{1 + one % 4};3;{one % 2 + 1};{one}\n" for one in codes)
    return f"q1;q2;q3;q4;q5[a];q7\n{rows}"


def test_an_export_downloaded_anew_under_another_name_adds_only_what_is_new(survey: Survey) -> None:
    assert brought(survey, "reponses.csv", answered(range(20))) == (20, 0, 0)
    assert brought(survey, "reponses (1).csv", answered(range(23))) == (3, 0, 20)
    assert brought(survey, "autre lot.csv", answered(range(100, 120))) == (20, 0, 0)
    assert len(survey.forms) == 43


def test_short_forms_that_say_the_same_in_two_files_are_two_people_each(survey: Survey) -> None:
    same = "q1;q2\n" + "1;1\n" * 12
    assert brought(survey, "matin.csv", same) == (12, 0, 0)
    assert brought(survey, "soir.csv", same + "2;1\n") == (13, 0, 0)


def test_a_corrected_export_under_another_name_replaces_by_identifier(survey: Survey) -> None:
    rows = "".join(f"{one};1;1;2;3;1;{one}\n" for one in range(9))
    assert brought(survey, "ls.csv", f"id;q1;q2;q3;q4;q5[a];q7\n{rows}") == (9, 0, 0)
    corrected = rows.replace("8;1;1", "8;2;1")
    assert brought(survey, "ls (1).csv", f"id;q1;q2;q3;q4;q5[a];q7\n{corrected}") == (0, 1, 8)


def test_wrong_answers_are_listed_in_a_file_to_look_at(survey: Survey) -> None:
    path = survey.folder.parent / "a.csv"
    path.write_text("q1;q2\n5;1\n", encoding="utf-8")
    report = survey.bring_in(path)
    assert report.added == 1
    assert report.listed is not None
    assert "a.csv;2;q1;5;" in report.listed.read_text("utf-8-sig")


def test_what_is_typed_is_taken_back_last_first(survey: Survey) -> None:
    for code in ("1", "2"):
        survey.type_in({"q1": (code,), "q5[a]": ()})
    gone = survey.take_back_last()
    assert gone is not None
    assert dict(gone.answers) == {"q1": ("2",)}
    assert survey.take_back_last() is not None
    assert survey.take_back_last() is None


def test_free_answers_become_an_event_sorted_like_the_others(survey: Survey, preferences: Settings) -> None:
    brought(survey, "a.csv", NOBODY)
    with Workshop.open("ctg-val", preferences) as workshop:
        assert words_to_event(workshop, survey).added == 2
        assert words_to_event(workshop, survey).added == 0
        (event,) = workshop.events(EVENT_TITLE)
        workshop.sort(event)
        evidence = workshop.evidence(event, gated=False)
    assert event.kind is EventKind.STAND
    assert event.sequences[0].question == "Une idée ?"
    assert {one.text: one.public for one in evidence.contributions} == {
        "plus de bus le soir": None,
        "une crèche ouverte tard": None,
    }


def test_what_a_form_says_no_longer_leaves_the_wall(survey: Survey, preferences: Settings) -> None:
    for words in ("plus de bus", "une crèche", "un médecin"):
        survey.type_in({"q8": (words,)})
    second = survey.forms[1]
    with Workshop.open("ctg-val", preferences) as workshop:
        words_to_event(workshop, survey)
        survey.take_back_last()
        survey.correct(second, {"q8": ("une crèche ouverte tard",)})
        report = words_to_event(workshop, survey)
        (event,) = workshop.events(EVENT_TITLE)
        said = [one.text for one in workshop.board(event).wall.contributions]
    assert said == ["plus de bus", "une crèche ouverte tard"]
    assert any("2\u00a0réponses retirées du mur" in note for note in report.notes)


def test_a_demarche_that_moved_to_another_folder_takes_no_answer_twice(
    survey: Survey, preferences: Settings
) -> None:
    survey.type_in({"q8": ("plus de bus",)})
    with Workshop.open("ctg-val", preferences) as workshop:
        words_to_event(workshop, survey)
    moved = preferences.sessions / "ailleurs"
    survey.folder.rename(moved)
    there = Survey(moved)
    there.type_in({"q8": ("une crèche",)})
    with Workshop.open("ailleurs", preferences) as workshop:
        assert words_to_event(workshop, there).added == 1
        (event,) = workshop.events(EVENT_TITLE)
        assert len(workshop.board(event).wall.contributions) == 2


def test_the_questionnaire_asks_for_the_communes_picked_for_the_statistics(tmp_path: Path) -> None:
    with Indicators(tmp_path) as indicators:
        indicators.choose("Pays viganais")
    begin(tmp_path, Demarche("x", "Étude", Territory("Étude")))
    made = Survey(tmp_path).questionnaire
    assert made.territory == "CC du Pays Viganais"
    labels = [one.label for one in made.questions[0].options]
    assert labels[0] == "Alzon"
    assert labels[-1] == "Une autre commune"
    assert len(labels) == 22


def test_only_what_was_written_can_be_sorted(survey: Survey, preferences: Settings) -> None:
    brought(survey, "a.csv", "q1\n1\n")
    with Workshop.open("ctg-val", preferences) as workshop:
        with pytest.raises(InputError):
            words_to_event(workshop, survey)
        with pytest.raises(NotFoundError):
            words_to_event(workshop, survey, ["q1"])


def test_the_results_of_the_example_say_who_answered_and_never_the_inhabitants(preferences: Settings) -> None:
    with Workshop.open_or_create("CTG Val", preferences) as workshop:
        shutil.copyfile(EXAMPLE / "enquete.md", workshop.folder / FILE)
        survey = Survey(workshop.folder)
        report = survey.bring_in(EXAMPLE / "reponses-fictives.csv")
        assert (report.added, len(report.faults)) == (300, 3)
        docx, pdf, xlsx = draft_results(workshop, survey, ["docx", "pdf", "xlsx"])
    document = Document(str(docx))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs).replace("\u00a0", " ")
    assert "300 répondants, plutôt actifs et parents" in text
    assert "Un échantillon volontaire n’est pas représentatif et ne porte pas de marge d’erreur" in text
    assert "habitants pensent" not in text
    assert "Base : 300 personnes concernées ; 289 réponses, 11 sans réponse." in text
    assert len(document.tables) > 30  # crosses, rankings, grids; the other questions are drawn
    drawn = [one.get("descr") for one in document.element.body.iter(qn("wp:docPr"))]
    assert len(drawn) == 19
    assert any("Trois ou plus 21 (7\u00a0%)" in one for one in drawn)
    assert pdf.stat().st_size > 10_000
    assert xlsx.stat().st_size > 5_000


def test_the_questionnaire_is_handed_over_in_its_three_forms(survey: Survey, tmp_path: Path) -> None:
    paths, notes = hand_over(survey.questionnaire, tmp_path / "sortie", "q", list(PaperForm))
    assert [path.name for path in paths] == ["q.pdf", "q-volontaires.pdf", "q.html", "q-limesurvey.txt"]
    assert not notes
    assert sorted(path.name for path in (tmp_path / "sortie").iterdir()) == sorted(
        path.name for path in paths
    )


def test_a_purge_takes_the_answers_away(survey: Survey, preferences: Settings) -> None:
    brought(survey, "a.csv", NOBODY)
    purge_demarche("ctg-val", preferences)
    assert not (survey.folder / FILE_NAME).exists()
    assert (survey.folder / FILE).exists()
