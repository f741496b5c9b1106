"""From what is typed to contributions, their places and their corrections; no store, no wall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from facilitator.domain import shaping
from facilitator.domain.capture import Entry
from facilitator.domain.contribution import Contribution
from facilitator.domain.event import Event
from facilitator.domain.theme import Author, Placement, Sorting, Theme
from facilitator.errors import NotFoundError, UsageError
from facilitator.language.french import counted, plural
from facilitator.language.typography import quote
from facilitator.store.contributions import NewContribution
from facilitator.workshop.asked import theme_named

_START = 40


def noted(texts: Sequence[str]) -> str:
    """What the journal keeps of a recording: « note de « … » » for one, else how many.

    Raises UsageError where one says nothing.
    """
    if not all(text.strip() for text in texts):
        raise UsageError("Une contribution a un texte.", next_step="Écrivez ce qui est dit.")
    if len(texts) != 1:
        return f"{counted(len(texts), 'contribution')} {plural(len(texts), 'notée')}"
    (text,) = texts
    return f"note de {quote(text if len(text) <= _START else f'{text[: _START - 1]}…')}"


def public_of(event: Event, table: str | None) -> str | None:
    """The public seated at a table of the event; None where nobody said."""
    return next((one.public for one in event.tables if one.label == table), None)


def new_contributions(event: Event, entries: Sequence[Entry]) -> tuple[NewContribution, ...]:
    """What to record of ``entries``, a part of a cut post-it saying where it comes from.

    ValueError if the first is part of a previous one.
    """
    if entries and entries[0].part_of_previous:
        raise ValueError("the first entry is part of none")
    ids = [uuid4().hex for _ in entries]
    return tuple(
        NewContribution(
            event_id=event.id,
            text=entry.text,
            type=entry.type,
            table=entry.table,
            public=entry.public or public_of(event, entry.table),
            quality=entry.quality,
            sequence=entry.sequence,
            votes=entry.votes,
            split_from=ids[rank - 1] if entry.part_of_previous else None,
            id=ids[rank],
        )
        for rank, entry in enumerate(entries)
    )


def placed(
    event_id: str, themes: Sequence[Theme], entries: Sequence[Entry], recorded: Sequence[Contribution]
) -> tuple[tuple[Theme, ...], tuple[Placement, ...]]:
    """The themes to make and the places to give, for ever, to those ``entries`` that name a theme.

    A theme that nobody knows is made, unless it is asked for by a number: NotFoundError. UsageError where
    several themes would do.
    """
    wall = Sorting(event_id, tuple(themes), (), "")
    places = []
    for entry, said in zip(entries, recorded, strict=True):
        if not entry.theme:
            continue
        try:
            theme = theme_named(entry.theme, wall.themes)
        except NotFoundError:
            if entry.theme.strip().isdecimal():
                raise
            wall = shaping.create(wall, uuid4().hex, entry.theme)
            theme = wall.themes[-1]
        places.append(Placement(said.id, theme.id, Author.HUMAN, 1.0))
    return wall.themes[len(themes) :], tuple(places)


def reworded(said: Contribution, text: str, station: str) -> Contribution:
    """A contribution with its text corrected at ``station``; UsageError for an empty text."""
    if not text.strip():
        raise UsageError("Une contribution a un texte.", next_step="Écrivez-en un, ou retirez-la.")
    return said if text == said.text else replace(said, text=text, corrected_by=station)
