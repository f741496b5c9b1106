"""Which group speaks of a theme more than the others do, and which says nothing of it.

The test is that of Polis for what is representative of a group (Small, Bjorkegren, Erkkilä, Shaw and Megill
2021, « Polis: Scaling Deliberation by Mapping High Dimensional Opinion Spaces », Recerca 26(2)): a
two-proportion z-test on the share of the group's contributions that fall in the theme against the share of
everybody else's, both with one pseudo-success in two pseudo-trials, kept above the one-sided 90 % level.

A wall of ten themes and five publics is tested fifty times: some signals come by chance alone. They are
something to ask the room about, never a finding, and numbers of contributions are not weights.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from facilitator.domain.contribution import Contribution, public_family
from facilitator.domain.event import Event

SIGNAL_Z = 1.28
"""Least z of a signal: one-sided 90 %, as in Polis."""

GROUP_MINIMUM = 5
"""Contributions under which a group is not compared: one post-it moves its share by over 20 points."""

THEME_MINIMUM = 3
"""Contributions of the group on the theme under which nothing is said: two may be one person's."""

SILENCE_EXPECTED = 2.0
"""Contributions to be expected of a public on a theme, at the others' pace, from which its silence is told.

Chance alone leaves none of two expected about once in seven (exp(-2)), of one more than once in three.
"""


class GroupKind(StrEnum):
    """What a group is: people of one public, those of one table, or those who speak under one quality."""

    PUBLIC = "public"
    TABLE = "table"
    QUALITE = "qualité"


@dataclass(frozen=True, slots=True)
class Contrast:
    """A group that speaks of a theme more than the others: ``said`` of its ``size`` contributions.

    Elsewhere, ``said_elsewhere`` of ``size_elsewhere``. ``contribution_ids`` are those that it said.
    """

    theme_id: str
    group: str
    kind: GroupKind
    said: int
    size: int
    said_elsewhere: int
    size_elsewhere: int
    z: float
    contribution_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Silence:
    """The publics heard on the wall but not on this theme, of which most of the others spoke."""

    theme_id: str
    publics: tuple[str, ...]


def find_contrasts(
    event: Event, themes: Mapping[str, Sequence[Contribution]], everything: Sequence[Contribution]
) -> tuple[Contrast, ...]:
    """The signals of a wall, strongest first; ``themes`` gives the contributions of each theme by its id.

    ``everything`` is the whole wall, tray and off-topic included: shares are out of all that a group said.
    Contributions of an unknown group are on neither side. A table whose people are one public, a quality
    which is a whole family, are tested once, under the public.
    """
    found, tested = [], set[frozenset[str]]()
    for kind in _kinds(event):
        sizes = _groups(event, kind, everything)
        total = sum(map(len, sizes.values()))
        for group, said in sizes.items():
            who = frozenset(c.id for c in said)
            if who in tested or len(said) < GROUP_MINIMUM or len(said) == total:
                continue
            tested.add(who)
            for theme_id, members in themes.items():
                heard = _groups(event, kind, members)
                here = heard.get(group, ())
                numbers = len(here), len(said), sum(map(len, heard.values())) - len(here), total - len(said)
                z = two_proportions(*numbers)
                if len(here) >= THEME_MINIMUM and z > SIGNAL_Z:
                    ids = tuple(c.id for c in here)
                    found.append(Contrast(theme_id, group, kind, *numbers, z=z, contribution_ids=ids))
    return tuple(sorted(found, key=lambda contrast: -contrast.z))


def two_proportions(said: int, size: int, said_elsewhere: int, size_elsewhere: int) -> float:
    """The z of ``said / size`` over ``said_elsewhere / size_elsewhere``, each with +1 on +2."""
    here, there = (said + 1) / (size + 2), (said_elsewhere + 1) / (size_elsewhere + 2)
    pooled = (said + said_elsewhere + 2) / (size + size_elsewhere + 4)
    return (here - there) / sqrt(pooled * (1 - pooled) * (1 / (size + 2) + 1 / (size_elsewhere + 2)))


def find_silences(
    event: Event, themes: Mapping[str, Sequence[Contribution]], everything: Sequence[Contribution]
) -> tuple[Silence, ...]:
    """The publics that said nothing of a theme, for themes where it tells something.

    Only publics of at least `GROUP_MINIMUM` contributions count, only where two of them spoke and at least as
    many as did not (one public's own subject makes the others silent, not missing), and only where
    `SILENCE_EXPECTED` contributions were to be expected.
    """
    sizes = {
        public: len(said)
        for public, said in _groups(event, GroupKind.PUBLIC, everything).items()
        if len(said) >= GROUP_MINIMUM
    }
    silences = []
    for theme_id, members in themes.items():
        speaking = sizes.keys() & _groups(event, GroupKind.PUBLIC, members).keys()
        quiet = sorted(sizes.keys() - speaking)
        if len(speaking) < max(2, len(quiet)):
            continue
        missed = tuple(
            public
            for public in quiet
            if len(members) * sizes[public] >= SILENCE_EXPECTED * (len(everything) - sizes[public])
        )
        if missed:
            silences.append(Silence(theme_id, missed))
    return tuple(silences)


def _kinds(event: Event) -> tuple[GroupKind, ...]:
    """What is compared at this event: no tables where each had its own subject, or where all sit together."""
    if event.kind.speaks_in_turn:
        return GroupKind.PUBLIC, GroupKind.QUALITE
    if event.kind.has_thematic_tables:
        return (GroupKind.PUBLIC,)
    return GroupKind.PUBLIC, GroupKind.TABLE


def _groups(
    event: Event, kind: GroupKind, contributions: Sequence[Contribution]
) -> dict[str, tuple[Contribution, ...]]:
    """The contributions of each group, unknown groups left out."""
    groups: dict[str, list[Contribution]] = {}
    for contribution in contributions:
        if group := _GROUP_OF[kind](event, contribution):
            groups.setdefault(group, []).append(contribution)
    return {group: tuple(said) for group, said in groups.items()}


def _public(event: Event, contribution: Contribution) -> str | None:
    """The public; where people speak in turn, the family of their quality, since few speak five times."""
    if contribution.public or not event.kind.speaks_in_turn:
        return contribution.public
    family = public_family(contribution.quality or "")
    return family.value if family else None


_GROUP_OF: dict[GroupKind, Callable[[Event, Contribution], str | None]] = {
    GroupKind.PUBLIC: _public,
    GroupKind.TABLE: lambda _event, contribution: contribution.table,
    GroupKind.QUALITE: lambda _event, contribution: contribution.quality,
}
