"""The tree from enjeux to actions: where items may stand, their codes, and what goes when one goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.action import ActionSheet, Answer, Indicator, Outcome, is_before, is_moment
from facilitator.domain.project import Item, Level, Project, Support


def tree() -> Project:
    """Two axes: the first with an objectif stratégique, two operational ones and three actions."""
    project = Project()
    for id_, level, holder in (
        ("enjeu", Level.ENJEU, None),
        ("besoin", Level.BESOIN, "enjeu"),
        ("axe", Level.AXE, None),
        ("strategique", Level.STRATEGIC, "axe"),
        ("premier", Level.OPERATIONAL, "strategique"),
        ("a", Level.ACTION, "premier"),
        ("b", Level.ACTION, "premier"),
        ("second", Level.OPERATIONAL, "strategique"),
        ("c", Level.ACTION, "second"),
        ("autre axe", Level.AXE, None),
        ("seule", Level.ACTION, "autre axe"),
        ("à part", Level.ACTION, None),
    ):
        project = project.with_added(Item(id_, level, id_, holder))
    return project


def test_codes_follow_axe_objectif_and_rank() -> None:
    codes = tree().codes()
    assert [codes[one] for one in ("a", "b", "c", "seule", "à part")] == [
        "1.1.1",
        "1.1.2",
        "1.2.1",
        "2.0.1",
        "0.0.1",
    ]
    assert (codes["enjeu"], codes["besoin"]) == ("E1", "E1.1")
    assert (codes["premier"], codes["second"]) == ("1.1", "1.2")


def test_a_level_stands_only_where_the_trade_puts_it() -> None:
    project = tree()
    with pytest.raises(ValueError, match="besoin"):
        project.with_added(Item("x", Level.BESOIN, "x", "axe"))
    with pytest.raises(ValueError, match="axe"):
        project.with_moved("axe", "axe")
    with pytest.raises(KeyError):
        project.with_title("inconnu", "x")


def test_moving_takes_along_what_an_item_holds() -> None:
    project = tree().with_moved("premier", "autre axe", 0)
    above = project.above("a", Level.AXE)
    assert above is not None
    assert above.id == "autre axe"
    assert project.codes()["a"] == "2.1.1"


def test_an_item_moves_before_its_sibling() -> None:
    project = tree().with_moved("b", "premier", 0)
    assert [one.id for one in project.under("premier")] == ["b", "a"]


def test_what_goes_takes_all_that_hung_on_it_and_answers_stay() -> None:
    project = (
        tree()
        .with_support("a", Support(("c1",)))
        .with_links("axe", ["enjeu"])
        .with_links("c", ["a", "b"])
        .with_sheet("a", ActionSheet(pilot="CCAS"))
        .with_indicators("a", [Indicator("familles aidées")])
        .with_answer(Answer("c1", Outcome.ACTION, "a"))
        .without("premier")
    )
    assert {one.id for one in project.items}.isdisjoint({"premier", "a", "b"})
    assert project.supports == {}
    assert project.sheets == {}
    assert project.indicators == {}
    assert project.links == {"axe": ("enjeu",)}
    assert project.answers["c1"].action_id is None


def test_a_sheet_tells_what_cannot_be() -> None:
    assert ActionSheet(starts="2027", ends="2027-09").faults() == ()
    assert "vient avant" in ActionSheet(starts="2028-01", ends="2027").faults()[0]
    assert "ni une année" in ActionSheet(starts="bientôt").faults()[0]
    assert "priorité" in ActionSheet(priority=4).faults()[0]


@given(st.dates())
def test_any_date_is_a_moment_of_its_month_and_year(day: object) -> None:
    words = str(day)
    assert all(is_moment(words[:length]) for length in (4, 7, 10))
    assert not is_before(words, words[:4])


moves = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", "premier", "second", "strategique", "axe", "seule", "à part"]),
        st.sampled_from([None, "axe", "autre axe", "strategique", "premier", "second", "enjeu"]),
        st.integers(-1, 4),
    ),
    max_size=12,
)


@given(moves)
def test_whatever_is_moved_nothing_is_lost_and_codes_stay_apart(
    asked: list[tuple[str, str | None, int]],
) -> None:
    project = tree()
    for id_, holder, at in asked:
        try:
            project = project.with_moved(id_, holder, at)
        except ValueError:
            continue
    assert {one.id for one in project.read()} == {one.id for one in tree().items}
    codes = project.codes()
    for level in Level:
        told = [codes[one.id] for one in project.of(level)]
        assert len(set(told)) == len(told)
