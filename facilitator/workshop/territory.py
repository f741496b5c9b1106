"""What the imported indicators bring to an event's deck: figures to face the words, and their pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.domain.demarche import Demarche, Figure
from facilitator.domain.evidence import EventEvidence
from facilitator.store.observations import FILE_NAME
from facilitator.workshop.indicators import OUTLINES, Indicators

if TYPE_CHECKING:
    from facilitator.drafting.deck import Planner
    from facilitator.drafting.territory_figures import Territory
    from facilitator.territory.dictionary import Statistic


@dataclass(frozen=True, slots=True)
class Faced:
    """The imported figures of every thématique, what each was read from, and what draws them."""

    territory: Territory
    behind: Mapping[Figure, Statistic]

    def planners(self) -> tuple[Planner, ...]:
        """The slides of a diagnostic deck, pictures included."""
        from facilitator.drafting.deck import diagnostic_planners

        return diagnostic_planners(self.territory, self.behind)


def has_indicators(folder: Path) -> bool:
    """Whether a territory was chosen, so that figures may be read for it."""
    if not (folder / FILE_NAME).exists():
        return False
    with Indicators(folder) as indicators:
        return indicators.chosen


def faced(folder: Path, demarche: Demarche, *, drawn: bool = False) -> Faced | None:
    """What the démarche's indicators say of each thématique; None where none were imported.

    A figure that the description gives takes the place of the one read from the files. Outlines are read,
    which takes a second, only to be ``drawn``.
    """
    if not has_indicators(folder):
        return None
    from facilitator.drafting.territory_figures import Territory, territory_figures

    with Indicators(folder) as indicators:
        outlines = indicators.outlines(None)[0] if drawn and (folder / OUTLINES).exists() else ()
        territory = Territory(indicators.statistics(), indicators.readings(), outlines)
    behind = territory_figures(territory, demarche.figures)
    return Faced(territory, behind) if behind else None


def facing(evidence: EventEvidence, found: Faced | None, *, all_of_them: bool = False) -> EventEvidence:
    """``evidence`` with the figures of the thématiques its themes belong to, after those of the description.

    ``all_of_them``: those of every thématique, to check a document that may show any of them.
    """
    if found is None:
        return evidence
    from facilitator.drafting.territory_figures import spoken_of

    names = [one.theme.name for one in evidence.themes]
    told = spoken_of(tuple(found.behind), [*names, *evidence.insight.thematiques.values()])
    figures = tuple(dict.fromkeys((*evidence.demarche.figures, *(found.behind if all_of_them else told))))
    return replace(evidence, demarche=replace(evidence.demarche, figures=figures))
