"""What an event was made of at some moment, and what has become different since, whatever the clocks say.

Every part of an event bears the number of the act that last wrote it, and gets its former number back when
that act is taken back: equal numbers are equal contents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Acts = Mapping[str, int]
"""Parts by name, each with the number of the act that last wrote it."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """The parts of an event: contributions and their places by number, themes by id, its description.

    That of a projet social has one sort of part only: its ``plan``.
    """

    contributions: Acts = field(default_factory=dict)
    places: Acts = field(default_factory=dict)
    themes: Acts = field(default_factory=dict)
    description: Acts = field(default_factory=dict)
    plan: Acts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drift:
    """How far two imprints are apart: contributions added or changed; themes; description; plan."""

    added: int = 0
    changed: int = 0
    themes: int = 0
    described: bool = False
    planned: bool = False

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.themes or self.described or self.planned)

    def __add__(self, other: Drift) -> Drift:
        return Drift(
            self.added + other.added,
            self.changed + other.changed,
            self.themes + other.themes,
            self.described or other.described,
            self.planned or other.planned,
        )


def drift(before: Imprint, after: Imprint) -> Drift:
    """What is different from ``before`` to ``after``; a change that was taken back is none."""
    added = after.contributions.keys() - before.contributions.keys()
    changed = _different(before.contributions, after.contributions) | _different(before.places, after.places)
    return Drift(
        added=len(added),
        changed=len(changed - added),
        themes=len(_different(before.themes, after.themes)),
        described=bool(_different(before.description, after.description)),
        planned=bool(_different(before.plan, after.plan)),
    )


def _different(before: Acts, after: Acts) -> set[str]:
    """The names of the parts that came, went or were written."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
