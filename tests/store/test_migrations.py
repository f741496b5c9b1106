"""From an older file to the present schema, and from nothing: the same tables either way."""

import logging
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import facilitator.store
from facilitator.domain.decisions import NONE
from facilitator.domain.theme import Author
from facilitator.errors import StoreError
from facilitator.store import migrating, schema
from facilitator.store.database import Database
from facilitator.store.demarche_file import FILE_NAME, DemarcheFile
from tests import walls

MIGRATIONS = Path(facilitator.store.__file__).parent / "migrations"

LAST = schema.REVISION

_NEXT = '''
"""A revision of tests only: a further column, filled, on a table that others point at."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{last}"


def upgrade() -> None:
    with op.batch_alter_table("events") as events:
        events.add_column(sa.Column("weather", sa.String, nullable=False, server_default="beau"))
        events.alter_column("place", new_column_name="venue")
    {then}
'''


def tables(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as raw:
        found = raw.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        # SQLite quotes the name of a table that was renamed
        return {name: sql.replace(f'CREATE TABLE "{name}"', f"CREATE TABLE {name}") for name, sql in found}


@pytest.fixture
def old(file: DemarcheFile, folder: Path) -> Path:
    """A démarche file of the present schema, closed: old in the eyes of ``newer_program``."""
    file.close()
    return folder


@pytest.fixture
def newer_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The program as it will be one migration later: its folder of migrations, with one more."""
    scripts = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "9999_next.py").write_text(_NEXT.format(then="pass", last=LAST), "utf-8")
    with monkeypatch.context() as newer:
        newer.setattr(migrating, "SCRIPTS", str(scripts))
        newer.setattr(schema, "REVISION", "9999")
        yield scripts


class TestTheSameTables:
    def test_the_migrations_end_at_the_revision_of_the_schema(self) -> None:
        assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == schema.REVISION

    def test_migrations_and_metadata_write_the_same_statements(
        self, file: DemarcheFile, tmp_path: Path
    ) -> None:
        migrating.upgrade(tmp_path / "migrated.sqlite")
        assert tables(tmp_path / "migrated.sqlite") == tables(file.folder / FILE_NAME)

    def test_alembic_finds_no_difference(self, tmp_path: Path) -> None:
        migrating.upgrade(tmp_path / "migrated.sqlite")
        database = Database(tmp_path / "migrated.sqlite")
        with database.reading() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, schema.metadata) == []
        database.close()


class TestUpgrading:
    def test_an_older_file_is_upgraded_after_a_dated_copy(self, old: Path, newer_program: Path) -> None:
        before = tables(old / FILE_NAME)
        with DemarcheFile.open(old, station="A") as file:
            assert file.agenda.demarche() == walls.demarche()
        with closing(sqlite3.connect(old / FILE_NAME)) as raw:
            assert raw.execute("SELECT venue, weather FROM events").fetchone()[1] == "beau"
            assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]
            assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        (copy,) = (old / "sauvegardes").iterdir()
        assert f"_avant-migration-{LAST}" in copy.name
        assert tables(copy) == before

    def test_it_is_upgraded_once(self, old: Path, newer_program: Path) -> None:
        for _ in range(2):
            DemarcheFile.open(old, station="A").close()
        assert len(list((old / "sauvegardes").iterdir())) == 1

    def test_the_older_program_then_refuses_it(
        self, old: Path, newer_program: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        DemarcheFile.open(old, station="A").close()
        with monkeypatch.context() as older:
            older.setattr(migrating, "SCRIPTS", str(MIGRATIONS))
            older.setattr(schema, "REVISION", LAST)
            with pytest.raises(StoreError, match="plus récente"):
                DemarcheFile.open(old, station="A")

    @pytest.mark.parametrize(
        ("then", "error"),
        [("raise RuntimeError('panne')", RuntimeError), ("op.execute('DELETE FROM events')", StoreError)],
    )
    def test_an_upgrade_that_fails_leaves_the_file_as_it_was(
        self, old: Path, newer_program: Path, then: str, error: type[Exception]
    ) -> None:
        before = tables(old / FILE_NAME)
        (newer_program / "versions" / "9999_next.py").write_text(_NEXT.format(then=then, last=LAST), "utf-8")
        with pytest.raises(error):
            DemarcheFile.open(old, station="A")
        assert tables(old / FILE_NAME) == before
        with closing(sqlite3.connect(old / FILE_NAME)) as raw:
            assert raw.execute("SELECT count(*) FROM events").fetchone() == (1,)


_FIRST_WALL = """
INSERT INTO demarche VALUES (1, 'd', 'D', '', '', '', 'T', '[]', '', NULL, '', 0, '[]', '[]', NULL);
INSERT INTO operations VALUES (1, 'importer', 'import', 'humain', 'A', '2026-03-12 18:00:00', 'faite');
INSERT INTO operations VALUES (2, 'trier', 'premier tri', 'machine', 'A', '2026-03-12 18:01:00', 'faite');
INSERT INTO operations VALUES (3, 'trier', 'second tri', 'machine', 'A', '2026-03-12 18:02:00', 'faite');
INSERT INTO events VALUES ('e', 0, 'e', 'E', 'atelier', '', NULL, '', '', NULL, '[]', 1, 0, 1);
INSERT INTO contributions VALUES ('c', 'e', 1, 't', 't', '2026-03-12 18:00:00', NULL, NULL, NULL, NULL, NULL,
  0, NULL, NULL, NULL, NULL, NULL, 0, 0, 1);
INSERT INTO sortings VALUES ('e', 'usem3', NULL, 2);
INSERT INTO themes VALUES ('e', 'new', 'Bus', 0, 'machine', '["bus"]', 'c', 0, 3);
INSERT INTO themes VALUES ('e', 'newer', 'Santé', 1, 'machine', '[]', NULL, 0, 3);
INSERT INTO placements VALUES ('c', 'e', 'new', 'machine', 0.5, '["newer"]', 0, 3);
INSERT INTO changes VALUES (1, 3, 'themes', '["e","old"]',
  '{"event_id":"e","id":"old","name":"Été","position":4,"named_by":"machine","words":[],"central_id":null,"votes":0}',
  NULL, 2);
INSERT INTO changes VALUES (2, 3, 'placements', '["c"]', '{"theme_id":"old"}', '{"theme_id":"new"}', 2);
INSERT INTO changes VALUES (3, 3, 'themes', '["e","new"]', NULL,
  '{"event_id":"e","id":"new","name":"Bus","position":0,"named_by":"machine","words":["bus"],"central_id":"c","votes":0}',
  NULL);
INSERT INTO changes VALUES (4, 3, 'themes', '["e","newer"]', NULL,
  '{"event_id":"e","id":"newer","name":"Santé","position":1,"named_by":"machine","words":[],"central_id":null,"votes":0}',
  NULL);
"""


class TestFromTheFirstSchema:
    @pytest.fixture
    def first(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A démarche as the first program left it: a wall sorted twice, nothing decided by a human."""
        scripts = tmp_path / "scripts"
        shutil.copytree(MIGRATIONS, scripts, ignore=shutil.ignore_patterns("__pycache__", "000[2-9]_*"))
        folder = tmp_path / "ancienne"
        folder.mkdir()
        with monkeypatch.context() as older:
            older.setattr(migrating, "SCRIPTS", str(scripts))
            migrating.upgrade(folder / FILE_NAME)
        with closing(sqlite3.connect(folder / FILE_NAME)) as raw:
            raw.executescript(_FIRST_WALL)
        return folder

    def test_its_themes_get_colours_and_are_the_machine_s(self, first: Path) -> None:
        with DemarcheFile.open(first, station="A") as file:
            wall = file.sortings.of_event("e")
        assert wall is not None
        assert [(theme.id, theme.colour, theme.made_by) for theme in wall.themes] == [
            ("new", 0, Author.MACHINE),
            ("newer", 1, Author.MACHINE),
        ]
        assert wall.placements[0].secondary == ("newer",)
        assert wall.decisions == NONE

    def test_an_act_done_before_is_taken_back_and_done_again_with_its_colours(self, first: Path) -> None:
        with DemarcheFile.open(first, station="A") as file:
            before = file.sortings.of_event("e")
            file.journal.undo()
            wall = file.sortings.of_event("e")
            assert wall is not None
            assert [(theme.name, theme.colour) for theme in wall.themes] == [("Été", 4)]
            file.journal.redo()
            assert file.sortings.of_event("e") == before

    def test_it_gives_the_same_file_each_time(self, first: Path, tmp_path: Path) -> None:
        shutil.copytree(first, tmp_path / "copie")
        dumps = []
        for folder in (first, tmp_path / "copie"):
            DemarcheFile.open(folder, station="A").close()
            with closing(sqlite3.connect(folder / FILE_NAME)) as raw:
                dumps.append(list(raw.iterdump()))
        assert dumps[0] == dumps[1]


def test_migrating_configures_no_logging(tmp_path: Path) -> None:
    root = logging.getLogger()
    before = (
        root.level,
        list(root.handlers),
        logging.getLogger("alembic").level,
        logging.getLogger("alembic").handlers,
    )
    migrating.upgrade(tmp_path / "migrated.sqlite")
    after = (
        root.level,
        list(root.handlers),
        logging.getLogger("alembic").level,
        logging.getLogger("alembic").handlers,
    )
    assert after == before


def test_alembic_stays_out_of_the_way_of_a_present_file(
    file: DemarcheFile, folder: Path, python: str, child_environment: dict[str, str], tmp_path: Path
) -> None:
    script = """
import sys
from pathlib import Path
from facilitator.store.demarche_file import DemarcheFile
from tests import walls
DemarcheFile.open(Path(sys.argv[1]), station="B").close()
DemarcheFile.create(Path(sys.argv[2]), walls.demarche(), station="B").close()
assert not {"alembic", "numpy"} & set(sys.modules)
"""
    subprocess.run(
        [python, "-c", script, str(folder), str(tmp_path / "autre")],
        check=True,
        env=child_environment,
        cwd=Path(__file__).parents[2],
    )
