"""The command about trames: where each comes from, a copy to edit, what is wrong in any."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from facilitator.cli.console import out, say_path
from facilitator.cli.french import FrenchCommand
from facilitator.cli.options import DemarcheOption
from facilitator.config import load_settings
from facilitator.errors import TemplateError, UsageError
from facilitator.language.french import counted
from facilitator.language.typography import typeset

PANEL = "Livrables"


class OutlineAct(StrEnum):
    """What can be done with trames."""

    LIST = "lister"
    COPY = "copier"
    CHECK = "verifier"


class OutlinesCommand(FrenchCommand):
    """The command, whose help names the trames that there are."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help, then the names."""
        from facilitator.workshop.outlines import outline_names

        self.epilog = f"Trames à copier : {', '.join(outline_names())}."
        super().format_help(ctx, formatter)


def register(app: typer.Typer) -> None:
    """Add this file's command to the application."""
    app.command(cls=OutlinesCommand, rich_help_panel=PANEL)(trames)


def trames(
    acte: Annotated[
        str, typer.Argument(metavar="[lister|copier|verifier]", show_default=False, help="Sans lui : lister.")
    ] = OutlineAct.LIST.value,
    nom: Annotated[
        str | None,
        typer.Argument(
            metavar="[NOM]", show_default=False, help="La trame à copier (leurs noms sont ci-dessous)."
        ),
    ] = None,
    demarche: DemarcheOption = None,
) -> None:
    """Voir les trames des documents, en copier une pour la modifier, dire ce qui n’y va pas.

    Une copie va dans le dossier de la démarche donnée, sinon dans le vôtre ; elle passe avant l’originale.
    Sans démarche, « verifier » lit aussi les copies de toutes les démarches.

    Exemple : facilitator trames copier synthese --demarche demo
    """
    if acte not in OutlineAct.__members__.values():
        raise UsageError(
            f"« {acte} » n’est pas un acte connu.", next_step="Écrivez lister, copier ou verifier."
        )
    folder = _folder(demarche)
    if acte == OutlineAct.LIST:
        _list(folder)
    elif acte == OutlineAct.COPY:
        _copy(nom, folder)
    else:
        _check(folder)


def _folder(demarche: str | None) -> Path | None:
    from facilitator.workshop.sessions import existing_folder

    return existing_folder(demarche, load_settings().sessions) if demarche else None


def _list(folder: Path | None) -> None:
    from facilitator.workshop.outlines import known_outlines

    table = Table("Trame", "Vient de", "Sert", "Fichier", title="Trames", title_justify="left")
    for one in known_outlines(folder):
        mark = "✓" if one.used else "–"
        table.add_row(one.name, one.origin.value, mark, Text(str(one.path), overflow="fold"))
    out().print(table)


def _copy(name: str | None, folder: Path | None) -> None:
    from facilitator.workshop.outlines import copy_outline

    if name is None:
        raise UsageError("Quelle trame copier ?", next_step="Voyez « facilitator trames lister ».")
    say_path(copy_outline(name, folder))


def _check(folder: Path | None) -> None:
    from facilitator.workshop.outlines import check_outlines
    from facilitator.workshop.prompt_folders import outline_folders
    from facilitator.workshop.sessions import known_demarches

    sessions = load_settings().sessions
    own = [sessions / name for name in known_demarches(sessions)] if folder is None else [folder]
    own = [one for one in own if (one / "trames").is_dir()]
    count, faults = check_outlines(*own)
    read = [one / "trames" for one in own] + [where for _, where in outline_folders(None) if where.is_dir()]
    out().print(Text(typeset("Dossiers lus :")))
    for each in read:
        out().print(Text(f"  {each}"), soft_wrap=True)
    for fault in faults:
        where = f"{fault.path}, ligne {fault.line}" if fault.line else str(fault.path)
        out().print(Text(where, style="bold"), soft_wrap=True)
        out().print(Text(typeset(f"  {fault.told}")), soft_wrap=True)
    if faults:
        raise typer.Exit(TemplateError.exit_code)
    out().print(Text(typeset(f"{counted(count, 'trame')} : rien à corriger.")))
