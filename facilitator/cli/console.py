"""What the command line prints: results on stdout; progress and errors on stderr."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.text import Text

from facilitator.errors import FacilitatorError

if TYPE_CHECKING:
    from facilitator.workshop.reports import Step


def out() -> Console:
    """The console of results."""
    return Console(highlight=False, soft_wrap=False)


def err() -> Console:
    """The console of progress, remarks and errors."""
    return Console(stderr=True, highlight=False)


def say_error(error: FacilitatorError) -> None:
    """What happened, why, and what to do next, on stderr."""
    text = Text.assemble((_unbroken("Erreur : "), "bold red"), _unbroken(error.title))
    if error.cause:
        text.append(f"\n{_unbroken(error.cause)}")
    if error.next_step:
        text.append("\n→ ", style="bold")
        text.append(_unbroken(error.next_step))
    err().print(text)


def _unbroken(text: str) -> str:
    """``text`` with the spaces around French marks made unbreakable; a path in it stays as it is typed."""
    return re.sub(r" (?=[»;:!?])|(?<=«) ", "\u00a0", text)


def say_unforeseen(kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    """The last net, as ``sys.excepthook``: one sentence rather than a trace, for what nobody foresaw."""
    say_error(
        FacilitatorError(
            "Une erreur que le programme n’avait pas prévue l’a arrêté.",
            cause=f"{kind.__name__} : {error}.",
            next_step="Ce qui était enregistré l’est toujours. Ajoutez --debug pour la trace à transmettre.",
        )
    )


def say_notes(notes: tuple[str, ...], about: str = "") -> None:
    """Remarks the user should read, one a line, on stderr; ``about`` names what they are about."""
    for note in notes:
        err().print(Text.assemble(("• ", "yellow"), f"{about}\u00a0: " if about else "", note))


def say_path(path: Path) -> None:
    """Where a file was written, on stdout, never broken over lines."""
    out().print(Text(str(path)), soft_wrap=True)


@contextmanager
def progress() -> "Iterator[Step]":
    """A progress bar on stderr while the block runs, that vanishes afterwards; nothing when piped."""
    console = err()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)

        def step(description: str, done: int, total: int) -> None:
            bar.update(task, description=description, completed=done, total=total or None)

        yield step
