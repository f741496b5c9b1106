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
        """The themes of these thématiques, most contributions first."""
        found = [one for one in self.themes if one.thematique in thematiques]
        return tuple(sorted(found, key=lambda one: -len(one.theme.contributions)))

    def thematique_of(self, contribution: Contribution, theme: HeardTheme) -> str:
        """That of a contribution by itself, else that of its theme; empty where neither is known."""
        return self.whole.belongings.get(contribution.id, theme.thematique)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell at all."""
        return not (self.told or self.heard or self.survey)
