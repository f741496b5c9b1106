"""An exported wall comes back: what it brings anew, what is there already, and what differs.

- ``contributions``: which are new, which are known, and their numbers.
- ``walls``: where the new ones stand, and themes that came along.
- ``returned``: the whole, and what is told of it.

Nothing that is there changes: an export is a picture of an earlier day, not a correction.
"""

from facilitator.domain.returning.returned import Here, Returned, take_back

__all__ = ["Here", "Returned", "take_back"]
