"""Commands that sort: classer (stateless), themes (a démarche's walls)."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from facilitator.cli.console import out, progress, say_notes
from facilitator.cli.french import FLAG, FrenchCommand
from facilitator.cli.options import DemarcheOption, EvenementOption, MoteurOption, one_event, open_asked
from facilitator.cli.telling import tell, tell_proposal
from facilitator.config import load_settings
from facilitator.domain.evidence import EventEvidence
from facilitator.errors import UsageError
from facilitator.language.typography import quote, typeset

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
    from facilitator.workshop.classify import classify

    column = colonne.partition("=")[2].strip() or colonne if colonne else None
    with progress() as step:
        report = classify(entree, sortie, load_settings(), moteur=moteur, column=column, step=step)
    say_notes(report.notes)
    out().print(Text(f"{report.sentence} → {sortie}"))


NOTHING_SAID = (
    "{title} n'a encore aucune contribution : saisissez-les dans la séance (« facilitator »), ou "
    "importez-les (« facilitator importer »)."
)


def themes(
    demarche: DemarcheOption = None,
    evenement: EvenementOption = None,
    moteur: MoteurOption = None,
    appliquer: Annotated[
        bool, typer.Option("--appliquer", metavar=FLAG, help="Appliquer ce qu’un nouveau tri changerait.")
    ] = False,
    theme: Annotated[
        list[str] | None,
        typer.Option("--theme", metavar="THÈME", help="N’appliquer que ce qui touche ce thème (répétable)."),
    ] = None,
) -> None:
    """Proposer les thèmes d’un événement (ou de tous) et les montrer.

    La première fois, ils sont gardés. Ensuite le mur ne change plus sans vous : la commande montre ce
    qu’un nouveau tri changerait, et pourquoi ; --appliquer l’applique, en tout ou pour quelques thèmes.
    Ce que vous avez rangé, nommé, séparé ou validé ne bouge jamais.

    Exemple : facilitator themes --demarche demo --evenement atelier-parentalite
    """
    if theme and not appliquer:
        raise UsageError("« --theme » va avec « --appliquer ».", next_step="Ajoutez « --appliquer ».")
    with progress() as step, open_asked(demarche) as workshop:
        for event in (one_event(workshop, evenement),) if theme else workshop.events(evenement):
            board = workshop.board(event)
            proposal = None
            if board.wall.sorting.themes:
                step(f"Nouveau tri : {event.title}", 0, 0)
                proposal = board.propose(step, moteur=moteur)
            else:
                workshop.sort(event, step, moteur=moteur)
            report = board.apply(proposal, theme) if proposal and proposal.changes and appliquer else None
            evidence = workshop.evidence(event, gated=False)
            if not evidence.contributions:
                out().print(Text(typeset(NOTHING_SAID.format(title=quote(event.title)))), soft_wrap=True)
                continue
            out().print(themes_table(evidence))
            if report is not None:
                tell(report)
            elif proposal is not None:
                tell_proposal(board, proposal)
        say_notes(workshop.notes)


def themes_table(evidence: EventEvidence) -> Table:
    """The themes of one event: number, name, contributions, tables (or qualities), votes."""
    shares = "Qualités" if evidence.event.kind.speaks_in_turn else "Tables"
    table = Table(title=Text(evidence.event.title, style="bold"), title_justify="left", expand=False)
    table.add_column("N°", justify="right")
    table.add_column("Thème", overflow="fold")
    table.add_column("Contributions", justify="right")
    table.add_column(shares, justify="right")
    if evidence.votes:
        table.add_column("Votes", justify="right")
    total = len(evidence.shares)

    def row(number: str, name: str, contributions: int, heard: str, votes: int, style: str = "") -> None:
        cells = [
            Text(number),
            Text(name),
            Text(str(contributions)),
            Text(heard),
            *([Text(str(votes))] if evidence.votes else []),
        ]
        table.add_row(*cells, style=style)

    for theme in evidence.themes:
        heard = f"{len(theme.shares)} sur {total}" if total else "–"
        row(str(theme.theme.number), typeset(theme.theme.name), len(theme.contributions), heard, theme.votes)
    for name, aside in (("À ranger", evidence.tray), ("Hors sujet", evidence.off_topic)):
        if aside:
            row("", name, len(aside), "", sum(c.votes for c in aside), style="dim")
    return table
