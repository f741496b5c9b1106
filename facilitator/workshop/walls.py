"""From an event's contributions to its wall: vectors from the cache, themes from ``theming``."""

from collections.abc import Sequence

import numpy as np

from facilitator.domain.contribution import Contribution
from facilitator.domain.theme import Placement, Sorting, Theme
from facilitator.embedding.embedder import Embedder, Progress, Skimmer, Vectors
from facilitator.store.vectors import Vectors as VectorCache
from facilitator.theming.metric import metrics_for
from facilitator.theming.pipeline import Partition, propose_themes
from facilitator.workshop.reports import Step, unheard
from facilitator.workshop.theme_ids import theme_id_of


class CachedEmbedder:
    """An embedder that asks its model only for texts the démarche has not met yet."""

    def __init__(self, embedder: Embedder, cache: VectorCache) -> None:
        self._embedder = embedder
        self._cache = cache

    @property
    def name(self) -> str:
        """The name of the model behind the cache."""
        return self._embedder.name

    def embed(self, texts: Sequence[str], *, on_progress: Progress | None = None) -> Vectors:
        """One row a text; shape, type and errors are those of the model behind."""
        known = self._cache.of(self.name, texts)
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if missing:
            fresh = self._embedder.embed(missing, on_progress=on_progress)
            self._cache.keep(self.name, missing, fresh)
            known = {**known, **dict(zip(missing, fresh, strict=True))}
        return np.array([known[text] for text in texts], dtype=np.float32)

    def skim(self, texts: Sequence[str]) -> Vectors:
        """The leading columns of what :meth:`embed` gives, read as fast as the model behind can."""
        return self._embedder.skim(texts) if isinstance(self._embedder, Skimmer) else self.embed(texts)


def sort_texts(texts: Sequence[str], embedder: Embedder, step: Step = unheard) -> Partition:
    """The themes of ``texts``, with what the trade teaches where it was learnt for this engine."""

    def embed(units: Sequence[str]) -> Vectors:
        return embedder.embed(units, on_progress=lambda done, total: step("Lecture du sens", done, total))

    skim = embedder.skim if isinstance(embedder, Skimmer) else None
    return propose_themes(texts, embed, metrics_for(embedder.name), skim)


def propose_wall(
    event_id: str, contributions: Sequence[Contribution], embedder: Embedder, step: Step = unheard
) -> Sorting:
    """The wall that the machine proposes for these contributions; the same ones give the same wall."""
    kept = [c for c in contributions if not c.removed]
    partition = sort_texts([c.text for c in kept], embedder, step)
    ids = [theme_id_of(event_id, [kept[i].id for i in theme.members]) for theme in partition.themes]
    themes = tuple(
        Theme(
            id=theme_id,
            event_id=event_id,
            name=proposed.name,
            position=position,
            words=proposed.words,
            central_id=kept[proposed.central].id,
            colour=position,
        )
        for position, (theme_id, proposed) in enumerate(zip(ids, partition.themes, strict=True))
    )
    return Sorting(event_id, themes, tuple(_placements(kept, ids, partition)), engine=embedder.name)


def _placements(kept: Sequence[Contribution], ids: Sequence[str], partition: Partition) -> list[Placement]:
    return [
        Placement(
            contribution_id=contribution.id,
            theme_id=None if label is None else ids[label],
            confidence=partition.confidence[row],
            secondary=tuple(ids[other] for other in partition.secondary[row]),
        )
        for row, (contribution, label) in enumerate(zip(kept, partition.labels, strict=True))
    ]
