"""Commands that show the wall and place contributions on it: mur, deplacer, valider, hors-sujet…"""

from typing import Annotated

import typer

from facilitator.cli.console import out
from facilitator.cli.french import FLAG, FrenchCommand
from facilitator.cli.options import DemarcheOption, OneEventOption, board_asked
from facilitator.cli.telling import carry_out, wall_table
from facilitator.errors import UsageError

PANEL = "Corriger le mur"

NumbersArgument = Annotated[
    list[int], typer.Argument(metavar="NUMÉROS", show_default=False, help="Les numéros des contributions.")
]
NumberArgument = Annotated[
    int, typer.Argument(metavar="NUMÉRO", show_default=False, help="Le numéro de la contribution.")
]
ThemesArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="[THÈMES]", show_default=False, help="Leur nom, ou leur numéro."),
]


def register(app: typer.Typer) -> None:
    """Add this file's commands to the application."""
    for command in (mur, deplacer, valider, aussi, separer, refuser):
        app.command(cls=FrenchCommand, rich_help_panel=PANEL)(command)
    app.command("hors-sujet", cls=FrenchCommand, rich_help_panel=PANEL)(hors_sujet)


def mur(
    themes: ThemesArgument = None, demarche: DemarcheOption = None, evenement: OneEventOption = None
) -> None:
    """Montrer le mur : chaque contribution avec son numéro, thème par thème.

    Le point ● marque ce qui a été décidé à la main.

    Exemple : facilitator mur Mobilité --evenement atelier-parentalite
    """
    with board_asked(demarche, evenement) as (_, board):
        chosen = [board.wall.theme(one) for one in themes] if themes else None
        out().print(wall_table(board, chosen))


def deplacer(
    numeros: NumbersArgument,
    vers: Annotated[str | None, typer.Option("--vers", metavar="THÈME", help="Le thème d’arrivée.")] = None,
    a_ranger: Annotated[
        bool, typer.Option("--a-ranger", metavar=FLAG, help="Les remettre dans « à ranger ».")
    ] = False,
    demarche: DemarcheOption = None,
    evenement: OneEventOption = None,
) -> None:
    """Déplacer des contributions vers un thème, ou vers « à ranger » ; elles y restent.

    Exemple : facilitator deplacer 12 14 --vers Mobilité
    """
    if (vers is None) is not a_ranger:
        raise UsageError(
            "Vers quel thème ?", next_step="Ajoutez « --vers THÈME », ou « --a-ranger » pour le bac."
        )
    carry_out(demarche, evenement, lambda board: board.move(numeros, vers))


def valider(
    numeros: Annotated[
        list[int] | None,
        typer.Argument(metavar="[NUMÉROS]", show_default=False, help="Les contributions bien rangées."),
    ] = None,
    theme: Annotated[
        str | None, typer.Option("--theme", metavar="THÈME", help="Le thème entier, validé avec la salle.")
    ] = None,
    demarche: DemarcheOption = None,
    evenement: OneEventOption = None,
) -> None:
    """Valider des contributions là où elles sont, ou un thème entier avec la salle : plus rien n’y bouge.

    Exemple : facilitator valider --theme Mobilité
    """
    if bool(numeros) is (theme is not None):
        raise UsageError("Que faut-il valider ?", next_step="Donnez des numéros, ou « --theme THÈME ».")
    carry_out(
        demarche,
        evenement,
        lambda board: board.validate(numeros or []) if theme is None else board.validate_theme(theme),
    )


def hors_sujet(
    numeros: NumbersArgument,
    retour: Annotated[
        bool, typer.Option("--retour", metavar=FLAG, help="Les rendre au tri, qui les range à nouveau.")
    ] = False,
    demarche: DemarcheOption = None,
    evenement: OneEventOption = None,
) -> None:
    """Mettre des contributions hors sujet : gardées, montrées à part ; --retour les rend au tri.

    Exemple : facilitator hors-sujet 27
    """
    carry_out(
        demarche, evenement, lambda board: board.release(numeros) if retour else board.off_topic(numeros)
    )


def separer(
    premier: Annotated[int, typer.Argument(metavar="NUMÉRO", show_default=False, help="L’une.")],
    second: Annotated[int, typer.Argument(metavar="NUMÉRO", show_default=False, help="L’autre.")],
    demarche: DemarcheOption = None,
    evenement: OneEventOption = None,
) -> None:
    """« Pas ensemble » : deux contributions que l’outil ne mettra plus dans le même thème.

    Exemple : facilitator separer 12 14
    """
    carry_out(demarche, evenement, lambda board: board.keep_apart(premier, second))


def aussi(
    numero: NumberArgument,
    themes: ThemesArgument = None,
    demarche: DemarcheOption = None,
    evenement: OneEventOption = None,
) -> None:
    """Dire les autres thèmes d’une contribution à plusieurs idées (deux au plus ; aucun : les enlever).

    Elle n’est comptée que dans son thème principal.

    Exemple : facilitator aussi 12 Mobilité
    """
    carry_out(demarche, evenement, lambda board: board.set_secondary(numero, themes or []))


def refuser(
    numeros: NumbersArgument,
    theme: Annotated[str, typer.Option("--theme", metavar="THÈME", help="Le thème où elles ne vont pas.")],
    demarche: DemarcheOption = None,
    evenement: OneEventOption = None,
) -> None:
    """Dire que des contributions ne vont pas dans un thème : l’outil ne les y mettra plus.

    Exemple : facilitator refuser 4 9 --theme Mobilité
    """
    carry_out(demarche, evenement, lambda board: board.refuse(numeros, theme))
