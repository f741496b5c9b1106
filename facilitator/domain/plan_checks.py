"""What a plan d'actions still lacks before it is handed over (domaine.md § 4.4, « Contrôles »).

Checks tell, they refuse nothing: a plan in the making is full of gaps.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from facilitator.domain.contribution import fold
from facilitator.domain.project import Level
from facilitator.domain.project_evidence import ProjectEvidence

Alike = Callable[[str, str], bool]
MOST_DOUBLES = 3
"""Actions told as close to one action: a plan whose titles all begin alike would list millions of pairs."""


class Check(StrEnum):
    """A thing to see to, the gravest first."""

    NO_PILOT = "action sans pilote"
    NO_INDICATOR = "action sans indicateur"
    NO_BASELINE = "indicateur sans valeur de départ"
    UNSUPPORTED = "action que rien n’appuie"
    DOUBLE = "intitulés proches"
    EMPTY_OBJECTIVE = "objectif sans action"
    UNANSWERED = "proposition très votée sans suite"
    LOST_THEME = "thème qui n’est plus au mur"
    DATES = "dates à revoir"


@dataclass(frozen=True, slots=True)
class ToSee:
    """One thing to see to: the item or the contribution it is about, and what to say of it."""

    check: Check
    about: str
    told: str
    other: str = ""


def same_words(one: str, other: str) -> bool:
    """Whether two titles are the same but for case, accents and spaces."""
    return fold(one).split() == fold(other).split()


def check_plan(
    evidence: ProjectEvidence, votes: int | None = None, alike: Alike = same_words
) -> tuple[ToSee, ...]:
    """What there is to see to, check by check, in the order of the plan.

    A proposition is much voted from ``votes`` dots on; None takes the rule of ``much_voted``. ``alike``
    tells whether two titles may be the same action.
    """
    enough = much_voted(evidence) if votes is None else votes
    found = [*_of_actions(evidence), *_doubles(evidence, alike), *_of_objectives(evidence)]
    found += [*_of_items(evidence), *_unanswered(evidence, enough)]
    order = list(Check)
    return tuple(sorted(found, key=lambda one: order.index(one.check)))


def much_voted(evidence: ProjectEvidence) -> int:
    """From how many dots on a proposition is owed an answer: half of the most voted one's, at least three."""
    most = max((one.contribution.votes for one in evidence.much_asked(1)), default=0)
    return max(3, (most + 1) // 2)


def _of_actions(evidence: ProjectEvidence) -> Iterator[ToSee]:
    project = evidence.project
    for action in project.of(Level.ACTION):
        sheet, measured = project.sheet(action.id), project.indicators.get(action.id, ())
        if not sheet.pilot:
            yield ToSee(Check.NO_PILOT, action.id, action.title)
        if not measured:
            yield ToSee(Check.NO_INDICATOR, action.id, action.title)
        for one in measured:
            if not one.baseline:
                yield ToSee(Check.NO_BASELINE, action.id, action.title, one.name)
        if not project.support(action.id):
            yield ToSee(Check.UNSUPPORTED, action.id, action.title)
        for fault in sheet.faults():
            yield ToSee(Check.DATES, action.id, action.title, fault)


def _doubles(evidence: ProjectEvidence, alike: Alike) -> Iterator[ToSee]:
    actions = evidence.project.of(Level.ACTION)
    for rank, one in enumerate(actions):
        close = (other for other in actions[rank + 1 :] if alike(one.title, other.title))
        for other in islice(close, MOST_DOUBLES):
            yield ToSee(Check.DOUBLE, one.id, one.title, other.title)


def _of_objectives(evidence: ProjectEvidence) -> Iterator[ToSee]:
    project = evidence.project
    for one in project.read():
        if one.level.is_objective and not any(held.level is Level.ACTION for held in project.read(one.id)):
            yield ToSee(Check.EMPTY_OBJECTIVE, one.id, one.title)


def _of_items(evidence: ProjectEvidence) -> Iterator[ToSee]:
    for one in evidence.project.read():
        for ref in evidence.lost_themes(one.id):
            yield ToSee(Check.LOST_THEME, one.id, one.title, ref.name)


def _unanswered(evidence: ProjectEvidence, votes: int) -> Iterator[ToSee]:
    for heard in evidence.much_asked(votes):
        said = heard.contribution
        if said.id not in evidence.project.answers and not evidence.actions_for(said.id):
            yield ToSee(Check.UNANSWERED, said.id, said.text, heard.evidence.event.slug)
