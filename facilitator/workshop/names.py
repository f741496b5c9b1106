"""Before anything leaves: what may identify somebody, what is decided of it, and the gate that asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from facilitator.domain.contribution import fold
from facilitator.domain.demarche import Demarche
from facilitator.domain.event import Event
from facilitator.domain.names import NameDecision
from facilitator.domain.project import Project
from facilitator.domain.theme import Author
from facilitator.domain.wall import Wall
from facilitator.errors import NotFoundError, UndecidedNamesError
from facilitator.language import entities
from facilitator.language.french import counted, plural
from facilitator.language.typography import quote, typeset
from facilitator.privacy.echoes import echoed_names
from facilitator.privacy.finding import FindingKind
from facilitator.privacy.labels import (
    Label,
    labels_of_demarche,
    labels_of_wall,
    shared_demarche,
    shared_labels,
)
from facilitator.privacy.project_labels import labels_of_project, shared_project
from facilitator.privacy.redaction import for_sharing, shared_sorting
from facilitator.privacy.review import (
    Reviewed,
    review,
    review_echoes,
    review_labels,
    texts_of,
    undecided,
)
from facilitator.store.demarche_file import DemarcheFile
from facilitator.store.names import Purge
from facilitator.store.observations import communes_chosen
from facilitator.workshop.reports import Step, unheard

if TYPE_CHECKING:
    from facilitator.workshop.workshop import Workshop

_AT_ONCE: Final = 256  # texts read between two savings of what was read
_TOLD: Final = 6  # contributions named by the gate


@dataclass(frozen=True, slots=True)
class NameReview:
    """The findings of each event, in the order of the events and of the contributions' numbers, then echoes.

    ``labels`` are those in titles, publics, tables, themes and next steps, of which a decision holds for all.
    """

    events: tuple[tuple[Event, tuple[Reviewed, ...]], ...]
    labels: tuple[Reviewed, ...] = ()

    @property
    def all(self) -> tuple[Reviewed, ...]:
        """All findings, by their number."""
        everything = (*(one for _, found in self.events for one in found), *self.labels)
        return tuple(sorted(everything, key=lambda one: one.number))

    def of(self, event: Event | None) -> NameReview:
        """The findings of one event and those in labels, under the same numbers; None: all of them."""
        if event is None:
            return self
        return replace(self, events=tuple(one for one in self.events if one[0].id == event.id))

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

    def review(
        self, step: Step = unheard, leaving: Sequence[Event] | None = None, *, project: bool = True
    ) -> NameReview:
        """What may identify somebody in all events, with what was decided; numbers run through them all.

        Of the events ``leaving`` alone where they are given, with their own numbers; of the projet social
        unless it does not leave. A text is read by the
        model once for all: the first review after many new texts takes seconds.
        """
        demarche, names = self._file.agenda.demarche(), self._file.names
        places = places_of(self._file)
        decisions, of_labels = names.decisions(), names.of_labels()
        wanted = None if leaving is None else {event.id for event in leaving}
        walls = [
            self._wall(event) for event in self._file.agenda.events() if wanted is None or event.id in wanted
        ]
        found: dict[str, list[Reviewed]] = {}
        first = 1
        for wall in walls:
            seen = self._read(texts_of(wall.contributions), step)
            reviewed = review(wall.contributions, decisions, places, seen, first=first)
            found[wall.event.id] = list(reviewed)
            first += len(reviewed)
        labels = [*labels_of_demarche(demarche), *(one for wall in walls for one in labels_of_wall(wall))]
        if project:
            labels += labels_of_project(self._file.project.read())
        seen = self._read([one.text for one in labels], step)
        shown = _themes_shown(walls, decisions)
        in_labels = review_labels(labels, of_labels, places, seen, first=first, shown=shown)
        echoes = review_echoes(
            [one for wall in walls for one in wall.contributions],
            decisions,
            echoed_names((*decisions, *of_labels), places),
            [one for reviewed in found.values() for one in reviewed],
            first=first + len(in_labels),
        )
        for echo in echoes:
            if echo.contribution is not None:
                found[echo.contribution.event_id].append(echo)
        return NameReview(tuple((wall.event, tuple(found[wall.event.id])) for wall in walls), in_labels)

    def _wall(self, event: Event) -> Wall:
        said = self._file.contributions.of_event(event.id, with_removed=True)
        return Wall(event, tuple(said), self._file.sortings.of_event(event.id))

    def replace_name(
        self,
        numbers: Iterable[int] | None,
        words: str = "",
        *,
        alike: bool = False,
        event: Event | None = None,
    ) -> int:
        """Have ``words`` stand in the place of these findings, or what is suggested for each; how many.

        ``numbers`` are those of the review, None all that are undecided (of one ``event`` and in labels):
        with ``words`` those that name a person, since no telephone number is « une voisine ». With ``alike``
        the same words elsewhere are decided too. Brackets are put around. Raises NotFoundError.
        """
        chosen = self._chosen(numbers, alike, event)
        if numbers is None and words:
            chosen = [one for one in chosen if one.finding.passage.kind is FindingKind.PERSON]
        return self.replace_found(chosen, words)

    def replace_found(self, found: Sequence[Reviewed], words: str = "") -> int:
        """The same for findings at hand, without looking at the whole démarche again."""
        other = bracketed(words)
        decided = [_decision(one, other or one.finding.suggestion) for one in found]
        return self._keep(decided, f"{_told(found)} {plural(len(found), 'remplacé')}")

    def accept_name(
        self, numbers: Iterable[int] | None, *, alike: bool = False, event: Event | None = None
    ) -> int:
        """Answer for these findings as they are written, or for all that are undecided; how many.

        The act is kept with its date and the post it was done at. Raises NotFoundError.
        """
        return self.accept_found(self._chosen(numbers, alike, event))

    def accept_found(self, found: Sequence[Reviewed]) -> int:
        """The same for findings at hand, without looking at the whole démarche again."""
        told = f"{_told(found)} {plural(len(found), 'assumé')}"
        return self._keep([_decision(one, "") for one in found], told)

    def check(self, events: Sequence[Event], step: Step = unheard, *, project: bool = False) -> None:
        """Nothing, where all that may identify somebody in what leaves of ``events`` is decided.

        So it is in the projet social where the ``project`` leaves too. Raises UndecidedNamesError with the
        contributions and the next step.
        """
        found = self.review(step, events, project=project)
        total = len(found.undecided)
        if not total:
            return
        raise UndecidedNamesError(
            typeset(f"{counted(total, 'passage')} {plural(total, 'peut', 'peuvent')} désigner quelqu'un."),
            cause=typeset(f"Rien ne sort avant que vous l'ayez décidé : {_where(found)}."),
            next_step=typeset(
                "Voyez-les avec « facilitator noms », ou « /noms » dans la séance : remplacez par une "
                "qualité, ou assumez."
            ),
        )

    def leaving(self, wall: Wall) -> Wall:
        """``wall`` as it may leave: contributions, themes and labels with what was decided in its place."""
        decisions = self._file.names.decisions(wall.event.id)
        shared = replace(
            wall,
            contributions=for_sharing(wall.contributions, decisions),
            sorting=None if wall.sorting is None else shared_sorting(wall.sorting, decisions),
        )
        return shared_labels(shared, self._of_labels())

    def event_leaving(self, event: Event) -> Event:
        """The event as it may leave, without what was said there."""
        return self.leaving(Wall(event, ())).event

    def demarche_leaving(self, demarche: Demarche) -> Demarche:
        """The démarche as it may leave."""
        return shared_demarche(demarche, self._of_labels())

    def project_leaving(self, project: Project) -> Project:
        """The projet social as it may leave."""
        return shared_project(project, self._of_labels())

    def _of_labels(self) -> dict[str, str]:
        return {one.words: one.replacement for one in self._file.names.of_labels() if one.replacement}

    def _read(self, texts: Sequence[str], step: Step) -> dict[str, tuple[tuple[int, int], ...]]:
        """What the model sees in these texts, read now where they were not before."""
        reader = entities.reader() if self._thorough else ""
        if not reader:
            return {}
        known = dict(self._file.names.readings(reader, texts))
        news = [text for text in texts if text not in known]
        for at in range(0, len(news), _AT_ONCE):
            step("Relecture des noms", at, len(news))
            batch = news[at : at + _AT_ONCE]
            seen = dict(zip(batch, entities.people(batch), strict=True))
            self._file.names.keep_readings(reader, seen)
            known |= seen
        return known

    def _chosen(
        self, numbers: Iterable[int] | None, alike: bool, event: Event | None = None
    ) -> list[Reviewed]:
        found = self.review()
        if numbers is None:
            return list(found.of(event).undecided)
        by_number = {one.number: one for one in found.all}
        wanted = list(dict.fromkeys(numbers))
        unknown = [number for number in wanted if number not in by_number]
        if unknown:
            raise NotFoundError(
                f"Il n’y a pas de passage n° {', '.join(map(str, unknown))}.",
                cause=typeset(f"{counted(len(by_number), 'passage')} à vérifier dans cette démarche."),
                next_step="Tapez « facilitator noms » pour voir la liste et ses numéros.",
            )
        words = {fold(by_number[number].finding.words) for number in wanted} if alike else set()
        return [one for one in found.all if one.number in set(wanted) or fold(one.finding.words) in words]

    def _keep(self, decisions: Sequence[NameDecision], summary: str) -> int:
        if decisions:
            with self._file.journal.act("noms", summary, by=Author.HUMAN):
                self._file.names.decide(decisions)
        return len(decisions)


def places_of(file: DemarcheFile) -> tuple[str, ...]:
    """The names of places that are no persons': those of the description, and of the territory chosen."""
    territory = file.agenda.demarche().territory
    return tuple(dict.fromkeys((*territory.communes, territory.name, *communes_chosen(file.folder))))


def bracketed(words: str) -> str:
    """« une voisine » as « [une voisine] »; empty stays empty."""
    bare = " ".join(words.split()).strip("[] ")
    return f"[{bare}]" if bare else ""


def _where(found: NameReview) -> str:
    """« contributions n° 1, n° 2 ; titre « Chez Josiane » »: what waits, the first of each."""
    waiting = [(event, undecided(reviewed)) for event, reviewed in found.events]
    several = sum(bool(reviewed) for _, reviewed in waiting) > 1
    told = [
        f"n° {number}" + (f" de {quote(event.title)}" if several else "")
        for event, reviewed in waiting
        for number in dict.fromkeys(one.contribution.number for one in reviewed if one.contribution)
    ]
    more = f" et {len(told) - _TOLD} autres" if len(told) > _TOLD else ""
    parts = [f"contributions {', '.join(told[:_TOLD])}{more}"] if told else []
    labels = dict.fromkeys(f"{one.field} {quote(one.text)}" for one in undecided(found.labels))
    return " ; ".join([*parts, *list(labels)[:_TOLD]])


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


def _themes_shown(walls: Sequence[Wall], decisions: Sequence[NameDecision]) -> Callable[[Label], str]:
    """What a theme's name is once the names decided at its event are replaced; at each that has the theme."""
    shown: dict[str, list[str]] = {}
    for wall in walls:
        if wall.sorting is not None:
            said = {one.id for one in wall.contributions}
            shared = shared_sorting(wall.sorting, [one for one in decisions if one.contribution_id in said])
            for theme, other in zip(wall.sorting.themes, shared.themes, strict=True):
                shown.setdefault(theme.name, []).append(other.name)
    return lambda label: " ; ".join(dict.fromkeys(shown.get(label.text, [label.text])))


def _decision(one: Reviewed, replacement: str) -> NameDecision:
    return NameDecision(one.finding.contribution_id, one.finding.words, replacement)


def _told(chosen: Sequence[Reviewed]) -> str:
    """No words that identify: the list of acts outlives them."""
    if len(chosen) != 1:
        return f"{len(chosen)} passages"
    here = chosen[0].contribution
    return "passage d’un libellé" if here is None else f"passage de la n° {here.number}"
