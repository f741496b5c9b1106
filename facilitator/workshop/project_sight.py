"""The projet social as it is looked at here: nothing of it leaves, so nothing in it is replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.domain.evidence import gather
from facilitator.domain.plan_checks import Check, check_plan
from facilitator.domain.project_evidence import Heard, ProjectEvidence

if TYPE_CHECKING:
    from facilitator.workshop.workshop import Workshop


def look_at_project(workshop: Workshop) -> ProjectEvidence:
    """The project with what was said at every event, walls as they stand: no text is sorted for it."""
    demarche = workshop.demarche
    walls = [(event, workshop.board(event).wall) for event in workshop.events(needed=False)]
    events = tuple(gather(demarche, event, wall.contributions, wall.sorting) for event, wall in walls)
    return ProjectEvidence(demarche, events, workshop.plan.now, workshop.plan.imprint)


def without_answer(sight: ProjectEvidence) -> tuple[Heard, ...]:
    """The much voted propositions that no action takes up and nobody has answered, most voted first."""
    waiting = {one.about for one in check_plan(sight) if one.check is Check.UNANSWERED}
    return tuple(one for one in sight.much_asked(1) if one.contribution.id in waiting)
