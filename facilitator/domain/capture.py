"""The capture grammar: what one line typed at the prompt means, the same for a pasted one.

A line is text between marks. Marks stand at its beginning or its end, never in the middle:

- ``@3``, ``@jeunes``: the table or the public; it sticks. ``@0``: none any more.
- ``!besoin``, ``!b``: the type, for this line; alone on its line, it sticks. ``!0``: none any more.
- ``#mobilité``: the theme, named by its number or its beginning, or a new one.
- ``*5``: votes.
- ``ma:`` first: the quality of who speaks, by the beginning of one of its words; it sticks.
- ``||``: cuts a post-it with several ideas.
- a line between « » is a verbatim.
- ``/mot``: a command; ``/12``: contribution 12 to correct; ``? …``: a question to the assistant.
- a leading ``\\``: what follows is text, whatever it looks like.

What looks like a mark and names nothing known stays text: nothing that was typed is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from facilitator.domain.contribution import ContributionType, contribution_type, fold, public_family
from facilitator.domain.event import Event

SIGNS = "@!#*/?\\"
"""The characters that mean something at the beginning of a line."""

MOST_VOTES = 9_999


@dataclass(frozen=True, slots=True)
class Seat:
    """What sticks from line to line at one station: the table, public, quality, type, sequence in force."""

    table: str | None = None
    public: str | None = None
    quality: str | None = None
    type: ContributionType | None = None
    sequence: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One contribution to record, as a line says it; ``theme`` is what was typed after ``#``.

    ``part_of_previous`` tells the further ideas of a post-it cut by ``||``.
    """

    text: str
    type: ContributionType | None = None
    table: str | None = None
    public: str | None = None
    quality: str | None = None
    sequence: int | None = None
    theme: str | None = None
    votes: int = 0
    part_of_previous: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """What a line may name: tables with their public, publics, and the qualities of those present."""

    tables: tuple[tuple[str, str | None], ...] = ()
    publics: tuple[str, ...] = ()
    qualities: tuple[str, ...] = ()

    def public_of(self, table: str | None) -> str | None:
        """The public seated at a table, or None."""
        return next((public for label, public in self.tables if label == table), None)


@dataclass(frozen=True, slots=True)
class Recording:
    """Contributions to record, and what sticks after them."""

    entries: tuple[Entry, ...]
    seat: Seat


@dataclass(frozen=True, slots=True)
class Seating:
    """Marks alone: nothing to record, something else sticks."""

    seat: Seat


@dataclass(frozen=True, slots=True)
class Slash:
    """A command by its name, without the slash, and the rest of the line."""

    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Recall:
    """A contribution to correct, by its number; ``text`` replaces its own at once where it is given."""

    number: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question to the assistant."""

    question: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """A mark that several things answer to, or nothing; the line stays at the prompt."""

    mark: str
    choices: tuple[str, ...] = ()


Reading = Recording | Seating | Slash | Recall | Asking | Unclear | None
"""What a line means; None for an empty one."""

_LETTERS = {
    "+": ContributionType.FORCE,
    "-": ContributionType.FAIBLESSE,
    "«": ContributionType.VERBATIM,
    "f": ContributionType.FORCE,
    "v": ContributionType.VIGILANCE,
    "i": ContributionType.PROPOSITION,
}
_LEADING = re.compile(r"(?P<sign>[@!#])(?P<name>[^\s@!#|]+)(?:\s+|$)|\*(?P<votes>\d{1,4})(?:\s+|$)")
_TRAILING = re.compile(r"(?:^|(?<=\s))(?:(?P<sign>[@!#])(?P<name>[^\s@!#|]+)|\*(?P<votes>\d{1,4}))\s*$")
_QUALITY = re.compile(r"(?P<name>[^\W\d_][\w.\-]{0,19})\s?:(?:\s+|$)")
_COMMAND = re.compile(r"/(?P<name>[^\W\d_][\w-]*)(?:\s+(?P<argument>.*))?$", re.DOTALL)
_RECALL = re.compile(r"/\s?(?P<number>\d{1,6})(?:\s+(?P<text>.*))?$", re.DOTALL)
_BULLET = re.compile(r"\s*[-–—•·▪◦‣]\s+(?=\S)")
_NUMBERED = re.compile(r"(?P<stem>\D*?)0*(?P<number>\d+)$")


def room_of(event: Event, tables: Iterable[str] = (), qualities: Iterable[str] = ()) -> Room:
    """What a line may name at ``event``; ``tables`` and ``qualities`` are those already heard."""
    known = {table.label: table.public for table in event.tables}
    for label in tables:
        known.setdefault(label, None)
    present = [presence.public for presence in event.presences]
    publics = [public for public in (*known.values(), *present) if public and " : " not in f" {public} "]
    spoken = [*(name for name in present if ":" in name), *qualities]
    return Room(
        tuple(known.items()),
        tuple(dict.fromkeys(public for public in publics if ":" not in public)),
        tuple(dict.fromkeys(spoken)),
    )


def read_line(line: str, seat: Seat, room: Room) -> Reading:
    """What ``line`` means where ``seat`` is in force and ``room`` can be named."""
    stripped = line.strip()
    if not stripped:
        return None
    if stripped.startswith("\\"):
        text = stripped[1:].strip()
        return Recording((_entry(text, _Marks(), seat, room),), seat) if text else None
    if found := _RECALL.match(stripped):
        return Recall(int(found["number"]), (found["text"] or "").strip())
    if found := _COMMAND.match(stripped):
        return Slash(fold(found["name"]), (found["argument"] or "").strip())
    if stripped.startswith("?"):
        question = stripped.lstrip("?").strip()
        return Asking(question) if question else Slash("aide")
    return _said(stripped, seat, room)


def read_block(block: str, seat: Seat, room: Room) -> Recording:
    """What a pasted block means, line by line; bullets are left out, and nothing in it is a command.

    A line of marks alone holds for those after it; an unclear mark stays in the text.
    """
    entries: list[Entry] = []
    for line in block.splitlines():
        text = _BULLET.sub("", line, count=1).strip()
        if not text:
            continue
        if text[0] in "/?\\":
            text = text[1:].strip() if text[0] == "\\" else text
            reading: Reading = Recording((_entry(text, _Marks(), seat, room),), seat) if text else None
        else:
            reading = _said(text, seat, room)
        if isinstance(reading, Unclear):
            reading = Recording((_entry(text, _Marks(), seat, room),), seat)
        if isinstance(reading, Recording):
            entries += reading.entries
            seat = reading.seat
        elif isinstance(reading, Seating):
            seat = reading.seat
    return Recording(tuple(entries), seat)


def written(text: str) -> str:
    """``text`` as it must be typed to be recorded as it is: behind a ``\\`` where it could mean more."""
    reading = read_line(text, Seat(), Room())
    plain = isinstance(reading, Recording) and [entry.text for entry in reading.entries] == [text]
    risky = _QUALITY.match(text) or _LEADING.match(text) or _TRAILING.search(text)
    return text if plain and not risky else f"\\{text}"


def read_pairs(line: str) -> tuple[tuple[int, int], ...] | None:
    """The pairs « number votes » of a dictated count (« 12 9, 13 4 »), or None where one lacks its half."""
    numbers = [int(word) for word in re.findall(r"\d+", line)]
    rest = re.sub(r"[\d\s,;:=/.|–-]|n°", "", line)
    if rest or len(numbers) % 2 or not numbers:
        return None
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


def type_named(name: str) -> ContributionType | None:
    """The type that ``name`` stands for: its letter, its beginning or a word for it; None if unclear."""
    folded = fold(name)
    if folded in _LETTERS:
        return _LETTERS[folded]
    if (known := contribution_type(folded)) is not None:
        return known
    begun = [one for one in ContributionType if fold(one).startswith(folded)]
    return begun[0] if len(begun) == 1 else None


@dataclass(slots=True)
class _Marks:
    """The marks of one line; ``unclear`` is the first that several things answer to."""

    type: ContributionType | None = None
    clears_type: bool = False
    table: str | None = None
    public: str | None = None
    quality: str | None = None
    clears_place: bool = False
    theme: str | None = None
    votes: int | None = None
    unclear: Unclear | None = None
    missing: list[str] = field(default_factory=list)

    @property
    def sticks(self) -> bool:
        """Whether something here holds for the lines to come."""
        places = (self.type, self.table, self.public, self.quality)
        return self.clears_type or self.clears_place or any(one is not None for one in places)


def _said(line: str, seat: Seat, room: Room) -> Recording | Seating | Unclear:
    marks = _Marks()
    text = _take_marks(line, marks, room)
    if marks.unclear is not None:
        return marks.unclear
    after = _seated(seat, marks, room, alone=not text)
    if not text:
        return Unclear(line) if after == seat and not marks.sticks else Seating(after)
    if all(word in marks.missing for word in text.split()):
        return Unclear(text)
    pieces = [piece for part in text.split("||") if (piece := part.strip())] or [text]
    entries = [_entry(piece, marks, after, room) for piece in pieces]
    entries[1:] = [replace(entry, votes=0, part_of_previous=True) for entry in entries[1:]]
    return Recording(tuple(entries), after)


def _take_marks(line: str, marks: _Marks, room: Room) -> str:
    """The text left once the marks at both ends are taken into ``marks``."""
    text = line
    if found := _QUALITY.match(text):
        quality = _chosen(found["name"], room.qualities, f"{found['name']}:", marks)
        if quality is not None:
            marks.quality, text = quality, text[found.end() :]
    while (found := _LEADING.match(text)) and _take(found, marks, room):
        text = text[found.end() :]
    while (found := _TRAILING.search(text)) and _take(found, marks, room):
        text = text[: found.start()].rstrip()
    return text.strip()


def _take(found: re.Match[str], marks: _Marks, room: Room) -> bool:
    """Whether ``found`` is a mark; it is then kept in ``marks``, unless an earlier one said the same."""
    if found["votes"] is not None:
        if marks.votes is not None:
            return False
        marks.votes = int(found["votes"])
        return True
    sign, name = found["sign"], found["name"]
    if sign == "#":
        if marks.theme is not None:
            return False
        marks.theme = name.replace("_", " ")
        return True
    if sign == "!":
        return _take_type(name, marks)
    return _take_place(name, marks, room)


def _take_type(name: str, marks: _Marks) -> bool:
    if marks.type is not None or marks.clears_type:
        return False
    if name == "0":
        marks.clears_type = True
        return True
    marks.type = type_named(name)
    if marks.type is None:
        marks.missing.append(f"!{name}")
    return marks.type is not None


def _take_place(name: str, marks: _Marks, room: Room) -> bool:
    if name == "0":
        marks.clears_place = True
        return True
    labels = tuple(label for label, _ in room.tables)
    if name.isdecimal():
        if marks.table is not None:
            return False
        marks.table = _table_numbered(int(name), labels)
        return True
    kinds = {**dict.fromkeys(room.publics, "public"), **dict.fromkeys(labels, "table")}
    chosen = _chosen(name, tuple(kinds), f"@{name}", marks)
    if chosen is None:
        marks.missing.append(f"@{name}")
        return False
    if kinds[chosen] == "table":
        marks.table = chosen
    else:
        marks.public = chosen
    return True


def _chosen(name: str, labels: Sequence[str], mark: str, marks: _Marks) -> str | None:
    """The label that ``name`` begins, as a whole or by one of its words; several make ``marks`` unclear."""
    wanted = _squeezed(name)
    exact = [label for label in labels if _squeezed(label) == wanted]
    begun = [label for label in labels if _squeezed(label).startswith(wanted)]
    within = [label for label in labels if any(_squeezed(w).startswith(wanted) for w in _words(label))]
    for found in (exact, begun, within):
        if len(found) == 1:
            return found[0]
        if found:
            marks.unclear = marks.unclear or Unclear(mark, tuple(found))
            return None
    return None


def _table_numbered(number: int, labels: Sequence[str]) -> str:
    """The table of this number, or a new one labelled as the others are."""
    stems = []
    for label in labels:
        if found := _NUMBERED.fullmatch(label):
            if int(found["number"]) == number:
                return label
            stems.append(found["stem"])
    return f"{stems[0] if stems else 'Table '}{number}"


def _seated(seat: Seat, marks: _Marks, room: Room, *, alone: bool) -> Seat:
    """What sticks after the marks: places always, a type only where it stands alone."""
    if marks.clears_place:
        seat = replace(seat, table=None, public=None, quality=None)
    if marks.table is not None:
        seat = replace(seat, table=marks.table, public=room.public_of(marks.table), quality=None)
    if marks.public is not None:
        seat = replace(seat, public=marks.public, quality=None)
    if marks.quality is not None:
        family = public_family(marks.quality)
        seat = replace(seat, quality=marks.quality, public=None if family is None else str(family))
    if alone and (marks.type is not None or marks.clears_type):
        seat = replace(seat, type=marks.type)
    return seat


def _entry(text: str, marks: _Marks, seat: Seat, room: Room) -> Entry:
    kind = marks.type or (None if marks.clears_type else seat.type)
    if marks.type is None and _is_quoted(text):
        kind = ContributionType.VERBATIM
    return Entry(
        text=text,
        type=kind,
        table=seat.table,
        public=seat.public or room.public_of(seat.table),
        quality=seat.quality,
        sequence=seat.sequence,
        theme=marks.theme,
        votes=min(marks.votes or 0, MOST_VOTES),
    )


def _is_quoted(text: str) -> bool:
    """Whether ``text`` is one quotation from end to end."""
    inside = text[1:-1]
    return len(text) > 2 and ((text[0], text[-1]) == ("«", "»") and "«" not in inside and "»" not in inside)


def _words(label: str) -> list[str]:
    return re.findall(r"\w+", fold(label))


def _squeezed(label: str) -> str:
    return re.sub(r"[\W_]+", "", fold(label))
