"""All that may identify somebody in contributions, with what was decided of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from facilitator.domain.contribution import Contribution
from facilitator.domain.names import NameDecision
from facilitator.privacy.finding import Finding, FindingKind, Passage
from facilitator.privacy.reading import Entity, read, with_entities
from facilitator.privacy.redaction import occurrences
from facilitator.privacy.suggesting import suggestion
from facilitator.privacy.tokens import tokens

Entities = Mapping[str, Sequence[Entity]]
"""Where a model sees persons, by text."""
Fields = tuple[tuple[str, Callable[[Contribution], str]], ...]

QUALITY: Final = "qualité"
FIELDS: Final[Fields] = (
    ("texte", lambda one: one.text),
    ("texte d’origine", lambda one: one.original),
    (QUALITY, lambda one: one.quality or ""),
)
"""What of a contribution goes into documents and was typed freely."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A finding, its number in the whole review from 1, and what was decided (None: nothing yet).

    ``field`` says where the words stand when it is not in the text itself.
    """

    number: int
    contribution: Contribution
    finding: Finding
    decision: NameDecision | None = None
    field: str = "texte"

    @property
    def outcome(self) -> str:
        """« à décider », « tel quel, assumé », « [une voisine] »: the words of every list of passages."""
        if self.decision is None:
            return "à décider"
        return "tel quel, assumé" if self.decision.is_accepted else self.decision.replacement


def texts_of(contributions: Iterable[Contribution]) -> list[str]:
    """The texts that a model reads: those that stand, and those that they replaced, each once."""
    return list(dict.fromkeys(text for one in contributions for text in (one.text, one.original) if text))


def review(
    contributions: Iterable[Contribution],
    decisions: Iterable[NameDecision],
    places: Collection[str] = (),
    entities: Entities | None = None,
    *,
    first: int = 1,
) -> tuple[Reviewed, ...]:
    """The findings in ``contributions``, in their order, each words of a contribution once.

    A decision holds for its words wherever they stand in the contribution. What was decided is kept in the
    review where the words still stand, so that numbers stay as they are. ``first`` is the first number.
    """
    decided: dict[str, dict[str, NameDecision]] = {}
    for one in decisions:
        decided.setdefault(one.contribution_id, {})[one.words] = one
    found: list[Reviewed] = []
    for contribution in contributions:
        known = decided.get(contribution.id, {})
        for passage, field in _passages(contribution, known, places, entities or {}):
            finding = Finding(contribution.id, passage, suggestion(contribution, passage))
            found.append(Reviewed(first + len(found), contribution, finding, known.get(passage.words), field))
    return tuple(found)


def undecided(reviewed: Iterable[Reviewed]) -> tuple[Reviewed, ...]:
    """Those of which nothing was decided."""
    return tuple(one for one in reviewed if one.decision is None)


def _identifies_in_quality(passage: Passage) -> bool:
    """« élue : maire » is a function, whatever « élue » says of the next word; a first name is none."""
    named = any(one.is_sure for one in tokens(passage.words))
    return passage.kind is not FindingKind.PERSON or named


def _is_covered(words: str, text: str, decided: Iterable[str]) -> bool:
    """Whether ``words`` stand in ``text`` only within longer words of which something is decided."""
    longer = [
        span
        for others in decided
        if len(others) > len(words) and words in others
        for span in occurrences(text, others)
    ]
    return bool(longer) and all(
        any(first <= start and end <= last for first, last in longer)
        for start, end in occurrences(text, words)
    )


def _passages(
    contribution: Contribution,
    decided: Mapping[str, NameDecision],
    places: Collection[str],
    entities: Entities,
) -> Iterable[tuple[Passage, str]]:
    told: set[str] = set()
    for field, value in FIELDS:
        text = value(contribution)
        if not text:
            continue
        passages = read(text, places)
        if field == QUALITY:
            passages = tuple(one for one in passages if _identifies_in_quality(one))
        elif text in entities:
            passages = with_entities(text, passages, entities[text], places)
        for passage in passages:
            if passage.words not in told and not _is_covered(passage.words, text, decided):
                told.add(passage.words)
                yield passage, field
