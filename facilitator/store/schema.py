"""The tables of a démarche file: what is kept, in its newest shape.

Every journaled table carries ``operation``, the number of the operation that last wrote the row (NULL
for what was there before the first act). Two of them keep their rows for ever (``kept`` in their
``info``): undoing the insertion of such a row sets ``withdrawn`` and redoing it clears it, so that what
somebody typed never leaves the file and a number is never given twice. In another the machine files in
passing (``filed``): its rows stand in nobody's way.

Foreign keys are deferred to the commit: undoing an operation may pass through states that no one sees.
"""

from typing import Any, Final

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Date,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from facilitator.store.moments import UtcDateTime

REVISION: Final = "0006"
"""The migration this schema equals; a test holds it to the newest file of ``migrations/versions``."""


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

_KEPT: Final = {"kept": True}
_FILED: Final = {"filed": True}
_DEFERRED: Final[dict[str, Any]] = {"deferrable": True, "initially": "DEFERRED"}


def _written_by() -> Column[int | None]:
    """The number of the operation that last wrote the row."""
    return Column("operation", Integer, ForeignKey("operations.number", **_DEFERRED))


def _event_id() -> Column[str]:
    return Column("event_id", String, ForeignKey("events.id", **_DEFERRED), primary_key=True)


def _position() -> Column[int]:
    return Column("position", Integer, primary_key=True, autoincrement=False)


def _where(name: str, *columns: Column[Any], unique: bool, condition: ColumnElement[bool]) -> None:
    """Index the rows for which ``condition`` holds."""
    Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


operations = Table(
    "operations",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("summary", String, nullable=False),
    Column("author", String, nullable=False),
    Column("station", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("state", String, nullable=False),
    Index(None, "state", "station"),
    sqlite_autoincrement=True,
)

# One row a row touched, in the order of the writes. ``row_key`` is the JSON list of the primary key;
# ``before`` and ``after`` are JSON images of the columns that changed (of all of them where the row
# itself comes or goes, unless the table keeps it); NULL stands for a row that is not there.
changes = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("operation", Integer, ForeignKey("operations.number", **_DEFERRED), nullable=False, index=True),
    Column("table_name", String, nullable=False),
    Column("row_key", String, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("previous", Integer),  # the operation that had last written the row
)

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
    _written_by(),
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
    _written_by(),
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
    _written_by(),
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
    _written_by(),
    info=_KEPT,
)
_where("uq_events_slug", events.c.slug, unique=True, condition=~events.c.withdrawn)

event_tables = Table(
    "event_tables",
    metadata,
    _event_id(),
    _position(),
    Column("label", String, nullable=False),
    Column("public", String),
    _written_by(),
)

event_sequences = Table(
    "event_sequences",
    metadata,
    _event_id(),
    _position(),
    Column("number", Integer, nullable=False),
    Column("title", String, nullable=False),
    Column("question", String, nullable=False),
    Column("default_type", String),
    _written_by(),
)

event_presences = Table(
    "event_presences",
    metadata,
    _event_id(),
    _position(),
    Column("public", String, nullable=False),
    Column("count", Integer),
    Column("invited", Boolean, nullable=False),
    _written_by(),
)

contributions = Table(
    "contributions",
    metadata,
    Column("id", String, primary_key=True),
    Column("event_id", String, ForeignKey("events.id", **_DEFERRED), nullable=False),
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
    Column("split_from", String, ForeignKey("contributions.id", **_DEFERRED)),
    Column("removed", Boolean, nullable=False),
    Column("withdrawn", Boolean, nullable=False, server_default=false()),
    _written_by(),
    UniqueConstraint("event_id", "number"),
    CheckConstraint("votes >= 0", name="votes"),
    info=_KEPT,
)
_where(
    "uq_contributions_origin",
    contributions.c.event_id,
    contributions.c.origin_source,
    contributions.c.origin_key,
    unique=True,
    condition=~contributions.c.withdrawn & contributions.c.origin_key.is_not(None),
)
_where(
    "ix_contributions_split_from",
    contributions.c.split_from,
    unique=False,
    condition=contributions.c.split_from.is_not(None),
)

sortings = Table(
    "sortings",
    metadata,
    _event_id(),
    Column("engine", String, nullable=False),
    Column("made_at", UtcDateTime),
    _written_by(),
)

themes = Table(
    "themes",
    metadata,
    _event_id(),
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("named_by", String, nullable=False),
    Column("words", JSON, nullable=False),
    Column("central_id", String, ForeignKey("contributions.id", **_DEFERRED)),
    Column("votes", Integer, nullable=False),
    Column("colour", Integer, nullable=False, server_default=text("0")),
    Column("made_by", String, nullable=False, server_default=text("'machine'")),
    _written_by(),
    CheckConstraint("votes >= 0", name="votes"),
)

placements = Table(
    "placements",
    metadata,
    Column("contribution_id", String, ForeignKey("contributions.id", **_DEFERRED), primary_key=True),
    Column("event_id", String, ForeignKey("events.id", **_DEFERRED), nullable=False),
    Column("theme_id", String),
    Column("decided_by", String, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("secondary", JSON, nullable=False),
    Column("off_topic", Boolean, nullable=False),
    _written_by(),
    ForeignKeyConstraint(["event_id", "theme_id"], ["themes.event_id", "themes.id"], **_DEFERRED),
    Index(None, "event_id", "theme_id"),
    info=_FILED,
)

# « Pas ensemble »: two contributions never to share a theme, the smaller id first.
apart = Table(
    "apart",
    metadata,
    Column("first_id", String, ForeignKey("contributions.id", **_DEFERRED), primary_key=True),
    Column("second_id", String, ForeignKey("contributions.id", **_DEFERRED), primary_key=True),
    Column("event_id", String, ForeignKey("events.id", **_DEFERRED), nullable=False, index=True),
    _written_by(),
    CheckConstraint("first_id < second_id", name="in_order"),
)

# A contribution that the machine must never file into a theme.
refusals = Table(
    "refusals",
    metadata,
    Column("contribution_id", String, ForeignKey("contributions.id", **_DEFERRED), primary_key=True),
    Column("theme_id", String, primary_key=True),
    Column("event_id", String, ForeignKey("events.id", **_DEFERRED), nullable=False),
    _written_by(),
    ForeignKeyConstraint(["event_id", "theme_id"], ["themes.event_id", "themes.id"], **_DEFERRED),
    Index(None, "event_id", "theme_id"),
)

imports = Table(
    "imports",
    metadata,
    _event_id(),
    Column("sha256", String, primary_key=True),
    Column("source", String, nullable=False),
    Column("imported_at", UtcDateTime, nullable=False),
    Column("recorded", Integer, nullable=False),
    Column("already_there", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    _written_by(),
)

# Not journaled, since it is no act: what sticks at a station from line to line, and its unfinished line.
seats = Table(
    "seats",
    metadata,
    Column("station", String, primary_key=True),
    _event_id(),
    Column("table_label", String),
    Column("public", String),
    Column("quality", String),
    Column("type", String),
    Column("sequence", Integer),
    Column("line", Text, nullable=False),
)

# Not journaled: a vector follows from the model and the text alone.
vectors = Table(
    "vectors",
    metadata,
    Column("model", String, primary_key=True),
    Column("text_sha256", LargeBinary, primary_key=True),
    Column("vector", LargeBinary, nullable=False),  # float32, little-endian
)

# What a human decided of words that may identify somebody: replaced, or left where ``replacement`` is empty.
name_decisions = Table(
    "name_decisions",
    metadata,
    Column("contribution_id", String, ForeignKey("contributions.id", **_DEFERRED), primary_key=True),
    Column("words", Text, primary_key=True),
    Column("replacement", Text, nullable=False),
    Column("decided_at", UtcDateTime, nullable=False),
    _written_by(),
)

# The same of the words of labels, which hold for the whole démarche: titles, publics, tables, next steps.
label_decisions = Table(
    "label_decisions",
    metadata,
    Column("words", Text, primary_key=True),
    Column("replacement", Text, nullable=False),
    Column("decided_at", UtcDateTime, nullable=False),
    _written_by(),
)

# Not journaled: where a model sees persons follows from the model and the text alone.
name_readings = Table(
    "name_readings",
    metadata,
    Column("reader", String, primary_key=True),
    Column("text_sha256", LargeBinary, primary_key=True),
    Column("spans", JSON, nullable=False),  # [[start, end], …]
)

# Not journaled: what leaves a trace when everything else goes, at the end of a mission.
purges = Table(
    "purges",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("station", String, nullable=False),
    Column("contributions", Integer, nullable=False),
    Column("operations", Integer, nullable=False),
    Column("files", Integer, nullable=False),
)

# Not journaled: notes that the assistant has told, by their key, and kinds of notes that were silenced.
remarks = Table("remarks", metadata, Column("key", String, primary_key=True))

# Alembic's own table, outside the metadata that the migrations are compared with.
alembic_version = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
