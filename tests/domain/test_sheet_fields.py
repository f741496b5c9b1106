"""A field of a fiche reads back what it told, whoever filled it in."""

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.action import ActionSheet, ActionState
from facilitator.domain.sheet_fields import FIELDS

FULL = ActionSheet(
    aim="Accueillir",
    steps=("repérer un local", "ouvrir"),
    publics=("parents",),
    priority=2,
    state=ActionState.UNDER_WAY,
    updated_on=date(2027, 4, 15),
)


def test_every_attribute_of_a_sheet_has_one_field() -> None:
    assert sorted(field.attribute for field in FIELDS.values()) == sorted(
        one.name for one in fields(ActionSheet)
    )


@pytest.mark.parametrize("name", FIELDS)
def test_what_a_field_tells_fills_it_again(name: str) -> None:
    field = FIELDS[name]
    for sheet in (FULL, ActionSheet()):
        told = field.told(sheet)
        assert getattr(field.filled(ActionSheet(), told), field.attribute) == getattr(sheet, field.attribute)


@given(st.lists(st.text(st.characters(exclude_characters="\n"), min_size=1).filter(str.strip)))
def test_each_line_of_a_field_of_several_is_one_thing(lines: list[str]) -> None:
    assert FIELDS["partenaires"].read("\n".join(lines)) == tuple(one.strip() for one in lines)


@pytest.mark.parametrize(("name", "words"), [("priorite", "4"), ("etat", "bientôt"), ("maj", "printemps")])
def test_words_that_cannot_be_are_named_in_the_refusal(name: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        FIELDS[name].filled(FULL, words)
