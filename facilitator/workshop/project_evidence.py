"""What the projet social rests on, gathered from all events for a document."""

from __future__ import annotations

from facilitator.domain.evidence import EventEvidence
from facilitator.domain.project_evidence import ProjectEvidence
from facilitator.workshop.reports import Step, unheard
from facilitator.workshop.workshop import Workshop


def gather_project(
    workshop: Workshop, step: Step = unheard, *, known: tuple[EventEvidence, ...] | None = None
) -> ProjectEvidence:
    """The démarche, its events and its project; ``known`` is the evidence of its events, gathered ungated.

    A démarche without events is gathered too: a plan may stand alone. Raises UndecidedNamesError while
    somebody may be named and nobody has decided of it, as every document does.
    """
    project, imprint, names = workshop.plan.now, workshop.plan.imprint, workshop.names
    if known is None:
        evidences = gather_events(workshop, step, needed=False, project=True)
    else:
        evidences = known
        names.check([one.event for one in known], step, project=True)  # after all of it was read
    demarche = names.demarche_leaving(workshop.demarche)
    return ProjectEvidence(demarche, evidences, names.project_leaving(project), imprint)


def gather_events(
    workshop: Workshop, step: Step = unheard, *, needed: bool = True, project: bool = False
) -> tuple[EventEvidence, ...]:
    """What every event proves, for a document of them all, which leaves with the ``project`` or without.

    Names are checked once for all, after everything was read: looking at each event apart costs as much as
    reading it. Raises InputError where events are ``needed`` and there are none, UndecidedNamesError.
    """
    events = workshop.events(needed=needed)
    found = tuple(workshop.evidence(event, step, gated=False) for event in events)
    workshop.names.check(events, step, project=project)
    return found
