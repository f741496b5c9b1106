"""Decisions as a note-taker types them: who and when are read behind an arrow, and never guessed."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.contribution import Contribution, ContributionType
from facilitator.domain.resolution import decisions, read_decision


def noted(
    text: str, number: int = 1, type_: ContributionType | None = ContributionType.PROPOSITION
) -> Contribution:
    return Contribution(
        f"{number:032d}", "e" * 32, number, text, text, datetime(2026, 3, 12, tzinfo=UTC), type=type_
    )


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("ouvrir un RPE → VP petite enfance, juin 2027", ("ouvrir un RPE", "VP petite enfance", "juin 2027")),
        ("ouvrir un RPE -> DGS, avant le 15/01", ("ouvrir un RPE", "DGS", "avant le 15/01")),
        ("ouvrir un RPE => VP, action sociale", ("ouvrir un RPE", "VP, action sociale", "")),
        ("ouvrir → VP, action sociale, à la rentrée", ("ouvrir", "VP, action sociale", "à la rentrée")),
        ("ouvrir un RPE → fin mars", ("ouvrir un RPE", "", "fin mars")),
        ("de 20 → 30 places → Caf", ("de 20 → 30 places", "Caf", "")),
        ("ouvrir un RPE", ("ouvrir un RPE", "", "")),
        ("ouvrir un RPE →", ("ouvrir un RPE →", "", "")),
        ("→ DGS, mars", ("→ DGS, mars", "", "")),
        ("ouvrir, en mars, un RPE", ("ouvrir, en mars, un RPE", "", "")),
    ],
)
def test_who_and_when_stand_behind_the_last_arrow(text: str, read: tuple[str, str, str]) -> None:
    found = read_decision(noted(text))
    assert (found.text, found.owner, found.deadline) == read


@given(st.text(max_size=60))
def test_no_character_is_invented_and_what_is_decided_is_never_lost(text: str) -> None:
    found = read_decision(noted(text))
    for part in (found.text, found.owner, found.deadline):
        assert part in text
    assert bool(found.text.strip()) == bool(text.strip())


def test_decisions_are_the_propositions_in_the_order_of_their_numbers() -> None:
    said = [noted("b", 2), noted("a", 1), noted("?", 3, ContributionType.QUESTION), noted("x", 4, None)]
    assert [one.text for one in decisions(said)] == ["a", "b"]
