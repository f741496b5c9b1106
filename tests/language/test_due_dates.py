"""The day by which a next step is done, read in its own words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.language.due_dates import due_date
from facilitator.language.french import written_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("avant le 15 janvier 2027", date(2027, 1, 15)),
        ("le 1er mars 2026", date(2026, 3, 1)),
        ("au séminaire du 3\u00a0novembre\u00a02026", date(2026, 11, 3)),
        ("dans les mairies fin juin 2026", date(2026, 6, 30)),
        ("mi-février 2028", date(2028, 2, 15)),
        ("début août 2026", date(2026, 8, 10)),
        ("distribué en février 2028", date(2028, 2, 29)),
        ("de janvier à avril 2027", date(2027, 4, 30)),
        ("VP petite enfance, 30/06/2027", date(2027, 6, 30)),
        ("Du 28 février au 1er mars 2028", date(2028, 3, 1)),
        ("en AOÛT 2027", date(2027, 8, 31)),
        ("le 31 avril 2027", None),
        ("le 3 mars 0000", None),
        ("le 12 mars", None),
        ("au printemps", None),
    ],
)
def test_the_last_day_named_with_its_year_is_the_one_by_which_it_is_done(text: str, day: date | None) -> None:
    assert due_date(text) == day


@given(st.text(max_size=80))
def test_any_text_has_a_day_or_none(text: str) -> None:
    assert due_date(f"{text} 9 mai {text}") is None or isinstance(due_date(text), date | None)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31)))
def test_a_date_as_we_write_it_is_read_back(day: date) -> None:
    assert due_date(f"Avant le {written_date(day)}, au plus tard.") == day


@given(st.dates(min_value=date(1900, 1, 1)))
def test_a_day_in_figures_is_read_back(day: date) -> None:
    assert due_date(f"avant le {day.day}/{day.month:02}/{day.year:04}") == day
