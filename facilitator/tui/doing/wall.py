"""Commands on the wall: one gesture each, told with what the machine moved in turn, and the re-sort."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.language.french import counted, plural
from facilitator.language.typography import typeset
from facilitator.tui.gestures import GESTURES

if TYPE_CHECKING:
    from facilitator.domain.proposal import Proposal
    from facilitator.tui.desk import Desk
    from facilitator.workshop.board import BoardReport
    from facilitator.workshop.reports import Step
    from facilitator.workshop.workshop import Workshop

_REFILED_TOLD = 3


def gesture(name: str) -> Callable[[Desk, str], None]:
    """The command that makes the gesture of this name."""

    def do(desk: Desk, argument: str) -> None:
        desk.hands.do(
            desk.hands.gestures,
            lambda: GESTURES[name](desk.board, argument),
            lambda report: tell(desk, report),
            busy="Rangement",
        )

    return do


def sort(desk: Desk, _: str) -> None:
    """Have a sorting proposed, then show what it would change, to be applied or discarded."""
    slug = desk.live.event.slug

    def propose() -> tuple[Proposal, tuple[str, ...]]:
        return desk.aside.propose(slug, desk.hands.step), desk.aside.run(_notes)

    def shown(found: tuple[Proposal, tuple[str, ...]]) -> None:
        proposal, notes = found
        desk.watch.note(notes)
        desk.app.consider(proposal)

    desk.work_aside(propose, shown, busy="Tri en cours")


def _notes(workshop: Workshop, _step: Step) -> tuple[str, ...]:
    """What to know of the engine that sorted; done in the process aside."""
    return workshop.notes


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
