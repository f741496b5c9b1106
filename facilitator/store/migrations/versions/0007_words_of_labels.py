"""What humans decide of names in titles, publics, tables, themes and next steps: once for the démarche."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_DEFERRED: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}
_REQUIRED: dict[str, Any] = {"nullable": False}


def upgrade() -> None:
    op.create_table(
        "label_decisions",
        sa.Column("words", sa.Text, **_REQUIRED),
        sa.Column("replacement", sa.Text, **_REQUIRED),
        sa.Column("decided_at", sa.DateTime, **_REQUIRED),
        sa.Column("operation", sa.Integer),
        sa.PrimaryKeyConstraint("words", name="pk_label_decisions"),
        sa.ForeignKeyConstraint(
            ["operation"], ["operations.number"], name="fk_label_decisions_operation", **_DEFERRED
        ),
    )
