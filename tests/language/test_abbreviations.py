"""Abbreviations are unfolded for computation; initials and their meaning count as one word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.language.abbreviations import initials, refold, shorthand, spell_out, unfold


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("8 mois pr un RDV", "8 mois pour un rendez-vous"),
        ("tt est fermé qd on y va, svp", "tout est fermé quand on y va, s'il vous plaît"),
        ("reste à charge ass mat", "reste à charge assistante maternelle"),
        ("ASS. MAT. introuvables", "assistante maternelle. introuvables"),
        ("la MiLo et la com-com", "la mission locale et la communauté de communes"),
        ("Le T.A.D. du soir", "Le transport à la demande du soir"),
        ("crèche/EHPAD", "crèche/maison de retraite"),
        ("+ de bus", "plus de bus"),
        ("6 + 2 places", "6 + 2 places"),
        ("ça ferme → on court", "ça ferme   on court"),
    ],
)
def test_what_is_typed_fast_is_read_in_full(typed: str, read: str) -> None:
    assert unfold(typed) == read


@pytest.mark.parametrize("text", ["un clic suffit", "il court pressé", "l'info-lettre", "le prof'", "stade"])
def test_words_that_only_look_like_abbreviations_stay(text: str) -> None:
    assert unfold(text) == text


def test_initials_and_their_meaning_become_the_same_word() -> None:
    assert refold(unfold("le TAD")) == refold(unfold("le transport à la demande")) == "le TAD"


def test_former_initials_join_the_present_ones() -> None:
    assert refold(unfold("le RAM")) == refold(unfold("le RPE")) == "le RPE"


def test_a_name_spells_initials_out_but_for_those_that_everybody_knows() -> None:
    assert spell_out("TAD et Caf") == "transport à la demande et Caf"


def test_every_line_of_the_tables_is_used() -> None:
    assert all(unfold(f"x {form} y") == f"x {meaning} y" for form, meaning in shorthand().items())
    assert all(unfold(f"x {entry.form} y") == f"x {entry.meaning} y" for entry in initials())


@given(st.text(max_size=80))
def test_any_text_can_be_unfolded_and_refolded(text: str) -> None:
    assert isinstance(refold(unfold(text)), str)
