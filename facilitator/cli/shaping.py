"""Commands that shape the themes of the wall: theme, renommer, fusionner, scinder."""

from typing import Annotated

import typer

from facilitator.cli.board import PANEL
from facilitator.cli.french import FrenchCommand
from facilitator.cli.options import DemarcheOption, OneEventOption
from facilitator.cli.telling import carry_out

ThemeArgument = Annotated[
    str, typer.Argument(metavar="THÈME", show_default=False, help="Son nom, ou son numéro.")
]


def register(app: typer.Typer) -> None:
    """Add this file's commands to the application."""
    for command in (theme, renommer, fusionner, scinder):
        app.command(cls=FrenchCommand, rich_help_panel=PANEL)(command)


def theme(
    nom: Annotated[str, typer.Argument(metavar="NOM", show_default=False, help="Le nom du thème.")],
    exemples: Annotated[
        list[int] | None,
        typer.Argument(metavar="[NUMÉROS]", show_default=False, help="Des contributions en exemple."),
    ] = None,
    demarche: DemarcheOption = None,
    evenement: OneEventOption = None,
) -> None:
    """Créer un thème par son nom, avec ou sans exemples : il attire ce qui lui ressemble.

    Exemple : facilitator theme "Modes de garde" 3 7 12
    """
    carry_out(demarche, evenement, lambda board: board.create_theme(nom, exemples or []))


def renommer(
    theme: ThemeArgument,
    nom: Annotated[str, typer.Argument(metavar="NOM", show_default=False, help="Le nouveau nom.")],
    demarche: DemarcheOption = None,
    evenement: OneEventOption = None,
) -> None:
    """Renommer un thème ; ce nom reste.

    Exemple : facilitator renommer 3 "Se déplacer sans voiture"
    """
    carry_out(demarche, evenement, lambda board: board.rename(theme, nom))


def fusionner(
    themes: Annotated[
        list[str],
        typer.Argument(metavar="THÈMES", show_default=False, help="Le premier reçoit les autres."),
    ],
    demarche: DemarcheOption = None,
    evenement: OneEventOption = None,
) -> None:
    """Fusionner des thèmes dans le premier ; leurs contributions y restent.

    Exemple : facilitator fusionner Mobilité "Bus du soir"
    """
    carry_out(demarche, evenement, lambda board: board.merge(themes))


def scinder(
    theme: ThemeArgument,
    numeros: Annotated[
        list[int], typer.Argument(metavar="NUMÉROS", show_default=False, help="Ce qui s’en détache.")
    ],
    nom: Annotated[str, typer.Option("--nom", metavar="NOM", help="Le nom du nouveau thème.")],
    demarche: DemarcheOption = None,
    evenement: OneEventOption = None,
) -> None:
    """Scinder un thème : des contributions en forment un nouveau, les autres y restent.

    Exemple : facilitator scinder Mobilité 12 14 --nom "Permis de conduire"
    """
    carry_out(demarche, evenement, lambda board: board.split(theme, numeros, nom))
