"""How a facilitator names contributions and themes: by number, by name, by the beginning of a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from facilitator.domain.contribution import Contribution, fold
from facilitator.domain.project import NO_SUPPORT, Support, ThemeRef
from facilitator.domain.theme import Theme
from facilitator.errors import NotFoundError, UsageError
from facilitator.language.french import listed, plural
from facilitator.language.typography import quote, typeset

if TYPE_CHECKING:
    from facilitator.workshop.workshop import Workshop


def by_number(
    numbers: Sequence[int],
    found: Sequence[Contribution],
    everyone: Callable[[], Sequence[Contribution]],
) -> tuple[Contribution, ...]:
    """Those of ``found`` that have these numbers, in the order asked, each once.

    Raises UsageError without a number, NotFoundError, with the numbers that ``everyone`` has, for one that
    is not there.
    """
    there = {contribution.number: contribution for contribution in found}
    asked = list(dict.fromkeys(numbers))
    missing = [str(number) for number in asked if number not in there]
    if missing:
        one = len(missing) == 1
        raise NotFoundError(
            typeset(
                f"La contribution n° {missing[0]} n’est pas sur ce mur."
                if one
                else f"Les contributions n° {listed(missing)} ne sont pas sur ce mur."
            ),
            cause=_numbers_there(everyone()),
            next_step="Vérifiez les numéros : « facilitator mur » les montre.",
        )
    if not asked:
        raise UsageError("Quelle contribution ?", next_step="Donnez au moins un numéro.")
    return tuple(there[number] for number in asked)


def theme_named(asked: str, themes: Sequence[Theme]) -> Theme:
    """The theme of this id, number or name (or unique beginning of it, or of a word of it).

    Accents and capitals count for nothing.
    Raises NotFoundError with the themes there are, UsageError where several would do.
    """
    wanted = fold(asked.strip().strip("«»").strip())
    for theme in themes:
        if asked == theme.id or wanted == fold(theme.name):
            return theme
    if wanted.isdecimal():
        found = [theme for theme in themes if theme.number == int(wanted)]
    else:
        found = [theme for theme in themes if wanted and fold(theme.name).startswith(wanted)]
        found = found or [
            theme for theme in themes if wanted and f" {wanted}" in f" {_spaced(fold(theme.name))}"
        ]
    if len(found) == 1:
        return found[0]
    known = listed([f"{theme.number}. {quote(theme.name)}" for theme in (found or themes)])
    if found:
        raise UsageError(
            f"Plusieurs thèmes répondent à {quote(asked)}.",
            cause=typeset(f"{known}."),
            next_step="Écrivez le nom en entier, ou le numéro du thème.",
        )
    raise NotFoundError(
        f"Le thème {quote(asked)} n’est pas sur ce mur.",
        cause=typeset(f"Thèmes du mur : {known}.") if themes else "Le mur n’a encore aucun thème.",
        next_step="Nommez un thème du mur, ou créez-le : « facilitator theme NOM ».",
    )


def across_events(workshop: Workshop, asked: Sequence[str], linked: Support = NO_SUPPORT) -> Support:
    """What « atelier-parents 12 14 » and « atelier-parents Mobilité » name: an event's code comes first.

    Among what is ``linked`` a theme that has left its wall is known by the name it bore.

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
            known = _linked(event.id, rest, linked)
            themes.append(known or _on_wall(event.id, board.wall.theme(rest.strip())))
    return Support(tuple(dict.fromkeys(contributions)), tuple(themes))


def _on_wall(event_id: str, theme: Theme) -> ThemeRef:
    return ThemeRef(event_id, theme.id, theme.name)


def _linked(event_id: str, asked: str, linked: Support) -> ThemeRef | None:
    """The linked theme of this name, on its wall or not; None where none or several bear it."""
    wanted = fold(asked.strip().strip("«»").strip())
    found = [one for one in linked.themes if one.event_id == event_id and fold(one.name) == wanted]
    return found[0] if len(found) == 1 else None


def _spaced(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name)


def _numbers_there(contributions: Sequence[Contribution]) -> str:
    if not contributions:
        return "Cet événement n’a encore aucune contribution."
    first, last = contributions[0].number, contributions[-1].number
    are = plural(len(contributions), "porte le numéro", "portent les numéros")
    span = str(first) if first == last else f"{first} à {last}"
    return typeset(f"Celles de l’événement {are} {span}.")
