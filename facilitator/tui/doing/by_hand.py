"""Gestures made by one key on what is under the cursor or marked; what one lacks is asked for in a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from facilitator.domain.contribution import Contribution
from facilitator.domain.theme import Theme
from facilitator.errors import UsageError
from facilitator.language.french import counted
from facilitator.language.typography import quote, typeset
from facilitator.tui.doing import wall
from facilitator.tui.widgets.ask_line import AskLine, Choices, Picked
from facilitator.workshop.board.cutting import MARK

if TYPE_CHECKING:
    from facilitator.tui.desk import Desk
    from facilitator.workshop.board import Board, BoardReport


@dataclass(frozen=True, slots=True)
class Hand:
    """What a gesture is about: the contributions marked (else the one under the cursor), and their theme.

    ``done`` is called once the gesture is in the file.
    """

    desk: Desk
    asking: AskLine
    theme: Theme | None
    said: Sequence[Contribution]
    done: Callable[[], None]

    @property
    def numbers(self) -> list[int]:
        """The numbers of the contributions; UsageError without any."""
        if not self.said:
            raise UsageError("Il n’y a pas de carte ici.", next_step="Choisissez-en une avec les flèches.")
        return [one.number for one in self.said]

    @property
    def chosen(self) -> Theme:
        """The theme; UsageError in the tray and among what is off-topic."""
        if self.theme is None:
            raise UsageError(
                "Cette colonne n’est pas un thème.", next_step="Allez sur un thème, avec les flèches."
            )
        return self.theme

    def carry_out(self, verb: Callable[[Board], BoardReport]) -> None:
        """Do it outside the screen's thread, then tell of it."""
        desk = self.desk

        def told(report: BoardReport) -> None:
            self.done()
            wall.tell(desk, report)

        desk.hands.do(desk.hands.gestures, lambda: verb(desk.board), told, busy="Rangement")


def move(hand: Hand) -> None:
    """Into a theme, a new one, or the tray."""
    numbers = hand.numbers

    def into(picked: Picked) -> None:
        if picked.theme is not None:
            target = picked.theme.id
            hand.carry_out(lambda board: board.move(numbers, target))
        elif picked.name:
            hand.carry_out(lambda board: board.create_theme(picked.name, numbers))
        else:
            hand.carry_out(lambda board: board.move(numbers, None))

    others = [one for one in _themes(hand) if one != hand.theme or len(numbers) > 1]
    hand.asking.pick(f"{_about(hand)} vers ", Choices(others, new=True, tray=True), into)


def rename(hand: Hand) -> None:
    """The theme under another name."""
    theme = hand.chosen
    hand.asking.ask(
        f"Renommer le {theme.number} ",
        lambda name: hand.carry_out(lambda board: board.rename(theme.id, name)),
        theme.name,
    )


def merge(hand: Hand) -> None:
    """Another theme into this one."""
    theme = hand.chosen

    def with_it(picked: Picked) -> None:
        if picked.theme is not None:
            other = picked.theme.id
            hand.carry_out(lambda board: board.merge([theme.id, other]))

    others = [one for one in _themes(hand) if one.id != theme.id]
    hand.asking.pick(f"Réunir dans {quote(theme.name)} le thème ", Choices(others), with_it)


def split(hand: Hand) -> None:
    """The contributions into a new theme."""
    theme, numbers = hand.chosen, hand.numbers
    hand.asking.ask(
        f"{_about(hand)} dans un nouveau thème, nommé ",
        lambda name: hand.carry_out(lambda board: board.split(theme.id, numbers, name)),
    )


def validate(hand: Hand) -> None:
    """The contributions where they stand."""
    numbers = hand.numbers
    hand.carry_out(lambda board: board.validate(numbers))


def validate_theme(hand: Hand) -> None:
    """The theme with all that is in it."""
    theme = hand.chosen
    hand.carry_out(lambda board: board.validate_theme(theme.id))


def off_topic(hand: Hand) -> None:
    """Kept, and shown apart."""
    numbers = hand.numbers
    hand.carry_out(lambda board: board.off_topic(numbers))


def release(hand: Hand) -> None:
    """Given back to the machine."""
    numbers = hand.numbers
    hand.carry_out(lambda board: board.release(numbers))


def keep_apart(hand: Hand) -> None:
    """« Pas ensemble », of two."""
    numbers = hand.numbers
    if len(numbers) != 2:
        raise UsageError(
            "« Pas ensemble » vaut pour deux cartes.", next_step="Marquez-en deux avec Espace, puis p."
        )
    hand.carry_out(lambda board: board.keep_apart(*numbers))


def remove(hand: Hand) -> None:
    """Off the wall."""
    numbers = hand.numbers
    hand.carry_out(lambda board: board.remove(numbers))


def cut(hand: Hand) -> None:
    """A post-it of two ideas into two."""
    one = _alone(hand)

    def where(text: str) -> None:
        if MARK not in text:
            hand.desk.say("Posez || entre les deux idées, sans rien changer d’autre.", "warning")
            return
        hand.carry_out(lambda board: board.cut_in_two(one.number, text))

    hand.asking.ask(typeset(f"Couper le n° {one.number} : posez || "), where, one.text)


def edit(hand: Hand) -> None:
    """Another text; what was typed first is kept beside it."""
    one = _alone(hand)

    def text(corrected: str) -> None:
        if corrected != one.text:
            hand.carry_out(lambda board: board.revise(one.number, corrected))

    hand.asking.ask(typeset(f"Corriger le n° {one.number} "), text, one.text)


def accept(hand: Hand) -> None:
    """What was suggested last, taken."""
    suggested = hand.desk.suggested
    if suggested is None:
        raise _nothing_suggested()
    hand.carry_out(lambda board: board.accept(suggested))


def refuse(hand: Hand) -> None:
    """What was suggested last, never again for this theme."""
    suggested = hand.desk.suggested
    if suggested is None:
        raise _nothing_suggested()
    numbers = [one.number for one in suggested.contributions]
    hand.carry_out(lambda board: board.refuse(numbers, suggested.theme.id))


GESTURES: dict[str, Callable[[Hand], None]] = {
    "deplacer": move,
    "renommer": rename,
    "fusionner": merge,
    "scinder": split,
    "valider": validate,
    "valider_theme": validate_theme,
    "couper": cut,
    "corriger": edit,
    "hors_sujet": off_topic,
    "rendre": release,
    "separer": keep_apart,
    "retirer": remove,
    "accepter": accept,
    "refuser": refuse,
}
"""By the name that bindings give them."""


def _themes(hand: Hand) -> Sequence[Theme]:
    return hand.desk.live.sorting.themes


def _alone(hand: Hand) -> Contribution:
    if len(hand.said) != 1:
        raise UsageError(
            "Une seule carte à la fois.", next_step="Espace ôte une marque, Échap les ôte toutes."
        )
    return hand.said[0]


def _about(hand: Hand) -> str:
    """« n° 12 », « 3 cartes »."""
    return typeset(f"n° {hand.said[0].number}") if len(hand.said) == 1 else counted(len(hand.said), "carte")


def _nothing_suggested() -> UsageError:
    return UsageError("Rien n’est suggéré.", next_step="Une suggestion suit parfois un rangement.")
