"""The file of answers: each form on the disk at once, the whole of it there again after a crash."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.survey import Form
from facilitator.errors import StoreError
from facilitator.store.survey import ENTERED, FILE_NAME, NewForm, SurveyFile


def typed(key: str, **answers: str) -> NewForm:
    return NewForm(ENTERED, key, {code: (value,) for code, value in answers.items()})


def test_forms_are_there_again_with_their_numbers(tmp_path: Path) -> None:
    file = SurveyFile(tmp_path)
    file.keep([typed("a", q1="1"), typed("b", q1="2")])
    (last,) = file.keep([typed("c", q8="l’été « sûr »")])
    assert last.number == 3
    assert SurveyFile(tmp_path).forms == file.forms


def test_a_form_taken_back_leaves_its_number(tmp_path: Path) -> None:
    file = SurveyFile(tmp_path)
    kept = file.keep([typed("a", q1="1"), typed("b", q1="2")])
    file.take_back(kept[1:])
    (again,) = SurveyFile(tmp_path).keep([typed("c", q1="3")])
    assert [form.number for form in SurveyFile(tmp_path).forms] == [1, 3]
    assert again.number == 3


def test_the_same_source_and_key_replace_a_form(tmp_path: Path) -> None:
    file = SurveyFile(tmp_path)
    file.keep([NewForm("f.csv", "1", {"q1": ("1",)}, "abc")])
    file.keep([NewForm("f.csv", "1", {"q1": ("2",)}, "def")])
    assert SurveyFile(tmp_path).forms == (Form(1, "f.csv", "1", {"q1": ("2",)}),)
    assert SurveyFile(tmp_path).source_of("abc") == "f.csv"


@settings(max_examples=30, deadline=None)
@given(st.integers(min_value=0, max_value=400))
def test_a_file_cut_anywhere_keeps_its_whole_lines_and_takes_more(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    folder = tmp_path_factory.mktemp("enquete")
    SurveyFile(folder).keep([typed(str(rank), q8="mot " * rank) for rank in range(5)])
    path = folder / FILE_NAME
    data = path.read_bytes()[:cut]
    path.write_bytes(data)
    whole = data.count(b"\n")
    file = SurveyFile(folder)
    assert len(file.forms) == whole
    assert bool(file.notes) is not (data.endswith(b"\n") or not data)
    file.keep([typed("new", q1="1")])
    assert len(SurveyFile(folder).forms) == whole + 1


def test_two_posts_that_type_at_once_lose_nothing(tmp_path: Path) -> None:
    one, other = SurveyFile(tmp_path), SurveyFile(tmp_path)
    one.keep([typed("a", q1="1")])
    (form,) = other.keep([typed("b", q1="2")])
    assert form.number == 2
    assert [one_.key for one_ in one.forms] == ["a", "b"]


def test_a_damaged_line_is_told_with_its_number(tmp_path: Path) -> None:
    SurveyFile(tmp_path).keep([typed("a", q1="1")])
    path = tmp_path / FILE_NAME
    path.write_bytes(path.read_bytes() + b"{oups}\n")
    with pytest.raises(StoreError) as refused:
        _ = SurveyFile(tmp_path).forms
    assert "ligne 2" in refused.value.cause
