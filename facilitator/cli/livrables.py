"""Commands that draft: diapos, synthese, note, exporter."""

from typing import Annotated

import typer

from facilitator.cli.console import progress, say_notes, say_path
from facilitator.cli.french import FrenchCommand
from facilitator.cli.options import DemarcheOption, EvenementOption, GabaritOption, open_asked

PANEL = "Livrables"


def register(app: typer.Typer) -> None:
    """Add this file's commands to the application."""
    for command in (diapos, synthese, note, exporter):
        app.command(cls=FrenchCommand, rich_help_panel=PANEL)(command)


def diapos(
    demarche: DemarcheOption = None, evenement: EvenementOption = None, gabarit: GabaritOption = None
) -> None:
    """Rédiger le diaporama de restitution d’un événement (ou de tous), modifiable dans PowerPoint.

    Exemple : facilitator diapos --demarche demo --evenement atelier-parentalite
    """
    with progress() as step, open_asked(demarche) as workshop:
        for event in workshop.events(evenement):
            evidence = workshop.evidence(event, step)
            step(f"Diaporama : {event.title}", 0, 0)
            path, notes = workshop.livrables.deck(evidence, gabarit)
            say_notes(notes, event.title)
            say_path(path)
        say_notes(workshop.notes)


def synthese(
    demarche: DemarcheOption = None, evenement: EvenementOption = None, gabarit: GabaritOption = None
) -> None:
    """Rédiger la synthèse d’un événement (ou de tous), modifiable dans Word.

    Exemple : facilitator synthese --demarche demo --evenement atelier-parentalite
    """
    with progress() as step, open_asked(demarche) as workshop:
        for event in workshop.events(evenement):
            evidence = workshop.evidence(event, step)
            step(f"Synthèse : {event.title}", 0, 0)
            say_path(workshop.livrables.synthese(evidence, gabarit))
        say_notes(workshop.notes)


def note(demarche: DemarcheOption = None, gabarit: GabaritOption = None) -> None:
    """Rédiger la note stratégique préalable à la CTG, à partir de tous les événements.

    Exemple : facilitator note --demarche demo
    """
    with progress() as step, open_asked(demarche) as workshop:
        evidences = [workshop.evidence(event, step) for event in workshop.events()]
        step("Note stratégique", 0, 0)
        say_path(workshop.livrables.note(evidences, gabarit))
        say_notes(workshop.notes)


def exporter(
    demarche: DemarcheOption = None,
    evenement: EvenementOption = None,
    vers: Annotated[str, typer.Option("--vers", metavar="EXTENSION", help="xlsx, csv ou json.")] = "xlsx",
) -> None:
    """Exporter les contributions et leurs thèmes vers un tableur (xlsx, csv) ou en json.

    Exemple : facilitator exporter --demarche demo --vers csv
    """
    with progress() as step, open_asked(demarche) as workshop:
        step("Export", 0, 0)
        say_path(workshop.export(vers, evenement))
