"""Maps: outlines as they come, classes that hold somebody, and what is hidden hatched."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.charts.classes import bounds, class_of
from facilitator.errors import InputError
from facilitator.territory.contours import keep_outlines, outlines
from facilitator.territory.mapping import map_of, words_of
from facilitator.territory.sentences import is_rate
from tests.territory.places import Desk, perimeter, statistic

FAMILIES = "CODGEO;C21_FAM;C21_FAMMONO;P21_POP\n01001;250;50;900\n01002;100;11;400\n01003;17;4;60\n"


def square(code: str, at: float, key: str = "code") -> dict[str, object]:
    ring = [[at, 46], [at + 0.1, 46], [at + 0.1, 46.1], [at, 46.1], [at, 46]]
    return {
        "type": "Feature",
        "properties": {key: code},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def contours(folder: Path, *features: dict[str, object]) -> Path:
    path = folder / "communes.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), "utf-8")
    return path


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    given_ = contours(tmp_path, *(square(f"0100{rank}", 5 + rank / 10) for rank in (1, 2, 3, 9)))
    assert keep_outlines(given_, perimeter(), tmp_path / "kept.geojson") == ()
    return tmp_path / "kept.geojson"


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60), st.integers(0, 2))
def test_every_value_falls_in_a_class_and_bounds_rise(values: list[float], decimals: int) -> None:
    cuts = bounds(values, decimals)
    assert 2 <= len(cuts) <= 6
    assert list(cuts) == sorted(cuts)
    for value in values:
        rank = class_of(value, cuts, decimals)
        assert cuts[rank] <= round(value, decimals) <= cuts[rank + 1]


def test_outlines_are_those_of_the_mission_in_metres(kept: Path) -> None:
    found = outlines(kept)
    assert [one.code for one in found] == ["01001", "01002", "01003"]
    xs = [x for x, _ in found[0].rings[0]]
    assert 7000 < max(xs) - min(xs) < 8500  # a tenth of a degree at 46° north


def test_missing_and_broken_outlines_are_told(tmp_path: Path) -> None:
    bow = square("01002", 5.2, "INSEE_COM")
    bow["geometry"] = {
        "type": "Polygon",
        "coordinates": [[[5, 46], [5.1, 46.1], [5.1, 46], [5, 46.1], [5, 46]]],
    }
    path = contours(tmp_path, square("01001", 5, "INSEE_COM"), bow)
    told = keep_outlines(path, perimeter(), tmp_path / "kept.geojson")
    assert [one.replace("\u00a0", " ") for one in told] == [
        "Contours réparés : Belval.",
        "Sans contour, donc absentes des cartes : Corzé.",
    ]
    assert len(outlines(tmp_path / "kept.geojson")) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "ne se lit pas comme des contours"),
        (
            json.dumps({"type": "FeatureCollection", "features": [square("01001", 5, "nom")]}),
            "ne dit pas les codes",
        ),
        (
            json.dumps({"type": "FeatureCollection", "features": [square("75056", 5)]}),
            "aucune commune du territoire",
        ),
    ],
)
def test_a_file_of_other_things_is_refused(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "x.geojson"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError) as refused:
        keep_outlines(path, perimeter(), tmp_path / "kept.geojson")
    assert said in refused.value.title


def test_rates_are_shaded_and_numbers_are_circles() -> None:
    assert [key for key in ("monoparentales", "niveau-de-vie", "couverture") if is_rate(statistic(key))] == [
        "monoparentales",
        "niveau-de-vie",
        "couverture",
    ]
    assert not any(is_rate(statistic(key)) for key in ("population", "rsa", "eleves", "places", "creches"))


def test_the_map_of_a_rate_hatches_what_is_masked_and_gives_every_value(desk: Desk, kept: Path) -> None:
    desk.bring(FAMILIES)
    picture = map_of(statistic("monoparentales"), desk.readings, outlines(kept), "svg").decode()
    assert picture == map_of(statistic("monoparentales"), desk.readings, outlines(kept), "svg").decode()
    assert "url(#h" in picture  # a hatch
    words = words_of(
        statistic("monoparentales"),
        desk.readings,
        [desk.read("monoparentales", one) for one in ("Aubrac", "Belval", "Corzé")],
    )
    assert words.title.replace("\u00a0", " ") == (
        "La part des familles monoparentales va de 11,0 % (Belval) à 20,0 % (Aubrac)"
    )
    assert words.source.replace("\u00a0", " ") == "Source : Insee, recensement de la population, 2021."


def test_the_map_of_a_number_says_where_most_of_it_is(desk: Desk, kept: Path) -> None:
    desk.bring(FAMILIES)
    picture = map_of(statistic("population"), desk.readings, outlines(kept), "png")
    assert picture.startswith(b"\x89PNG")
    words = words_of(statistic("population"), desk.readings, [desk.read("population", "Aubrac")])
    assert words.title.replace("\u00a0", " ").startswith(
        "Population : Aubrac en compte le plus, 900 sur 1\u202f360"
    )


def lambert(code: str, x: float) -> dict[str, object]:
    ring = [[x, 6.5e6], [x + 5e3, 6.5e6], [x + 5e3, 6.505e6], [x, 6.505e6], [x, 6.5e6]]
    return {
        "type": "Feature",
        "properties": {"code": code},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def test_metres_without_a_projection_are_read_as_lambert_93_and_told(tmp_path: Path) -> None:
    path = contours(tmp_path, *(lambert(f"0100{rank}", 8.5e5 + rank * 6e3) for rank in (1, 2, 3)))
    told = keep_outlines(path, perimeter(), tmp_path / "kept.geojson")
    assert "Lambert 93" in told[0]
    xs = [x for x, _ in outlines(tmp_path / "kept.geojson")[0].rings[0]]
    assert 4900 < max(xs) - min(xs) < 5300


def test_inverted_degrees_are_put_right_and_told(tmp_path: Path) -> None:
    features = [square(f"0100{rank}", 5 + rank / 10) for rank in (1, 2, 3)]
    for one in features:
        shape = one["geometry"]
        assert isinstance(shape, dict)
        shape["coordinates"] = [[[y, x] for x, y in ring] for ring in shape["coordinates"]]
    told = keep_outlines(contours(tmp_path, *features), perimeter(), tmp_path / "kept.geojson")
    assert "inversées" in told[0]
    xs = [x for x, _ in outlines(tmp_path / "kept.geojson")[0].rings[0]]
    assert 7000 < max(xs) - min(xs) < 8500


def test_coordinates_of_nowhere_are_refused_with_what_they_are(tmp_path: Path) -> None:
    path = contours(tmp_path, lambert("01001", 5e7))
    with pytest.raises(InputError) as refused:
        keep_outlines(path, perimeter(), tmp_path / "kept.geojson")
    assert "ni des degrés, ni du Lambert 93" in refused.value.title
    assert "50000000" in (refused.value.cause or "")


def test_points_empty_shapes_and_parts_of_a_commune_are_told(tmp_path: Path) -> None:
    point = {
        "type": "Feature",
        "properties": {"code": "01002"},
        "geometry": {"type": "Point", "coordinates": [5, 46]},
    }
    empty = {"type": "Feature", "properties": {"code": "01003"}, "geometry": None}
    path = contours(tmp_path, square("01001", 5), square("1001", 5.1), point, empty)
    told = keep_outlines(path, perimeter(), tmp_path / "kept.geojson")
    assert [one.replace("\u00a0", " ") for one in told] == [
        "Plusieurs contours, réunis en un : Aubrac.",
        "Sans contour, donc absentes des cartes : Belval et Corzé.",
    ]
    only = contours(tmp_path, point)
    with pytest.raises(InputError) as refused:
        keep_outlines(only, perimeter(), tmp_path / "kept.geojson")
    assert "des points ou des lignes" in (refused.value.cause or "")


def test_rings_that_never_close_and_lines_left_by_mending_do_not_stop_the_others(tmp_path: Path) -> None:
    spike = square("01002", 5.2)
    spike["geometry"] = {
        "type": "Polygon",
        "coordinates": [[[5.2, 46], [5.3, 46], [5.3, 46.1], [5.4, 46.1], [5.3, 46.1], [5.2, 46.1]]],
    }
    path = contours(tmp_path, square("01001", 5), spike, square("01003", 5.5))
    told = keep_outlines(path, perimeter(), tmp_path / "kept.geojson")
    assert told == ("Contours réparés\u00a0: Belval.",)
    assert len(outlines(tmp_path / "kept.geojson")) == 3


def test_a_shapefile_of_admin_express_is_read_with_its_projection_also_zipped(tmp_path: Path) -> None:
    import zipfile

    import geopandas

    path = contours(tmp_path, *(square(f"0100{rank}", 5 + rank / 10, "INSEE_COM") for rank in (1, 2, 3)))
    frame = geopandas.read_file(path).to_crs(2154)
    frame["NOM"] = ["AUBRAC", "BELVAL", "CORZÉ"]
    frame.to_file(tmp_path / "COMMUNE.shp")
    assert keep_outlines(tmp_path / "COMMUNE.shp", perimeter(), tmp_path / "kept.geojson") == ()
    whole = {one.code: one.middle for one in outlines(tmp_path / "kept.geojson")}
    with zipfile.ZipFile(tmp_path / "communes.zip", "w") as archive:
        for part in tmp_path.glob("COMMUNE.*"):
            archive.write(part, part.name)
    assert keep_outlines(tmp_path / "communes.zip", perimeter(), tmp_path / "again.geojson") == ()
    assert {one.code: one.middle for one in outlines(tmp_path / "again.geojson")} == whole
