"""Commands that write livrables and files, beside the capture: none of them delays a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.domain.contribution import fold
from facilitator.domain.missions import Document
from facilitator.errors import UsageError
from facilitator.language.french import counted
from facilitator.language.typography import typeset
from facilitator.workshop import drafted
from facilitator.workshop.drafted import LivrableKind

if TYPE_CHECKING:
    from textual.screen import Screen

    from facilitator.errors import FacilitatorError
    from facilitator.store.backups import Backup
    from facilitator.tui.desk import Desk
    from facilitator.workshop.proving import Proof


def slides(desk: Desk, argument: str) -> None:
    """The restitution deck of the event, the three slides of a break, or figures beside what was said."""
    asked = fold(argument).lstrip("-")
    kinds = {"": LivrableKind.DECK, "pause": LivrableKind.PAUSE, "diagnostic": LivrableKind.DIAGNOSTIC}
    if asked not in kinds:
        raise UsageError(
            typeset(f"« {argument} » n'est pas un diaporama connu."),
            next_step=typeset("Tapez « /diapos », « /diapos pause » ou « /diapos diagnostic »."),
        )
    draft(desk, kinds[asked])


def summary(desk: Desk, _: str) -> None:
    """The synthesis, or the relevé of a table ronde."""
    draft(desk, LivrableKind.SYNTHESE)


def note(desk: Desk, _: str) -> None:
    """The note stratégique, from all events."""
    draft(desk, LivrableKind.NOTE)


def export(desk: Desk, argument: str) -> None:
    """Every contribution of the event with its theme."""
    draft(desk, LivrableKind.EXPORT, fold(argument).lstrip(".") or drafted.TABLE)


def draft(
    desk: Desk,
    kind: LivrableKind | Document,
    extension: str = drafted.TABLE,
    *,
    failed: Callable[[FacilitatorError], None] | None = None,
    last: Callable[[], None] | None = None,
) -> None:
    """Have a livrable of the event, or of the démarche, written in the process aside; tell where it lies.

    ``extension`` is that of an export. A failure goes to ``failed``, or is told; ``last`` comes in any case.
    """
    event, hands = desk.live.event, desk.hands

    def told(found: tuple[Path, tuple[str, ...]]) -> None:
        path, notes = found
        for remark in notes:
            desk.say(remark, "warning")
        written(desk, path)

    def write() -> tuple[Path, tuple[str, ...]]:
        if isinstance(kind, Document):
            from facilitator.workshop.whole_documents import draft_whole

            return desk.aside.run(draft_whole, kind, step=hands.step)
        return desk.aside.run(drafted.draft, kind, event.slug, extension, step=hands.step)

    hands.do(
        hands.aside,
        write,
        told,
        busy=kind.label if isinstance(kind, Document) else kind.named(event),
        failed=failed,
        last=last,
    )


def prove(desk: Desk, path: Path, asking: Screen[None]) -> None:
    """Show each line of a livrable with its post-its, checked on the wall as it is now in the process aside.

    Nothing is shown where ``asking``, the screen that asked, was left meanwhile.
    """
    from facilitator.tui.screens.proofs import ProofsScreen
    from facilitator.workshop import proving

    def show(proof: Proof) -> None:
        if asking.is_current:
            asking.app.push_screen(ProofsScreen(desk, proof))

    desk.work_aside(lambda: desk.aside.run(proving.prove, path, step=desk.hands.step), show, busy="Preuves")


def copy(desk: Desk, argument: str) -> None:
    """A verified copy of the démarche in a folder, such as a USB key."""
    from facilitator.workshop.safety import CopyReport, copy_demarche

    folder = Path(argument.strip('"')) if argument else None

    def told(copied: CopyReport) -> None:
        desk.say(copied.sentence, "success")
        written(desk, copied.path)

    desk.work_aside(
        lambda: copy_demarche(desk.workshop.folder.name, folder, desk.app.settings), told, busy="Copie"
    )


def restore(desk: Desk, argument: str) -> None:
    """Go back to a dated copy by its number; alone, tell which there are."""
    from facilitator.tui.restoring import restore as put_back
    from facilitator.workshop.safety import known_backups

    if argument:
        put_back(desk.app, argument)
        return

    def told(backups: Sequence[Backup]) -> None:
        lines = [
            f"{one.number} · {one.made_at.astimezone():%d/%m/%Y %Hh%M} · {one.reason} · "
            + ("illisible" if one.contributions is None else counted(one.contributions, "contribution"))
            for one in backups
        ]
        if lines:
            desk.say("\n".join(["Sauvegardes ; /restaurer et un numéro pour y revenir :", *lines]))
        else:
            desk.say("Aucune sauvegarde pour l’instant ; /copier en fait une.", "warning")

    desk.work_aside(lambda: known_backups(desk.workshop.folder.name, desk.app.settings), told)


def written(desk: Desk, path: Path) -> None:
    """Where a file lies, its path as it is; within the démarche's folder, from there."""
    folder = desk.workshop.folder
    shown = path.relative_to(folder) if path.is_relative_to(folder) else path
    desk.say_as_is(typeset("Écrit : ") + str(shown), "success")
