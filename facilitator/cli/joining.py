"""Command that makes one démarche of the files of two posts: reunir."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from facilitator.cli.console import out, progress, say_notes
from facilitator.cli.french import FLAG, FrenchCommand
from facilitator.config import load_settings

if TYPE_CHECKING:
    from facilitator.workshop import JoinReport

PANEL = "Plusieurs postes et sauvegardes"

_SHOWN = 20


def register(app: typer.Typer) -> None:
    """Add this file's command to the application."""
    app.command(cls=FrenchCommand, rich_help_panel=PANEL)(reunir)


def reunir(
    ici: Annotated[
        str,
        typer.Argument(
            metavar="A", show_default=False, help="La démarche à compléter : son nom, ou son dossier."
        ),
    ],
    autre: Annotated[
        str,
        typer.Argument(
            metavar="B",
            show_default=False,
            help="Celle de l’autre poste : un nom, un dossier, un fichier .sqlite (clé USB…).",
        ),
    ],
    vers: Annotated[
        str | None,
        typer.Option("--vers", metavar="C", help="Réunir dans une nouvelle démarche, sans toucher à A."),
    ] = None,
    quand_meme: Annotated[
        bool,
        typer.Option("--quand-meme", metavar=FLAG, help="Réunir même deux démarches différentes."),
    ] = False,
) -> None:
    """Réunir les fichiers de deux postes qui ont saisi sans réseau : ni doublon, ni perte.

    Ce que contient B est ajouté à A, après une copie de sauvegarde ; B n’est jamais modifié. Ce que les
    deux postes disent différemment est gardé comme dans A, et listé dans conflits-reunion.csv.

    Exemple : facilitator reunir ctg-val-d-aubre "E:/ctg-val-d-aubre_2026-03-12_18h00.sqlite"
    """
    from facilitator.workshop import join_files

    with progress() as step:
        report = join_files(ici, autre, load_settings(), into=vers, anyway=quand_meme, step=step)
    say_notes(report.notes)
    out().print(Text(report.sentence), soft_wrap=True)
    for told in report.beside:
        out().print(Text(told), soft_wrap=True)
    _tell_numbers(report)
    _tell_conflicts(report)
    if vers is not None:
        out().print(Text(f"La démarche réunie est dans {report.folder}"), soft_wrap=True)
    elif report.backup is not None:
        out().print(Text(f"Copie de l’état d’avant : {report.backup}"), soft_wrap=True)
        out().print(Text(_way_back(report)), soft_wrap=True)


def _way_back(report: "JoinReport") -> str:
    """How to undo it: the files beside are not in the journal, the copy alone gives them back."""
    name = report.folder.name
    if report.beside and report.backup is not None:
        number = int(report.backup.name.partition("_")[0])
        return f"Pour revenir : facilitator restaurer {number} --demarche {name}"
    return f"Pour revenir : facilitator annuler --demarche {name}"


def _tell_numbers(report: "JoinReport") -> None:
    if not report.renumbered:
        return
    out().print(Text("Numéros qui ne sont pas les mêmes sur les deux postes :"))
    for sentence in report.new_numbers:
        out().print(Text(f"  {sentence}"), soft_wrap=True)
    out().print(
        Text(
            "  Les documents déjà faits sur l’autre poste citent ses anciens numéros : "
            "refaites-les d’ici avant de les diffuser."
        ),
        soft_wrap=True,
    )


def _tell_conflicts(report: "JoinReport") -> None:
    if not report.conflicts:
        return
    table = Table("Événement", "Quoi", "Champ", "Gardé ici", "Sur l’autre poste", title="Conflits à voir")
    for conflict in report.conflicts[:_SHOWN]:
        shown = (conflict.event, conflict.subject, conflict.field, conflict.kept, conflict.other)
        table.add_row(*(Text(cell, overflow="fold") for cell in shown))
    out().print(table)
    if len(report.conflicts) > _SHOWN:
        out().print(Text(f"… et {len(report.conflicts) - _SHOWN} de plus"))
    out().print(Text(f"Liste entière : {report.conflicts_path}"), soft_wrap=True)
