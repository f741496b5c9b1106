"""The verbs on the projet social: enjeux, axes, objectifs, actions, and what became of what was said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from facilitator.domain.action import ActionSheet, Answer, Indicator, Outcome
from facilitator.domain.imprint import Imprint
from facilitator.domain.project import LONGEST_TITLE, Item, Level, Project, Support, ThemeRef
from facilitator.domain.theme import Author
from facilitator.errors import NotFoundError, UsageError
from facilitator.language.french import counted
from facilitator.language.typography import quote, typeset
from facilitator.store.demarche_file import DemarcheFile
from facilitator.workshop.events import named

if TYPE_CHECKING:
    from facilitator.intake.described_project import DescribedItem, DescribedProject, Said

ACT = "projet"
Refusal = tuple[str, str, str]
"""Why the project cannot become what was asked: title, cause, next step."""
_NO_PLACE: Refusal = (
    "Cet élément ne peut pas se placer là.",
    "Un axe tient des objectifs, un objectif tient des actions, un enjeu ses besoins.",
    "Choisissez un autre endroit.",
)
_NO_LINK: Refusal = (
    "Ce lien ne peut pas se faire.",
    "Un axe répond à des enjeux, une action va avec d’autres actions.",
    "Donnez par exemple « 1 E2 », ou « 1.2.1 1.3.2 ».",
)
_NO_ACTION: Refusal = (
    "Cet élément n’est pas une action.",
    "Seule une action a une fiche, des indicateurs, et répond à une proposition.",
    "Donnez le code d’une action, par exemple « 1.1.1 » ; « facilitator projet » les montre.",
)


class Plan:
    """One démarche's projet social; every verb is an act of its own, durable and undoable when it returns.

    ``notes`` tells what a description named and was not taken, in French.
    """

    def __init__(self, file: DemarcheFile) -> None:
        self._file = file
        self.notes: tuple[str, ...] = ()

    @property
    def now(self) -> Project:
        """The whole as it is kept now."""
        return self._file.project.read()

    @property
    def imprint(self) -> Imprint:
        """What the project is made of, so that a document tells when it is out of date."""
        return self._file.imprints.of_project()

    def find(self, code: str) -> Item:
        """The item of this code (« 1.2.3 », « E2 ») or id; NotFoundError with the known ones otherwise."""
        project = self.now
        codes = project.codes()
        asked = code.strip()
        found = [one for one in project.read() if asked.casefold() in (codes[one.id].casefold(), one.id)]
        if not found:
            told = ", ".join(dict.fromkeys(codes[one.id] for one in project.read()))
            raise NotFoundError(
                typeset(f"Rien dans le projet n'a le code {quote(asked)}."),
                cause=f"Codes connus : {told}."
                if told
                else "Le projet n’a encore ni enjeu, ni axe, ni action.",
                next_step="Tapez « facilitator projet » pour les voir tous.",
            )
        return found[0]

    def add(self, level: Level, title: str, under: str | None = None, at: int | None = None) -> Item:
        """A further item, last under its holder or at rank ``at``; UsageError where it cannot stand."""
        item = Item(uuid4().hex, level, _titled(title, f"Cet élément ({level})"), under)
        self._act(f"{level} {quote(item.title)} ajouté", lambda now: now.with_added(item, at))
        return item

    def retitle(self, id_: str, title: str) -> None:
        """Another title for an item."""
        title = _titled(title, "Cet élément")
        self._act(f"{quote(title)} renommé", lambda now: now.with_title(id_, title))

    def move(self, id_: str, holder: str | None, at: int | None = None) -> None:
        """An item, and what it holds, elsewhere or at another rank; UsageError where it cannot stand."""
        self._act("élément du projet déplacé", lambda now: now.with_moved(id_, holder, at))

    def remove(self, id_: str) -> None:
        """Take an item and what it holds away; answers that named an action stay, without it."""
        self._act("élément du projet retiré", lambda now: now.without(id_))

    def rest(self, id_: str, contributions: Iterable[str] = (), themes: Iterable[ThemeRef] = ()) -> Support:
        """Let an item rest on further contributions and themes too; all it rests on then."""

        def added(now: Project) -> Project:
            there = now.support(id_)
            known = {(one.event_id, one.theme_id): one for one in (*there.themes, *themes)}
            words = tuple(dict.fromkeys((*there.contributions, *contributions)))
            return now.with_support(id_, Support(words, tuple(known.values())))

        return self._act("appuis ajoutés", added).support(id_)

    def unrest(
        self, id_: str, contributions: Iterable[str] = (), themes: Iterable[tuple[str, str]] = ()
    ) -> Support:
        """Let an item rest no longer on these; themes by the ids of their event and their own."""
        words, places = set(contributions), set(themes)

        def lessened(now: Project) -> Project:
            there = now.support(id_)
            kept = tuple(one for one in there.contributions if one not in words)
            refs = tuple(one for one in there.themes if (one.event_id, one.theme_id) not in places)
            return now.with_support(id_, Support(kept, refs))

        return self._act("appuis retirés", lessened).support(id_)

    def link(self, id_: str, to: Iterable[str]) -> None:
        """The enjeux that an axe answers, or the actions that an action goes with, instead of the former.

        Raises UsageError for other levels, or an action with itself.
        """
        ids = tuple(to)
        self._act("liens du projet changés", lambda now: now.with_links(id_, ids), _NO_LINK)

    def fill(self, action: str, sheet: ActionSheet) -> None:
        """Another sheet for an action; UsageError tells what in it cannot be."""
        _check(sheet)
        self._act("fiche action remplie", lambda now: now.with_sheet(action, sheet), _NO_ACTION)

    def complete(self, action: str, title: str, sheet: ActionSheet, indicators: Iterable[Indicator]) -> None:
        """The title, the sheet and the indicators of an action, as one act; raises as ``fill``."""
        _check(sheet)
        told, title = tuple(indicators), named(title, "Cette action")
        self._act(
            f"fiche {quote(title)} remplie",
            lambda now: now.with_title(action, title).with_sheet(action, sheet).with_indicators(action, told),
        )

    def measure(self, action: str, indicators: Iterable[Indicator]) -> None:
        """Other indicators for an action."""
        told = tuple(indicators)
        for one in told:
            named(one.name, "Cet indicateur")
        self._act("indicateurs changés", lambda now: now.with_indicators(action, told), _NO_ACTION)

    def answer(self, answer: Answer) -> None:
        """What became of a contribution; UsageError where it was refused or put off without a reason."""
        if answer.outcome is not Outcome.ACTION and not answer.reason.strip():
            raise UsageError(
                f"Une proposition {answer.outcome} a droit à une raison.",
                next_step="Dites pourquoi en une phrase : elle sera lue dans le journal n° 3.",
            )
        self._act("réponse donnée", lambda now: now.with_answer(answer), _NO_ACTION)

    def unanswer(self, contribution_id: str) -> None:
        """Take the answer to a contribution back."""
        self._act("réponse retirée", lambda now: now.without_answer(contribution_id))

    def become(self, change: Callable[[Project], Project], summary: str) -> None:
        """What ``change`` makes of the project as it is, as one act: for what was read from a file."""
        self._act(summary, change)

    def describe(self, described: DescribedProject) -> bool:
        """Take a described projet where there is none yet; whether it was.

        One that somebody has begun is kept as it is: its description would undo their work.
        """
        if self.now:
            told = "Le projet tenu dans la démarche est gardé ; celui de la description n’est pas repris."
            self.notes = (*self.notes, typeset(told))
            return False
        ids, notes = self._said(described)
        project = read_project(described, ids)
        self._act("projet décrit", lambda _: project)
        self.notes = (*self.notes, *notes)
        return True

    def _said(self, described: DescribedProject) -> tuple[dict[Said, str], tuple[str, ...]]:
        """The contributions that a description names, by id, and those that are not there."""
        events = {event.slug: event.id for event in self._file.agenda.events()}
        asked = {said.event for said in described.said if said.event in events}
        numbers = {
            (slug, one.number): one.id
            for slug in asked
            for one in self._file.contributions.of_event(events[slug])
        }
        ids = {
            said: numbers[said.event, said.number]
            for said in described.said
            if (said.event, said.number) in numbers
        }
        lost = [str(said) for said in described.said if said not in ids]
        told = f"{counted(len(lost), 'appui')} sans contribution de ce numéro : {', '.join(lost)}."
        return ids, (typeset(told),) if lost else ()

    def _act(
        self, summary: str, change: Callable[[Project], Project], refusal: Refusal = _NO_PLACE
    ) -> Project:
        """Keep what ``change`` makes of the project, read where nobody else can write."""
        with self._file.journal.act(ACT, summary, by=Author.HUMAN):
            before = self._file.project.read()
            try:
                after = change(before)
            except KeyError as error:
                raise NotFoundError(
                    "Cet élément du projet n’existe plus.",
                    cause="Il a été retiré entre-temps, ici ou sur un autre poste.",
                    next_step="Tapez « facilitator projet » pour voir ce qui est là.",
                ) from error
            except ValueError as error:
                title, cause, next_step = refusal
                raise UsageError(title, cause=cause, next_step=next_step) from error
            self._file.project.write(after)
        return after


def _check(sheet: ActionSheet) -> None:
    if faults := sheet.faults():
        raise UsageError(
            "La fiche ne peut pas être gardée ainsi.",
            cause=typeset(f"{' ; '.join(faults)}."),
            next_step="Corrigez ce champ ; les autres sont restés tels quels.",
        )


def _titled(title: str, what: str) -> str:
    """A title on one line, all its signs shown; UsageError where nothing is left, or too much."""
    words = "".join(sign if sign.isprintable() else " " for sign in title.replace("\u00a0", " "))
    bare = named(" ".join(words.split()), what)
    if len(bare) > LONGEST_TITLE:
        raise UsageError(
            f"Cet intitulé a {len(bare)} caractères.",
            cause=f"Un intitulé en a {LONGEST_TITLE} au plus : il tient une case du plan.",
            next_step="Raccourcissez-le, et dites le reste dans la fiche : descriptif, objectif.",
        )
    return bare


def read_project(described: DescribedProject, ids: dict[Said, str]) -> Project:
    """The project that a description tells, with fresh ids; ``ids`` are those of contributions."""
    handles: dict[str, str] = {}
    placed: list[tuple[Item, DescribedItem]] = []

    def place(one: DescribedItem, holder: str | None) -> None:
        item = Item(uuid4().hex, one.level, one.title, holder)
        placed.append((item, one))
        if one.code:
            handles[one.code] = item.id
        for inner in one.holds:
            place(inner, item.id)

    for top in described.items:
        place(top, None)
    answers = {
        ids[one.said]: Answer(ids[one.said], one.outcome, handles.get(one.action), one.reason)
        for one in described.answers
        if one.said in ids
    }
    empty = Project(items=tuple(item for item, _ in placed), answers=answers)
    return replace(
        empty,
        supports={
            item.id: Support(tuple(ids[said] for said in one.rests_on if said in ids))
            for item, one in placed
            if any(said in ids for said in one.rests_on)
        },
        links={item.id: tuple(handles[to] for to in one.points_at) for item, one in placed if one.points_at},
        sheets={item.id: one.sheet for item, one in placed if one.sheet is not None},
        indicators={item.id: one.indicators for item, one in placed if one.indicators},
    )
