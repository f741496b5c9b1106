"""Two files of one démarche become one: what wins, what is a conflict; nothing is lost, nothing doubled.

- ``holding``: what one file holds, and what a joining gives.
- ``settling``: one value said in both files; the rule all others rest on.
- ``agenda``: the démarche and its events.
- ``contributions``: which contributions are the same, and their numbers.
- ``walls``: themes, places and decisions.
- ``projects``: the projet social.
- ``joined``: the whole.
"""

from facilitator.domain.joining.holding import (
    Cell,
    Conflict,
    Holding,
    ImportNote,
    Joined,
    Renumbered,
    are_one_demarche,
)
from facilitator.domain.joining.joined import join

__all__ = ["Cell", "Conflict", "Holding", "ImportNote", "Joined", "Renumbered", "are_one_demarche", "join"]
