"""A table kept whole: every row and cell comes out as it came in."""

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.errors import InputError, StoreError
from facilitator.intake.tables import read_table, write_table
from tests.intake.written import file, workbook


def written(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.reader(opened))


def test_every_row_comes_out_in_order_with_its_own_spelling(tmp_path: Path) -> None:
    source = file(
        tmp_path / "entree.csv", 'id;texte;x\n007;un local;NA\n1e5;;null\n;" bus\n";nan\n', "utf-8-sig"
    )
    table = read_table(source)
    assert table.texts == ("un local", "", "bus")
    write_table(tmp_path / "sortie.csv", table, {"theme": ["Lieux", "", "Bus"]})
    assert written(tmp_path / "sortie.csv") == [
        ["id", "texte", "x", "theme"],
        ["007", "un local", "NA", "Lieux"],
        ["1e5", "", "null", ""],
        ["", " bus\n", "nan", "Bus"],
    ]
    assert (tmp_path / "sortie.csv").read_bytes().startswith(b"id,")


def test_rows_of_other_widths_lose_no_cell(tmp_path: Path) -> None:
    table = read_table(file(tmp_path / "entree.csv", "id,texte\na,un local\nb\nc,bus,trop,de cellules\n"))
    assert table.columns == ("id", "texte", "colonne 3", "colonne 4")
    assert table.rows == (("a", "un local", "", ""), ("b", "", "", ""), ("c", "bus", "trop", "de cellules"))


def test_a_file_sorted_before_gets_its_themes_anew(tmp_path: Path) -> None:
    table = read_table(file(tmp_path / "entree.csv", "theme,texte\nancien,un local\n"))
    write_table(tmp_path / "sortie.csv", table, {"theme": ["nouveau"]})
    assert written(tmp_path / "sortie.csv") == [["texte", "theme"], ["un local", "nouveau"]]


def test_columns_of_the_same_name_are_both_kept(tmp_path: Path) -> None:
    table = read_table(file(tmp_path / "entree.csv", "x,texte,x\n1,un local,2\n"))
    write_table(tmp_path / "sortie.csv", table, {})
    assert written(tmp_path / "sortie.csv") == [["x", "texte", "x"], ["1", "un local", "2"]]


def test_a_text_file_and_a_workbook_are_tables_too(tmp_path: Path) -> None:
    lines = read_table(file(tmp_path / "mur.txt", "un local\nun bus\n"))
    assert (lines.columns, lines.texts) == (("texte",), ("un local", "un bus"))
    sheet = read_table(workbook(tmp_path / "mur.xlsx", ("Mur", [("Code", "Idée"), (7.0, "un local")])))
    assert (sheet.columns, sheet.rows) == (("Code", "Idée"), (("7", "un local"),))


def test_the_text_column_can_be_named(tmp_path: Path) -> None:
    source = file(tmp_path / "entree.csv", "alpha,beta\nab,cd\nef,gh\n")
    with pytest.raises(InputError):
        read_table(source)
    assert read_table(source, text_column="beta").texts == ("cd", "gh")


def test_a_table_that_cannot_be_written_is_loud(tmp_path: Path) -> None:
    table = read_table(file(tmp_path / "entree.csv", "texte\nun local\n"))
    with pytest.raises(StoreError):
        write_table(tmp_path / "absent" / "sortie.csv", table, {})


cells = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(cells, cells, cells), max_size=8))
def test_any_csv_comes_out_cell_for_cell(tmp_path: Path, rows: list[tuple[str, str, str]]) -> None:
    with (tmp_path / "entree.csv").open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([("id", "texte", "note"), *rows])
    table = read_table(tmp_path / "entree.csv")
    write_table(tmp_path / "sortie.csv", table, {"theme": [str(n) for n in range(len(rows))]})
    assert written(tmp_path / "sortie.csv")[1:] == [[*row, str(n)] for n, row in enumerate(rows)]
