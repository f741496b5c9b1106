"""Commands that draft: diapos, synthese, note, exporter."""

from typing import TYPE_CHECKING, Annotated

import typer

from facilitator.cli.console import progress, say_notes, say_path
from facilitator.cli.french import FrenchCommand
from facilitator.cli.options import DemarcheOption, EvenementOption, GabaritOption, open_asked
from facilitator.domain.contribution import fold
from facilitator.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from facilitator.domain.evidence import EventEvidence
    from facilitator.workshop.livrables import Livrables

    Drafting = Callable[[Livrables, EventEvidence, Path | None], tuple[Path, tuple[str, ...]]]

PANEL = "Livrables"
VARIANT = "diagnostic"


def register(app: typer.Typer) -> None:
    """Add this file's commands to the application."""
    for command in (diapos, synthese, note, exporter):
        app.command(cls=FrenchCommand, rich_help_panel=PANEL)(command)


def diapos(
    demarche: DemarcheOption = None,
    evenement: EvenementOption = None,
    gabarit: GabaritOption = None,
    pause: Annotated[bool, typer.Option("--pause", help="Les trois diapositives de la pause.")] = False,
    variante: Annotated[
        str | None,
        typer.Option("--variante", metavar="NOM", help="diagnostic : les chiffres face aux paroles."),
    ] = None,
) -> None:
    """Rédiger le diaporama de restitution d’un événement (ou de tous), modifiable dans PowerPoint.

    Exemple : facilitator diapos --demarche demo --evenement atelier-parentalite
    """
    wanted = _deck_asked(pause=pause, variant=variante)
    with progress() as step, open_asked(demarche) as workshop:
        for event in workshop.events(evenement):
            evidence = workshop.evidence(event, step, by_meaning=True)
            step(f"Diaporama : {event.title}", 0, 0)
            path, notes = wanted(workshop.livrables, evidence, gabarit)
            say_notes(notes, event.title)
            say_path(path)
        say_notes(workshop.notes)


def _deck_asked(*, pause: bool, variant: str | None) -> "Drafting":
    """What drafts the deck asked for; UsageError where there is no such variant, or two are asked for."""
    from facilitator.workshop.livrables import Livrables

    if variant is None:
        return Livrables.pause if pause else Livrables.deck
    if pause or fold(variant) != VARIANT:
        raise UsageError(
            "Les diapositives de la pause n’ont pas de variante."
            if pause
            else f"« {variant} » n’est pas une variante du diaporama.",
            next_step=f"Choisissez « --pause » ou « --variante {VARIANT} ».",
        )
    return Livrables.diagnostic


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
