"""Two posts type, correct and take back forms of one survey, then join them: nothing lost, nothing twice."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.survey_joining import JoinedSurvey, join_surveys
from facilitator.store.survey import ENTERED, FILE_NAME, NewForm, SurveyFile

ACTS = st.lists(st.tuples(st.sampled_from(["type", "correct", "take back"]), st.integers(0, 5)), max_size=6)


def act(file: SurveyFile, post: str, acts: list[tuple[str, int]]) -> None:
    """Do these acts at a post; every answer is one that nobody gave before."""
    for rank, (what, which) in enumerate(acts):
        forms = file.forms
        answers = {"q8": (f"{post} {rank}",)}
        if what == "type" or not forms:
            file.keep([NewForm(ENTERED, f"{post}-{rank}", answers)])
        elif what == "correct":
            form = forms[which % len(forms)]
            file.keep([NewForm(form.source, form.key, answers)])
        else:
            file.take_back([forms[which % len(forms)]])


def join(ours: SurveyFile, theirs: SurveyFile) -> JoinedSurvey:
    joined = join_surveys(ours.holding(), theirs.holding(), ENTERED)
    ours.take_back(joined.gone)
    ours.keep([NewForm(form.source, form.key, form.answers) for form in (*joined.brought, *joined.changed)])
    return joined


@settings(max_examples=60, deadline=None)
@given(before=ACTS, here=ACTS, there=ACTS)
def test_whatever_two_posts_did_each_form_is_there_once_and_a_second_joining_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory,
    before: list[tuple[str, int]],
    here: list[tuple[str, int]],
    there: list[tuple[str, int]],
) -> None:
    root = tmp_path_factory.mktemp("postes")
    for name in ("a", "b"):
        (root / name).mkdir()
    ours, theirs = SurveyFile(root / "a"), SurveyFile(root / "b")
    act(ours, "avant", before)
    if before:
        shutil.copyfile(root / "a" / FILE_NAME, root / "b" / FILE_NAME)
    shared = ours.holding()
    act(ours, "ici", here)
    act(theirs, "là", there)
    mine, other = ours.holding(), theirs.holding()
    join(ours, theirs)
    after = SurveyFile(root / "a").holding()

    assert len(after.forms) == len(after.at)
    assert len({form.number for form in after.forms}) == len(after.forms)
    for place in {*mine.at, *other.at} - {*shared.at}:
        assert place in after.at, "a form that one post alone typed is lost"
    for place, form in shared.at.items():
        now_here, now_there = mine.at.get(place), other.at.get(place)
        kept = after.at.get(place)
        if now_here is not None and now_here.answers != form.answers:
            assert kept is not None, "a form corrected here is lost"
            assert kept.answers == now_here.answers
        elif now_here is not None and now_there is not None:
            assert kept is not None
            assert kept.answers == now_there.answers
        elif now_there is None or now_there.answers == form.answers:
            assert kept is None, "a form taken back has come again"
        else:
            assert kept is not None, "a form corrected there is lost"
    assert join_surveys(ours.holding(), theirs.holding(), ENTERED).is_empty


def test_two_files_of_one_name_at_two_posts_do_not_hide_each_other_s_people(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    ours, theirs = SurveyFile(tmp_path / "a"), SurveyFile(tmp_path / "b")
    nameless = f"{'0' * 24}-1"
    ours.keep([NewForm("/a/r.csv", nameless, {"q1": ("1",)}, "sha-a")])
    theirs.keep([NewForm("/b/r.csv", nameless, {"q1": ("1",)}, "sha-b")])
    assert len(join(ours, theirs).brought) == 1
    assert len(ours.forms) == 2


def test_a_file_with_identifiers_brought_in_at_both_posts_under_two_names_counts_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    ours, theirs = SurveyFile(tmp_path / "a"), SurveyFile(tmp_path / "b")
    ours.keep([NewForm("/a/r.csv", "17", {"q1": ("1",)}, "sha-a")])
    theirs.keep(
        [NewForm("/b/r2.csv", "17", {"q1": ("1",)}, "sha-b"), NewForm("/b/r2.csv", "18", {"q1": ("2",)})]
    )
    joined = join(ours, theirs)
    assert [form.key for form in joined.brought] == ["18"]
