"""What only all events of a démarche together tell: kindred themes, thématiques that nobody spoke of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from facilitator.domain.contribution import Contribution
from facilitator.domain.evidence import EventEvidence
from facilitator.domain.lens import CTG, Belonging, unspoken_among
from facilitator.drafting.note_strategique import WholeDemarche
from facilitator.embedding.embedder import Embedder
from facilitator.store.vectors import Vectors as VectorCache
from facilitator.theming.kinship import find_kin
from facilitator.theming.metric import metrics_for
from facilitator.theming.thematiques import attribute
from facilitator.workshop.engine import Engines
from facilitator.workshop.walls import CachedEmbedder


def whole_demarche(
    evidences: Sequence[EventEvidence], engines: Engines, vectors: VectorCache
) -> tuple[WholeDemarche, tuple[str, ...]]:
    """What all events together tell, and what the facilitator should know of the engine that told it."""
    held = [evidence for evidence in evidences if evidence.themes]
    said = sum(len(evidence.contributions) for evidence in evidences)
    if not said:
        return WholeDemarche(), ()

    def look(engine: Embedder) -> WholeDemarche:
        embed = CachedEmbedder(engine, vectors).embed
        metrics = metrics_for(engine.name)
        walls = [[[c.text for c in theme.contributions] for theme in one.themes] for one in held]
        kin = tuple(
            tuple((held[wall].event.id, held[wall].themes[rank].theme.id) for wall, rank in group)
            for group in find_kin(walls, embed, metrics)
        )
        placed = [(c.text, _theme_of(one, c.id)) for one in evidences for c in _on_topic(one)]
        texts, themes = [text for text, _ in placed], [theme for _, theme in placed]
        found = attribute(texts, themes, embed, next(iter(metrics), None))
        ids = [c.id for one in evidences for c in _on_topic(one)]
        own = {id_: one.thematique for id_, one in zip(ids, found, strict=True) if one.thematique in CTG}
        return WholeDemarche(kin, unspoken_among(found), _of_themes(themes, found), belongings=own)

    return engines.run(look, texts=said)


def _of_themes(
    themes: Sequence[tuple[str, str] | None], found: Sequence[Belonging]
) -> Mapping[tuple[str, str], str]:
    """The thématique of a CTG that most contributions of each theme belong to, of equals the first listed."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for theme, belonging in zip(themes, found, strict=True):
        if theme is not None and belonging.thematique in CTG:
            counts.setdefault(theme, Counter())[belonging.thematique] += 1
    return {theme: _most_told(told) for theme, told in counts.items()}


def _most_told(told: Counter[str]) -> str:
    return max(CTG, key=lambda name: (told[name], -CTG.index(name)))


def _on_topic(evidence: EventEvidence) -> list[Contribution]:
    aside = {c.id for c in evidence.off_topic}
    return [c for c in evidence.contributions if c.id not in aside]


def _theme_of(evidence: EventEvidence, contribution_id: str) -> tuple[str, str] | None:
    theme = evidence.theme_of(contribution_id)
    return None if theme is None else (evidence.event.id, theme.theme.id)
