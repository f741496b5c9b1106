"""The figures of the territory that a description gives are kept with the démarche."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_DEFERRED: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}
_REQUIRED: dict[str, Any] = {"nullable": False}


def upgrade() -> None:
    op.create_table(
        "figures",
        sa.Column("position", sa.Integer, autoincrement=False, **_REQUIRED),
        sa.Column("topic", sa.String, **_REQUIRED),
        sa.Column("wording", sa.String, **_REQUIRED),
        sa.Column("value", sa.String, **_REQUIRED),
        sa.Column("year", sa.Integer),
        sa.Column("scale", sa.String, **_REQUIRED),
        sa.Column("comparison", sa.String, **_REQUIRED),
        sa.Column("publisher", sa.String, **_REQUIRED),
        sa.Column("operation", sa.Integer),
        sa.PrimaryKeyConstraint("position", name="pk_figures"),
        sa.ForeignKeyConstraint(
            ["operation"], ["operations.number"], name="fk_figures_operation", **_DEFERRED
        ),
    )
