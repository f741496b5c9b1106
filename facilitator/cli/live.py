"""``facilitator`` alone and ``facilitator seance``: the live session, in the terminal."""

import signal
import sys
from typing import Annotated

import typer

from facilitator.cli.french import FrenchCommand
from facilitator.cli.options import DemarcheOption, open_asked
from facilitator.config import load_settings
from facilitator.errors import InputError, UsageError

PANEL = "Pour commencer"


def register(app: typer.Typer) -> None:
    """Add this file's command to the application."""
    app.command(cls=FrenchCommand, rich_help_panel=PANEL)(seance)


def seance(
    demarche: DemarcheOption = None,
    evenement: Annotated[
        str | None,
        typer.Option(
            "--evenement", metavar="E", help="L’événement : son titre ou son code ; sans lui, le dernier."
        ),
    ] = None,
) -> None:
    """Ouvrir la séance : saisir, trier et projeter dans le terminal (comme « facilitator » seul).

    Sans démarche, l’accueil montre celles qu’il y a.

    Exemple : facilitator seance --demarche demo --evenement atelier-parentalite
    """
    if not in_terminal():
        raise UsageError(
            "La séance demande un terminal.",
            cause="L’entrée ou la sortie est ici un fichier ou un autre programme.",
            next_step="Ouvrez un terminal, puis tapez « facilitator ».",
        )
    if demarche is not None or evenement is not None:
        demarche = _checked(demarche, evenement)
    from facilitator.tui.app import FacilitatorApp

    live = FacilitatorApp(load_settings(), demarche, evenement)
    end_with_the_window()
    live.run()
    if live.return_code:
        raise typer.Exit(live.return_code)


def in_terminal() -> bool:
    """Whether somebody sits at both ends of this program."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def end_with_the_window() -> None:
    """Have a closed window end the program, even where its starter (nohup, some desktops) ignores hang-ups.

    Else it would go on for nobody, its file open.
    """
    if sys.platform != "win32":
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


def _checked(demarche: str | None, evenement: str | None) -> str | None:
    """The démarche's folder name; None where it has no event yet, which the accueil then shows.

    What cannot be opened is told in the shell, before any screen: raises NotFoundError, UsageError.
    """
    with open_asked(demarche) as workshop:
        try:
            workshop.events(evenement)
        except InputError:
            return None
        return workshop.folder.name
