"""What the projet social rests on, gathered from all events for a document."""

from __future__ import annotations

from facilitator.domain.evidence import EventEvidence
from facilitator.domain.project_evidence import ProjectEvidence
from facilitator.workshop.reports import Step, unheard
from facilitator.workshop.workshop import Workshop


def gather_project(
    workshop: Workshop, step: Step = unheard, *, known: tuple[EventEvidence, ...] | None = None
) -> ProjectEvidence:
    """The démarche, its events and its project; ``known`` are events whose evidence was gathered before.

    A démarche without events is gathered too: a plan may stand alone. Raises UndecidedNamesError while
    somebody may be named and nobody has decided of it, as every document does.
    """
    project, imprint = workshop.plan.now, workshop.plan.imprint
    evidences = known
    if evidences is None:
        events = workshop.events(needed=False)
        evidences = tuple(workshop.evidence(event, step) for event in events)
    names = workshop.names
    names.check((), step, project=True)  # after it was read; what was said is checked with its event
    demarche = names.demarche_leaving(workshop.demarche)
    return ProjectEvidence(demarche, evidences, names.project_leaving(project), imprint)
