"""Bringing an older démarche file to the present schema; Alembic loads only then."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, inspect, select

from facilitator.errors import StoreError
from facilitator.store import schema
from facilitator.store.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

SCRIPTS: Final = "facilitator.store:migrations"


def revision(connection: Connection) -> str | None:
    """The schema revision of the file; None if it is no démarche."""
    if not inspect(connection).has_table(schema.alembic_version.name):
        return None
    found: str | None = connection.execute(select(schema.alembic_version.c.version_num)).scalar()
    return found


def is_known(found: str) -> bool:
    """Whether this program has a migration that leads to revision ``found``."""
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(_config())
    return any(script.revision == found for script in scripts.walk_revisions())


def upgrade(path: Path) -> None:
    """Bring the file to the present schema, entirely or not at all.

    Foreign keys are off meanwhile, because SQLite alters a table by copying it to a new one
    (https://www.sqlite.org/lang_altertable.html#otheralter); they are checked before the commit, and
    StoreError is raised if one is broken.
    """
    from alembic import command

    database = Database(path, foreign_keys=False)
    try:
        with database.writing() as connection:
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if broken:
                raise StoreError(
                    "La démarche n’a pas pu être mise à jour.",
                    cause=f"Des lignes de {path} renvoient à d’autres qui n’existent pas : {broken[0]}.",
                    next_step="Le fichier est resté tel quel ; une copie se trouve dans « sauvegardes ».",
                )
    finally:
        database.close()


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    return config
