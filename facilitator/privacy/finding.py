"""What may identify somebody in a text: where, of what kind, and what could be put in its place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """What identifies, by how surely it does: of two that overlap the first one tells the kind."""

    EMAIL = "courriel"
    PHONE = "téléphone"
    ADDRESS = "adresse"
    PERSON = "personne"
    ROLE = "fonction"
    SITUATION = "situation"


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a text that may identify somebody: ``words`` are ``text[start:end]``."""

    kind: FindingKind
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A passage of a contribution, and the quality that could stand in its place (« [une voisine] »)."""

    contribution_id: str
    passage: Passage
    suggestion: str

    @property
    def words(self) -> str:
        """The words as they are written."""
        return self.passage.words
