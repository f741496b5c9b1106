"""Going back to a dated copy from within the session: the event is let go, put back, and opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.errors import FacilitatorError

if TYPE_CHECKING:
    from facilitator.tui.app import FacilitatorApp
    from facilitator.workshop.safety import RestoreReport


def restore(app: FacilitatorApp, which: str) -> None:
    """Put the dated copy ``which`` in the place of the démarche under way, what is there now copied first.

    Refused while another program has the démarche open; the event is opened again in any case.
    """
    from facilitator.workshop.safety import difference, restore_demarche

    desk, hands = app.desk, app.hands
    if desk is None:
        return
    demarche, event, aside = desk.workshop.folder.name, desk.live.event.slug, desk.aside
    while len(app.screen_stack) > 1:
        app.pop_screen()
    app.close_event()  # its file is let go by the thread of gestures, before what is asked of it next

    def put_back() -> RestoreReport:
        hands.eyes.submit(lambda: None).result()
        aside.close()
        return restore_demarche(demarche, which, app.settings)

    def done(report: RestoreReport) -> None:
        app.open(demarche, event)
        kept = report.restored.kept
        told = [difference(report), f"L’état d’avant est gardé : {kept.name}" if kept is not None else ""]
        app.notify("\n".join(part for part in told if part), title=report.sentence, markup=False)

    def refused(error: FacilitatorError) -> None:
        app.open(demarche, event)
        app.notify(f"{error.cause}\n{error.next_step}", title=error.title, severity="error", markup=False)

    hands.do(hands.gestures, put_back, done, "Restauration", failed=refused)
