"""Agreement, dates and lists as French writes them."""

from datetime import date

import pytest

from facilitator.language.french import counted, listed, of, plural, written_date, written_period
from facilitator.language.typography import NARROW_NO_BREAK, NO_BREAK


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0~table"), (1, "1~table"), (2, "2~tables"), (5200, "5_200~tables")]
)
def test_a_word_agrees_with_its_figure_zero_and_one_being_singular(count: int, text: str) -> None:
    assert counted(count, "table") == text.replace("~", NO_BREAK).replace("_", NARROW_NO_BREAK)


def test_an_irregular_plural_is_given() -> None:
    assert [plural(n, "enjeu", "enjeux") for n in (0, 1, 2, -1, -2)] == [
        "enjeu",
        "enjeu",
        "enjeux",
        "enjeu",
        "enjeux",
    ]


def test_the_first_of_a_month_is_an_ordinal() -> None:
    assert written_date(date(2026, 3, 1)) == f"1er{NO_BREAK}mars 2026"
    assert written_date(date(2026, 8, 12), year=False) == f"12{NO_BREAK}août"


@pytest.mark.parametrize(
    ("starts", "ends", "text"),
    [
        (None, None, ""),
        (date(2026, 3, 5), None, "mars 2026"),
        (None, date(2026, 3, 5), "mars 2026"),
        (date(2026, 3, 5), date(2026, 3, 30), "mars 2026"),
        (date(2026, 3, 5), date(2026, 6, 30), "de mars à juin 2026"),
        (date(2025, 11, 1), date(2026, 5, 1), "de novembre 2025 à mai 2026"),
        (date(2026, 4, 1), date(2026, 10, 1), "d’avril à octobre 2026"),
    ],
)
def test_a_period_says_each_year_once(starts: date | None, ends: date | None, text: str) -> None:
    assert written_period(starts, ends) == text


def test_lists_join_their_last_item_with_a_word() -> None:
    assert [listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == [
        "",
        "a",
        "a et b",
        "a, b et c",
    ]
    assert listed(["a", "b"], last="ou") == "a ou b"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("atelier", "d’atelier"),
        ("entretien", "d’entretien"),
        ("séminaire", "de séminaire"),
        ("table ronde", "de table ronde"),
        ("Écoles", "d’Écoles"),
        ("habitants", "d’habitants"),
        ("", "de "),
    ],
)
def test_of_is_elided_before_a_vowel(words: str, text: str) -> None:
    assert of(words) == text
