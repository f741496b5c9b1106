"""What was done: operations, the changes of each, and the trace of a purge."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from facilitator.store.moments import UtcDateTime
from facilitator.store.schema.base import DEFERRED, metadata

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
    Column("operation", Integer, ForeignKey("operations.number", **DEFERRED), nullable=False, index=True),
    Column("table_name", String, nullable=False),
    Column("row_key", String, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("previous", Integer),  # the operation that had last written the row
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
