"""The command « rapport »: the diagnostic of a territory, and its summary in eight pages."""

from typing import Annotated

import typer

from facilitator.cli.console import progress, say_notes, say_path
from facilitator.cli.french import FLAG, FrenchCommand
from facilitator.cli.livrables import PANEL, forms_asked
from facilitator.cli.options import DemarcheOption, GabaritOption, open_asked


def register(app: typer.Typer) -> None:
    """Add this file's command to the application."""
    app.command(cls=FrenchCommand, rich_help_panel=PANEL)(rapport)


def rapport(
    demarche: DemarcheOption = None,
    gabarit: GabaritOption = None,
    vers: Annotated[
        list[str] | None,
        typer.Option(
            "--vers", metavar="FORME", help="docx, pdf, odt ou html ; répétable. Sans elle : docx et pdf."
        ),
    ] = None,
    synthese: Annotated[
        bool,
        typer.Option("--synthese", metavar=FLAG, help="La synthèse seule, huit pages au plus."),
    ] = False,
) -> None:
    """Rédiger le rapport de diagnostic : chiffres, cartes, paroles, AFOM, enjeux, chacun avec sa preuve.

    Statistiques, paroles, enquête : ce qui est là fait les chapitres, ce qui manque est dit. L’ouverture de
    chaque chapitre se modifie : « facilitator trames copier 04-petite-enfance ».

    Exemple : facilitator rapport --demarche demo --vers pdf
    """
    from facilitator.workshop.rapport import USUAL_FORMS, draft_rapport
    from facilitator.workshop.study import gather_study

    forms = forms_asked(vers, gabarit) if vers or gabarit else USUAL_FORMS
    with progress() as step, open_asked(demarche) as workshop:
        study = gather_study(workshop, step)
        paths, notes = draft_rapport(workshop, study, forms, step, summary=synthese, template=gabarit)
        say_notes(workshop.notes)
    say_notes(notes)
    for path in paths:
        say_path(path)
