"""Before anything leaves: what may identify somebody, what is decided of it, and the gate that asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from facilitator.domain.contribution import Contribution
from facilitator.domain.event import Event
from facilitator.domain.names import NameDecision
from facilitator.domain.theme import Author, Sorting
from facilitator.errors import NotFoundError, UndecidedNamesError
from facilitator.language import entities
from facilitator.language.french import counted, plural
from facilitator.language.typography import quote, typeset
from facilitator.privacy.redaction import for_sharing, redacted_name
from facilitator.privacy.review import Reviewed, review, texts_of, undecided
from facilitator.store.demarche_file import DemarcheFile
from facilitator.store.names import Purge
from facilitator.workshop.reports import Step, unheard

if TYPE_CHECKING:
    from facilitator.workshop.workshop import Workshop

_AT_ONCE: Final = 256  # texts read between two savings of what was read
_TOLD: Final = 6  # contributions named by the gate
_LEAST: Final = 3  # letters of words replaced in a theme's name: two may be a part of anything


@dataclass(frozen=True, slots=True)
class NameReview:
    """The findings of each event, in the order of the events and of the contributions' numbers."""

    events: tuple[tuple[Event, tuple[Reviewed, ...]], ...]

    @property
    def all(self) -> tuple[Reviewed, ...]:
        """All findings, by their number."""
        return tuple(one for _, found in self.events for one in found)

    @property
    def undecided(self) -> tuple[Reviewed, ...]:
        """Those of which nothing was decided."""
        return undecided(self.all)


class Names:
    """The verbs on names of one démarche; every decision is an act, undone like any other.

    ``thorough`` has a model read as well what the rules have read, once a text.
    """

    def __init__(self, file: DemarcheFile, *, thorough: bool) -> None:
        self._file = file
        self._thorough = thorough

    @property
    def purged(self) -> tuple[str, ...]:
        """A sentence for each purge that the démarche went through."""
        return tuple(map(purged, self._file.names.purges()))

    def review(self, step: Step = unheard) -> NameReview:
        """What may identify somebody in all events, with what was decided; numbers run through them all.

        A text is read by the model once for all: the first review after many new texts takes seconds.
        """
        found, first = [], 1
        demarche = self._file.agenda.demarche()
        places = (*demarche.territory.communes, demarche.territory.name)
        decisions = self._file.names.decisions()
        for event in self._file.agenda.events():
            said = self._file.contributions.of_event(event.id, with_removed=True)
            reviewed = review(said, decisions, places, self._read(said, step), first=first)
            first += len(reviewed)
            found.append((event, reviewed))
        return NameReview(tuple(found))

    def replace_name(self, numbers: Iterable[int] | None, words: str = "", *, alike: bool = False) -> int:
        """Have ``words`` stand in the place of these findings, or what is suggested for each; how many.

        ``numbers`` are those of the review, None all that are undecided. With ``alike`` the same words
        elsewhere are decided too. Brackets are put around. Raises NotFoundError.
        """
        return self.replace_found(self._chosen(numbers, alike), words)

    def replace_found(self, found: Sequence[Reviewed], words: str = "") -> int:
        """The same for findings at hand, without looking at the whole démarche again."""
        other = bracketed(words)
        decided = [_decision(one, other or one.finding.suggestion) for one in found]
        return self._keep(decided, f"{_told(found)} {plural(len(found), 'remplacé')}")

    def accept_name(self, numbers: Iterable[int] | None, *, alike: bool = False) -> int:
        """Answer for these findings as they are written, or for all that are undecided; how many.

        The act is kept with its date and the post it was done at. Raises NotFoundError.
        """
        return self.accept_found(self._chosen(numbers, alike))

    def accept_found(self, found: Sequence[Reviewed]) -> int:
        """The same for findings at hand, without looking at the whole démarche again."""
        told = f"{_told(found)} {plural(len(found), 'assumé')}"
        return self._keep([_decision(one, "") for one in found], told)

    def check(self, events: Sequence[Event], step: Step = unheard) -> None:
        """Nothing, where all that may identify somebody in ``events`` is decided.

        Raises UndecidedNamesError with the contributions and the next step.
        """
        wanted = {event.id for event in events}
        waiting = [
            (event, undecided(found)) for event, found in self.review(step).events if event.id in wanted
        ]
        total = sum(len(found) for _, found in waiting)
        if not total:
            return
        several = sum(bool(found) for _, found in waiting) > 1
        told = [
            f"n° {number}" + (f" de {quote(event.title)}" if several else "")
            for event, found in waiting
            for number in dict.fromkeys(one.contribution.number for one in found)
        ]
        more = f" et {len(told) - _TOLD} autres" if len(told) > _TOLD else ""
        raise UndecidedNamesError(
            typeset(f"{counted(total, 'passage')} {plural(total, 'peut', 'peuvent')} désigner quelqu'un."),
            cause=typeset(
                f"Rien ne sort avant que vous l'ayez décidé : contributions {', '.join(told[:_TOLD])}{more}."
            ),
            next_step=typeset(
                "Voyez-les avec « facilitator noms », ou « /noms » dans la séance : remplacez par une "
                "qualité, ou assumez."
            ),
        )

    def share(self, contributions: Sequence[Contribution]) -> tuple[Contribution, ...]:
        """``contributions`` as they may leave."""
        return for_sharing(contributions, self._file.names.decisions())

    def share_wall(self, sorting: Sorting) -> Sorting:
        """A wall whose themes' names and words hold no name that was replaced in its event."""
        wanted = {
            one.words: one.replacement
            for one in self._file.names.decisions(sorting.event_id)
            if one.replacement and len(one.words) >= _LEAST
        }
        if not wanted:
            return sorting
        themes = tuple(
            replace(
                theme,
                name=redacted_name(theme.name, wanted),
                words=tuple(redacted_name(word, wanted) for word in theme.words),
            )
            for theme in sorting.themes
        )
        return replace(sorting, themes=themes)

    def _read(self, said: Sequence[Contribution], step: Step) -> dict[str, tuple[tuple[int, int], ...]]:
        """What the model sees in these contributions, read now where it was not before."""
        reader = entities.reader() if self._thorough else ""
        if not reader:
            return {}
        texts = texts_of(said)
        known = dict(self._file.names.readings(reader, texts))
        news = [text for text in texts if text not in known]
        for at in range(0, len(news), _AT_ONCE):
            step("Relecture des noms", at, len(news))
            batch = news[at : at + _AT_ONCE]
            seen = dict(zip(batch, entities.people(batch), strict=True))
            self._file.names.keep_readings(reader, seen)
            known |= seen
        return known

    def _chosen(self, numbers: Iterable[int] | None, alike: bool) -> list[Reviewed]:
        found = self.review()
        if numbers is None:
            return list(found.undecided)
        by_number = {one.number: one for one in found.all}
        wanted = list(dict.fromkeys(numbers))
        unknown = [number for number in wanted if number not in by_number]
        if unknown:
            raise NotFoundError(
                f"Il n’y a pas de passage n° {', '.join(map(str, unknown))}.",
                cause=typeset(f"{counted(len(by_number), 'passage')} à vérifier dans cette démarche."),
                next_step="Tapez « facilitator noms » pour voir la liste et ses numéros.",
            )
        words = {by_number[number].finding.words for number in wanted} if alike else set()
        return [one for one in found.all if one.number in set(wanted) or one.finding.words in words]

    def _keep(self, decisions: Sequence[NameDecision], summary: str) -> int:
        if decisions:
            with self._file.journal.act("noms", summary, by=Author.HUMAN):
                self._file.names.decide(decisions)
        return len(decisions)


def bracketed(words: str) -> str:
    """« une voisine » as « [une voisine] »; empty stays empty."""
    bare = " ".join(words.split()).strip("[] ")
    return f"[{bare}]" if bare else ""


def names_review(workshop: Workshop, step: Step) -> NameReview:
    """The review of the open démarche, for the process aside."""
    return workshop.names.review(step)


def purged(trace: Purge) -> str:
    """« Cette démarche a été purgée le 12/01/2027 à 18h30 (poste « salle 1 ») : … »."""
    moment = trace.at.astimezone()
    return typeset(
        f"Cette démarche a été purgée le {moment:%d/%m/%Y} à {moment:%Hh%M} (poste {quote(trace.station)}) : "
        f"{counted(trace.contributions, 'contribution')}, {counted(trace.operations, 'acte')} et "
        f"{counted(trace.files, 'fichier')} effacés. Les livrables restent."
    )


def _decision(one: Reviewed, replacement: str) -> NameDecision:
    return NameDecision(one.contribution.id, one.finding.words, replacement)


def _told(chosen: Sequence[Reviewed]) -> str:
    """No words that identify: the list of acts outlives them."""
    if len(chosen) == 1:
        return f"passage de la n° {chosen[0].contribution.number}"
    return f"{len(chosen)} passages"
