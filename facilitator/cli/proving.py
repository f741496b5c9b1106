"""Command that proves a livrable: prouver."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from facilitator.cli.console import out, progress, say_notes
from facilitator.cli.french import FLAG, FrenchCommand
from facilitator.cli.livrables import PANEL
from facilitator.cli.options import DemarcheOption, open_asked
from facilitator.config import load_settings
from facilitator.language.french import listed
from facilitator.language.typography import typeset

if TYPE_CHECKING:
    from facilitator.workshop import Workshop
    from facilitator.workshop.proving import Proof, ProvedLine

_WIDTH = 160
_SEE_TO = 1


def register(app: typer.Typer) -> None:
    """Add this file's command to the application."""
    app.command(cls=FrenchCommand, rich_help_panel=PANEL)(prouver)


def prouver(
    fichier: Annotated[
        Path,
        typer.Argument(
            metavar="FICHIER",
            show_default=False,
            help="Un livrable : .pptx, .docx, .odt, .html, .xlsx, .csv ou .json.",
        ),
    ],
    demarche: DemarcheOption = None,
    tout: Annotated[
        bool, typer.Option("--tout", metavar=FLAG, help="Montrer aussi les lignes prouvées.")
    ] = False,
) -> None:
    """Vérifier un livrable contre le mur : citations à la lettre près, décomptes refaits, numéros retrouvés.

    Date, lieu, présents, suites et chiffres du territoire sont comparés à la description ; un tableau exporté
    est vérifié ligne par ligne ; un PDF se prouve par son document Word. La démarche est celle du dossier où
    se trouve le fichier, ou celle de --demarche. Une ligne réécrite à la main est dite, sans être une erreur.
    Code de sortie : 0, tout est prouvé ; 1, il y a quelque chose à voir.

    Exemple : facilitator prouver sessions/demo/livrables/atelier-parentalite-restitution.pptx
    """
    from facilitator.workshop.proving import prove

    with progress() as step, _opened(fichier, demarche) as workshop:
        proof = prove(workshop, step, fichier)
        say_notes(workshop.notes)
    sign, style = ("✓", "green") if proof.is_whole else ("▲", "yellow")
    out().print(Text.assemble((f"{sign} {proof.path.name}", style), typeset(f" : {proof.sentence}.")))
    if proof.by_sight:
        out().print(
            Text(
                typeset("Le fichier n'a plus ses preuves cachées : il est jugé sur ce qui s'y lit."),
                style="dim",
            )
        )
    place = ""
    for line in proof.lines:
        if tout or line.told:
            if line.place != place:
                place = line.place
                out().print(Text(f"\n{place}", style="bold"), soft_wrap=True)
            _tell(line, proof, tout=tout)
    if not proof.is_whole:
        raise typer.Exit(_SEE_TO)


def _opened(path: Path, asked: str | None) -> Workshop:
    """The démarche asked for, else the one whose folder holds the file, else the only one there is."""
    from facilitator.workshop.proving import demarche_of, open_at

    folder = None if asked else demarche_of(path)
    if folder is None:
        return open_asked(asked)
    return open_at(folder, load_settings())


def _tell(line: ProvedLine, proof: Proof, *, tout: bool) -> None:
    """The line, what is not as it was, and with ``tout`` the numbers behind it."""
    text = " ".join(line.text.split())
    short = text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"
    sign = "▲" if line.verdict.is_wrong else "·" if line.told else "✓"
    out().print(Text(f"  {sign} {short}"), soft_wrap=True)
    for told in line.told:
        out().print(Text(f"    {told}", style="yellow" if line.verdict.is_wrong else "dim"), soft_wrap=True)
    if tout and (behind := proof.behind(line)):
        numbers = listed([str(one.number) for one in behind])
        out().print(Text(typeset(f"    n° {numbers}"), style="dim"), soft_wrap=True)
