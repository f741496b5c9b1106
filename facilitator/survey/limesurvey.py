"""The questionnaire as LimeSurvey imports it: tab-separated text, one row a group, question, row or option.

Format: « Tab Separated Value survey structure » of the LimeSurvey manual (limesurvey.org/manual): UTF-8 with
a byte-order mark, relations by proximity. What is refused there was read in LimeSurvey itself
(``TSVImportSurvey`` in application/helpers/admin/import_helper.php, the rules of its models Question and
Answer); the tests apply it.
"""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from facilitator.domain.survey import END, RANKS, Question, QuestionKind, Questionnaire
from facilitator.language.typography import typeset
from facilitator.press.pandoc import write_whole
from facilitator.survey.limesurvey_codes import limesurvey_codes

LANGUAGE = "fr"
COLUMNS = (
    "id", "related_id", "class", "type/scale", "name", "relevance", "text", "help", "language", "validation",
    "mandatory", "encrypted", "other", "default", "same_default", "max_answers", "min_num_value_n",
    "max_num_value_n", "num_value_int_only",
)  # fmt: skip
_TYPES = {
    QuestionKind.ONE: "L",
    QuestionKind.SCALE: "L",
    QuestionKind.MANY: "M",
    QuestionKind.TABLE: "F",
    QuestionKind.RANKING: "R",
    QuestionKind.NUMBER: "N",
    QuestionKind.SHORT: "S",
    QuestionKind.FREE: "T",
}
_SETTINGS = {
    "language": LANGUAGE,
    "format": "G",  # a section a page
    "anonymized": "Y",
    "datestamp": "N",
    "ipaddr": "N",
    "refurl": "N",
    "savetimings": "N",
    "allowprev": "Y",
    "showwelcome": "Y",
}


def write_limesurvey(questionnaire: Questionnaire, target: Path) -> Path:
    """Write ``target`` (.txt), to be imported in LimeSurvey; returns it. Raises StoreError."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="", dialect="excel-tab", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_rows(questionnaire))
    return write_whole(text.getvalue().encode("utf-8-sig"), target)


def relevance(questionnaire: Questionnaire, question: Question) -> str:
    """The expression under which LimeSurvey asks the question: « 1 », or that no skip passes over it."""
    place = questionnaire.questions.index(question)
    places = {one.code: rank for rank, one in enumerate(questionnaire.questions)}
    names = limesurvey_codes(questionnaire)
    passed = [
        f'{names[one.code]}.NAOK != "{option.code}"'
        for one in questionnaire.questions[:place]
        for option in one.options
        if option.skip and (option.skip == END or places[option.skip] > place)
    ]
    return " && ".join(f"({one})" for one in passed) or "1"


def _rows(questionnaire: Questionnaire) -> Iterator[Mapping[str, str]]:
    for name, value in _SETTINGS.items():
        yield {"class": "S", "name": name, "text": value}
    welcome = [questionnaire.territory, questionnaire.welcome, questionnaire.notice]
    for name, value in (
        ("surveyls_title", _shown(questionnaire.title)),
        ("surveyls_welcometext", "".join(f"<p>{_shown(one)}</p>" for one in welcome if one)),
        ("surveyls_endtext", f"<p>{_shown('Merci de votre temps.')}</p>"),
    ):
        yield {"class": "SL", "name": name, "text": value, "language": LANGUAGE}
    for rank, (title, questions) in enumerate(questionnaire.sections(), start=1):
        yield {
            "id": str(rank),
            "class": "G",
            "type/scale": f"G{rank - 1}",
            "name": _shown(title) or f"Partie {rank}",
            "relevance": "1",
            "language": LANGUAGE,
        }
        for question in questions:
            yield from _question(questionnaire, question)


def _question(questionnaire: Questionnaire, one: Question) -> Iterator[Mapping[str, str]]:
    least, most = one.limits or (None, None)
    yield {
        "class": "Q",
        "type/scale": _TYPES[one.kind],
        "name": limesurvey_codes(questionnaire)[one.code],
        "relevance": relevance(questionnaire, one),
        "text": _shown(one.text),
        "help": _shown(one.hint),
        "language": LANGUAGE,
        "mandatory": "N",
        "encrypted": "N",
        "other": "N",
        "same_default": "0",
        "max_answers": str(RANKS) if one.kind is QuestionKind.RANKING else "",
        "min_num_value_n": "" if least is None else str(least),
        "max_num_value_n": "" if most is None else str(most),
        "num_value_int_only": "1" if one.kind is QuestionKind.NUMBER else "",
    }
    parts = one.rows if one.kind is QuestionKind.TABLE else ()
    if one.kind is QuestionKind.MANY:
        yield from (_part("SQ", each.code, each.label) for each in one.options)
        return
    yield from (_part("SQ", each.code, each.label) for each in parts)
    yield from (_part("A", each.code, each.label) for each in one.options)


def _part(sort: str, code: str, label: str) -> Mapping[str, str]:
    return {
        "class": sort,
        "type/scale": "0",
        "name": code,
        "relevance": "1" if sort == "SQ" else "",
        "text": _shown(label),
        "language": LANGUAGE,
    }


def _shown(text: str) -> str:
    """The words as HTML, without what LimeSurvey would read in them.

    Braces are parted, which make an expression; quotes and backslashes are written as entities, since it
    takes quotes off around a cell, and a backslash guards the quote after it.
    """
    bare = html.escape(typeset(" ".join(text.split())))
    return bare.replace("\\", "&#92;").replace("{", "{ ").replace("}", " }")
