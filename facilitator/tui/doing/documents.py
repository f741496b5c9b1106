"""Commands that write livrables and files, each in the process aside or outside the screen's thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.domain.contribution import fold
from facilitator.language.typography import typeset

if TYPE_CHECKING:
    from facilitator.tui.desk import Desk


def slides(desk: Desk, _: str) -> None:
    """The restitution deck of the event."""
    event = desk.live.event

    def draft() -> tuple[Path, tuple[str, ...]]:
        return desk.workshop.livrables.deck(desk.workshop.evidence(event))

    def told(drafted: tuple[Path, tuple[str, ...]]) -> None:
        path, notes = drafted
        for note in notes:
            desk.say(note, "warning")
        written(desk, path)

    desk.carry_out(draft, told, busy="Diaporama")


def summary(desk: Desk, _: str) -> None:
    """The synthesis, or the relevé of a table ronde."""
    event = desk.live.event
    desk.carry_out(
        lambda: desk.workshop.livrables.synthese(desk.workshop.evidence(event)),
        lambda path: written(desk, path),
        busy="Synthèse",
    )


def note(desk: Desk, _: str) -> None:
    """The note stratégique, from all events."""

    def draft() -> Path:
        evidences = [desk.workshop.evidence(event) for event in desk.workshop.events()]
        return desk.workshop.livrables.note(evidences)

    desk.carry_out(draft, lambda path: written(desk, path), busy="Note stratégique")


def export(desk: Desk, argument: str) -> None:
    """Every contribution of the event with its theme."""
    event = desk.live.event
    extension = fold(argument).lstrip(".") or "xlsx"
    desk.carry_out(
        lambda: desk.workshop.export(extension, event.slug), lambda path: written(desk, path), busy="Export"
    )


def copy(desk: Desk, argument: str) -> None:
    """A verified copy of the démarche in a folder, such as a USB key."""
    from facilitator.workshop.safety import copy_demarche

    folder = Path(argument.strip('"')) if argument else None
    desk.carry_out(
        lambda: copy_demarche(desk.workshop.folder.name, folder, desk.app.settings),
        lambda copied: desk.say(copied.sentence, "success"),
        busy="Copie",
    )


def restore(desk: Desk, _: str) -> None:
    """How to come back to a backup: outside the live session, which holds the file."""
    desk.say(
        typeset(
            "Pour revenir à une sauvegarde, quittez (/quitter) puis tapez « facilitator restaurer » : "
            "l’état présent est d’abord copié."
        )
    )


def written(desk: Desk, path: Path) -> None:
    """Where a livrable lies."""
    desk.say(typeset("Écrit : ") + str(path), "success")
