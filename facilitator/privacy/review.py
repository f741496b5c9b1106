"""All that may identify somebody in contributions, with what was decided of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from facilitator.domain.contribution import Contribution
from facilitator.domain.names import NameDecision
from facilitator.privacy.echoes import Echoed, echoes
from facilitator.privacy.finding import Finding, FindingKind, Passage
from facilitator.privacy.labels import PUBLIC, THEME, Label
from facilitator.privacy.reading import Entity, read, with_entities
from facilitator.privacy.redaction import occurrences
from facilitator.privacy.suggesting import suggestion
from facilitator.privacy.tokens import tokens

Entities = Mapping[str, Sequence[Entity]]
"""Where a model sees persons, by text."""
Fields = tuple[tuple[str, Callable[[Contribution], str]], ...]

TEXT: Final = "texte"
QUALITY: Final = "qualité"
FIELDS: Final[Fields] = (
    (TEXT, lambda one: one.text),
    ("texte d’origine", lambda one: one.original),
    (QUALITY, lambda one: one.quality or ""),
)
"""What of a contribution goes into documents and was typed freely."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A finding, its number in the whole review from 1, and what was decided (None: nothing yet).

    ``text`` is what the words stand in, and ``field`` what that is; a label belongs to no ``contribution``.
    """

    number: int
    finding: Finding
    text: str
    field: str = TEXT
    contribution: Contribution | None = None
    decision: NameDecision | None = None

    @property
    def subject(self) -> str:
        """« n° 12 », or what the label is: « titre »."""
        return self.field if self.contribution is None else f"n° {self.contribution.number}"

    @property
    def is_removed(self) -> bool:
        """Whether its contribution was taken off the wall."""
        return self.contribution is not None and self.contribution.removed

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
    decided = _by_contribution(decisions)
    found: list[Reviewed] = []
    for one in contributions:
        known = decided.get(one.id, {})
        for passage, field, text in _passages(one, known, places, entities or {}):
            finding = Finding(one.id, passage, suggestion(passage, one.text, one.public))
            number = first + len(found)
            found.append(Reviewed(number, finding, text, field, one, known.get(passage.words)))
    return tuple(found)


def review_labels(
    labels: Iterable[Label],
    decisions: Iterable[NameDecision],
    places: Collection[str] = (),
    entities: Entities | None = None,
    *,
    first: int = 1,
    shown: Callable[[Label], str] | None = None,
) -> tuple[Reviewed, ...]:
    """The findings in ``labels``, in their order, each words once: a decision holds for all labels.

    A post (« la directrice du CCAS ») is what next steps and publics are to name: it is no finding here.
    ``shown`` tells a theme's name without what was replaced in the contributions of its event: words that
    are gone from it are decided there.
    """
    known = {one.words: one for one in decisions}
    found: dict[str, Reviewed] = {}
    for label in labels:
        passages = read(label.text, places)
        if label.kind == PUBLIC:
            passages = tuple(one for one in passages if _identifies_in_quality(one))
        elif label.text in (entities or {}):
            passages = with_entities(label.text, passages, (entities or {})[label.text], places)
        for passage in passages:
            words = passage.words
            is_post = passage.kind is FindingKind.ROLE
            if is_post or words in found or _is_covered(words, label.text, known):
                continue
            left = shown(label) if shown is not None and label.kind == THEME else label.text
            decision = known.get(words)
            if decision is None and words not in left:
                decision = NameDecision("", words, left)
            finding = Finding("", passage, suggestion(passage, label.text))
            found[words] = Reviewed(first + len(found), finding, label.text, label.kind, None, decision)
    return tuple(found.values())


def review_echoes(
    contributions: Iterable[Contribution],
    decisions: Iterable[NameDecision],
    names: Mapping[str, Echoed],
    reviewed: Iterable[Reviewed],
    *,
    first: int = 1,
) -> tuple[Reviewed, ...]:
    """Where parts of decided ``names`` stand in ``contributions``, outside what was ``reviewed``.

    Those of the newest decision come last, so that numbers stay as they are while others are decided.
    """
    if not names:
        return ()
    decided = _by_contribution(decisions)
    passages: dict[str, list[Passage]] = {}
    for known in reviewed:
        passages.setdefault(known.finding.contribution_id, []).append(known.finding.passage)
    found: list[tuple[Echoed, Reviewed]] = []
    for one in contributions:
        there = passages.get(one.id, [])
        told = {passage.words for passage in there}
        for field, value in FIELDS:
            for passage, echo in echoes(value(one), names, there):
                if passage.words not in told:
                    told.add(passage.words)
                    words = echo.replacement or suggestion(passage, one.text, one.public)
                    decision = decided.get(one.id, {}).get(passage.words)
                    finding = Finding(one.id, passage, words)
                    found.append((echo, Reviewed(0, finding, value(one), field, one, decision)))
    found.sort(key=lambda pair: pair[0].since)
    return tuple(replace(one, number=first + rank) for rank, (_, one) in enumerate(found))


def _by_contribution(decisions: Iterable[NameDecision]) -> dict[str, dict[str, NameDecision]]:
    decided: dict[str, dict[str, NameDecision]] = {}
    for one in decisions:
        decided.setdefault(one.contribution_id, {})[one.words] = one
    return decided


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
) -> Iterable[tuple[Passage, str, str]]:
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
                yield passage, field, text
