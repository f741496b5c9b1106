"""The démarche and its events."""

from sqlalchemy import JSON, Boolean, CheckConstraint, Column, Date, Integer, String, Table, Text, false, text

from facilitator.store.schema.base import KEPT, event_id, metadata, position, where, written_by

demarche = Table(
    "demarche",
    metadata,
    Column("id", Integer, primary_key=True),  # always 1
    Column("slug", String, nullable=False),
    Column("title", String, nullable=False),
    Column("client", String, nullable=False),
    Column("caf", String, nullable=False),
    Column("consultant", String, nullable=False),
    Column("territory_name", String, nullable=False),
    Column("territory_communes", JSON, nullable=False),
    Column("territory_department", String, nullable=False),
    Column("territory_inhabitants", Integer),
    Column("territory_inhabitants_source", String, nullable=False),
    Column("territory_fictive", Boolean, nullable=False),
    Column("signatories", JSON, nullable=False),
    Column("next_steps", JSON, nullable=False),
    written_by(),
    CheckConstraint("id = 1", name="single"),
)

etapes = Table(
    "etapes",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("title", String, nullable=False),
    Column("state", String, nullable=False),
    Column("starts", Date),
    Column("ends", Date),
    Column("phase", String, nullable=False, server_default=text("''")),
    Column("optional", Boolean, nullable=False, server_default=false()),
    Column("events", JSON, nullable=False, server_default=text("'[]'")),  # their codes
    written_by(),
)

# Who decides, who prepares, how often: the instances of the démarche.
governance = Table(
    "governance",
    metadata,
    position(),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("members", JSON, nullable=False),
    Column("rhythm", String, nullable=False),
    written_by(),
)

# What only a human can write in a document: an editorial, a contact, an answer to a frequent question.
rubrics = Table(
    "rubrics",
    metadata,
    position(),
    Column("document", String, nullable=False),
    Column("name", String, nullable=False),
    Column("title", String, nullable=False),
    Column("text", Text, nullable=False),
    written_by(),
)

figures = Table(
    "figures",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("topic", String, nullable=False),
    Column("wording", String, nullable=False),
    Column("value", String, nullable=False),
    Column("year", Integer),
    Column("scale", String, nullable=False),
    Column("comparison", String, nullable=False),
    Column("publisher", String, nullable=False),
    written_by(),
)

events = Table(
    "events",
    metadata,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("slug", String, nullable=False),
    Column("title", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("theme", String, nullable=False),
    Column("held_on", Date),
    Column("place", String, nullable=False),
    Column("method", String, nullable=False),
    Column("dots_per_person", Integer),
    Column("next_steps", JSON, nullable=False),
    Column("last_number", Integer, nullable=False, server_default=text("0")),  # only grows; not journaled
    Column("withdrawn", Boolean, nullable=False, server_default=false()),
    written_by(),
    info=KEPT,
)
where("uq_events_slug", events.c.slug, unique=True, condition=~events.c.withdrawn)

event_tables = Table(
    "event_tables",
    metadata,
    event_id(),
    position(),
    Column("label", String, nullable=False),
    Column("public", String),
    written_by(),
)

event_sequences = Table(
    "event_sequences",
    metadata,
    event_id(),
    position(),
    Column("number", Integer, nullable=False),
    Column("title", String, nullable=False),
    Column("question", String, nullable=False),
    Column("default_type", String),
    written_by(),
)

event_presences = Table(
    "event_presences",
    metadata,
    event_id(),
    position(),
    Column("public", String, nullable=False),
    Column("count", Integer),
    Column("invited", Boolean, nullable=False),
    written_by(),
)
