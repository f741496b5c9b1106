"""What humans decide of names before anything leaves, what a model read, and the trace of a purge."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_DEFERRED: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}
_REQUIRED: dict[str, Any] = {"nullable": False}


def upgrade() -> None:
    op.create_table(
        "name_decisions",
        sa.Column("contribution_id", sa.String, **_REQUIRED),
        sa.Column("words", sa.Text, **_REQUIRED),
        sa.Column("replacement", sa.Text, **_REQUIRED),
        sa.Column("decided_at", sa.DateTime, **_REQUIRED),
        sa.Column("operation", sa.Integer),
        sa.PrimaryKeyConstraint("contribution_id", "words", name="pk_name_decisions"),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contributions.id"], name="fk_name_decisions_contribution_id", **_DEFERRED
        ),
        sa.ForeignKeyConstraint(
            ["operation"], ["operations.number"], name="fk_name_decisions_operation", **_DEFERRED
        ),
    )
    op.create_table(
        "name_readings",
        sa.Column("reader", sa.String, **_REQUIRED),
        sa.Column("text_sha256", sa.LargeBinary, **_REQUIRED),
        sa.Column("spans", sa.JSON, **_REQUIRED),
        sa.PrimaryKeyConstraint("reader", "text_sha256", name="pk_name_readings"),
    )
    op.create_table(
        "purges",
        sa.Column("id", sa.Integer, **_REQUIRED),
        sa.Column("at", sa.DateTime, **_REQUIRED),
        sa.Column("station", sa.String, **_REQUIRED),
        sa.Column("contributions", sa.Integer, **_REQUIRED),
        sa.Column("operations", sa.Integer, **_REQUIRED),
        sa.Column("files", sa.Integer, **_REQUIRED),
        sa.PrimaryKeyConstraint("id", name="pk_purges"),
    )
