"""Which tables keep their rows for ever, and which the machine may write in passing: marks of the schema."""

from sqlalchemy import Table


def is_kept(table: Table) -> bool:
    """Whether the rows of ``table`` are withdrawn, never deleted."""
    return "kept" in table.info


def is_filed(table: Table) -> bool:
    """Whether the machine may write rows of ``table`` in passing, which then yield to what humans do."""
    return "filed" in table.info
