"""The sheet of contributions read back: what was said at each event, and where each stands."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID, uuid5

from facilitator.domain.contribution import Contribution, Origin, contribution_type
from facilitator.domain.decisions import Decisions, in_order
from facilitator.domain.event import Event
from facilitator.domain.theme import Author, Placement, Sorting, Theme
from facilitator.domain.wall import Wall
from facilitator.intake.cells import votes_in
from facilitator.intake.contributions import Reject
from facilitator.intake.exported.columns import OFF_TOPIC, TRAY, YES, Col, parted
from facilitator.intake.exported.events import DescribedEvent, bare_event, event_key
from facilitator.intake.exported.rows import Row
from facilitator.intake.exported.themes import Listed, ThemesOf, author
from facilitator.intake.exported.values import moment_in, share_in
from facilitator.language.french import counted
from facilitator.language.typography import quote, typeset

_ADDED = UUID("6d7c5a3e-0b1f-5c0b-8f58-4d7c0a2b9e11")
"""Namespace of the ids of what somebody added to the file by hand."""


@dataclass(frozen=True, slots=True)
class Read:
    """The walls of a file, in its order, the rows that could not be taken, and what to say of them."""

    walls: tuple[Wall, ...]
    rejects: tuple[Reject, ...]
    notes: tuple[str, ...]


def read_walls(
    rows: Sequence[Row], listed: Listed, described: Mapping[str, DescribedEvent], now: datetime
) -> Read:
    """What the rows of contributions say, with the themes ``listed`` and the events ``described``, by key.

    A row without a number or an id was added by hand: it gets one. ``now`` is its time.
    """
    by_event: dict[str, list[Row]] = {key: [] for key in described}
    rejects: list[Reject] = []
    only = next(iter({event_key(row) for row in rows} - {""}), "")
    several = len({event_key(row) for row in rows} | set(described)) > 1
    for row in rows:
        key = event_key(row) or ("" if several else only)
        if key:
            by_event.setdefault(key, []).append(row)
        else:
            rejects.append(Reject(row.line, typeset("L'événement n'est pas dit."), row.cells))
    unknown: Counter[str] = Counter()
    walls = []
    for key, said in by_event.items():
        told = described.get(key) or DescribedEvent(bare_event(said[0], uuid5(_ADDED, key).hex))
        reading = _Reading(told.event, ThemesOf(told.event.id, list(listed.get(key, ()))), now, unknown)
        reading.take_all(said)
        rejects += reading.rejects
        walls.append(Wall(told.event, tuple(reading.said), reading.sorting(told.sorting, key in described)))
    return Read(tuple(walls), tuple(rejects), _notes(unknown))


def _notes(unknown: Counter[str]) -> tuple[str, ...]:
    if not unknown:
        return ()
    shown = ", ".join(f"{quote(name)} ({counted(times, 'ligne')})" for name, times in unknown.most_common(5))
    return (typeset(f"Type non reconnu, laissé vide : {shown}."),)


@dataclass(slots=True)
class _Reading:
    """The contributions of one event as they are read, and where they stand."""

    event: Event
    themes: ThemesOf
    now: datetime
    unknown: Counter[str]
    said: list[Contribution] = field(default_factory=list)
    places: list[Placement] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    ids: dict[int, str] = field(default_factory=dict)
    taken: dict[str, int] = field(default_factory=dict)
    ranks: Counter[str] = field(default_factory=Counter)
    kept: list[Row] = field(default_factory=list)

    def take_all(self, rows: Iterable[Row]) -> None:
        """Read the rows that have a number, then number the others after them."""
        unnumbered = []
        for row in rows:
            if reason := self._reason(row):
                self.rejects.append(Reject(row.line, typeset(reason), row.cells))
            elif row.whole(Col.NUMBER) is None:
                unnumbered.append(row)
            else:
                self._take(row, row.whole(Col.NUMBER) or 0)
        for row in unnumbered:
            self._take(row, max(self.ids, default=0) + 1)
        self.said = [self._linked(one, row) for one, row in zip(self.said, self.kept, strict=True)]

    def _reason(self, row: Row) -> str:
        """Why a row cannot be taken; empty when it can."""
        number, cell = row.whole(Col.NUMBER), row.text(Col.NUMBER).strip()
        if not row.text(Col.TEXT).strip():
            return "Il n'y a pas de texte."
        if cell and (number is None or number < 1):
            return f"{quote(cell)} n'est pas un numéro."
        if number in self.ids:
            return f"Le n° {number} figure déjà dans le fichier."
        if (known := self.taken.get(row.text(Col.ID))) is not None:
            return f"L'identifiant est déjà celui de la ligne {known}."
        if votes_in(row.text(Col.VOTES)) is None:
            return f"{quote(row.text(Col.VOTES))} n'est pas un nombre de votes."
        if number is not None:
            self.ids[number] = ""
        if row.text(Col.ID):
            self.taken[row.text(Col.ID)] = row.line
        return ""

    def _take(self, row: Row, number: int) -> None:
        text = row.text(Col.TEXT)
        one = Contribution(
            id=row.text(Col.ID) or self._new_id(text),
            event_id=self.event.id,
            number=number,
            text=text,
            original=row.text(Col.ORIGINAL) or text,
            recorded_at=moment_in(row.text(Col.TIME)) or self.now,
            table=row.maybe(Col.TABLE),
            public=row.maybe(Col.PUBLIC),
            quality=row.maybe(Col.QUALITY),
            sequence=row.whole(Col.SEQUENCE),
            votes=votes_in(row.text(Col.VOTES)) or 0,
            corrected_by=row.maybe(Col.CORRECTED_BY),
        )
        if cell := row.text(Col.TYPE):
            type_ = contribution_type(cell)
            if type_ is None:
                self.unknown[cell] += 1
            one = replace(one, type=type_)
        self.ids[number] = one.id
        self.said.append(replace(one, origin=self._origin(row, one.original)))
        self.places.append(self._place(row, one.id))
        self.kept.append(row)

    def _new_id(self, text: str) -> str:
        self.ranks[text] += 1
        return uuid5(_ADDED, f"{self.event.id}:{text}:{self.ranks[text]}").hex

    def _origin(self, row: Row, original: str) -> Origin | None:
        """The file it first came from; its key is that of an import: the text, and its rank among equals."""
        file, line = row.text(Col.FILE), row.whole(Col.LINE)
        if not file or line is None:
            return None
        digest = hashlib.sha256(original.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        same = f"{file}\0{digest}"
        self.ranks[same] += 1
        return Origin(file, f"{digest}-{self.ranks[same]}", line)

    def _place(self, row: Row, one: str) -> Placement:
        """Where it stands; a theme that somebody wrote beside a row of her own is a human's choice."""
        number, name = row.whole(Col.THEME_NUMBER), row.text(Col.THEME)
        off_topic = row.text(Col.OFF_TOPIC).strip().lower() == YES
        stands = bool(name) and not off_topic and (number is not None or name not in (TRAY, OFF_TOPIC))
        theme_id = self.themes.find(name, number) if stands else None
        by = author(row.text(Col.BY) or (Author.HUMAN if stands else Author.MACHINE))
        confidence = share_in(row.text(Col.CONFIDENCE))
        if confidence is None:
            confidence = 1.0 if by is Author.HUMAN else 0.0
        secondary = tuple(self.themes.find(name) for name in parted(row.text(Col.SECONDARY)))
        return Placement(one, theme_id, by, confidence, secondary, off_topic)

    def _linked(self, one: Contribution, row: Row) -> Contribution:
        source = self.ids.get(row.whole(Col.SPLIT_FROM) or 0)
        return replace(one, split_from=source) if source else one

    def sorting(self, told: Mapping[str, str] | None, described: bool) -> Sorting | None:
        """The wall; None where the file says that there is none, or shows nothing of one."""
        themes = tuple(self._theme(one.theme, one.central) for one in self.themes.listed)
        found = Sorting(self.event.id, themes, tuple(self.places), "", decisions=self._decisions())
        if told is not None:
            made_at = told.get("classé le")
            at = moment_in(made_at) if made_at else None
            return replace(found, engine=told.get("moteur", ""), made_at=at)
        placed = any(place.off_topic or place.confidence for place in self.places)
        return found if found.has_human_decisions or themes or (placed and not described) else None

    def _theme(self, theme: Theme, central: int | None) -> Theme:
        return replace(theme, central_id=self.ids.get(central or 0))

    def _decisions(self) -> Decisions:
        apart, refusals = [], []
        for one, row in zip(self.said, self.kept, strict=True):
            numbers = [int(number) for number in parted(row.text(Col.APART)) if number.strip().isdecimal()]
            others = [self.ids[number] for number in numbers if number in self.ids]
            apart += [in_order(one.id, other) for other in others if other != one.id]
            refusals += [(one.id, self.themes.find(name)) for name in parted(row.text(Col.REFUSED))]
        return Decisions(tuple(apart), tuple(refusals))
