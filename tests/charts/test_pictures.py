"""Bars, lines and maps: the size they are printed at, what is hidden, what must not be exaggerated."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.charts.bars import SHADES as BARS
from facilitator.charts.bars import Bar, Group, draw_bars, draw_grouped
from facilitator.charts.lines import LEAST_SPAN, Line, Point, _span, _spread, draw_lines
from facilitator.charts.map_labels import luminance
from facilitator.charts.maps import SHADES, Area, MapWords, draw_map
from facilitator.charts.sheet import Sheet, Words, width_of, wrapped

WORDS = Words("Une phrase qui dit ce que l’on voit", "Source : essai, 2021.", ("À lire avec prudence.",))
MIXED = [Bar("Aubrac", 20.0, "20,0 %"), Bar("Belval", 0.0, "0,0 %"), Bar("Corzé", None, "secret")]


def texts(svg: str) -> list[str]:
    """What is written in a picture: matplotlib tells each text in a comment before its outlines."""
    return re.findall(r"<!-- (.+?) -->", svg)


def sizes(svg: str) -> set[float]:
    """The sizes of its type, in points."""
    return {round(float(one) * 100, 1) for one in re.findall(r"scale\(([\d.]+) -", svg)}


def square(name: str, at: float, value: float | None, shown: str) -> Area:
    ring = ((at, 0.0), (at + 9000, 0.0), (at + 9000, 9000.0), (at, 9000.0), (at, 0.0))
    return Area(name, (ring,), (at + 4500, 4500.0), value, shown)


def test_what_is_hidden_has_its_word_and_no_bar_while_a_zero_has_both() -> None:
    svg = draw_bars(MIXED, WORDS, "svg").decode()
    assert {"secret", "0,0 %", "20,0 %", "Corzé"} <= set(texts(svg))
    fill = BARS[1][0]
    assert svg.count(f"fill: {fill}") == 2  # Aubrac, and Belval's of no length
    assert draw_bars(MIXED[2:], WORDS, "svg").decode().count(f"fill: {fill}") == 0


def test_the_same_values_give_the_same_bytes_with_the_sentence_the_source_and_the_caution() -> None:
    for form, start in (("png", b"\x89PNG"), ("svg", b"<?xml")):
        assert draw_bars(MIXED, WORDS, form) == draw_bars(MIXED, WORDS, form)
        assert draw_bars(MIXED, WORDS, form).startswith(start)
    said = texts(draw_bars(MIXED, WORDS, "svg").decode())
    assert {WORDS.title, WORDS.source, *WORDS.cautions} <= set(said)
    bare = texts(draw_bars(MIXED, WORDS, "svg", Sheet(titled=False)).decode())
    assert WORDS.title not in bare
    assert WORDS.cautions[0] in bare


def test_type_is_eight_points_or_more_on_a_picture_as_wide_as_asked() -> None:
    areas = [square("Aubrac", 0, 11.0, "11,0 %"), square("Belval", 9000, None, "secret")]
    words = MapWords("La part va de 11 à 11 %", "Part", "Source : essai, 2021.")
    lines = [Line("CC", (Point(2016, 10.0, "10"), Point(2022, 11.0, "11")))]
    for picture in (
        draw_bars(MIXED, WORDS, "svg"),
        draw_grouped([Group("Moins de 15 ans", tuple(MIXED))], WORDS, "svg"),
        draw_lines(lines, WORDS, "svg"),
        draw_map(areas, words, "svg", shaded=True),
        draw_map(areas, words, "svg", shaded=False),
    ):
        svg = picture.decode()
        assert min(sizes(svg)) >= 8
        width = float(re.search(r'width="([\d.]+)pt"', svg).group(1))  # type: ignore[union-attr]
        assert width == pytest.approx(16 / 2.54 * 72, abs=0.1)
    assert 'width="226' in draw_bars(MIXED, WORDS, "svg", Sheet(8)).decode()


def test_fifty_communes_stand_in_two_columns_that_keep_to_a_page() -> None:
    many = [Bar(f"Commune-de-{rank}", float(rank), str(rank)) for rank in range(50)]
    svg = draw_bars(many, WORDS, "svg").decode()
    height = float(re.search(r'height="([\d.]+)pt"', svg).group(1))  # type: ignore[union-attr]
    assert height / 72 * 2.54 < 14
    assert {f"Commune-de-{rank}" for rank in range(50)} <= set(texts(svg))


def test_shades_are_told_apart_in_grey() -> None:
    for shades in (*SHADES.values(), [shade for shade, _ in BARS[:3]]):
        light = sorted(luminance(shade) for shade in shades)
        assert all(after - before >= 0.1 or after >= 1.6 * before for before, after in pairwise(light))


def test_a_year_that_is_not_comparable_is_a_hollow_mark_apart_and_a_hidden_one_its_word() -> None:
    lone = Point(2021, 12.0, "12", joined=False)
    joined = (Point(2016, 10.0, "10"), Point(2022, 11.0, "11"))
    with_lone = draw_lines([Line("CC", (joined[0], lone, joined[1]))], WORDS, "svg").decode()
    without = draw_lines([Line("CC", joined)], WORDS, "svg").decode()
    strokes = [svg.count("stroke-width: 1.8") for svg in (with_lone, without)]
    assert strokes == [1, 1]
    hidden = Line("CC", (Point(2011, None, "secret"), *joined))
    svg = draw_lines([hidden], WORDS, "svg").decode()
    assert "secret" in texts(svg)
    assert svg.count("stroke-width: 1.8") == 1


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=8))
def test_a_scale_holds_every_value_and_makes_no_leap_of_a_small_change(values: list[float]) -> None:
    low, high = _span(values)
    assert low <= min(values)
    assert high >= max(values)
    assert high - low >= 0.99 * LEAST_SPAN * max(map(abs, values))


@given(st.lists(st.floats(0, 10), min_size=1, max_size=8))
def test_labels_of_lines_never_overlap(wanted: list[float]) -> None:
    placed = sorted(_spread(wanted, [0.5] * len(wanted), 0, 10))
    assert all(after - before >= 0.5 - 1e-9 for before, after in pairwise(placed))
    assert placed[0] >= 0.25 - 1e-9
    assert placed[-1] <= 9.75 + 1e-9


@given(st.text("abé-« \u00a0", max_size=60), st.floats(1, 6))
def test_wrapping_loses_nothing_and_only_a_word_is_wider(text: str, width: float) -> None:
    rows = wrapped(text, width, 9)
    assert "".join(rows).replace(" ", "") == text.replace(" ", "")
    for row in rows:
        assert width_of(row, 9) <= width or " " not in row


def test_a_commune_too_small_for_its_name_has_a_number_that_the_values_explain() -> None:
    tiny = ((0.0, 0.0), (300.0, 0.0), (300.0, 300.0), (0.0, 300.0), (0.0, 0.0))
    areas = [
        square("Grandville", 300, 12.0, "12,0 %"),
        Area("Saint-Martin-le-Petit", (tiny,), (150.0, 150.0), 11.0, "11,0 %"),
    ]
    words = MapWords("La part va de 11 à 12 %", "Part", "Source : essai, 2021.")
    said = texts(draw_map(areas, words, "svg", shaded=True).decode())
    assert said.count("Grandville") == 2  # on the map and in the values
    assert said.count("Saint-Martin-le-Petit") == 1
    assert said.count("2") == 2  # its badge, and its rank in the values


def test_circles_of_negative_numbers_are_hollow_and_their_key_says_so() -> None:
    words = MapWords("De −3 à 4", "Solde", "Source : essai, 2021.")
    areas = [square("Aubrac", 0, 4.0, "4"), square("Belval", 9000, -3.0, "−3")]
    assert "valeur négative" in texts(draw_map(areas, words, "svg", shaded=False).decode())
    assert "valeur négative" not in texts(draw_map(areas[:1], words, "svg", shaded=False).decode())
