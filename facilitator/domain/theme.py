"""Themes of an event's wall, and where each contribution stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from facilitator.domain.decisions import NONE, Decisions


class Author(StrEnum):
    """Who decided: what a human decided is never undone by a re-sort."""

    MACHINE = "machine"
    HUMAN = "humain"


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of one event; ``words`` and ``central_id`` are the evidence of a machine's name.

    ``position`` orders the wall; ``votes`` counts the dots put on the theme itself, beside those put
    on its contributions. ``colour`` is an index in a palette, given at creation and never changed;
    ``made_by`` tells a theme that a human made from one that the machine found.
    """

    id: str
    event_id: str
    name: str
    position: int
    named_by: Author = Author.MACHINE
    words: tuple[str, ...] = ()
    central_id: str | None = None
    votes: int = 0
    colour: int = 0
    made_by: Author = Author.MACHINE

    @property
    def number(self) -> int:
        """The theme's number on the wall, from 1, by which it can be named."""
        return self.position + 1

    @property
    def is_kept(self) -> bool:
        """Whether the theme itself carries a human's decision, so that it stays even without a member."""
        return Author.HUMAN in (self.named_by, self.made_by) or self.votes > 0


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one contribution stands: in a theme, in the tray « à ranger » or off-topic.

    ``theme_id`` is None in the tray and off-topic. ``confidence`` lies in 0..1; 1 for a human's act.
    ``secondary`` are further themes of a post-it with several ideas; they never count twice. What a human
    placed (``by``), in the tray and off-topic too, the machine never moves.
    """

    contribution_id: str
    theme_id: str | None
    by: Author = Author.MACHINE
    confidence: float = 0.0
    secondary: tuple[str, ...] = ()
    off_topic: bool = False


@dataclass(frozen=True, slots=True)
class Sorting:
    """A whole wall: themes in the order of their position, one placement a contribution, and decisions."""

    event_id: str
    themes: tuple[Theme, ...]
    placements: tuple[Placement, ...]
    engine: str
    made_at: datetime | None = None
    decisions: Decisions = NONE

    @property
    def has_human_decisions(self) -> bool:
        """Whether a human made, named or voted for a theme, placed a contribution or decided otherwise."""
        return (
            any(theme.is_kept for theme in self.themes)
            or any(placement.by is Author.HUMAN for placement in self.placements)
            or self.decisions != NONE
        )

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands yet that a new sorting could undo."""
        return not self.themes and not self.has_human_decisions

    def theme(self, theme_id: str) -> Theme:
        """The theme of this id; KeyError if the wall lacks it."""
        for theme in self.themes:
            if theme.id == theme_id:
                return theme
        raise KeyError(theme_id)

    def places(self) -> dict[str, Placement]:
        """The placements by contribution id."""
        return {placement.contribution_id: placement for placement in self.placements}

    def members(self) -> Mapping[str, tuple[str, ...]]:
        """Contribution ids by theme id, themes without members included."""
        members: dict[str, list[str]] = {theme.id: [] for theme in self.themes}
        for placement in self.placements:
            if placement.theme_id is not None:
                members[placement.theme_id].append(placement.contribution_id)
        return {theme_id: tuple(ids) for theme_id, ids in members.items()}

    def kept_themes(self) -> frozenset[str]:
        """Ids of the themes that no re-sort takes away: a human's, or holding what a human placed."""
        kept = {theme.id for theme in self.themes if theme.is_kept}
        for placement in self.placements:
            if placement.by is Author.HUMAN:
                kept.update(placement.secondary)
                if placement.theme_id is not None:
                    kept.add(placement.theme_id)
        return frozenset(kept)

    def placing(self, placements: Iterable[Placement]) -> Sorting:
        """The wall with these placements in the place of those of the same contributions, or added."""
        wanted = {placement.contribution_id: placement for placement in placements}
        kept = [wanted.pop(one.contribution_id, one) for one in self.placements]
        return replace(self, placements=(*kept, *wanted.values()))


def lowest_free(colours: Collection[int]) -> int:
    """The first index of the palette that is not among ``colours``."""
    return next(index for index in range(len(colours) + 1) if index not in colours)
