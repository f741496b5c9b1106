"""What the live session does at every line: nothing here embeds, sorts, or reads the whole wall.

A line recorded is durable within milliseconds whatever the size of the démarche; what it says is filed
into themes afterwards, in the background (``file_waiting``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from facilitator.domain.capture import Entry, Seat
from facilitator.domain.contribution import Contribution, ContributionType
from facilitator.domain.event import Event
from facilitator.domain.theme import Author, Theme
from facilitator.errors import UsageError
from facilitator.language.french import counted, plural
from facilitator.language.typography import typeset
from facilitator.store.contributions import NewContribution
from facilitator.store.demarche_file import DemarcheFile
from facilitator.store.following import News
from facilitator.store.operations import Version
from facilitator.workshop.asked import by_number, theme_named
from facilitator.workshop.board.reports import numbered
from facilitator.workshop.recording import new_contributions, noted, placed, public_of, reworded


class Unchanged(Enum):
    """The value of a field that a correction leaves alone."""

    UNCHANGED = "unchanged"


UNCHANGED: Final = Unchanged.UNCHANGED


@dataclass(frozen=True, slots=True)
class VoteReport:
    """Votes set: on which contributions and themes, how many the event counts now, how many are possible.

    ``possible`` is people present × dots a person, None where either is not known.
    """

    contributions: tuple[Contribution, ...]
    themes: tuple[Theme, ...]
    total: int
    possible: int | None
    warning: str = ""


class Capture:
    """One event as it is captured at this station. Each verb is one act, durable when it returns.

    Verbs raise NotFoundError for unknown numbers and themes, UsageError for what makes no sense,
    StoreError; nothing is then changed. ``event`` is as it was when the capture began: begin anew where
    its tables have changed.
    """

    def __init__(self, event: Event, file: DemarcheFile, file_waiting: Callable[[], int]) -> None:
        self.event = event
        self._file = file
        self._file_waiting = file_waiting

    def seat(self) -> tuple[Seat, str]:
        """What stuck at this station when it was last here, and its unfinished line."""
        return self._file.seats.of_event(self.event.id)

    def keep_seat(self, seat: Seat, line: str) -> None:
        """Keep what sticks and the line under way."""
        self._file.seats.keep(self.event.id, seat, line)

    def record(self, entries: Sequence[Entry], seat: Seat, line: str = "") -> tuple[Contribution, ...]:
        """Keep these entries, what sticks after them and the line left, all in one transaction.

        An entry with a theme is placed there, in the first that answers to it or a new one. ValueError if
        the first is part of a previous one.
        """
        news = new_contributions(self.event, entries)
        with self._file.journal.act("noter", noted([entry.text for entry in entries]), by=Author.HUMAN):
            recorded = self._file.contributions.record(news)
            self._place(entries, recorded)
            self._file.seats.keep(self.event.id, seat, line)
        return recorded

    def reword(self, number: int, text: str) -> Contribution:
        """A contribution's text corrected; where the machine had filed it, it is filed anew."""
        with self._file.journal.act("corriger", f"n° {number} corrigé", by=Author.HUMAN):
            (said,) = self._numbered([number])
            left = reworded(said, text, self._file.station)
            self._file.contributions.revise([left])
            if left != said:
                self._file.sortings.let_go([said.id])
        return left

    def reassign(
        self,
        numbers: Sequence[int],
        *,
        table: str | Unchanged | None = UNCHANGED,
        public: str | Unchanged | None = UNCHANGED,
        quality: str | Unchanged | None = UNCHANGED,
        type: ContributionType | Unchanged | None = UNCHANGED,  # noqa: A002 - the field's name
        sequence: int | Unchanged | None = UNCHANGED,
    ) -> tuple[Contribution, ...]:
        """Contributions whose table, public, quality, type or sequence was wrong: only what is given changes.

        A new table brings its public where none is given.
        """
        asked = {"table": table, "public": public, "quality": quality, "type": type, "sequence": sequence}
        given = {name: value for name, value in asked.items() if not isinstance(value, Unchanged)}
        with self._file.journal.act("corriger", _about(numbers, "corrigé", "corrigés"), by=Author.HUMAN):
            right = tuple(self._reassigned(said, given) for said in self._numbered(numbers))
            self._file.contributions.revise(right)
        return right

    def remove(self, numbers: Sequence[int]) -> tuple[Contribution, ...]:
        """Contributions off the wall; undo brings them back, and their numbers are never given again."""
        with self._file.journal.act("retirer", _about(numbers, "retiré", "retirés"), by=Author.HUMAN):
            gone = tuple(replace(said, removed=True) for said in self._numbered(numbers))
            self._file.contributions.revise(gone)
            self._file.sortings.forget([said.id for said in gone])
        return gone

    def duplicate(self, number: int) -> Contribution:
        """A second contribution that says the same, said at the same place; without votes."""
        with self._file.journal.act("noter", f"n° {number} noté une fois de plus", by=Author.HUMAN):
            (said,) = self._numbered([number])
            (copy,) = self._file.contributions.record(
                [
                    NewContribution(
                        said.event_id,
                        said.text,
                        type=said.type,
                        table=said.table,
                        public=said.public,
                        quality=said.quality,
                        sequence=said.sequence,
                    )
                ]
            )
        return copy

    def set_votes(self, pairs: Sequence[tuple[int, int]]) -> VoteReport:
        """The votes of contributions by number, the last where one is given twice; without any, the count."""
        votes = dict(pairs)
        _check_votes(votes.values())
        summary = f"votes de {counted(len(votes), 'contribution')}"
        with self._file.journal.act("voter", summary, by=Author.HUMAN):
            said = self._numbered(list(votes)) if votes else ()
            voted = tuple(replace(one, votes=votes[one.number]) for one in said)
            self._file.contributions.revise(voted)
            return self._counted(voted, ())

    def set_theme_votes(self, pairs: Sequence[tuple[str, int]]) -> VoteReport:
        """The votes put on themes themselves, beside those on their contributions."""
        _check_votes(votes for _, votes in pairs)
        with self._file.journal.act("voter", f"votes de {counted(len(pairs), 'thème')}", by=Author.HUMAN):
            known = self._file.sortings.themes(self.event.id)
            voted = {theme_named(asked, known).id: votes for asked, votes in pairs}
            themes = tuple(replace(theme, votes=voted[theme.id]) for theme in known if theme.id in voted)
            self._file.sortings.change_themes(self.event.id, themes)
            return self._counted((), themes)

    def news(self, since: Version | None = None) -> News | None:
        """What anybody has changed since a version, None for nothing; without one, all that is there."""
        return self._file.following.since(since, self.event.id)

    def file_waiting(self) -> int:
        """File what has no place on the wall yet into the themes that stand, or the tray; returns how many.

        Slow, and for the background: it reads the wall and the meaning of what waits. It is the machine's
        act, which undo passes over. Without a theme nothing is filed.
        """
        return self._file_waiting()

    def _numbered(self, numbers: Sequence[int]) -> tuple[Contribution, ...]:
        kept = self._file.contributions
        found = kept.of_numbers(self.event.id, numbers)
        return by_number(numbers, found, lambda: kept.of_event(self.event.id))

    def _place(self, entries: Sequence[Entry], recorded: Sequence[Contribution]) -> None:
        if any(entry.theme for entry in entries):
            themes = self._file.sortings.themes(self.event.id)
            made, places = placed(self.event.id, themes, entries, recorded)
            self._file.sortings.add(self.event.id, made, places)

    def _reassigned(self, said: Contribution, given: Mapping[str, object]) -> Contribution:
        right = replace(said, **given)  # type: ignore[arg-type]
        if "public" in given or right.table == said.table:
            return right
        public = public_of(self.event, right.table)
        if public is None and said.public != public_of(self.event, said.table):
            return right
        return replace(right, public=public)

    def _counted(self, contributions: tuple[Contribution, ...], themes: tuple[Theme, ...]) -> VoteReport:
        kept = self._file.sortings.themes(self.event.id)
        total = self._file.contributions.votes(self.event.id) + sum(theme.votes for theme in kept)
        people, dots = self.event.people_present, self.event.dots_per_person
        if people is None or dots is None:
            return VoteReport(contributions, themes, total, None)
        possible = people * dots
        warning = "" if total <= possible else _too_many(total, possible, people, dots)
        return VoteReport(contributions, themes, total, possible, warning)


def _about(numbers: Sequence[int], one: str, several: str) -> str:
    """« n° 12 retiré », « n° 12 et 14 retirés »."""
    asked = list(dict.fromkeys(numbers))
    return f"{numbered(asked)} {plural(len(asked), one, several)}"


def _check_votes(votes: Iterable[int]) -> None:
    if any(count < 0 for count in votes):
        raise UsageError("Un nombre de votes ne peut pas être négatif.", next_step="Vérifiez le compte.")


def _too_many(total: int, possible: int, people: int, dots: int) -> str:
    put = f"{counted(total, 'vote')} pour {counted(possible, 'gommette possible', 'gommettes possibles')}"
    return typeset(f"{put} ({counted(people, 'personne')} × {dots}) : {total - possible} de trop. Recomptez.")
