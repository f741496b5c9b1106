"""Every livrable that a démarche has matter for, in one go: those of its events, then its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from facilitator.domain.event import EventKind
from facilitator.domain.evidence import EventEvidence
from facilitator.domain.project_evidence import ProjectEvidence
from facilitator.errors import InputError, StoreError, TemplateError
from facilitator.workshop.project_evidence import gather_project
from facilitator.workshop.reports import Step, unheard
from facilitator.workshop.whole_documents import OF_STUDY, WholeDocument, offered_of
from facilitator.workshop.workshop import Workshop

_SHOWN = (EventKind.ATELIER, EventKind.SEMINAIRE, EventKind.TABLE_RONDE, EventKind.STAND)
"""Events whose room is shown slides of what it said."""

Task = tuple[str, Callable[[], tuple[Path, ...]]]


@dataclass(slots=True)
class WholeSet:
    """What was written, and what to know about it, by what it is about."""

    paths: list[Path] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    evidences: list[EventEvidence] = field(default_factory=list)
    refused: list[TemplateError] = field(default_factory=list)
    left: tuple[str, ...] = ()


def draft_everything(workshop: Workshop, step: Step = unheard, *, study: bool = True) -> WholeSet:
    """Write all livrables of the démarche; an event without contributions has none.

    Those of the study of offer and needs, its survey included, take longer than all others: they are
    written where ``study`` is asked for, or where there is nothing else; else ``left`` names them.

    One that turns out to have nothing to say is told, one whose trame has a fault is ``refused``, and the
    others are written. Raises UndecidedNamesError before anything, StoreError.
    """
    done = WholeSet()
    events = workshop.events(needed=False)
    workshop.names.check(events, step, project=True)  # nobody waits for what will not be written
    for rank, event in enumerate(events):
        step(f"Lecture : {event.title}", rank, len(events))
        workshop.sort(event, step)
        shown = event.kind in _SHOWN
        done.evidences.append(workshop.evidence(event, step, by_meaning=shown, gated=False))
    project = gather_project(workshop, step, known=tuple(done.evidences))
    offered = offered_of(project, workshop.folder)
    tasks = [
        *_of_events(workshop, done),
        *_of_project(workshop, project, done, [one for one in offered if one.kind not in OF_STUDY]),
    ]
    studied = [
        *_of_project(workshop, project, done, [one for one in offered if one.kind in OF_STUDY]),
        *_of_survey(workshop, step, done),
    ]
    if study or not tasks:
        tasks += studied
    else:
        done.left = tuple(name for name, _ in studied)
    for rank, (name, write) in enumerate(tasks):
        step(name, rank, len(tasks))
        try:
            done.paths += write()
        except InputError as error:
            done.notes.append((name, error.title))
        except TemplateError as error:
            done.refused.append(error)
    return done


def _of_events(workshop: Workshop, done: WholeSet) -> Iterator[Task]:
    livrables = workshop.livrables
    said = [one for one in done.evidences if one.contributions]
    for evidence in said:
        event = evidence.event
        if event.kind.is_comite:
            yield f"Relevé de décisions : {event.title}", partial(_one, livrables.decisions, evidence)
            continue
        if event.kind in _SHOWN:
            yield f"Diaporama : {event.title}", partial(_deck, workshop, evidence, done)
        yield f"Synthèse : {event.title}", partial(_one, livrables.synthese, evidence)


def _deck(workshop: Workshop, evidence: EventEvidence, done: WholeSet) -> tuple[Path, ...]:
    path, notes = workshop.livrables.deck(evidence)
    done.notes += [(evidence.event.title, note) for note in notes]
    return (path,)


def _of_project(
    workshop: Workshop, project: ProjectEvidence, done: WholeSet, documents: Sequence[WholeDocument]
) -> Iterator[Task]:
    for one in documents:
        yield one.title, partial(_whole, one, workshop, project, done)


def _whole(
    one: WholeDocument, workshop: Workshop, project: ProjectEvidence, done: WholeSet
) -> tuple[Path, ...]:
    paths, notes = one.write(workshop, project, one.forms)
    done.notes += [(one.title, note) for note in notes]
    return tuple(paths)


def _one(write: Callable[..., Path], *arguments: Any) -> tuple[Path, ...]:
    return (write(*arguments),)


def _of_survey(workshop: Workshop, step: Step, done: WholeSet) -> Iterator[Task]:
    """The results of the survey, where it has answers; a questionnaire with a fault is told, and left."""
    from facilitator.workshop.survey import FILE, Survey
    from facilitator.workshop.survey_papers import draft_results

    if not (workshop.folder / FILE).is_file():
        return
    try:
        survey = Survey(workshop.folder)
        answered = bool(survey.forms)
    except (TemplateError, StoreError) as error:
        done.notes.append(("Enquête", str(error.title)))
        return
    if answered:
        yield "Enquête : résultats", partial(draft_results, workshop, survey, ("docx", "xlsx"), step)
