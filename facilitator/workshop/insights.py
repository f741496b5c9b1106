"""What is seen on a wall by meaning, gathered for the slides that ask the room about it."""

from collections import Counter
from collections.abc import Sequence
from math import isnan

from facilitator.domain.evidence import EventEvidence
from facilitator.domain.insight import Insight, WallMap
from facilitator.domain.lens import THEMATIQUES, Lens
from facilitator.embedding.embedder import Embedder
from facilitator.store.vectors import Vectors as VectorCache
from facilitator.theming.metric import metrics_for
from facilitator.theming.wall_map import MOST_THEMES, Layout, lay_out
from facilitator.workshop.engine import Engines
from facilitator.workshop.views import Repeated
from facilitator.workshop.walls import CachedEmbedder

_MOST_OF_A_THEME = 0.5  # share of a theme's contributions from which its thématique is told


def see(
    evidence: EventEvidence,
    lens: Lens,
    doubles: Sequence[Repeated],
    engines: Engines,
    vectors: VectorCache,
) -> Insight:
    """The insight of an event, from its wall by thématique and what seems to be said twice on it.

    Where the engine reads words alone, there is no map: nearness would not come from meaning.
    """
    laid = _laid_out(evidence, engines, vectors)
    return Insight(
        unspoken=lens.unspoken,
        thematiques=_thematiques(evidence, lens),
        doubles=tuple(tuple(c.id for c in one.contributions) for one in doubles),
        alike=laid.alike if laid else None,
        wall_map=_wall_map(evidence, laid) if laid else None,
    )


def _laid_out(evidence: EventEvidence, engines: Engines, vectors: VectorCache) -> Layout | None:
    from facilitator.embedding.lexical import LEXICAL

    theme_of = {c.id: one.theme.id for one in evidence.themes[:MOST_THEMES] for c in one.contributions}

    def place(engine: Embedder) -> Layout | None:
        if engine.name == LEXICAL:
            return None
        return lay_out(
            [c.text for c in evidence.contributions],
            [theme_of.get(c.id) for c in evidence.contributions],
            CachedEmbedder(engine, vectors).embed,
            metrics_for(engine.name),
        )

    laid, _ = engines.run(place, texts=len(evidence.contributions))
    return laid


def _wall_map(evidence: EventEvidence, laid: Layout) -> WallMap:
    placed = zip(evidence.contributions, laid.texts, strict=True)
    known = {said.id: (float(x), float(y)) for said, (x, y) in placed if not (isnan(x) or isnan(y))}
    return WallMap(laid.columns, laid.rows, laid.themes, known)


def _thematiques(evidence: EventEvidence, lens: Lens) -> dict[str, str]:
    """The thématique that at least half of a theme's contributions belong to."""
    group_of = {c.id: group.name for group in lens.groups for c in group.contributions}
    found = {}
    for one in evidence.themes:
        counts = Counter(group_of.get(c.id, "") for c in one.contributions)
        name, times = max(counts.items(), key=lambda item: (item[1], item[0]))
        if name in THEMATIQUES and times >= _MOST_OF_A_THEME * len(one.contributions):
            found[one.theme.id] = name
    return found
