"""The command that asks the démarche a question: demander."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from facilitator.cli.console import out, progress, say_notes
from facilitator.cli.french import FrenchCommand
from facilitator.cli.options import DemarcheOption, EvenementOption, open_asked
from facilitator.language.french import counted
from facilitator.language.typography import typeset

if TYPE_CHECKING:
    from facilitator.assistant.answer import Answer, Fact, Found

PANEL = "Au quotidien"

MOST_QUOTED = 10


def register(app: typer.Typer) -> None:
    """Add this file's commands to the application."""
    app.command(cls=FrenchCommand, rich_help_panel=PANEL)(demander)


def demander(
    question: Annotated[
        str, typer.Argument(metavar="QUESTION", show_default=False, help="La question, entre guillemets.")
    ],
    demarche: DemarcheOption = None,
    evenement: EvenementOption = None,
) -> None:
    """Poser une question à toute la démarche : ce qui est dit, par qui, et ce que personne n’a dit.

    La réponse ne compte que ce qui est enregistré et ne cite que mot pour mot, avec les numéros. Un public
    (« que disent les élus »), une table, un événement, un type (« quelles propositions ») ou une
    thématique nommés dans la question la restreignent ; la réponse dit ce qu’elle a compris.

    Exemple : facilitator demander "que disent les élus sur la mobilité" --demarche demo
    """
    with progress() as step, open_asked(demarche) as workshop:
        event = workshop.events(evenement)[0] if evenement else None
        answer = workshop.assistant.ask(question, event=event, step=step)
        say_notes(workshop.notes)
    print_answer(answer, out())


def print_answer(answer: "Answer", console: Console) -> None:
    """What was understood, the three parts, the quotations, and what to know of them."""
    if answer.understood:
        console.print(Text(answer.understood, style="dim"))
    parts = (
        ("Ce qui est dit", answer.said),
        ("Par qui", answer.by_whom),
        ("Ce que personne n’a dit", answer.unsaid),
    )
    for heading, facts in parts:
        if facts:
            console.print(Text(heading if not answer.nothing else "Réponse", style="bold"))
            _print_facts(facts, console)
    shown = answer.found[:MOST_QUOTED]
    if shown:
        console.print(Text("Mot pour mot", style="bold"))
        _print_found(shown, console)
        rest = len(answer.found) - len(shown)
        if rest:
            console.print(Text(typeset(f"… et {counted(rest, 'autre')} : « facilitator mur » les montre.")))
    if answer.perhaps:
        console.print(Text("Au plus près" if answer.nothing else "Peut-être aussi, non compté", style="bold"))
        _print_found(answer.perhaps, console)
    for note in answer.notes:
        console.print(Text(note, style="dim"))


def _print_facts(facts: "Sequence[Fact]", console: Console) -> None:
    """The sentences, those on one event under its title."""
    title = ""
    for fact in facts:
        if fact.event_title != title:
            title = fact.event_title
            if title:
                console.print(Text(f"  {title}", style="italic"))
        console.print(Text(f"{'    ' if title else '  '}{fact.text}"))


def _print_found(found: "Sequence[Found]", console: Console) -> None:
    for one in found:
        console.print(Text(f"  {one.line}"))
