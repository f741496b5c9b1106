"""Other looks at a wall, that change nothing on it: its lenses, and what seems to be said twice."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from facilitator.domain.contribution import Contribution
from facilitator.domain.demarche import Demarche
from facilitator.domain.evidence import EventEvidence, gather
from facilitator.domain.lens import CTG, UNKNOWN, Belonging, Lens, LensGroup, LensKind, look
from facilitator.domain.theme import Sorting
from facilitator.domain.wall import Wall
from facilitator.embedding.embedder import Embedder
from facilitator.errors import UsageError
from facilitator.language.french import counted, plural
from facilitator.language.typography import number, typeset
from facilitator.store.vectors import Vectors as VectorCache
from facilitator.theming.doubles import LARGEST, Reason, find_doubles
from facilitator.theming.metric import metrics_for
from facilitator.theming.thematiques import attribute
from facilitator.workshop.engine import Engines
from facilitator.workshop.walls import CachedEmbedder

WORDS_ALONE = typeset("Thématiques reconnues aux seuls mots du métier : ce moteur n'a rien appris d'autre.")

MOST_ATTRIBUTED = 2_000
"""Contributions of an event above which an export does not wait for their thématiques."""

MANY = typeset(f"Au-delà de {number(LARGEST)} textes différents, seuls les mots sont comparés, pas le sens.")


def lens_asked(label: str) -> LensKind:
    """The lens named on a command line; UsageError if unknown."""
    if label not in LensKind.__members__.values():
        raise UsageError(
            f"« {label} » n’est pas une façon de voir le mur.",
            next_step=f"Choisissez parmi : {', '.join(LensKind)}.",
        )
    return LensKind(label)


def lens_heading(kind: LensKind) -> str:
    """What a lens sees by, as a heading: « Sujet », « Thématique CTG »."""
    return "Thématique CTG" if kind is LensKind.THEMATIQUE else kind.value.capitalize()


def group_name(group: LensGroup, lens: Lens) -> str:
    """A group's name; « (hors CTG) » where a thématique is none of a CTG's."""
    outside = lens.kind is LensKind.THEMATIQUE and not group.aside and group.name not in CTG
    return f"{group.name} (hors CTG)" if outside else group.name


def lens_sentences(lens: Lens) -> list[str]:
    """What to read with a lens by thématique: those nobody spoke of, and how all this was recognised."""
    if lens.kind is not LensKind.THEMATIQUE or not lens.groups:
        return []
    missing = [f"Personne n'en a parlé : {' ; '.join(lens.unspoken)}."] if lens.unspoken else []
    how = "Reconnu d'après les mots et les thèmes du mur : relisez avant de le dire à la salle"
    unknown = sum(len(group.contributions) for group in lens.groups if group.name == UNKNOWN)
    rest = f", surtout les {unknown} sans thématique" if unknown > 1 else ""
    return [typeset(sentence) for sentence in (*missing, f"{how}{rest}.")]


def through_lens(
    evidence: EventEvidence, sorting: Sorting, kind: LensKind, engines: Engines, vectors: VectorCache
) -> tuple[Lens, tuple[str, ...]]:
    """The wall seen by ``kind``, and what the facilitator should know of how it was made."""
    if kind is not LensKind.THEMATIQUE:
        return look(evidence, sorting, kind), ()

    def belongings(engine: Embedder) -> tuple[tuple[Belonging, ...], tuple[str, ...]]:
        learnt = next(iter(metrics_for(engine.name)), None)
        themes = {p.contribution_id: p.theme_id for p in sorting.placements}
        found = attribute(
            [c.text for c in evidence.contributions],
            [themes.get(c.id) for c in evidence.contributions],
            CachedEmbedder(engine, vectors).embed,
            learnt,
        )
        return found, () if learnt else (WORDS_ALONE,)

    (found, remarks), notes = engines.run(belongings, texts=len(evidence.contributions))
    by_id = {c.id: one for c, one in zip(evidence.contributions, found, strict=True)}
    return look(evidence, sorting, kind, by_id), (*notes, *remarks)


def with_thematiques(wall: Wall, demarche: Demarche, engines: Engines, vectors: VectorCache) -> Wall:
    """The wall with the thématiques that its themes touch, where it is not too large to wait for them."""
    if wall.sorting is None or not 0 < len(wall.contributions) <= MOST_ATTRIBUTED:
        return wall
    evidence = gather(demarche, wall.event, wall.contributions, wall.sorting)
    return replace(wall, thematiques=thematiques_of_themes(evidence, wall.sorting, engines, vectors))


def thematiques_of_themes(
    evidence: EventEvidence, sorting: Sorting, engines: Engines, vectors: VectorCache
) -> Mapping[str, tuple[str, ...]]:
    """The one or two thématiques that each theme touches most, by its id.

    A thématique is told where a third at least of the theme's recognised contributions belong to it.
    """
    lens, _ = through_lens(evidence, sorting, LensKind.THEMATIQUE, engines, vectors)
    found = {one.id: group_name(group, lens) for group in lens.groups for one in group.contributions}
    touched = {}
    for each in evidence.themes:
        names = [name for one in each.contributions if (name := found[one.id]) in CTG]
        counts = sorted(Counter(names).items(), key=lambda item: (-item[1], item[0]))
        touched[each.theme.id] = tuple(name for name, count in counts[:2] if 3 * count >= len(names))
    return touched


@dataclass(frozen=True, slots=True)
class Repeated:
    """Contributions that seem to say the same, by number; ``score`` lies in 0..1, within one reason."""

    contributions: tuple[Contribution, ...]
    reason: Reason
    score: float


def repeated(
    contributions: Sequence[Contribution], engines: Engines, vectors: VectorCache
) -> tuple[tuple[Repeated, ...], tuple[str, ...]]:
    """What seems to be said twice on a wall, surest first, and what the facilitator should know of it."""
    texts = [c.text for c in contributions]
    found, notes = engines.run(
        lambda engine: find_doubles(texts, CachedEmbedder(engine, vectors).embed), texts=len(texts)
    )
    groups = tuple(
        Repeated(tuple(contributions[at] for at in double.members), double.reason, double.score)
        for double in found
    )
    many = (MANY,) if len(texts) > LARGEST else ()
    return groups, (*notes, *many)


def doubles_sentence(count: int) -> str:
    """« 3 doublons possibles, à vérifier : rien n’est fusionné. », or that none was found."""
    if not count:
        return typeset("Aucun doublon repéré ; une même idée dite avec d'autres mots peut échapper.")
    possible = plural(count, "possible")
    return typeset(f"{counted(count, 'doublon')} {possible}, à vérifier : rien n'est fusionné.")
