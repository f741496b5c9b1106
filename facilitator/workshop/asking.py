"""Questions put to a démarche: its walls, the texts read once, and the engine that reads them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from facilitator.assistant.answer import Answer
from facilitator.assistant.answering import answer
from facilitator.assistant.finding import Finder
from facilitator.assistant.telling import Heard
from facilitator.domain.contribution import Contribution
from facilitator.domain.demarche import Demarche
from facilitator.domain.event import Event
from facilitator.domain.lens import Belonging
from facilitator.embedding.embedder import Embedder, Vectors
from facilitator.store.demarche_file import DemarcheFile
from facilitator.theming.metric import metrics_for
from facilitator.theming.thematiques import attribute
from facilitator.workshop.engine import Engines
from facilitator.workshop.reports import Step, unheard
from facilitator.workshop.walls import CachedEmbedder


@dataclass(frozen=True, slots=True)
class Near:
    """A contribution that speaks of what was looked for; ``score`` is 1 at most.

    ``sure`` tells that it would be counted in an answer; the others are only worth a glance.
    """

    contribution: Contribution
    score: float
    sure: bool


class Questions:
    """What is needed to answer: the contributions as they are now, and a finder kept while they stay so."""

    def __init__(self, file: DemarcheFile, engines: Engines) -> None:
        self._file = file
        self._engines = engines
        self._read: tuple[str, tuple[str, ...], Finder] | None = None

    def ask(
        self, asked: str, events: Sequence[Event], step: Step = unheard
    ) -> tuple[Answer, tuple[str, ...]]:
        """The answer over ``events``, and what the facilitator should know of the engine.

        Raises UsageError for an empty question, StoreError.
        """
        demarche = self._file.agenda.demarche()
        heard = [self._heard(event) for event in events]
        texts = tuple(c.text for one in heard for c in one.contributions)

        def see(engine: Embedder) -> Answer:
            return self._answer(asked, demarche, heard, texts, engine, step)

        return self._engines.run(see, texts=len(texts))

    def near(
        self, topic: str, events: Sequence[Event], step: Step = unheard
    ) -> tuple[tuple[Near, ...], tuple[str, ...]]:
        """What speaks of ``topic`` at ``events``, nearest first, and notes on the engine."""
        said = [c for event in events for c in self._heard(event).contributions]
        if not said or not topic.strip():
            return (), ()
        texts = tuple(c.text for c in said)

        def see(engine: Embedder) -> tuple[Near, ...]:
            finder = self._finder(texts, engine, step)
            scores = finder.scores(topic)
            grounds, best = finder.grounds, float(scores.max())
            enough = max(grounds.floor, grounds.share * best) if best >= grounds.least else 2.0
            order = [int(row) for row in np.argsort(-scores, kind="stable") if scores[row] >= grounds.glimpse]
            return tuple(Near(said[row], float(scores[row]), bool(scores[row] >= enough)) for row in order)

        return self._engines.run(see, texts=len(texts))

    def _finder(self, texts: tuple[str, ...], engine: Embedder, step: Step) -> Finder:
        """What finds among these texts, kept while they stay as they are."""
        if self._read is None or self._read[:2] != (engine.name, texts):
            cached = CachedEmbedder(engine, self._file.vectors)

            def embed(units: Sequence[str]) -> Vectors:
                return cached.embed(
                    units, on_progress=lambda done, total: step("Lecture du sens", done, total)
                )

            self._read = engine.name, texts, Finder(texts, embed, engine.embed, metrics_for(engine.name))
        return self._read[2]

    def _answer(
        self,
        asked: str,
        demarche: Demarche,
        heard: Sequence[Heard],
        texts: tuple[str, ...],
        engine: Embedder,
        step: Step,
    ) -> Answer:
        cached = CachedEmbedder(engine, self._file.vectors)
        metrics = metrics_for(engine.name)

        def embed(units: Sequence[str]) -> Vectors:
            return cached.embed(units, on_progress=lambda done, total: step("Lecture du sens", done, total))

        def belongings() -> Mapping[str, Belonging]:
            everything = [c for one in heard for c in one.contributions]
            found = attribute(texts, _themes(heard), embed, next(iter(metrics), None))
            return {c.id: place for c, place in zip(everything, found, strict=True)}

        return answer(asked, demarche, heard, self._finder(texts, engine, step), belongings)

    def _heard(self, event: Event) -> Heard:
        contributions = self._file.contributions.of_event(event.id)
        return Heard(event, _there(contributions), self._file.sortings.of_event(event.id))


def _there(contributions: Sequence[Contribution]) -> tuple[Contribution, ...]:
    return tuple(contribution for contribution in contributions if not contribution.removed)


def _themes(heard: Sequence[Heard]) -> list[str | None]:
    """The theme of each contribution on the wall of its event, None for none."""
    themes: list[str | None] = []
    for one in heard:
        places = {} if one.sorting is None else one.sorting.places()
        themes += [place.theme_id if (place := places.get(c.id)) else None for c in one.contributions]
    return themes
