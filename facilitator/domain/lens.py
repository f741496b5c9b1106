"""The same wall seen by subject, by type, by public or by CTG thématique, each contribution once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from facilitator.domain.contribution import Contribution, public_family
from facilitator.domain.evidence import EventEvidence
from facilitator.domain.theme import Sorting

THEMATIQUES = (
    "Petite enfance 0-3",
    "Enfance 3-11",
    "Jeunesse 11-25",
    "Parentalité",
    "Animation de la vie sociale",
    "Accès aux droits et numérique",
    "Logement",
    "Handicap, inclusion",
    "Mobilité",
    "Santé",
    "Vieillissement",
    "Précarité",
)
"""The thématiques of a CTG, all expected of a wall (domaine.md § 2.3)."""

GOUVERNANCE = "Gouvernance, coordination, participation"
"""How the others are steered: told where it is spoken of, never missed where it is not."""

CTG = (*THEMATIQUES, GOUVERNANCE)
"""All that a contribution may belong to; what else was learnt lies outside a CTG."""

UNKNOWN = "Sans thématique"


class LensKind(StrEnum):
    """What a wall is seen by."""

    SUBJECT = "sujet"
    TYPE = "type"
    PUBLIC = "public"
    THEMATIQUE = "thematique"


@dataclass(frozen=True, slots=True)
class Belonging:
    """Which thématique a contribution belongs to, None when too little says so, and which it touches too."""

    thematique: str | None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LensGroup:
    """Contributions seen together, most voted first; ``also`` counts those of other groups that touch it.

    ``aside`` groups hold what belongs nowhere in this lens, or is off-topic.
    """

    name: str
    contributions: tuple[Contribution, ...]
    also: int = 0
    aside: bool = False

    @property
    def votes(self) -> int:
        """Dots on the group's contributions; those on a theme itself are left to the wall."""
        return sum(c.votes for c in self.contributions)


@dataclass(frozen=True, slots=True)
class Lens:
    """A wall through one lens: groups by decreasing size, those aside last.

    ``unspoken`` are the expected thématiques that no contribution belongs to or touches.
    """

    kind: LensKind
    title: str
    groups: tuple[LensGroup, ...]
    unspoken: tuple[str, ...] = ()


def look(
    evidence: EventEvidence,
    sorting: Sorting,
    kind: LensKind,
    belongings: Mapping[str, Belonging] | None = None,
) -> Lens:
    """The wall of ``evidence`` seen by ``kind``; by thématique, ``belongings`` tells each contribution's.

    Off-topic contributions stand aside in every lens.
    """
    if kind is LensKind.SUBJECT:
        return Lens(kind, evidence.event.title, _subjects(evidence, sorting))
    off_topic = {c.id for c in evidence.off_topic}
    said = [c for c in evidence.contributions if c.id not in off_topic]
    if kind is LensKind.THEMATIQUE:
        known = belongings or {}
        places = {c.id: known.get(c.id, Belonging(None)) for c in said}
        groups = _grouped(said, {id_: p.thematique for id_, p in places.items()}, UNKNOWN)
        also = [name for place in places.values() for name in place.also]
        groups += [LensGroup(name, ()) for name in sorted(set(also) - {g.name for g in groups})]
        groups = [LensGroup(g.name, g.contributions, also.count(g.name), g.aside) for g in groups]
        unspoken = unspoken_among(places.values())
    else:
        name_of = _type if kind is LensKind.TYPE else _public
        groups = _grouped(said, {c.id: name_of(c) for c in said}, f"Sans {kind.value}")
        unspoken = ()
    return Lens(kind, evidence.event.title, _ordered([*groups, *_off_topic(evidence)]), unspoken)


def unspoken_among(belongings: Iterable[Belonging]) -> tuple[str, ...]:
    """The thématiques that none of these belongs to; nothing where there is none to tell from."""
    places = list(belongings)
    touched = {name for place in places for name in (place.thematique, *place.also)}
    return tuple(name for name in THEMATIQUES if places and name not in touched)


def _type(contribution: Contribution) -> str | None:
    return contribution.type.value if contribution.type else None


def _public(contribution: Contribution) -> str | None:
    """The public, or the family of the quality where only that was noted."""
    family = public_family(contribution.quality or "")
    return contribution.public or (family.value if family else None)


def _subjects(evidence: EventEvidence, sorting: Sorting) -> tuple[LensGroup, ...]:
    """The themes of the wall, the tray and what is off-topic aside."""
    also = [theme_id for placement in sorting.placements for theme_id in placement.secondary]
    themes = [LensGroup(t.theme.name, t.contributions, also.count(t.theme.id)) for t in evidence.themes]
    tray = [LensGroup("À ranger", evidence.tray, aside=True)] if evidence.tray else []
    return _ordered([*themes, *tray, *_off_topic(evidence)])


def _off_topic(evidence: EventEvidence) -> list[LensGroup]:
    return [LensGroup("Hors sujet", evidence.off_topic, aside=True)] if evidence.off_topic else []


def _grouped(said: Iterable[Contribution], names: Mapping[str, str | None], rest: str) -> list[LensGroup]:
    groups: dict[str | None, list[Contribution]] = {}
    for contribution in sorted(said, key=lambda c: (-c.votes, c.number)):
        groups.setdefault(names[contribution.id], []).append(contribution)
    return [LensGroup(name or rest, tuple(found), aside=name is None) for name, found in groups.items()]


def _ordered(groups: Iterable[LensGroup]) -> tuple[LensGroup, ...]:
    return tuple(sorted(groups, key=lambda g: (g.aside, -len(g.contributions), -g.also, -g.votes, g.name)))
