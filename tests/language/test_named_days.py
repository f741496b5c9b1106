"""Days named in sentences: what comes next is told in the order that it comes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.language.french import written_date
from facilitator.language.named_days import last_day_named


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("La note est remise le 4 décembre 2026.", date(2026, 12, 4)),
        ("Les fiches s’écrivent de janvier à avril 2027.", date(2027, 4, 30)),
        ("Du 28 février au 1er mars 2028", date(2028, 3, 1)),
        ("fin juin 2026", date(2026, 6, 30)),
        ("en AOÛT 2027", date(2027, 8, 31)),
        ("le 31 février 2027", None),
        ("au printemps", None),
        ("en mai", None),
        ("le 3 mars 0000", None),
    ],
)
def test_the_last_day_of_a_sentence_is_read(text: str, day: date | None) -> None:
    assert last_day_named(text) == day


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31)))
def test_a_date_as_we_write_it_is_read_again(day: date) -> None:
    assert last_day_named(f"Avant le {written_date(day)}, au plus tard.") == day


@given(st.text())
def test_any_text_is_read_without_a_fault(text: str) -> None:
    last_day_named(text)
