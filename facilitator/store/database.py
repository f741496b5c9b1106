"""One SQLite file: how it is opened, and the only two ways to reach it, reading and writing."""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from facilitator.store.failures import told

BUSY_TIMEOUT_MS: Final = 5_000

_dumps: Final = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


class Database:
    """The connections to one SQLite file; safe to share between threads, each with its own transaction.

    Write-ahead logging lets others read while one writes; ``synchronous=FULL`` makes a commit survive a
    power cut (https://www.sqlite.org/pragma.html#pragma_synchronous); a write waits ``BUSY_TIMEOUT_MS``
    for another to end. SQLite's refusals arrive as errors of ``facilitator.errors``.
    """

    def __init__(self, path: Path, *, foreign_keys: bool = True) -> None:
        self.path = path
        self._readers = _engine(path, foreign_keys=foreign_keys)
        # The same connections, told to take the write lock at once: a transaction that begins by reading
        # could otherwise fail at its first write because somebody else has written since.
        self._writers = self._readers.execution_options(immediate=True)
        self._current = _Current()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the file: this thread's transaction if it is writing."""
        if self._current.connection is not None:
            yield self._current.connection
        else:
            with self._readers.connect() as connection:
                yield connection

    @contextmanager
    def writing(self, *, join: bool = False) -> Iterator[Connection]:
        """One transaction, durable on exit, undone if anything is raised.

        With ``join`` it becomes part of the one this thread has under way, if any; without, a second
        one raises RuntimeError.
        """
        if self._current.connection is not None:
            if not join:
                raise RuntimeError("this thread is already writing")
            yield self._current.connection
            return
        with self._writers.begin() as connection:
            self._current.connection = connection
            try:
                yield connection
            finally:
                self._current.connection = None

    @property
    def is_writing(self) -> bool:
        """Whether this thread has a transaction under way."""
        return self._current.connection is not None

    def close(self) -> None:
        """Let the file go; the last one to leave folds the write-ahead log into it."""
        self._readers.dispose()


class _Current(threading.local):
    """The transaction the thread has under way."""

    connection: Connection | None = None


def _engine(path: Path, *, foreign_keys: bool) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)), json_serializer=_dumps)

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # SQLAlchemy begins and ends the transactions, not the driver
        for pragma in (
            f"busy_timeout = {BUSY_TIMEOUT_MS}",
            "journal_mode = WAL",
            "synchronous = FULL",
            f"foreign_keys = {'ON' if foreign_keys else 'OFF'}",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("immediate", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    @event.listens_for(engine, "handle_error")
    def tell(context: ExceptionContext) -> BaseException | None:
        return told(context.original_exception, path)

    return engine
