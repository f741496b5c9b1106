"""Our own exports come back without loss, once, and change nothing that is there."""

import csv
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.config import Settings
from facilitator.domain.demarche import Demarche
from facilitator.domain.theme import Author
from facilitator.domain.wall import Wall
from facilitator.drafting.tables import write_export
from facilitator.errors import InputError, NotFoundError
from facilitator.intake.exported.columns import joined, parted
from facilitator.intake.exported.reading import Exported, read_exported
from facilitator.intake.formulas import neutralise, restore
from facilitator.store.demarche_file import DemarcheFile
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


@given(st.lists(texts))
def test_names_in_one_cell_are_told_apart_again(names: list[str]) -> None:
    assert parted(joined(names)) == names


@pytest.mark.parametrize("extension", FORMATS)
@settings(max_examples=25)
@given(walls())
def test_export_import_export_gives_the_same_file(extension: str, some: tuple[Wall, ...]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        first = exported(folder / f"un.{extension}", some)
        with a_demarche(folder / "d") as file:
            report = brought(file, first, new=True)
            assert (report.rejected, report.differences, report.renumbered) == (0, (), ())
            kept = held(file)
            second = exported(folder / f"deux.{extension}", kept, file.agenda.demarche())
            again = brought(file, first)
            assert held(file) == kept
        assert second.read_bytes() == first.read_bytes()
        assert (again.added, again.events, again.themes, again.differences) == (0, 0, 0, ())


@settings(max_examples=25)
@given(walls())
def test_json_brings_back_every_object(some: tuple[Wall, ...]) -> None:
    with TemporaryDirectory() as name:
        path = exported(Path(name) / "un.json", some)
        assert read(path).demarche == fictive_demarche()
        assert read(path).walls == some


@settings(max_examples=25)
@given(walls())
def test_xlsx_brings_back_the_events_and_the_walls(some: tuple[Wall, ...]) -> None:
    with TemporaryDirectory() as name:
        back = read(exported(Path(name) / "un.xlsx", some)).walls
    assert [wall.event for wall in back] == [wall.event for wall in some]
    for one, other in zip(back, some, strict=True):
        assert (one.sorting is None) == (other.sorting is None)
        if one.sorting and other.sorting:
            assert one.sorting == other.sorting
