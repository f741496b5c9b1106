"""What keeps a screen in step with the rest: the file, the process aside, and the assistant's eye."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from facilitator.errors import FacilitatorError

if TYPE_CHECKING:
    from facilitator.assistant.observing import Observation
    from facilitator.domain.event import Event
    from facilitator.domain.theme import Sorting
    from facilitator.store.following import News
    from facilitator.store.operations import Version
    from facilitator.tui.desk import Desk
    from facilitator.workshop.aside import Warmth
    from facilitator.workshop.reports import Step
    from facilitator.workshop.workshop import Workshop

WORDS_ALONE = "lexical"  # the engine that has nothing to load


@dataclass(frozen=True, slots=True)
class Seen:
    """What changed in the file, with the wall and the event as they are now where they changed."""

    news: News
    sorting: Sorting | None
    event: Event | None


class Watch:
    """Looks at regular times, one look of each sort at once.

    A failure of one sort is told once, until it changes or passes.
    """

    def __init__(self, desk: Desk, version: Version) -> None:
        self._desk = desk
        self._version = version
        self._under_way: set[str] = set()
        self._told: dict[str, str] = {}
        self._noted: set[str] = set()
        self._unfiled = True  # what a former session left, too

    def warm_up(self) -> None:
        """Have the engine loaded in the process aside, so that the first sort does not wait for it."""
        desk = self._desk
        if desk.app.settings.moteur != WORDS_ALONE:
            desk.work_aside(desk.aside.warm_up, self._warm, busy="Préparation du tri")

    def look(self) -> None:
        """Read what changed in the file since it was read last, from here or elsewhere."""
        if self._begin("look"):
            hands = self._desk.hands
            hands.do(
                hands.eyes,
                self._read,
                self._seen,
                failed=lambda error: self._failed("look", error),
                last=lambda: self._end("look"),
            )

    def file_waiting(self) -> None:
        """Have what was recorded filed into the themes that stand, in the process aside."""
        desk, live = self._desk, self._desk.live
        if self._unfiled and live.sorting.themes and self._begin("file"):
            self._unfiled = False
            slug = live.event.slug
            desk.hands.do(
                desk.hands.aside,
                lambda: desk.aside.file_waiting(slug),
                lambda _: self._filed(),
                failed=self._not_filed,
                last=lambda: self._end("file"),
            )

    def observe(self) -> None:
        """Have the assistant look around, in the process aside, unless that one is at work."""
        desk, live = self._desk, self._desk.live
        if live.remarks and live.said and not desk.hands.busy and self._begin("observe"):
            slug, now = live.event.slug, desk.now
            desk.hands.do(
                desk.hands.aside,
                lambda: desk.aside.run(_notice, slug, now),
                self._remark,
                failed=lambda error: self._failed("observe", error),
                last=lambda: self._end("observe"),
            )

    def _read(self) -> Seen | None:
        """What changed since, with the wall and the event where they did; in the reading thread."""
        desk = self._desk
        news = desk.capture.news(self._version)
        if news is None:
            return None
        wall = desk.board.wall.sorting if news.wall else None
        event = desk.workshop.events(desk.live.event.slug)[0] if news.agenda else None
        return Seen(news, wall, event)

    def _seen(self, found: Seen | None) -> None:
        self._told.pop("look", None)
        if found is None:
            return
        live, news = self._desk.live, found.news
        self._version = news.version
        if found.sorting is not None:
            live.sorting = found.sorting
        if found.event is not None:
            live.event = found.event
        fresh = live.take(news.contributions)
        self._unfiled = self._unfiled or bool(news.contributions)
        if fresh or news.wall or news.agenda or news.project:
            self._desk.changed(fresh, wall=news.wall, project=news.project, agenda=news.agenda)

    def _filed(self) -> None:
        self._told.pop("file", None)
        self.look()

    def _not_filed(self, error: FacilitatorError) -> None:
        self._unfiled = True
        self._failed("file", error)

    def _remark(self, found: tuple[Observation, ...]) -> None:
        self._told.pop("observe", None)
        for one in found:
            self._desk.remark(one)

    def _warm(self, warmth: Warmth) -> None:
        self.note(warmth.notes)

    def note(self, notes: tuple[str, ...]) -> None:
        """Tell what is to be known of the engine, each note once."""
        for one in notes:
            if one not in self._noted:
                self._noted.add(one)
                self._desk.say(one, "warning")

    def _begin(self, name: str) -> bool:
        if name in self._under_way:
            return False
        self._under_way.add(name)
        return True

    def _end(self, name: str) -> None:
        self._under_way.discard(name)

    def _failed(self, name: str, error: FacilitatorError) -> None:
        if self._told.get(name) != error.title:
            self._told[name] = error.title
            self._desk.failed(error)


def _notice(workshop: Workshop, _step: Step, slug: str, now: datetime) -> tuple[Observation, ...]:
    """Done in the process aside."""
    (event,) = workshop.events(slug)
    return workshop.assistant.notice(event, now)
