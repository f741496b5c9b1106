"""The sheet of events read back: the démarche’s card, each event with its tables, sequences and people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from facilitator.domain.contribution import contribution_type
from facilitator.domain.demarche import Demarche, Territory
from facilitator.domain.event import Event, EventKind, Presence, Table, event_kind
from facilitator.domain.event import Sequence as EventSequence
from facilitator.intake.exported.columns import NOT_INVITED, YES, Col, Fact
from facilitator.intake.exported.rows import Row
from facilitator.intake.exported.values import day_in
from facilitator.intake.slug import slugify


@dataclass(frozen=True, slots=True)
class DescribedEvent:
    """An event, and the engine and the moment of its sorting where it has one."""

    event: Event
    sorting: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Described:
    """What the sheet of events says; events by their key."""

    demarche: Demarche | None
    events: Mapping[str, DescribedEvent]


def event_key(row: Row) -> str:
    """What tells the row's event apart in its file: its id, else its code, else its title; empty for none."""
    return row.text(Col.EVENT_ID) or row.text(Col.EVENT_CODE) or slugify_any(row.text(Col.EVENT))


def with_event_ids(sheets: Sequence[Sequence[Row]]) -> list[tuple[Row, ...]]:
    """The rows of ``sheets``, those that lack their event's id having it from its code or its title.

    A row that somebody typed, or a sheet that lost the column, would make another event of it otherwise.
    """
    known: dict[str, set[str]] = {}
    for row in (row for sheet in sheets for row in sheet):
        if named := row.text(Col.EVENT_ID):
            for key in {row.text(Col.EVENT_CODE), slugify_any(row.text(Col.EVENT))} - {""}:
                known.setdefault(key, set()).add(named)
    sure = {key: next(iter(ids)) for key, ids in known.items() if len(ids) == 1}

    def completed(row: Row) -> Row:
        named = sure.get(event_key(row), "")
        known_already = bool(row.text(Col.EVENT_ID)) or not named
        return row if known_already else replace(row, said={**row.said, Col.EVENT_ID: named})

    return [tuple(map(completed, sheet)) for sheet in sheets]


def slugify_any(title: str) -> str:
    """The code of a title; empty for an empty one."""
    return slugify(title) if title.strip() else ""


def read_events(rows: Iterable[Row]) -> Described:
    """The démarche and the events that the rows of the sheet tell."""
    card: list[Row] = []
    told: dict[str, list[Row]] = {}
    for row in rows:
        key = event_key(row)
        (told.setdefault(key, []) if key else card).append(row)
    return Described(_demarche(card), {key: _event(rows) for key, rows in told.items()})


def bare_event(row: Row, new_id: str) -> Event:
    """The event as one row of contributions tells it."""
    title = row.text(Col.EVENT) or row.text(Col.EVENT_CODE)
    return Event(
        id=row.text(Col.EVENT_ID) or new_id,
        slug=slugify(row.text(Col.EVENT_CODE) or title),
        title=title,
        kind=event_kind(row.text(Col.KIND)) or EventKind.ATELIER,
        held_on=day_in(row.text(Col.DATE)),
    )


def _demarche(card: Sequence[Row]) -> Demarche | None:
    said: dict[str, list[str]] = {}
    for row in card:
        said.setdefault(row.text(Col.NAME), []).append(row.text(Col.VALUE))
    title = _first(said, "démarche")
    if not title:
        return None
    people = _first(said, "habitants")
    return Demarche(
        slug=_first(said, "code") or slugify(title),
        title=title,
        territory=Territory(
            name=_first(said, "territoire") or title,
            communes=tuple(said.get("commune", ())),
            department=_first(said, "département"),
            inhabitants=int(people) if people.isdecimal() else None,
            inhabitants_source=_first(said, "source des habitants"),
            fictive=_first(said, "territoire fictif") == YES,
        ),
        client=_first(said, "commanditaire"),
        caf=_first(said, "Caf"),
        consultant=_first(said, "cabinet"),
        signatories=tuple(said.get("signataire", ())),
        next_steps=tuple(said.get("suite", ())),
    )


def _first(said: Mapping[str, Sequence[str]], name: str) -> str:
    return said.get(name, [""])[0]


def _event(rows: Sequence[Row]) -> DescribedEvent:
    card = {row.text(Col.NAME): row.text(Col.VALUE) for row in rows if _is(row, Fact.CARD)}
    dots = card.get("gommettes par personne", "")
    event = replace(
        bare_event(rows[0], ""),
        kind=event_kind(card.get("genre", "")) or EventKind.ATELIER,
        theme=card.get("sujet", ""),
        held_on=day_in(card.get("date", "")),
        place=card.get("lieu", ""),
        method=card.get("méthode", ""),
        dots_per_person=int(dots) if dots.isdecimal() else None,
        tables=tuple(Table(row.text(Col.NAME), row.maybe(Col.VALUE)) for row in rows if _is(row, Fact.TABLE)),
        sequences=tuple(
            EventSequence(
                row.whole(Col.NAME) or 0,
                row.text(Col.VALUE),
                row.text(Col.DETAIL),
                contribution_type(row.text(Col.TYPE)),
            )
            for row in rows
            if _is(row, Fact.SEQUENCE)
        ),
        presences=tuple(
            Presence(row.text(Col.NAME), row.whole(Col.VALUE), row.text(Col.DETAIL) != NOT_INVITED)
            for row in rows
            if _is(row, Fact.PRESENCE)
        ),
        next_steps=tuple(row.text(Col.VALUE) for row in rows if _is(row, Fact.NEXT_STEP)),
    )
    sorting = {row.text(Col.NAME): row.text(Col.VALUE) for row in rows if _is(row, Fact.SORTING)}
    return DescribedEvent(event, MappingProxyType(sorting) if sorting else None)


def _is(row: Row, fact: Fact) -> bool:
    return row.text(Col.HEADING) == fact.value
