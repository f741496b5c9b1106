"""Atouts, faiblesses, opportunités, menaces by thématique, from the types that contributions were given.

A strength is an atout, a need or a weakness a faiblesse, a proposition an opportunity, a vigilance a threat;
findings, questions and words as said are in no cell, since nobody said which side they are on. A contribution
is of its own thématique, else of its theme's.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.domain.contribution import Contribution, ContributionType
from facilitator.domain.evidence import EventEvidence, choose_verbatims, quotable
from facilitator.domain.irony import statable
from facilitator.domain.lens import CTG
from facilitator.drafting.citations import Citation, Citations, Line
from facilitator.drafting.rapport.voices import short_name
from facilitator.drafting.study import Study
from facilitator.language.french import counted

QUOTED = 3
"""Words in a cell."""
_CELLS = (
    (ContributionType.FORCE,),
    (ContributionType.BESOIN, ContributionType.FAIBLESSE),
    (ContributionType.PROPOSITION,),
    (ContributionType.VIGILANCE,),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: some words, and how many contributions at each event, with their proof."""

    paroles: tuple[Citation, ...]
    comptes: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The grid of a thématique."""

    thematique: str
    atouts: Cell
    faiblesses: Cell
    opportunites: Cell
    menaces: Cell


def grids(study: Study) -> tuple[Grid, ...]:
    """A grid for each thématique of which something typed was said, in the order of a CTG."""
    return tuple(grid for name in CTG if (grid := _grid(name, study)) is not None)


def _grid(name: str, study: Study) -> Grid | None:
    held = [
        (one.evidence, said)
        for one in study.themes
        for said in one.theme.contributions
        if study.thematique_of(said, one) == name
    ]
    cells = [[(one, said) for one, said in held if said.type in types] for types in _CELLS]
    if not any(cells):
        return None
    return Grid(name, *map(_cell, cells))


def _cell(held: Sequence[tuple[EventEvidence, Contribution]]) -> Cell:
    where = {said.id: one for one, said in held}
    ranked = sorted((said for _, said in held), key=lambda said: -said.votes)
    chosen = choose_verbatims(statable(quotable(ranked)), QUOTED)
    words = tuple(Citations(where[said.id], annexed=False).cite(said) for said in chosen)
    events: dict[str, list[str]] = {}
    for one, said in held:
        events.setdefault(one.event.id, []).append(said.id)
    evidences = {one.event.id: one for one, _ in held}
    return Cell(words, tuple(_count(evidences[event], ids) for event, ids in events.items()))


def _count(evidence: EventEvidence, ids: Sequence[str]) -> Line:
    note = Citations(evidence, annexed=False, worded=False).note(ids)
    return Line(f"{counted(len(ids), 'contribution')} ({short_name(evidence)})", note)
