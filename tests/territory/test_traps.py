"""The traps of public statistics, each a rule (domaine.md § 4.8)."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.place import Level, Place
from facilitator.territory.cells import number_of
from facilitator.territory.geography import Geography, Move
from facilitator.territory.picking import perimeter_of
from facilitator.territory.readings import Readings, State
from facilitator.territory.recognising import read_file
from facilitator.territory.wording import changed, shown
from tests.territory.places import WANTED, Desk, perimeter, statistic

POPULATION = (
    "CODGEO;P22_POP;P16_POP;P19_POP\n01001;900;880;890\n01002;400;500;410\n01003;60;20;50\n"
    "01009;5000;5000;5000\n"
)


@pytest.mark.parametrize("cell", ["", "s", "nd", "ns", "NS", "N/A - résultat non disponible", " "])
def test_a_secret_is_never_zero(desk: Desk, cell: str) -> None:
    desk.bring(f"CODGEO;MED21;TP6021\n01001;21500;14\n01002;{cell};{cell}\n01003;0;12\n")
    hidden = desk.read("niveau-de-vie", "Belval")
    assert (hidden.number, hidden.state) == (None, State.SECRET)
    assert shown(statistic("niveau-de-vie"), hidden) == "secret"
    assert desk.read("niveau-de-vie", "Corzé").number == 0


@given(st.text(max_size=12))
def test_whatever_a_cell_holds_zero_is_read_only_where_a_zero_is_written(cell: str) -> None:
    assert number_of(cell) != 0 or any(one.isdecimal() for one in cell)


def test_one_hidden_commune_hides_the_sum_and_says_so(desk: Desk) -> None:
    desk.bring("CODGEO;C21_FAM;C21_FAMMONO\n01001;250;50\n01002;110;s\n01003;17;4\n01009;900;90\n")
    epci = desk.read("monoparentales", "EPCI")
    assert (epci.state, "une commune au moins est sous secret" in epci.why) == (State.SECRET, True)
    assert desk.read("monoparentales", "département").number is None


def test_caf_figures_are_about_and_never_added_up_to_the_departement(desk: Desk) -> None:
    lines = (
        "2023-12-01;01001;170;25\n2023-12-01;01002;75;10\n2023-12-01;01003;10;5\n2023-12-01;01009;950;90\n"
    )
    desk.bring("dtreffre;numcomdo;indfoy_ndur;indfoy_rsa\n" + lines)
    commune, epci = desk.read("rsa", "Aubrac"), desk.read("rsa", "EPCI")
    assert shown(statistic("rsa"), commune) == "environ\u00a025"
    assert (shown(statistic("rsa"), epci), epci.state) == ("environ\u00a040", State.ABOUT)
    for above in ("département", "France"):
        assert desk.read("rsa", above).state is State.GAP


def test_rows_that_the_caf_could_not_place_are_set_aside_and_counted(desk: Desk) -> None:
    report = desk.bring("annee;numepci;txcouv_epci\n2023;200000001;48.5\n2023;XX;104\n")
    assert desk.read("couverture", "EPCI").number == 48.5
    assert (
        report.remarks == ("1 ligne «\u00a0XX\u00a0», sans lieu connu, laissées.",)
        or "XX" in report.remarks[0]
    )


def test_a_rate_above_a_hundred_is_kept(desk: Desk) -> None:
    desk.bring("annee;numepci;txcouv_epci\n2023;200000001;112.4\n")
    assert shown(statistic("couverture"), desk.read("couverture", "EPCI")) == "112,4"


def test_a_national_file_has_a_date_and_no_place(desk: Desk) -> None:
    desk.bring("annee;numepci;txcouv_epci\n2023;200000001;52\n")
    desk.bring("annee;txcouv_nat\n2023-01-01;60.9\n2020-01-01;58.8\n", "nat.csv")
    assert desk.read("couverture", "France").number == 60.9


def test_the_youngest_ages_are_summed_from_iris_to_the_commune(desk: Desk) -> None:
    desk.bring(
        "IRIS;COM;P21_POP0002\n010010101;01001;12.5\n010010102;01001;10\n010020000;01002;7\n010030000;01003;1\n"
    )
    assert desk.read("age-0-2", "Aubrac").number == 22.5
    assert desk.read("age-0-2", "EPCI").number == 30.5
    assert desk.read("age-0-2", "département").state is State.GAP  # Dormans is not in the file


def test_a_proportion_of_fewer_than_thirty_is_masked(desk: Desk) -> None:
    desk.bring("CODGEO;C21_FAM;C21_FAMMONO\n01001;250;50\n01002;30;6\n01003;29.9;4\n")
    assert desk.read("monoparentales", "Belval").number == 20
    masked = desk.read("monoparentales", "Corzé")
    assert (masked.number, masked.state) == (None, State.MASKED)
    assert desk.read("familles", "Corzé").number == 29.9  # the number itself is not a proportion


def test_censuses_are_compared_over_five_years_at_least(desk: Desk) -> None:
    desk.bring(POPULATION)
    readings, population = desk.readings, statistic("population")
    belval, corze = perimeter().communes[1], perimeter().communes[2]
    assert changed(readings.evolution(population, belval)) == "−20,0\u00a0% (2016-2022)"
    assert changed(readings.evolution(population, corze)) == "masqué"  # from 20 people
    desk.reports.clear()
    desk.bring("CODGEO;P22_POP;P19_POP\n01001;900;890\n")
    assert desk.readings.evolution(population, perimeter().communes[0]) is None


def test_a_departement_is_summed_only_from_all_its_communes(desk: Desk) -> None:
    desk.bring(POPULATION)
    assert desk.read("population", "département").number == 6360
    assert desk.read("population", "France").state is State.GAP  # a country of one département is not France
    desk.reports.clear()
    desk.bring("CODGEO;P22_POP\n01001;900\n01002;400\n01003;60\n")
    assert desk.read("population", "EPCI").number == 1360
    assert desk.read("population", "département").state is State.GAP


def test_a_median_is_never_added_up(desk: Desk) -> None:
    desk.bring("CODGEO;MED21\n01001;20000\n01002;21000\n01003;22000\n")
    assert desk.read("niveau-de-vie", "EPCI").state is State.GAP
    desk.bring("CODGEO;MED21\n200000001;20800\n01;22100\n", "epci.csv")
    assert [desk.read("niveau-de-vie", one).number for one in ("EPCI", "département")] == [20800, 22100]


def test_a_missing_file_leaves_a_gap_that_tells_why(desk: Desk) -> None:
    desk.bring(POPULATION)
    gap = desk.read("vacance", "Aubrac")
    assert (gap.number, gap.state, gap.why) == (None, State.GAP, "aucun fichier importé ne le donne")


def test_a_merged_commune_is_summed_and_told_and_its_median_is_a_gap(desk: Desk) -> None:
    report = desk.bring(
        "CODGEO;P22_POP;MED21\n01001;900;20000\n01002;300;21000\n01020;100;23000\n01003;60;22000\n"
    )
    assert desk.read("population", "Belval").number == 400
    assert (desk.read("niveau-de-vie", "Belval").number, desk.read("niveau-de-vie", "Aubrac").number) == (
        None,
        20000,
    )
    assert report.remarks == ("Vieux-Belval (01020) fait partie de Belval (01002) depuis 2024.",)
    assert report.problems == ()


def test_only_december_is_read_of_a_yearly_series(desk: Desk) -> None:
    desk.bring("dtreffre;numcomdo;indfoy_ndur\n2023-06-01;01001;999\n2023-12-01;01001;170\n")
    assert desk.read("foyers-allocataires", "Aubrac").number == 170


def test_a_tranche_that_is_not_published_hides_the_share_of_low_quotients(desk: Desk) -> None:
    head = "dtreffre;numcomdo;qf_400;indfoy_ndur\n"
    full = "".join(
        f"2023-12-01;01001;{one}\n" for one in ("0-399;40", "400-799;60", "800 et plus;100", "inconnu;15")
    )
    holed = "".join(f"2023-12-01;01002;{one}\n" for one in ("0-399;", "400-799;30", "800 et plus;40"))
    absent = "2023-12-01;01003;400-799;5\n"
    desk.bring(head + full + holed + absent)
    assert desk.read("qf-800", "Aubrac").number == 50
    assert [desk.read("qf-800", one).state for one in ("Belval", "Corzé")] == [State.SECRET, State.SECRET]


def test_pupils_are_counted_by_commune_and_a_commune_without_a_school_has_none(desk: Desk) -> None:
    report = desk.bring(
        "Rentrée scolaire;Département;Commune;Numéro de l'école;Nombre total d'élèves\n"
        "2023;AIN;AUBRAC;0010001X;80\n2023;AIN;AUBRAC;0010002X;35\n2023;Ain;Dormans;0010003X;400\n2023;Ain;Corze;0010009X;12\n"
        "2023;Ain;Ailleurs;0010004X;9\n"
    )
    assert [desk.read("eleves", one).number for one in ("Aubrac", "Belval", "Corzé", "EPCI")] == [
        115,
        0,
        12,
        127,
    ]
    assert "ligne 6, colonne «\u00a0Commune\u00a0»" in report.problems[0]


def test_the_index_of_schools_is_a_mean_of_schools_and_hidden_ones_are_not_in_it(desk: Desk) -> None:
    desk.bring(
        "rentree_scolaire,uai,code_insee_de_la_commune,ips\n2023-2024,1A,01001,90.5\n2023-2024,1B,01001,109.5\n"
        "2023-2024,2A,01002,NS\n2023-2024,3A,01003,85\n"
    )
    assert desk.read("ips", "Aubrac").number == 100
    assert desk.read("ips", "Belval").state is State.GAP
    assert desk.read("ips", "EPCI").number == 95


def test_equipments_are_counted_with_or_without_a_number_of_them(desk: Desk) -> None:
    desk.bring("AN;DEPCOM;TYPEQU\n2023;01001;D502\n2023;01001;D502\n2023;01009;D265\n")
    assert [desk.read("creches", one).number for one in ("Aubrac", "Belval", "EPCI")] == [2, 0, 2]
    desk.reports.clear()
    desk.bring("AN;DEPCOM;TYPEQU;NB_EQUIP\n2023;01001;D502;3\n")
    assert desk.read("creches", "Aubrac").number == 3


def test_the_zero_that_a_spreadsheet_took_from_a_code_is_put_back(desk: Desk) -> None:
    desk.bring("CODGEO;P22_POP\n1001;900\n1002;400\n1003;60\n")
    assert desk.read("population", "EPCI").number == 1360


PARIS = Geography(
    {"75056": Place(Level.COMMUNE, "75056", "Paris", 2_100_000, "75", "200054781")},
    {"200054781": Place(Level.EPCI, "200054781", "Métropole")},
    {"75": Place(Level.DEPARTEMENT, "75", "Paris")},
    "essai",
    tuple(Move("arrondissement", f"751{rank:02}", f"Paris {rank}e", "75056", "", 0) for rank in (1, 2)),
)


@pytest.mark.parametrize("city", ["75056;100\n", ""])
def test_the_arrondissements_of_paris_are_never_counted_beside_the_city(tmp_path: Path, city: str) -> None:
    path = tmp_path / "paris.csv"
    path.write_text(f"CODGEO;P22_POP\n{city}75101;60\n75102;40\n", "utf-8")
    places = perimeter_of(PARIS, "200054781")
    report = read_file(path, PARIS, places, WANTED)
    readings = Readings(places, report.observations)
    for place in (places.communes[0], places.epci, places.departements[0]):
        assert readings.read(statistic("population"), place).number == 100


def test_a_commune_under_its_former_code_keeps_its_median_and_is_not_counted_twice(tmp_path: Path) -> None:
    renamed = Geography(
        {"49126": Place(Level.COMMUNE, "49126", "Orée", 17_000, "49", "200060010")},
        {"200060010": Place(Level.EPCI, "200060010", "Mauges")},
        {"49": Place(Level.DEPARTEMENT, "49", "Maine-et-Loire")},
        "essai",
        (Move("code", "49069", "Orée", "49126", "", 2025),),
    )
    path = tmp_path / "oree.csv"
    path.write_text("CODGEO;P22_POP;MED21\n49069;100;21000\n49126;200;22000\n", "utf-8")
    places = perimeter_of(renamed, "200060010")
    report = read_file(path, renamed, places, WANTED)
    readings = Readings(places, report.observations)
    read = [
        readings.read(statistic(key), places.communes[0]).number for key in ("population", "niveau-de-vie")
    ]
    assert read == [100, 21000]
    assert "49126 est déjà en ligne 2" in report.problems[0]
