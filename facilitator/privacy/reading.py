"""One text read for all that may identify somebody: rules at once, a model's entities where there are."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Final

from facilitator.domain.contribution import fold
from facilitator.privacy.contacts import contacts
from facilitator.privacy.finding import FindingKind, Passage
from facilitator.privacy.people import people
from facilitator.privacy.situations import situations
from facilitator.privacy.tokens import tokens

Entity = tuple[int, int]
"""Where a model sees a person in a text."""

_ORDER: Final = {kind: rank for rank, kind in enumerate(FindingKind)}


def read(text: str, places: Collection[str] = ()) -> tuple[Passage, ...]:
    """What the rules find in ``text``, in order, without overlaps; ``places`` are no persons.

    Accents may be composed or not: « Zoé » of a macOS file name is read as « Zoé », and stays as it is. The
    same text is read once: a document of all events asks for each label at each of them.
    """
    return _read(text, tuple(places))


@lru_cache(maxsize=16384)
def _read(text: str, places: tuple[str, ...]) -> tuple[Passage, ...]:
    read, starts, ends = composed(text)
    found = [*contacts(read), *situations(read)]
    found += [(FindingKind.PERSON, start, end) for start, end in people(read, places)]
    return _apart(text, [(kind, starts[start], ends[end - 1]) for kind, start, end in found if start < end])


def composed(text: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """``text`` with each letter and its accents in one, and where its characters start and end there."""
    if unicodedata.is_normalized("NFC", text):
        return text, range(len(text)), range(1, len(text) + 1)
    read, starts, ends = "", [], []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        composed = unicodedata.normalize("NFC", text[start:end])
        read += composed
        starts += [start] * len(composed)
        ends += [end] * len(composed)
        start = end
    return read, starts, ends


def with_entities(
    text: str, ruled: Sequence[Passage], entities: Iterable[Entity], places: Collection[str] = ()
) -> tuple[Passage, ...]:
    """``ruled``, completed with the persons that a model sees and no rule; what is plainly none is left.

    A model is trained on newspapers: on post-its it takes initials, places and beginnings of sentences for
    persons. Those without a word that could be a name are left.
    """
    known = _place_parts(tuple(places))
    news = []
    for start, end in entities:
        words = tokens(unicodedata.normalize("NFC", text[start:end]))
        named = [
            one
            for one in words
            if (one.is_sure or (one.is_unknown and (one.capital or one.upper)))
            and not one.is_trade
            and not known & set(one.parts)
        ]
        if named and len(words) < 5 and not _follows_a_place_word(text, start):
            news.append((FindingKind.PERSON, start, end))
    return _apart(text, [*((one.kind, one.start, one.end) for one in ruled), *news])


@lru_cache(maxsize=8)
def _place_parts(places: tuple[str, ...]) -> frozenset[str]:
    parts = (part for place in places for part in fold(place).replace("-", " ").split())
    return frozenset(part for part in parts if len(part) > 2)


def _follows_a_place_word(text: str, start: int) -> bool:
    """Whether the word before says that a place or a thing follows: « à », « le », « rue »."""
    before = tokens(text[:start])
    return bool(before) and before[-1].folded in _NO_PERSON_AFTER


_NO_PERSON_AFTER: Final = frozenset(
    """a au aux en sur vers dans l le la les du des un une rue avenue place ecole college lycee
    quartier saint st
    ste salle espace taxe loi plan methode""".split()
)


def _apart(text: str, found: Iterable[tuple[FindingKind, int, int]]) -> tuple[Passage, ...]:
    """In order; those that overlap made one, of the kind that comes first in the list of kinds."""
    kept: list[tuple[FindingKind, int, int]] = []
    for kind, start, end in sorted(found, key=lambda one: (one[1], -one[2])):
        if end <= start:
            continue
        if kept and start < kept[-1][2]:
            former, first, last = kept[-1]
            kept[-1] = (min(former, kind, key=_ORDER.__getitem__), first, max(last, end))
        else:
            kept.append((kind, start, end))
    return tuple(Passage(kind, start, end, text[start:end]) for kind, start, end in kept)
