"""The livrables of the whole démarche: one table, read by the shelf, by « tout rédiger » and by the frise.

A further livrable of the démarche is a further row; nothing else names them one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from facilitator.domain.missions import Document
from facilitator.domain.project import Level
from facilitator.language.typography import typeset
from facilitator.workshop.action_plan import draft_fiches, draft_plan
from facilitator.workshop.drafted import PROJECT, Shelved, shelved_at
from facilitator.workshop.indicators import has_figures
from facilitator.workshop.livrables import FOLDER
from facilitator.workshop.project_evidence import gather_project
from facilitator.workshop.project_livrables import write_livrable
from facilitator.workshop.study import has_study

if TYPE_CHECKING:
    from facilitator.domain.demarche import Demarche
    from facilitator.domain.project import Project
    from facilitator.domain.project_evidence import ProjectEvidence
    from facilitator.workshop.reports import Step
    from facilitator.workshop.workshop import Workshop


Written = tuple[Sequence[Path], tuple[str, ...]]
"""Where the files of a livrable lie, one a form, and what to know about it, in French."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What tells whether a livrable has anything to say: the démarche, its projet, how much was said.

    ``events`` are those at which something was; decisions of a comité are no words to write a note or a
    journal from. ``studied`` tells that statistics of a territory, or answers to a survey, are there,
    ``counted`` the statistics.
    """

    demarche: Demarche
    project: Project
    said: int
    events: int
    studied: bool = False
    counted: bool = False


@dataclass(frozen=True, slots=True)
class WholeDocument:
    """A livrable of the whole démarche, drafted in all its ``forms`` at once, the usual one first.

    ``offered`` tells whether there is matter for it, ``write`` writes it in these forms. ``planned`` tells
    that it is written from the projet social too.
    """

    kind: Document
    forms: tuple[str, ...]
    offered: Callable[[Matter], bool]
    write: Callable[[Workshop, ProjectEvidence, Sequence[str]], Written]
    planned: bool = True

    @property
    def title(self) -> str:
        """« Plan d’actions »."""
        return self.kind.label[:1].upper() + self.kind.label[1:]

    @property
    def file_name(self) -> str:
        """The name of its file in its usual form."""
        return f"{self.kind.value}.{self.forms[0]}"


def _note(workshop: Workshop, evidence: ProjectEvidence, forms: Sequence[str]) -> Written:
    said = [one for one in evidence.events if one.contributions]
    return [workshop.livrables.note(said, form=form) for form in forms], ()


def _fiches(workshop: Workshop, evidence: ProjectEvidence, forms: Sequence[str]) -> Written:
    return draft_fiches(workshop, evidence, forms), ()


def _plan(workshop: Workshop, evidence: ProjectEvidence, forms: Sequence[str]) -> Written:
    return draft_plan(workshop, evidence, forms), ()


def _convention(workshop: Workshop, evidence: ProjectEvidence, forms: Sequence[str]) -> Written:
    from facilitator.drafting.convention import write_convention

    names = [f"{Document.CONVENTION.value}.{form}" for form in forms]
    return [write_livrable(workshop.livrables, evidence, name, write_convention) for name in names], ()


def _journal(number: int, workshop: Workshop, evidence: ProjectEvidence, forms: Sequence[str]) -> Written:
    from facilitator.workshop.journal import draft_journals

    return draft_journals(workshop, evidence, number, forms)


def _rapport(
    workshop: Workshop, evidence: ProjectEvidence, forms: Sequence[str], *, summary: bool = False
) -> Written:
    from facilitator.workshop.rapport import draft_whole_rapport

    return draft_whole_rapport(workshop, evidence, forms, summary=summary)


def _communes(workshop: Workshop, evidence: ProjectEvidence, forms: Sequence[str]) -> Written:
    from facilitator.workshop.fiches_communes import APART, draft_fiches_communes

    (whole, *_), notes = draft_fiches_communes(workshop, evidence, forms)
    return (whole,), (*notes, APART)


def _has_a_frame(matter: Matter) -> bool:
    demarche = matter.demarche
    return bool(demarche.etapes or demarche.figures or demarche.rubrics)


def _prepares_a_decision(matter: Matter) -> bool:
    """A note before the CTG: not for one event alone, in a mission that goes no further."""
    return matter.said > 0 and bool(matter.demarche.etapes or matter.project or matter.events > 1)


def _has_actions(matter: Matter) -> bool:
    return bool(matter.project.of(Level.ACTION))


WHOLE: Final = (
    WholeDocument(Document.NOTE, ("docx",), _prepares_a_decision, _note, planned=False),
    WholeDocument(Document.FICHES, ("docx", "pdf"), _has_actions, _fiches),
    WholeDocument(Document.PLAN, ("xlsx", "docx"), _has_actions, _plan),
    WholeDocument(Document.CONVENTION, ("docx",), _has_actions, _convention),
    WholeDocument(Document.JOURNAL_1, ("pdf", "html"), _has_a_frame, partial(_journal, 1)),
    WholeDocument(Document.JOURNAL_2, ("pdf", "html"), lambda matter: matter.said > 0, partial(_journal, 2)),
    WholeDocument(Document.JOURNAL_3, ("pdf", "html"), _has_actions, partial(_journal, 3)),
    WholeDocument(Document.RAPPORT, ("docx", "pdf"), lambda matter: matter.studied, _rapport),
    WholeDocument(
        Document.SYNTHESE_DIAGNOSTIC,
        ("docx", "pdf"),
        lambda matter: matter.studied,
        partial(_rapport, summary=True),
    ),
    WholeDocument(
        Document.COMMUNES, ("pdf", "docx"), lambda matter: matter.counted, _communes, planned=False
    ),
)
"""The livrables of the whole démarche, in the order in which they are drafted."""

OF_STUDY: Final = (Document.RAPPORT, Document.SYNTHESE_DIAGNOSTIC, Document.COMMUNES)
"""Those of the study of offer and needs: long, drawn, and seldom changed by what an event says."""

IN_EVENTS: Final = (Document.NOTE,)
"""Those that the shelf of an event shows already, among its own."""


def offered_of(evidence: ProjectEvidence, folder: Path | None = None) -> tuple[WholeDocument, ...]:
    """Those that there is matter for; statistics and answers to a survey are looked for in ``folder``."""
    said = [len(one.contributions) for one in evidence.events if not one.event.kind.is_comite]
    matter = _matter(evidence.demarche, evidence.project, said, folder)
    return tuple(one for one in WHOLE if one.offered(matter))


def _matter(demarche: Demarche, project: Project, said: Sequence[int], folder: Path | None) -> Matter:
    return Matter(
        demarche,
        project,
        sum(said),
        sum(count > 0 for count in said),
        studied=folder is not None and has_study(folder),
        counted=folder is not None and has_figures(folder),
    )


def whole_shelf(workshop: Workshop) -> tuple[Shelved, ...]:
    """Those that there is matter for and no event shows: when each was written, and what changed since."""
    events = workshop.events(needed=False)
    said = [len(workshop.board(event).wall.contributions) for event in events if not event.kind.is_comite]
    matter = _matter(workshop.demarche, workshop.plan.now, said, workshop.folder)
    asked = [one for one in WHOLE if one.kind not in IN_EVENTS and one.offered(matter)]
    if not asked:
        return ()
    of_events = workshop.livrables.imprints(events)
    of_project = {**of_events, PROJECT: workshop.plan.imprint}
    folder = workshop.folder / FOLDER
    return tuple(
        shelved_at(one.kind, one.title, folder / one.file_name, of_project if one.planned else of_events)
        for one in asked
    )


def draft_whole(workshop: Workshop, step: Step, kind: Document) -> tuple[Path, tuple[str, ...]]:
    """Write a livrable of the whole démarche in all its usual forms; where the first lies, and what to know.

    It can be called in the process aside. Raises UndecidedNamesError, InputError, TemplateError, StoreError.
    """
    document = next(one for one in WHOLE if one.kind is kind)
    step(document.title, 0, 0)
    (first, *others), notes = document.write(workshop, gather_project(workshop, step), document.forms)
    return first, (*notes, *(typeset(f"Écrit aussi : {other.name}") for other in others))
