"""The rapport de diagnostic and its summary, written among the livrables of the démarche."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.domain.missions import Document
from facilitator.domain.project_evidence import ProjectEvidence
from facilitator.language.french import counted
from facilitator.workshop.project_livrables import write_livrable
from facilitator.workshop.reports import Step, unheard
from facilitator.workshop.study import gather_study
from facilitator.workshop.workshop import Workshop

if TYPE_CHECKING:
    from facilitator.drafting.study import Study

USUAL_FORMS = ("docx", "pdf")


def draft_rapport(
    workshop: Workshop,
    study: Study,
    forms: Sequence[str] = USUAL_FORMS,
    step: Step = unheard,
    *,
    summary: bool = False,
    template: Path | None = None,
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Write the report, or its ``summary``, in these forms; where they lie, and what to know about them.

    Pictures are drawn once for all forms. Raises InputError where there is nothing to tell, TemplateError,
    StoreError.
    """
    from facilitator.drafting.rapport.report import draft_report, draft_summary

    kind = Document.SYNTHESE_DIAGNOSTIC if summary else Document.RAPPORT
    title = kind.label[:1].upper() + kind.label[1:]
    livrables = workshop.livrables
    step(title, 0, 0)
    draft = draft_summary if summary else draft_report
    report = draft(study, outlines=livrables.outlines, told=lambda what: step(what, 0, 0))

    def written(_: ProjectEvidence, target: Path, *, outlines: Sequence[Path]) -> Path:  # noqa: ARG001
        return report.write(target, reference=template if target.suffix == ".docx" else None)

    paths = []
    for form in forms:
        step(f"{title} : {form}", 0, 0)
        paths.append(write_livrable(livrables, study.project, f"{kind.value}.{form}", written))
    return tuple(paths), (counted(report.gaps, "passage") + " à compléter à la main",) if report.gaps else ()


def draft_whole_rapport(
    workshop: Workshop, evidence: ProjectEvidence, forms: Sequence[str], *, summary: bool
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """The same among the livrables of the whole démarche, whose ``evidence`` was gathered already."""
    return draft_rapport(workshop, gather_study(workshop, known=evidence), forms, summary=summary)
