"""The livrables of the whole démarche, written from its projet social and all its events."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from facilitator.domain.project_evidence import ProjectEvidence
from facilitator.workshop.drafted import PROJECT, Sources
from facilitator.workshop.livrables import Livrables


def write_livrable(
    livrables: Livrables, evidence: ProjectEvidence, name: str, writer: Callable[..., Any], **options: Any
) -> Path:
    """Let ``writer(evidence, draft, outlines=…, **options)`` write the file ``name``, whole or not at all.

    What it was written from is kept beside it, so that it is told when it is out of date; its proofs are
    kept inside. Raises what ``writer`` raises, and StoreError.
    """

    def fill(draft: Path) -> None:
        writer(evidence, draft, outlines=livrables.outlines, **options)

    return livrables.keep(name, fill, project_sources(evidence), evidence.events)


def project_sources(evidence: ProjectEvidence) -> Sources:
    """What a livrable of the projet social is written from: its events, and the project itself."""
    found = {one.event.id: one.imprint for one in evidence.events if one.imprint is not None}
    if evidence.imprint is not None:
        found[PROJECT] = evidence.imprint
    return found
