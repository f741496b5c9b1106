"""The options that several commands share, each described once, and the démarche they lead to."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from facilitator.config import Settings, load_settings
from facilitator.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from facilitator.domain.event import Event
    from facilitator.workshop import Board, Workshop


DemarcheOption = Annotated[
    str | None,
    typer.Option("--demarche", metavar="D", help="La démarche : son titre, ou son dossier dans sessions/."),
]
EvenementOption = Annotated[
    str | None,
    typer.Option("--evenement", metavar="E", help="L’événement : son titre ou son code ; sans lui, tous."),
]
OneEventOption = Annotated[
    str | None,
    typer.Option(
        "--evenement", metavar="E", help="L’événement : son titre ou son code, s’il y en a plusieurs."
    ),
]
MoteurOption = Annotated[
    str | None,
    typer.Option(
        "--moteur", metavar="M", help="Le moteur à employer cette fois (voir « facilitator moteur »)."
    ),
]
GabaritOption = Annotated[
    Path | None,
    typer.Option(
        "--gabarit",
        metavar="FICHIER",
        help="Le gabarit du client, au lieu de celui de la maison.",
    ),
]


def open_asked(asked: str | None) -> "Workshop":
    """The démarche asked for, opened; without one, the only one there is. Raises UsageError when unclear."""
    from facilitator.workshop import Workshop

    settings = load_settings()
    return Workshop.open(demarche_asked(asked, settings), settings)


def demarche_asked(asked: str | None, settings: Settings) -> str:
    """The name of the démarche asked for; without one, the only one; UsageError when unclear."""
    from facilitator.workshop import known_demarches

    known = known_demarches(settings.sessions)
    if asked:
        return asked
    if not known:
        raise NotFoundError(
            "Il n’y a encore aucune démarche.",
            cause=f"Le dossier {settings.sessions} n’en contient pas.",
            next_step="Essayez « facilitator demo », ou « facilitator importer --help ».",
        )
    if len(known) > 1:
        raise UsageError(
            "Quelle démarche ?",
            cause=f"Démarches connues : {', '.join(known)}.",
            next_step="Ajoutez « --demarche D ».",
        )
    return known[0]


@contextmanager
def board_asked(demarche: str | None, evenement: str | None) -> "Iterator[tuple[Workshop, Board]]":
    """The démarche asked for, open while the block runs, and the wall of its event."""
    with open_asked(demarche) as workshop:
        yield workshop, workshop.board(one_event(workshop, evenement))


def one_event(workshop: "Workshop", asked: str | None) -> "Event":
    """The event asked for, or the only one; raises UsageError with those there are."""
    events = workshop.events(asked)
    if len(events) > 1:
        raise UsageError(
            "Quel événement ?",
            cause=f"Événements connus : {', '.join(event.slug for event in events)}.",
            next_step="Ajoutez « --evenement E ».",
        )
    return events[0]
