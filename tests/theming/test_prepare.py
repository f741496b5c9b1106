"""What is compared: distinct texts in an order of their own; what says nothing is set aside."""

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.theming.prepare import clean, prepare, says_nothing


@pytest.mark.parametrize(
    "text", ["", "  ", "-", "?", "…", "12", "RAS", "r.a.s.", "Rien à signaler", "néant", "Idem", "N/A", "👍"]
)
def test_what_says_nothing_is_set_aside(text: str) -> None:
    assert prepare([text, "plus de bus"]).aside == (0,)


@pytest.mark.parametrize("text", ["rien pour les ados", "RAS le bol des impôts", "bus", "non au projet"])
def test_what_says_little_is_kept(text: str) -> None:
    assert not says_nothing(clean(text))


def test_an_unreadable_part_is_dropped_and_the_rest_kept() -> None:
    assert clean("[illisible] …relais… parent") == "…relais… parent"
    assert says_nothing(clean("[illisible] ?"))


def test_texts_that_differ_by_marks_case_or_a_slip_are_one() -> None:
    texts = ["Un café des parents", "un café des parents !!", "un cafe des parentss", "un café poussette"]
    assert sorted(unit.members for unit in prepare(texts).units) == [(0, 1, 2), (3,)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("je vais bien en ce moment", "je ne vais pas bien en ce moment"),
        ("ouvert le samedi matin à 8 h", "ouvert le samedi matin à 9 h"),
        ("accueil avec rendez-vous obligatoire", "accueil sans rendez-vous obligatoire"),
        ("il y a trop de bus dans le bourg", "il y a plus de bus dans le bourg"),
    ],
)
def test_opposites_are_not_doubles(one: str, other: str) -> None:
    assert len(prepare([one, other]).units) == 2


def test_members_are_never_lost_nor_counted_twice() -> None:
    texts = ["plus de bus"] * 5 + ["Plus de bus !"] * 3 + ["RAS"]
    prepared = prepare(texts)
    assert sorted([i for unit in prepared.units for i in unit.members] + list(prepared.aside)) == list(
        range(9)
    )


@given(st.lists(st.text(alphabet=string.ascii_letters + " éà'-!", max_size=30), max_size=12), st.randoms())
def test_the_order_of_the_rows_changes_nothing(texts: list[str], chance: random.Random) -> None:
    order = list(range(len(texts)))
    chance.shuffle(order)
    first, second = prepare(texts), prepare([texts[i] for i in order])
    assert [unit.text for unit in first.units] == [unit.text for unit in second.units]
    assert [set(unit.members) for unit in first.units] == [
        {order[i] for i in unit.members} for unit in second.units
    ]
