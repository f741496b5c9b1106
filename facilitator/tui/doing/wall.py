"""Commands on the wall: one gesture each, told with what the machine moved in turn, and the re-sort."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.language.french import counted, plural
from facilitator.language.typography import typeset
from facilitator.tui.gestures import GESTURES

if TYPE_CHECKING:
    from facilitator.tui.desk import Desk
    from facilitator.workshop.board import BoardReport

_REFILED_TOLD = 3


def gesture(name: str) -> Callable[[Desk, str], None]:
    """The command that makes the gesture of this name."""

    def do(desk: Desk, argument: str) -> None:
        desk.carry_out(lambda: GESTURES[name](desk.board, argument), lambda report: tell(desk, report))

    return do


def sort(desk: Desk, _: str) -> None:
    """Have a sorting proposed, then show what it would change, to be applied or discarded."""
    slug = desk.live.event.slug
    desk.work_aside(lambda: desk.aside.propose(slug, desk.hands.step), desk.app.consider, busy="Tri en cours")


def tell(desk: Desk, report: BoardReport) -> None:
    """What a gesture did, what the machine moved in turn, what seems to go along."""
    desk.look_again()
    desk.say(f"{report.sentence}.", "success")
    for sentence in report.lifted:
        desk.say(sentence, "warning")
    if report.refiled:
        shown = [moved.sentence for moved in report.refiled[:_REFILED_TOLD]]
        left = len(report.refiled) - len(shown)
        more = f"\n… et {counted(left, 'autre')}" if left else ""
        verb = plural(len(report.refiled), "contribution suit", "contributions suivent")
        desk.say(typeset(f"{len(report.refiled)} {verb} :\n") + "\n".join(shown) + more)
    desk.suggest(report.suggestion)
