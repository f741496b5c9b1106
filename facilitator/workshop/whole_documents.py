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

    ``counted`` tells whether public figures were imported for its territory.
    """

    demarche: Demarche
    project: Project
    said: int
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


def _communes(workshop: Workshop, evidence: ProjectEvidence, forms: Sequence[str]) -> Written:
    from facilitator.workshop.fiches_communes import APART, draft_fiches_communes

    (whole, *_), notes = draft_fiches_communes(workshop, evidence, forms)
    return (whole,), (*notes, APART)


def _has_a_frame(matter: Matter) -> bool:
    demarche = matter.demarche
    return bool(demarche.etapes or demarche.figures or demarche.rubrics)


def _has_actions(matter: Matter) -> bool:
    return bool(matter.project.of(Level.ACTION))


WHOLE: Final = (
    WholeDocument(Document.NOTE, ("docx",), lambda matter: matter.said > 0, _note, planned=False),
    WholeDocument(Document.FICHES, ("docx", "pdf"), _has_actions, _fiches),
    WholeDocument(Document.PLAN, ("xlsx", "docx"), _has_actions, _plan),
    WholeDocument(Document.CONVENTION, ("docx",), _has_actions, _convention),
    WholeDocument(Document.JOURNAL_1, ("pdf", "html"), _has_a_frame, partial(_journal, 1)),
    WholeDocument(Document.JOURNAL_2, ("pdf", "html"), lambda matter: matter.said > 0, partial(_journal, 2)),
    WholeDocument(Document.JOURNAL_3, ("pdf", "html"), _has_actions, partial(_journal, 3)),
    WholeDocument(
        Document.COMMUNES, ("pdf", "docx"), lambda matter: matter.counted, _communes, planned=False
    ),
)
"""The livrables of the whole démarche, in the order in which they are drafted."""

IN_EVENTS: Final = (Document.NOTE,)
"""Those that the shelf of an event shows already, among its own."""


def offered_of(evidence: ProjectEvidence, folder: Path | None = None) -> tuple[WholeDocument, ...]:
    """Those that there is matter for; ``folder`` is the démarche's, where its public figures lie."""
    said = sum(len(one.contributions) for one in evidence.events)
    counted = folder is not None and has_figures(folder)
    matter = Matter(evidence.demarche, evidence.project, said, counted)
    return tuple(one for one in WHOLE if one.offered(matter))


def whole_shelf(workshop: Workshop) -> tuple[Shelved, ...]:
    """Those that there is matter for and no event shows: when each was written, and what changed since."""
    events = workshop.events(needed=False)
    said = sum(len(workshop.board(event).wall.contributions) for event in events)
    matter = Matter(workshop.demarche, workshop.plan.now, said, has_figures(workshop.folder))
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
