"""Copies: dated, sound, self-contained, and only the newest."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from facilitator.domain.event import Event
from facilitator.domain.theme import Author
from facilitator.errors import StoreError
from facilitator.store.contributions import NewContribution
from facilitator.store.demarche_file import FILE_NAME, DemarcheFile

Reopen = Callable[..., DemarcheFile]


def record(file: DemarcheFile, event: Event, text: str) -> None:
    with file.journal.act("saisie", text, by=Author.HUMAN):
        file.contributions.record([NewContribution(event.id, text)])


def test_a_copy_put_in_the_place_of_the_file_opens(
    file: DemarcheFile, folder: Path, event: Event, tmp_path: Path
) -> None:
    record(file, event, "un")
    copy = file.back_up("Avant l’import de « mur.csv »")
    record(file, event, "deux")
    assert copy.parent == folder / "sauvegardes"
    assert copy.name == "0001_2026-03-12_18h00m04s-utc_avant-l-import-de-mur-csv.sqlite"
    restored = tmp_path / "rendue"
    restored.mkdir()
    copy.rename(restored / FILE_NAME)
    with DemarcheFile.open(restored, station="A") as again:
        assert [c.text for c in again.contributions.of_event(event.id)] == ["un"]
        again.journal.undo()
        record(again, event, "autre")
        assert again.inventory().contributions == 1


def test_a_copy_needs_no_other_file(file: DemarcheFile, folder: Path) -> None:
    copy = file.back_up("essai")
    with closing(sqlite3.connect(f"{copy.as_uri()}?mode=ro&immutable=1", uri=True)) as alone:
        assert alone.execute("SELECT count(*) FROM events").fetchone() == (1,)
        assert alone.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert [path.name for path in (folder / "sauvegardes").iterdir()] == [copy.name]


def test_a_copy_holds_what_is_committed_while_somebody_writes(
    file: DemarcheFile, other: DemarcheFile, event: Event
) -> None:
    record(file, event, "un")
    with file.journal.act("saisie", "Longue", by=Author.HUMAN):
        file.contributions.record([NewContribution(event.id, "deux")])
        copy = other.back_up("pendant")
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("SELECT text FROM contributions").fetchall() == [("un",)]


def test_the_twenty_newest_stay_and_other_files_are_left_alone(file: DemarcheFile, folder: Path) -> None:
    mine = folder / "sauvegardes" / "à garder.sqlite"
    copies = [file.back_up(f"essai {n}") for n in range(10)]
    mine.touch()
    copies += [file.back_up(f"essai {n}") for n in range(10, 23)]
    assert sorted(mine.parent.iterdir()) == [*copies[-20:], mine]


def test_a_copy_that_cannot_be_written_is_told_and_leaves_nothing(
    file: DemarcheFile, folder: Path, event: Event
) -> None:
    (folder / "sauvegardes").touch()
    with pytest.raises(StoreError, match="sauvegarde"):
        file.back_up("essai")
    record(file, event, "un")
    assert {path.name for path in folder.iterdir()} >= {FILE_NAME, "sauvegardes"}


def test_a_copy_of_a_damaged_file_is_refused(file: DemarcheFile, folder: Path, event: Event) -> None:
    for n in range(400):
        record(file, event, f"post-it {n} " * 20)
    file.close()
    path = folder / FILE_NAME
    content = bytearray(path.read_bytes())
    content[-4096 * 10 :] = b"\x17" * 4096 * 10
    path.write_bytes(content)
    with DemarcheFile.open(folder, station="A") as damaged:
        with pytest.raises(StoreError, match="abîmé"):
            damaged.inventory()
        with pytest.raises(StoreError):
            damaged.back_up("essai")
    assert list((folder / "sauvegardes").iterdir()) == []
