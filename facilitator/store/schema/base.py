"""What all tables share: naming, which rows are kept, filed, and by which act they were written."""

from typing import Any, Final

from sqlalchemy import Column, ColumnElement, ForeignKey, Index, Integer, MetaData, String

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

KEPT: Final = {"kept": True}
FILED: Final = {"filed": True}
DEFERRED: Final[dict[str, Any]] = {"deferrable": True, "initially": "DEFERRED"}


def written_by() -> Column[int | None]:
    """The number of the operation that last wrote the row."""
    return Column("operation", Integer, ForeignKey("operations.number", **DEFERRED))


def event_id() -> Column[str]:
    """The event that the row belongs to, part of its key."""
    return Column("event_id", String, ForeignKey("events.id", **DEFERRED), primary_key=True)


def position() -> Column[int]:
    """The place of the row among its like, part of its key."""
    return Column("position", Integer, primary_key=True, autoincrement=False)


def where(name: str, *columns: Column[Any], unique: bool, condition: ColumnElement[bool]) -> None:
    """Index the rows for which ``condition`` holds."""
    Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)
