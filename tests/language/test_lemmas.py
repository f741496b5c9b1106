"""Words of badly spelt texts, and the lemmas by which they are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.language.lemmas import WordKind, accented, content_lemmas, lemma, words
from facilitator.language.stopwords import is_stopword


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("horaires", "horaire"),
        ("Crèches", "creche"),
        ("fermées", "fermé"),
        ("locaux", "local"),
        ("ludothèques", "ludothèque"),
        ("metiers", "métier"),
        ("travaille", "travailler"),
    ],
)
def test_forms_of_a_word_share_a_lemma(one: str, other: str) -> None:
    assert lemma(one) == lemma(other)


def test_only_what_a_text_is_about_is_content() -> None:
    assert content_lemmas("Il n'y a pas assez de places en crèche, 2 ans d'attente !!") == [
        "place",
        "creche",
        "attente",
    ]


def test_elisions_hyphens_hours_and_marks_are_told_apart() -> None:
    kinds = [(word.text, word.kind.name) for word in words("L'aller-retour d’Anne - 7h30 !")]
    assert kinds == [
        ("L'", "FUNCTION"),
        ("aller", "FUNCTION"),
        ("retour", "CONTENT"),
        ("d'", "FUNCTION"),
        ("Anne", "CONTENT"),
        ("-", "BREAK"),
        ("7h30", "NUMBER"),
        ("!", "BREAK"),
    ]


def test_words_in_two_pieces_are_one() -> None:
    assert [word.text for word in words("rendez-vous aujourd'hui ou ce week end")] == [
        "rendez-vous",
        "aujourd'hui",
        "ou",
        "ce",
        "week end",
    ]


def test_a_hyphen_inside_a_compound_is_remembered() -> None:
    assert [word.hyphenated for word in words("micro-crèche")] == [False, True]


@pytest.mark.parametrize("word", ["À", "etre", "être", "PAS", "d", "Beaucoup"])
def test_stop_words_are_known_with_or_without_accents_and_case(word: str) -> None:
    assert is_stopword(word)


@given(st.text(max_size=120))
def test_any_text_has_words(text: str) -> None:
    assert all(word.text and word.kind in WordKind for word in words(text))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("fete", "fête"),
        ("Residence", "Résidence"),
        ("penale", "pénale"),
        ("EHPAD", "EHPAD"),
        ("route", "route"),
    ],
)
def test_accents_are_those_of_the_dictionary(typed: str, expected: str) -> None:
    assert accented(typed) == expected
