"""Fiches actions: one a page or two, every field of domaine.md § 4.3, what is missing marked for a human."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from facilitator.domain.project import Item
from facilitator.domain.project_evidence import ProjectEvidence
from facilitator.drafting.action_facts import action_facts, actions_of
from facilitator.drafting.demarche_facts import demarche_facts
from facilitator.drafting.text_document import write_text_document

OUTLINE = "redaction/fiches_actions"


def write_fiches(
    evidence: ProjectEvidence,
    target: Path,
    *,
    outlines: Sequence[Path],
    actions: Sequence[Item] = (),
    reference: Path | None = None,
) -> Path:
    """Write the fiches of ``actions``, or of all where empty, each on a page of its own; returns ``target``.

    Raises InputError where the project has no action, and what ``write_text_document`` raises.
    """
    asked = actions or actions_of(evidence)
    dates = [day for one in asked if (day := evidence.project.sheet(one.id).updated_on) is not None]
    return write_text_document(
        OUTLINE,
        fiches_values(evidence, asked),
        target,
        outlines=outlines,
        reference=reference,
        dated=max(dates, default=None),
    )


def fiches_values(evidence: ProjectEvidence, actions: Sequence[Item]) -> Mapping[str, object]:
    """What the outline of fiches prints, by the names that it declares."""
    codes = evidence.project.codes()
    return {
        "demarche": demarche_facts(evidence.demarche),
        "fiches": tuple(action_facts(evidence, one, codes) for one in actions),
    }
