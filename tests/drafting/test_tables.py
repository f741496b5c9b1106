"""Exports: nothing is lost, nothing runs as a formula, and what goes out comes back in."""

import csv
import gc
import json
import resource
import zipfile
from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from facilitator.domain.contribution import Contribution, ContributionType, Origin
from facilitator.domain.decisions import NONE, Decisions
from facilitator.domain.demarche import Demarche, Etape, Territory
from facilitator.domain.event import Event, EventKind, Presence, Table
from facilitator.domain.event import Sequence as EventSequence
from facilitator.domain.theme import Author, Placement, Sorting, Theme
from facilitator.drafting.tables import Wall, write_csv, write_export, write_json, write_workbook
from facilitator.errors import UsageError
from facilitator.intake.cells import typed_text
from facilitator.intake.contributions import Row, read_contributions
from facilitator.intake.exported.columns import SHEETS
from facilitator.intake.exported.keys import KEYS
from tests import walls

NOW = datetime(2026, 3, 12, 18, 0, tzinfo=UTC)


def contribution(number: int, text: str = "un local", **more: object) -> Contribution:
    given_ = {"original": text, "recorded_at": NOW, **more}
    return Contribution(id=f"c{number}", event_id="e", number=number, text=text, **given_)  # type: ignore[arg-type]


def wall(*contributions: Contribution, placements: Sequence[Placement] = ()) -> Wall:
    themes = (
        Theme("t1", "e", "Lieux", 0, words=("local", "skate"), votes=2),
        Theme("t2", "e", "=Bus", 1, named_by=Author.HUMAN),
    )
    event = Event("e", "atelier", "Atelier parents", EventKind.ATELIER, held_on=date(2026, 3, 12))
    decisions = Decisions((("c1", "c2"),), (("c2", "t2"),)) if len(contributions) == 2 else NONE
    return Wall(event, contributions, Sorting("e", themes, tuple(placements), "usem3", None, decisions))


def csv_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def export(tmp_path: Path, extension: str, *walls_: Wall) -> Path:
    path = tmp_path / f"export.{extension}"
    write_export(path, walls.demarche(), walls_)
    return path


def test_each_contribution_has_its_row_with_all_that_is_known(tmp_path: Path) -> None:
    said = contribution(
        2,
        "un local à nous",
        original="1 local a ns",
        type=ContributionType.PROPOSITION,
        table="T1",
        public="jeunes",
        sequence=2,
        votes=4,
        origin=Origin("C:\\Nous\\mur.csv", "k", 7),
        corrected_by="poste 1",
        split_from="c1",
    )
    placements = [Placement("c2", "t1", Author.HUMAN, 1.0, ("t2",))]
    row = csv_rows(export(tmp_path, "csv", wall(contribution(1), said, placements=placements)))[1]
    assert {name: cell for name, cell in row.items() if cell} == {
        "Événement": "Atelier parents",
        "Genre": "atelier",
        "Date de l’événement": "2026-03-12",
        "N°": "2",
        "Séquence": "2",
        "Table": "T1",
        "Public": "jeunes",
        "Type": "proposition",
        "Texte": "un local à nous",
        "Texte d’origine": "1 local a ns",
        "Votes": "4",
        "Thème": "Lieux",
        "N° du thème": "1",
        "Thèmes secondaires": "'=Bus",
        "Rangée par": "humain",
        "Confiance": "1,0",
        "Horodatage (UTC)": "2026-03-12 18:00:00",
        "Corrigée par": "poste 1",
        "Fichier d’origine": "mur.csv",
        "Ligne d’origine": "7",
        "Issue de": "1",
        "Pas ensemble avec": "1",
        "Refusée dans": "'=Bus",
        "Identifiant": "c2",
        "Code de l’événement": "atelier",
        "Identifiant de l’événement": "e",
        "Votes sur le thème": "2",
        "Thème nommé par": "machine",
        "Thème créé par": "machine",
    }


def test_off_topic_and_unsorted_contributions_say_so_and_removed_ones_are_left_out(tmp_path: Path) -> None:
    placements = [Placement("c1", None, off_topic=True), Placement("c2", None)]
    path = export(
        tmp_path,
        "csv",
        wall(
            contribution(1),
            contribution(2),
            contribution(3, removed=True),
            contribution(4),
            placements=placements,
        ),
    )
    assert [(row["N°"], row["Thème"]) for row in csv_rows(path)] == [
        ("1", "Hors sujet"),
        ("2", "À ranger"),
        ("4", "À ranger"),
    ]


def test_an_event_that_was_never_sorted_can_be_exported(tmp_path: Path) -> None:
    never = Wall(wall().event, (contribution(1),), None)
    assert csv_rows(export(tmp_path, "csv", never))[0]["Thème"] == "À ranger"
    assert read_contributions(export(tmp_path, "xlsx", never)).rows[0].text == "un local"
    assert (
        json.loads(export(tmp_path, "json", never).read_text("utf-8"))["evenements"][0]["classement"] is None
    )


@pytest.mark.parametrize("text", ["=1+1", "+ de bus", "- cher", "@tous", '=HYPERLINK("x")', "'=1"])
@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_nothing_runs_as_a_formula(tmp_path: Path, text: str, extension: str) -> None:
    path = export(tmp_path, extension, wall(contribution(1, text, public=text, table=text)))
    if extension == "csv":
        cells = [cell for row in csv_rows(path) for cell in row.values()]
    else:
        found = [cell for row in load_workbook(path)["Contributions"].iter_rows(min_row=2) for cell in row]
        assert "f" not in {cell.data_type for cell in found}
        cells = [cell.value for cell in found if isinstance(cell.value, str)]
    assert cells.count(f"'{text}") == 3
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@"))]


def test_the_workbook_has_its_sheets_ready_to_work_with(tmp_path: Path) -> None:
    placements = [Placement("c1", "t1"), Placement("c2", "t1"), Placement("c3", None)]
    contributions = [contribution(1, votes=3), contribution(2, table="T1"), contribution(3)]
    path = export(tmp_path, "xlsx", wall(*contributions, placements=placements))
    book = load_workbook(path)
    assert book.sheetnames == [*SHEETS, "Lisez-moi"]
    for sheet in book:
        head = 2 if sheet.title in ("Contrastes", "Lisez-moi") else 1
        assert sheet.freeze_panes == f"A{head + 1}"
        assert sheet.auto_filter.ref.startswith(f"A{head}:")
        assert sheet.print_title_rows == f"$1:${head}"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.cell(head, 1).font.bold
        assert contrast(sheet.cell(head, 1)) >= 7
    said = book["Contributions"]
    assert said.auto_filter.ref == "A1:AB4"
    assert said["H1"].value == "Texte"
    assert round(said.column_dimensions["H"].width) == 61  # 60 characters, and the margins of the cell
    assert said["H2"].alignment.wrap_text
    assert (said.row_dimensions[2].height or said.sheet_format.defaultRowHeight) == 15
    themes = [[cell.value for cell in row][:9] for row in book["Thèmes"].iter_rows(min_row=2)]
    assert themes == [
        ["Atelier parents", 1, "Lieux", 2, 1, 5, 2, None, None],
        ["Atelier parents", 2, "'=Bus", 0, 0, 0, 0, None, None],
        ["Atelier parents", None, "À ranger", 1, None, 0, None, None, None],
    ]


def contrast(cell: Any) -> float:
    """The contrast of a cell's text on its fill (WCAG 2.2)."""
    light = [luminance(colour.rgb[2:]) for colour in (cell.font.color, cell.fill.fgColor)]
    return (max(light) + 0.05) / (min(light) + 0.05)


def luminance(rgb: str) -> float:
    parts = [int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_the_workbook_is_french_and_holds_no_macro(tmp_path: Path) -> None:
    path = export(tmp_path, "xlsx", wall(contribution(1)))
    book = load_workbook(path)
    assert book.custom_doc_props["Langue"].value == "fr-FR"
    assert (book.properties.creator, book.properties.subject) == ("facilitator", "Contributions et thèmes")
    assert book.properties.title == walls.demarche().title
    assert book.properties.created == datetime(2026, 3, 12)
    with zipfile.ZipFile(path) as package:
        assert not [name for name in package.namelist() if "vba" in name.lower()]


def test_a_text_that_looks_like_markup_is_a_text(tmp_path: Path) -> None:
    for text in ("<r>&</r>", "<r><t>local</t></r>", "<r> a & b\x07 </r>"):
        path = export(tmp_path, "xlsx", wall(contribution(1, text)))
        assert read_contributions(path).rows[0].text == text


def test_a_text_longer_than_a_cell_is_cut(tmp_path: Path) -> None:
    for text, kept in (("é" * 40_000, 32_767), ("😀" * 20_000, 16_383)):
        path = export(tmp_path, "xlsx", wall(contribution(1, text)))
        assert load_workbook(path)["Contributions"]["H2"].value == text[:kept]


@pytest.mark.filterwarnings("ignore:unclosed file")  # XlsxWriter leaves its own to the collector
def test_a_full_disk_is_told_as_the_system_tells_it(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            export(tmp_path, "xlsx", wall(contribution(1)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    gc.collect()
    assert list(tmp_path.iterdir()) == []


def test_contrasts_are_told_with_both_counts_and_a_sentence_to_read(tmp_path: Path) -> None:
    said = [
        contribution(
            number,
            public="parents" if number <= 8 else "élus",
            table="T1" if number % 2 else "T2",
        )
        for number in range(1, 17)
    ]
    placements = [Placement(f"c{n}", "t1" if n <= 7 or n == 9 else "t2") for n in range(1, 17)]
    path = export(tmp_path, "xlsx", wall(*said, placements=placements))
    rows = list(load_workbook(path)["Contrastes"].iter_rows(values_only=True))
    assert rows[0][0] == "Le nombre de contributions ne dit pas l’importance d’un sujet."
    told = dict(zip(rows[1], rows[2], strict=True))
    assert (told["Thème"], told["Nature"], told["Groupe"]) == ("Lieux", "surtout dit par", "parents")
    assert (told["Dit"], told["Sur"]) == (7, 8)
    assert told["Ce qu’on peut dire"] == "« Lieux » : surtout dit par des parents (7 sur 8)." or told[
        "Ce qu’on peut dire"
    ].startswith("«")
    assert told["N° des contributions"] == "1, 2, 3, 4, 5, 6, 7"


def test_a_row_is_as_high_as_its_longest_text(tmp_path: Path) -> None:
    book = load_workbook(
        export(tmp_path, "xlsx", wall(contribution(1, "un mot " * 30), contribution(2, "a\nb\nc\nd")))
    )
    heights = [book["Contributions"].row_dimensions[row].height for row in (2, 3)]
    assert heights == [60, 60]


def test_the_codebook_explains_every_column(tmp_path: Path) -> None:
    book = load_workbook(export(tmp_path, "xlsx", wall(contribution(1))))
    headers = [cell.value for cell in book["Contributions"][1]]
    told = list(book["Lisez-moi"].iter_rows(min_row=3, values_only=True))
    assert [column for sheet, column, *_ in told if sheet == "Contributions"] == headers
    for title in ("Thèmes", "Contrastes", "Événements", "Étapes", "Chiffres"):
        head = 2 if title == "Contrastes" else 1
        heads = [cell.value for cell in book[title][head]]
        assert [column for sheet, column, *_ in told if sheet == title] == heads
    assert all(meaning for *_, meaning, _ in told)
    whole = " ".join(str(meaning) for *_, meaning, _ in told)
    assert "apostrophe" in whole
    assert "Territoire fictif" in whole
    assert "ne représentent pas l’ensemble des habitants" in whole
    assert "Atelier du 12\xa0mars 2026" in whole


def test_the_same_walls_give_the_same_bytes(tmp_path: Path) -> None:
    for extension in ("xlsx", "csv", "json"):
        first = export(tmp_path, extension, wall(contribution(1))).read_bytes()
        assert export(tmp_path, extension, wall(contribution(1))).read_bytes() == first


def test_an_unknown_extension_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"export\.odt"):
        export(tmp_path, "odt", wall())


def test_our_own_workbook_is_read_again_from_its_first_sheet(tmp_path: Path) -> None:
    intake = read_contributions(export(tmp_path, "xlsx", wall(contribution(1, "+ de bus", type=None))))
    assert [(row.line, row.text) for row in intake.rows] == [(2, "+ de bus")]
    assert intake.columns["texte"] == "Texte"


@pytest.mark.parametrize(
    "kind",
    [
        *(Demarche, Territory, Etape, Event, Table, EventSequence, Presence),
        *(Contribution, Origin, Sorting, Theme, Placement),
    ],
)
def test_json_has_a_french_key_for_every_field_and_never_the_same_twice(kind: Any) -> None:
    keys = [KEYS[field.name] for field in fields(kind)]
    assert len(set(keys)) == len(keys)


def test_json_keeps_what_tables_leave_out(tmp_path: Path) -> None:
    removed = contribution(1, "\x00 é\u2028", removed=True, origin=Origin("/ici/mur.csv", "k", 3))
    path = tmp_path / "export.json"
    write_json(
        path, walls.demarche(), [wall(removed, placements=[Placement("c1", "t1", confidence=0.123456789)])]
    )
    told = json.loads(path.read_text("utf-8"))
    assert told["demarche"]["territoire"]["fictif"] is True
    kept = told["evenements"][0]["contributions"][0]
    assert (kept["texte"], kept["retiree"], kept["horodatage"]) == (
        "\x00 é\u2028",
        True,
        "2026-03-12T18:00:00+00:00",
    )
    assert kept["provenance"] == {"fichier": "mur.csv", "cle": "k", "ligne": 3}
    assert told["evenements"][0]["classement"]["rangements"][0]["confiance"] == 0.123456789


# What a démarche can hold: texts come trimmed from the capture and the import.
anything = st.text(st.characters(codec="utf-8"), max_size=40).map(typed_text)
words = anything.map(lambda text: text or None)
recorded = st.builds(
    lambda text, type_, table, public, quality, votes, sequence: (
        text,
        type_,
        table,
        public,
        quality,
        votes,
        sequence,
    ),
    anything.filter(bool),
    st.sampled_from([None, *ContributionType]),
    words,
    words,
    words,
    st.integers(0, 1_000_000),
    st.none() | st.integers(1, 99),
)


def as_recorded(row: Row) -> tuple[object, ...]:
    return row.text, row.type, row.table, row.public, row.quality, row.votes, row.sequence


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(recorded, min_size=1, max_size=6))
@example([("_x0041_\x07x0041_ _x0041\x07", None, "Séquence 2", "élue : VP", "'=1", 0, None)])
@example([("_x0041_x0041_ _x0008_ _x0041\x08", None, "_x005F_", "\x08", "<r></r>", 0, None)])
@example([("#N/A", None, "'+", None, None, 3, 1), ("a\nb", None, None, None, None, 0, None)])
def test_what_is_exported_comes_back_the_same(tmp_path: Path, said: list[tuple[str, ...]]) -> None:
    contributions = [
        contribution(
            number,
            text,
            type=type_,
            table=table,
            public=public,
            quality=quality,
            votes=votes,
            sequence=sequence,
        )
        for number, (text, type_, table, public, quality, votes, sequence) in enumerate(said, start=1)
    ]
    write_csv(tmp_path / "mur.csv", [wall(*contributions)])
    write_workbook(tmp_path / "mur.xlsx", walls.demarche(), [wall(*contributions)])
    for name in ("mur.csv", "mur.xlsx"):
        intake = read_contributions(tmp_path / name)
        assert intake.rejects == ()
        assert [as_recorded(row) for row in intake.rows] == said, name
