"""A full disk, another process that holds the file, a folder that cannot be written, a clock that goes back.

Each is told in French with what to do, and nothing that was acknowledged is lost.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event as events

from facilitator.domain.event import Event
from facilitator.domain.joining import join
from facilitator.domain.theme import Author
from facilitator.errors import StoreError
from facilitator.store import backups, database, restoring
from facilitator.store.borrowing import borrowed
from facilitator.store.contributions import NewContribution
from facilitator.store.demarche_file import FILE_NAME, DemarcheFile
from tests import walls
from tests.store.conftest import Ticking

HOLD = """
import sqlite3, sys
holder = sqlite3.connect(sys.argv[1], isolation_level=None)
holder.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held_by_another_process(path: Path, python: str) -> Iterator[None]:
    """Another process has begun to write and does not end."""
    with subprocess.Popen(
        [python, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        try:
            yield
        finally:
            holder.kill()


@contextmanager
def full_disk(file: DemarcheFile) -> Iterator[None]:
    """SQLite has no page left for this file, as on a full disk."""
    engine = file._database._readers

    def limit(connection: object, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1").close()  # type: ignore[attr-defined]

    engine.dispose()
    events.listen(engine, "connect", limit)
    try:
        yield
    finally:
        events.remove(engine, "connect", limit)
        engine.dispose()


def record(file: DemarcheFile, event: Event, *texts: str) -> None:
    with file.journal.act("saisie", " ".join(texts)[:40], by=Author.HUMAN):
        file.contributions.record([NewContribution(event.id, text) for text in texts])


def texts(file: DemarcheFile, event: Event) -> list[str]:
    return [one.text for one in file.contributions.of_event(event.id)]


@pytest.fixture
def other_post(file: DemarcheFile, folder: Path, event: Event, tmp_path: Path) -> Iterator[DemarcheFile]:
    """A copy on which somebody went on."""
    backups.copy_to(folder / FILE_NAME, tmp_path / "clé" / FILE_NAME)
    with DemarcheFile.open(tmp_path / "clé", station="B", clock=Ticking()) as other:
        record(other, event, *(f"post-it de l’autre poste n° {n} " * 20 for n in range(60)))
        yield other


def join_into(file: DemarcheFile, other: DemarcheFile) -> None:
    with file.journal.act(other.joining.lineage().kind, "réunion", by=Author.HUMAN):
        ours = file.joining.holding(other.joining.lineage())
        file.joining.write(ours, join(ours, other.joining.holding(file.joining.lineage())))


class TestFullDisk:
    def test_a_post_it_that_does_not_fit_is_told_and_those_before_stay(
        self, file: DemarcheFile, event: Event
    ) -> None:
        record(file, event, "un")
        with full_disk(file), pytest.raises(StoreError, match="plus de place") as raised:
            record(file, event, "long " * 20_000)
        assert "Libérez de la place" in raised.value.next_step
        assert texts(file, event) == ["un"]
        record(file, event, "deux")
        assert [one.number for one in file.contributions.of_event(event.id)] == [1, 2]

    def test_a_joining_that_does_not_fit_leaves_the_file_as_it_was(
        self, file: DemarcheFile, other_post: DemarcheFile, event: Event
    ) -> None:
        record(file, event, "un")
        acts = len(file.journal.operations())
        with full_disk(file), pytest.raises(StoreError, match="plus de place"):
            join_into(file, other_post)
        assert (texts(file, event), len(file.journal.operations())) == (["un"], acts)
        join_into(file, other_post)
        assert len(texts(file, event)) == 61

    def test_a_copy_on_a_full_key_is_told_and_leaves_nothing_there(
        self, file: DemarcheFile, other_post: DemarcheFile, folder: Path, small_disk: Path
    ) -> None:
        with pytest.raises(StoreError, match="pas assez de place") as raised:
            backups.copy_to(folder / FILE_NAME, small_disk / "copie.sqlite")
        assert "autre clé" in raised.value.next_step
        assert list(small_disk.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 16 kB."""
    folder = tmp_path / "petite clé"
    folder.mkdir()
    mounted = hasattr(os, "geteuid") and os.geteuid() == 0
    mounted = mounted and not subprocess.call(
        ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(folder)], stderr=subprocess.DEVNULL
    )
    if not mounted:
        pytest.skip("cannot mount a small file system here")
    yield folder
    subprocess.check_call(["umount", str(folder)])


class TestLocked:
    @pytest.fixture(autouse=True)
    def impatience(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 100)
        monkeypatch.setattr(restoring, "_WAIT_MS", 100)

    def test_typing_is_told_to_wait_then_goes_on(
        self, file: DemarcheFile, folder: Path, event: Event, python: str
    ) -> None:
        record(file, event, "un")
        with (
            DemarcheFile.open(folder, station="B", clock=Ticking()) as impatient,
            held_by_another_process(folder / FILE_NAME, python),
        ):
            with pytest.raises(StoreError, match="occupée") as raised:
                record(impatient, event, "deux")
            assert "rien n’a été changé" in raised.value.next_step
            assert texts(impatient, event) == ["un"]
        record(file, event, "deux")
        assert texts(file, event) == ["un", "deux"]

    def test_reading_and_copying_do_not_wait(
        self, file: DemarcheFile, folder: Path, event: Event, tmp_path: Path, python: str
    ) -> None:
        record(file, event, "un")
        with held_by_another_process(folder / FILE_NAME, python):
            backups.copy_to(folder / FILE_NAME, tmp_path / "copie.sqlite")
            with borrowed(folder / FILE_NAME, station="B") as read:
                assert texts(read, event) == ["un"]
        assert backups.said_in(tmp_path / "copie.sqlite") == 1

    def test_a_restoring_is_refused_and_changes_nothing(
        self, file: DemarcheFile, folder: Path, event: Event, python: str
    ) -> None:
        copy = file.back_up("essai")
        record(file, event, "un")
        file.close()
        with (
            held_by_another_process(folder / FILE_NAME, python),
            pytest.raises(StoreError, match="ouverte ailleurs"),
        ):
            restoring.restore(folder, copy)
        assert texts(file, event) == ["un"]
        assert len(list((folder / "sauvegardes").iterdir())) == 1


@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="cannot make a folder read-only for certain here")
def test_a_key_that_cannot_be_written_can_still_be_read(event: Event) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        key = Path(temporary) / "clé protégée"
        with DemarcheFile.create(key, walls.demarche(), station="A", clock=Ticking()) as file:
            with file.journal.act("evenement", "Ajout", by=Author.HUMAN):
                file.agenda.write_event(event)
            record(file, event, "un")
        Path(temporary).chmod(0o755)
        key.chmod(0o555)
        as_root = os.geteuid() == 0
        if as_root:
            os.setresuid(65534, 65534, 0)
        try:
            with borrowed(key / FILE_NAME, station="B") as read:
                assert texts(read, event) == ["un"]
            with pytest.raises(StoreError, match="ne peut pas être écrite"):
                DemarcheFile.open(key, station="B")
            with pytest.raises(StoreError, match="copie de sauvegarde"):
                backups.copy_to(key / FILE_NAME, key / "copie.sqlite")
        finally:
            if as_root:
                os.setresuid(0, 0, 0)
            key.chmod(0o755)


def test_a_clock_that_goes_back_on_one_post_does_not_change_who_wins(
    folder: Path, event: Event, tmp_path: Path
) -> None:
    backwards = Ticking(step=timedelta(days=-1))
    with DemarcheFile.create(folder, walls.demarche(), station="A", clock=backwards) as file:
        with file.journal.act("evenement", "Ajout", by=Author.HUMAN):
            file.agenda.write_event(event)
        record(file, event, "un", "deux")
        backups.copy_to(folder / FILE_NAME, tmp_path / "b" / FILE_NAME)
        with DemarcheFile.open(tmp_path / "b", station="B", clock=backwards) as other:
            record(other, event, "trois")
            join_into(file, other)
            record(other, event, "quatre")
            join_into(file, other)
            join_into(file, other)
        assert texts(file, event) == ["un", "deux", "trois", "quatre"]
        undone = [file.journal.undo(), file.journal.undo()]
        assert [one and one.summary for one in undone] == ["réunion", "réunion"]
        assert texts(file, event) == ["un", "deux"]


def test_the_copies_of_a_clock_that_goes_back_are_listed_in_the_order_they_were_made(folder: Path) -> None:
    backwards = Ticking(step=timedelta(days=-1))
    with DemarcheFile.create(folder, walls.demarche(), station="A", clock=backwards) as file:
        made = [file.back_up(reason) for reason in ("premier", "second")]
    listed = backups.backups_in(folder / "sauvegardes")
    assert [one.path for one in listed] == list(reversed(made))
    assert [(one.number, one.reason, one.contributions) for one in listed] == [
        (2, "second", 0),
        (1, "premier", 0),
    ]
