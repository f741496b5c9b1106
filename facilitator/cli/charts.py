"""The command that draws indicators as charts; small bars for the terminal."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from facilitator.cli.console import progress, say_path
from facilitator.cli.french import FLAG, FrenchCommand
from facilitator.cli.options import DemarcheOption, open_asked
from facilitator.errors import UsageError
from facilitator.language.french import listed
from facilitator.language.typography import typeset

if TYPE_CHECKING:
    from facilitator.territory.readings import Reading

PANEL = "Territoire"
FORMS = ("png", "svg")
EIGHTHS = " ▏▎▍▌▋▊▉█"
SMALL, MARK = 12, "┃"


def register(app: typer.Typer) -> None:
    """Add this file's command to the application."""
    app.command(cls=FrenchCommand, rich_help_panel=PANEL)(graphique)


def graphique(
    indicateurs: Annotated[
        list[str],
        typer.Argument(
            metavar="INDICATEUR…", show_default=False, help="Voir « facilitator indicateurs liste »."
        ),
    ],
    demarche: DemarcheOption = None,
    evolution: Annotated[
        bool,
        typer.Option("--evolution", metavar=FLAG, help="Entre années comparables, puis par commune."),
    ] = False,
    vers: Annotated[str, typer.Option("--vers", metavar="FORME", help="png ou svg.")] = "png",
) -> None:
    """Dessiner un indicateur en barres, commune par commune, ou son évolution, à la largeur d’une page A4.

    Ce qui est secret, masqué ou manquant est écrit, sans barre. Une évolution ne relie que des années
    comparables.

    Exemple : facilitator graphique monoparentales population --evolution --demarche demo
    """
    from facilitator.workshop.indicators import Indicators

    check_form(vers, "graphique")
    with (
        progress() as step,
        open_asked(demarche) as workshop,
        Indicators(workshop.folder) as indicators,
    ):
        statistics = indicators.statistics(indicateurs)
        paths: list[Path] = []
        for done, one in enumerate(statistics):
            step(f"Graphique : {one.name}", done, len(statistics))
            paths += indicators.chart(one, vers, evolution=evolution)
    for path in paths:
        say_path(path)


def check_form(vers: str, drawn: str) -> None:
    """Raise UsageError where what is ``drawn`` (« carte ») has no such form."""
    if vers not in FORMS:
        raise UsageError(
            typeset(f"« {vers} » n'est pas une forme de {drawn}."),
            next_step=f"Formes possibles : {listed(FORMS)}.",
        )


def bar(value: float, most: float, width: int) -> Text:
    """A bar to the eighth of a cell; a negative one is hollow, and nothing at all is drawn for zero."""
    eighths = round(8 * width * abs(value) / most) if most else 0
    if value and not eighths:
        eighths = 1
    if value < 0:
        return Text("░" * max(1, eighths // 8), style="cyan")
    return Text("█" * (eighths // 8) + EIGHTHS[eighths % 8].strip(), style="cyan")


def beside(own: "Reading", other: "Reading | None", most: float) -> Text:
    """A small bar of one place, with a mark where the next place is; empty when its own is hidden."""
    if own.number is None or own.number < 0 or not most:
        return Text("")
    drawn = Text(bar(own.number, most, SMALL).plain.ljust(SMALL), style="cyan")
    if other is not None and other.number is not None and other.number >= 0:
        at = min(SMALL - 1, round(SMALL * other.number / most))
        drawn = Text.assemble(drawn[:at], Text(MARK, style="bold"), drawn[at + 1 :])
    return drawn
