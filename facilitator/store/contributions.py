"""The contributions: recorded once, numbered for ever, revised without losing what was typed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import Connection, Row, func, select, update

from facilitator.domain.contribution import Contribution, ContributionType, Origin
from facilitator.errors import NotFoundError
from facilitator.store import schema
from facilitator.store.changes import batches
from facilitator.store.database import Database
from facilitator.store.journal import Journal

_PERMANENT: Final = ("event_id", "number", "original", "recorded_at", "origin", "split_from")


@dataclass(frozen=True, slots=True)
class NewContribution:
    """What is said or typed, before the store gives it its id, its number and, if need be, its time.

    The fields are those of ``Contribution``; ``text`` becomes both the original and the first revision.
    ``id``, a UUID in 32 hexadecimal digits, is given where another one of the lot refers to it.
    """

    event_id: str
    text: str
    type: ContributionType | None = None
    table: str | None = None
    public: str | None = None
    quality: str | None = None
    sequence: int | None = None
    votes: int = 0
    origin: Origin | None = None
    split_from: str | None = None
    recorded_at: datetime | None = None
    id: str | None = None


class Contributions:
    """Reads and writes contributions; every write belongs to an act of the journal."""

    def __init__(self, database: Database, journal: Journal, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._journal = journal
        self._clock = clock

    def of_event(self, event_id: str, *, with_removed: bool = False) -> tuple[Contribution, ...]:
        """The event's contributions by number; ``with_removed`` adds those taken away or undone."""
        table = schema.contributions
        query = select(table).where(table.c.event_id == event_id).order_by(table.c.number)
        if not with_removed:
            query = query.where(~table.c.removed, ~table.c.withdrawn)
        with self._database.reading() as connection:
            return tuple(contribution(row) for row in connection.execute(query))

    def everything(self) -> tuple[Contribution, ...]:
        """The contributions of all events, removed and undone ones too, by event and number."""
        table = schema.contributions
        with self._database.reading() as connection:
            rows = connection.execute(select(table).order_by(table.c.event_id, table.c.number))
            return tuple(contribution(row) for row in rows)

    def withdrawn(self) -> frozenset[str]:
        """The ids of those whose recording was undone, of all events: their numbers are never given again."""
        table = schema.contributions
        with self._database.reading() as connection:
            return frozenset(connection.execute(select(table.c.id).where(table.c.withdrawn)).scalars())

    def numbered(self, event_id: str, number: int) -> Contribution:
        """The contribution that has this number in the event, removed or not; NotFoundError if none."""
        table = schema.contributions
        query = select(table).where(table.c.event_id == event_id, table.c.number == number)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise NotFoundError(
                f"La contribution n° {number} n’existe pas.",
                cause="Aucune contribution de l’événement n’a jamais porté ce numéro.",
                next_step="Vérifiez le numéro sur le mur.",
            )
        return contribution(row)

    def of_numbers(self, event_id: str, numbers: Iterable[int]) -> tuple[Contribution, ...]:
        """Those of the event that have one of these numbers and are still there, by number."""
        table = schema.contributions
        found: list[Contribution] = []
        with self._database.reading() as connection:
            for batch in batches(sorted(set(numbers))):
                here = (table.c.event_id == event_id) & table.c.number.in_(batch)
                query = select(table).where(here, ~table.c.removed, ~table.c.withdrawn)
                found += map(contribution, connection.execute(query.order_by(table.c.number)))
        return tuple(found)

    def votes(self, event_id: str) -> int:
        """The votes on the event's contributions, those taken away left out."""
        table = schema.contributions
        total = select(func.coalesce(func.sum(table.c.votes), 0))
        total = total.where(table.c.event_id == event_id, ~table.c.removed, ~table.c.withdrawn)
        with self._database.reading() as connection:
            return int(connection.execute(total).scalar_one())

    def record(self, contributions: Iterable[NewContribution]) -> tuple[Contribution, ...]:
        """Keep new contributions and return them, in the order given, with their ids and numbers.

        Those whose origin (source and key) the event already holds are left out, even if that one has
        been revised or removed since; one whose recording was undone can be brought again. Raises
        NotFoundError for an unknown event.
        """
        recorded: list[Contribution] = []
        for batch in batches(contributions):
            connection = self._journal.connection
            fresh = self._numbered(connection, _unknown(connection, batch))
            self._journal.insert(
                schema.contributions, [{**_permanent_row(c), **_revisable_row(c)} for c in fresh]
            )
            recorded += fresh
        return tuple(recorded)

    def bring(self, contributions: Iterable[Contribution]) -> None:
        """Keep contributions that another file numbered or that were numbered for this one, as they are.

        Raises ConflictError if an id or a number is taken.
        """
        table = schema.events
        for batch in batches(contributions):
            self._journal.insert(
                schema.contributions, [{**_permanent_row(c), **_revisable_row(c)} for c in batch]
            )
            for event_id in dict.fromkeys(one.event_id for one in batch):
                last = max(one.number for one in batch if one.event_id == event_id)
                lower = (table.c.id == event_id) & (table.c.last_number < last)
                self._journal.connection.execute(update(table).where(lower).values(last_number=last))

    def revise(self, contributions: Iterable[Contribution]) -> None:
        """Write what changed in contributions that are already kept; a removed one may come back so.

        Raises NotFoundError for an unknown id, ValueError if a field that never changes (number,
        original text, origin…) differs from what is kept.
        """
        table = schema.contributions
        for batch in batches(contributions):
            here = table.c.id.in_([contribution.id for contribution in batch])
            with self._database.reading() as connection:
                kept = {row.id: contribution(row) for row in connection.execute(select(table).where(here))}
            changed = [contribution for contribution in batch if _differs(contribution, kept)]
            self._journal.replace(
                table,
                table.c.id.in_([contribution.id for contribution in changed]),
                [{"id": contribution.id, **_revisable_row(contribution)} for contribution in changed],
            )

    def _numbered(self, connection: Connection, news: Sequence[NewContribution]) -> list[Contribution]:
        """``news`` with their ids and numbers, taken from the counters of their events."""
        table = schema.events
        numbers: dict[str, int] = {}
        for event_id in dict.fromkeys(new.event_id for new in news):
            counter = select(table.c.last_number).where(table.c.id == event_id, ~table.c.withdrawn)
            last = connection.execute(counter).scalar()
            if last is None:
                raise NotFoundError(
                    "L’événement de cette contribution n’existe pas.",
                    cause=f"Aucun événement n’a l’identifiant {event_id}.",
                    next_step="Créez d’abord l’événement.",
                )
            numbers[event_id] = last
        contributions = []
        for new in news:
            numbers[new.event_id] += 1
            contributions.append(_recorded(new, numbers[new.event_id], self._clock))
        for event_id, last in numbers.items():
            connection.execute(update(table).where(table.c.id == event_id).values(last_number=last))
        return contributions


def _recorded(new: NewContribution, number: int, clock: Callable[[], datetime]) -> Contribution:
    return Contribution(
        id=new.id or uuid4().hex,
        event_id=new.event_id,
        number=number,
        text=new.text,
        original=new.text,
        recorded_at=new.recorded_at or clock(),
        type=new.type,
        table=new.table,
        public=new.public,
        quality=new.quality,
        sequence=new.sequence,
        votes=new.votes,
        origin=new.origin,
        split_from=new.split_from,
    )


def _unknown(connection: Connection, news: Sequence[NewContribution]) -> list[NewContribution]:
    """Those of ``news`` whose origin is not there yet, each origin once."""
    table = schema.contributions
    wanted: dict[tuple[str, str], list[str]] = {}
    for new in news:
        if new.origin is not None:
            wanted.setdefault((new.event_id, new.origin.source), []).append(new.origin.key)
    seen: set[tuple[str, str, str]] = set()
    for (event_id, source), keys in wanted.items():
        known = connection.execute(
            select(table.c.origin_key).where(
                table.c.event_id == event_id,
                table.c.origin_source == source,
                table.c.origin_key.in_(keys),
                ~table.c.withdrawn,
            )
        )
        seen |= {(event_id, source, key) for key in known.scalars()}
    fresh = []
    for new in news:
        if new.origin is not None:
            origin = (new.event_id, new.origin.source, new.origin.key)
            if origin in seen:
                continue
            seen.add(origin)
        fresh.append(new)
    return fresh


def _differs(contribution: Contribution, kept: Mapping[str, Contribution]) -> bool:
    """Whether there is something to write, once sure that there may be."""
    before = kept.get(contribution.id)
    if before is None:
        raise NotFoundError(
            f"La contribution n° {contribution.number} n’existe pas.",
            cause=f"La démarche n’a aucune contribution d’identifiant {contribution.id}.",
            next_step="Rechargez le mur, puis recommencez.",
        )
    for name in _PERMANENT:
        if getattr(contribution, name) != getattr(before, name):
            raise ValueError(f"{name} of a contribution never changes")
    return contribution != before


def _permanent_row(contribution: Contribution) -> dict[str, Any]:
    origin = contribution.origin
    return {
        "id": contribution.id,
        "event_id": contribution.event_id,
        "number": contribution.number,
        "original": contribution.original,
        "recorded_at": contribution.recorded_at,
        "origin_source": origin and origin.source,
        "origin_key": origin and origin.key,
        "origin_line": origin and origin.line,
        "split_from": contribution.split_from,
    }


def _revisable_row(contribution: Contribution) -> dict[str, Any]:
    return {
        "text": contribution.text,
        "type": contribution.type,
        "table_label": contribution.table,
        "public": contribution.public,
        "quality": contribution.quality,
        "sequence": contribution.sequence,
        "votes": contribution.votes,
        "corrected_by": contribution.corrected_by,
        "removed": contribution.removed,
        "withdrawn": False,
    }


def contribution(row: Row[Any]) -> Contribution:
    """The contribution kept in a row of ``contributions``."""
    return Contribution(
        id=row.id,
        event_id=row.event_id,
        number=row.number,
        text=row.text,
        original=row.original,
        recorded_at=row.recorded_at,
        type=ContributionType(row.type) if row.type else None,
        table=row.table_label,
        public=row.public,
        quality=row.quality,
        sequence=row.sequence,
        votes=row.votes,
        origin=None
        if row.origin_key is None
        else Origin(source=row.origin_source, key=row.origin_key, line=row.origin_line),
        corrected_by=row.corrected_by,
        split_from=row.split_from,
        removed=row.removed or row.withdrawn,
    )
