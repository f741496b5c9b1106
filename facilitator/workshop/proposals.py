"""What the meaning of words proposes for the projet social: nothing here is applied unasked.

For an action, the contributions that ask for it and the actions like it; from the walls of several events,
the enjeux that their kindred themes may make.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from facilitator.domain.contribution import Contribution
from facilitator.domain.event import Event
from facilitator.domain.project import Item, Level, Project, Support, ThemeRef
from facilitator.language.french import counted
from facilitator.language.typography import quote, typeset
from facilitator.workshop.project_sight import look_at_project
from facilitator.workshop.refusing import refusal_key
from facilitator.workshop.reports import Step, unheard

if TYPE_CHECKING:
    from facilitator.embedding.embedder import Embedder
    from facilitator.workshop.plan import Plan
    from facilitator.workshop.workshop import Workshop

MOST_ASKING = 12
"""Contributions proposed for an item: what a group reads aloud in two minutes."""

MOST_ALIKE = 3
LEAST_ALIKE = 0.4
"""Score from which two actions may be one: of the 105 pairs of the example, all different, one reaches it;
the same actions in other words (« Ouvrir un café pour les aidants ») have 0.41 to 0.59."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A contribution that seems to ask for an item; ``sure`` where the assistant would count it."""

    contribution: Contribution
    event: Event
    score: float
    sure: bool

    @property
    def address(self) -> str:
        """« atelier-parents 12 », as a command takes it."""
        return f"{self.event.slug} {self.contribution.number}"


@dataclass(frozen=True, slots=True)
class SimilarAction:
    """Another action that seems to be about the same thing."""

    item: Item
    code: str
    score: float


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is proposed for one item."""

    asking: tuple[Suggestion, ...]
    similar: tuple[SimilarAction, ...]


@dataclass(frozen=True, slots=True)
class ProposedEnjeu:
    """Kindred themes of several events, that one enjeu may join; ``title`` is the name of the largest."""

    title: str
    themes: tuple[ThemeRef, ...]
    events: tuple[str, ...]
    contributions: int

    @property
    def told(self) -> str:
        """« 3 événements, 27 contributions : « Garde d’enfants », « Horaires » »."""
        names = ", ".join(dict.fromkeys(quote(one.name) for one in self.themes))
        said = counted(self.contributions, "contribution")
        return typeset(f"{counted(len(self.events), 'événement')}, {said} : {names}")


Made = TypeVar("Made", Suggestion, SimilarAction, ProposedEnjeu)


def asked_for(workshop: Workshop, item: Item, step: Step = unheard) -> tuple[Suggestion, ...]:
    """The contributions of all events that seem to ask for an item and do not support it yet, nearest first.

    Those that were set aside come after them. On the 15 actions of the example 59 % of what a human had
    linked to each is among its `MOST_ASKING`; with the title alone 48 %. Raises StoreError.
    """
    project = workshop.plan.now
    resting = set(project.support(item.id).contributions)
    events = {event.id: event for event in workshop.events(needed=False) if not event.kind.is_comite}
    found = workshop.assistant.near(topic_of(project, item), tuple(events.values()), step)
    asking = [
        Suggestion(one.contribution, events[one.contribution.event_id], one.score, one.sure)
        for one in found
        if one.contribution.id not in resting
    ]
    kept, aside = _parted(asking, workshop.refused.keys, item.id)
    return (*kept[:MOST_ASKING], *aside)


def topic_of(project: Project, item: Item) -> str:
    """What an item is about, in its words: its title, its aim and description, or the needs it holds."""
    sheet = project.sheet(item.id)
    needs = [one.title for one in project.under(item.id, Level.BESOIN)]
    return ". ".join(words for words in (item.title, sheet.aim, sheet.description, *needs) if words)


def similar_actions(workshop: Workshop, item: Item) -> tuple[SimilarAction, ...]:
    """The other actions that seem to be about the same thing as an item, nearest first.

    Those that were set aside come after them.
    """
    project = workshop.plan.now
    others = [one for one in project.of(Level.ACTION) if one.id != item.id]
    if not others:
        return ()
    codes = project.codes()
    texts = [topic_of(project, one) for one in others]

    def see(engine: Embedder) -> tuple[SimilarAction, ...]:
        from facilitator.assistant.finding import Finder
        from facilitator.theming.metric import metrics_for

        finder = Finder(texts, engine.embed, engine.embed, metrics_for(engine.name))
        scores = finder.scores(topic_of(project, item))
        near = sorted(range(len(others)), key=lambda at: -scores[at])
        return tuple(
            SimilarAction(others[at], codes[others[at].id], float(scores[at]))
            for at in near
            if scores[at] >= LEAST_ALIKE
        )

    found, _ = workshop.engines.run(see, texts=len(texts) + 1)
    kept, aside = _parted(found, workshop.refused.keys, item.id)
    return (*kept[:MOST_ALIKE], *aside)


def proposed_for(workshop: Workshop, step: Step, item_id: str) -> Proposed:
    """All that is proposed for the item of this id; it can be called in the process aside."""
    step("Recherche par le sens", 0, 0)
    item = workshop.plan.find(item_id)
    similar = similar_actions(workshop, item) if item.level is Level.ACTION else ()
    return Proposed(asked_for(workshop, item, step), similar)


def proposed_enjeux(workshop: Workshop, step: Step = unheard) -> tuple[ProposedEnjeu, ...]:
    """Kindred themes of several events that no enjeu rests on yet, the most spoken of first.

    Those that were set aside come after them. It can be called in the process aside. Raises StoreError.
    """
    step("Thèmes parents", 0, 0)
    sight = look_at_project(workshop)
    held = [one for one in sight.events if one.themes and not one.event.kind.is_comite]
    whole = workshop.livrables.whole(held) if len(held) > 1 else None
    known = {(one.event.id, theme.theme.id): (one, theme) for one in held for theme in one.themes}
    taken = {
        (ref.event_id, ref.theme_id)
        for enjeu in sight.project.of(Level.ENJEU)
        for ref in sight.project.support(enjeu.id).themes
    }
    found = []
    for group in whole.kin if whole is not None else ():
        if taken.isdisjoint(group):
            members = [known[place] for place in group]
            largest = max(members, key=lambda member: len(member[1].contributions))
            found.append(
                ProposedEnjeu(
                    largest[1].theme.name,
                    tuple(ThemeRef(one.event.id, each.theme.id, each.theme.name) for one, each in members),
                    tuple(dict.fromkeys(one.event.title for one, _ in members)),
                    sum(len(each.contributions) for _, each in members),
                )
            )
    kept, aside = _parted(
        sorted(found, key=lambda one: (-len(one.events), -one.contributions)), workshop.refused.keys
    )
    return (*kept, *aside)


def take_enjeu(plan: Plan, proposed: ProposedEnjeu, title: str = "") -> Item:
    """Make an enjeu of what was proposed, resting on its themes, as one act; UsageError without a title."""
    from uuid import uuid4

    from facilitator.workshop.events import named

    item = Item(uuid4().hex, Level.ENJEU, named(title or proposed.title, "Cet enjeu"))
    support = Support(themes=proposed.themes)
    plan.become(
        lambda now: now.with_added(item).with_support(item.id, support), f"enjeu {quote(item.title)} ajouté"
    )
    return item


def _parted(
    proposed: Sequence[Made], refused: Collection[str], item_id: str = ""
) -> tuple[list[Made], list[Made]]:
    """Those to propose, and those that were set aside."""
    aside = [one for one in proposed if refusal_key(one, item_id) in refused]
    return [one for one in proposed if one not in aside], aside


def numbered(proposed: Sequence[ProposedEnjeu], rank: int) -> ProposedEnjeu | None:
    """The one of this rank in the list, from 1; None where there is none."""
    return proposed[rank - 1] if 0 < rank <= len(proposed) else None
