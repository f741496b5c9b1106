"""What the study of a territory gathers: figures, outlines, words, answers to a survey; any of them alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from facilitator.domain.contribution import Contribution
from facilitator.domain.demarche import Demarche
from facilitator.domain.evidence import EventEvidence, ThemeEvidence
from facilitator.domain.place import Perimeter
from facilitator.domain.project_evidence import ProjectEvidence
from facilitator.domain.survey import Form, Questionnaire
from facilitator.drafting.note_strategique import WholeDemarche
from facilitator.territory.contours import Outline
from facilitator.territory.dictionary import Statistic
from facilitator.territory.readings import Readings

LEAST_PART, LEAST_SAID = 3, 2
"""One contribution in so many makes a theme of a thématique, or so many where no other has more."""


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A survey of which some answers are there."""

    questionnaire: Questionnaire
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class HeardTheme:
    """A theme, the event at which it was formed, and the thématique of a CTG it belongs to (empty: none)."""

    theme: ThemeEvidence
    evidence: EventEvidence
    thematique: str = ""


@dataclass(frozen=True)
class Study:
    """Everything that the diagnostic rests on, names replaced as was decided.

    ``readings`` is None before a territory is chosen or while no file says anything of it; ``statistics`` is
    the whole dictionary, in its order; ``outlines`` are empty where no contours were given; ``survey`` is
    None without answers. ``whole`` is what all events together tell.
    """

    project: ProjectEvidence
    readings: Readings | None = None
    statistics: tuple[Statistic, ...] = ()
    outlines: tuple[Outline, ...] = ()
    survey: Surveyed | None = None
    whole: WholeDemarche = field(default_factory=WholeDemarche)
    beside: tuple[str, ...] = ()
    """Documents that lie with the report, by file name: the fiches communes."""

    @property
    def demarche(self) -> Demarche:
        """The démarche."""
        return self.project.demarche

    @property
    def perimeter(self) -> Perimeter | None:
        """The places of the mission; None before they are known."""
        return self.readings.perimeter if self.readings else None

    @cached_property
    def told(self) -> tuple[Statistic, ...]:
        """The indicators that some file gives for the mission's places."""
        return tuple(one for one in self.statistics if self.readings and self.readings.years(one))

    @cached_property
    def heard(self) -> tuple[EventEvidence, ...]:
        """The events where something was said, by date: no comité, no réunion that writes actions."""
        said = [one for one in self.project.events if one.contributions and one.event.kind.gathers_words]
        return tuple(
            sorted(said, key=lambda one: (one.event.held_on is None, one.event.held_on, one.event.slug))
        )

    @cached_property
    def themes(self) -> tuple[HeardTheme, ...]:
        """Every theme heard, with its thématique, the largest first within each event."""
        return tuple(
            HeardTheme(theme, one, self.whole.thematiques.get((one.event.id, theme.theme.id), ""))
            for one in self.heard
            for theme in one.themes
        )

    def themes_of(self, thematiques: Sequence[str]) -> tuple[HeardTheme, ...]:
        """The themes of these thématiques, those with most contributions of them first.

        A theme is of one when half of its contributions are, or two of them that are a third of it, or two of
        them and no other thématique has more.
        """
        found = [(self.part_of(one, thematiques), one) for one in self.themes]
        kept = [(part, one) for part, one in found if _is_of(part, one, thematiques)]
        return tuple(one for _, one in sorted(kept, key=lambda each: -each[0]))

    def part_of(self, theme: HeardTheme, thematiques: Sequence[str]) -> int:
        """How many of a theme's contributions are of these thématiques by themselves."""
        if not self.whole.belongings:
            return len(theme.theme.contributions) if theme.thematique in thematiques else 0
        return sum(self.whole.belongings.get(c.id) in thematiques for c in theme.theme.contributions)

    def thematique_of(self, contribution: Contribution, theme: HeardTheme) -> str:
        """That of a contribution by itself, else that of its theme; empty where neither is known."""
        return self.whole.belongings.get(contribution.id, theme.thematique)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell at all."""
        return not (self.told or self.heard or self.survey)


def _is_of(part: int, one: HeardTheme, thematiques: Sequence[str]) -> bool:
    size = len(one.theme.contributions)
    several = part >= LEAST_SAID and (part * LEAST_PART >= size or one.thematique in thematiques)
    return several or (part > 0 and part * 2 >= size)
