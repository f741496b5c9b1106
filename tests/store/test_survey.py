"""The file of answers: each form on the disk at once, the whole of it there again after a crash."""

import subprocess
import sys
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


def test_a_damaged_line_is_told_with_its_number_and_loses_no_other_form(tmp_path: Path) -> None:
    SurveyFile(tmp_path).keep([typed("a", q1="1"), typed("b", q1="2"), typed("c", q1="3")])
    path = tmp_path / FILE_NAME
    first, _, third = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(first + b"{oups}\n" + third)
    file = SurveyFile(tmp_path)
    assert [(form.number, form.key) for form in file.forms] == [(1, "a"), (3, "c")]
    assert "Ligne 2 abîmée" in file.notes[0]


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("commune;population\nAubre;12\n", encoding="utf-8")
    with pytest.raises(StoreError):
        _ = SurveyFile(tmp_path).forms


@settings(max_examples=30, deadline=None)
@given(st.lists(st.binary(max_size=60), min_size=1, max_size=5))
def test_whatever_lies_between_the_forms_they_are_all_there(
    tmp_path_factory: pytest.TempPathFactory, noise: list[bytes]
) -> None:
    folder = tmp_path_factory.mktemp("enquete")
    for rank, bytes_ in enumerate(noise):
        SurveyFile(folder).keep([typed(str(rank), q1="1")])
        with (folder / FILE_NAME).open("ab") as file:
            file.write(bytes_.replace(b"\n", b"") + b"\n")
    assert [form.key for form in SurveyFile(folder).forms] == [str(rank) for rank in range(len(noise))]


_FILL = """
import resource, signal, sys
from pathlib import Path
from facilitator.errors import StoreError
from facilitator.store.survey import NewForm, SurveyFile
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
file = SurveyFile(Path(sys.argv[1]))
file.keep([NewForm("saisie", "a", {"q8": ("mot",)})])
size = file.path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 40, size + 40))
try:
    file.keep([NewForm("saisie", "b", {"q8": ("mot " * 100,)})])
except StoreError as error:
    print(error.next_step)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no limit on the size of a file")
def test_a_disk_that_fills_up_in_the_middle_of_a_form_is_told_and_leaves_no_half(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _FILL, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert "Vérifiez la place sur le disque" in done.stdout
    file = SurveyFile(tmp_path)
    assert [form.key for form in file.forms] == ["a"]
    assert not file.notes
    assert (tmp_path / FILE_NAME).read_bytes().endswith(b"\n")


def test_what_another_program_added_in_the_midst_of_ours_is_read(tmp_path: Path) -> None:
    one, other = SurveyFile(tmp_path), SurveyFile(tmp_path)
    one.keep([typed("a", q1="1")])
    other.keep([typed("b", q1="2")])
    one.keep([typed("c", q1="3")])
    assert [form.key for form in one.forms] == [form.key for form in other.forms] == ["a", "b", "c"]
