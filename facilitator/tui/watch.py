"""What keeps a screen in step with the rest: the file, the process aside, and the assistant's eye."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from facilitator.errors import FacilitatorError

if TYPE_CHECKING:
    from facilitator.assistant.observing import Observation
    from facilitator.domain.theme import Sorting
    from facilitator.store.following import News
    from facilitator.store.operations import Version
    from facilitator.tui.desk import Desk
    from facilitator.workshop.aside import Warmth
    from facilitator.workshop.reports import Step
    from facilitator.workshop.workshop import Workshop

WORDS_ALONE = "lexical"  # the engine that has nothing to load


class Watch:
    """Looks at regular times, one look of each sort at once; a failure is told once, until it changes."""

    def __init__(self, desk: Desk, version: Version) -> None:
        self._desk = desk
        self._version = version
        self._under_way: set[str] = set()
        self._told = ""

    def warm_up(self) -> None:
        """Have the engine loaded in the process aside, so that the first sort does not wait for it."""
        desk = self._desk
        if desk.app.settings.moteur != WORDS_ALONE:
            desk.work_aside(desk.aside.warm_up, self._warm, busy="Le moteur se prépare")

    def look(self) -> None:
        """Read what changed in the file since it was read last, from here or elsewhere."""
        if self._begin("look"):
            hands = self._desk.hands
            hands.do(hands.eyes, self._read, self._seen, failed=self._failed, last=lambda: self._end("look"))

    def file_waiting(self) -> None:
        """Have what was recorded filed into the themes that stand, in the process aside."""
        desk, live = self._desk, self._desk.live
        waits = len(live.sorting.placements) < len(live.said)
        if waits and live.sorting.themes and self._begin("file"):
            slug = live.event.slug
            desk.hands.do(
                desk.hands.aside,
                lambda: desk.aside.file_waiting(slug),
                lambda _: self.look(),
                failed=self._failed,
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
                failed=self._failed,
                last=lambda: self._end("observe"),
            )

    def _read(self) -> tuple[News | None, Sorting | None]:
        """What changed since, and the wall where it did; in the reading thread."""
        news = self._desk.capture.news(self._version)
        wall = self._desk.board.wall.sorting if news is not None and news.wall else None
        return news, wall

    def _seen(self, found: tuple[News | None, Sorting | None]) -> None:
        news, sorting = found
        self._told = ""
        if news is None:
            return
        self._version = news.version
        if sorting is not None:
            self._desk.live.sorting = sorting
        fresh = self._desk.live.take(news.contributions)
        if fresh or sorting is not None:
            self._desk.changed(fresh, wall=sorting is not None)

    def _remark(self, found: tuple[Observation, ...]) -> None:
        for one in found:
            self._desk.remark(one)

    def _warm(self, warmth: Warmth) -> None:
        for note in warmth.notes:
            self._desk.say(note, "warning")

    def _begin(self, name: str) -> bool:
        if name in self._under_way:
            return False
        self._under_way.add(name)
        return True

    def _end(self, name: str) -> None:
        self._under_way.discard(name)

    def _failed(self, error: FacilitatorError) -> None:
        if error.title != self._told:
            self._told = error.title
            self._desk.failed(error)


def _notice(workshop: Workshop, _step: Step, slug: str, now: datetime) -> tuple[Observation, ...]:
    """Done in the process aside."""
    (event,) = workshop.events(slug)
    return workshop.assistant.notice(event, now)
