"""One cell: numbers however they are written, secrets however they are told, never a zero made up."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.territory.cells import commune_code, moment, number_of

SPACES = st.sampled_from(["", " ", "\u00a0", "\u202f", "\u2009"])


@given(st.integers(0, 10**9), SPACES, SPACES)
def test_thousands_are_read_whatever_the_space_between_them(value: int, inside: str, around: str) -> None:
    written = f"{value:,}".replace(",", inside)
    assert number_of(f"{around}{written}{around}") == value


@given(st.floats(-1e6, 1e6).map(lambda one: round(one, 3)), st.sampled_from(".,"))
def test_decimals_are_read_with_a_dot_or_a_comma(value: float, mark: str) -> None:
    assert number_of(f"{value:.3f}".replace(".", mark)) == pytest.approx(value)
    assert number_of(f"{value:.3f}".replace(".", mark).replace("-", "−") + "\u00a0%") == pytest.approx(value)


@pytest.mark.parametrize(
    "cell",
    "|  |s|S|c|x|nd|n.d.|NS|n.s.|N/A|N/A - secret|#N/A|///|-|…|*|<5|< 11|≤5|null|None|NaN|np|:".split("|"),
)
def test_what_is_kept_back_is_none_and_not_zero(cell: str) -> None:
    assert number_of(cell) is None


@pytest.mark.parametrize(
    "cell",
    ["abc", "12abc", "1_000", "12;5", "1.2.3", "inf", "-inf", "1e999", "12 ans", "0x10", "1,234,567", "--5"],
)
def test_what_nobody_can_read_is_not_a_number(cell: str) -> None:
    found = number_of(cell)
    assert found is not None
    assert math.isnan(found)


@given(st.text(max_size=16))
def test_any_cell_gives_a_number_none_or_unreadable(cell: str) -> None:
    found = number_of(cell)
    assert found is None or math.isnan(found) or math.isfinite(found)
    if found is not None and math.isfinite(found):
        assert any(one.isdecimal() for one in cell)


@given(st.text(max_size=12))
def test_any_code_and_any_date_are_read_or_left(cell: str) -> None:
    assert commune_code(cell).lstrip("0").endswith(cell.strip().lstrip("0"))
    at = moment(cell)
    assert at is None or (1900 <= at[0] < 2100 and 0 <= at[1] < 20)
