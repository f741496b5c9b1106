"""What LimeSurvey makes of our file, by its own importer's rules, and its exports of answers read back.

The rules were read in LimeSurvey's source: ``TSVImportSurvey`` (application/helpers/admin/import_helper.php)
and ``rules`` of application/models/Question.php and Answer.php. They are written anew; no line is copied.
"""

import html
import re
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.config import shipped
from facilitator.domain.survey import Option, Question, QuestionKind, Questionnaire
from facilitator.language.typography import typeset
from facilitator.survey.answers import read_answers
from facilitator.survey.limesurvey import write_limesurvey
from facilitator.survey.limesurvey_codes import limesurvey_codes
from facilitator.survey.questionnaire_file import read_questionnaire

EXAMPLE = shipped("exemple") / "enquete" / "enquete.md"
BANKS = [shipped("prompts") / "enquete" / "banque"]
NOT_ATTRIBUTES = set(
    "class type/scale name text validation relevance help language mandatory other same_default default id "
    "related_id encrypted".split()
)
ATTRIBUTES_OF = {"R": {"max_answers"}, "N": {"min_num_value_n", "max_num_value_n", "num_value_int_only"}}
TAKES_ANSWERS, TAKES_SUBQUESTIONS = set("LFR"), set("MF")
RESERVED = {"LANG", "SID", "SAVEDID", "TOKEN", "QID", "GID", "SGQ", "self", "that", "this"}


@dataclass
class There:
    """A question as LimeSurvey would hold it."""

    group: str
    type: str
    text: str
    relevance: str
    attributes: dict[str, str]
    subquestions: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)


def php_csv(text: str) -> list[list[str]]:
    """Rows as PHP's fgetcsv reads them: a backslash guards the quote after it, and stays."""
    rows, row, cell, quoted, at = [], [""], "", False, 0
    row = []
    while at < len(text):
        sign = text[at]
        if quoted and sign == "\\" and text[at + 1 : at + 2] == '"':
            cell, at = cell + '\\"', at + 2
            continue
        if sign == '"' and quoted and text[at + 1 : at + 2] == '"':
            cell, at = cell + '"', at + 2
            continue
        if sign == '"' and (quoted or not cell):
            quoted = not quoted
        elif sign in "\t\n" and not quoted:
            row.append(cell)
            cell = ""
            if sign == "\n":
                rows.append(row)
                row = []
        else:
            cell += sign
        at += 1
    return rows


def imported(path: Path) -> tuple[dict[str, str], dict[str, str], dict[str, There]]:
    """The settings, the texts of the survey, and its questions, as the importer would store them."""
    text = path.read_bytes().decode("utf-8")
    text = re.sub("\r\n|[\n\v\f\r\x85\u2028\u2029]", "\n", text)  # PCRE's \\R
    head, *rows = php_csv(text)
    head = [re.sub(r"^\W+", "", one.strip()) for one in head]
    settings_: dict[str, str] = {}
    texts: dict[str, str] = {}
    questions: dict[str, There] = {}
    group, current = "", None
    for cells in rows:
        row = dict(zip(head, [re.sub(r'^"(.*)"$', r"\1", cell) for cell in cells], strict=True))
        match row["class"]:
            case "S":
                settings_[row["name"]] = row["text"]
            case "SL":
                assert row["language"] == settings_["language"]
                texts[row["name"]] = row["text"]
            case "G":
                assert row["name"]
                assert re.fullmatch(r"G\d+", row["type/scale"])
                group = row["name"]
            case "Q":
                assert group
                assert re.fullmatch(r"[a-zA-Z][a-zA-Z0-9]*", row["name"])
                assert len(row["name"]) <= 20
                assert row["name"] not in RESERVED
                assert row["name"] not in questions
                assert row["type/scale"] in set("LMFRNST")
                assert row["mandatory"] in ("Y", "N", "S")
                assert row["other"] in ("Y", "N")
                kept = {key: value for key, value in row.items() if key not in NOT_ATTRIBUTES and value}
                assert kept.keys() <= ATTRIBUTES_OF.get(row["type/scale"], set())
                current = There(group, row["type/scale"], row["text"], row["relevance"], kept)
                questions[row["name"]] = current
            case "SQ":
                assert current is not None
                assert current.type in TAKES_SUBQUESTIONS
                assert re.fullmatch(r"[a-zA-Z0-9]{1,20}", row["name"])
                assert row["name"] != "time"
                assert row["type/scale"] == "0"
                current.subquestions[row["name"]] = row["text"]
            case "A":
                assert current is not None
                assert current.type in TAKES_ANSWERS
                assert 1 <= len(row["name"]) <= 5
                assert row["type/scale"] == "0"
                current.answers[row["name"]] = row["text"]
            case other:
                pytest.fail(f"class {other}")
    assert texts["surveyls_title"]
    return settings_, texts, questions


def shown(text: str) -> str:
    """What somebody reads there."""
    return " ".join(html.unescape(text).split())


def read_there(text: str) -> str:
    """What it should read: our words typeset, braces parted."""
    return " ".join(typeset(" ".join(text.split())).replace("{", "{ ").replace("}", " }").split())


def check(questionnaire: Questionnaire, path: Path) -> dict[str, There]:
    """Every question, row and option is there with its words."""
    _, texts, questions = imported(write_limesurvey(questionnaire, path))
    assert shown(texts["surveyls_title"]) == read_there(questionnaire.title)
    names = limesurvey_codes(questionnaire)
    assert list(questions) == [names[one.code] for one in questionnaire.questions]
    for one in questionnaire.questions:
        there = questions[names[one.code]]
        options = {each.code: read_there(each.label) for each in one.options}
        rows = {each.code: read_there(each.label) for each in one.rows}
        subquestions = options if one.kind is QuestionKind.MANY else rows
        assert shown(there.text) == read_there(one.text)
        assert {code: shown(text) for code, text in there.subquestions.items()} == subquestions
        expected = {} if one.kind is QuestionKind.MANY else options
        assert {code: shown(text) for code, text in there.answers.items()} == expected
    return questions


def test_limesurvey_holds_the_whole_questionnaire_of_the_house(tmp_path: Path) -> None:
    questions = check(read_questionnaire(EXAMPLE, BANKS), tmp_path / "q.txt")
    assert questions["q5"].relevance == '(q4.NAOK != "1")'
    assert questions["q19"].attributes == {"max_answers": "3"}


NASTY = st.text(st.sampled_from('abé" \t\n\\{}<>&;\u2028\x0b’'), min_size=1, max_size=12).filter(str.strip)


@settings(max_examples=60, deadline=None)
@given(title=NASTY, section=NASTY, text=NASTY, label=NASTY)
def test_no_sign_in_a_text_breaks_the_file(
    tmp_path_factory: pytest.TempPathFactory, title: str, section: str, text: str, label: str
) -> None:
    options = (Option("1", label), Option("2", "Non"))
    questions = (
        Question("q1", text, QuestionKind.ONE, section, options),
        Question("q2", text, QuestionKind.FREE, section),
    )
    check(Questionnaire(title, questions), tmp_path_factory.mktemp("ls") / "q.txt")


def test_codes_that_limesurvey_refuses_get_others_and_their_answers_come_back(
    questionnaire: Questionnaire, tmp_path: Path
) -> None:
    codes = ("q1-bis", "q1bis", "self", "q4", "q5", "q6", "q7", "q8")
    renamed = tuple(replace(one, code=code) for one, code in zip(questionnaire.questions, codes, strict=True))
    changed = replace(questionnaire, questions=tuple(_straight(one) for one in renamed))
    check(changed, tmp_path / "q.txt")
    names = limesurvey_codes(changed)
    assert len(set(names.values())) == len(codes)
    path = tmp_path / "r.csv"
    path.write_text(f"id,{names['q1-bis']},{names['q1bis']},{names['self']}[4]\n1,2,1,Y\n", encoding="utf-8")
    (row,) = read_answers(path, changed).rows
    assert row.answers == {"q1-bis": ("2",), "q1bis": ("1",), "self": ("4",)}


def _straight(one: Question) -> Question:
    return replace(one, options=tuple(replace(option, skip="") for option in one.options))


FULL_HEADS = (
    '"ID de la réponse","Date de soumission","Votre commune ?","Quels modes de garde ? [Un parent]",'
    '"Quels modes de garde ? [La crèche, le relais]","Quels modes de garde ? [Des proches]",'
    '"Sans voiture, pour : [Le médecin]","Sans voiture, pour : [Les courses]","Vos priorités ? [Rang 1]",'
    '"Vos priorités ? [Rang 2]","Combien de kilomètres ?","Une idée ?"\n'
)
BOTH_HEADS = (
    '"id. ID de la réponse","submitdate. Date","q1. Votre commune ?","q3[1]. Quels modes [Un parent]",'
    '"q3[2]. Quels modes [La crèche]","q3[4]. Quels modes [Des proches]","q5[a]. Sans voiture [Le médecin]",'
    '"q5[b]. Sans voiture [Les courses]","q6[1]. Vos priorités [Rang 1]","q6[2]. Vos priorités [Rang 2]",'
    '"q7. Combien ?","q8. Une idée ?"\n'
)
STATISTICS_HEADS = "id,submitdate,q1,q3_1,q3_2,q3_4,q5_a,q5_b,q6_1,q6_2,q7,q8\n"


@pytest.mark.parametrize("heads", [FULL_HEADS, BOTH_HEADS, STATISTICS_HEADS], ids=["texts", "both", "codes"])
@pytest.mark.parametrize(
    "cells",
    [
        '"4","2026-05-02","2","Y","","Y","1","9","3","1","12.0000000000","plus de bus"\n',
        '4,2026-05-02,"Bréval","Oui","Non","Oui","Oui","Non concerné","Soins","Garde","12","plus de bus"\n',
        '"4","2026-05-02","Bréval","Y","N","Y","Oui","Non concerné","Soins","Garde","12","plus de bus"\n',
    ],
    ids=["codes", "words", "mixed"],
)
def test_every_way_limesurvey_exports_answers_is_read(
    questionnaire: Questionnaire, tmp_path: Path, heads: str, cells: str
) -> None:
    path = tmp_path / "results-survey.csv"
    path.write_text("\ufeff" + heads + cells, encoding="utf-8")
    intake = read_answers(path, questionnaire)
    assert not intake.faults
    (row,) = intake.rows
    assert row.has_id
    assert row.key == "4"
    assert row.answers == {
        "q1": ("2",),
        "q3": ("1", "4"),
        "q5[a]": ("1",),
        "q5[b]": ("9",),
        "q6": ("3", "1"),
        "q7": ("12",),
        "q8": ("plus de bus",),
    }


def test_other_of_limesurvey_is_the_option_autre_or_is_told(
    questionnaire: Questionnaire, tmp_path: Path
) -> None:
    path = tmp_path / "r.csv"
    path.write_text('id,q1,q1[other],q2\n1,-oth-,"Lyon",1\n', encoding="utf-8")
    intake = read_answers(path, questionnaire)
    assert "ajoutée dans LimeSurvey" in intake.faults[0].told
    assert any("q1[other]" in note for note in intake.notes)
    first = questionnaire.questions[0]
    options = (*first.options[:-1], Option("99", "Une autre commune"))
    named = replace(questionnaire, questions=(replace(first, options=options), *questionnaire.questions[1:]))
    intake = read_answers(path, named)
    assert not intake.faults
    assert intake.rows[0].answers["q1"] == ("99",)
