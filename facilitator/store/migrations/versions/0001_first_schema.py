"""The first schema: the démarche, its events, contributions, walls, imports, vectors and journal.

Written out in full, never through ``store.schema``: a migration stays what it was when files were made
with it.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_DEFERRED: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}
_REQUIRED: dict[str, Any] = {"nullable": False}


def upgrade() -> None:
    _create_journal()
    _create_demarche()
    _create_events()
    _create_event_details()
    _create_contributions()
    _create_walls()
    _create_imports()
    op.create_table(
        "vectors",
        sa.Column("model", sa.String, **_REQUIRED),
        sa.Column("text_sha256", sa.LargeBinary, **_REQUIRED),
        sa.Column("vector", sa.LargeBinary, **_REQUIRED),
        sa.PrimaryKeyConstraint("model", "text_sha256", name="pk_vectors"),
    )


def _refers(table: str, columns: list[str], to: list[str]) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(columns, to, name=f"fk_{table}_{'_'.join(columns)}", **_DEFERRED)


def _written_by(table: str) -> sa.ForeignKeyConstraint:
    return _refers(table, ["operation"], ["operations.number"])


def _belongs_to_event(table: str) -> sa.ForeignKeyConstraint:
    return _refers(table, ["event_id"], ["events.id"])


def _create_journal() -> None:
    op.create_table(
        "operations",
        sa.Column("number", sa.Integer, **_REQUIRED),
        sa.Column("kind", sa.String, **_REQUIRED),
        sa.Column("summary", sa.String, **_REQUIRED),
        sa.Column("author", sa.String, **_REQUIRED),
        sa.Column("station", sa.String, **_REQUIRED),
        sa.Column("at", sa.DateTime, **_REQUIRED),
        sa.Column("state", sa.String, **_REQUIRED),
        sa.PrimaryKeyConstraint("number", name="pk_operations"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_operations_station_state", "operations", ["station", "state"])
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer, **_REQUIRED),
        sa.Column("operation", sa.Integer, **_REQUIRED),
        sa.Column("table_name", sa.String, **_REQUIRED),
        sa.Column("row_key", sa.String, **_REQUIRED),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
        sa.Column("previous", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_changes"),
        _written_by("changes"),
    )
    op.create_index("ix_changes_operation", "changes", ["operation"])


def _create_demarche() -> None:
    op.create_table(
        "demarche",
        sa.Column("id", sa.Integer, **_REQUIRED),
        sa.Column("slug", sa.String, **_REQUIRED),
        sa.Column("title", sa.String, **_REQUIRED),
        sa.Column("client", sa.String, **_REQUIRED),
        sa.Column("caf", sa.String, **_REQUIRED),
        sa.Column("consultant", sa.String, **_REQUIRED),
        sa.Column("territory_name", sa.String, **_REQUIRED),
        sa.Column("territory_communes", sa.JSON, **_REQUIRED),
        sa.Column("territory_department", sa.String, **_REQUIRED),
        sa.Column("territory_inhabitants", sa.Integer),
        sa.Column("territory_inhabitants_source", sa.String, **_REQUIRED),
        sa.Column("territory_fictive", sa.Boolean, **_REQUIRED),
        sa.Column("signatories", sa.JSON, **_REQUIRED),
        sa.Column("next_steps", sa.JSON, **_REQUIRED),
        sa.Column("operation", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_demarche"),
        sa.CheckConstraint("id = 1", name="ck_demarche_single"),
        _written_by("demarche"),
    )
    op.create_table(
        "etapes",
        sa.Column("position", sa.Integer, autoincrement=False, **_REQUIRED),
        sa.Column("title", sa.String, **_REQUIRED),
        sa.Column("state", sa.String, **_REQUIRED),
        sa.Column("starts", sa.Date),
        sa.Column("ends", sa.Date),
        sa.Column("operation", sa.Integer),
        sa.PrimaryKeyConstraint("position", name="pk_etapes"),
        _written_by("etapes"),
    )


def _create_events() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.String, **_REQUIRED),
        sa.Column("position", sa.Integer, **_REQUIRED),
        sa.Column("slug", sa.String, **_REQUIRED),
        sa.Column("title", sa.String, **_REQUIRED),
        sa.Column("kind", sa.String, **_REQUIRED),
        sa.Column("theme", sa.String, **_REQUIRED),
        sa.Column("held_on", sa.Date),
        sa.Column("place", sa.String, **_REQUIRED),
        sa.Column("method", sa.String, **_REQUIRED),
        sa.Column("dots_per_person", sa.Integer),
        sa.Column("next_steps", sa.JSON, **_REQUIRED),
        sa.Column("last_number", sa.Integer, server_default=sa.text("0"), **_REQUIRED),
        sa.Column("withdrawn", sa.Boolean, server_default=sa.false(), **_REQUIRED),
        sa.Column("operation", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        _written_by("events"),
    )
    op.create_index(
        "uq_events_slug",
        "events",
        ["slug"],
        unique=True,
        sqlite_where=sa.text("withdrawn = 0"),
        postgresql_where=sa.text("NOT withdrawn"),
    )


def _create_event_details() -> None:
    details = {
        "event_tables": [
            sa.Column("label", sa.String, **_REQUIRED),
            sa.Column("public", sa.String),
        ],
        "event_sequences": [
            sa.Column("number", sa.Integer, **_REQUIRED),
            sa.Column("title", sa.String, **_REQUIRED),
            sa.Column("question", sa.String, **_REQUIRED),
            sa.Column("default_type", sa.String),
        ],
        "event_presences": [
            sa.Column("public", sa.String, **_REQUIRED),
            sa.Column("count", sa.Integer),
            sa.Column("invited", sa.Boolean, **_REQUIRED),
        ],
    }
    for table, columns in details.items():
        op.create_table(
            table,
            sa.Column("event_id", sa.String, **_REQUIRED),
            sa.Column("position", sa.Integer, autoincrement=False, **_REQUIRED),
            *columns,
            sa.Column("operation", sa.Integer),
            sa.PrimaryKeyConstraint("event_id", "position", name=f"pk_{table}"),
            _belongs_to_event(table),
            _written_by(table),
        )


def _create_contributions() -> None:
    op.create_table(
        "contributions",
        sa.Column("id", sa.String, **_REQUIRED),
        sa.Column("event_id", sa.String, **_REQUIRED),
        sa.Column("number", sa.Integer, **_REQUIRED),
        sa.Column("text", sa.Text, **_REQUIRED),
        sa.Column("original", sa.Text, **_REQUIRED),
        sa.Column("recorded_at", sa.DateTime, **_REQUIRED),
        sa.Column("type", sa.String),
        sa.Column("table_label", sa.String),
        sa.Column("public", sa.String),
        sa.Column("quality", sa.String),
        sa.Column("sequence", sa.Integer),
        sa.Column("votes", sa.Integer, **_REQUIRED),
        sa.Column("origin_source", sa.String),
        sa.Column("origin_key", sa.String),
        sa.Column("origin_line", sa.Integer),
        sa.Column("corrected_by", sa.String),
        sa.Column("split_from", sa.String),
        sa.Column("removed", sa.Boolean, **_REQUIRED),
        sa.Column("withdrawn", sa.Boolean, server_default=sa.false(), **_REQUIRED),
        sa.Column("operation", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_contributions"),
        sa.UniqueConstraint("event_id", "number", name="uq_contributions_event_id_number"),
        sa.CheckConstraint("votes >= 0", name="ck_contributions_votes"),
        _belongs_to_event("contributions"),
        _refers("contributions", ["split_from"], ["contributions.id"]),
        _written_by("contributions"),
    )
    op.create_index(
        "uq_contributions_origin",
        "contributions",
        ["event_id", "origin_source", "origin_key"],
        unique=True,
        sqlite_where=sa.text("withdrawn = 0 AND origin_key IS NOT NULL"),
        postgresql_where=sa.text("NOT withdrawn AND origin_key IS NOT NULL"),
    )
    split = sa.text("split_from IS NOT NULL")
    op.create_index(
        "ix_contributions_split_from",
        "contributions",
        ["split_from"],
        sqlite_where=split,
        postgresql_where=split,
    )


def _create_walls() -> None:
    op.create_table(
        "sortings",
        sa.Column("event_id", sa.String, **_REQUIRED),
        sa.Column("engine", sa.String, **_REQUIRED),
        sa.Column("made_at", sa.DateTime),
        sa.Column("operation", sa.Integer),
        sa.PrimaryKeyConstraint("event_id", name="pk_sortings"),
        _belongs_to_event("sortings"),
        _written_by("sortings"),
    )
    op.create_table(
        "themes",
        sa.Column("event_id", sa.String, **_REQUIRED),
        sa.Column("id", sa.String, **_REQUIRED),
        sa.Column("name", sa.String, **_REQUIRED),
        sa.Column("position", sa.Integer, **_REQUIRED),
        sa.Column("named_by", sa.String, **_REQUIRED),
        sa.Column("words", sa.JSON, **_REQUIRED),
        sa.Column("central_id", sa.String),
        sa.Column("votes", sa.Integer, **_REQUIRED),
        sa.Column("operation", sa.Integer),
        sa.PrimaryKeyConstraint("event_id", "id", name="pk_themes"),
        sa.CheckConstraint("votes >= 0", name="ck_themes_votes"),
        _belongs_to_event("themes"),
        _refers("themes", ["central_id"], ["contributions.id"]),
        _written_by("themes"),
    )
    op.create_table(
        "placements",
        sa.Column("contribution_id", sa.String, **_REQUIRED),
        sa.Column("event_id", sa.String, **_REQUIRED),
        sa.Column("theme_id", sa.String),
        sa.Column("decided_by", sa.String, **_REQUIRED),
        sa.Column("confidence", sa.Float, **_REQUIRED),
        sa.Column("secondary", sa.JSON, **_REQUIRED),
        sa.Column("off_topic", sa.Boolean, **_REQUIRED),
        sa.Column("operation", sa.Integer),
        sa.PrimaryKeyConstraint("contribution_id", name="pk_placements"),
        _refers("placements", ["event_id", "theme_id"], ["themes.event_id", "themes.id"]),
        _refers("placements", ["contribution_id"], ["contributions.id"]),
        _belongs_to_event("placements"),
        _written_by("placements"),
    )
    op.create_index("ix_placements_event_id_theme_id", "placements", ["event_id", "theme_id"])


def _create_imports() -> None:
    op.create_table(
        "imports",
        sa.Column("event_id", sa.String, **_REQUIRED),
        sa.Column("sha256", sa.String, **_REQUIRED),
        sa.Column("source", sa.String, **_REQUIRED),
        sa.Column("imported_at", sa.DateTime, **_REQUIRED),
        sa.Column("recorded", sa.Integer, **_REQUIRED),
        sa.Column("already_there", sa.Integer, **_REQUIRED),
        sa.Column("rejected", sa.Integer, **_REQUIRED),
        sa.Column("operation", sa.Integer),
        sa.PrimaryKeyConstraint("event_id", "sha256", name="pk_imports"),
        _belongs_to_event("imports"),
        _written_by("imports"),
    )
