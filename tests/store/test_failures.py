"""What is told of SQLite's refusals: in French, with its typography, and what to do next."""

import ast
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import facilitator.store
from facilitator.errors import ConflictError, StoreError
from facilitator.store.failures import told

MODULES = sorted(Path(facilitator.store.__file__).parent.glob("*.py"))


def refusal(*statements: str) -> sqlite3.Error:
    """The error that SQLite itself raises at the last of ``statements``."""
    with closing(sqlite3.connect(":memory:")) as database:
        for statement in statements[:-1]:
            database.execute(statement)
        with pytest.raises(sqlite3.Error) as raised:
            database.execute(statements[-1])
        return raised.value


CREATE = "CREATE TABLE t (n INTEGER UNIQUE CHECK (n > 0))"


@pytest.mark.parametrize(
    ("statements", "kind", "words"),
    [
        (
            ("PRAGMA max_page_count = 2", "CREATE TABLE t (b)", "INSERT INTO t VALUES (zeroblob(99999))"),
            StoreError,
            "plein",
        ),
        (
            (CREATE, "PRAGMA query_only = ON", "INSERT INTO t VALUES (1)"),
            StoreError,
            "accessible en écriture",
        ),
        ((CREATE, "INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (1)"), ConflictError, "déjà le même"),
        ((CREATE, "INSERT INTO t VALUES (0)"), ConflictError, "votes"),
        (("SELECT * FROM nulle_part",), StoreError, "SQLITE_ERROR"),
    ],
)
def test_a_refusal_is_told_with_its_cause_and_the_next_step(
    statements: tuple[str, ...], kind: type[StoreError], words: str
) -> None:
    error = told(refusal(*statements), Path("sessions/été/demarche.sqlite"))
    assert type(error) is kind
    assert words in error.cause
    assert error.title
    assert error.next_step


def test_no_room_for_the_index_of_the_log_is_a_full_disk() -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = "SQLITE_IOERR_SHMSIZE"
    found = told(error, Path("sessions/été/demarche.sqlite"))
    assert found is not None
    assert "plein" in found.cause


def test_a_foreign_error_of_another_kind_is_not_ours_to_tell() -> None:
    assert told(KeyError("x"), Path("demarche.sqlite")) is None


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_sentences_follow_french_typography(module: Path) -> None:
    tree = ast.parse(module.read_text("utf-8"))
    documentation = {
        node.value
        for parent in ast.walk(tree)
        for node in ast.iter_child_nodes(parent)
        if isinstance(node, ast.Expr)
    }
    sentences = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in documentation
    ]
    assert [s for s in sentences if re.search(r" [:;!?»]|« |n° |\w'\w", s)] == []
