"""Files as they come: any year, delimiter and encoding; what is wrong in them is told with its place."""

import math
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.domain.statistics import Mark
from facilitator.errors import InputError
from facilitator.territory.readings import State
from facilitator.territory.recognising import read_file
from tests.territory.places import WANTED, Desk, country, perimeter

WIDE = "CODGEO;P22_POP;P22_LOG\n01001;900;400,5\n01002;400;200\n01003;60;30\n"


@pytest.mark.parametrize("year", [20, 21, 22])
def test_the_year_is_read_in_the_prefix_whatever_it_is(desk: Desk, year: int) -> None:
    report = desk.bring(WIDE.replace("P22", f"P{year}"))
    assert report.years == (2000 + year,)
    assert desk.read("logements", "Aubrac").number == 400.5


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_delimiters_and_encodings_are_found(desk: Desk, delimiter: str, encoding: str) -> None:
    text = (
        WIDE.replace(";", delimiter)
        .replace("P22_LOG", f"P22_LOG{delimiter}Libellé")
        .replace("\n0", f"{delimiter}é\n0")
    )
    report = desk.bring(text.replace(f"Libellé{delimiter}é", "Libellé"), encoding=encoding)
    assert report.communes == 3
    assert desk.read("population", "EPCI").number == 1360


def test_quoted_cells_and_windows_ends_of_line_are_read(desk: Desk) -> None:
    desk.bring('"CODGEO","P22_POP"\r\n"01001","900"\r\n"01002","400"\r\n"01003","60"\r\n')
    assert desk.read("population", "EPCI").number == 1360


def test_a_zip_of_insee_is_opened_at_its_data(desk: Desk) -> None:
    with zipfile.ZipFile(desk.folder / "dossier.zip", "w") as archive:
        archive.writestr("dossier_complet.csv", WIDE)
        archive.writestr("meta_dossier_complet.csv", "COD_VAR;LIB\n" + "x;y\n" * 500)
    assert read_file(desk.folder / "dossier.zip", country(), perimeter(), WANTED).communes == 3


def test_what_is_wrong_is_told_with_line_and_column_and_the_rest_is_kept(desk: Desk) -> None:
    report = desk.bring(
        "CODGEO;P22_POP;P22_LOG\n01001;900;abc\n99999;1;1\n01002;400;200\n01002;401;200\n01003\n",
        "mauvais.csv",
    )
    told = [one.replace("\u00a0", " ") for one in report.problems]
    assert told == [
        "mauvais.csv, ligne 2, colonne « P22_LOG » : « abc » n’est pas un nombre ; la case reste vide.",
        "mauvais.csv, ligne 3, colonne « CODGEO » : « 99999 » n’est le code d’aucune commune connue ; "
        "la ligne est laissée.",
        "mauvais.csv, ligne 5, colonne « CODGEO » : 01002 est déjà en ligne 4 ; la première est gardée.",
        "mauvais.csv, ligne 6 : 1 colonne au lieu de 3 ; la ligne est laissée.",
    ]
    assert desk.read("population", "Belval").number == 400
    assert desk.read("logements", "Aubrac").state is State.GAP


def test_many_problems_are_counted_beyond_twenty(desk: Desk) -> None:
    report = desk.bring("CODGEO;P22_POP\n" + "".join(f"98{one:03};1\n" for one in range(50)))
    assert (len(report.problems), report.problems[-1]) == (21, "… et 30 autres dans fichier.csv.")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "est vide"),
        (b"a;b\n1;2\n", "pas un fichier public reconnu"),
        (b"PK\x03\x04xxxx", "est un classeur"),
        (b"CODGEO;P22_INCONNUE\n01001;1\n", "aucun indicateur ne lit ses colonnes"),
        (b"numcomdo;indfoy_ndur\n01001;1\n", "pas de colonne de date"),
        (b"dtreffre;numcomdo;qf_400;indfoy_ndur\n2023-12;01001;tranche A;1\n", "ne se lit pas"),
    ],
)
def test_a_file_that_cannot_serve_is_refused_with_its_reason(desk: Desk, content: bytes, said: str) -> None:
    path = desk.folder / "x.csv"
    path.write_bytes(content)
    with pytest.raises(InputError) as refused:
        desk.bring(content.decode("latin-1"), "x.csv", "latin-1")
    assert said in refused.value.title
    assert "x.csv" in refused.value.title


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    from facilitator.territory.table import open_table

    with pytest.raises(InputError, match="ne peut pas être ouvert"), open_table(tmp_path / "absent.csv"):
        pass


def test_a_quoted_cell_may_hold_the_delimiter_and_an_end_of_line_and_lines_are_counted_on(desk: Desk) -> None:
    report = desk.bring('CODGEO;LIB;P22_POP\n01001;"un;\ndeux";900\n01002;x;400\n01003;y;?\n')
    assert desk.read("population", "Belval").number == 400
    assert "ligne 5" in report.problems[0]


HEADERS = st.sampled_from(
    [
        b"CODGEO;P22_POP;MED21\n",
        b"IRIS,COM,P21_POP0002\n",
        b"dtreffre;numcomdo;indfoy_rsa\n",
        b"dtreffre;numcomdo;qf_400;indfoy_ndur\n",
        b"annee;numepci;txcouv_epci\n",
        b"rentree_scolaire;departement;commune;numero_ecole;nombre_total_eleves\n",
        b"uai;ips;rentree_scolaire;code_commune\n",
        b"AN;DEPCOM;TYPEQU;NB_EQUIP\n",
        b"identifiant_de_l_etablissement;code_commune;type_etablissement;date_maj_ligne\n",
        b'"GEO";"GEO_OBJECT";"AGE";"SEX";"RP_MEASURE";"TIME_PERIOD";"OBS_VALUE"\n',
        b"GEO;FACILITY_TYPE;BPE_MEASURE;TIME_PERIOD;OBS_VALUE;UNIT_MULT;OBS_STATUS\n",
        b"finess;etalab;79;2024-01-10\n",
        b"lib_fs;insee_com;format_fs\n",
        "Code commune INSEE;APL aux médecins généralistes;Population standardisée 2021\n".encode(),
        b"",
    ]
)
CELLS = st.sampled_from(
    b'01001 01002 2023 2023-12-01 200000001 s 12,5 XX " 1e999 COM FRANCE F _T POP D502 FACILITIES <5 '
    b"structureet equipementsocial".split()
)
LINES = st.lists(st.lists(CELLS | st.binary(max_size=6), max_size=6).map(b";".join), max_size=6).map(
    b"\n".join
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HEADERS, LINES)
def test_any_file_is_read_or_refused_in_french_and_never_breaks(
    desk: Desk, header: bytes, lines: bytes
) -> None:
    path = desk.folder / "n.csv"
    path.write_bytes(header + lines)
    try:
        report = read_file(path, country(), perimeter(), WANTED)
    except InputError:
        return  # told: the tests above hold what it says
    for one in report.observations:
        assert (one.number is None) == (one.mark is not Mark.GIVEN)
        assert one.number is None or math.isfinite(one.number)
