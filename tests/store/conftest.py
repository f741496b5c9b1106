"""A démarche file on a real disk, with a clock that ticks a second a reading."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from facilitator.domain.event import Event
from facilitator.domain.theme import Author
from facilitator.store.demarche_file import DemarcheFile
from tests import walls


class Ticking:
    """A clock that adds ``step`` at each reading."""

    def __init__(self, start: datetime = walls.START, step: timedelta = timedelta(seconds=1)) -> None:
        self.now, self.step = start, step

    def __call__(self) -> datetime:
        self.now += self.step
        return self.now


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "Démarche d’été n° 1 #2 %20"


@pytest.fixture
def event() -> Event:
    return walls.event()


@pytest.fixture
def file(folder: Path, event: Event) -> Iterator[DemarcheFile]:
    """A démarche with one event, open at station A."""
    with DemarcheFile.create(folder, walls.demarche(), station="A", clock=Ticking()) as file:
        with file.journal.act("evenement", "Création de l’atelier", by=Author.HUMAN):
            file.agenda.write_event(event)
        yield file


@pytest.fixture
def other(folder: Path, file: DemarcheFile) -> Iterator[DemarcheFile]:
    """The same démarche, open at station B."""
    with DemarcheFile.open(folder, station="B", clock=Ticking()) as other:
        yield other


@pytest.fixture
def reopen(folder: Path) -> Iterator[Callable[..., DemarcheFile]]:
    """Opens the démarche once more, and closes it at the end."""
    opened: list[DemarcheFile] = []

    def again(station: str = "A") -> DemarcheFile:
        opened.append(DemarcheFile.open(folder, station=station, clock=Ticking()))
        return opened[-1]

    yield again
    for file in opened:
        file.close()
