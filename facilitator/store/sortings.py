"""The wall of an event: its themes and where each contribution stands."""

from typing import Any

from sqlalchemy import Row, select

from facilitator.domain.theme import Author, Placement, Sorting, Theme
from facilitator.store import schema
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
        return Sorting(
            event_id=event_id,
            themes=tuple(_theme(theme) for theme in theme_rows),
            placements=tuple(_placement(placement) for placement in placement_rows),
            engine=row.engine,
            made_at=row.made_at,
        )

    def write(self, sorting: Sorting) -> None:
        """Make ``sorting`` the wall of its event; only what differs is touched and journaled.

        Raises ConflictError if it places a contribution that is not kept, or in a theme that it lacks.
        """
        event_id, sortings = sorting.event_id, schema.sortings
        self._journal.replace(
            sortings,
            sortings.c.event_id == event_id,
            [{"event_id": event_id, "engine": sorting.engine, "made_at": sorting.made_at}],
        )
        self._journal.replace(
            schema.themes,
            schema.themes.c.event_id == event_id,
            [_theme_row(event_id, theme) for theme in sorting.themes],
        )
        self._journal.replace(
            schema.placements,
            schema.placements.c.event_id == event_id,
            [_placement_row(event_id, placement) for placement in sorting.placements],
        )


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
