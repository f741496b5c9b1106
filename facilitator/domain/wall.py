"""An event with all that was said there and where it stands: what an export holds of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from facilitator.domain.contribution import Contribution
from facilitator.domain.event import Event
from facilitator.domain.theme import Sorting


@dataclass(frozen=True, slots=True)
class Wall:
    """An event, all its contributions, and their sorting (None when it was never sorted).

    ``thematiques`` are those of a CTG that each theme touches, by its id, where they were looked for.
    """

    event: Event
    contributions: tuple[Contribution, ...]
    sorting: Sorting | None = None
    thematiques: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
