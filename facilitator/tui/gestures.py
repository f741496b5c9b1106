"""What a line of argument asks of the wall: « 12 14 mobilité », « 2 = Garde », « 2 : 7 9 = Coût »."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.errors import UsageError

if TYPE_CHECKING:
    from facilitator.workshop.board import Board, BoardReport

Gesture = Callable[["Board", str], "BoardReport"]

_NUMBERS = re.compile(r"\s*((?:n°\s*)?\d+(?:[\s,;]+(?:et\s+)?(?:n°\s*)?\d+)*)(?=$|[\s,;:=])")


def numbers_and_rest(argument: str) -> tuple[list[int], str]:
    """The contribution numbers that ``argument`` begins with, and what follows them."""
    found = _NUMBERS.match(argument)
    if found is None:
        return [], argument.strip()
    rest = argument[found.end() :].strip(" ,;:=").strip()
    return [int(word) for word in re.findall(r"\d+", found[1])], rest


def move(board: Board, argument: str) -> BoardReport:
    """« 12 14 mobilité »; a theme named by its number comes last: « 12 14 #2 »."""
    numbers, theme = numbers_and_rest(argument)
    if not theme and len(numbers) > 1:
        numbers, theme = numbers[:-1], str(numbers[-1])
    if not numbers or not theme:
        raise _unsaid("Quelle contribution, et vers quel thème ?", "/deplacer 12 14 mobilité")
    tray = theme.casefold() in ("a ranger", "à ranger")
    return board.move(numbers, None if tray else theme.lstrip("#"))


def rename(board: Board, argument: str) -> BoardReport:
    """« 2 = Garde d’enfants »."""
    theme, equals, name = argument.partition("=")
    if not (equals and theme.strip() and name.strip()):
        raise _unsaid("Quel thème, et quel nouveau nom ?", "/renommer 2 = Garde d’enfants")
    return board.rename(_theme(theme), name.strip())


def merge(board: Board, argument: str) -> BoardReport:
    """« 2 + 5 », « mobilité + transports »."""
    themes = [_theme(part) for part in re.split(r"\+|,|;", argument) if part.strip()]
    if len(themes) < 2 and re.fullmatch(r"[\d\s]+", argument):
        themes = argument.split()
    return board.merge(themes)


def split(board: Board, argument: str) -> BoardReport:
    """« 2 : 7 9 = Coût »."""
    theme, _, rest = argument.partition(":")
    part, equals, name = rest.partition("=")
    numbers, _ = numbers_and_rest(part)
    if not (theme.strip() and numbers and equals and name.strip()):
        raise _unsaid("Quel thème, quelles contributions, quel nom ?", "/scinder 2 : 7 9 = Coût")
    return board.split(_theme(theme), numbers, name.strip())


def create(board: Board, argument: str) -> BoardReport:
    """« Mobilité : 3 8 12 », or the name alone."""
    name, _, rest = argument.partition(":")
    numbers, _ = numbers_and_rest(rest)
    if not name.strip():
        raise _unsaid("Quel nom ?", "/theme Mobilité : 3 8 12")
    return board.create_theme(name.strip(), numbers)


def validate(board: Board, argument: str) -> BoardReport:
    """A theme with the room, by its number or name."""
    if not argument:
        raise _unsaid("Quel thème ?", "/valider 2")
    return board.validate_theme(_theme(argument))


def off_topic(board: Board, argument: str) -> BoardReport:
    """« 12 14 »."""
    return board.off_topic(_only_numbers(argument, "/hors-sujet 12"))


def release(board: Board, argument: str) -> BoardReport:
    """« 12 14 », or all that waits in the tray."""
    if argument:
        return board.release(_only_numbers(argument, "/ranger 12 14"))
    waiting = {place.contribution_id for place in board.wall.sorting.placements if place.theme_id is None}
    off = {place.contribution_id for place in board.wall.sorting.placements if place.off_topic}
    numbers = [one.number for one in board.wall.contributions if one.id in waiting - off]
    if not numbers:
        raise UsageError("Rien n’attend d’être rangé.", next_step="« /trier » propose un tri de tout le mur.")
    return board.release(numbers)


def keep_apart(board: Board, argument: str) -> BoardReport:
    """« 3 8 »."""
    numbers = _only_numbers(argument, "/separer 3 8")
    if len(numbers) != 2:
        raise _unsaid("Il faut deux contributions.", "/separer 3 8")
    return board.keep_apart(numbers[0], numbers[1])


def cut(board: Board, argument: str) -> BoardReport:
    """« 12 une idée || une autre », or the last words of the first idea: « 12 en crèche »."""
    number, _, where = argument.partition(" ")
    if not number.isdecimal() or not where.strip():
        raise _unsaid("Quelle contribution, et où la couper ?", "/couper 12 derniers mots de l’idée")
    return board.cut_in_two(int(number), where.strip())


GESTURES: dict[str, Gesture] = {
    "deplacer": move,
    "renommer": rename,
    "fusionner": merge,
    "scinder": split,
    "theme": create,
    "valider": validate,
    "hors-sujet": off_topic,
    "ranger": release,
    "separer": keep_apart,
    "couper": cut,
}
"""By the name of their command."""


def _theme(name: str) -> str:
    return name.strip().lstrip("#").strip()


def _only_numbers(argument: str, usage: str) -> list[int]:
    numbers, rest = numbers_and_rest(argument)
    if not numbers or rest:
        raise _unsaid("Quelles contributions ?", usage)
    return numbers


def _unsaid(title: str, usage: str) -> UsageError:
    return UsageError(title, next_step=f"Par exemple : {usage}")
