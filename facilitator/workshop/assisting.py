"""The assistant at a démarche: questions answered, and what it notices by itself, each thing once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from facilitator.assistant.answer import Answer
from facilitator.assistant.observing import Observation
from facilitator.domain.event import Event
from facilitator.store.demarche_file import DemarcheFile
from facilitator.workshop.asking import Near, Questions
from facilitator.workshop.board.wall import Wall
from facilitator.workshop.engine import Engines
from facilitator.workshop.observing import observe_event
from facilitator.workshop.reports import Step, unheard


class Assistant:
    """What can be asked of a démarche; ``tell`` gets what the facilitator should know of the engine."""

    def __init__(
        self,
        file: DemarcheFile,
        engines: Engines,
        events: Callable[[], Sequence[Event]],
        wall: Callable[[Event], Wall],
        tell: Callable[[tuple[str, ...]], None],
    ) -> None:
        self._file = file
        self._engines = engines
        self._events = events
        self._wall = wall
        self._tell = tell
        self._questions = Questions(file, engines)

    def ask(self, question: str, *, event: Event | None = None, step: Step = unheard) -> Answer:
        """The answer to a question over all events, or one: counted facts and exact quotations.

        Raises UsageError for an empty question, InputError where there is no event.
        """
        events = self._events() if event is None else (event,)
        answer, notes = self._questions.ask(question, events, step)
        self._tell(notes)
        return answer

    def near(self, topic: str, events: Sequence[Event], step: Step = unheard) -> tuple[Near, ...]:
        """What speaks of a topic at these events, nearest first."""
        found, notes = self._questions.near(topic, events, step)
        self._tell(notes)
        return found

    def observe(
        self, event: Event, told: Collection[str], now: datetime, *, close: bool = False
    ) -> tuple[Observation, ...]:
        """Notes on an event under way, the most urgent first; ``told`` are keys, and kinds silenced.

        It costs milliseconds, but with ``close`` contributions are compared as well, by the vectors that
        are kept already. Raises StoreError.
        """
        wall = self._wall(event)
        engine = self._engines.name(texts=len(wall.contributions)) if close else None
        return observe_event(self._file, event, wall, told, now, engine)

    def notice(self, event: Event, now: datetime) -> tuple[Observation, ...]:
        """What is worth a note now and was never told in this démarche; it is told from now on."""
        found = self.observe(event, self._file.remarks.told(), now, close=True)
        self._file.remarks.keep([one.key for one in found])
        return found

    def silence(self, kind: str) -> None:
        """Notes of this kind are told no more in this démarche."""
        self._file.remarks.keep([kind])
