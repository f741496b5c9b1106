"""Which contributions of two files are the same, what each becomes, and the number it bears."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from facilitator.domain.contribution import Contribution, Origin
from facilitator.domain.joining.holding import Holding, ImportNote, Renumbered
from facilitator.domain.joining.settling import Ledger, Winner, winner

_FIELDS: Final = {
    "type": "type",
    "table": "table",
    "public": "public",
    "quality": "qualité",
    "sequence": "séquence",
    "votes": "votes",
    "removed": "retirée",
}
_BLANK: Final = (None, "", 0)

Place = tuple[str, str, str]  # event, source, key


@dataclass(frozen=True, slots=True)
class JoinedContributions:
    """The contributions of both, by event and number; ``same`` leads from their ids to those kept."""

    contributions: tuple[Contribution, ...]
    withdrawn: frozenset[str]
    last_numbers: Mapping[str, int]
    same: Mapping[str, str]
    added: tuple[str, ...]
    revised: tuple[str, ...]
    renumbered: tuple[Renumbered, ...]


def known_sources(mine: Iterable[ImportNote], theirs: Iterable[ImportNote]) -> dict[tuple[str, str], str]:
    """The name here of each of their (event, source); events are those of ours.

    The same bytes are the same file, whatever its path at either post. The same path at two posts that
    imported no common bytes from it is not: the other one is then told apart by its bytes.
    """
    by_bytes = {(note.event_id, note.sha256): note.source for note in mine}
    taken = {(note.event_id, note.source) for note in mine}
    shas: dict[tuple[str, str], list[str]] = {}
    for note in theirs:
        shas.setdefault((note.event_id, note.source), []).append(note.sha256)
    names = {}
    for (event_id, source), found in shas.items():
        common = [by_bytes[event_id, sha] for sha in sorted(found) if (event_id, sha) in by_bytes]
        other = f"{source}#{min(found)[:12]}" if (event_id, source) in taken else source
        names[event_id, source] = common[0] if common else other
    return names


def join_contributions(
    mine: Holding,
    theirs: Sequence[Contribution],
    gone_there: frozenset[str],
    titles: Mapping[str, str],
    ledger: Ledger,
) -> JoinedContributions:
    """The contributions of both files.

    ``theirs`` have our event ids and source names; ``gone_there`` are those whose recording was undone
    there. A contribution is the same by its id, else by its origin; ``titles`` name the events.
    """
    pairing = _Pairing(mine, titles, ledger)
    for other in sorted(theirs, key=lambda one: (one.id not in pairing.ours, one.event_id, one.number)):
        pairing.take(other, undone_there=other.id in gone_there)
    kept, same, added = pairing.kept, pairing.same, pairing.added
    numbered, last = _numbered(mine, pairing.news)
    for one in numbered:
        same[one.id] = one.id
        kept[one.id] = one
        added.append(one.id)
    renumbered = [
        Renumbered(titles[other.event_id], other.number, kept[same[other.id]].number)
        for other in sorted(theirs, key=lambda one: (one.event_id, one.number))
        if other.id in same and not other.removed and kept[same[other.id]].number != other.number
    ]
    contributions = [_pointing(one, same, kept) for one in kept.values()]
    contributions.sort(key=lambda one: (one.event_id, one.number))
    return JoinedContributions(
        tuple(contributions),
        frozenset(pairing.withdrawn),
        last,
        same,
        tuple(added),
        tuple(pairing.revised),
        tuple(renumbered),
    )


class _Pairing:
    """Their contributions beside ours, one after the other: those known by their id first."""

    def __init__(self, mine: Holding, titles: Mapping[str, str], ledger: Ledger) -> None:
        self.ours = {one.id: one for one in mine.contributions}
        self.kept = dict(self.ours)
        self.withdrawn = set(mine.withdrawn)
        self.same: dict[str, str] = {}
        self.added: list[str] = []
        self.revised: list[str] = []
        self.news: list[Contribution] = []
        self._titles = titles
        self._ledger = ledger
        self._matched: set[str] = set()
        self._by_origin: dict[Place | None, Contribution] = {
            place: one
            for one in self.ours.values()
            if one.id not in mine.withdrawn and (place := _place(one)) is not None
        }

    def take(self, other: Contribution, *, undone_there: bool) -> None:
        """Find which of ours ``other`` is, and what becomes of it."""
        if undone_there and ("contribution", other.id, "removed") not in self._ledger.there:
            return  # an earlier joining, undone there: they say nothing of it
        one = self.ours.get(other.id) or self._by_origin.get(_place(other))
        if one is None or one.id in self._matched:
            if not undone_there:
                self.news.append(other if one is None else replace(other, origin=None))
            return
        self.same[other.id] = one.id
        self._matched.add(one.id)
        undone_here = one.id in self.withdrawn
        absent = undone_here and ("contribution", one.id, "removed") not in self._ledger.here
        if absent:
            after = one if undone_there else _brought_back(one, other)
        else:
            after = _settled(one, other, self._titles[one.event_id], self._ledger)
        if after == one or (after.removed and undone_here):
            return
        self.withdrawn.discard(one.id)
        (self.added if absent else self.revised).append(one.id)
        self.kept[one.id] = after


def _place(one: Contribution) -> Place | None:
    return None if one.origin is None else (one.event_id, one.origin.source, one.origin.key)


def renamed(origin: Origin | None, event_id: str, names: Mapping[tuple[str, str], str]) -> Origin | None:
    """``origin`` as it is named here."""
    if origin is None:
        return None
    return replace(origin, source=names.get((event_id, origin.source), origin.source))


def _brought_back(one: Contribution, other: Contribution) -> Contribution:
    """What they say of a contribution whose coming from them was undone here; its number stays."""
    fields: dict[str, Any] = {name: getattr(other, name) for name in ("text", "corrected_by", *_FIELDS)}
    return replace(one, **fields)


def _settled(one: Contribution, other: Contribution, title: str, ledger: Ledger) -> Contribution:
    subject = f"contribution n°\u00a0{one.number}"
    fields: dict[str, Any] = {}
    here, there = (("contribution", c.id, "text") for c in (one, other))
    found = winner(one.text, other.text, here=here in ledger.here, there=there in ledger.there)
    if found is Winner.CONFLICT:
        ledger.note((title, subject, "texte"), one.text, other.text)
    if found is Winner.THEIRS:
        fields |= {"text": other.text, "corrected_by": other.corrected_by}
    for name, label in _FIELDS.items():
        cells = ("contribution", one.id, name), ("contribution", other.id, name)
        ours, said = getattr(one, name), getattr(other, name)
        fields[name] = ledger.settle(ours, said, cells, (title, subject, label), _BLANK)
    return replace(one, **fields)


def _numbered(mine: Holding, news: Iterable[Contribution]) -> tuple[list[Contribution], dict[str, int]]:
    """The new ones with their own number where nobody ever had it here, else with the next free one."""
    before = mine.last_numbers
    last = dict(before)
    taken, numbered = [], []
    for one in news:
        if one.number <= before.get(one.event_id, 0):
            taken.append(one)
        else:
            numbered.append(one)
            last[one.event_id] = max(last.get(one.event_id, 0), one.number)
    for one in taken:
        last[one.event_id] = last.get(one.event_id, 0) + 1
        numbered.append(replace(one, number=last[one.event_id]))
    return numbered, last


def _pointing(one: Contribution, same: Mapping[str, str], kept: Mapping[str, Contribution]) -> Contribution:
    """``one`` cut from a contribution that is kept, or from none."""
    if one.split_from is None or one.split_from in kept:
        return one
    source = same.get(one.split_from)
    return replace(one, split_from=source)
