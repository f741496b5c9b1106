"""What the command line prints: results on stdout; progress and errors on stderr."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.text import Text

from facilitator.errors import FacilitatorError

Step = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and out of how much (0: not known)."""


def out() -> Console:
    """The console of results."""
    return Console(highlight=False, soft_wrap=False)


def err() -> Console:
    """The console of progress, remarks and errors."""
    return Console(stderr=True, highlight=False)


def say_error(error: FacilitatorError) -> None:
    """What happened, why, and what to do next, on stderr."""
    text = Text.assemble(("Erreur : ", "bold red"), error.title)
    if error.cause:
        text.append(f"\n{error.cause}")
    if error.next_step:
        text.append("\n→ ", style="bold")
        text.append(error.next_step)
    err().print(text)


def say_notes(notes: tuple[str, ...], about: str = "") -> None:
    """Remarks the user should read, one a line, on stderr; ``about`` names what they are about."""
    for note in notes:
        err().print(Text.assemble(("• ", "yellow"), f"{about}\u00a0: " if about else "", note))


def say_path(path: Path) -> None:
    """Where a file was written, on stdout, never broken over lines."""
    out().print(Text(str(path)), soft_wrap=True)


@contextmanager
def progress() -> Iterator[Step]:
    """A progress bar on stderr while the block runs, that vanishes afterwards; nothing when piped."""
    console = err()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)

        def step(description: str, done: int, total: int) -> None:
            bar.update(task, description=description, completed=done, total=total or None)

        yield step
