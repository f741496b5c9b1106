"""CSV, TSV and plain text: encodings, delimiters, quotes, line numbers."""

from pathlib import Path

import pytest

from facilitator.errors import InputError
from facilitator.intake.contributions import Intake, read_contributions
from tests.intake.written import file


def read(tmp_path: Path, content: str | bytes, name: str = "mur.csv", encoding: str = "utf-8") -> Intake:
    return read_contributions(file(tmp_path / name, content, encoding))


def texts(intake: Intake) -> list[str]:
    return [row.text for row in intake.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_and_encoding_are_found(tmp_path: Path, encoding: str, delimiter: str) -> None:
    content = f"Table{delimiter}Idée\nT1{delimiter}« où ça ? » l’été…\n"
    intake = read(tmp_path, content, encoding=encoding)
    assert [(row.table, row.text) for row in intake.rows] == [("T1", "« où ça ? » l’été…")]
    assert intake.columns == {"table": "Table", "texte": "Idée"}


def test_a_utf8_file_with_one_line_of_another_encoding_loses_neither(tmp_path: Path) -> None:
    lines = ["texte", "crèche", "été", "où"]
    data = "\n".join(lines).encode() + b"\n" + "trop-perçu à Noël".encode("cp1252")
    intake = read(tmp_path, data)
    assert texts(intake) == [*lines[1:], "trop-perçu à Noël"]
    assert "deux encodages" in intake.notes[0]


def test_a_closing_guillemet_after_a_no_break_space_stays_itself_in_windows_1252(tmp_path: Path) -> None:
    assert texts(read(tmp_path, "texte\ncomme ça, voilà\xa0»\nà côté\n", encoding="cp1252")) == [
        "comme ça, voilà\xa0»",
        "à côté",
    ]


def test_windows_bytes_without_a_character_are_kept(tmp_path: Path) -> None:
    assert texts(read(tmp_path, b"texte\n\xe9t\xe9 \x81 \x9d ici\n")) == ["été \x81 \x9d ici"]


def test_a_single_column_without_header_loses_no_first_line(tmp_path: Path) -> None:
    intake = read(tmp_path, "un local à nous\nplus de bus, le soir, svp\n")
    assert texts(intake) == ["un local à nous", "plus de bus, le soir, svp"]
    assert "première ligne" in intake.notes[0]


def test_commas_of_sentences_are_no_delimiter(tmp_path: Path) -> None:
    lines = ["pas de place, liste d'attente", "trop cher, trop loin", "rien le soir, rien le samedi"]
    assert texts(read(tmp_path, "\n".join(lines))) == lines
    assert texts(read(tmp_path, "\n".join(["contribution", *lines]))) == lines


def test_a_text_file_gives_one_contribution_a_line_quotes_untouched(tmp_path: Path) -> None:
    intake = read(tmp_path, 'un local\n\n"à nous" dit-il ; vite\n', name="notes.txt")
    assert [(row.line, row.text) for row in intake.rows] == [(1, "un local"), (3, '"à nous" dit-il ; vite')]
    assert intake.notes == ()


def test_the_unicode_text_of_a_spreadsheet_is_a_table(tmp_path: Path) -> None:
    intake = read(tmp_path, "Table\tTexte\r\nT1\tun local\r\n", name="mur.txt", encoding="utf-16")
    assert [(row.table, row.text) for row in intake.rows] == [("T1", "un local")]


def test_the_line_of_a_row_is_where_it_starts(tmp_path: Path) -> None:
    intake = read(tmp_path, 'table,texte\r\nT1,"deux\r\nlignes"\r\n\r\nT2,une\r\n')
    assert [(row.line, row.text) for row in intake.rows] == [(2, "deux\nlignes"), (5, "une")]


def test_a_stray_quote_costs_one_line_not_the_file(tmp_path: Path) -> None:
    rows = "".join(f'T{n},"texte, {n}",0\n' for n in range(300))
    intake = read(tmp_path, f'table,texte,votes\nT1,"oups jamais fermé,2\nT1,"un" local,1\n{rows}')
    assert texts(intake)[:3] == ['"oups jamais fermé', '"un" local', "texte, 0"]
    assert len(intake.rows) == 302
    assert "2 lignes ont des guillemets mal fermés" in intake.notes[0].replace("\xa0", " ")


def test_too_many_cells_are_a_reject_unless_the_text_is_last(tmp_path: Path) -> None:
    ambiguous = read(tmp_path, "texte,votes\npas de place, rien,3\nun local,2\nbus,1,\n")
    assert texts(ambiguous) == ["un local", "bus"]
    assert ambiguous.rejects[0].line == 2
    assert ambiguous.rejects[0].cells == ("pas de place", " rien", "3")
    assert "3 cellules au lieu de 2" in ambiguous.rejects[0].reason
    assert texts(read(tmp_path, "table,texte\nT1,pas de place, rien\n")) == ["pas de place, rien"]


def test_too_few_cells_are_empty_cells(tmp_path: Path) -> None:
    intake = read(tmp_path, "texte;table;votes\nun local\nbus;T2\n")
    assert [(r.text, r.table, r.votes) for r in intake.rows] == [("un local", None, 0), ("bus", "T2", 0)]


def test_excel_s_declaration_of_the_delimiter_is_followed(tmp_path: Path) -> None:
    intake = read(tmp_path, "sep=;\r\ntexte;votes\r\nun local, à nous;2\r\n")
    assert [(row.line, row.text, row.votes) for row in intake.rows] == [(3, "un local, à nous", 2)]


def test_titles_above_the_header_are_said(tmp_path: Path) -> None:
    intake = read(tmp_path, "Atelier du 12 mars;;\n;;\nTable;Texte;Votes\nT1;un local;2\n")
    assert texts(intake) == ["un local"]
    assert "Atelier du 12" in intake.notes[0]


def test_control_characters_and_nul_are_kept(tmp_path: Path) -> None:
    content = "texte,votes\n" + "bla " * 30 + "\x07 a\x00b,1\n"
    assert texts(read(tmp_path, content))[0].endswith("\x07 a\x00b")


def test_a_cell_of_any_length_is_read_and_refused_with_its_line(tmp_path: Path) -> None:
    intake = read(tmp_path, f'texte\n"{"a" * 200_000}"\nun local\n')
    assert texts(intake) == ["un local"]
    assert (intake.rejects[0].line, len(intake.rejects[0].cells[0])) == (2, 200_000)


@pytest.mark.parametrize("content", [b"", b"\n\n \n", b"\xef\xbb\xbf", b"\xff\xfe"])
@pytest.mark.parametrize("name", ["vide.csv", "vide.txt"])
def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, content: bytes, name: str) -> None:
    with pytest.raises(InputError, match="vide"):
        read(tmp_path, content, name=name)


def test_a_header_alone_gives_no_row_and_says_so(tmp_path: Path) -> None:
    intake = read(tmp_path, "texte;votes\n")
    assert (intake.rows, intake.rejects) == ((), ())
    assert "en-tête" in intake.notes[-1]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("note.docx", b"PK\x03\x04"),
        ("mur.pdf", b"%PDF-1.7"),
        ("image.csv", b"\x89PNG" + bytes(500)),
        ("vieux.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("secret.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("abime.xlsx", b"PK\x03\x04 et puis rien"),
        ("abime.ods", b"rien"),
    ],
)
def test_another_kind_of_file_is_refused_with_what_to_do(tmp_path: Path, name: str, content: bytes) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, content, name=name)
    assert name in refused.value.title
    assert refused.value.next_step


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.csv", tmp_path):
        with pytest.raises(InputError):
            read_contributions(path)
