"""Questions put to a démarche: its walls, the texts read once, and the engine that reads them."""

from collections.abc import Mapping, Sequence

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

        if self._read is None or self._read[:2] != (engine.name, texts):
            self._read = engine.name, texts, Finder(texts, embed, engine.embed, metrics)

        def belongings() -> Mapping[str, Belonging]:
            everything = [c for one in heard for c in one.contributions]
            found = attribute(texts, _themes(heard), embed, next(iter(metrics), None))
            return {c.id: place for c, place in zip(everything, found, strict=True)}

        return answer(asked, demarche, heard, self._read[2], belongings)

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
