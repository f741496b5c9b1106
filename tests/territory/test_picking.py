"""An intercommunalité picked by name or code, in the country that ships and in one that a user describes."""

from pathlib import Path

import pytest

from facilitator.errors import InputError, NotFoundError, UsageError
from facilitator.territory.geography import Geography, own_geography, shipped_geography
from facilitator.territory.picking import described, pick
from tests.territory.places import country, perimeter


@pytest.fixture(scope="module")
def france() -> Geography:
    return shipped_geography()


def test_the_whole_country_is_there_with_its_inhabitants(france: Geography) -> None:
    assert (len(france.communes), len(france.epci), len(france.departements)) == (34875, 1255, 101)
    assert 66_000_000 < sum(one.population for one in france.communes.values()) < 70_000_000
    assert all(place.departement in france.departements for place in france.communes.values())
    assert {place.epci for place in france.communes.values()} - {""} == france.epci.keys()


@pytest.mark.parametrize(
    "asked",
    ["pays viganais", "CC du Pays Viganais", "Communauté de communes du pays viganais", "by its code"],
)
def test_a_name_is_found_without_its_kind_capitals_and_accents(france: Geography, asked: str) -> None:
    code = next(one.code for one in france.epci.values() if one.name == "CC du Pays Viganais")
    found = pick(france, code if asked == "by its code" else asked)
    assert found.epci.code == code
    assert len(found.communes) == 21
    assert found.departements[0].name == "Gard"
    assert found.epci.population == sum(one.population for one in found.communes)


def test_the_name_or_the_code_of_a_commune_leads_to_its_epci(france: Geography) -> None:
    assert pick(france, "Sèvremoine").epci.name == "CA Mauges Communauté"
    assert pick(france, "49301").epci.name == "CA Mauges Communauté"


def test_several_names_as_near_are_all_proposed_with_their_codes(france: Geography) -> None:
    with pytest.raises(UsageError, match="Quelle intercommunalité") as several:
        pick(france, "CC des Vallées")
    assert "200043628" in several.value.cause


def test_a_name_of_nowhere_is_told(france: Geography) -> None:
    with pytest.raises(NotFoundError, match="Bidule"):
        pick(france, "Bidule")


def test_mergers_and_newcomers_are_told_by_year() -> None:
    assert [one.replace("\u00a0", " ") for one in perimeter().remarks] == [
        "Depuis 2023, Corzé en fait partie ; avant : CC d’avant.",
        "Vieux-Belval (01020) fait partie de Belval (01002) depuis 2024.",
    ]
    assert (
        described(perimeter()).replace("\u00a0", " ") == "CC de l’Aubrac : 3 communes, 1\u202f360 habitants"
    )


def test_a_former_commune_leads_to_that_of_now(france: Geography) -> None:
    assert france.communes[france.heirs["49069"].before].name == "Orée d'Anjou"
    assert country().heirs["01020"].before == "01002"


HEADER = "code;nom;epci;nom_epci;departement;nom_departement;population\n"


def test_a_territory_of_ones_own_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mien.csv"
    path.write_text(HEADER + "X0001;Ici;E1;Nous;X0;Département X;1 200\nX0002;Là;;;X0;;80\n", "utf-8")
    found = pick(own_geography(path), "Nous")
    assert [one.name for one in found.communes] == ["Ici"]
    assert (found.epci.population, found.departements[0].population) == (1200, 1280)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("code;nom\n1;a\n", "il y manque"),
        (HEADER + "1;a;e;n;d;m;dix\n", "ligne 2, colonne «\u00a0population\u00a0»"),
        (HEADER + "1;a;e;n;d;m;10\n1;b;e;n;d;m;10\n", "ligne 3, colonne «\u00a0code\u00a0»"),
        (HEADER + "1;;e;n;d;m;10\n", "ligne 2"),
    ],
)
def test_what_is_wrong_in_it_is_told_with_its_line_and_column(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "mien.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError) as wrong:
        own_geography(path)
    assert said in wrong.value.title
