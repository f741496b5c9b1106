"""How the machine sees the texts of one wall; seen once, then every gesture costs milliseconds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from facilitator.domain.contribution import Contribution
from facilitator.domain.theme import Sorting
from facilitator.store.vectors import Vectors as VectorCache
from facilitator.theming.standing import Standing
from facilitator.workshop.engine import Engines
from facilitator.workshop.reports import Step, unheard

if TYPE_CHECKING:
    from facilitator.embedding.embedder import Embedder, Vectors
    from facilitator.theming.refiling import Filer
    from facilitator.theming.resorting import Resorting

Tell = Callable[[tuple[str, ...]], None]


class Sight:
    """The texts as they were seen last; ``tell`` gets what the facilitator should know of the engine."""

    def __init__(self, engines: Engines, cache: VectorCache, tell: Tell) -> None:
        self._engines = engines
        self._cache = cache
        self._tell = tell
        self._texts: tuple[str, ...] = ()
        self._filer: Filer | None = None

    def filer(self, texts: tuple[str, ...]) -> Filer:
        """What files these texts into themes; made anew only where a text has changed."""
        from facilitator.theming.metric import metrics_for
        from facilitator.theming.refiling import Filer
        from facilitator.workshop.walls import CachedEmbedder

        if self._filer is None or texts != self._texts:

            def see(engine: Embedder) -> Filer:
                cached = CachedEmbedder(engine, self._cache)
                return Filer(texts, cached.embed, metrics_for(engine.name), cached.skim, self._filer)

            filer, notes = self._engines.run(see, texts=len(texts))
            self._filer, self._texts = filer, texts
            self._tell(notes)
            return filer
        return self._filer

    def read_ahead(self, texts: Sequence[str]) -> None:
        """Have the vectors of ``texts``, all those of a wall to come, at hand: the act is then short."""
        from facilitator.theming.prepare import clean
        from facilitator.workshop.walls import CachedEmbedder

        readable = [clean(text) for text in texts]
        _, notes = self._engines.run(
            lambda engine: CachedEmbedder(engine, self._cache).embed(readable), texts=len(texts)
        )
        self._tell(notes)

    def first(
        self, event_id: str, contributions: Sequence[Contribution], step: Step, moteur: str | None
    ) -> Sorting:
        """The first wall of these contributions; the same ones give the same wall."""
        from facilitator.workshop.walls import CachedEmbedder, propose_wall

        def sort(engine: Embedder) -> Sorting:
            return propose_wall(event_id, contributions, CachedEmbedder(engine, self._cache), step)

        found, notes = self._engines.run(sort, moteur, texts=len(contributions))
        self._tell(notes)
        return found

    def resort(
        self,
        texts: Sequence[str],
        standing: Standing,
        names: Sequence[str],
        step: Step = unheard,
        moteur: str | None = None,
    ) -> tuple[str, Resorting]:
        """The engine's name, and what a re-sort would make of these texts, in themes of these ``names``."""
        from facilitator.theming.metric import metrics_for
        from facilitator.theming.resorting import resort
        from facilitator.workshop.walls import CachedEmbedder

        def sort(engine: Embedder) -> tuple[str, Resorting]:
            cached = CachedEmbedder(engine, self._cache)

            def embed(units: Sequence[str]) -> Vectors:
                return cached.embed(
                    units, on_progress=lambda done, total: step("Lecture du sens", done, total)
                )

            metrics = metrics_for(engine.name)
            return engine.name, resort(texts, embed, metrics, standing, names, cached.skim)

        found, notes = self._engines.run(sort, moteur, texts=len(texts))
        self._tell(notes)
        return found
