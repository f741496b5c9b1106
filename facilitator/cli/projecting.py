"""The command that opens the second window, for the projector: projeter."""

import sys

import typer

from facilitator.cli.french import FrenchCommand
from facilitator.cli.live import end_with_the_window
from facilitator.cli.options import DemarcheOption, OneEventOption, one_event, open_asked
from facilitator.config import load_settings
from facilitator.errors import UsageError

PANEL = "Au quotidien"


def register(app: typer.Typer) -> None:
    """Add this file's commands to the application."""
    app.command(cls=FrenchCommand, rich_help_panel=PANEL)(projeter)


def projeter(demarche: DemarcheOption = None, evenement: OneEventOption = None) -> None:
    """Ouvrir la fenêtre du projecteur : les thèmes en grand, qui suivent la saisie en direct.

    Elle ne fait que lire : la salle ne voit ni la saisie, ni les noms de personnes. Agrandissez les
    caractères du terminal (Ctrl et +). Flèches : un thème à la fois ; 0 : l’ensemble ; Échap : quitter.

    Exemple : facilitator projeter --demarche demo --evenement atelier-parentalite
    """
    if not sys.stdout.isatty():
        raise UsageError(
            "La projection demande un terminal.",
            cause="La sortie est ici un fichier ou un autre programme.",
            next_step="Ouvrez un terminal, puis tapez « facilitator projeter ».",
        )
    with open_asked(demarche) as workshop:
        folder, event = workshop.folder.name, one_event(workshop, evenement)
    from facilitator.tui.projector import Projector

    end_with_the_window()
    Projector(load_settings(), folder, event.slug).run()
