"""What a facilitator decided of words that may identify somebody, before anything leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class NameDecision:
    """Of these words, exactly as written in this contribution: replaced, or left without ``replacement``.

    It holds as long as the words stand in the contribution, whatever else is corrected there. Without a
    ``contribution_id`` it is on labels: titles, publics, tables, themes, next steps of the whole démarche.
    """

    contribution_id: str
    words: str
    replacement: str = ""
    decided_at: datetime | None = None
    """In UTC; None until it is kept."""

    @property
    def is_on_label(self) -> bool:
        """Whether it is on the words of labels."""
        return not self.contribution_id

    @property
    def is_accepted(self) -> bool:
        """Whether a human answers for the words as they are."""
        return not self.replacement
