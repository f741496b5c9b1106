"""What was said, named across events: « atelier-parents 12 14 », « atelier-parents Mobilité »."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.domain.project import ThemeRef
from facilitator.errors import UsageError
from facilitator.workshop.workshop import Workshop


def said_asked(workshop: Workshop, asked: Sequence[str]) -> tuple[tuple[str, ...], tuple[ThemeRef, ...]]:
    """The contributions by id, and the themes, that these words name; an event's code comes first in each.

    Raises UsageError where nothing follows the code, NotFoundError for an event, a number or a theme that
    is not there.
    """
    contributions: list[str] = []
    themes: list[ThemeRef] = []
    for words in asked:
        code, _, rest = words.strip().partition(" ")
        if not rest.strip():
            raise UsageError(
                f"« {words} » ne dit pas quelle contribution.",
                next_step="Écrivez un code d’événement, puis un numéro ou un thème : « atelier-parents 12 ».",
            )
        (event,) = workshop.events(code)
        board = workshop.board(event)
        numbers = rest.replace(",", " ").split()
        if all(number.isdecimal() for number in numbers):
            contributions += [one.id for one in board.wall.numbered([int(number) for number in numbers])]
        else:
            theme = board.wall.theme(rest.strip())
            themes.append(ThemeRef(event.id, theme.id, theme.name))
    return tuple(dict.fromkeys(contributions)), tuple(themes)
