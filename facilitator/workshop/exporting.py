"""Walls as they may leave in an export: removed contributions too, names replaced as was decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from facilitator.domain.event import Event
from facilitator.domain.wall import Wall
from facilitator.store.demarche_file import DemarcheFile
from facilitator.workshop.board.standing_wall import StandingWall
from facilitator.workshop.drafted import Sources
from facilitator.workshop.names import Names


def walls_leaving(
    file: DemarcheFile, names: Names, events: Sequence[Event], standing: Callable[[Event], StandingWall]
) -> tuple[list[Wall], Sources]:
    """The walls of these events and what each was read from; ``standing`` gives the wall of each.

    Raises UndecidedNamesError while somebody may be named and nobody has decided of it.
    """
    walls, sources = [], {}
    for event in events:
        sources[event.id] = file.imprints.of_event(event.id)
        said = tuple(file.contributions.of_event(event.id, with_removed=True))
        walls.append(names.leaving(Wall(event, said, standing(event).shown())))
    names.check(events)  # after they were read: none of them escapes it
    return walls, sources
