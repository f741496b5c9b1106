"""The wall of an event: its themes and where each contribution stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Row, Table, select

from facilitator.domain.decisions import NONE, Decisions, Pair
from facilitator.domain.theme import Author, Placement, Sorting, Theme
from facilitator.store import schema
from facilitator.store.changes import Key, batches, key_in
from facilitator.store.database import Database
from facilitator.store.journal import Journal


class Sortings:
    """Reads and writes walls; every write belongs to an act of the journal."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._database = database
        self._journal = journal

    def of_event(self, event_id: str) -> Sorting | None:
        """The event's wall, themes by position then id, placements by number of their contribution."""
        sortings, themes, placements = schema.sortings, schema.themes, schema.placements
        numbered = select(placements).join(schema.contributions).order_by(schema.contributions.c.number)
        with self._database.reading() as connection:
            row = connection.execute(select(sortings).where(sortings.c.event_id == event_id)).one_or_none()
            if row is None:
                return None
            theme_rows = connection.execute(
                select(themes).where(themes.c.event_id == event_id).order_by(themes.c.position, themes.c.id)
            ).all()
            placement_rows = connection.execute(numbered.where(placements.c.event_id == event_id)).all()
            apart, refusals = (
                connection.execute(select(*table.primary_key).where(table.c.event_id == event_id)).all()
                for table in (schema.apart, schema.refusals)
            )
        return Sorting(
            event_id=event_id,
            themes=tuple(_theme(theme) for theme in theme_rows),
            placements=tuple(_placement(placement) for placement in placement_rows),
            engine=row.engine,
            made_at=row.made_at,
            decisions=Decisions(
                tuple((row.first_id, row.second_id) for row in apart),
                tuple((row.contribution_id, row.theme_id) for row in refusals),
            ),
        )

    def themes(self, event_id: str) -> tuple[Theme, ...]:
        """The themes of the event's wall by position then id, without reading who stands in them."""
        table = schema.themes
        query = select(table).where(table.c.event_id == event_id).order_by(table.c.position, table.c.id)
        with self._database.reading() as connection:
            return tuple(_theme(row) for row in connection.execute(query))

    def waiting(self, event_id: str, limit: int | None = None) -> tuple[str, ...]:
        """Ids of the event's contributions that have no place on its wall yet, the oldest first."""
        said, places = schema.contributions, schema.placements
        query = select(said.c.id).outerjoin(places, places.c.contribution_id == said.c.id)
        query = query.where(said.c.event_id == event_id, ~said.c.removed, ~said.c.withdrawn)
        query = query.where(places.c.contribution_id.is_(None)).order_by(said.c.number).limit(limit)
        with self._database.reading() as connection:
            return tuple(connection.execute(query).scalars())

    def add(self, event_id: str, themes: Sequence[Theme] = (), placements: Sequence[Placement] = ()) -> None:
        """Add themes and places to the event's wall, made if need be; nothing that is there is read."""
        table = schema.sortings
        known = self._journal.connection.execute(select(table.c.event_id).where(table.c.event_id == event_id))
        if known.first() is None:
            self._journal.insert(table, [_sorting_row(event_id, Sorting(event_id, (), (), ""))])
        self._journal.insert(schema.themes, [_theme_row(event_id, theme) for theme in themes])
        for batch in batches(placements):
            self._journal.insert(schema.placements, [_placement_row(event_id, place) for place in batch])

    def change_themes(self, event_id: str, themes: Sequence[Theme]) -> None:
        """Write what changed in themes that are kept already."""
        for batch in batches(themes):
            keys = [(event_id, theme.id) for theme in batch]
            rows = [_theme_row(event_id, theme) for theme in batch]
            self._journal.replace(schema.themes, key_in(schema.themes, keys), rows)

    def forget(self, contribution_ids: Sequence[str]) -> None:
        """Take these contributions off the wall: their places, and what was decided on them."""
        for ids in batches(contribution_ids):
            places, apart, refusals = schema.placements, schema.apart, schema.refusals
            self._journal.replace(places, places.c.contribution_id.in_(ids), [])
            self._journal.replace(apart, apart.c.first_id.in_(ids) | apart.c.second_id.in_(ids), [])
            self._journal.replace(refusals, refusals.c.contribution_id.in_(ids), [])

    def let_go(self, contribution_ids: Sequence[str]) -> None:
        """Take away the places that the machine gave to these contributions: they wait to be filed anew."""
        table = schema.placements
        for ids in batches(contribution_ids):
            by_machine = table.c.contribution_id.in_(ids) & (table.c.decided_by == Author.MACHINE)
            self._journal.replace(table, by_machine, [])

    def write(self, sorting: Sorting) -> None:
        """Make ``sorting`` the wall of its event; only what differs is touched and journaled.

        Raises ConflictError if it places a contribution that is not kept, or in a theme that it lacks.
        """
        event_id = sorting.event_id
        for kept in _KEPT:
            rows = [kept.row(event_id, item) for item in kept.items(sorting)]
            self._journal.replace(kept.table, kept.table.c.event_id == event_id, rows)

    def change(self, before: Sorting, after: Sorting) -> None:
        """Make ``after`` the wall of its event where ``before`` is the one that is kept.

        Only the rows that differ between the two are read and written, so that moving one contribution
        touches one row of any wall. Raises ConflictError like ``write``.
        """
        event_id = after.event_id
        for kept in _KEPT:
            was = {kept.key(event_id, item): item for item in kept.items(before)}
            now = {kept.key(event_id, item): item for item in kept.items(after)}
            touched = [key for key in {**was, **now} if _differ(was.get(key), now.get(key))]
            for keys in batches(touched):
                rows = [kept.row(event_id, now[key]) for key in keys if key in now]
                self._journal.replace(kept.table, key_in(kept.table, keys), rows)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A table of a wall: which items of a wall are its rows, their key and their row."""

    table: Table
    items: Callable[[Sorting], Sequence[Any]]
    key: Callable[[str, Any], Key]
    row: Callable[[str, Any], dict[str, Any]]


def _differ(one: object, other: object) -> bool:
    return one is not other and one != other


def _theme_row(event_id: str, theme: Theme) -> dict[str, Any]:
    return {
        "event_id": event_id,
        "id": theme.id,
        "name": theme.name,
        "position": theme.position,
        "named_by": theme.named_by,
        "words": list(theme.words),
        "central_id": theme.central_id,
        "votes": theme.votes,
        "colour": theme.colour,
        "made_by": theme.made_by,
    }


def _theme(row: Row[Any]) -> Theme:
    return Theme(
        id=row.id,
        event_id=row.event_id,
        name=row.name,
        position=row.position,
        named_by=Author(row.named_by),
        words=tuple(row.words),
        central_id=row.central_id,
        votes=row.votes,
        colour=row.colour,
        made_by=Author(row.made_by),
    )


def _placement_row(event_id: str, placement: Placement) -> dict[str, Any]:
    return {
        "contribution_id": placement.contribution_id,
        "event_id": event_id,
        "theme_id": placement.theme_id,
        "decided_by": placement.by,
        "confidence": placement.confidence,
        "secondary": list(placement.secondary),
        "off_topic": placement.off_topic,
    }


def _placement(row: Row[Any]) -> Placement:
    return Placement(
        contribution_id=row.contribution_id,
        theme_id=row.theme_id,
        by=Author(row.decided_by),
        confidence=row.confidence,
        secondary=tuple(row.secondary),
        off_topic=row.off_topic,
    )


def _sorting_row(event_id: str, sorting: Sorting) -> dict[str, Any]:
    return {"event_id": event_id, "engine": sorting.engine, "made_at": sorting.made_at}


def _apart_row(event_id: str, pair: Pair) -> dict[str, Any]:
    return {"first_id": pair[0], "second_id": pair[1], "event_id": event_id}


def _refusal_row(event_id: str, pair: Pair) -> dict[str, Any]:
    return {"contribution_id": pair[0], "theme_id": pair[1], "event_id": event_id}


_KEPT: Final = (
    _Kept(
        schema.sortings,
        lambda wall: [replace(wall, themes=(), placements=(), decisions=NONE)],
        lambda event_id, _: (event_id,),
        _sorting_row,
    ),
    _Kept(schema.themes, lambda wall: wall.themes, lambda event_id, theme: (event_id, theme.id), _theme_row),
    _Kept(
        schema.placements,
        lambda wall: wall.placements,
        lambda _, place: (place.contribution_id,),
        _placement_row,
    ),
    _Kept(schema.apart, lambda wall: wall.decisions.apart, lambda _, pair: pair, _apart_row),
    _Kept(schema.refusals, lambda wall: wall.decisions.refusals, lambda _, pair: pair, _refusal_row),
)
