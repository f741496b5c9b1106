"""French typography: on our words, once, and on nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.language.typography import (
    NARROW_NO_BREAK,
    NO_BREAK,
    bound,
    number,
    quote,
    typeset,
    typeset_part,
)

WORDS = st.text(alphabet="aàéCn°1250 :;!?%€«»'’().,-*_|[]\n" + NO_BREAK + NARROW_NO_BREAK, max_size=60)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Dit à 4 tables : oui", "Dit à 4 tables~: oui"),
        ("Qui ? Quoi !", "Qui~? Quoi~!"),
        ("un ; deux", "un~; deux"),
        ("« un mot »", "«~un mot~»"),
        ("12 % et 30 €", "12~% et 30~€"),
        ("5 200 habitants", "5_200 habitants"),
        ("1 234 567", "1_234_567"),
        ("l'eau d'ici", "l’eau d’ici"),
        ("contributions n° 3", "contributions n°~3"),
        ("M. Dupont et Mme Durand", "M.~Dupont et Mme~Durand"),
        ("CASF, art. L. 214-1-3", "CASF, art. L.~214-1-3"),
        ("depuis le 1er janvier 2025", "depuis le 1er~janvier 2025"),
        ("**Date :** 12 mars 2026", "**Date~:** 12~mars 2026"),
        ("(partie 4) ; [lien](a) ?", "(partie 4)~; [lien](a)~?"),
    ],
)
def test_spaces_before_marks_and_inside_guillemets_do_not_break(typed: str, printed: str) -> None:
    assert typeset(typed) == printed.replace("~", NO_BREAK).replace("_", NARROW_NO_BREAK)


@pytest.mark.parametrize(
    "text",
    ["| :--- | ---: |", "::: {.boite}", "http://exemple.fr", "12:30", "ah!!", "'cité'", "", "\n: définition"],
)
def test_what_is_no_sentence_is_left_alone(text: str) -> None:
    assert typeset(text) == text


@given(WORDS)
def test_it_only_replaces_spaces_and_apostrophes_and_doing_it_twice_changes_nothing(text: str) -> None:
    once = typeset(text)
    assert len(once) == len(text)
    assert re.sub(f"[{NO_BREAK}{NARROW_NO_BREAK}]", " ", once).replace("’", "'") == re.sub(
        f"[{NO_BREAK}{NARROW_NO_BREAK}]", " ", text
    ).replace("’", "'")
    assert typeset(once) == once


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (" : dit à", "~: dit à"),
        ("« ", "«~"),
        (" », et", "~», et"),
        ("d'", "d’"),
        ("\n# Titre", "\n# Titre"),
        ("", ""),
    ],
)
def test_a_piece_of_a_sentence_is_set_as_if_its_neighbours_were_words(typed: str, printed: str) -> None:
    assert typeset_part(typed) == printed.replace("~", NO_BREAK)


@given(st.text(max_size=40))
def test_a_quotation_keeps_every_character(said: str) -> None:
    assert said in quote(said)
    assert quote(said).strip().startswith("«")


def test_a_quotation_that_has_its_own_guillemets_gets_no_second_pair() -> None:
    assert quote("« déjà »") == "« déjà »"
    assert quote("un « mot » cité") == f"«{NO_BREAK}un « mot » cité{NO_BREAK}»"
    assert quote("« a » et « b »") == f"«{NO_BREAK}« a » et « b »{NO_BREAK}»"


@given(st.integers(min_value=0, max_value=10**9))
def test_thousands_are_parted_by_narrow_spaces(value: int) -> None:
    written = number(value)
    assert int(written.replace(NARROW_NO_BREAK, "")) == value
    assert all(len(group) == 3 for group in written.split(NARROW_NO_BREAK)[1:])


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("dit à 4 tables sur 5", "dit à 4~tables~sur~5"),
        ("12 contributions sur 90 en 11 thèmes", "12~contributions sur~90 en 11~thèmes"),
        ("parents 0-3 ans (6 sur 9)", "parents 0-3 ans (6~sur~9)"),
        ("5 votes pour « 1 mercredi sur 2, 3 tables »", "5~votes pour « 1 mercredi sur 2, 3 tables »"),
    ],
)
def test_counts_are_kept_on_one_row_and_words_between_guillemets_as_they_are(printed: str, kept: str) -> None:
    assert bound(printed) == kept.replace("~", NO_BREAK)


@given(WORDS, WORDS)
def test_binding_counts_changes_spaces_alone_and_nothing_that_somebody_said(text: str, said: str) -> None:
    once = bound(text)
    assert bound(once) == once
    assert once.replace(NO_BREAK, " ") == text.replace(NO_BREAK, " ")
    assert quote(said) in bound(f"2 tables sur 3 : {quote(said)}, 4 votes")
