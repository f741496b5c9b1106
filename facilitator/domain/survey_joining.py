"""Two posts held forms of one survey: what the second adds to the first, nothing twice, nothing lost.

A form is known by its source and key, which a copy of the démarche shares; a file imported at both posts is
one source, known by its bytes. What each form has said before tells which side changed it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from facilitator.domain.joining.holding import Conflict, Renumbered
from facilitator.domain.survey import Answers, Form

Place = tuple[str, str]
"""The source of a form and its key there."""

SURVEY = "Enquête"
FEWEST_ALIKE = 8
"""Two forms typed apart with so many answers, all the same, may be one sheet typed twice."""

_NAMELESS = re.compile(r"[0-9a-f]{24}-\d+")
"""The key of a row without identifier (``survey.answers``): two files may hold
two people who said the same."""


@dataclass(frozen=True)
class SurveyHolding:
    """The forms at one post; ``past`` is all that each place has said, oldest first, also if taken back.

    ``digests`` are the sources by the sha256 of the files that they came from.
    """

    forms: tuple[Form, ...]
    past: Mapping[Place, tuple[Answers, ...]]
    digests: Mapping[str, str]

    @cached_property
    def at(self) -> Mapping[Place, Form]:
        """Each form by its place."""
        return {(one.source, one.key): one for one in self.forms}


@dataclass(frozen=True, slots=True)
class JoinedSurvey:
    """What to keep here and what to take back; ``brought`` are forms with the number they have there.

    ``changed`` replace forms that the other post changed alone. ``alike`` are pairs of numbers, here and
    there, of typed forms that say the same.
    """

    brought: tuple[Form, ...]
    changed: tuple[Form, ...]
    gone: tuple[Form, ...]
    conflicts: tuple[Conflict, ...]
    alike: tuple[tuple[int, int], ...]
    digests: Mapping[str, str]

    @property
    def is_empty(self) -> bool:
        """Whether the first post has it all."""
        return not (self.brought or self.changed or self.gone)


def join_surveys(ours: SurveyHolding, theirs: SurveyHolding, typed: str) -> JoinedSurvey:
    """What the forms of another post change here; ``typed`` is the source of forms typed by hand.

    Changed on one side, a form is as that side has it, taken back too; on both it is a conflict, and as here.
    """
    sources = {there: ours.digests[sha] for sha, there in theirs.digests.items() if sha in ours.digests}
    known = {(one.key, _said(one.answers)) for one in ours.forms if one.source != typed}
    brought, changed = [], []
    conflicts: list[Conflict] = []
    for form in theirs.forms:
        place = (sources.get(form.source, form.source), form.key)
        here, past = ours.at.get(place), ours.past.get(place, ())
        there_before = theirs.past.get((form.source, form.key), ())
        if here is None and (form.answers in past or (form.source != typed and _is_known(form, known))):
            continue  # taken back here, or brought in here from a file of another name
        placed = Form(form.number, place[0], place[1], form.answers)
        if here is None:
            brought.append(placed)
        elif here.answers == form.answers or form.answers in past:
            continue
        elif here.answers in there_before:
            changed.append(placed)
        else:
            conflicts += _conflicts(here, form)
    return JoinedSurvey(
        tuple(brought),
        tuple(changed),
        tuple(_gone(ours, theirs)),
        tuple(conflicts),
        tuple(_alike(ours, [one for one in brought if one.source == typed], typed)),
        {sha: sources.get(source, source) for sha, source in theirs.digests.items()},
    )


def renumbered(brought: tuple[Form, ...], kept: tuple[Form, ...]) -> tuple[Renumbered, ...]:
    """The numbers that forms had there and have here, where they differ."""
    pairs = zip(brought, kept, strict=True)
    return tuple(
        Renumbered(SURVEY, there.number, here.number) for there, here in pairs if there.number != here.number
    )


def _said(answers: Answers) -> str:
    return repr(sorted(answers.items()))


def _is_known(form: Form, known: set[tuple[str, str]]) -> bool:
    return not _NAMELESS.fullmatch(form.key) and (form.key, _said(form.answers)) in known


def _conflicts(here: Form, there: Form) -> Iterator[Conflict]:
    for key in sorted({*here.answers, *there.answers}):
        kept, other = (", ".join(one.answers.get(key, ())) for one in (here, there))
        if kept != other:
            yield Conflict(SURVEY, f"Formulaire n° {here.number}", key, kept, other)


def _gone(ours: SurveyHolding, theirs: SurveyHolding) -> Iterator[Form]:
    """Forms taken back there and unchanged here since."""
    for place, past in theirs.past.items():
        here = ours.at.get(place)
        if here is not None and place not in theirs.at and here.answers in past:
            yield here


def _alike(ours: SurveyHolding, brought: list[Form], typed: str) -> Iterator[tuple[int, int]]:
    here = {_said(one.answers): one.number for one in ours.forms if one.source == typed}
    for one in brought:
        number = here.get(_said(one.answers))
        if number is not None and len(one.answers) >= FEWEST_ALIKE:
            yield number, one.number
