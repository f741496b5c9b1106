"""Charts of indicators: sentences true to the values, hidden ones told, only comparable years joined."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.charts.bars import Bar, Group
from facilitator.charts.lines import Line
from facilitator.domain.place import FRANCE
from facilitator.errors import NotFoundError
from facilitator.territory.charting import (
    Chart,
    beside_chart,
    changes_chart,
    chart_of,
    evolution_chart,
    evolution_chart_of,
    places_chart,
    years_chart,
)
from facilitator.territory.contours import keep_outlines, outlines
from facilitator.territory.mapping import situation_map, situation_words
from facilitator.territory.readings import Reading, State
from facilitator.territory.sentences import title_of
from facilitator.territory.wording import shown
from tests.territory.places import Desk, perimeter, statistic
from tests.territory.test_maps import contours, square

FAMILIES = "CODGEO;C21_FAM;C21_FAMMONO\n01001;250;50\n01002;100;11\n01003;17;4\n01009;1000;100\n"
CENSUS = (
    "CODGEO;P22_POP;P21_POP;P16_POP;P22_POP0014;P16_POP0014\n"
    "01001;900;905;1000;90;150\n01002;400;400;380;60;57\n01003;60;61;60;9;9\n01009;5000;5000;5000;500;500\n"
)
CAF = (
    "numcomdo;dtreffre;indfoy_ndur;indfoy_rsa\n"
    "01001;2023-12-01;200;20\n01002;2023-12-01;100;\n01003;2023-12-01;45;5\n"
)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def bars(chart: Chart) -> dict[str, Bar]:
    return {one.label: one for one in chart.figures if isinstance(one, Bar)}


def test_a_rate_is_drawn_by_commune_then_beside_what_contains_it(desk: Desk) -> None:
    desk.bring(FAMILIES)
    chart = places_chart(statistic("monoparentales"), desk.readings)
    assert [plain(f"{label} {value}") for label, value in chart.values] == [
        "Aubrac 20,0 %",
        "Belval 11,0 %",
        "Corzé masqué",
        "CC de l'Aubrac 17,7 %",
        "Ain 12,1 %",
    ]
    assert [one.label for one in bars(chart).values() if one.apart] == ["CC de l’Aubrac", "Ain"]
    assert bars(chart)["Corzé"].value is None
    assert plain(chart.title) == (
        "La part des familles monoparentales va de 11,0 % (Belval) à 20,0 % (Aubrac)"
    )
    for label, value in chart.values:
        assert f"{label} {value}" in chart.alt
    assert plain(chart.source) == "Source : Insee, recensement de la population, 2021."


def test_a_number_is_not_drawn_beside_the_whole_that_holds_it(desk: Desk) -> None:
    desk.bring(CENSUS)
    chart = places_chart(statistic("population"), desk.readings)
    assert list(bars(chart)) == ["Aubrac", "Belval", "Corzé"]
    assert plain(chart.cautions[0]) == "CC de l'Aubrac : 1 360 habitants."
    assert plain(chart.title) == "Population : Aubrac en compte le plus, 900 sur 1 360 habitants"


def test_a_secret_is_a_word_and_a_rounded_number_is_about(desk: Desk) -> None:
    desk.bring(CAF, "s_ben_com_f.csv")
    chart = places_chart(statistic("rsa"), desk.readings)
    assert [plain(value) for _, value in chart.values] == ["environ 20", "environ 5", "secret"]
    assert bars(chart)["Belval"].value is None
    picture = chart_of(statistic("rsa"), desk.readings, "svg").decode()
    assert "<!-- secret -->" in picture
    assert any(
        "somme des communes n'est pas le chiffre du département" in plain(one) for one in chart.cautions
    )


def test_nothing_to_read_is_an_error_that_tells_why(desk: Desk) -> None:
    desk.bring(FAMILIES)
    with pytest.raises(NotFoundError) as refused:
        places_chart(statistic("population"), desk.readings)
    assert "aucun fichier importé ne le donne" in refused.value.cause


def test_only_comparable_censuses_are_joined_and_the_others_are_told(desk: Desk) -> None:
    desk.bring(CENSUS)
    chart = evolution_chart(statistic("population"), desk.readings)
    (line,) = [one for one in chart.figures if isinstance(one, Line)]
    assert [(one.year, one.joined) for one in line.points] == [(2016, True), (2021, False), (2022, True)]
    assert "Non relié : 2021" in plain(" ".join(chart.cautions))
    assert plain(chart.title) == (
        "CC de l'Aubrac, population : de 1 440 en 2016 à 1 360 habitants en 2022, soit −5,6 %"
    )
    assert "L'échelle ne part pas de zéro." in map(plain, chart.cautions)
    assert evolution_chart_of(statistic("population"), desk.readings, "png").startswith(b"\x89PNG")


def test_numbers_of_several_places_are_told_from_a_hundred(desk: Desk) -> None:
    desk.bring(CENSUS)
    places = perimeter().communes[:2]
    chart = evolution_chart(statistic("population"), desk.readings, places)
    lines = {
        one.name: [point.shown for point in one.points] for one in chart.figures if isinstance(one, Line)
    }
    assert lines == {"Aubrac": ["100", "90,5", "90,0"], "Belval": ["100", "105,3", "105,3"]}
    assert "Base 100" in chart.cautions[0]


def test_a_place_too_small_to_be_told_from_a_hundred_is_named_and_not_drawn(desk: Desk) -> None:
    desk.bring(CENSUS.replace("01003;60;61;60;9;9", "01003;40;61;20;9;9"))
    chart = evolution_chart(statistic("population"), desk.readings, perimeter().communes)
    assert [one.name for one in chart.figures if isinstance(one, Line)] == ["Aubrac", "Belval"]
    assert "Non tracé, effectif de départ trop petit : Corzé." in map(plain, chart.cautions)


def test_two_neighbouring_censuses_make_no_evolution(desk: Desk) -> None:
    desk.bring("CODGEO;P22_POP;P21_POP\n01001;900;905\n01002;400;400\n01003;60;61\n")
    for make in (evolution_chart, changes_chart):
        with pytest.raises(NotFoundError):
            make(statistic("population"), desk.readings)
    with pytest.raises(NotFoundError) as refused:
        evolution_chart(statistic("population"), desk.readings)
    assert "Il faut au moins 5 ans" in plain(refused.value.cause)


def test_what_changed_is_drawn_by_commune_with_losses_on_their_own_side(desk: Desk) -> None:
    desk.bring(CENSUS)
    chart = changes_chart(statistic("population"), desk.readings)
    assert {label: plain(value) for label, value in chart.values} == {
        "Belval": "+5,3 %",
        "Corzé": "0,0 %",
        "Aubrac": "−10,0 %",
        "CC de l’Aubrac": "−5,6 %",
        "Ain": "−1,2 %",
    }
    assert plain(chart.title) == (
        "Population, de 2016 à 2022 : 1 en hausse, 1 en baisse sur 3 communes, "
        "de −10,0 % (Aubrac) à +5,3 % (Belval)"
    )


def test_indicators_side_by_side_tell_the_largest_gap(desk: Desk) -> None:
    desk.bring(FAMILIES)
    desk.bring(CENSUS, "dossier.csv")
    own, whole = perimeter().communes[0], perimeter().epci
    chart = beside_chart([statistic("monoparentales"), statistic("moins-15")], [own, whole], desk.readings)
    groups = [one for one in chart.figures if isinstance(one, Group)]
    assert [[bar.label for bar in one.bars] for one in groups] == [["Aubrac", "CC de l’Aubrac"]] * 2
    assert plain(chart.title) == (
        "Aubrac : l'écart le plus grand porte sur la part des familles monoparentales, 20,0 % contre 17,7 % "
        "(CC de l'Aubrac)"
    )
    alone = beside_chart([statistic("moins-15")], [own], desk.readings)
    assert plain(alone.title) == "Aubrac : au plus haut, « Part des moins de 15 ans », 10,0 %"


def test_then_and_now_are_drawn_for_the_years_that_compare(desk: Desk) -> None:
    desk.bring(CENSUS)
    desk.bring(FAMILIES, "familles.csv")
    asked = [statistic(key) for key in ("moins-15", "monoparentales")]
    chart = years_chart(asked, perimeter().communes[0], desk.readings)
    assert [(plain(label), plain(value)) for label, value in chart.values] == [
        ("Part des moins de 15 ans, 2016", "15,0 %"),
        ("Part des moins de 15 ans, 2022", "10,0 %"),
    ]
    assert plain(chart.title) == (
        "Aubrac, de 2016 à 2022 : la part des moins de 15 ans, de 15,0 % à 10,0 % (−5,0 points)"
    )
    with pytest.raises(NotFoundError):
        years_chart(asked[1:], perimeter().communes[0], desk.readings)


@given(st.lists(st.one_of(st.none(), st.integers(0, 999)), min_size=1, max_size=8).filter(any))
def test_the_sentence_names_only_places_that_have_these_values(values: list[int | None]) -> None:
    rate = statistic("monoparentales")
    found = [
        Reading(
            type(FRANCE)(FRANCE.level, f"{rank}", f"Lieu{rank}x"),
            2021,
            None if one is None else one / 10,
            State.MASKED if one is None else State.EXACT,
        )
        for rank, one in enumerate(values)
    ]
    said = title_of(rate, found, Reading(FRANCE, 2021, None, State.GAP))
    read = {one.place.name: one for one in found}
    named = re.findall(r"Lieu\dx", said)
    told = [one / 10 for one in values if one is not None]
    assert all(read[name].number in (min(told), max(told)) for name in named)
    for one in (min(told), max(told)):
        assert shown(rate, Reading(FRANCE, 2021, one, State.EXACT)) in said


def test_the_commune_of_a_sheet_stands_out_among_its_neighbours(tmp_path: Path) -> None:
    given_ = contours(tmp_path, *(square(f"0100{rank}", 5 + rank / 10) for rank in (1, 2, 3)))
    keep_outlines(given_, perimeter(), tmp_path / "kept.geojson")
    drawn = outlines(tmp_path / "kept.geojson")
    first = situation_map(drawn, "01001", "svg").decode()
    assert first.count("fill: #174a66") == 1
    assert first.count("fill: #e6ebee") == 2
    assert first != situation_map(drawn, "01003", "svg").decode()
    assert 'width="141' in first  # 5 cm
    assert plain(situation_words(drawn, "01001", perimeter())) == (
        "Carte de situation, CC de l'Aubrac : Aubrac, à l'ouest, parmi 3 communes."
    )
    with pytest.raises(NotFoundError):
        situation_map(drawn, "99999", "png")
