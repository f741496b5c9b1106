"""Commands that keep a démarche safe: copier (to a USB key) and restaurer (a dated copy)."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from facilitator.cli.console import out, progress, say_path
from facilitator.cli.french import FLAG, FrenchCommand
from facilitator.cli.joining import PANEL
from facilitator.cli.options import DemarcheOption, demarche_asked
from facilitator.config import load_settings


def register(app: typer.Typer) -> None:
    """Add this file's commands to the application."""
    app.command(cls=FrenchCommand, rich_help_panel=PANEL)(copier)
    app.command(cls=FrenchCommand, rich_help_panel=PANEL)(restaurer)


def copier(
    dossier: Annotated[
        Path | None,
        typer.Argument(
            metavar="[DOSSIER]",
            show_default=False,
            help="Où copier, par exemple une clé USB ; sans lui, dans « sauvegardes ».",
        ),
    ] = None,
    demarche: DemarcheOption = None,
    tout: Annotated[
        bool, typer.Option("--tout", metavar=FLAG, help="Copier aussi les livrables, dans un dossier.")
    ] = False,
) -> None:
    """Copier une démarche sur une clé USB, même pendant la saisie ; la copie est vérifiée.

    C’est un seul fichier : le mur, l’enquête et ses réponses, les indicateurs, les trames. Son nom dit la
    démarche, le jour et l’heure. Sur un autre poste, « facilitator reunir » la reprend.

    Exemple : facilitator copier E:/ --demarche ctg-val-d-aubre
    """
    from facilitator.workshop import copy_demarche

    settings = load_settings()
    with progress() as step:
        step("Copie", 0, 0)
        report = copy_demarche(demarche_asked(demarche, settings), dossier, settings, everything=tout)
    out().print(Text(report.sentence), soft_wrap=True)
    say_path(report.path)


def restaurer(
    sauvegarde: Annotated[
        str | None,
        typer.Argument(
            metavar="[SAUVEGARDE]",
            show_default=False,
            help="Son numéro dans la liste, ou un fichier ; sans elle, la liste.",
        ),
    ] = None,
    demarche: DemarcheOption = None,
) -> None:
    """Voir les sauvegardes d’une démarche, ou revenir à l’une d’elles.

    L’état présent est d’abord sauvegardé à son tour : on peut toujours revenir. Fermez avant les autres
    fenêtres qui ont ouvert la démarche.

    Exemple : facilitator restaurer 12 --demarche ctg-val-d-aubre
    """
    from facilitator.workshop import difference, restore_demarche

    settings = load_settings()
    asked = demarche_asked(demarche, settings)
    if sauvegarde is None:
        _list_backups(asked)
        return
    with progress() as step:
        step("Restauration", 0, 0)
        report = restore_demarche(asked, sauvegarde, settings)
    out().print(Text(report.sentence), soft_wrap=True)
    if told := difference(report):
        out().print(Text(told))
    if report.restored.kept is not None:
        out().print(Text(f"L’état d’avant est gardé : {report.restored.kept}"), soft_wrap=True)


def _list_backups(asked: str) -> None:
    from facilitator.workshop import known_backups

    backups = known_backups(asked, load_settings())
    if not backups:
        out().print("Aucune sauvegarde pour l’instant ; « facilitator copier » en fait une.")
        return
    table = Table("N°", "Date", "Raison", "Contributions", title="Sauvegardes", title_justify="left")
    for backup in backups:
        count = "illisible" if backup.contributions is None else str(backup.contributions)
        moment = f"{backup.made_at.astimezone():%d/%m/%Y %Hh%M}"
        table.add_row(str(backup.number), moment, Text(backup.reason), count)
    out().print(table)
    out().print("Pour revenir à l’une d’elles : facilitator restaurer N°")
