"""Gathering the study of a démarche: its figures, outlines, words and survey, whichever are there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.store.observations import FILE_NAME as OBSERVATIONS
from facilitator.store.survey import FILE_NAME as ANSWERS
from facilitator.workshop.livrables import FOLDER
from facilitator.workshop.project_evidence import gather_project
from facilitator.workshop.reports import Step, unheard
from facilitator.workshop.workshop import Workshop

if TYPE_CHECKING:
    from facilitator.domain.project_evidence import ProjectEvidence
    from facilitator.drafting.study import Study, Surveyed
    from facilitator.territory.contours import Outline
    from facilitator.territory.dictionary import Statistic
    from facilitator.territory.readings import Readings

FICHES = "fiches-communes"
"""What the files of the fiches communes begin with."""


def gather_study(workshop: Workshop, step: Step = unheard, *, known: ProjectEvidence | None = None) -> Study:
    """What the démarche holds of a study; ``known`` is its project where it was gathered before.

    Raises UndecidedNamesError while somebody may be named and nobody has decided of it; StoreError;
    InputError where the contours kept cannot be read; ConfigError where the démarche's dictionary is wrong.
    """
    from facilitator.drafting.study import Study

    project = known or gather_project(workshop, step)
    heard = [one for one in project.events if one.contributions and one.event.kind.gathers_words]
    step("Thématiques de ce qui a été dit", 0, 0)
    whole = workshop.livrables.whole(heard)
    step("Lecture des indicateurs", 0, 0)
    readings, statistics, outlines = _figures(workshop.folder)
    livrables = workshop.folder / FOLDER
    beside = tuple(sorted(path.name for path in livrables.glob(f"{FICHES}*.*"))) if livrables.exists() else ()
    return Study(project, readings, statistics, outlines, _surveyed(workshop), whole, beside)


def has_study(folder: Path) -> bool:
    """Whether figures or answers to a survey are there: what a diagnostic report is for, beside words."""
    answers = folder / ANSWERS
    if answers.exists() and answers.stat().st_size:
        return True
    from facilitator.workshop.indicators import has_figures

    return has_figures(folder)


def _figures(folder: Path) -> tuple[Readings | None, tuple[Statistic, ...], tuple[Outline, ...]]:
    if not (folder / OBSERVATIONS).exists():
        return None, (), ()
    from facilitator.workshop.indicators import OUTLINES, Indicators

    with Indicators(folder) as indicators:
        if not indicators.chosen:
            return None, (), ()
        outlines = indicators.outlines(None)[0] if (folder / OUTLINES).exists() else ()
        return indicators.readings(), indicators.statistics(), outlines


def _surveyed(workshop: Workshop) -> Surveyed | None:
    """The survey, where some of its answers are there."""
    from facilitator.drafting.study import Surveyed
    from facilitator.workshop.survey import FILE, Survey

    if not (workshop.folder / FILE).is_file():
        return None
    survey = Survey(workshop.folder)
    return Surveyed(survey.questionnaire, survey.forms) if survey.forms else None
