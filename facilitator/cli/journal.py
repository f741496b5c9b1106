"""The command « journal »: what everybody is told of the démarche, on four pages."""

from datetime import date
from typing import Annotated

import typer

from facilitator.cli.console import progress, say_notes, say_path
from facilitator.cli.french import FLAG, FrenchCommand
from facilitator.cli.livrables import PANEL, forms_asked
from facilitator.cli.options import DemarcheOption, open_asked
from facilitator.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add this file's command to the application."""
    app.command(cls=FrenchCommand, rich_help_panel=PANEL)(journal)


def journal(
    numero: Annotated[
        int,
        typer.Argument(
            metavar="N", show_default=False, help="1 : lancement ; 2 : diagnostic ; 3 : plan d’actions."
        ),
    ],
    demarche: DemarcheOption = None,
    vers: Annotated[
        list[str] | None,
        typer.Option(
            "--vers", metavar="FORME", help="pdf, html, docx ou odt ; répétable. Sans elle : pdf et html."
        ),
    ] = None,
    simplifie: Annotated[
        bool,
        typer.Option("--simplifie", metavar=FLAG, help="La version simplifiée, à faire relire."),
    ] = False,
    jour: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="AAAA-MM-JJ",
            help="Le jour de parution : ce qui vient après est annoncé, et non raconté.",
        ),
    ] = None,
) -> None:
    """Rédiger un journal de la démarche : quatre pages A4 à imprimer (un A3 plié), une page pour le web.

    Il dit ce qui est là et se tait sur le reste ; ce qu’un humain doit écrire est marqué [à compléter].

    Exemple : facilitator journal 2 --demarche demo --vers pdf
    """
    from facilitator.workshop.journal import USUAL_FORMS, check_number, draft_journals
    from facilitator.workshop.project_evidence import gather_project

    check_number(numero)
    forms = forms_asked(vers, None) if vers else USUAL_FORMS
    day = _day_asked(jour)
    with progress() as step, open_asked(demarche) as workshop:
        evidence = gather_project(workshop, step)
        step(f"Journal n°\u00a0{numero}", 0, 0)
        paths, notes = draft_journals(workshop, evidence, numero, forms, simple=simplifie, day=day)
        say_notes(workshop.notes)
    say_notes(notes, f"Journal n°\u00a0{numero}")
    for path in paths:
        say_path(path)


def _day_asked(word: str | None) -> date | None:
    """The day of an ISO 8601 date; UsageError for anything else."""
    if word is None:
        return None
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        raise UsageError(
            f"« {word} » n’est pas une date.", next_step="Écrivez-la ainsi : --date 2027-01-15"
        ) from error
