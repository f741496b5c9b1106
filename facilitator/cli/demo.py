"""``facilitator demo``: the example démarche, from its raw post-its to its livrables, in one go."""

import typer
from rich.text import Text

from facilitator.cli.console import out, progress, say_notes, say_path
from facilitator.cli.french import FrenchCommand
from facilitator.cli.sorting import themes_table
from facilitator.config import load_settings
from facilitator.language.french import counted
from facilitator.language.typography import typeset

PANEL = "Pour commencer"


def register(app: typer.Typer) -> None:
    """Add this file's command to the application."""
    app.command(cls=FrenchCommand, rich_help_panel=PANEL)(demo)


def demo() -> None:
    """Rejouer la démarche d’exemple (fictive) : import, thèmes, et tous ses livrables.

    Tout est reconstruit dans sessions/demo ; rien d’autre n’est touché.

    Exemple : facilitator demo
    """
    from facilitator.workshop import decide_names, rebuild_demo
    from facilitator.workshop.whole_set import draft_everything

    with progress() as step, rebuild_demo(load_settings(), step) as workshop:
        step("Noms à vérifier", 0, 0)
        replaced = decide_names(workshop)
        done = draft_everything(workshop, step)
        for about, note in done.notes:
            say_notes((note,), about)
        say_notes(workshop.notes)
    for evidence in done.evidences:
        out().print(themes_table(evidence))
        out().print()
    out().print(
        Text(
            typeset(
                f"{counted(replaced, 'passage')} qui peuvent désigner quelqu'un sont remplacés par une "
                "qualité dans ces livrables : « facilitator noms --demarche demo » les montre."
            )
        )
    )
    out().print(Text("Livrables à ouvrir :", style="bold"))
    for path in done.paths:
        say_path(path)
