"""The event under way: one plain object that the screens read, and that only the app brings up to date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from facilitator.domain.capture import Room, Seat, room_of
from facilitator.domain.contribution import Contribution, fold
from facilitator.domain.event import Event
from facilitator.domain.event import Sequence as EventSequence
from facilitator.domain.hearing import unheard_publics
from facilitator.domain.theme import Sorting, Theme

RATE_WINDOW = timedelta(minutes=5)


def utc_now() -> datetime:
    """The present moment, aware, in UTC; tests put a frozen clock in its place."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Filter:
    """What the conversation is narrowed to; ``typed`` is how it was asked for, empty for everything."""

    typed: str = ""
    seat: Seat = field(default_factory=Seat)
    words: str = ""
    theme_id: str | None = None

    def holds(self, one: Contribution, theme_id: str | None) -> bool:
        """Whether a contribution, standing in this theme, is to be shown."""
        seat = self.seat
        public = None if seat.table or seat.quality else seat.public  # a table brings its public along
        return (
            seat.table in (None, one.table)
            and public in (None, one.public)
            and seat.quality in (None, one.quality)
            and seat.type in (None, one.type)
            and (self.theme_id is None or self.theme_id == theme_id)
            and all(word in fold(one.text) for word in fold(self.words).split())
        )


@dataclass(slots=True)
class Timer:
    """Minutes that count down; ``ends`` is None while it is at rest."""

    ends: datetime | None = None
    minutes: int = 0
    rung: bool = False

    def start(self, minutes: int) -> None:
        """Count down from now."""
        self.minutes, self.ends, self.rung = minutes, utc_now() + timedelta(minutes=minutes), False

    def stop(self) -> None:
        """Be at rest."""
        self.ends = None

    def left(self, now: datetime) -> timedelta | None:
        """What is left, negative once it is over; None at rest."""
        return None if self.ends is None else self.ends - now


@dataclass(slots=True)
class Live:
    """An event as its screens show it: who said what, where it stands, and what sticks at this station."""

    demarche: str
    event: Event
    seat: Seat
    sorting: Sorting
    said: dict[str, Contribution] = field(default_factory=dict)
    timer: Timer = field(default_factory=Timer)
    narrowed: Filter = field(default_factory=Filter)
    remarks: bool = True
    _heard: tuple[dict[str, None], dict[str, None]] = field(default_factory=lambda: ({}, {}))
    _room: tuple[tuple[Event, int, int], Room] | None = None

    @property
    def room(self) -> Room:
        """What a line may name here: what the event declares, and what was heard since."""
        tables, qualities = self._heard
        state = (self.event, len(tables), len(qualities))
        if self._room is None or self._room[0] != state:
            self._room = state, room_of(self.event, tables, qualities)
        return self._room[1]

    @property
    def contributions(self) -> tuple[Contribution, ...]:
        """Those on the wall, by number."""
        return tuple(sorted(self.said.values(), key=lambda one: one.number))

    def take(self, news: Iterable[Contribution]) -> tuple[Contribution, ...]:
        """Take what was recorded or changed; gives what really differs. Removed ones leave."""
        fresh = []
        for one in news:
            if one.removed:
                if self.said.pop(one.id, None) is not None:
                    fresh.append(one)
            elif self.said.get(one.id) != one:
                self.said[one.id] = one
                fresh.append(one)
                for heard, label in zip(self._heard, (one.table, one.quality), strict=True):
                    if label:
                        heard[label] = None
        return tuple(fresh)

    def numbered(self, number: int) -> Contribution | None:
        """The contribution of this number on the wall, or None."""
        return next((one for one in self.said.values() if one.number == number), None)

    def places(self) -> dict[str, str | None]:
        """The id of the theme each contribution stands in."""
        return {place.contribution_id: place.theme_id for place in self.sorting.placements}

    def sequence(self) -> EventSequence | None:
        """The sequence in force, or None."""
        return next((one for one in self.event.sequences if one.number == self.seat.sequence), None)

    def next_sequence(self) -> Seat:
        """The seat in the sequence that follows, with the type it asks for; the first after the last."""
        numbers = [one.number for one in self.event.sequences]
        if not numbers:
            return self.seat
        here = numbers.index(self.seat.sequence) if self.seat.sequence in numbers else -1
        following = self.event.sequences[(here + 1) % len(numbers)]
        return replace(self.seat, sequence=following.number, type=following.default_type)

    def by_table(self) -> Sequence[tuple[str, int]]:
        """Contributions by table: declared ones first, in their order, silent ones with 0."""
        counts = Counter(one.table for one in self.said.values() if one.table)
        labels = dict.fromkeys([*(table.label for table in self.event.tables), *sorted(counts)])
        return [(label, counts[label]) for label in labels]

    def by_voice(self) -> Sequence[tuple[str, int]]:
        """Contributions by quality where people speak in turn, the most heard first."""
        return Counter(one.quality for one in self.said.values() if one.quality).most_common()

    def by_theme(self) -> Sequence[tuple[Theme | None, int]]:
        """Themes by size; None stands for what is to be filed, last."""
        counts = Counter(
            place.theme_id for place in self.sorting.placements if place.contribution_id in self.said
        )
        themes = sorted(self.sorting.themes, key=lambda theme: (-counts[theme.id], theme.position))
        aside = sum(
            place.off_topic for place in self.sorting.placements if place.contribution_id in self.said
        )
        placed = sum(counts[theme.id] for theme in themes)
        waiting = len(self.said) - placed - aside
        return [*((theme, counts[theme.id]) for theme in themes), *([(None, waiting)] if waiting else [])]

    def rate(self, now: datetime) -> float:
        """Contributions typed a minute over the last `RATE_WINDOW`."""
        typed = (one.recorded_at for one in self.said.values() if one.origin is None)
        recent = sum(now - RATE_WINDOW < moment <= now for moment in typed)
        return recent / (RATE_WINDOW.total_seconds() / 60)

    def unheard(self) -> Sequence[str]:
        """The publics counted present under whose name nothing is recorded."""
        return [one.public for one in unheard_publics(self.event, self.said.values())]
