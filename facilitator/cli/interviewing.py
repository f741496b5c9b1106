"""Command that takes the long notes of an entretien: entretien."""

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from facilitator.cli.console import out
from facilitator.cli.french import FLAG, FrenchCommand
from facilitator.cli.options import demarche_asked
from facilitator.config import load_settings
from facilitator.domain.event import Event
from facilitator.domain.method import Method, method_named
from facilitator.language.french import counted, plural
from facilitator.language.typography import typeset

PANEL = "Préparer"
METHOD = "entretien"


def register(app: typer.Typer) -> None:
    """Add this file's command to the application."""
    app.command(cls=FrenchCommand, rich_help_panel=PANEL)(entretien)


def entretien(
    notes: Annotated[
        Path, typer.Argument(metavar="FICHIER", show_default=False, help="Les notes : txt, md, docx, odt.")
    ],
    qualite: Annotated[
        str,
        typer.Option("--qualite", metavar="Q", help="Qui parle : « famille : fonction », jamais un nom."),
    ],
    demarche: Annotated[
        str | None, typer.Option("--demarche", metavar="D", help="La démarche ; créée si elle est nouvelle.")
    ] = None,
    evenement: Annotated[
        str | None,
        typer.Option("--evenement", metavar="E", help="L’événement ; créé s’il est nouveau."),
    ] = None,
    essai: Annotated[
        bool, typer.Option("--essai", metavar=FLAG, help="Montrer les idées sans rien noter.")
    ] = False,
) -> None:
    """Couper les notes longues d’un entretien en idées, chacune à la qualité de la personne.

    Une ligne qui porte le titre ou le numéro d’une séquence vaut pour la suite, avec son type. Un seul
    « facilitator annuler » retire tout ; les mêmes notes données deux fois n’ajoutent rien.

    Exemple : facilitator entretien notes.docx --qualite "partenaire : Caf, conseillère" --demarche demo
    """
    from facilitator.workshop.interviews import ideas_of, notes_of, quality_asked
    from facilitator.workshop.methods import known_methods

    quality, text = quality_asked(qualite), notes_of(notes)
    method = method_named(METHOD, known_methods().methods)
    if essai:
        model = Event("", "", "", method.kind, sequences=method.sequences())
        ideas = ideas_of(text, quality, model)
        for one in ideas:
            _say(one.type, one.text)
        out().print(typeset(f"{counted(len(ideas), 'idée')} ; rien n’a été noté."))
        return
    _keep(text, quality, method, demarche, evenement)


def _keep(text: str, quality: str, method: Method, demarche: str | None, evenement: str | None) -> None:
    from facilitator.workshop import Workshop
    from facilitator.workshop.interviews import default_title, ideas_of, interview_event, keep_interview

    settings = load_settings()
    asked = demarche or demarche_asked(None, settings)
    ideas_of(text, quality, Event("", "", "", method.kind))  # empty notes make no event
    with Workshop.open_or_create(asked, settings) as workshop:
        event = interview_event(workshop, evenement or default_title(quality), quality, method)
        report = keep_interview(workshop, event, ideas_of(text, quality, event))
    for kept in report.kept:
        _say(kept.type, kept.text, kept.number)
    told = f"{event.title} : {counted(len(report.kept), 'idée')} {plural(len(report.kept), 'notée')}"
    if report.known:
        told += f", {report.known} déjà là"
    out().print(Text(typeset(f"{told}. Pour revenir : facilitator annuler")), soft_wrap=True)


def _say(kind: object, text: str, number: int | None = None) -> None:
    mark = f"n°\u00a0{number} " if number else "• "
    out().print(Text.assemble((mark, "bold"), text, (f"   {kind or ''}", "dim")), soft_wrap=True)
