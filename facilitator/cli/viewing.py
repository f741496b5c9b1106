"""Commands that look at a wall and change nothing: lentille, doublons."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from facilitator.cli.console import out, progress, say_notes
from facilitator.cli.french import FrenchCommand
from facilitator.cli.options import DemarcheOption, EvenementOption, open_asked
from facilitator.domain.lens import Lens
from facilitator.language.typography import typeset
from facilitator.language.wording import attribution

if TYPE_CHECKING:
    from facilitator.workshop.views import Repeated

PANEL = "Au quotidien"


def register(app: typer.Typer) -> None:
    """Add this file's commands to the application."""
    app.command(cls=FrenchCommand, rich_help_panel=PANEL)(lentille)
    app.command(cls=FrenchCommand, rich_help_panel=PANEL)(doublons)


def lentille(
    par: Annotated[
        str, typer.Option("--par", metavar="LENTILLE", help="sujet, type, public ou thematique.")
    ] = "sujet",
    demarche: DemarcheOption = None,
    evenement: EvenementOption = None,
) -> None:
    """Voir le même mur autrement : par sujet, par type, par public ou par thématique CTG.

    Chaque contribution compte une fois ; « aussi » compte celles d’un autre groupe qui touchent celui-ci.
    Par thématique, la liste de celles dont personne n’a parlé suit le tableau.

    Exemple : facilitator lentille --par thematique --demarche demo
    """
    from facilitator.workshop.views import lens_asked, lens_sentences

    kind = lens_asked(par)
    with progress() as step, open_asked(demarche) as workshop:
        lenses = [workshop.lens(event, kind, step) for event in workshop.events(evenement)]
        say_notes(workshop.notes)
    for lens in lenses:
        out().print(Text(lens.title, style="bold"))
        out().print(lens_table(lens))
        for sentence in lens_sentences(lens):
            out().print(Text(sentence))


def lens_table(lens: Lens) -> Table:
    """The groups of one wall: name, contributions, those that touch it too, votes."""
    from facilitator.workshop.views import group_name, lens_heading

    table = Table()
    table.add_column(lens_heading(lens.kind), overflow="fold")
    table.add_column("Contributions", justify="right")
    touched = any(group.also for group in lens.groups)
    voted = any(group.votes for group in lens.groups)
    for heading, shown in (("Aussi", touched), ("Votes", voted)):
        if shown:
            table.add_column(heading, justify="right")
    for group in lens.groups:
        cells = [str(len(group.contributions))]
        cells += ["" if group.aside else f"+\u00a0{group.also}" if group.also else ""] if touched else []
        cells += [str(group.votes)] if voted else []
        table.add_row(
            Text(typeset(group_name(group, lens))), *map(Text, cells), style="dim" if group.aside else ""
        )
    return table


def doublons(demarche: DemarcheOption = None, evenement: EvenementOption = None) -> None:
    """Montrer les contributions qui semblent dire la même chose, avec la raison.

    Rien n’est fusionné : dire la même chose à plusieurs tables est une information. Deux contraires
    (« plus de bus », « moins de bus ») et deux nombres différents ne sont jamais rapprochés.

    Exemple : facilitator doublons --demarche demo --evenement atelier-parentalite
    """
    from facilitator.workshop.views import doubles_sentence

    with progress() as step, open_asked(demarche) as workshop:
        walls = []
        for event in workshop.events(evenement):
            step(f"Doublons : {event.title}", 0, 0)
            walls.append((event.title, workshop.doubles(event)))
        say_notes(workshop.notes)
    for title, found in walls:
        out().print(Text(title, style="bold"))
        out().print(Text(doubles_sentence(len(found))))
        if found:
            out().print(doubles_table(found))


def doubles_table(found: "Sequence[Repeated]") -> Table:
    """One block a double: its reason, then each contribution with its number and who said it."""
    table = Table()
    table.add_column("Pourquoi", overflow="fold")
    table.add_column("N°", justify="right")
    table.add_column("Contribution", overflow="fold")
    table.add_column("Dit par", overflow="fold")
    for double in found:
        why = f"{double.reason} ({double.score:.2f})".replace(".", ",")
        for place, said in enumerate(double.contributions):
            last = place == len(double.contributions) - 1
            cells = ("" if place else why, str(said.number), said.text, attribution(said))
            table.add_row(*map(Text, cells), end_section=last)
    return table
