"""The wall as columns: one a theme, then what is to be filed and what is off-topic; nothing is drawn here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from facilitator.domain.contribution import Contribution
from facilitator.domain.evidence import EventEvidence
from facilitator.domain.theme import Author, Sorting, Theme
from facilitator.language.french import counted, plural
from facilitator.language.wording import shares_text

TRAY, OFF_TOPIC = "a-ranger", "hors-sujet"


class Order(StrEnum):
    """What columns are sorted by."""

    SIZE = "nombre"
    VOTES = "votes"
    NUMBER = "numéro"

    @property
    def next(self) -> Order:
        """The one that follows, the first after the last."""
        orders = list(Order)
        return orders[(orders.index(self) + 1) % len(orders)]


@dataclass(frozen=True, slots=True)
class Card:
    """A contribution on the wall: whether a human decided where it stands, and its further themes."""

    contribution: Contribution
    decided: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A theme (None: the tray, or what is off-topic) with its cards by number.

    ``figures`` are « 12 · 4 tables sur 5 · 11 votes », without what was not counted.
    """

    key: str
    theme: Theme | None
    cards: tuple[Card, ...]
    votes: int = 0
    figures: str = ""

    @property
    def title(self) -> str:
        """« 2. Mobilité », « À ranger », « Hors sujet »."""
        if self.theme is not None:
            return f"{self.theme.number}. {self.theme.name}"
        return "À ranger" if self.key == TRAY else "Hors sujet"

    @property
    def validated(self) -> bool:
        """Whether a human named the theme and decided of all that is in it."""
        named = self.theme is not None and self.theme.named_by is Author.HUMAN
        return named and bool(self.cards) and all(card.decided for card in self.cards)


def columns(evidence: EventEvidence, sorting: Sorting, order: Order = Order.SIZE) -> tuple[Column, ...]:
    """The columns of a wall in this order; the tray and what is off-topic last, where they hold some."""
    places = sorting.places()
    names = {theme.id: theme.name for theme in sorting.themes}
    proven = {one.theme.id: one for one in evidence.themes}

    def cards(contributions: Sequence[Contribution]) -> tuple[Card, ...]:
        shown = []
        for one in sorted(contributions, key=lambda c: c.number):
            place = places.get(one.id)
            decided = place is not None and place.by is Author.HUMAN
            also = () if place is None else tuple(names[other] for other in place.secondary if other in names)
            shown.append(Card(one, decided, also))
        return tuple(shown)

    found = []
    for theme in sorting.themes:
        proof = proven.get(theme.id)
        if proof is None:
            found.append(Column(theme.id, theme, (), theme.votes, "aucune contribution"))
            continue
        figures = [str(len(proof.contributions))]
        if len(evidence.shares) > 1 and proof.shares:
            figures.append(shares_text(evidence.event, len(proof.shares), len(evidence.shares)))
        if proof.votes:
            figures.append(counted(proof.votes, "vote"))
        found.append(Column(theme.id, theme, cards(proof.contributions), proof.votes, " · ".join(figures)))
    found.sort(key=lambda column: _rank(column, order))
    for key, loose in ((TRAY, evidence.tray), (OFF_TOPIC, evidence.off_topic)):
        if loose:
            found.append(Column(key, None, cards(loose), figures=str(len(loose))))
    return tuple(found)


def in_place(found: Sequence[Column], before: Sequence[str]) -> tuple[Column, ...]:
    """The same columns where they stood ``before`` (by key), new themes after the themes that were there."""
    rank = {key: place for place, key in enumerate(before)}
    last = {TRAY: len(rank) + 1, OFF_TOPIC: len(rank) + 2}
    return tuple(sorted(found, key=lambda one: last.get(one.key, rank.get(one.key, len(rank)))))


def totals(evidence: EventEvidence) -> str:
    """« 90 contributions · 9 thèmes · 4 à ranger · 2 hors sujet »."""
    said, themes = len(evidence.contributions), len(evidence.themes)
    parts = [counted(said, "contribution"), counted(themes, "thème")]
    parts += [f"{len(evidence.tray)} à ranger"] if evidence.tray and themes else []
    parts += [f"{len(evidence.off_topic)} hors sujet"] if evidence.off_topic else []
    parts += [f"{evidence.votes} {plural(evidence.votes, 'vote')}"] if evidence.votes else []
    return " · ".join(parts)


def _rank(column: Column, order: Order) -> tuple[int, ...]:
    assert column.theme is not None
    number = column.theme.number
    match order:
        case Order.SIZE:
            return -len(column.cards), -column.votes, number
        case Order.VOTES:
            return -column.votes, -len(column.cards), number
        case Order.NUMBER:
            return (number,)
