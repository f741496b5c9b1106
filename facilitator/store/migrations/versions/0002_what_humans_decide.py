"""Themes get a colour and who made them; « pas ensemble » and refusals are kept.

SQLite cannot add a required column where this schema has it, so ``themes`` is copied to a new table. Every
wall of schema 0001 was made by the machine, its positions counting from 0: the colour of a theme is its
position, on the wall and in the journal, so that taking back an older act gives back coloured themes.
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_DEFERRED: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}
_REQUIRED: dict[str, Any] = {"nullable": False}


def upgrade() -> None:
    _copy_themes()
    _colour_the_journal()
    _create_decisions()


def _refers(table: str, columns: list[str], to: list[str]) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(columns, to, name=f"fk_{table}_{'_'.join(columns)}", **_DEFERRED)


def _copy_themes() -> None:
    op.create_table(
        "themes_0002",
        sa.Column("event_id", sa.String, **_REQUIRED),
        sa.Column("id", sa.String, **_REQUIRED),
        sa.Column("name", sa.String, **_REQUIRED),
        sa.Column("position", sa.Integer, **_REQUIRED),
        sa.Column("named_by", sa.String, **_REQUIRED),
        sa.Column("words", sa.JSON, **_REQUIRED),
        sa.Column("central_id", sa.String),
        sa.Column("votes", sa.Integer, **_REQUIRED),
        sa.Column("colour", sa.Integer, server_default=sa.text("0"), **_REQUIRED),
        sa.Column("made_by", sa.String, server_default=sa.text("'machine'"), **_REQUIRED),
        sa.Column("operation", sa.Integer),
        sa.PrimaryKeyConstraint("event_id", "id", name="pk_themes"),
        sa.CheckConstraint("votes >= 0", name="ck_themes_votes"),
        _refers("themes", ["event_id"], ["events.id"]),
        _refers("themes", ["central_id"], ["contributions.id"]),
        _refers("themes", ["operation"], ["operations.number"]),
    )
    kept = "event_id, id, name, position, named_by, words, central_id, votes, operation"
    into = f"INSERT INTO themes_0002 ({kept}, colour)"
    op.execute(f"{into} SELECT {kept}, position FROM themes")  # noqa: S608
    op.drop_table("themes")
    op.rename_table("themes_0002", "themes")


def _colour_the_journal() -> None:
    """Give a colour to the images of themes that came or went; images of changed columns stay."""
    connection = op.get_bind()
    changes = sa.table(
        "changes", sa.column("id"), sa.column("table_name"), sa.column("before"), sa.column("after")
    )
    rows = connection.execute(sa.select(changes).where(changes.c.table_name == "themes")).all()
    for row in rows:
        images = {"before": row.before, "after": row.after}
        if None not in images.values():
            continue
        coloured = {name: image and _coloured(image) for name, image in images.items()}
        connection.execute(sa.update(changes).where(changes.c.id == row.id).values(**coloured))


def _coloured(image: str) -> str:
    theme = json.loads(image)
    theme |= {"colour": theme["position"], "made_by": "machine"}
    return json.dumps(theme, ensure_ascii=False, separators=(",", ":"))


def _create_decisions() -> None:
    op.create_table(
        "apart",
        sa.Column("first_id", sa.String, **_REQUIRED),
        sa.Column("second_id", sa.String, **_REQUIRED),
        sa.Column("event_id", sa.String, **_REQUIRED),
        sa.Column("operation", sa.Integer),
        sa.PrimaryKeyConstraint("first_id", "second_id", name="pk_apart"),
        sa.CheckConstraint("first_id < second_id", name="ck_apart_in_order"),
        _refers("apart", ["first_id"], ["contributions.id"]),
        _refers("apart", ["second_id"], ["contributions.id"]),
        _refers("apart", ["event_id"], ["events.id"]),
        _refers("apart", ["operation"], ["operations.number"]),
    )
    op.create_index("ix_apart_event_id", "apart", ["event_id"])
    op.create_table(
        "refusals",
        sa.Column("contribution_id", sa.String, **_REQUIRED),
        sa.Column("theme_id", sa.String, **_REQUIRED),
        sa.Column("event_id", sa.String, **_REQUIRED),
        sa.Column("operation", sa.Integer),
        sa.PrimaryKeyConstraint("contribution_id", "theme_id", name="pk_refusals"),
        _refers("refusals", ["event_id", "theme_id"], ["themes.event_id", "themes.id"]),
        _refers("refusals", ["contribution_id"], ["contributions.id"]),
        _refers("refusals", ["event_id"], ["events.id"]),
        _refers("refusals", ["operation"], ["operations.number"]),
    )
    op.create_index("ix_refusals_event_id_theme_id", "refusals", ["event_id", "theme_id"])
