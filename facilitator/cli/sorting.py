"""Commands that sort: classer (stateless), themes (a démarche's walls)."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from facilitator.cli.console import out, progress, say_notes
from facilitator.cli.french import FrenchCommand
from facilitator.cli.options import DemarcheOption, EvenementOption, MoteurOption, open_asked
from facilitator.config import load_settings
from facilitator.domain.evidence import EventEvidence
from facilitator.language.typography import typeset

PANEL = "Au quotidien"


def register(app: typer.Typer) -> None:
    """Add this file's commands to the application."""
    app.command(cls=FrenchCommand, rich_help_panel=PANEL)(themes)
    app.command(cls=FrenchCommand, rich_help_panel=PANEL)(classer)


def classer(
    entree: Annotated[
        Path,
        typer.Argument(metavar="ENTREE", show_default=False, help="CSV, TSV, XLSX, ODS ou texte."),
    ],
    sortie: Annotated[Path, typer.Option("--sortie", metavar="SORTIE", help="Le CSV à écrire.")],
    moteur: MoteurOption = None,
    colonne: Annotated[
        str | None, typer.Option("--colonne", metavar="texte=COLONNE", help="La colonne du texte.")
    ] = None,
) -> None:
    """Classer un fichier par thèmes, sans démarche : chaque ligne ressort avec son thème.

    Colonnes ajoutées : theme (vide = à ranger), theme_id, confiance (0 à 1), themes_secondaires.
    Seul le texte compte : ni l’ordre des lignes, ni les autres colonnes.

    Exemple : facilitator classer contributions.csv --sortie classees.csv
    """
    from facilitator.workshop import classify

    column = colonne.partition("=")[2].strip() or colonne if colonne else None
    with progress() as step:
        report = classify(entree, sortie, load_settings(), moteur=moteur, column=column, step=step)
    say_notes(report.notes)
    out().print(Text(f"{report.sentence} → {sortie}"))


def themes(
    demarche: DemarcheOption = None, evenement: EvenementOption = None, moteur: MoteurOption = None
) -> None:
    """Proposer les thèmes d’un événement (ou de tous) et les montrer.

    Exemple : facilitator themes --demarche demo --evenement atelier-parentalite
    """
    with progress() as step, open_asked(demarche) as workshop:
        walls = []
        for event in workshop.events(evenement):
            workshop.sort(event, step, moteur=moteur)
            walls.append(workshop.evidence(event))
        say_notes(workshop.notes)
    for evidence in walls:
        out().print(themes_table(evidence))


def themes_table(evidence: EventEvidence) -> Table:
    """The themes of one event: name, contributions, tables (or qualities), votes."""
    shares = "Qualités" if evidence.event.kind.speaks_in_turn else "Tables"
    table = Table(title=Text(evidence.event.title, style="bold"), title_justify="left", expand=False)
    table.add_column("Thème", overflow="fold")
    table.add_column("Contributions", justify="right")
    table.add_column(shares, justify="right")
    if evidence.votes:
        table.add_column("Votes", justify="right")
    total = len(evidence.shares)

    def row(name: str, contributions: int, heard: str, votes: int, style: str = "") -> None:
        cells = [
            Text(name),
            Text(str(contributions)),
            Text(heard),
            *([Text(str(votes))] if evidence.votes else []),
        ]
        table.add_row(*cells, style=style)

    for theme in evidence.themes:
        heard = f"{len(theme.shares)} sur {total}" if total else "–"
        row(typeset(theme.theme.name), len(theme.contributions), heard, theme.votes)
    for name, aside in (("À ranger", evidence.tray), ("Hors sujet", evidence.off_topic)):
        if aside:
            row(name, len(aside), "", sum(c.votes for c in aside), style="dim")
    return table
