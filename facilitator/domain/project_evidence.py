"""What each item of the projet social rests on, looked up at the events where it was said.

Fiches, plan, journals and convention all render this; none of them goes to the store for words of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from facilitator.domain.contribution import Contribution, ContributionType
from facilitator.domain.demarche import Demarche
from facilitator.domain.evidence import EventEvidence, ThemeEvidence
from facilitator.domain.imprint import Imprint
from facilitator.domain.project import Level, Project, ThemeRef


@dataclass(frozen=True, slots=True)
class Heard:
    """A contribution behind an item, the event at which it was said, and the theme it stands in there."""

    contribution: Contribution
    evidence: EventEvidence
    theme: ThemeEvidence | None


@dataclass(frozen=True, slots=True)
class ProjectEvidence:
    """A démarche with all its events and its projet social, names replaced as was decided.

    ``imprint`` is what the project itself was read from, where that is a file.
    """

    demarche: Demarche
    events: tuple[EventEvidence, ...]
    project: Project
    imprint: Imprint | None = None

    def heard(self, id_: str) -> tuple[Heard, ...]:
        """The contributions that an item rests on, in its order; those no longer there are left out."""
        return self.found(self.project.support(id_).contributions)

    def heard_within(self, id_: str) -> tuple[Heard, ...]:
        """Those that an item and all it holds rest on, each once."""
        ids = [id_, *(one.id for one in self.project.read(id_))]
        words = dict.fromkeys(said for one in ids for said in self.project.support(one).contributions)
        return self.found(words)

    def found(self, contribution_ids: Iterable[str]) -> tuple[Heard, ...]:
        """These contributions, where they were said; those that no event holds are left out."""
        where = {said.id: (said, one) for one in self.events for said in one.contributions}
        return tuple(
            Heard(said, evidence, evidence.theme_of(said.id))
            for id_ in contribution_ids
            if id_ in where
            for said, evidence in (where[id_],)
        )

    def themes(self, id_: str) -> tuple[tuple[EventEvidence, ThemeEvidence], ...]:
        """The themes that an item rests on, those linked first, then those its contributions stand in."""
        linked = [(ref.event_id, ref.theme_id) for ref in self.project.support(id_).themes]
        stood = [
            (one.evidence.event.id, one.theme.theme.id) for one in self.heard(id_) if one.theme is not None
        ]
        known = {(one.event.id, theme.theme.id): (one, theme) for one in self.events for theme in one.themes}
        return tuple(known[place] for place in dict.fromkeys((*linked, *stood)) if place in known)

    def lost_themes(self, id_: str) -> tuple[ThemeRef, ...]:
        """The themes linked to an item that no wall holds any more, by the name they had."""
        known = {(one.event.id, theme.theme.id) for one in self.events for theme in one.themes}
        return tuple(
            ref for ref in self.project.support(id_).themes if (ref.event_id, ref.theme_id) not in known
        )

    def actions_for(self, contribution_id: str) -> tuple[str, ...]:
        """The ids of the actions that rest on a contribution, or that its answer names."""
        answer = self.project.answers.get(contribution_id)
        named = [answer.action_id] if answer is not None and answer.action_id else []
        resting = [
            one.id
            for one in self.project.of(Level.ACTION)
            if contribution_id in self.project.support(one.id).contributions
        ]
        return tuple(dict.fromkeys((*named, *resting)))

    def much_asked(self, votes: int) -> tuple[Heard, ...]:
        """The propositions with at least ``votes`` dots of their own, most voted first, then by event."""
        asked = [
            Heard(said, one, one.theme_of(said.id))
            for one in self.events
            if not one.event.kind.is_comite
            for said in one.contributions
            if said.type is ContributionType.PROPOSITION and said.votes >= votes
        ]
        return tuple(sorted(asked, key=lambda heard: -heard.contribution.votes))
