"""Every row of the table of sources (domaine.md § 4.8) is imported from a file in its true layout."""

from pathlib import Path

import pytest

from facilitator.territory.readings import Readings, State
from facilitator.territory.recognising import read_file
from tests.territory.places import WANTED, country, perimeter, statistic
from tests.territory.true_layouts import FIXTURES, Fixture

ROWS = (
    "Population, âges",
    "0-2, 3-5, 6-10, 11-17",
    "Familles",
    "Personnes seules 65+",
    "Niveau de vie, pauvreté",
    "Chômage, activité",
    "Logement",
    "Ménages sans voiture",
    "Foyers allocataires, RSA, PPA, AF, CMG, APL",
    "Quotient familial",
    "Accueil du jeune enfant",
    "Écoles, effectifs, IPS",
    "Équipements",
    "Diplômes, mobilités, scolarisation",
    "Médecins (APL), France services, offre médico-sociale",
)
"""But the last, the contours: ``test_maps.py`` holds them."""


def test_every_row_of_the_table_has_a_file_and_each_tells_where_its_header_was_read() -> None:
    assert {one.row for one in FIXTURES} == set(ROWS)
    assert all(one.read and one.says for one in FIXTURES)


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda one: one.name)
def test_a_file_in_the_true_layout_gives_the_figures_that_a_hand_computes(
    fixture: Fixture, tmp_path: Path
) -> None:
    report = read_file(fixture.write(tmp_path), country(), perimeter(), WANTED)
    readings = Readings(perimeter(), report.observations)
    assert report.problems == ()
    for key, where, year, number in fixture.says:
        place = next(one for one in perimeter().places if where in (one.name, one.level))
        found = readings.read(statistic(key), place, year)
        assert found.number == pytest.approx(number), (key, where, found)
        assert found.files == (fixture.name,)


def test_what_a_cube_holds_back_is_a_secret_and_never_zero(tmp_path: Path) -> None:
    cube = next(one for one in FIXTURES if one.name.startswith("DS_FILOSOFI_AGE"))
    report = read_file(cube.write(tmp_path), country(), perimeter(), WANTED)
    readings = Readings(perimeter(), report.observations)
    hidden = readings.read(statistic("pauvrete-moins-30"), perimeter().communes[0])
    assert (hidden.number, hidden.state) == (None, State.SECRET)


def test_an_archive_leaves_the_regions_and_says_so(tmp_path: Path) -> None:
    archive = next(one for one in FIXTURES if one.name == "base-cc-filosofi-2021.zip")
    report = read_file(archive.write(tmp_path), country(), perimeter(), WANTED)
    assert len(report.remarks) == 1
    assert "cc_filosofi_2021_REG.csv" in report.remarks[0]
    assert "pas au découpage des communes" in report.remarks[0]


def test_figures_of_places_need_the_file_that_tells_their_communes(tmp_path: Path) -> None:
    from facilitator.errors import InputError

    beds = next(one for one in FIXTURES if "cs1100505" in one.name)
    path = tmp_path / beds.name
    path.write_text(beds.text, "utf-8")
    with pytest.raises(InputError) as refused:
        read_file(path, country(), perimeter(), WANTED)
    assert "pas dans quelles communes" in refused.value.title
    assert "cs1100502" in (refused.value.cause or "")
