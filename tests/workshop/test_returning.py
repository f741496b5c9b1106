"""Our own exports come back without loss, once, and change nothing that is there."""

import csv
import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from facilitator.domain.contribution import Contribution, Origin
from facilitator.domain.demarche import Demarche, Figure
from facilitator.domain.event import Event, EventKind, Table
from facilitator.domain.theme import Author, Placement, Sorting, Theme
from facilitator.domain.wall import Wall
from facilitator.drafting.tables import write_export
from facilitator.errors import InputError, NotFoundError
from facilitator.intake.contributions import read_contributions
from facilitator.intake.exported.columns import joined, parted
from facilitator.intake.exported.noncharacters import spelled, unspelled
from facilitator.intake.exported.reading import Exported, read_exported
from facilitator.intake.formulas import neutralise, restore
from facilitator.store.demarche_file import DemarcheFile
from facilitator.workshop.names import Names
from facilitator.workshop.returning import ReturnReport, take_in
from tests.exported_walls import texts, walls
from tests.walls import demarche as fictive_demarche

NOW = datetime(2026, 3, 12, 18, 0, tzinfo=UTC)
FORMATS = ("xlsx", "csv", "json")


@contextmanager
def a_demarche(folder: Path) -> Iterator[DemarcheFile]:
    given_ = fictive_demarche()
    bare = Demarche(given_.slug, given_.title, replace(given_.territory, name=given_.title, communes=()))
    with DemarcheFile.create(folder, bare, station="salle", clock=lambda: NOW) as file:
        yield file


def held(file: DemarcheFile) -> list[Wall]:
    return [
        Wall(
            event, file.contributions.of_event(event.id, with_removed=True), file.sortings.of_event(event.id)
        )
        for event in file.agenda.events()
    ]


def exported(path: Path, walls_: Sequence[Wall], demarche: Demarche | None = None) -> Path:
    write_export(path, demarche or fictive_demarche(), walls_)
    return path


def brought(file: DemarcheFile, path: Path, *, new: bool = False, asked: str | None = None) -> ReturnReport:
    return take_in(file, read(path), asked, new=new)


def read(path: Path) -> Exported:
    found = read_exported(path, now=NOW)
    assert found is not None
    return found


@given(texts)
def test_neutralising_is_undone_exactly(text: str) -> None:
    assert restore(neutralise(text)) == text


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "\ufeff="]
)
def test_what_may_run_starts_with_an_apostrophe_and_so_does_what_already_did(start: str) -> None:
    assert neutralise(f"{start}1") == f"'{start}1"
    assert neutralise(f"'{start}1") == f"''{start}1"
    assert neutralise("un bus - le soir") == "un bus - le soir"


@given(st.text("_x0F5E\ufffe\uffffa", max_size=24))
def test_noncharacters_are_spelled_and_read_again_exactly(text: str) -> None:
    assert unspelled(spelled(text)) == text
    assert not set(spelled(text)) & {"\ufffe", "\uffff"}


def test_noncharacters_survive_a_workbook(tmp_path: Path, file: DemarcheFile) -> None:
    event = Event("e" * 32, "atelier", "Atelier \uffff", EventKind.ATELIER)
    said = ["un\ufffe bus", "_xFFFE_", "_xFFFE\ufffe", "_x005F_xFFFF_", "=\uffff"]
    contributions = tuple(
        Contribution(f"{n:032x}", event.id, n, text, text, NOW) for n, text in enumerate(said, 1)
    )
    brought(file, exported(tmp_path / "un.xlsx", [Wall(event, contributions)]))
    (wall,) = held(file)
    assert [one.text for one in wall.contributions] == said
    assert wall.event.title == event.title


@given(st.lists(texts))
def test_names_in_one_cell_are_told_apart_again(names: list[str]) -> None:
    assert parted(joined(names)) == names


@pytest.mark.parametrize("extension", FORMATS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(walls())
def test_export_import_export_gives_the_same_file(extension: str, some: tuple[Wall, ...]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        first = exported(folder / f"un.{extension}", some)
        with a_demarche(folder / "d") as file:
            report = brought(file, first, new=True)
            assert (report.rejected, report.differences, report.renumbered) == (0, (), ())
            assert report.unreadable == ()
            kept = held(file)
            second = exported(folder / f"deux.{extension}", kept, file.agenda.demarche())
            again = brought(file, first)
            assert held(file) == kept
        assert second.read_bytes() == first.read_bytes()
        assert (again.added, again.events, again.themes, again.differences) == (0, 0, 0, ())


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(walls())
def test_json_brings_back_every_object(some: tuple[Wall, ...]) -> None:
    with TemporaryDirectory() as name:
        path = exported(Path(name) / "un.json", some)
        assert read(path).demarche == fictive_demarche()
        assert read(path).walls == some


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(walls())
def test_xlsx_brings_back_the_events_and_the_walls(some: tuple[Wall, ...]) -> None:
    with TemporaryDirectory() as name:
        back = read(exported(Path(name) / "un.xlsx", some)).walls
    assert [wall.event for wall in back] == [wall.event for wall in some]
    for one, other in zip(back, some, strict=True):
        assert (one.sorting is None) == (other.sorting is None)
        if one.sorting and other.sorting:
            assert one.sorting == other.sorting


def test_xlsx_brings_back_the_demarche_with_its_etapes_and_figures(tmp_path: Path) -> None:
    figures = (
        Figure(
            "Petite enfance", "Places d’accueil", "58 pour 100 enfants", 2023, "EPCI", "France : 60", "Caf"
        ),
        Figure("= Mobilité", "Foyers sans voiture"),
    )
    whole = replace(fictive_demarche(), figures=figures)
    assert read(exported(tmp_path / "un.xlsx", [one_wall()], whole)).demarche == whole


def test_an_export_with_replaced_names_is_no_difference_where_it_came_from(
    tmp_path: Path, file: DemarcheFile
) -> None:
    wall = one_wall("merci à Josiane, et à Killian")
    assert wall.sorting is not None
    theme = replace(wall.sorting.themes[0], name="Comme dit Josiane")
    event = replace(wall.event, title="Chez Mme Lescure", tables=(Table("T1 de Bertille"),))
    wall = Wall(event, wall.contributions, replace(wall.sorting, themes=(theme,)))
    brought(file, exported(tmp_path / "un.json", [wall]))
    names = Names(file, thorough=False)
    assert names.replace_name(None) == 5
    for extension in FORMATS:
        path = exported(tmp_path / f"deux.{extension}", [names.leaving(one) for one in held(file)])
        assert "Josiane" not in str(read(path).walls)
        report = brought(file, path)
        assert (report.added, report.differences) == (0, ()), extension
    (contribution,) = [one for one in held(file)[0].contributions if one.number == 1]
    assert contribution.text == "merci à Josiane, et à Killian"
    changed = edited(tmp_path / "deux.csv", lambda rows: rows[1].__setitem__(7, "merci à Josette"))
    assert [one.other for one in brought(file, changed).differences] == ["merci à Josette"]


def test_cells_that_cannot_be_read_are_listed_with_their_place(tmp_path: Path, file: DemarcheFile) -> None:
    path = exported(tmp_path / "un.xlsx", [one_wall()])
    book = load_workbook(path)
    for sheet, column, value in (
        ("Contributions", "Séquence", "deux"),
        ("Contributions", "Horodatage (UTC)", "hier"),
        ("Contributions", "Hors sujet", "non"),
        ("Thèmes", "Couleur", "rouge"),
        ("Étapes", "Début", "en mars"),
    ):
        head = [cell.value for cell in book[sheet][1]]
        book[sheet].cell(2, head.index(column) + 1).value = value
    for row in book["Événements"].iter_rows():
        if row[2].value == "date":
            row[3].value = "le 12 mars"
    book.save(path)
    report = brought(file, path)
    assert [(one.sheet, one.column, one.cell) for one in report.unreadable] == [
        ("Contributions", "Séquence", "deux"),
        ("Contributions", "Horodatage (UTC)", "hier"),
        ("Thèmes", "Couleur", "rouge"),
        ("Événements", "Valeur", "le 12 mars"),
        ("Étapes", "Début", "en mars"),
    ]
    assert "5 cellules illisibles, comptées comme vides" in report.sentence.replace("\u00a0", " ")
    assert report.unreadable_path is not None
    told = report.unreadable_path.read_text(encoding="utf-8-sig")
    assert "Contributions;2;Séquence;deux" in told


def one_wall(text: str = "un bus le soir") -> Wall:
    """Two contributions, one of them in a theme that a human named."""
    event = event_()
    said = tuple(
        Contribution(f"c{number}", event.id, number, words, words, NOW, table="T1", votes=number)
        for number, words in ((1, text), (2, "+ de places"))
    )
    theme = Theme("t1", event.id, "Mobilité", 0, Author.HUMAN, votes=3, made_by=Author.HUMAN)
    places = (
        Placement("c1", "t1", Author.HUMAN, 1.0),
        Placement("c2", None, Author.HUMAN, 1.0, off_topic=True),
    )
    return Wall(event, said, Sorting(event.id, (theme,), places, "usem3"))


def event_() -> Event:
    return Event(
        "e" * 32, "atelier-parents", "Atelier parents", EventKind.SEMINAIRE, held_on=date(2026, 3, 12)
    )


def edited(path: Path, change: Callable[[list[list[str]]], None]) -> Path:
    """A csv export changed by hand in a spreadsheet."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    change(rows)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return path


@pytest.fixture
def file(tmp_path: Path) -> Iterator[DemarcheFile]:
    with a_demarche(tmp_path / "d") as opened:
        yield opened


@pytest.mark.parametrize("extension", FORMATS)
def test_an_import_is_one_act_that_can_be_taken_back_and_done_again(
    tmp_path: Path, file: DemarcheFile, extension: str
) -> None:
    path = exported(tmp_path / f"un.{extension}", [one_wall()])
    brought(file, path)
    kept = held(file)
    assert len(file.journal.operations()) == 1
    assert file.journal.undo() is not None
    assert held(file) == []
    again = brought(file, path)
    assert (again.added, again.renumbered) == (2, ())
    assert held(file) == kept


def test_what_changed_here_since_stays_and_is_told(tmp_path: Path, file: DemarcheFile) -> None:
    path = exported(tmp_path / "un.xlsx", [one_wall()])
    brought(file, path)
    with file.journal.act("corriger", "à la main", by=Author.HUMAN):
        first, second = file.contributions.of_event("e" * 32)
        file.contributions.revise([replace(first, text="un bus chaque soir", votes=9)])
        sorting = file.sortings.of_event("e" * 32)
        assert sorting is not None
        theme = replace(sorting.themes[0], name="Transports")
        place = Placement(second.id, theme.id, Author.HUMAN, 1.0)
        file.sortings.write(replace(sorting, themes=(theme,)).placing([place]))
        file.agenda.write_event(replace(event_(), place="Mairie", title="Atelier des parents"))
    kept = held(file)
    report = brought(file, path)
    assert held(file) == kept
    assert {(one.subject, one.field, one.kept, one.other) for one in report.differences} == {
        ("l’événement", "titre", "Atelier des parents", "Atelier parents"),
        ("contribution n°\xa01", "texte", "un bus chaque soir", "un bus le soir"),
        ("contribution n°\xa01", "votes", "9", "1"),
        ("thème «\xa0Transports\xa0»", "nom", "Transports", "Mobilité"),
        ("contribution n°\xa02", "thème", "«\xa0Transports\xa0»", "hors sujet"),
    }
    assert report.differences_path == file.folder / "differences-import.csv"
    assert "un bus chaque soir" in report.differences_path.read_text("utf-8-sig")
    assert "5\xa0différences avec ce qui est déjà là" in report.sentence


def test_what_is_missing_here_comes_back_to_its_place_under_its_number(
    tmp_path: Path, file: DemarcheFile
) -> None:
    whole = one_wall()
    assert whole.sorting is not None
    part = replace(
        whole,
        contributions=whole.contributions[1:],
        sorting=replace(whole.sorting, themes=(), placements=whole.sorting.placements[1:]),
    )
    brought(file, exported(tmp_path / "part.json", [part]))
    report = brought(file, exported(tmp_path / "whole.json", [whole]))
    assert (report.added, report.already, report.themes, report.events) == (1, 1, 1, 0)
    assert held(file) == [replace(whole, sorting=replace(whole.sorting, engine="usem3"))]


def test_a_number_that_is_taken_here_changes_and_is_told(tmp_path: Path, file: DemarcheFile) -> None:
    brought(file, exported(tmp_path / "un.csv", [one_wall()]))
    other = one_wall("une tout autre idée")
    other = replace(
        other,
        contributions=(replace(other.contributions[0], id="autre"),),
        sorting=None,
    )
    report = brought(file, exported(tmp_path / "deux.csv", [other]))
    assert report.new_numbers == ("Atelier parents\xa0: n°\xa01 du fichier devient n°\xa03",)
    assert [one.number for one in file.contributions.of_event("e" * 32)] == [1, 2, 3]


def test_rows_that_make_no_sense_go_to_the_rejects_with_their_reason(
    tmp_path: Path, file: DemarcheFile
) -> None:
    def spoil(rows: list[list[str]]) -> None:
        at = {name: place for place, name in enumerate(rows[0])}
        for changes in (
            {"Texte": ""},
            {"N°": "dix"},
            {},
            {"N°": "7"},
            {"N°": "8", "Identifiant": "x", "Votes": "?"},
        ):
            row = list(rows[1])
            for name, cell in changes.items():
                row[at[name]] = cell
            rows.append(row)

    path = edited(exported(tmp_path / "un.csv", [one_wall()]), spoil)
    report = brought(file, path)
    assert (report.added, report.rejected) == (2, 5)
    assert report.rejects_path is not None
    with report.rejects_path.open(encoding="utf-8-sig", newline="") as rejects:
        reasons = [
            row["Raison du rejet"].replace("\xa0", " ") for row in csv.DictReader(rejects, delimiter=";")
        ]
    assert reasons == [
        "Il n’y a pas de texte.",
        "« dix » n’est pas un numéro.",
        "Le n° 1 figure déjà dans le fichier.",
        "L’identifiant est déjà celui de la ligne 2.",
        "« ? » n’est pas un nombre de votes.",
    ]


def test_a_row_added_by_hand_is_numbered_and_comes_once(tmp_path: Path, file: DemarcheFile) -> None:
    def add(rows: list[list[str]]) -> None:
        row = ["" for _ in rows[0]]
        row[rows[0].index("Événement")] = rows[1][rows[0].index("Événement")]
        row[rows[0].index("Code de l’événement")] = "atelier-parents"
        row[rows[0].index("Identifiant de l’événement")] = "e" * 32
        row[rows[0].index("Texte")] = "ajouté dans le tableur"
        row[rows[0].index("Thème")] = "Mobilité"
        rows.append(row)

    path = edited(exported(tmp_path / "un.csv", [one_wall()]), add)
    assert brought(file, path).added == 3
    added = file.contributions.of_event("e" * 32)[-1]
    assert (added.number, added.text, added.recorded_at) == (3, "ajouté dans le tableur", NOW)
    sorting = file.sortings.of_event("e" * 32)
    assert sorting is not None
    assert sorting.places()[added.id] == Placement(added.id, sorting.themes[0].id, Author.HUMAN, 1.0)
    assert [theme.name for theme in sorting.themes] == ["Mobilité"]
    assert brought(file, path).added == 0


def test_csv_that_a_french_spreadsheet_saved_again_is_still_ours(tmp_path: Path, file: DemarcheFile) -> None:
    path = exported(tmp_path / "un.csv", [one_wall()])
    text = path.read_text("utf-8-sig").replace("2026-03-12 18:00:00", "12/03/2026 18:00")
    path.write_bytes(text.encode("cp1252"))
    brought(file, path)
    assert held(file)[0].contributions == one_wall().contributions


def test_workbooks_that_another_program_saved_again_come_back_too(tmp_path: Path, file: DemarcheFile) -> None:
    path = exported(tmp_path / "un.xlsx", [one_wall()])
    load_workbook(path).save(path)
    brought(file, path)
    assert held(file) == [one_wall()]


@pytest.mark.parametrize("extension", FORMATS)
def test_a_newer_format_is_refused_with_a_sentence(tmp_path: Path, extension: str) -> None:
    path = exported(tmp_path / f"un.{extension}", [one_wall()])
    if extension == "xlsx":
        book = load_workbook(path)
        book["Lisez-moi"]["A1"].value = "Export facilitator, format 2"
        book.save(path)
    else:
        text = path.read_text("utf-8-sig")
        newer = text.replace("facilitator, format 1", "facilitator, format 2")
        path.write_text(newer.replace('"format_export": 1', '"format_export": 2'), "utf-8")
    with pytest.raises(InputError, match="version plus récente"):
        read_exported(path, now=NOW)


def test_files_without_our_mark_are_none_of_ours(tmp_path: Path) -> None:
    csv_ = exported(tmp_path / "un.csv", [one_wall()])
    csv_.write_text(csv_.read_text("utf-8-sig").replace("Export facilitator, format 1", ""), "utf-8")
    assert read_exported(csv_, now=NOW) is None
    xlsx = exported(tmp_path / "un.xlsx", [one_wall()])
    book = load_workbook(xlsx)
    del book["Lisez-moi"]
    book.save(xlsx)
    assert read_exported(xlsx, now=NOW) is None
    assert [row.text for row in read_contributions(xlsx).rows] == ["un bus le soir", "+ de places"]
    other = tmp_path / "autre.json"
    other.write_text('{"contributions": []}', "utf-8")
    assert read_exported(other, now=NOW) is None


@pytest.mark.parametrize("cut", [0.2, 0.6, 0.95])
@pytest.mark.parametrize("extension", ["xlsx", "json"])
def test_a_damaged_export_is_refused_with_a_sentence(tmp_path: Path, extension: str, cut: float) -> None:
    path = exported(tmp_path / f"un.{extension}", [one_wall()])
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * cut)])
    with pytest.raises(InputError):
        read_exported(path, now=NOW)


@pytest.mark.parametrize(
    ("key", "value"),
    [("genre", "fête"), ("contributions", 3), ("horodatage", "hier"), ("rangements", [1])],
)
def test_json_that_does_not_fit_is_refused_with_what_is_wrong(
    tmp_path: Path, key: str, value: object
) -> None:
    path = exported(tmp_path / "un.json", [one_wall()])

    def spoilt(told: object) -> object:
        if isinstance(told, dict):
            return {name: value if name == key else spoilt(each) for name, each in told.items()}
        return [spoilt(each) for each in told] if isinstance(told, list) else told

    path.write_text(json.dumps(spoilt(json.loads(path.read_text("utf-8")))), "utf-8")
    with pytest.raises(InputError, match="ne se lit pas"):
        read_exported(path, now=NOW)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda one: one["contributions"][0].pop("identifiant"), "identifiant"),
        (lambda one: one["contributions"][0].update(votes="beaucoup"), "beaucoup"),
        (lambda one: one["contributions"][0].update(votes=-1), "négatif"),
        (lambda one: one["contributions"][0].update(numero=0), "numéro"),
        (lambda one: one["contributions"][0].update(texte=" "), "texte"),
        (lambda one: one["classement"]["themes"].append(one["classement"]["themes"][0]), "deux fois"),
        (lambda one: one["classement"]["rangements"].append(one["classement"]["rangements"][0]), "deux fois"),
        (lambda one: one["classement"]["rangements"][0].update(confiance=float("nan")), "confiance"),
        (lambda one: one.update(contributions=None), "sa place"),
    ],
)
def test_json_changed_by_hand_is_refused_in_french_with_the_place(
    tmp_path: Path, spoil: Callable[[dict[str, Any]], object], told: str
) -> None:
    path = exported(tmp_path / "a.json", [one_wall()])
    content = json.loads(path.read_text(encoding="utf-8"))
    spoil(content["evenements"][0])
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read(path)
    assert told in caught.value.cause
    assert not re.search("Field|should|object", caught.value.cause)


def test_a_text_longer_than_a_cell_of_csv_comes_back(tmp_path: Path) -> None:
    (wall,) = read(exported(tmp_path / "a.csv", [one_wall("x" * 200_000)])).walls
    assert len(wall.contributions[0].text) == 200_000


def test_json_nested_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"format_export": 1, "demarche": ' + "[" * 100_000, encoding="utf-8")
    with pytest.raises(InputError, match="abîmé"):
        read(path)


@pytest.mark.parametrize("extension", ["xlsx", "csv"])
def test_a_table_whose_column_of_texts_was_renamed_is_refused(tmp_path: Path, extension: str) -> None:
    path = with_headers(exported(tmp_path / f"a.{extension}", [one_wall()]), {"Texte": "Propos"})
    with pytest.raises(InputError, match="Texte"):
        read(path)


@pytest.mark.parametrize("extension", ["xlsx", "csv"])
def test_columns_renamed_or_taken_away_are_told(tmp_path: Path, extension: str) -> None:
    path = with_headers(exported(tmp_path / f"a.{extension}", [one_wall()]), {"Votes": "Gommes"})
    told = " ".join(read(path).notes)
    assert "absentes" in told
    assert "Votes" in told
    assert "Gommes" in told
    assert not exported_notes(tmp_path, extension)


def test_a_sheet_that_lost_the_ids_of_events_still_finds_their_themes(tmp_path: Path) -> None:
    path = with_headers(exported(tmp_path / "a.xlsx", [one_wall()]), {"Identifiant de l’événement": None})
    (wall,) = read(path).walls
    assert wall.sorting is not None
    assert [theme.id for theme in wall.sorting.themes] == [theme.id for theme in one_wall().sorting.themes]  # type: ignore[union-attr]


def exported_notes(folder: Path, extension: str) -> tuple[str, ...]:
    return read(exported(folder / f"b.{extension}", [one_wall()])).notes


def with_headers(path: Path, names: dict[str, str | None]) -> Path:
    """An export of ours whose sheet of contributions has other headers."""
    if path.suffix == ".csv":
        text = path.read_text(encoding="utf-8-sig")
        for name, other in names.items():
            text = text.replace(name, other or "", 1)
        path.write_text(text, encoding="utf-8-sig")
        return path
    book = load_workbook(path)
    for cell in book["Contributions"][1]:
        if cell.value in names:
            cell.value = names[cell.value]
    book.save(path)
    return path


def test_one_event_of_several_can_be_taken_alone(tmp_path: Path, file: DemarcheFile) -> None:
    other = Wall(replace(event_(), id="f" * 32, slug="stand", title="Stand du marché"), ())
    path = exported(tmp_path / "tout.xlsx", [one_wall(), other])
    assert brought(file, path, asked="stand du marché").events == 1
    assert [event.title for event in file.agenda.events()] == ["Stand du marché"]
    with pytest.raises(NotFoundError, match="Fête"):
        brought(file, path, asked="Fête")
    assert brought(file, path).added == 2


def test_an_event_code_of_a_file_never_leads_out_of_the_folder(tmp_path: Path, file: DemarcheFile) -> None:
    wall = one_wall()
    path = exported(tmp_path / "un.json", [replace(wall, event=replace(wall.event, slug="../../ailleurs"))])
    brought(file, path)
    assert [event.slug for event in file.agenda.events()] == ["ailleurs"]


def test_a_row_known_by_its_path_is_the_one_that_an_export_knows_by_its_name(
    tmp_path: Path, file: DemarcheFile
) -> None:
    wall = one_wall()
    here = replace(wall.contributions[0], origin=Origin("kraft.csv", "k", 2))
    brought(file, exported(tmp_path / "ici.json", [Wall(wall.event, (here,))]))
    there = replace(here, id="autre poste", number=5, origin=Origin("/partage/kraft.csv", "k", 2))
    report = brought(file, exported(tmp_path / "la-bas.json", [Wall(wall.event, (there,))]))
    assert (report.added, report.already) == (0, 1)


def test_two_laptops_that_imported_one_file_give_its_rows_once(tmp_path: Path, file: DemarcheFile) -> None:
    wall = one_wall()
    origin = Origin("/partage/kraft.csv", "k", 2)
    here = replace(wall.contributions[0], origin=origin)
    there = replace(here, id="autre poste", number=5)
    brought(file, exported(tmp_path / "ici.json", [Wall(wall.event, (here,))]))
    report = brought(file, exported(tmp_path / "la-bas.json", [Wall(wall.event, (there,))]))
    assert (report.added, report.already) == (0, 1)
