"""The questionnaire that a consultant edits: what is read, and every fault with its line."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.config import shipped
from facilitator.domain.survey import QuestionKind, Questionnaire
from facilitator.errors import TemplateError
from facilitator.survey.question_checks import remarks_on
from facilitator.survey.questionnaire_file import look_over, read_bank, read_questionnaire
from tests.survey.conftest import WRITTEN

HOUSE = shipped("prompts") / "enquete"
FAULTY = [
    ("type : nombre", "type : chifre", "n’est pas un type", "type : chifre"),
    ("## q6. Vos", "## q4. Vos", "Deux questions ont le code « q4 »", "## q4. Vos"),
    ("2. Non → q5", "2. Non → q55", "ne mène nulle part", "## q2."),
    ("2. Non → q5", "2. Non → q1", "revient en arrière", "## q2."),
    ("4. Des proches", "2. Des proches", "deux fois le code d’option « 2 »", "## q3."),
    ("- b. Les courses", "- a. Les courses", "deux fois la ligne « a »", "## q5."),
    ("- a. Le médecin\n- b. Les courses\n", "", "n’a pas de lignes", "## q5."),
    ("3. Soins\n4. Logement\n", "", "il en faut plus de 3", "## q6."),
    ("bornes : 0 à 200", "bornes : beaucoup", "des bornes s’écrivent", "bornes : beaucoup"),
    ("type : expression libre", "type : expression libre\n1. Oui", "ne prend pas d’options", "## q8."),
    ("type : expression libre", "", "n’a pas de type", "## q8."),
    ("## q8. Une idée ?", "## q8. [mobilite/rien]", "La banque n’a pas de question", "## q8."),
    ("aide : Plusieurs", "aide Plusieurs", "ni une option, ni une clé", "aide Plusieurs"),
    ("4. Des proches", "4. Des proches → q8", "ne peut pas porter de saut", "## q3."),
]


def test_each_kind_of_question_is_read(questionnaire: Questionnaire) -> None:
    assert [one.kind for one in questionnaire.questions] == [
        QuestionKind.ONE,
        QuestionKind.ONE,
        QuestionKind.MANY,
        QuestionKind.SCALE,
        QuestionKind.TABLE,
        QuestionKind.RANKING,
        QuestionKind.NUMBER,
        QuestionKind.FREE,
    ]
    communes, children, _, scale, table, *_ = questionnaire.questions
    assert [(one.code, one.label) for one in communes.options] == [
        ("1", "Aubre"),
        ("2", "Bréval"),
        ("99", "Ailleurs"),
    ]
    assert [(one.public, one.skip) for one in children.options] == [("parents", ""), ("", "q5")]
    assert [one.code for one in scale.options] == ["1", "2", "3", "4"]
    assert table.keys == ("q5[a]", "q5[b]")
    assert [title for title, _ in questionnaire.sections()] == ["Vous", "Services"]


@pytest.mark.parametrize(("before", "after", "told", "line"), FAULTY)
def test_a_fault_is_told_with_its_line(written: Path, before: str, after: str, told: str, line: str) -> None:
    written.write_text(WRITTEN.replace(before, after, 1), encoding="utf-8")
    faults = look_over(written).faults
    (fault,) = [one for one in faults if told in one.told]
    assert fault.line is not None
    assert written.read_text("utf-8").splitlines()[fault.line - 1].startswith(line)
    with pytest.raises(TemplateError, match="ligne"):
        read_questionnaire(written)


def test_a_head_that_cannot_be_read_names_its_line(written: Path) -> None:
    written.write_text(WRITTEN.replace("accroche:", "acroche:"), encoding="utf-8")
    with pytest.raises(TemplateError, match="ligne 3"):
        read_questionnaire(written)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Utilisez-vous le bus et prenez-vous le train ?", "deux à la fois"),
        ("Trouvez-vous des soins et/ou des services ?", "deux à la fois"),
        ("Ne pensez-vous pas que le bus manque ?", "négation"),
        ("Êtes-vous satisfait ?", "satisfait"),
        ("Quel est votre nom ?", "formulaire séparé"),
    ],
)
def test_a_reviewer_remarks_on_a_doubtful_question(written: Path, question: str, told: str) -> None:
    written.write_text(WRITTEN.replace("Une idée ?", question), encoding="utf-8")
    reading = look_over(written)
    assert reading.questionnaire is not None
    assert not reading.faults
    assert any("q8" in one.told and told in one.told for one in remarks_on(reading.questionnaire))


def test_the_questionnaire_of_the_house_is_without_fault_or_doubtful_question() -> None:
    questionnaire = read_questionnaire(HOUSE / "questionnaire.md")
    assert 18 <= len(questionnaire.questions) <= 22
    assert [one.told for one in remarks_on(questionnaire)] == ["Il reste des passages « à compléter »."]
    assert {one.kind for one in questionnaire.questions} >= {
        QuestionKind.ONE,
        QuestionKind.MANY,
        QuestionKind.SCALE,
        QuestionKind.TABLE,
        QuestionKind.RANKING,
        QuestionKind.FREE,
    }


@pytest.mark.parametrize("path", sorted((HOUSE / "banque").glob("*.md")), ids=lambda path: path.stem)
def test_each_question_of_the_bank_passes_its_own_review(path: Path) -> None:
    questions = read_bank(path)
    assert questions
    remarks = remarks_on(Questionnaire("Banque", questions, notice="x"))
    assert not [one for one in remarks if one.line]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("#q12.-→{}:[]/ \ntypeunaàoui é*"), max_size=300))
def test_whatever_is_written_is_a_questionnaire_or_faults_with_a_line(body: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "q.md"
        path.write_text(f"---\ntitre: X\n---\n{body}", encoding="utf-8")
        reading = look_over(path)
    assert reading.questionnaire is not None
    lines = f"---\ntitre: X\n---\n{body}".splitlines()
    assert all(one.line is None or 1 <= one.line <= len(lines) for one in reading.faults)
    codes = [one.code for one in reading.questionnaire.questions]
    assert reading.faults or len(set(codes)) == len(codes) > 0
