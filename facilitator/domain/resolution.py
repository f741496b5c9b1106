"""A decision of a comité, as its note-taker types it: « ce qui est décidé → fonction, échéance ».

Who answers for it and until when are read only where they stand behind an arrow; nothing is guessed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from facilitator.domain.contribution import Contribution, ContributionType, fold

_ARROW = re.compile(r"\s*(?:→|->|=>)\s*")
_WHEN = re.compile(
    r"\d|\b(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|lundi|mardi"
    r"|mercredi|jeudi|vendredi|samedi|dimanche|semaine|mois|trimestre|semestre|annee|printemps|ete|automne|hiver"
    r"|rentree|prochain|prochaine|immediat|copil|cotech|comite)\b"
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, who answers for it (a function, never a name) and until when; empty where unsaid."""

    contribution: Contribution
    text: str
    owner: str = ""
    deadline: str = ""


def read_decision(contribution: Contribution) -> Decision:
    """The decision that ``contribution`` notes.

    Behind its last arrow, what follows the last comma is the deadline where it tells a time (a figure, a
    month, « rentrée »…); the whole is the deadline where there is no comma and it tells a time.
    """
    said = contribution.text.strip()
    arrows = list(_ARROW.finditer(said))
    text = said[: arrows[-1].start()] if arrows else ""
    tail = said[arrows[-1].end() :] if arrows else ""
    if not text or not tail:
        return Decision(contribution, contribution.text)
    owner, comma, when = (part.strip() for part in tail.rpartition(","))
    if comma and _WHEN.search(fold(when)):
        return Decision(contribution, text, owner, when)
    if not comma and _WHEN.search(fold(tail)):
        return Decision(contribution, text, "", tail)
    return Decision(contribution, text, tail)


def decisions(contributions: Iterable[Contribution]) -> tuple[Decision, ...]:
    """The decisions among what a comité noted: its propositions, in the order they were noted."""
    noted = sorted(contributions, key=lambda c: c.number)
    return tuple(read_decision(c) for c in noted if c.type is ContributionType.PROPOSITION)
