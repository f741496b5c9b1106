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
    """Rejouer la démarche d’exemple (fictive) : import, thèmes, diaporamas, relevés, synthèses et note.

    Tout est reconstruit dans sessions/demo ; rien d’autre n’est touché.

    Exemple : facilitator demo
    """
    from facilitator.workshop import decide_names, rebuild_demo

    with progress() as step, rebuild_demo(load_settings(), step) as workshop:
        evidences, paths = [], []
        step("Noms à vérifier", 0, 0)
        replaced = decide_names(workshop)
        for event in workshop.events():
            workshop.sort(event, step)
            evidence = workshop.evidence(event, step, by_meaning=True)
            step(f"Livrables : {event.title}", 0, 0)
            evidences.append(evidence)
            if event.kind.is_comite:
                paths.append(workshop.livrables.decisions(evidence))
                continue
            deck, notes = workshop.livrables.deck(evidence)
            paths += [deck, workshop.livrables.synthese(evidence)]
            say_notes(notes, event.title)
        step("Note stratégique", 0, 0)
        paths.append(workshop.livrables.note(evidences))
        say_notes(workshop.notes)
    for evidence in evidences:
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
    for path in paths:
        say_path(path)
