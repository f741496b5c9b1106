"""Contributions, the themes they stand in, and what humans decided of both."""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from facilitator.store.moments import UtcDateTime
from facilitator.store.schema.base import DEFERRED, FILED, KEPT, event_id, metadata, where, written_by

contributions = Table(
    "contributions",
    metadata,
    Column("id", String, primary_key=True),
    Column("event_id", String, ForeignKey("events.id", **DEFERRED), nullable=False),
    Column("number", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("original", Text, nullable=False),
    Column("recorded_at", UtcDateTime, nullable=False),
    Column("type", String),
    Column("table_label", String),
    Column("public", String),
    Column("quality", String),
    Column("sequence", Integer),
    Column("votes", Integer, nullable=False),
    Column("origin_source", String),
    Column("origin_key", String),
    Column("origin_line", Integer),
    Column("corrected_by", String),
    Column("split_from", String, ForeignKey("contributions.id", **DEFERRED)),
    Column("removed", Boolean, nullable=False),
    Column("withdrawn", Boolean, nullable=False, server_default=false()),
    written_by(),
    UniqueConstraint("event_id", "number"),
    CheckConstraint("votes >= 0", name="votes"),
    info=KEPT,
)
where(
    "uq_contributions_origin",
    contributions.c.event_id,
    contributions.c.origin_source,
    contributions.c.origin_key,
    unique=True,
    condition=~contributions.c.withdrawn & contributions.c.origin_key.is_not(None),
)
where(
    "ix_contributions_split_from",
    contributions.c.split_from,
    unique=False,
    condition=contributions.c.split_from.is_not(None),
)

sortings = Table(
    "sortings",
    metadata,
    event_id(),
    Column("engine", String, nullable=False),
    Column("made_at", UtcDateTime),
    written_by(),
)

themes = Table(
    "themes",
    metadata,
    event_id(),
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("named_by", String, nullable=False),
    Column("words", JSON, nullable=False),
    Column("central_id", String, ForeignKey("contributions.id", **DEFERRED)),
    Column("votes", Integer, nullable=False),
    Column("colour", Integer, nullable=False, server_default=text("0")),
    Column("made_by", String, nullable=False, server_default=text("'machine'")),
    written_by(),
    CheckConstraint("votes >= 0", name="votes"),
)

placements = Table(
    "placements",
    metadata,
    Column("contribution_id", String, ForeignKey("contributions.id", **DEFERRED), primary_key=True),
    Column("event_id", String, ForeignKey("events.id", **DEFERRED), nullable=False),
    Column("theme_id", String),
    Column("decided_by", String, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("secondary", JSON, nullable=False),
    Column("off_topic", Boolean, nullable=False),
    written_by(),
    ForeignKeyConstraint(["event_id", "theme_id"], ["themes.event_id", "themes.id"], **DEFERRED),
    Index(None, "event_id", "theme_id"),
    info=FILED,
)

# « Pas ensemble »: two contributions never to share a theme, the smaller id first.
apart = Table(
    "apart",
    metadata,
    Column("first_id", String, ForeignKey("contributions.id", **DEFERRED), primary_key=True),
    Column("second_id", String, ForeignKey("contributions.id", **DEFERRED), primary_key=True),
    Column("event_id", String, ForeignKey("events.id", **DEFERRED), nullable=False, index=True),
    written_by(),
    CheckConstraint("first_id < second_id", name="in_order"),
)

# A contribution that the machine must never file into a theme.
refusals = Table(
    "refusals",
    metadata,
    Column("contribution_id", String, ForeignKey("contributions.id", **DEFERRED), primary_key=True),
    Column("theme_id", String, primary_key=True),
    Column("event_id", String, ForeignKey("events.id", **DEFERRED), nullable=False),
    written_by(),
    ForeignKeyConstraint(["event_id", "theme_id"], ["themes.event_id", "themes.id"], **DEFERRED),
    Index(None, "event_id", "theme_id"),
)

imports = Table(
    "imports",
    metadata,
    event_id(),
    Column("sha256", String, primary_key=True),
    Column("source", String, nullable=False),
    Column("imported_at", UtcDateTime, nullable=False),
    Column("recorded", Integer, nullable=False),
    Column("already_there", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    written_by(),
)
