"""What sticks at a station from line to line is kept; operations are found by their state alone, too."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_DEFERRED: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}
_REQUIRED: dict[str, Any] = {"nullable": False}


def upgrade() -> None:
    op.create_table(
        "seats",
        sa.Column("station", sa.String, **_REQUIRED),
        sa.Column("event_id", sa.String, **_REQUIRED),
        sa.Column("table_label", sa.String),
        sa.Column("public", sa.String),
        sa.Column("quality", sa.String),
        sa.Column("type", sa.String),
        sa.Column("sequence", sa.Integer),
        sa.Column("line", sa.Text, **_REQUIRED),
        sa.PrimaryKeyConstraint("station", "event_id", name="pk_seats"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_seats_event_id", **_DEFERRED),
    )
    op.create_table(
        "remarks",
        sa.Column("key", sa.String, **_REQUIRED),
        sa.PrimaryKeyConstraint("key", name="pk_remarks"),
    )
    op.drop_index("ix_operations_station_state", "operations")
    op.create_index("ix_operations_state_station", "operations", ["state", "station"])
