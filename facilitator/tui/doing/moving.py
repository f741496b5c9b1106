"""Commands that change the screen: which one is shown, its look, help, leaving."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.domain.contribution import fold
from facilitator.errors import UsageError
from facilitator.language.french import listed
from facilitator.language.typography import quote
from facilitator.tui.looks import LOOKS, following

if TYPE_CHECKING:
    from facilitator.tui.desk import Desk


def to(screen: str) -> Callable[[Desk, str], None]:
    """The command that shows this screen."""

    def do(desk: Desk, _: str) -> None:
        desk.app.show(screen)

    return do


def look(desk: Desk, argument: str) -> None:
    """The colours by name, or the next ones."""
    names = [one.name for one in LOOKS]
    if not argument:
        desk.app.wear(following(desk.app.theme))
        return
    chosen = [name for name in names if name.startswith(fold(argument))]
    if len(chosen) != 1:
        raise UsageError(f"L’aspect {quote(argument)} n’existe pas.", next_step=f"Aspects : {listed(names)}.")
    desk.app.wear(chosen[0])


def help_(desk: Desk, _: str) -> None:
    """All commands and keys."""
    desk.app.show_help()


def leave(desk: Desk, _: str) -> None:
    """Close the program; everything is in the file already."""
    desk.app.exit()
