"""The wall of one event under the facilitator's hands: each verb one act, journaled and undoable.

- ``board``: the verbs; ``gestures``: what each decides; ``cutting``: where a post-it is cut.
- ``standing_wall``: the wall kept in memory, gestures carried out on it, and what the machine refiles after.
- ``wall``: one state of the wall, and how contributions and themes are named on it.
- ``sight``: how the machine sees its texts, kept from gesture to gesture.
- ``reports``: what a gesture tells the person who made it.
"""

from facilitator.workshop.board.board import Board
from facilitator.workshop.board.reports import BoardReport, Refiled, Suggested

__all__ = ["Board", "BoardReport", "Refiled", "Suggested"]
