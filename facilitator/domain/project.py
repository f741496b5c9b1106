"""From words to actions: the projet social as one tree, each item with what it rests on.

constat → besoin → enjeu → axe → objectif stratégique → objectif opérationnel → action → indicateur
(domaine.md § 2.4). Constats are what items rest on: contributions, and themes of walls. Every part may be
left out (« tout ou partie »): an action may stand under an axe, or alone. Nothing here is proposed or
computed; a human decided each item.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from string import ascii_uppercase
from typing import TypeVar

from facilitator.domain.action import ActionSheet, Answer, Indicator

BLANK_SHEET = ActionSheet()
LONGEST_TITLE = 300
"""Characters: a title stands in a table's cell and at the head of a page."""

Kept = TypeVar("Kept", bound=object)


class Level(StrEnum):
    """What an item is, from what is at stake to what is done."""

    ENJEU = "enjeu"
    BESOIN = "besoin"
    AXE = "axe"
    STRATEGIC = "objectif stratégique"
    OPERATIONAL = "objectif opérationnel"
    ACTION = "action"

    @property
    def holders(self) -> tuple["Level | None", ...]:
        """What an item of this level may stand under, the usual one first; None is nothing."""
        return _HOLDERS[self]

    @property
    def is_objective(self) -> bool:
        """Whether it is one of the two levels of objectives."""
        return self in (Level.STRATEGIC, Level.OPERATIONAL)


_HOLDERS: dict[Level, tuple[Level | None, ...]] = {
    Level.ENJEU: (None,),
    Level.BESOIN: (Level.ENJEU,),
    Level.AXE: (None,),
    Level.STRATEGIC: (Level.AXE,),
    Level.OPERATIONAL: (Level.STRATEGIC, Level.AXE),
    Level.ACTION: (Level.OPERATIONAL, Level.STRATEGIC, Level.AXE, None),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the tree; ``id`` is a UUID in 32 hexadecimal digits, ``parent`` that of its holder."""

    id: str
    level: Level
    title: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class ThemeRef:
    """A theme of a wall that an item rests on; ``name`` is the one it bore when it was linked."""

    event_id: str
    theme_id: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Support:
    """What an item rests on: contributions by id, and themes."""

    contributions: tuple[str, ...] = ()
    themes: tuple[ThemeRef, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.contributions or self.themes)


NO_SUPPORT = Support()


@dataclass(frozen=True, slots=True)
class Project:
    """The whole; ``items`` stand in the order of the tree's reading among their siblings.

    ``supports``, ``sheets`` and ``indicators`` are by item, ``links`` from an axe to the enjeux it answers
    or from an action to those it goes with, ``answers`` by contribution. Methods named in the past tense
    give the project as it becomes; they raise KeyError for an unknown id, ValueError where a level may not
    stand where it was asked.
    """

    items: tuple[Item, ...] = ()
    supports: Mapping[str, Support] = field(default_factory=dict)
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sheets: Mapping[str, ActionSheet] = field(default_factory=dict)
    indicators: Mapping[str, tuple[Indicator, ...]] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    _by_id: Mapping[str, Item] = field(init=False, repr=False, compare=False)
    _held: Mapping[str | None, list[Item]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        held: dict[str | None, list[Item]] = {}
        for one in self.items:
            held.setdefault(one.parent, []).append(one)
        object.__setattr__(self, "_by_id", {one.id: one for one in self.items})
        object.__setattr__(self, "_held", held)

    def __bool__(self) -> bool:
        return bool(self.items or self.answers)

    def item(self, id_: str) -> Item:
        """The item of this id; KeyError if there is none."""
        return self._by_id[id_]

    def of(self, level: Level) -> tuple[Item, ...]:
        """All items of a level, in the order in which the tree is read."""
        return tuple(one for one in self.read() if one.level is level)

    def under(self, holder: str | None, level: Level | None = None) -> tuple[Item, ...]:
        """What stands directly under an item (or under nothing), in order; of one level where it is given."""
        held = self._held.get(holder, ())
        return tuple(one for one in held if level is None or one.level is level)

    def read(self, holder: str | None = None) -> Iterator[Item]:
        """All that stands under an item, or the whole tree: each item, then what it holds."""
        for one in self.under(holder):
            yield one
            yield from self.read(one.id)

    def above(self, id_: str, level: Level) -> Item | None:
        """The item of this level that holds ``id_``, near or far; None where there is none."""
        one = self.item(id_)
        while one.parent is not None:
            one = self.item(one.parent)
            if one.level is level:
                return one
        return None

    def codes(self) -> Mapping[str, str]:
        """The code of every item, by id; those of a level differ from each other.

        « 1.2.3 »: axe, objectif, action, each by its rank; « 1.2 » for an objectif, « E3 » for an enjeu. The
        objectifs that hold actions count on through their axe; an objectif stratégique that holds
        operational ones has a letter: « 1.A ». An action outside any objectif is numbered after its axe, or
        alone: « 1.0.2 », « 0.0.1 ».
        """
        codes: dict[str, str] = {}
        for rank, enjeu in enumerate(self.under(None, Level.ENJEU), start=1):
            codes[enjeu.id] = f"E{rank}"
            codes |= {
                one.id: f"E{rank}.{n}" for n, one in enumerate(self.under(enjeu.id, Level.BESOIN), start=1)
            }
        for rank, axe in enumerate(self.under(None, Level.AXE), start=1):
            codes[axe.id] = f"{rank}"
            codes |= self._codes_of_axe(axe.id, rank)
        codes |= {one.id: f"0.0.{n}" for n, one in enumerate(self.under(None, Level.ACTION), start=1)}
        return codes

    def _codes_of_axe(self, axe: str, rank: int) -> dict[str, str]:
        codes: dict[str, str] = {}
        number, letters = 0, iter(ascii_uppercase)
        for objective in (one for one in self.read(axe) if one.level.is_objective):
            inner = self.under(objective.id, Level.OPERATIONAL)
            if inner and not self.under(objective.id, Level.ACTION):
                codes[objective.id] = f"{rank}.{next(letters, 'Z')}"  # so that no code names two
                continue
            number += 1
            codes[objective.id] = f"{rank}.{number}"
            for n, action in enumerate(self.under(objective.id, Level.ACTION), start=1):
                codes[action.id] = f"{rank}.{number}.{n}"
        codes |= {one.id: f"{rank}.0.{n}" for n, one in enumerate(self.under(axe, Level.ACTION), start=1)}
        return codes

    def support(self, id_: str) -> Support:
        """What an item rests on; nothing where nobody linked anything."""
        return self.supports.get(id_, NO_SUPPORT)

    def sheet(self, action: str) -> ActionSheet:
        """The sheet of an action, blank where nobody filled any field."""
        return self.sheets.get(action, BLANK_SHEET)

    def linked(self, id_: str) -> tuple[Item, ...]:
        """The enjeux that an axe answers, the actions that an action goes with."""
        return tuple(self.item(one) for one in self.links.get(id_, ()))

    def answering(self, enjeu: str) -> tuple[Item, ...]:
        """The axes that answer an enjeu."""
        return tuple(axe for axe in self.of(Level.AXE) if enjeu in self.links.get(axe.id, ()))

    # --- as it becomes

    def with_added(self, item: Item, at: int | None = None) -> "Project":
        """With a further item, last among its siblings or at rank ``at`` among them, from 0."""
        self._check_place(item.level, item.parent)
        return replace(self, items=_placed(self.items, item, at))

    def with_title(self, id_: str, title: str) -> "Project":
        """With another title for an item."""
        self.item(id_)
        return replace(
            self, items=tuple(replace(one, title=title) if one.id == id_ else one for one in self.items)
        )

    def with_moved(self, id_: str, holder: str | None, at: int | None = None) -> "Project":
        """With an item, and all it holds, under another holder or at another rank."""
        item = self.item(id_)
        if holder is not None and any(one.id == holder for one in (item, *self.read(id_))):
            raise ValueError(f"{item.level} under itself")
        self._check_place(item.level, holder)
        others = tuple(one for one in self.items if one.id != id_)
        return replace(self, items=_placed(others, replace(item, parent=holder), at))

    def without(self, id_: str) -> "Project":
        """Without an item, what it holds, and what pointed at it; answers that named an action lose it."""
        gone = {self.item(id_).id, *(one.id for one in self.read(id_))}
        return Project(
            items=tuple(one for one in self.items if one.id not in gone),
            supports={key: one for key, one in self.supports.items() if key not in gone},
            links={
                key: kept
                for key, to in self.links.items()
                if key not in gone and (kept := tuple(one for one in to if one not in gone))
            },
            sheets={key: one for key, one in self.sheets.items() if key not in gone},
            indicators={key: one for key, one in self.indicators.items() if key not in gone},
            answers={
                key: replace(one, action_id=None) if one.action_id in gone else one
                for key, one in self.answers.items()
            },
        )

    def with_support(self, id_: str, support: Support) -> "Project":
        """With other words and themes behind an item."""
        return replace(self, supports=_kept(self.supports, self.item(id_).id, support))

    def with_links(self, id_: str, to: Iterable[str]) -> "Project":
        """With other links from an item, each once: from an axe to enjeux, from an action to others."""
        ids = tuple(dict.fromkeys(self.item(one).id for one in to))
        pairs = {(self.item(id_).level, self.item(one).level) for one in ids}
        if id_ in ids or not pairs <= {(Level.AXE, Level.ENJEU), (Level.ACTION, Level.ACTION)}:
            raise ValueError(f"links from {id_}")
        return replace(self, links=_kept(self.links, self.item(id_).id, ids))

    def with_sheet(self, action: str, sheet: ActionSheet) -> "Project":
        """With another sheet for an action."""
        self._check_action(action)
        return replace(self, sheets={**self.sheets, action: sheet})

    def with_indicators(self, action: str, indicators: Iterable[Indicator]) -> "Project":
        """With other indicators for an action."""
        self._check_action(action)
        return replace(self, indicators=_kept(self.indicators, action, tuple(indicators)))

    def with_answer(self, answer: Answer) -> "Project":
        """With an answer to a contribution, in the place of an earlier one."""
        if answer.action_id is not None:
            self._check_action(answer.action_id)
        return replace(self, answers={**self.answers, answer.contribution_id: answer})

    def without_answer(self, contribution_id: str) -> "Project":
        """Without the answer to a contribution."""
        return replace(
            self, answers={key: one for key, one in self.answers.items() if key != contribution_id}
        )

    def _check_place(self, level: Level, holder: str | None) -> None:
        place = None if holder is None else self.item(holder).level
        if place not in level.holders:
            raise ValueError(f"{level} under {place or 'nothing'}")

    def _check_action(self, id_: str) -> None:
        if self.item(id_).level is not Level.ACTION:
            raise ValueError(f"{id_} is no action")


def _placed(items: tuple[Item, ...], item: Item, at: int | None) -> tuple[Item, ...]:
    """``items`` with ``item`` at rank ``at`` among its siblings of the same level, last where None."""
    siblings = [n for n, one in enumerate(items) if (one.parent, one.level) == (item.parent, item.level)]
    at = len(siblings) if at is None else max(at, 0)
    place = siblings[at] if at < len(siblings) else len(items)
    return (*items[:place], item, *items[place:])


def _kept(mapping: Mapping[str, Kept], key: str, value: Kept) -> dict[str, Kept]:
    """``mapping`` with ``value`` under ``key``, or without the key where there is nothing to keep."""
    others = {name: one for name, one in mapping.items() if name != key}
    return {**others, key: value} if value else others
