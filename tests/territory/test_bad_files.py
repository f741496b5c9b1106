"""Bad input: each fault is told in French with its file, line and column; what is good is kept."""

import zipfile
from pathlib import Path

import pytest

from facilitator.errors import InputError
from facilitator.territory.readings import State
from facilitator.territory.recognising import FileReport, read_file
from tests.territory.places import WANTED, Desk, country, perimeter
from tests.territory.true_layouts import FIXTURES, Fixture, quoted

WIDE = "CODGEO;P22_POP;P22_LOG\n01001;900;400\n01002;400;200\n01003;60;30\n"


def plain(lines: tuple[str, ...]) -> list[str]:
    return [one.replace("\u00a0", " ").replace("\u202f", " ") for one in lines]


def brought(path: Path) -> FileReport:
    return read_file(path, country(), perimeter(), WANTED)


def test_a_decimal_comma_between_commas_does_not_shift_the_columns(desk: Desk) -> None:
    report = desk.bring("CODGEO,P22_POP,P22_LOG\n01001,900,400\n01002,400,5,200\n01003,60,30\n")
    assert plain(report.problems) == [
        "fichier.csv, ligne 3 : 4 colonnes au lieu de 3 ; la ligne est laissée."
    ]
    assert desk.read("logements", "Corzé").number == 30
    assert desk.read("logements", "Belval").number is None


def test_a_line_with_another_delimiter_is_told_and_left(desk: Desk) -> None:
    report = desk.bring(WIDE.replace("01002;400;200", "01002,400,200"))
    assert plain(report.problems) == ["fichier.csv, ligne 3 : 1 colonne au lieu de 3 ; la ligne est laissée."]
    assert desk.read("population", "Corzé").number == 60


def test_a_quotation_mark_that_nobody_closes_does_not_swallow_the_lines_below(desk: Desk) -> None:
    desk.bring('CODGEO;LIB;P22_POP\n01001;"Aubrac;900\n01002;x;400\n01003;"y ""z""";60\n')
    assert desk.read("population", "EPCI").number == 1360


def test_a_header_twice_is_passed_over_and_counted(desk: Desk) -> None:
    report = desk.bring(WIDE + "CODGEO;P22_POP;P22_LOG\n01009;5000;2000\n")
    assert report.problems == ()
    assert plain(report.remarks) == ["Lignes d’en-tête répétées, laissées : 1."]
    assert desk.read("population", "département").number == 6360


def test_titles_above_the_header_and_notes_below_the_table_are_passed_over(desk: Desk) -> None:
    report = desk.bring(
        "Population en 2022;;\nSource : Insee;;\n;;\nCode;Population;Logements\n"
        + WIDE
        + ";;\n;Lecture : en nombre;\n"
    )
    assert report.problems == ()
    assert plain(report.remarks) == ["Lignes sans code de lieu, laissées : 2."]
    assert desk.read("population", "EPCI").number == 1360


def test_lines_of_another_encoding_in_the_same_file_are_read(tmp_path: Path) -> None:
    path = tmp_path / "melange.csv"
    path.write_bytes(
        "CODGEO;LIBGEO;P22_POP\n01001;Forêt;900\n".encode()
        + "01002;Château;400\n".encode("cp1252")
        + "01003;Corzé;60\n".encode()
    )
    report = brought(path)
    assert (report.problems, report.communes) == ((), 3)


def test_mixed_years_are_kept_apart(desk: Desk) -> None:
    desk.bring("CODGEO;P22_POP;P21_LOG;P21_LOGVAC\n01001;900;400;40\n")
    assert desk.read("population", "Aubrac").year == 2022
    assert (desk.read("vacance", "Aubrac").year, desk.read("vacance", "Aubrac").number) == (2021, 10)
    assert desk.read("vacance", "Aubrac", 2022).state is State.GAP


@pytest.mark.parametrize(
    "name", ["cc_filosofi_2021_REG.csv", "base-ze2020.csv", "donnees_UU2020.csv", "pop-AAV2020.csv"]
)
def test_other_geographies_are_refused_since_their_codes_pass_for_communes(desk: Desk, name: str) -> None:
    with pytest.raises(InputError) as refused:
        desk.bring("CODGEO;MED21\n01;20000\n01001;9\n", name)
    assert "pas au découpage des communes" in refused.value.title
    assert name in refused.value.title


def test_a_region_in_a_file_of_departements_is_told_by_its_name(desk: Desk) -> None:
    report = desk.bring("CODGEO;LIBGEO;MED21\n01;Guadeloupe;20000\n")
    assert desk.read("niveau-de-vie", "département").number is None
    assert plain(report.remarks) == ["Lignes d’un autre découpage que les départements, laissées : 1."]


def test_communes_of_other_departements_are_counted_where_the_geography_has_only_some(desk: Desk) -> None:
    report = desk.bring(WIDE + "".join(f"33{one:03};1;1\n" for one in range(400)) + "97105;1;1\n01777;1;1\n")
    assert plain(report.remarks) == ["Lignes de communes hors du découpage donné, laissées : 401."]
    assert plain(report.problems) == [
        "fichier.csv, ligne 406, colonne « CODGEO » : « 01777 » n’est le code d’aucune commune connue ; "
        "la ligne est laissée."
    ]
    report = desk.bring(
        "rentree_scolaire;departement;commune;numero_ecole;nombre_total_eleves\n"
        "2023;GIRONDE;BORDEAUX;0330001X;80\n2023;AIN;AUBRAC;0010001X;80\n"
    )
    assert (report.problems, plain(report.remarks)) == (
        (),
        ["Lignes de communes hors du découpage donné, laissées : 1."],
    )


def test_two_rows_for_the_country_are_never_added_up(desk: Desk) -> None:
    desk.bring("CODGEO;P22_POP\nFM;65000000\nF;68000000\n01001;900\n")
    assert desk.read("population", "France").number == 68000000


def test_a_truncated_archive_is_told(tmp_path: Path) -> None:
    whole = tmp_path / "entier.zip"
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("dossier_complet.csv", WIDE * 200)
    cut = tmp_path / "coupe.zip"
    cut.write_bytes(whole.read_bytes()[:-40])
    with pytest.raises(InputError) as refused:
        brought(cut)
    assert "coupe.zip ne peut pas être ouvert" in refused.value.title


def damaged(tmp_path: Path, name: str, text: str) -> Path:
    """An archive whose content no longer has its sum."""
    path = tmp_path / "abime.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, text)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    return path


def test_what_was_read_before_the_damage_is_kept_and_the_rest_told(tmp_path: Path) -> None:
    lines = "".join(f"98{one:03};1;1\n" for one in range(900))
    report = brought(damaged(tmp_path, "dossier_complet.csv", WIDE + lines))
    assert report.communes == 3
    assert "la suite du fichier ne peut pas être lue" in report.remarks[0]


def test_a_register_cut_short_is_refused_for_it_would_make_false_zeros(tmp_path: Path) -> None:
    lines = "".join(f"2023;98{one:03};D502\n" for one in range(900))
    with pytest.raises(InputError) as refused:
        brought(damaged(tmp_path, "bpe.csv", "AN;DEPCOM;TYPEQU\n2023;01001;D502\n" + lines))
    assert "la suite du fichier ne peut pas être lue" in refused.value.title


def test_an_archive_of_other_things_names_what_was_read_in_it(tmp_path: Path) -> None:
    path = tmp_path / "divers.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "nom;prix\nx;1\n")
        archive.writestr("lisez-moi.txt", "…")
    with pytest.raises(InputError) as refused:
        brought(path)
    assert "divers.zip n’est pas un fichier public reconnu" in refused.value.title.replace("\u00a0", " ")
    assert "«\u00a0prix\u00a0»" in (refused.value.cause or "")


def test_wrong_lines_of_a_cube_are_told_and_the_rest_is_kept(desk: Desk) -> None:
    report = desk.bring(
        quoted(
            "GEO;GEO_OBJECT;AGE;SEX;RP_MEASURE;TIME_PERIOD;OBS_VALUE\n01001;COM;_T;_T;POP;2022;900\n"
            "01001;COM;_T;_T;POP;2022;901\n99999;COM;_T;_T;POP;2022;5\n01002;COM;_T;_T;POP;an;5\n"
            "01003;COM;_T;_T;POP;2022;douze"
        )
    )
    assert plain(report.problems) == [
        "fichier.csv, ligne 3, colonne « GEO » : 01001, P_POP, 2022 : déjà donné plus haut ; "
        "le premier est gardé.",
        "fichier.csv, ligne 4, colonne « GEO » : « 99999 » n’est le code d’aucune commune connue ; "
        "la ligne est laissée.",
        "fichier.csv, ligne 5, colonne « TIME_PERIOD » : « an » n’est pas une année ; la ligne est laissée.",
        "fichier.csv, ligne 6, colonne « OBS_VALUE » : « douze » n’est pas un nombre ; la case reste vide.",
    ]
    assert desk.read("population", "Aubrac").number == 900


def test_a_cube_that_nobody_reads_names_its_dimensions(desk: Desk) -> None:
    with pytest.raises(InputError) as refused:
        desk.bring("GEO;GEO_OBJECT;PLANETE;TIME_PERIOD;OBS_VALUE\n01001;COM;X;2022;1\n")
    assert "n’est pas encore lu" in refused.value.title
    assert "PLANETE" in (refused.value.cause or "")


def test_a_former_commune_of_a_cube_is_added_to_that_of_now(desk: Desk) -> None:
    report = desk.bring(
        quoted(
            "GEO;GEO_OBJECT;AGE;SEX;RP_MEASURE;TIME_PERIOD;OBS_VALUE\n01002;COM;_T;_T;POP;2022;300\n"
            "01020;COM;_T;_T;POP;2022;100"
        )
    )
    assert desk.read("population", "Belval").number == 400
    assert report.remarks == ("Vieux-Belval (01020) fait partie de Belval (01002) depuis 2024.",)


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda one: one.name)
def test_every_file_cut_anywhere_is_read_or_refused_with_its_name(fixture: Fixture, tmp_path: Path) -> None:
    whole = fixture.write(tmp_path).read_bytes()
    refused = []
    for part in range(1, 8):
        path = tmp_path / f"coupe{part}{Path(fixture.name).suffix}"
        path.write_bytes(whole[: len(whole) * part // 8])
        try:
            brought(path)
        except InputError as error:
            refused.append((path.name, error.title))
    assert all(name in title for name, title in refused)
