"""Cutting a post-it in two: where she says, between two words, without a letter lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.errors import UsageError
from facilitator.workshop.board.cutting import cut


@pytest.mark.parametrize(
    ("text", "where", "parts"),
    [
        ("une crèche, + de bus", "une crèche", ("une crèche", "+ de bus")),
        ("une crèche, + de bus", "CRECHE", ("une crèche", "+ de bus")),
        ("une crèche / + de bus", "une crèche || + de bus", ("une crèche", "+ de bus")),
        ("une crèche / + de bus", "crèche || + de", ("une crèche", "+ de bus")),
        ("Des crèches (vite !) et une crèche", "vite", ("Des crèches (vite !)", "et une crèche")),
        ("crèches ou crèche ; bus", "crèche", ("crèches ou crèche", "bus")),
        ("fini. encore", "fini", ("fini.", "encore")),
    ],
)
def test_it_is_cut_after_these_words(text: str, where: str, parts: tuple[str, str]) -> None:
    assert cut(text, where) == parts


@pytest.mark.parametrize("where", ["", "||", "médecin", "+ de bus", "|| une", "crè"])
def test_it_is_not_cut_where_there_is_nothing_to_cut(where: str) -> None:
    with pytest.raises(UsageError) as refused:
        cut("une crèche, + de bus", where)
    assert refused.value.next_step


@given(st.text(), st.text(), st.text(max_size=10))
def test_no_letter_is_lost(first: str, second: str, where: str) -> None:
    text = f"{first} {second}"
    try:
        parts = cut(text, where)
    except UsageError:
        return
    assert "".join(char for char in "".join(parts) if char.isalnum()) == "".join(
        char for char in text if char.isalnum()
    )
