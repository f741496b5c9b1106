"""What a facilitator types to describe an event: tables, people present, sequences, a day, as short texts.

Each text can be written back from what was read of it, so that a form shows what it will keep.
"""

from __future__ import annotations

import re
from collections.abc import Sequence as Several
from datetime import date

from facilitator.domain.capture import type_named
from facilitator.domain.contribution import ContributionType, fold
from facilitator.domain.event import Presence, Sequence, Table
from facilitator.domain.method import numbered_tables
from facilitator.errors import UsageError

MOST_TABLES = 40
MOST_DOTS = 99

_COUNTED = re.compile(r"(?P<public>.*\S)\s*[\s:=]\s*(?P<count>\d{1,5}|\?)")
_TYPED = re.compile(r"(?P<text>.*?)\s*(?:^|\s)!(?P<type>[^\W\d_][\w ]*)")
_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def read_tables(tables: str, publics: str = "") -> tuple[Table, ...]:
    """« 5 » numbered tables, or their names between commas; ``publics`` are theirs, in the same order.

    UsageError for too many tables, a name given twice, or more publics than tables.
    """
    count = tables.strip()
    if count.isdecimal():
        if int(count) > MOST_TABLES:
            raise UsageError(f"{MOST_TABLES} tables au plus.")
        seats = numbered_tables(int(count))
    else:
        seats = tuple(Table(name) for name in _items(tables))
    twice = _twice([table.label for table in seats])
    if twice:
        raise UsageError(f"Deux tables s’appellent « {twice} ».")
    seated = [public.strip() for public in publics.split(",")] if publics.strip() else []
    if not seats and seated:
        seats = numbered_tables(len(seated))
    if len(seated) > len(seats):
        raise UsageError(f"{len(seated)} publics pour {len(seats)} tables : un par table, dans l’ordre.")
    seated += [""] * (len(seats) - len(seated))
    return tuple(Table(seat.label, public or None) for seat, public in zip(seats, seated, strict=True))


def write_tables(tables: Several[Table]) -> tuple[str, str]:
    """Tables as `read_tables` reads them: their number or names, and their publics."""
    labels = [table.label for table in tables]
    numbered = labels == [table.label for table in numbered_tables(len(labels))]
    named = str(len(labels)) if numbered and labels else ", ".join(labels)
    seated = [table.public or "" for table in tables]
    while seated and not seated[-1]:
        seated.pop()
    return named, ", ".join(seated)


def read_presences(lines: str) -> tuple[Presence, ...]:
    """One public or quality a line, with how many came where somebody counted: « jeunes 11-17 12 ».

    « ? » says that nobody counted. UsageError for a public given twice.
    """
    found = []
    for line in lines.splitlines():
        if not (said := " ".join(line.split()).strip(";,")):
            continue
        counted = _COUNTED.fullmatch(said)
        if counted is None:
            if said.isdecimal():
                raise UsageError(f"« {said} » personnes de quel public ?")
            found.append(Presence(said, None))
        else:
            public = counted["public"].rstrip(" :=")
            if not public:
                raise UsageError(f"« {said} » : de quel public ?")
            found.append(Presence(public, None if counted["count"] == "?" else int(counted["count"])))
    twice = _twice([one.public for one in found])
    if twice:
        raise UsageError(f"« {twice} » est donné deux fois : additionnez.")
    return tuple(found)


def write_presences(presences: Several[Presence]) -> str:
    """Presences as `read_presences` reads them."""
    return "\n".join(
        one.public if one.count is None and not _COUNTED.fullmatch(one.public) else _with_count(one)
        for one in presences
    )


def read_sequences(lines: str) -> tuple[Sequence, ...]:
    """One sequence a line: « titre : question ? !type », the question and the type if there are any.

    UsageError for an unknown type or a line without a title.
    """
    found: list[Sequence] = []
    for rank, line in enumerate(lines.splitlines(), start=1):
        said = " ".join(line.split())
        if not said:
            continue
        kind: ContributionType | None = None
        if typed := _TYPED.fullmatch(said):
            kind = type_named(typed["type"])
            if kind is None:
                known = ", ".join(ContributionType)
                raise UsageError(f"Ligne {rank} : « !{typed['type']} » n’est pas un type ({known}).")
            said = typed["text"]
        title, _, question = (part.strip() for part in said.partition(":"))
        if not title:
            raise UsageError(f"Ligne {rank} : il manque le titre, avant « : ».")
        found.append(Sequence(len(found) + 1, title, question, kind))
    return tuple(found)


def write_sequences(sequences: Several[Sequence]) -> str:
    """Sequences as `read_sequences` reads them."""
    return "\n".join(
        one.title
        + (f" : {one.question}" if one.question else "")
        + (f" !{one.default_type}" if one.default_type else "")
        for one in sequences
    )


def read_day(text: str, today: date) -> date | None:
    """« 25/11/2026 », « 25/11 » of this year, « 2026-11-25 »; None for nothing. UsageError."""
    said = text.strip()
    if not said:
        return None
    try:
        if found := _ISO.fullmatch(said):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DAY.fullmatch(said):
            year = int(found[3] or today.year)
            return date(year + 2000 if year < 100 else year, int(found[2]), int(found[1]))
    except ValueError as error:
        raise UsageError(f"Le {said} n’existe pas.") from error
    raise UsageError("Écrivez jour/mois/année, par exemple 25/11/2026.")


def write_day(day: date | None) -> str:
    """« 25/11/2026 », or nothing."""
    return "" if day is None else f"{day:%d/%m/%Y}"


def read_dots(text: str) -> int | None:
    """Dots a person, None without votes; UsageError for anything but a small number."""
    said = text.strip()
    if not said:
        return None
    if not said.isdecimal() or int(said) > MOST_DOTS:
        raise UsageError("Un nombre, ou rien s’il n’y a pas de vote.")
    return int(said) or None


def _with_count(one: Presence) -> str:
    return f"{one.public} {'?' if one.count is None else one.count}"


def _items(text: str) -> list[str]:
    return [item.strip() for item in text.split(",") if item.strip()]


def _twice(names: Several[str]) -> str:
    """The first name that comes twice, accents and capitals apart; empty if none does."""
    seen: set[str] = set()
    for name in names:
        if fold(name) in seen:
            return name
        seen.add(fold(name))
    return ""
