"""Creating, opening and sharing a démarche file, and what is told when it cannot be done."""

import os
import signal
import sqlite3
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from facilitator.domain.contribution import ContributionType
from facilitator.domain.demarche import Demarche, Etape, EtapeState, Figure, Territory
from facilitator.domain.event import Event, EventKind, Presence, Sequence, Table
from facilitator.domain.theme import Author
from facilitator.errors import ConflictError, NotFoundError, StoreError
from facilitator.store import database, schema
from facilitator.store.contributions import NewContribution
from facilitator.store.demarche_file import FILE_NAME, DemarcheFile, demarche_folders
from tests import walls
from tests.store.conftest import Ticking

Reopen = Callable[..., DemarcheFile]

FULL_DEMARCHE = Demarche(
    slug="val-d-aubre",
    title="CTG « du Val »",
    territory=Territory("Val d’Aubre", ("Castelombre", "Vernoissac"), "Lot", 12_345, "Insee, RP 2022", True),
    client="Communauté",
    caf="Caf du Lot",
    consultant="Cabinet",
    signatories=("Caf", "MSA"),
    etapes=(
        Etape("Cadrage", EtapeState.DONE, date(2026, 1, 5), date(2026, 2, 1)),
        Etape("Suite", EtapeState.PLANNED),
    ),
    next_steps=("Envoyer la synthèse.",),
    figures=(
        Figure("Santé", "médecins", "5,6", 2023, "communauté", "8,4 ailleurs", "DREES"),
        Figure("Mobilité", "ménages sans voiture"),
    ),
)

FULL_EVENT = Event(
    id="f" * 32,
    slug="table-ronde",
    title="Table ronde",
    kind=EventKind.TABLE_RONDE,
    theme="Mobilité",
    held_on=date(2026, 3, 12),
    place="Mairie",
    method="Parole tournante",
    tables=(Table("T1", "parents"), Table("T2")),
    sequences=(Sequence(1, "Constats", "Qu’est-ce qui va ?", ContributionType.CONSTAT), Sequence(2, "Suite")),
    presences=(Presence("élus", 3), Presence("agents", None), Presence("jeunes", 0, invited=False)),
    dots_per_person=3,
    next_steps=("Relire.",),
)


class TestRoundTrip:
    def test_a_demarche_comes_back_as_it_was_created(self, folder: Path) -> None:
        with DemarcheFile.create(folder, FULL_DEMARCHE, station="A"):
            pass
        with DemarcheFile.open(folder, station="A") as file:
            assert file.agenda.demarche() == FULL_DEMARCHE

    def test_a_demarche_can_be_changed_and_the_change_taken_back(self, file: DemarcheFile) -> None:
        before = file.agenda.demarche()
        with file.journal.act("demarche", "Fiche complétée", by=Author.HUMAN):
            file.agenda.write_demarche(FULL_DEMARCHE)
        assert file.agenda.demarche() == FULL_DEMARCHE
        file.journal.undo()
        assert file.agenda.demarche() == before

    def test_events_come_back_complete_and_in_the_order_they_were_added(
        self, file: DemarcheFile, event: Event, reopen: Reopen
    ) -> None:
        with file.journal.act("evenement", "Ajout", by=Author.HUMAN):
            file.agenda.write_event(FULL_EVENT)
        assert reopen().agenda.events() == (event, FULL_EVENT)
        assert reopen().agenda.event("table-ronde") == FULL_EVENT

    def test_an_event_is_updated_in_place(self, file: DemarcheFile, event: Event) -> None:
        changed = replace(event, title="Autre", tables=(Table("Z"), *event.tables[1:]), presences=())
        with file.journal.act("evenement", "Changement", by=Author.HUMAN):
            file.agenda.write_event(changed)
        assert file.agenda.events() == (changed,)
        file.journal.undo()
        assert file.agenda.events() == (event,)

    def test_an_unknown_event_is_told_with_the_known_ones(self, file: DemarcheFile) -> None:
        with pytest.raises(NotFoundError, match="«\u00a0atelier\u00a0»"):
            file.agenda.event("seminaire")

    def test_two_events_cannot_share_a_slug(self, file: DemarcheFile, event: Event) -> None:
        with (
            pytest.raises(ConflictError, match="même nom"),
            file.journal.act("evenement", "Doublon", by=Author.HUMAN),
        ):
            file.agenda.write_event(replace(FULL_EVENT, slug=event.slug))
        assert file.agenda.events() == (event,)


class TestCreatingAndOpening:
    def test_only_the_file_is_created_at_first(self, file: DemarcheFile, folder: Path) -> None:
        file.close()
        assert [path.name for path in folder.iterdir()] == [FILE_NAME]

    def test_a_demarche_is_never_created_over_another(self, file: DemarcheFile, folder: Path) -> None:
        with pytest.raises(StoreError, match="déjà une démarche"):
            DemarcheFile.create(folder, FULL_DEMARCHE, station="B")
        assert file.agenda.demarche() == walls.demarche()

    def test_a_demarche_that_does_not_exist_is_not_created_by_opening_it(self, tmp_path: Path) -> None:
        with pytest.raises(NotFoundError, match="«\u00a0nulle-part\u00a0»"):
            DemarcheFile.open(tmp_path / "nulle-part", station="A")
        assert list(tmp_path.iterdir()) == []

    def test_a_creation_cut_short_leaves_room_for_another(self, folder: Path) -> None:
        folder.mkdir()
        (folder / FILE_NAME).touch()
        with pytest.raises(NotFoundError):
            DemarcheFile.open(folder, station="A")
        with DemarcheFile.create(folder, FULL_DEMARCHE, station="A") as file:
            assert file.agenda.demarche() == FULL_DEMARCHE

    @pytest.mark.parametrize(
        "content", [b"ceci n'est pas une base" * 300, b"SQLite format 3\0" + b"\xff" * 5000]
    )
    def test_a_file_that_is_no_database_is_told(self, folder: Path, content: bytes) -> None:
        folder.mkdir()
        (folder / FILE_NAME).write_bytes(content)
        with pytest.raises(StoreError, match="illisible") as raised:
            DemarcheFile.open(folder, station="A")
        assert "sauvegardes" in raised.value.next_step
        assert (folder / FILE_NAME).read_bytes() == content

    def test_a_database_of_another_program_is_told_and_left_alone(self, folder: Path) -> None:
        folder.mkdir()
        with closing(sqlite3.connect(folder / FILE_NAME)) as foreign:
            foreign.execute("CREATE TABLE recettes (nom TEXT)")
        with pytest.raises(StoreError, match="autre programme"):
            DemarcheFile.open(folder, station="A")

    def test_a_newer_schema_is_refused_and_left_alone(self, file: DemarcheFile, folder: Path) -> None:
        file.close()
        with closing(sqlite3.connect(folder / FILE_NAME)) as raw:
            raw.execute("UPDATE alembic_version SET version_num = '9999'")
            raw.commit()
        with pytest.raises(StoreError, match="version plus récente du programme") as raised:
            DemarcheFile.open(folder, station="A")
        assert "Mettez le programme à jour" in raised.value.next_step
        assert not (folder / "sauvegardes").exists()

    def test_the_folders_that_hold_a_demarche_are_found_by_name(self, tmp_path: Path) -> None:
        for name in ("b", "a", "é"):
            DemarcheFile.create(tmp_path / name, FULL_DEMARCHE, station="A").close()
        (tmp_path / "vide").mkdir()
        (tmp_path / "fichier").touch()
        assert demarche_folders(tmp_path) == tuple(tmp_path / name for name in ("a", "b", "é"))
        assert demarche_folders(tmp_path / "absent") == ()

    def test_times_come_back_aware_in_utc_to_the_microsecond(self, file: DemarcheFile, event: Event) -> None:
        paris = datetime(2026, 7, 1, 20, 30, 15, 123456, tzinfo=timezone(timedelta(hours=2)))
        with file.journal.act("saisie", "Saisie", by=Author.HUMAN):
            file.contributions.record([NewContribution(event.id, "un", recorded_at=paris)])
        (kept,) = file.contributions.of_event(event.id)
        assert kept.recorded_at == paris
        assert kept.recorded_at.tzinfo is UTC

    def test_the_inventory_counts_what_is_there(self, file: DemarcheFile, event: Event) -> None:
        with file.journal.act("saisie", "Saisie", by=Author.HUMAN):
            file.contributions.record([NewContribution(event.id, "un"), NewContribution(event.id, "deux")])
        inventory = file.inventory()
        assert (inventory.events, inventory.contributions, inventory.operations, inventory.vectors) == (
            1,
            2,
            2,
            0,
        )
        assert inventory.revision == schema.REVISION


@pytest.fixture
def read_only_folder() -> Iterator[Path]:
    """A démarche in a folder that cannot be written, even where the test runs as root."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "lecture seule"
        DemarcheFile.create(folder, FULL_DEMARCHE, station="A").close()
        Path(temporary).chmod(0o755)
        folder.chmod(0o555)
        as_root = os.geteuid() == 0
        if as_root:
            os.setresuid(65534, 65534, 0)
        try:
            yield folder
        finally:
            if as_root:
                os.setresuid(0, 0, 0)
            folder.chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="cannot make a folder read-only for certain here")
class TestReadOnly:
    def test_a_read_only_folder_is_told_on_opening(self, read_only_folder: Path) -> None:
        with pytest.raises(StoreError, match="ne peut pas être écrite"):
            DemarcheFile.open(read_only_folder, station="A")

    def test_a_demarche_is_not_created_where_nothing_can_be_written(self, read_only_folder: Path) -> None:
        with pytest.raises(StoreError, match="ne peut pas être écrite"):
            DemarcheFile.create(read_only_folder / "autre", FULL_DEMARCHE, station="A")


class TestSharing:
    def test_two_stations_see_what_the_other_has_committed_at_once(
        self, file: DemarcheFile, other: DemarcheFile, event: Event
    ) -> None:
        for writer, reader, text in ((file, other, "de A"), (other, file, "de B"), (file, other, "encore A")):
            with writer.journal.act("saisie", text, by=Author.HUMAN):
                writer.contributions.record([NewContribution(event.id, text)])
            assert [c.text for c in reader.contributions.of_event(event.id)][-1] == text
        assert [c.number for c in file.contributions.of_event(event.id)] == [1, 2, 3]

    def test_an_act_under_way_is_seen_by_itself_alone(
        self, file: DemarcheFile, other: DemarcheFile, event: Event
    ) -> None:
        with file.journal.act("saisie", "Saisie", by=Author.HUMAN):
            file.contributions.record([NewContribution(event.id, "un")])
            assert len(file.contributions.of_event(event.id)) == 1
            assert other.contributions.of_event(event.id) == ()

    def test_a_file_that_stays_locked_is_told_without_harm(
        self, file: DemarcheFile, folder: Path, event: Event, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 100)
        with (
            DemarcheFile.open(folder, station="B") as impatient,
            file.journal.act("saisie", "Longue", by=Author.HUMAN),
        ):
            file.contributions.record([NewContribution(event.id, "un")])
            with (
                pytest.raises(StoreError, match="occupée"),
                impatient.journal.act("saisie", "Courte", by=Author.HUMAN),
            ):
                pass
        assert [c.text for c in file.contributions.of_event(event.id)] == ["un"]

    @pytest.mark.parametrize(
        ("pragma", "value"),
        [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5_000)],
    )
    def test_each_connection_is_durable_and_strict(
        self, file: DemarcheFile, folder: Path, pragma: str, value: object
    ) -> None:
        again = database.Database(folder / FILE_NAME)
        with again.reading() as connection:
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
        again.close()

    def test_threads_share_one_open_file(self, file: DemarcheFile, event: Event) -> None:
        def type_ten(name: str) -> None:
            for n in range(10):
                with file.journal.act("saisie", name, by=Author.HUMAN):
                    file.contributions.record([NewContribution(event.id, f"{name}{n}")])

        threads = [threading.Thread(target=type_ten, args=(name,)) for name in "xyz"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        kept = file.contributions.of_event(event.id)
        assert [c.number for c in kept] == list(range(1, 31))
        assert {c.text for c in kept} == {f"{name}{n}" for name in "xyz" for n in range(10)}


_TYPE_THEN_DIE = """
import os, signal, sys
from pathlib import Path
from facilitator.domain.theme import Author
from facilitator.store.contributions import NewContribution
from facilitator.store.demarche_file import DemarcheFile

file = DemarcheFile.open(Path(sys.argv[1]), station="A")
for n in range(57):
    with file.journal.act("saisie", f"Saisie {n}", by=Author.HUMAN):
        file.contributions.record([NewContribution(sys.argv[2], f"post-it {n}", table="T2")])
act = file.journal.act("saisie", "Interrompue", by=Author.HUMAN)
act.__enter__()
file.contributions.record([NewContribution(sys.argv[2], "à moitié")])
DIE
"""


@pytest.mark.parametrize(
    "death",
    [
        "os._exit(3)",
        pytest.param(
            "os.kill(os.getpid(), signal.SIGKILL)",
            marks=pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here"),
        ),
    ],
)
def test_a_program_killed_after_the_57th_contribution_loses_none(
    file: DemarcheFile,
    folder: Path,
    event: Event,
    reopen: Reopen,
    death: str,
    python: str,
    child_environment: dict[str, str],
) -> None:
    file.close()
    script = _TYPE_THEN_DIE.replace("DIE", death)
    died = subprocess.run(
        [python, "-c", script, str(folder), event.id],
        check=False,
        capture_output=True,
        env=child_environment,
    )
    assert died.returncode != 0
    assert not died.stderr
    again = reopen()
    kept = again.contributions.of_event(event.id)
    assert [(c.number, c.text, c.table) for c in kept] == [(n + 1, f"post-it {n}", "T2") for n in range(57)]
    undone = again.journal.undo()
    assert undone is not None
    assert undone.summary == "Saisie 56"


def test_a_clock_that_goes_back_does_not_break_the_order(folder: Path, event: Event) -> None:
    backwards = Ticking(step=timedelta(days=-1))
    with DemarcheFile.create(folder, FULL_DEMARCHE, station="A", clock=backwards) as file:
        with file.journal.act("evenement", "Événement", by=Author.HUMAN):
            file.agenda.write_event(event)
        for text in "abc":
            with file.journal.act("saisie", text, by=Author.HUMAN):
                file.contributions.record([NewContribution(event.id, text)])
        assert [operation.summary for operation in file.journal.operations(3)] == ["c", "b", "a"]
        undone = [file.journal.undo() for _ in range(3)]
        assert [operation and operation.summary for operation in undone] == ["c", "b", "a"]
        copies = [file.back_up("essai") for _ in range(3)]
        assert sorted(copies) == copies
