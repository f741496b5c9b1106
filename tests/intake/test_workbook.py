"""Workbooks: the sheet that is read, and every kind of cell."""

import shutil
import subprocess
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from facilitator.errors import InputError
from facilitator.intake import workbook as workbook_module
from facilitator.intake.contributions import read_contributions
from tests.intake.written import ods, workbook

WALL = [("Table", "Texte", "Votes"), ("T1", "un local", 3), ("T2", "un bus", 1.0)]


def test_titles_above_the_header_empty_rows_and_margins_are_no_obstacle(tmp_path: Path) -> None:
    rows = [(None, "Atelier du 12 mars"), (), (None, *WALL[0]), (), *((None, *row) for row in WALL[1:])]
    intake = read_contributions(workbook(tmp_path / "mur.xlsx", ("Mur", rows)))
    assert [(r.line, r.table, r.text, r.votes) for r in intake.rows] == [
        (5, "T1", "un local", 3),
        (6, "T2", "un bus", 1),
    ]
    assert "Atelier du 12" in intake.notes[0]


def test_a_table_merged_over_its_rows_is_the_table_of_each_but_a_text_is_said_once(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "mur.xlsx",
        ("Mur", [("Table", "Texte"), ("T1", "un local"), (None, "un bus"), ("T2", "long"), ("T3", None)]),
    )
    book = load_workbook(path)
    sheet = book["Mur"]
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("B4:B5")
    book.save(path)
    intake = read_contributions(path)
    assert [(row.table, row.text) for row in intake.rows] == [
        ("T1", "un local"),
        ("T1", "un bus"),
        ("T2", "long"),
    ]
    assert [reject.line for reject in intake.rejects] == [5]


def test_the_first_sheet_with_a_known_header_is_read_and_the_others_are_said(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "mur.xlsx", ("Garde", [("Bienvenue",)]), ("Vide", []), ("Mur", WALL), ("Soir", WALL)
    )
    intake = read_contributions(path)
    assert len(intake.rows) == 2
    assert "Mur" in intake.notes[0]
    assert "Garde" in intake.notes[0]
    assert "Soir" in intake.notes[0]
    assert "Vide" not in intake.notes[0]


def test_a_sheet_can_be_asked_for(tmp_path: Path) -> None:
    path = workbook(tmp_path / "mur.xlsx", ("Mur", WALL), ("Soir", [("Texte",), ("une fête",)]))
    assert [row.text for row in read_contributions(path, sheet=" soir ").rows] == ["une fête"]
    with pytest.raises(InputError, match="Matin") as refused:
        read_contributions(path, sheet="Matin")
    assert "Soir" in refused.value.cause


def test_cells_read_as_they_show(tmp_path: Path) -> None:
    cells = [
        3.0,
        2.5,
        75001,
        True,
        date(2026, 3, 12),
        datetime(2026, 3, 12, 18, 5),
        time(8, 30),
        "007",
        "#N/A",
    ]
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["texte"])
    for cell in cells:
        sheet.append([cell])
    sheet["A10"].data_type = "s"
    book.save(tmp_path / "mur.xlsx")
    assert [row.text for row in read_contributions(tmp_path / "mur.xlsx").rows] == [
        "3",
        "2.5",
        "75001",
        "VRAI",
        "12/03/2026",
        "12/03/2026 18:05",
        "08:30",
        "007",
        "#N/A",
    ]


def test_a_formula_that_was_never_computed_is_a_reject_not_a_loss(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "mur.xlsx", ("Mur", [("Table", "Texte"), ("T1", '="un"&"local"'), ("T2", "un bus")])
    )
    intake = read_contributions(path)
    assert [row.text for row in intake.rows] == ["un bus"]
    assert [reject.line for reject in intake.rejects] == [2]


def test_an_empty_workbook_is_said_to_be_empty(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="vide"):
        read_contributions(workbook(tmp_path / "mur.xlsx", ("Mur", [])))


@pytest.mark.parametrize("far", ["XFD1048576", "ZZ1048576"])
def test_a_lone_cell_at_the_end_of_the_sheet_is_refused_before_it_fills_the_memory(
    tmp_path: Path, far: str
) -> None:
    path = workbook(tmp_path / "mur.xlsx", ("Mur", WALL))
    book = load_workbook(path)
    book["Mur"][far] = "loin"
    book.save(path)
    with pytest.raises(InputError, match="1\u202f048\u202f576"):
        read_contributions(path)


def test_a_long_column_is_not_mistaken_for_a_lone_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path / "mur.xlsx", ("Mur", WALL))
    book = load_workbook(path)
    book["Mur"]["B200000"] = "loin, mais lisible"
    book.save(path)
    assert read_contributions(path).rows[-1].line == 200_000


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice absent")
@pytest.mark.render
def test_an_ods_of_libreoffice_reads_like_its_xlsx(tmp_path: Path) -> None:
    path = workbook(tmp_path / "mur.xlsx", ("Mur", [("Atelier",), (), *WALL]))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path), str(path)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert read_contributions(tmp_path / "mur.ods").rows == read_contributions(path).rows


def test_an_ods_is_read(tmp_path: Path) -> None:
    intake = read_contributions(ods(tmp_path / "mur.ods", [("Table", "Texte", "Votes"), ("T1", "un < à", 3)]))
    assert [(row.line, row.table, row.text, row.votes) for row in intake.rows] == [(2, "T1", "un < à", 3)]


def test_an_ods_whose_xml_is_broken_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="ne peut pas être lu"):
        read_contributions(ods(tmp_path / "mur.ods", [("Texte",), ("un local",)], tail="<table:table"))


class PanicException(BaseException):
    """Stands for what the Rust reader raises on a file it never foresaw; no such file is known."""


def test_a_reader_that_panics_is_reported_as_a_damaged_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def panic(*_: object) -> None:
        raise PanicException("index out of bounds")

    monkeypatch.setattr(workbook_module, "_chosen_grid", panic)
    with pytest.raises(InputError, match="ne peut pas être lu"):
        read_contributions(workbook(tmp_path / "mur.xlsx", ("Mur", WALL)))


damage = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damage)
def test_a_damaged_workbook_is_read_or_refused_never_a_crash(
    tmp_path: Path, bytes_changed: list[tuple[float, int]]
) -> None:
    path = workbook(tmp_path / "mur.xlsx", ("Mur", WALL))
    content = bytearray(path.read_bytes())
    for place, byte in bytes_changed:
        content[int(place * len(content))] = byte
    path.write_bytes(content)
    with suppress(InputError):
        read_contributions(path)
