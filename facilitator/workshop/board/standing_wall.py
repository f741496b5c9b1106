"""The wall kept in memory: gestures carried out on it, what the machine refiles after, and re-sorts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from facilitator.domain.contribution import Contribution
from facilitator.domain.proposal import Proposal, Why, apply, constrained, differences, propose
from facilitator.domain.theme import Author, Placement, Sorting, Theme
from facilitator.errors import ConflictError
from facilitator.language.french import counted, plural
from facilitator.store.contributions import NewContribution
from facilitator.store.demarche_file import DemarcheFile
from facilitator.theming.standing import Filing, Reason
from facilitator.workshop.board.reports import Refiled, Suggested
from facilitator.workshop.board.sight import Sight
from facilitator.workshop.board.wall import Wall, completed
from facilitator.workshop.reports import Step, unheard
from facilitator.workshop.theme_ids import theme_id_of

_TRIES = 5
_NEVER = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class Gesture:
    """What a human decided: the wall as it leaves it, and what becomes of contributions themselves.

    ``kind`` and ``summary`` are for the journal. What comes anew (``news``) is filed, the rest of the
    machine's placements looked at again only where ``refiles``.
    """

    kind: str
    summary: str
    sorting: Sorting
    news: tuple[NewContribution, ...] = ()
    revised: tuple[Contribution, ...] = ()
    refiles: bool = True


@dataclass(frozen=True, slots=True)
class Done:
    """A gesture carried out: the wall before and after, what was recorded, what the machine moved."""

    gesture: Gesture
    before: Wall
    after: Wall
    recorded: tuple[Contribution, ...]
    refiled: tuple[Refiled, ...]


class StandingWall:
    """The wall of one event as it stands now, read again only where somebody else has changed the file."""

    def __init__(self, file: DemarcheFile, event_id: str, sight: Sight) -> None:
        self._file = file
        self._event_id = event_id
        self._sight = sight
        self._wall: Wall | None = None

    def now(self) -> Wall:
        """The wall as it is kept now."""
        version = self._file.journal.version()
        if self._wall is None or self._wall.version != version:
            contributions = self._file.contributions.of_event(self._event_id)
            kept = self._file.sortings.of_event(self._event_id)
            sorting = kept or Sorting(self._event_id, (), (), "")
            self._wall = Wall(contributions, completed(sorting, contributions), kept is not None, version)
        return self._wall

    def perform(self, decide: Callable[[Wall], Gesture]) -> Done:
        """Carry out what is decided on the wall, as one act; nothing at all if anything is raised.

        It is decided and looked at before the file is locked: if another station writes meanwhile, it is
        decided anew on what stands then. Raises what ``decide`` raises, StoreError, ConflictError.
        """
        for _ in range(_TRIES):
            before = self.now()
            gesture = decide(before)
            draft = _drafted(before, gesture)
            only = None if gesture.refiles else {one.id for one in draft.contributions if not one.number}
            sorting, why = self._filed(draft, only)
            with self._file.journal.act(gesture.kind, gesture.summary, by=Author.HUMAN):
                if self._file.journal.version() == before.version:
                    recorded = self._file.contributions.record(gesture.news)
                    self._file.contributions.revise(gesture.revised)
                    after = self._written(before, _settled(draft, sorting, recorded))
                    break
        else:
            raise ConflictError(
                "Le mur change trop vite : d’autres postes y écrivent en même temps.",
                next_step="Recommencez dans un instant.",
            )
        self._wall = after
        return Done(gesture, before, after, recorded, _refiled(before, after, why))

    def file_unplaced(self) -> None:
        """Within the act under way, file what the wall does not hold yet into its themes or the tray."""
        try:
            wall = self.now()
            if wall.sorting.themes:
                self._file.sortings.write(self._with_unplaced(wall))
        finally:
            self._wall = None  # what was read within an act may never have been

    def file_waiting(self) -> int:
        """File what the wall does not hold yet, as an act of the machine in passing; returns how many.

        The meaning of texts is read before the file is locked: if the wall changes meanwhile, it is looked
        at again; what was recorded or withdrawn since is left to the next time. Raises StoreError.
        """
        for _ in range(_TRIES):
            wall = self.now()
            waiting = set(self._file.sortings.waiting(self._event_id)) & {c.id for c in wall.contributions}
            if not waiting or not wall.sorting.themes:
                return 0
            sorting, _ = self._filed(wall, waiting)
            summary = f"{counted(len(waiting), 'contribution')} {plural(len(waiting), 'rangée')}"
            with self._file.journal.act("ranger", summary, by=Author.MACHINE, passing=True):
                if self._file.following.wall_is_as_at(wall.version):
                    return self._add(sorting, waiting, wall)
        return 0

    def _add(self, sorting: Sorting, waiting: Collection[str], seen: Wall) -> int:
        """Keep these places, but for those of texts that have changed or gone since they were ``seen``."""
        asked = [one for one in seen.contributions if one.id in waiting]
        there = self._file.contributions.of_numbers(self._event_id, [one.number for one in asked])
        text = {one.id: one.text for one in there}
        same = {one.id for one in asked if text.get(one.id) == one.text}
        same &= set(self._file.sortings.waiting(self._event_id))
        self._file.sortings.add(
            self._event_id, placements=[one for one in sorting.placements if one.contribution_id in same]
        )
        return len(same)

    def read_ahead(self, texts: Sequence[str]) -> None:
        """Have the vectors of texts to come at hand, if there is a theme to file them into."""
        if self.now().sorting.themes:
            self._sight.read_ahead([*self.now().texts, *texts])

    def shown(self, step: Step = unheard) -> Sorting:
        """The wall with what it does not hold yet filed; where it is blank, one proposed; not kept."""
        wall = self.now()
        return self.propose(step).wanted if wall.sorting.is_blank else self._with_unplaced(wall)

    def propose(self, step: Step = unheard, moteur: str | None = None) -> Proposal:
        """What a sort would change, of a blank wall too; nothing is kept.

        Raises EngineError for a ``moteur`` that fails.
        """
        wall = self.now()
        if wall.sorting.is_blank:
            return propose(wall.sorting, self._sight.first(self._event_id, wall.contributions, step, moteur))
        engine, resorting = self._sight.resort(
            wall.texts, wall.standing(), [theme.name for theme in wall.sorting.themes], step, moteur
        )
        known = {theme.id for theme in wall.sorting.themes}
        names = {theme.name for theme in wall.sorting.themes}
        themes: list[Theme] = []
        for index, found in enumerate(resorting.themes):
            if found.former is not None:
                themes.append(wall.sorting.themes[found.former])
                continue
            members = [
                one.id
                for one, label in zip(wall.contributions, resorting.filing.labels, strict=True)
                if label == index
            ]
            theme_id = theme_id_of(self._event_id, members, known)
            known.add(theme_id)
            name = _free(found.name, names)
            names.add(name)
            central = None if found.central is None else wall.contributions[found.central].id
            themes.append(Theme(theme_id, self._event_id, name, 0, words=found.words, central_id=central))
        placements = _placements(wall, wall.sorting, themes, resorting.filing)
        wanted = replace(wall.sorting, themes=tuple(themes), placements=tuple(placements), engine=engine)
        return propose(wall.sorting, wanted, _why(wall, resorting.filing.reasons))

    def apply(self, proposal: Proposal, theme_ids: Collection[str] | None, kind: str, summary: str) -> Done:
        """Make what the proposal says of these themes (of all: None) the wall; what changed since stays."""
        return self.perform(
            lambda wall: Gesture(kind, summary, apply(proposal, theme_ids, onto=wall.sorting), refiles=False)
        )

    def suggested(self, wall: Wall, theme: Theme, limit: int = 3) -> Suggested | None:
        """What the machine placed elsewhere, or left in the tray, and that seems to belong to ``theme``."""
        if not wall.contributions:
            return None
        index = [other.id for other in wall.sorting.themes].index(theme.id)
        found = self._sight.filer(wall.texts).suggest(wall.standing(), index, limit)
        if found is None:
            return None
        return Suggested(theme, tuple(wall.contributions[text] for text in found.texts))

    def _with_unplaced(self, wall: Wall) -> Sorting:
        kept = self._file.sortings.of_event(self._event_id)
        placed = kept.places() if kept is not None else {}
        only = {one.id for one in wall.contributions if one.id not in placed}
        return self._filed(wall, only)[0] if only else wall.sorting

    def _filed(self, wall: Wall, only: Collection[str] | None) -> tuple[Sorting, dict[str, Why]]:
        """The wall with what the machine may place looked at again (``only`` these), and its reasons."""
        sorting = wall.sorting
        if not sorting.themes or not wall.contributions or (only is not None and not only):
            return sorting, {}
        filing = self._sight.filer(wall.texts).file(wall.standing())
        placements = _placements(wall, sorting, sorting.themes, filing)
        if only is not None:
            placements = [place for place in placements if place.contribution_id in only]
        filed = constrained(sorting, sorting.placing(placements))
        return filed, _why(wall, filing.reasons)

    def _written(self, before: Wall, after: Wall) -> Wall:
        """Write ``after`` where it differs; a wall without a theme nor a decision is none."""
        stored = before.stored or not after.sorting.is_blank
        if before.stored:
            self._file.sortings.change(before.sorting, after.sorting)
        elif stored:
            self._file.sortings.write(after.sorting)
        return replace(after, stored=stored, version=self._file.journal.version())


def _drafted(before: Wall, gesture: Gesture) -> Wall:
    """The wall after the human's part, new contributions under passing ids at its end."""
    revised = {one.id: one for one in gesture.revised}
    there = [revised.get(one.id, one) for one in before.contributions]
    there = [one for one in there if not one.removed]
    news = [
        Contribution(f"nouvelle {rank}", new.event_id, 0, new.text, new.text, _NEVER)
        for rank, new in enumerate(gesture.news)
    ]
    everyone = (*there, *news)
    return replace(before, contributions=everyone, sorting=completed(gesture.sorting, everyone))


def _settled(draft: Wall, sorting: Sorting, recorded: Sequence[Contribution]) -> Wall:
    """The drafted wall with the recorded contributions in the place of the passing ones."""
    if not recorded:
        return replace(draft, sorting=sorting)
    kept = draft.contributions[: -len(recorded)]
    ids = {
        passing.id: real.id
        for passing, real in zip(draft.contributions[-len(recorded) :], recorded, strict=True)
    }
    places = tuple(
        replace(place, contribution_id=ids[place.contribution_id]) if place.contribution_id in ids else place
        for place in sorting.placements
    )
    return replace(draft, contributions=(*kept, *recorded), sorting=replace(sorting, placements=places))


def _placements(wall: Wall, sorting: Sorting, themes: Sequence[Theme], filing: Filing) -> list[Placement]:
    """A placement for every contribution: as it was where the filing leaves it, else the machine's."""
    places = sorting.places()
    found = []
    for index, contribution in enumerate(wall.contributions):
        label, before = filing.labels[index], places[contribution.id]
        theme_id = None if label is None else themes[label].id
        stays = before.by is Author.HUMAN or theme_id == before.theme_id
        further = tuple(themes[other].id for other in filing.secondary[index])
        found.append(
            before
            if stays
            else Placement(
                contribution.id, theme_id, confidence=round(filing.confidence[index], 4), secondary=further
            )
        )
    return found


def _why(wall: Wall, reasons: Sequence[Reason]) -> dict[str, Why]:
    return {
        contribution.id: Why(reason.words, tuple(wall.contributions[i].id for i in reason.nearest))
        for contribution, reason in zip(wall.contributions, reasons, strict=True)
        if reason.words or reason.nearest
    }


def _refiled(before: Wall, after: Wall, why: dict[str, Why]) -> tuple[Refiled, ...]:
    """What the machine moved between two walls; contributions that were not there before are left out."""
    themes = {theme.id: theme for theme in (*before.sorting.themes, *after.sorting.themes)}
    known, places, numbers = before.numbers(), after.sorting.places(), after.numbers()
    said = {one.id: one for one in after.contributions}
    moved = []
    for change in differences(before.sorting, after.sorting, why):
        one = change.contribution_id
        if one is None or one not in known or one not in said or places[one].by is Author.HUMAN:
            continue
        source = None if change.source is None else themes[change.source]
        target = None if change.target is None else themes[change.target]
        nearest = tuple(numbers[other] for other in change.why.nearest if other in numbers)
        moved.append(Refiled(said[one], source, target, change.why.words, nearest))
    return tuple(moved)


def _free(name: str, taken: Collection[str]) -> str:
    """``name``, told apart by a number from the names that are taken."""
    rank, free = 1, name
    while free in taken:
        rank += 1
        free = f"{name} ({rank})"
    return free
