"""Public workbooks: the sheet that has the columns, its header under titles, what spreadsheets do wrong."""

import zipfile
from pathlib import Path

import pytest

from facilitator.errors import InputError
from facilitator.territory.readings import Readings
from facilitator.territory.recognising import FileReport, read_file
from tests.intake.written import ods
from tests.territory.places import WANTED, country, perimeter, statistic
from tests.territory.true_layouts import write_workbook

TITLED = (
    "[Documentation]\nVariables\n[COM_2022]\nPopulation\nMise en ligne\n \n"
    "Code géographique|Libellé|Population\n"
    "CODGEO|LIBGEO|P22_POP\n01001|Aubrac|900\n01002|Belval|400\n01003|Corzé|60\n \nSource : Insee\n"
)


def brought(path: Path) -> FileReport:
    return read_file(path, country(), perimeter(), WANTED)


def population(report: FileReport, rank: int) -> float | None:
    return (
        Readings(perimeter(), report.observations)
        .read(statistic("population"), perimeter().communes[rank])
        .number
    )


def test_the_sheet_that_has_the_columns_is_read_below_its_titles(tmp_path: Path) -> None:
    path = tmp_path / "base.xlsx"
    write_workbook(path, TITLED)
    report = brought(path)
    assert [population(report, rank) for rank in range(3)] == [900, 400, 60]
    assert report.remarks == ("Lignes sans code de lieu, laissées\u00a0: 2.",)


def test_codes_that_became_numbers_get_their_zero_back(tmp_path: Path) -> None:
    path = tmp_path / "base.xlsx"
    write_workbook(path, TITLED.replace("\n01", "\n1"))
    assert population(brought(path), 0) == 900


def test_several_sheets_give_several_scales(tmp_path: Path) -> None:
    path = tmp_path / "filosofi.xlsx"
    write_workbook(
        path,
        "[COM]\nCODGEO|MED21\n01001|21500\n[EPCI]\nCODGEO|MED21\n200000001|20900\n[DEP]\nCODGEO|MED21\n01|23400\n"
        "[REG]\nCODGEO|MED21\n01|9\n",
    )
    report = brought(path)
    readings = Readings(perimeter(), report.observations)
    places = (perimeter().communes[0], perimeter().epci, perimeter().departements[0])
    assert [readings.read(statistic("niveau-de-vie"), one).number for one in places] == [21500, 20900, 23400]
    assert "REG" in report.remarks[0]


def test_a_formula_without_a_value_is_refused_with_its_cell(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in (["CODGEO", "P22_POP"], ["01001", "=900+1"]):
        sheet.append(cells)
    book.save(tmp_path / "calcul.xlsx")
    with pytest.raises(InputError) as refused:
        brought(tmp_path / "calcul.xlsx")
    assert "calcul.xlsx" in refused.value.title
    assert "formule" in (refused.value.cause or "")
    assert "B2" in (refused.value.cause or "")


def test_a_formula_with_its_value_is_read(tmp_path: Path) -> None:
    from xlsxwriter import Workbook

    book = Workbook(tmp_path / "calcul.xlsx")
    sheet = book.add_worksheet("COM")
    sheet.write_row(0, 0, ["CODGEO", "P22_POP"])
    sheet.write(1, 0, "01001")
    sheet.write_formula(1, 1, "=450*2", value=900)
    book.close()
    assert population(brought(tmp_path / "calcul.xlsx"), 0) == 900


def test_merged_codes_are_read_once_and_the_lines_without_code_are_counted(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in (["CODGEO", "P22_POP"], ["01001", 900], [None, 5], ["01002", 400]):
        sheet.append(cells)
    sheet.merge_cells("A2:A3")
    book.save(tmp_path / "fusion.xlsx")
    report = brought(tmp_path / "fusion.xlsx")
    assert [population(report, rank) for rank in (0, 1)] == [900, 400]
    assert report.remarks == ("Lignes sans code de lieu, laissées\u00a0: 1.",)


def test_a_workbook_in_an_archive_is_read(tmp_path: Path) -> None:
    write_workbook(tmp_path / "base.xlsx", TITLED.replace(" \nSource : Insee\n", ""))
    with zipfile.ZipFile(tmp_path / "base_xlsx.zip", "w") as archive:
        archive.write(tmp_path / "base.xlsx", "base-cc-evol-struct-pop-2022.xlsx")
    report = brought(tmp_path / "base_xlsx.zip")
    assert (report.problems, population(report, 1)) == ((), 400)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04abime", b"texte"])
def test_a_damaged_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "abime.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputError) as refused:
        brought(path)
    assert "abime.xlsx ne peut pas être lu" in refused.value.title


def test_a_workbook_of_other_things_names_what_was_read_in_it(tmp_path: Path) -> None:
    path = tmp_path / "budget.xlsx"
    write_workbook(path, "[Feuil1]\nTitre\nposte|montant\nachats|12\n")
    with pytest.raises(InputError) as refused:
        brought(path)
    assert "pas un fichier public reconnu" in refused.value.title
    assert "montant" in (refused.value.cause or "")


def test_a_sheet_too_large_for_a_laptop_is_refused_with_its_size(tmp_path: Path) -> None:
    from xlsxwriter import Workbook

    book = Workbook(tmp_path / "immense.xlsx")
    sheet = book.add_worksheet("COM")
    sheet.write_row(0, 0, ["CODGEO", "P22_POP"])
    sheet.write(1_000_000, 600, 1)
    book.close()
    with pytest.raises(InputError) as refused:
        brought(tmp_path / "immense.xlsx")
    assert "1\u202f000\u202f001 lignes" in (refused.value.cause or "")


def test_an_open_document_sheet_is_read(tmp_path: Path) -> None:
    path = tmp_path / "base.ods"
    ods(path, [["Titre"], ["CODGEO", "P22_POP"], ["01001", "900"]])
    assert population(brought(path), 0) == 900


def test_a_territory_of_ones_own_may_be_a_workbook(tmp_path: Path) -> None:
    from facilitator.workshop.indicators import Indicators

    given, folder = tmp_path / "t.xlsx", tmp_path / "demarche"
    folder.mkdir()
    write_workbook(
        given,
        "[Communes]\ncode|nom|epci|nom_epci|departement|nom_departement|population\n"
        "01001|Aubrac|200000001|CC de l’Aubrac|01|Ain|900\n",
    )
    with Indicators(folder) as indicators:
        assert indicators.choose("", given).epci.name == "CC de l’Aubrac"
        data = tmp_path / "data.csv"
        data.write_text("CODGEO;P22_POP\n01001;900\n", "utf-8")
        (report,), refused = indicators.bring([data], lambda what, done, of: None)
    assert (report.communes, refused) == (1, ())
