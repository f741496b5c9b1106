"""The command « fiches-communes »: one A4 page a commune."""

from typing import Annotated

import typer

from facilitator.cli.console import progress, say_notes, say_path
from facilitator.cli.french import FrenchCommand
from facilitator.cli.livrables import PANEL, forms_asked
from facilitator.cli.options import DemarcheOption, GabaritOption, open_asked


def register(app: typer.Typer) -> None:
    """Add this file's command to the application."""
    app.command("fiches-communes", cls=FrenchCommand, rich_help_panel=PANEL)(fiches_communes)


def fiches_communes(
    communes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[COMMUNE]…", show_default=False, help="Leurs noms ou leurs codes ; sinon toutes."
        ),
    ] = None,
    demarche: DemarcheOption = None,
    gabarit: GabaritOption = None,
    vers: Annotated[
        list[str] | None,
        typer.Option("--vers", metavar="FORME", help="pdf ou docx ; répétable. Sans elle : les deux."),
    ] = None,
) -> None:
    """Rédiger une fiche d’une page A4 par commune : chiffres comparés, carte, paroles de ses habitants.

    Une fiche par fichier dans livrables/fiches-communes ; sans commune nommée, un PDF les réunit toutes.
    Ce qui manque est signalé, jamais inventé ; ce qui ne tient pas sur la page est laissé de côté.

    Exemple : facilitator fiches-communes Castelombre --demarche demo --vers pdf
    """
    from facilitator.workshop.fiches_communes import FORMS, NAME, draft_fiches_communes
    from facilitator.workshop.indicators import Indicators
    from facilitator.workshop.project_evidence import gather_project

    forms = forms_asked(vers, gabarit) if vers else FORMS
    with progress() as step, open_asked(demarche) as workshop:
        with Indicators(workshop.folder) as indicators:
            _ = indicators.perimeter  # told before the events are read
        evidence = gather_project(workshop, step)
        paths, notes = draft_fiches_communes(
            workshop, evidence, forms, asked=communes or (), template=gabarit, step=step
        )
        say_notes(workshop.notes)
    say_notes(notes, "Fiches communes")
    apart = [path for path in paths if path.parent.name == NAME]
    whole = [path for path in paths if path not in apart]
    for path in apart if communes else (*whole, *dict.fromkeys(one.parent for one in apart)):
        say_path(path)
