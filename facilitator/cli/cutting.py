"""Command that cuts a contribution of two ideas in two: couper."""

from typing import Annotated

import typer
from rich.text import Text

from facilitator.cli.board import PANEL, NumberArgument
from facilitator.cli.console import out, progress, say_notes
from facilitator.cli.french import FrenchCommand
from facilitator.cli.options import DemarcheOption, OneEventOption, board_asked
from facilitator.cli.telling import tell
from facilitator.language.typography import quote


def register(app: typer.Typer) -> None:
    """Add this file's command to the application."""
    app.command(cls=FrenchCommand, rich_help_panel=PANEL)(couper)


def couper(
    numero: NumberArgument,
    apres: Annotated[
        str,
        typer.Option(
            "--apres", metavar="MOTS", help="Les derniers mots de la première idée, ou « idée || idée »."
        ),
    ],
    demarche: DemarcheOption = None,
    evenement: OneEventOption = None,
) -> None:
    """Couper en deux une contribution à deux idées ; la seconde garde le lien avec l’originale.

    Exemple : facilitator couper 12 --apres "une crèche"
    """
    with progress() as step, board_asked(demarche, evenement) as (workshop, board):
        step("Classement", 0, 0)
        report = board.cut_in_two(numero, apres)
        sorting = board.wall.sorting
        say_notes(workshop.notes)
    tell(report)
    places = sorting.places()
    for part in report.contributions:
        theme_id = places[part.id].theme_id
        name = "« à ranger »" if theme_id is None else quote(sorting.theme(theme_id).name)
        out().print(Text(f"  n°\u00a0{part.number} {quote(part.text)}, dans {name}"), soft_wrap=True)
