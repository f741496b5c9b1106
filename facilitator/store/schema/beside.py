"""What belongs to no act, and decisions on names."""

from sqlalchemy import JSON, Column, ForeignKey, Integer, LargeBinary, String, Table, Text

from facilitator.store.moments import UtcDateTime
from facilitator.store.schema.base import DEFERRED, event_id, metadata, written_by

# Not journaled, since it is no act: what sticks at a station from line to line, and its unfinished line.
seats = Table(
    "seats",
    metadata,
    Column("station", String, primary_key=True),
    event_id(),
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
    Column("contribution_id", String, ForeignKey("contributions.id", **DEFERRED), primary_key=True),
    Column("words", Text, primary_key=True),
    Column("replacement", Text, nullable=False),
    Column("decided_at", UtcDateTime, nullable=False),
    written_by(),
)

# The same of the words of labels, which hold for the whole démarche: titles, publics, tables, next steps.
label_decisions = Table(
    "label_decisions",
    metadata,
    Column("words", Text, primary_key=True),
    Column("replacement", Text, nullable=False),
    Column("decided_at", UtcDateTime, nullable=False),
    written_by(),
)

# Not journaled: where a model sees persons follows from the model and the text alone.
name_readings = Table(
    "name_readings",
    metadata,
    Column("reader", String, primary_key=True),
    Column("text_sha256", LargeBinary, primary_key=True),
    Column("spans", JSON, nullable=False),  # [[start, end], …]
)

# Not journaled: notes that the assistant has told, by their key, kinds of notes that were silenced, and
# proposals for the projet social that were set aside.
remarks = Table("remarks", metadata, Column("key", String, primary_key=True))
