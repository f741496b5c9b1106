"""Themes of an event's wall, and where each contribution stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Author(StrEnum):
    """Who decided: what a human decided is never undone by a re-sort."""

    MACHINE = "machine"
    HUMAN = "humain"


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of one event; ``words`` and ``central_id`` are the evidence of a machine's name.

    ``position`` orders the wall; ``votes`` counts the dots put on the theme itself, beside those put
    on its contributions.
    """

    id: str
    event_id: str
    name: str
    position: int
    named_by: Author = Author.MACHINE
    words: tuple[str, ...] = ()
    central_id: str | None = None
    votes: int = 0


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one contribution stands: in a theme, in the tray « à ranger » or off-topic.

    ``theme_id`` is None in the tray and off-topic. ``confidence`` lies in 0..1; 1 for a human's act.
    ``secondary`` are further themes of a post-it with several ideas; they never count twice.
    """

    contribution_id: str
    theme_id: str | None
    by: Author = Author.MACHINE
    confidence: float = 0.0
    secondary: tuple[str, ...] = ()
    off_topic: bool = False


@dataclass(frozen=True, slots=True)
class Sorting:
    """A whole wall: themes in the order of their position, and one placement a contribution."""

    event_id: str
    themes: tuple[Theme, ...]
    placements: tuple[Placement, ...]
    engine: str
    made_at: datetime | None = None

    @property
    def has_human_decisions(self) -> bool:
        """Whether a human named a theme, voted for one, or placed a contribution."""
        return any(theme.named_by is Author.HUMAN or theme.votes for theme in self.themes) or any(
            placement.by is Author.HUMAN for placement in self.placements
        )

    def members(self) -> Mapping[str, tuple[str, ...]]:
        """Contribution ids by theme id, themes without members included."""
        members: dict[str, list[str]] = {theme.id: [] for theme in self.themes}
        for placement in self.placements:
            if placement.theme_id is not None:
                members[placement.theme_id].append(placement.contribution_id)
        return {theme_id: tuple(ids) for theme_id, ids in members.items()}
