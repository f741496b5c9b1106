"""Text is measured as it will be drawn, and nothing is lost when it is parted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.drafting import fit
from facilitator.drafting.grids import SIZES, grid_pages, row_height
from facilitator.drafting.slides import Line, Look, Run, heading, text_line

BOX = fit.Box(300, 120)
words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=400)


@pytest.mark.parametrize(
    ("char", "regular", "bold"),
    [("A", 667, 722), ("i", 222, 278), ("m", 833, 889), ("é", 556, 556), ("€", 556, 556)],
)
def test_widths_are_those_of_arial(char: str, regular: int, bold: int) -> None:
    # Adobe's published metrics of Helvetica, which Arial shares, in thousandths of the size
    assert fit.text_width(char, 1000) == pytest.approx(regular, abs=1)
    assert fit.text_width(char, 1000, bold=True) == pytest.approx(bold, abs=1)


def test_a_character_the_font_lacks_counts_as_a_wide_one() -> None:
    assert fit.text_width("漢", 10) >= 10
    assert fit.text_width("😀", 10) >= 13


def test_a_no_break_space_keeps_words_on_one_row() -> None:
    narrow = fit.text_width("sur cinq", 20)
    assert fit.rows(text_line("sur cinq tables"), 20, narrow * 1.1) == 2
    assert fit.rows(text_line("à sur\u00a0cinq"), 20, narrow * 1.1) == 2
    assert fit.rows(text_line("sur cinq"), 20, narrow * 0.9) == 2


def test_a_word_wider_than_the_box_takes_the_rows_it_needs() -> None:
    width = fit.text_width("x" * 10, 20)
    assert fit.rows(text_line("x" * 95), 20, width / 0.97) == 10


def test_a_line_end_starts_a_row_and_an_empty_line_takes_one() -> None:
    assert fit.rows(text_line("un\ndeux\n\nquatre"), 20, 500) == 4


def test_bold_text_is_measured_in_bold() -> None:
    text = "mesure en gras " * 4
    width = fit.text_width(text.strip(), 20) / 0.96
    assert fit.rows(text_line(text.strip()), 20, width) == 1
    assert fit.rows(text_line(text.strip(), Look.STRONG), 20, width) == 2


@given(words, words)
def test_more_text_never_takes_fewer_rows(text: str, more: str) -> None:
    assert fit.rows(text_line(text + more), 20, 200) >= fit.rows(text_line(text), 20, 200)


@given(words, st.integers(12, 30), st.integers(60, 400))
def test_text_that_fits_still_fits_a_larger_box(text: str, size: int, width: int) -> None:
    line = [text_line(text)]
    height = fit.height(line, size, width)
    assert fit.fits(line, fit.Box(width + 50, height), size)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=1500))
def test_pieces_of_a_long_text_fit_and_join_again_to_the_same_characters(text: str) -> None:
    line = Line((Run("n° 1 : "), Run(text, Look.QUOTE), Run(" — parents")), ("a",))
    pieces = fit.pieces(line, BOX, 12)
    assert "".join(piece.text for piece in pieces) == line.text
    assert all(fit.fits([piece], BOX, 12) for piece in pieces)
    assert all(piece.ids == ("a",) for piece in pieces)


@given(st.lists(st.tuples(st.booleans(), st.text("ab cd", min_size=1, max_size=120)), max_size=25))
def test_pages_keep_every_line_in_order_and_no_heading_alone_at_the_end(said: list[tuple[bool, str]]) -> None:
    lines = [heading(text) if is_heading else text_line(text) for is_heading, text in said]
    pages = fit.pages(lines, BOX, 12, most=6)
    assert [line for page in pages for line in page] == lines
    assert all(len(page) <= 6 for page in pages)
    for page in pages[:-1]:
        assert not page[-1].heading or all(line.heading for line in page)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=600))
def test_a_shortened_label_fits_and_says_so(text: str) -> None:
    def fitting(label: str) -> bool:
        return fit.text_width(label, 20) <= 150

    short = fit.shortened(text, fitting)
    if fitting(text):
        assert short == text
    else:
        assert short.endswith("…")
        assert fitting(short)


def test_the_largest_size_that_fits_is_chosen() -> None:
    line = [text_line("une phrase de quelques mots")]
    height = fit.height(line, 22, 400)
    assert fit.largest(line, fit.Box(400, height), (24, 22, 20)) == 22
    assert fit.largest(line, fit.Box(400, 5), (24, 22, 20)) is None


@given(st.lists(st.text("abc éà", min_size=1, max_size=90), min_size=1, max_size=40))
def test_a_table_keeps_every_row_on_pages_of_which_none_overflows(names: list[str]) -> None:
    box = fit.Box(800, 350)
    rows = [(name, "12", "3 sur 5") for name in names]
    ids = [(f"c{n}",) for n in range(len(names))]
    grids = grid_pages("Thèmes", ("Thème", "Contributions", "Tables"), rows, box, ids=ids)
    assert [row_ids for grid in grids for row_ids in grid.ids] == ids
    for grid in grids:
        heights = [row_height(row, grid.columns, box, grid.size) for row in grid.rows]
        assert sum(heights) + row_height(grid.header, grid.columns, box, grid.size, header=True) <= box.height
        assert grid.size in SIZES
        assert sum(grid.columns) == pytest.approx(1)
