"""Étapes get a phase, options and their events; instances, human passages and the projet social are kept.

SQLite cannot add a required column where this schema has it, so ``etapes`` is copied to a new table.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_DEFERRED: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}
_REQUIRED: dict[str, Any] = {"nullable": False}
_ITEM = {"item_id": "project_items.id"}

Columns = list[sa.Column[Any]]


def upgrade() -> None:
    _copy_etapes()
    _create(
        "governance", ["position"], [_position(), *_words("name", "role", members=sa.JSON, rhythm=sa.String)]
    )
    _create("rubrics", ["position"], [_position(), *_words("document", "name", "title", text=sa.Text)])
    _create_items()
    _create_what_items_rest_on()
    _create_what_actions_hold()


def _words(*names: str, **kinds: Any) -> Columns:
    """Required columns: of words, then each of its kind."""
    return [
        sa.Column(name, kind, **_REQUIRED) for name, kind in (dict.fromkeys(names, sa.String) | kinds).items()
    ]


def _position() -> sa.Column[Any]:
    return sa.Column("position", sa.Integer, autoincrement=False, **_REQUIRED)


def _create(
    name: str, keys: list[str], columns: Columns, refers: dict[str, str] | None = None, named: str = ""
) -> None:
    """A journaled table; its constraints are named after ``named``, else after the table."""
    named = named or name
    op.create_table(
        name,
        *columns,
        sa.Column("operation", sa.Integer),
        sa.PrimaryKeyConstraint(*keys, name=f"pk_{named}"),
        *(
            sa.ForeignKeyConstraint([column], [to], name=f"fk_{named}_{column}", **_DEFERRED)
            for column, to in ((refers or {}) | {"operation": "operations.number"}).items()
        ),
    )


def _copy_etapes() -> None:
    columns = [
        _position(),
        *_words("title", "state"),
        sa.Column("starts", sa.Date),
        sa.Column("ends", sa.Date),
        sa.Column("phase", sa.String, server_default=sa.text("''"), **_REQUIRED),
        sa.Column("optional", sa.Boolean, server_default=sa.false(), **_REQUIRED),
        sa.Column("events", sa.JSON, server_default=sa.text("'[]'"), **_REQUIRED),
    ]
    _create("etapes_0006", ["position"], columns, named="etapes")
    kept = "position, title, state, starts, ends, operation"
    op.execute(f"INSERT INTO etapes_0006 ({kept}) SELECT {kept} FROM etapes")  # noqa: S608
    op.drop_table("etapes")
    op.rename_table("etapes_0006", "etapes")


def _create_items() -> None:
    columns = [
        *_words("id", "level"),
        sa.Column("parent_id", sa.String),
        *_words(position=sa.Integer, title=sa.Text),
    ]
    _create("project_items", ["id"], columns, {"parent_id": "project_items.id"})
    op.create_index("ix_project_items_parent_id", "project_items", ["parent_id"])


def _create_what_items_rest_on() -> None:
    _create(
        "project_links",
        ["item_id", "to_id"],
        _words("item_id", "to_id", position=sa.Integer),
        _ITEM | {"to_id": "project_items.id"},
    )
    _create(
        "supporting_contributions",
        ["item_id", "contribution_id"],
        _words("item_id", "contribution_id", position=sa.Integer),
        _ITEM | {"contribution_id": "contributions.id"},
    )
    _create(
        "supporting_themes",
        ["item_id", "event_id", "theme_id"],
        _words("item_id", "event_id", "theme_id", "name", position=sa.Integer),
        _ITEM | {"event_id": "events.id"},
    )


def _create_what_actions_hold() -> None:
    sheet = [
        *_words("item_id", aim=sa.Text, description=sa.Text, steps=sa.JSON, publics=sa.JSON),
        *_words("area", "pilot", partners=sa.JSON),
        *_words(staff=sa.Text, equipment=sa.Text, budget=sa.Text, funding=sa.Text),
        *_words("starts", "ends", milestones=sa.JSON, cautions=sa.JSON),
        sa.Column("priority", sa.Integer),
        *_words("feasibility", "state"),
        sa.Column("updated_on", sa.Date),
    ]
    _create("action_sheets", ["item_id"], sheet, _ITEM)
    measured = _words("kind", "name", "baseline", "target", "source", "frequency")
    _create("indicators", ["item_id", "position"], [*_words("item_id"), _position(), *measured], _ITEM)
    answer = [
        *_words("contribution_id", "outcome"),
        sa.Column("action_id", sa.String),
        *_words(reason=sa.Text),
    ]
    refers = {"contribution_id": "contributions.id", "action_id": "project_items.id"}
    _create("answers", ["contribution_id"], answer, refers)
