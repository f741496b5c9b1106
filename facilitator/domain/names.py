"""What a facilitator decided of words that may identify somebody, before anything leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class NameDecision:
    """Of these words, exactly as written in this contribution: replaced, or left without ``replacement``.

    It holds as long as the words stand in the contribution, whatever else is corrected there.
    """

    contribution_id: str
    words: str
    replacement: str = ""
    decided_at: datetime | None = None
    """In UTC; None until it is kept."""

    @property
    def is_accepted(self) -> bool:
        """Whether a human answers for the words as they are."""
        return not self.replacement
