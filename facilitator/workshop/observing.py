"""Observing an event under way: what is kept of it now, and what the vectors already kept say is close."""

from collections.abc import Collection, Sequence
from datetime import datetime

import numpy as np

from facilitator.assistant.observing import Observation, Scene, observe
from facilitator.domain.contribution import Contribution
from facilitator.domain.event import Event
from facilitator.embedding.embedder import Vectors
from facilitator.store.demarche_file import DemarcheFile
from facilitator.store.vectors import Vectors as VectorCache
from facilitator.theming.doubles import find_doubles
from facilitator.theming.prepare import clean
from facilitator.workshop.board.wall import Wall


def observe_event(
    file: DemarcheFile, event: Event, wall: Wall, told: Collection[str], now: datetime, engine: str | None
) -> tuple[Observation, ...]:
    """The notes worth giving now.

    ``engine`` names the vectors by which contributions are compared; without it none are, which costs
    milliseconds.
    """
    close = () if engine is None else _close(wall.contributions, file.vectors, engine)
    return observe(Scene(event, wall.contributions, wall.sorting, close), told, now)


def _close(
    contributions: tuple[Contribution, ...], cache: VectorCache, engine: str
) -> tuple[tuple[str, ...], ...]:
    """Groups that seem to say the same, among the contributions whose vectors are kept already."""
    known = cache.of(engine, [clean(one.text) for one in contributions])
    read = [one for one in contributions if clean(one.text) in known]

    def embed(texts: Sequence[str]) -> Vectors:
        return np.array([known[text] for text in texts], dtype=np.float32)

    return tuple(
        tuple(read[at].id for at in double.members) for double in find_doubles([c.text for c in read], embed)
    )
