"""Initials unfolded once, where a reader first meets them; what people said stays as it was said."""

from hypothesis import given
from hypothesis import strategies as st

from facilitator.language.acronyms import meanings, unfold_first, unknown_initials

NB = "\u00a0"


def test_initials_are_unfolded_where_they_first_stand_and_only_there() -> None:
    told = unfold_first("La Caf aide. La Caf paie, la MSA aussi.")
    caf, msa = "Caf (caisse d’allocations familiales)", "MSA (mutualité sociale agricole)"
    assert told == f"La {caf} aide. La Caf paie, la {msa} aussi."


def test_a_quotation_is_left_as_it_was_said_and_explained_after_it() -> None:
    assert unfold_first(f"«{NB}le TAD, jamais vu{NB}»") == (
        f"«{NB}le TAD, jamais vu{NB}» *(TAD{NB}: transport à la demande)*"
    )


def test_a_meaning_that_stands_beside_is_not_told_again() -> None:
    said = "Le relais petite enfance (RPE) ouvre ; le RPE ferme."
    assert unfold_first(said) == said


def test_marks_and_longer_words_hold_no_initials() -> None:
    said = '[à compléter]{custom-style="RPE-x"} Cafés, ALSHX'
    assert unfold_first(said) == said


def test_initials_that_no_glossary_holds_are_named_for_a_human() -> None:
    assert unknown_initials(f"La SDJES et la Caf, «{NB}UN VRAI BUDGET{NB}».") == ("SDJES",)


def test_the_glossary_has_a_meaning_for_each() -> None:
    assert len(meanings()) > 60
    assert all(meaning and meaning != form for form, meaning in meanings().items())


@given(st.text(), st.sampled_from(sorted(meanings())))
def test_unfolding_adds_words_and_takes_none_away(text: str, form: str) -> None:
    told = unfold_first(f"{text} {form}")
    assert len(told) >= len(text) + 1 + len(form)
    assert unfold_first(told, tuple(meanings())) == told
