"""What the machine sees on a wall by the meaning of its words: asked of a human, never counted as a fact.

Kept apart from the counted facts of ``evidence``, so that no document takes a guess for a count.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class WallMap:
    """``columns`` × ``rows`` cells; themes, by id, in (column, row): what is side by side says alike things.

    Contributions, by id, stand around the middle of their theme, in [-1, 1]²: each leans to the themes
    that it is like. It holds the largest themes only, as many as a slide can name.
    """

    columns: int
    rows: int
    themes: Mapping[str, tuple[int, int]]
    contributions: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Insight:
    """``unspoken`` are the CTG thématiques that nobody spoke of, ``thematiques`` each theme's own, by its id.

    ``doubles`` are contributions that may say the same, by id; ``alike`` two themes that may be one.
    """

    unspoken: tuple[str, ...] = ()
    thematiques: Mapping[str, str] = field(default_factory=dict)
    doubles: tuple[tuple[str, ...], ...] = ()
    alike: tuple[str, str] | None = None
    wall_map: WallMap | None = None
