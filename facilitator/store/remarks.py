"""What the assistant has told, so that it says each thing once; not journaled, since it is no act."""

from collections.abc import Iterable

from sqlalchemy import delete, insert, select

from facilitator.store import schema
from facilitator.store.database import Database


class Remarks:
    """The keys of notes that were told, the kinds that were silenced, the proposals that were set aside."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def told(self) -> frozenset[str]:
        """All of them."""
        with self._database.reading() as connection:
            return frozenset(connection.execute(select(schema.remarks.c.key)).scalars())

    def keep(self, keys: Iterable[str]) -> None:
        """Have ``keys`` among them; raises StoreError."""
        wanted = set(keys)
        if not wanted - self.told():
            return
        with self._database.writing(join=True) as connection:
            there = set(connection.execute(select(schema.remarks.c.key)).scalars())
            rows = [{"key": key} for key in sorted(wanted - there)]
            if rows:
                connection.execute(insert(schema.remarks), rows)

    def forget(self, keys: Iterable[str]) -> None:
        """Have ``keys`` among them no more; raises StoreError."""
        with self._database.writing(join=True) as connection:
            connection.execute(delete(schema.remarks).where(schema.remarks.c.key.in_(sorted(set(keys)))))
