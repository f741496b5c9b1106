"""Long notes of an entretien, cut into ideas: each becomes a contribution at the quality of who spoke.

No letter is changed or lost: only spaces, line ends and bullets between ideas go. A sentence that goes on
from the one before (« Mais le soir… ») stays with it; words between « » stand alone, to be quoted. A line
that is a sequence of the event, by its title or its number, holds for what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from facilitator.domain.capture import Entry, Recording, Seat
from facilitator.domain.contribution import ContributionType, fold, public_family
from facilitator.domain.event import Event, EventKind, Sequence, sequence_number

LONGEST = 280
"""Characters of an idea that sentences are still joined to."""
LONG_LINE = 220
"""Characters of a line that is no post-it: longer than any of our walls (97 at most, domaine.md § 3.2)."""
_SHORT = 25

_BULLET = re.compile(r"\s*(?:[-–—•·▪◦‣*]\s+|\d{1,2}[.)]\s+)(?=\S)")
_END = re.compile(r"[.!?…]+(?:\s*»)?(?=\s+[A-ZÀ-ÖØ-Ý«“\"(\d])")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(«’'])"
    r"(?:M|MM|Mme|Mmes|Mlle|Dr|Pr|Me|St|Ste|ex|cf|art|p|n°|av|bd|tél|env|max|min|hab|[A-ZÀ-Ý])\.$"
)
_GOES_ON = re.compile(
    r"(?:mais|donc|et|ou|car|or|puis|ensuite|alors|aussi|surtout|pourtant|sinon|parce que|du coup|"
    r"par exemple|c['’ ]?est|ca|cela|ce|il|elle|ils|elles|eux|meme|resultat|d['’]ou|en plus|par contre)\b"
)


def is_long(block: str) -> bool:
    """Whether a line of a pasted block is longer than a post-it, so that it holds several ideas."""
    return any(len(line.strip()) > LONG_LINE for line in block.splitlines())


def cut_into_ideas(text: str) -> tuple[str, ...]:
    """The ideas of a text, in order, each a run of its sentences."""
    return tuple(idea for unit in _units(text) for idea in _grouped(unit))


def read_notes(text: str, seat: Seat, event: Event) -> Recording:
    """What the notes of an entretien mean: one entry an idea, at what sticks; a sequence's title moves on."""
    entries: list[Entry] = []
    for unit in _units(text):
        if (sequence := _sequence_of(unit, event)) is not None:
            seat = replace(seat, sequence=sequence.number, type=sequence.default_type)
            continue
        entries += [_entry(idea, seat) for idea in _grouped(unit)]
    return Recording(tuple(entries), seat)


def seated(quality: str) -> Seat:
    """What sticks while somebody of this quality speaks."""
    family = public_family(quality)
    return Seat(quality=quality, public=None if family is None else str(family))


def only_voice(event: Event) -> str | None:
    """The quality of the person met at an entretien, None where several are present or none."""
    voices = [one.public for one in event.presences if ":" in one.public]
    return voices[0] if event.kind is EventKind.ENTRETIEN and len(voices) == 1 else None


def _entry(idea: str, seat: Seat) -> Entry:
    return Entry(
        idea,
        ContributionType.VERBATIM if _is_quotation(idea) else seat.type,
        table=seat.table,
        public=seat.public,
        quality=seat.quality,
        sequence=seat.sequence,
    )


def _sequence_of(unit: str, event: Event) -> Sequence | None:
    """The sequence that a line is the heading of: « 2. Ce qui marche », « Séquence 2 »."""
    bare = unit.strip().rstrip(":").strip()
    title = fold(re.sub(r"^\d{1,2}[.)]\s*", "", bare))
    for one in event.sequences:
        if title == fold(one.title) or sequence_number(bare) == one.number:
            return one
    return None


def _units(text: str) -> Iterator[str]:
    """Bullets and paragraphs, one a unit, lines that were wrapped joined by a space."""
    held = ""
    for line in [*text.splitlines(), ""]:
        said = line.strip()
        wrapped = bool(held) and bool(said) and not _BULLET.match(line)
        if wrapped and (said[0].islower() or (len(held) >= 60 and held[-1] not in ".!?…:»")):
            held += f" {said}"
            continue
        if held:
            yield held
        held = _BULLET.sub("", line, count=1).strip()
    if held:
        yield held


def _grouped(unit: str) -> Iterator[str]:
    """The sentences of a unit, those that go on joined to the one before."""
    held = ""
    for sentence in _sentences(unit):
        joined = f"{held} {sentence}" if held else sentence
        apart = _is_quotation(sentence) or _is_quotation(held)
        goes_on = len(held) < _SHORT or len(sentence) < _SHORT or _GOES_ON.match(fold(sentence))
        if held and (apart or not goes_on or len(joined) > LONGEST):
            yield held
            held = sentence
        else:
            held = joined
    if held:
        yield held


def _sentences(unit: str) -> Iterator[str]:
    start = 0
    for found in _END.finditer(unit):
        before = unit[start : found.end()]
        inside = unit[: found.end()].count("«") > unit[: found.end()].count("»")
        if inside or _ABBREVIATED.search(before):
            continue
        yield before.strip()
        start = found.end()
    if rest := unit[start:].strip():
        yield rest


def _is_quotation(text: str) -> bool:
    inside = text[1:-1]
    return len(text) > 2 and text[0] == "«" and text[-1] == "»" and "«" not in inside and "»" not in inside
