"""Whatever the file: never a crash, never a lost row."""

import csv
import io
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from facilitator.errors import InputError
from facilitator.intake.cells import LONGEST_TEXT, typed_text
from facilitator.intake.contributions import read_contributions
from facilitator.intake.encoding import decode
from facilitator.intake.formulas import neutralise, restore
from facilitator.intake.tables import read_table

on_disk = settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
french = st.text("abcéèêàùçœ’«»… \"';,|\t=+-@!?0123€\n", max_size=40)
# A file full of NULs is refused as no text; a few of them are kept (test_text_files).
anything = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40)
almost_csv = st.lists(
    st.sampled_from(
        [b"texte", b"table", b"votes", b",", b";", b"\t", b'"', b"\r\n", b"\n", b"\r", b"\x00", b"a b"]
    )
    | st.binary(max_size=6),
    max_size=60,
).map(b"".join)


@on_disk
@given(
    st.binary(max_size=300) | almost_csv, st.sampled_from(["csv", "tsv", "txt", "xlsx", "ods", "json", ""])
)
@example(b"texte\n\xff", "csv")
@example(b'"', "csv")
@example(b",\n,", "csv")
@example(b"sep=\xc3\xa9\nx", "csv")
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes, suffix: str) -> None:
    path = tmp_path / f"fichier.{suffix}"
    path.write_bytes(content)
    for read in (read_contributions, read_table):
        with suppress(InputError):
            read(path)


@on_disk
@given(
    st.lists(st.tuples(anything, st.sampled_from(["T1", "Table 2", ""])), min_size=1, max_size=12),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_every_row_of_a_table_comes_back(
    tmp_path: Path, rows: list[tuple[str, str]], delimiter: str, encoding: str, quoting: int
) -> None:
    numbered = [(f"n{rank}", text, table) for rank, (text, table) in enumerate(rows)]
    _check(tmp_path, numbered, delimiter, encoding, quoting)


@on_disk
@given(st.lists(french, min_size=1, max_size=12), st.sampled_from([",", ";", "\t", "|"]))
def test_every_row_of_a_windows_table_comes_back(tmp_path: Path, texts: list[str], delimiter: str) -> None:
    numbered = [(f"n{rank}", text, "été") for rank, text in enumerate(texts)]
    _check(tmp_path, numbered, delimiter, "cp1252", csv.QUOTE_MINIMAL)


def _check(
    tmp_path: Path, rows: Sequence[tuple[str, str, str]], delimiter: str, encoding: str, quoting: int
) -> None:
    path = tmp_path / "mur.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
        writer.writerows([("ref", "texte", "table"), *rows])
    intake = read_contributions(path)
    assert len(intake.rows) + len(intake.rejects) == len(rows)
    assert [row.text for row in intake.rows] == [kept for _, text, _ in rows if (kept := typed_text(text))]
    assert [reject.cells[0] for reject in intake.rejects] == [
        ref for ref, text, _ in rows if not typed_text(text)
    ]
    lines = sorted([row.line for row in intake.rows] + [reject.line for reject in intake.rejects])
    assert lines == sorted(set(lines))
    assert len({row.key for row in intake.rows}) == len(intake.rows)


@on_disk
@given(
    st.lists(anything.filter(lambda text: typed_text(text) != ""), min_size=1, max_size=12),
    st.sampled_from(["utf-8", "utf-16"]),
    st.booleans(),
)
@example(["T1,un local", "T2,un bus"], "utf-8", False)
@example(["a;b", "c;d"], "utf-8", True)
def test_every_line_of_a_single_column_comes_back(
    tmp_path: Path, texts: list[str], encoding: str, headed: bool
) -> None:
    path = tmp_path / "mur.csv"
    buffer = io.StringIO(newline="")
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows([[text] for text in ["texte", *texts][not headed :]])
    path.write_bytes(buffer.getvalue().encode(encoding))
    intake = read_contributions(path)
    told = [row.text for row in intake.rows] + [reject.cells[0] for reject in intake.rejects]
    expected = [typed_text(text) for text in texts]
    assert told == expected or (
        not headed and told == expected[1:] and intake.columns["texte"] == texts[0].strip()
    )


@given(st.binary(max_size=200))
def test_decoding_never_fails(data: bytes) -> None:
    text, notes = decode(data)
    assert isinstance(text, str)
    assert all(notes)


@given(anything)
@example("'=1")
@example("''+1")
def test_a_neutralised_cell_is_harmless_and_comes_back(text: str) -> None:
    assert restore(neutralise(text)) == text
    assert neutralise(text)[:1] not in tuple("=+-@\t\r\n")


def test_the_longest_text_is_longer_than_any_note() -> None:
    assert LONGEST_TEXT == 5_000
