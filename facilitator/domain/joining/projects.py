"""The projet social of two files: taken from the side that changed it, item by item where both did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from facilitator.domain.action import ActionSheet, Answer, Indicator
from facilitator.domain.contribution import fold
from facilitator.domain.joining.settling import Ledger, Winner, winner
from facilitator.domain.project import Item, Level, Project, Support
from facilitator.domain.sheet_fields import FIELDS

WHAT: Final = "project"
"""The kind of its cells: by item, ``came``, ``gone``, ``title``, ``parent_id``, ``position``, a field of its
sheet, ``indicators``, ``links`` or ``supports``; ``answer`` by contribution."""
GONE: Final = "gone"
_BACK = "revenu, car il porte ce qui a été ajouté sur l’autre poste"


def join_projects(
    mine: Project, theirs: Project, events: Mapping[str, str], same: Mapping[str, str], ledger: Ledger
) -> Project:
    """The project to keep; what both sides changed differently stays ours, and is told.

    ``events`` and ``same`` lead from their ids of events and contributions to those kept here. An item that
    one side took away and the other changed stays as it is here; an item added at both, under one holder and
    of one title, is one item. What an item rests on, and goes with, is brought together.
    """
    brought = _with_ids_of_here(theirs, events, same)
    here, there = (any(cell[0] == WHAT for cell in cells) for cells in (ledger.here, ledger.there))
    found = winner(_read(mine), _read(brought), here=here, there=there, blanks=[_NOTHING])
    if found is not Winner.CONFLICT:
        return brought if found is Winner.THEIRS else mine
    if not (here and there):  # nobody knows who changed what
        ledger.note(("", "le projet social", "enjeux, axes et actions"), _told(mine), _told(brought))
        return mine
    pairs = _pairs(mine, brought)
    origin = {new: old for old, new in (*pairs.items(), *same.items())}
    return _Joining(mine, _renamed(brought, pairs), origin, ledger).joined()


@dataclass(slots=True)
class _Joining:
    """Two trees, both changed; ``theirs`` bears the ids of here, ``origin`` leads back to those it had."""

    mine: Project
    theirs: Project
    origin: Mapping[str, str]
    ledger: Ledger
    kept: dict[str, Item] = field(default_factory=dict)

    def joined(self) -> Project:
        """The tree to keep."""
        self._choose()
        self._hold()
        project = Project(
            items=self._ordered(),
            supports=self._supports(),
            links=self._links(),
            sheets=self._sheets(),
            indicators=self._indicators(),
        )
        return replace(project, answers=self._answers())

    def _here(self, id_: str) -> set[str]:
        """What of an item was changed here."""
        return {part for what, which, part in self.ledger.here if (what, which) == (WHAT, id_)}

    def _there(self, id_: str) -> set[str]:
        asked = self.origin.get(id_, id_)
        return {part for what, which, part in self.ledger.there if (what, which) == (WHAT, asked)}

    def _choose(self) -> None:
        """Which items are kept, and what each becomes."""
        others = {one.id: one for one in self.theirs.items}
        ours = {one.id for one in self.mine.items}
        for one in self.mine.items:
            other = others.get(one.id)
            gone = other is None and GONE in self._there(one.id)
            if other is not None:
                self.kept[one.id] = self._settled(one, other)
            elif not gone or self._here(one.id) - {"position"}:
                self.kept[one.id] = one
                if gone:
                    self._note(self.mine, one, "retrait", f"gardé : {one.title}", "retiré")
        for one in self.theirs.items:
            there = self._there(one.id)
            if one.id in ours:
                continue
            if GONE not in self._here(one.id):
                if there:
                    self.kept[one.id] = one
            elif there - {"position"}:
                self._note(self.theirs, one, "retrait", "retiré", f"changé : {self._changes(one, there)}")

    def _hold(self) -> None:
        """Nothing is kept without what holds it: a holder that one side took away comes back."""
        waiting = [one.parent for one in self.kept.values()]
        while waiting:
            id_ = waiting.pop()
            if id_ is None or id_ in self.kept:
                continue
            side = self.mine if any(one.id == id_ for one in self.mine.items) else self.theirs
            holder = side.item(id_)
            self.kept[id_] = holder
            self._note(side, holder, "retrait", _BACK, "retiré")
            waiting.append(holder.parent)

    def _is_at_both(self, id_: str) -> bool:
        return all(any(one.id == id_ for one in side.items) for side in (self.mine, self.theirs))

    def _ordered(self) -> tuple[Item, ...]:
        """The kept items in their order here, or there where that side alone changed it."""
        moved = [
            any(what == WHAT and part == "position" for what, _, part in cells)
            for cells in (self.ledger.here, self.ledger.there)
        ]
        sides = (self.theirs, self.mine) if moved == [False, True] else (self.mine, self.theirs)
        ids = dict.fromkeys(one.id for side in sides for one in side.items)
        return tuple(self.kept[id_] for id_ in ids if id_ in self.kept)

    def _settled(self, one: Item, other: Item) -> Item:
        parent = self._settle(one, "parent_id", "place", one.parent, other.parent, self._titled)
        if parent != one.parent:
            place = next((each.level for each in self.theirs.items if each.id == parent), None)
            parent = parent if place in one.level.holders else one.parent
        return replace(
            one,
            title=self._settle(one, "title", "intitulé", one.title, other.title),
            parent=parent,
        )

    def _titled(self, id_: str | None) -> str:
        found = next((one for one in (*self.mine.items, *self.theirs.items) if one.id == id_), None)
        return "hors de tout axe" if found is None else found.title

    def _settle(self, one: Item, part: str, label: str, mine: Any, theirs: Any, told: Any = None) -> Any:
        """One value of an item; ``told`` makes words of it for a conflict."""
        found = winner(
            mine,
            theirs,
            here=part in self._here(one.id),
            there=part in self._there(one.id),
            blanks=["", (), None],
        )
        if found is Winner.CONFLICT:
            words = (mine, theirs) if told is None else (told(mine), told(theirs))
            self._note(self.mine, one, label, *words)
        return theirs if found is Winner.THEIRS else mine

    def _sheets(self) -> dict[str, ActionSheet]:
        sheets = {}
        for id_, one in self.kept.items():
            if one.level is Level.ACTION and (id_ in self.mine.sheets or id_ in self.theirs.sheets):
                sheets[id_] = self._sheet(one)
        return sheets

    def _sheet(self, one: Item) -> ActionSheet:
        mine, theirs = self.mine.sheet(one.id), self.theirs.sheet(one.id)
        if one.id not in self.theirs.sheets or one.id not in self.mine.sheets:
            return theirs if one.id in self.theirs.sheets else mine
        days = [day for day in (mine.updated_on, theirs.updated_on) if day]
        fields = {
            each.attribute: self._settle(
                one, each.attribute, label, getattr(mine, each.attribute), getattr(theirs, each.attribute)
            )
            for label, each in FIELDS.items()
            if label != "maj"
        }
        sheet = ActionSheet(**fields, updated_on=max(days, default=None))
        if sheet.faults():  # the first day of one side, the last of the other
            self._note(self.mine, one, "dates", (mine.starts, mine.ends), (theirs.starts, theirs.ends))
            sheet = replace(sheet, starts=mine.starts, ends=mine.ends)
        return sheet

    def _indicators(self) -> dict[str, tuple[Indicator, ...]]:
        found = {}
        for id_, one in self.kept.items():
            mine, theirs = self.mine.indicators.get(id_, ()), self.theirs.indicators.get(id_, ())
            if self._is_at_both(id_):
                told = self._settle(one, "indicators", "indicateurs", mine, theirs, _measures)
            else:
                told = mine or theirs
            if told:
                found[id_] = told
        return found

    def _supports(self) -> dict[str, Support]:
        found = {}
        for id_ in self.kept:
            mine, theirs = self.mine.support(id_), self.theirs.support(id_)
            side = self._brought_together(id_, "supports", mine, theirs)
            if side is None:
                themes = {(ref.event_id, ref.theme_id): ref for ref in (*theirs.themes, *mine.themes)}
                words = dict.fromkeys((*mine.contributions, *theirs.contributions))
                side = Support(tuple(words), tuple(themes.values()))
            if side:
                found[id_] = side
        return found

    def _links(self) -> dict[str, tuple[str, ...]]:
        found = {}
        for id_ in self.kept:
            mine, theirs = self.mine.links.get(id_, ()), self.theirs.links.get(id_, ())
            side = self._brought_together(id_, "links", mine, theirs)
            ids = dict.fromkeys((*mine, *theirs) if side is None else side)
            if kept := tuple(to for to in ids if to in self.kept):
                found[id_] = kept
        return found

    def _brought_together(self, id_: str, part: str, mine: Any, theirs: Any) -> Any:
        """The value of the side that changed it alone, or that has the item alone; None where both did."""
        if not self._is_at_both(id_):
            return mine or theirs
        here, there = part in self._here(id_), part in self._there(id_)
        found = winner(mine, theirs, here=here, there=there, blanks=[(), Support()])
        return {Winner.CONFLICT: None, Winner.THEIRS: theirs}.get(found, mine)

    def _answers(self) -> dict[str, Answer]:
        found = {}
        for id_ in dict.fromkeys((*self.mine.answers, *self.theirs.answers)):
            mine, theirs = self.mine.answers.get(id_), self.theirs.answers.get(id_)
            here, there = "answer" in self._here(id_), "answer" in self._there(id_)
            side = winner(mine, theirs, here=here, there=there, blanks=[None])
            if side is Winner.CONFLICT:
                self.ledger.note(("", "réponse à une proposition", "suite"), _given(mine), _given(theirs))
            kept = theirs if side is Winner.THEIRS else mine
            if kept is not None:
                lost = kept.action_id is not None and kept.action_id not in self.kept
                found[id_] = replace(kept, action_id=None) if lost else kept
        return found

    def _changes(self, one: Item, parts: set[str]) -> str:
        """What of an item was changed there, in words."""
        sheet = self.theirs.sheet(one.id)
        told = [
            f"{label} {each.told(sheet)}"
            for label, each in FIELDS.items()
            if each.attribute in parts and each.told(sheet)
        ]
        return " ; ".join([one.title, *told])

    def _note(self, side: Project, one: Item, label: str, mine: object, theirs: object) -> None:
        code = side.codes().get(one.id, "")
        self.ledger.note(("", f"{one.level} {code} {side.item(one.id).title}", label), mine, theirs)


def _pairs(mine: Project, theirs: Project) -> dict[str, str]:
    """Their ids of items and ours of the same: by id, else by title under the same holder."""
    ours, others = {one.id for one in mine.items}, {one.id for one in theirs.items}
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for one in theirs.read():
        if one.id in ours:
            pairs[one.id] = one.id
        elif one.parent is None or one.parent in pairs:
            holder = None if one.parent is None else pairs[one.parent]
            for each in mine.under(holder, one.level):
                if each.id not in taken | others and fold(each.title) == fold(one.title):
                    pairs[one.id] = each.id
                    taken.add(each.id)
                    break
    return pairs


def _renamed(project: Project, pairs: Mapping[str, str]) -> Project:
    """``project`` with the ids of ``pairs`` in the place of its own."""

    def id_of(one: str) -> str:
        return pairs.get(one, one)

    return Project(
        items=tuple(
            replace(one, id=id_of(one.id), parent=None if one.parent is None else id_of(one.parent))
            for one in project.items
        ),
        supports={id_of(key): one for key, one in project.supports.items()},
        links={id_of(key): tuple(map(id_of, to)) for key, to in project.links.items()},
        sheets={id_of(key): one for key, one in project.sheets.items()},
        indicators={id_of(key): one for key, one in project.indicators.items()},
        answers={
            key: replace(one, action_id=None if one.action_id is None else id_of(one.action_id))
            for key, one in project.answers.items()
        },
    )


def _measures(told: tuple[Indicator, ...]) -> tuple[str, ...]:
    return tuple(
        " ".join(
            part
            for part in (
                one.name,
                one.baseline and f"départ {one.baseline}",
                one.target and f"cible {one.target}",
            )
            if part
        )
        for one in told
    )


def _given(answer: Answer | None) -> str:
    return "" if answer is None else " : ".join(part for part in (answer.outcome, answer.reason) if part)


def _read(project: Project) -> object:
    """All of a project, in the order in which its tree is read."""
    return replace(project, items=tuple(project.read()))


_NOTHING = _read(Project())


def _told(project: Project) -> tuple[str, ...]:
    codes = project.codes()
    told = [one for one in project.read() if one.level is not Level.BESOIN]
    return tuple(f"{codes[one.id]} {one.title}" for one in told)


def _with_ids_of_here(project: Project, events: Mapping[str, str], same: Mapping[str, str]) -> Project:
    return replace(
        project,
        supports={
            item: Support(
                tuple(dict.fromkeys(same.get(one, one) for one in support.contributions)),
                tuple(
                    replace(one, event_id=events.get(one.event_id, one.event_id)) for one in support.themes
                ),
            )
            for item, support in project.supports.items()
        },
        answers={
            kept: replace(answer, contribution_id=kept)
            for id_, answer in project.answers.items()
            for kept in (same.get(id_, id_),)
        },
    )
