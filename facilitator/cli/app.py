"""The ``facilitator`` command: which commands there are, and how every failure is told."""

import atexit
import gc
import sys
from collections.abc import Sequence
from io import TextIOWrapper

import typer
from typer.exceptions import TyperException
from typer.main import get_command

from facilitator.cli import (
    asking,
    board,
    capture,
    charts,
    checkup,
    cutting,
    demarche,
    demo,
    enquete,
    events,
    fiches_communes,
    indicators,
    interviewing,
    joining,
    journal,
    live,
    livrables,
    names,
    outlines,
    plan,
    preparing,
    projecting,
    projet,
    proving,
    rapport,
    safety,
    shaping,
    sorting,
    viewing,
)
from facilitator.cli.console import say_error, say_unforeseen
from facilitator.cli.french import FLAG, FrenchGroup, usage_sentence
from facilitator.errors import FacilitatorError, UsageError

INTERRUPTED = 130
_ALLOCATIONS = 100_000  # that outlive their making, between two looks of the garbage collector; Python: 700

app = typer.Typer(
    name="facilitator",
    cls=FrenchGroup,
    subcommand_metavar="COMMANDE …",
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help="Des post-its aux thèmes, des thèmes aux livrables : l’assistant des ateliers, hors connexion.",
    epilog="[bold]facilitator[/bold] seul ouvre la séance ; [bold]facilitator demo[/bold] joue l’exemple.",
)
for room in (
    live,
    projecting,
    demo,
    demarche,
    preparing,
    interviewing,
    capture,
    events,
    sorting,
    viewing,
    asking,
    board,
    shaping,
    cutting,
    projet,
    enquete,
    indicators,
    charts,
    livrables,
    plan,
    fiches_communes,
    journal,
    rapport,
    outlines,
    names,
    proving,
    joining,
    safety,
    checkup,
):
    room.register(app)


@app.callback()
def _options(
    debug: bool = typer.Option(
        False, "--debug", metavar=FLAG, help="Montrer la trace complète d’une erreur."
    ),
) -> None:
    """Options valables pour toutes les commandes (lues dans ``main``)."""


def _collect_seldom() -> None:
    """Have the garbage collector look less often, and not at all at the end.

    A document is built of much that lasts to its end: looking through it again and again was a tenth of its
    time, and once more as the program leaves 0.3 s (the note of the example: 3.7 to 3.2 s, ``time``).
    """
    gc.set_threshold(_ALLOCATIONS)
    atexit.register(gc.freeze)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code (the codes are named in ``facilitator.errors``)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console without « ✓ » shows « ? » and goes on
    _collect_seldom()
    words = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in words
    if not debug:
        sys.excepthook = say_unforeseen
    words = [word for word in words if word != "--debug"]
    words = words or ([live.seance.__name__] if live.in_terminal() else ["--help"])
    try:
        code = get_command(app)(words, prog_name="facilitator", standalone_mode=False)
    except FacilitatorError as error:
        if debug:
            raise
        say_error(error)
        code = error.exit_code
    except TyperException as error:
        if debug:
            raise
        say_error(UsageError(usage_sentence(error), next_step="Tapez « facilitator --help » pour l’aide."))
        code = UsageError.exit_code
    except (typer.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    sys.exit(code if isinstance(code, int) else 0)
