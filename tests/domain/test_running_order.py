"""The running order: the two-hour atelier of the trade, and no gap or overlap whatever the event."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.event import Event, EventKind, Sequence
from facilitator.domain.formats import FORMATS, numbered_tables
from facilitator.domain.running_order import running_order


def ready(kind: EventKind) -> Event:
    form = next(f for f in FORMATS if f.kind is kind)
    tables = numbered_tables(form.tables)
    return Event(
        "e" * 32,
        "e",
        "E",
        kind,
        tables=tables,
        sequences=form.sequences,
        dots_per_person=form.dots_per_person,
    )


def test_an_atelier_of_two_hours_is_that_of_the_trade() -> None:
    order = [(m.starts, m.ends, m.title) for m in running_order(ready(EventKind.ATELIER))]
    assert order[1:] == [
        (0, 10, "Ouverture"),
        (10, 15, "Brise-glace"),
        (15, 25, "Ce qui marche"),
        (25, 45, "Ce qui manque"),
        (45, 50, "Gommettes"),
        (50, 58, "Pause"),
        (58, 70, "Plénière : voici ce que vous dites"),
        (70, 100, "Ce qu’on propose"),
        (100, 110, "Vote des propositions"),
        (110, 120, "Et maintenant"),
    ]


def test_without_dots_nobody_votes() -> None:
    event = replace(ready(EventKind.ATELIER), dots_per_person=None)
    assert not [m for m in running_order(event) if "ommettes" in m.title + m.material]


def test_an_event_without_sequences_takes_those_of_its_kind() -> None:
    bare = Event("e" * 32, "e", "E", EventKind.TABLE_RONDE)
    assert "Que changer ensemble" in [m.title for m in running_order(bare)]
    comite = Event("e" * 32, "e", "E", EventKind.COTECH)
    assert [m.title for m in running_order(comite) if m.sequence] == ["Échanges"]


@pytest.mark.parametrize("kind", EventKind)
@given(count=st.integers(0, 30), dots=st.one_of(st.none(), st.integers(1, 9)), tables=st.integers(0, 40))
def test_moments_follow_each_other_and_every_sequence_has_its_time(
    kind: EventKind, count: int, dots: int | None, tables: int
) -> None:
    sequences = tuple(Sequence(n, f"S{n}") for n in range(1, count + 1))
    event = Event(
        "e" * 32, "e", "E", kind, tables=numbered_tables(tables), sequences=sequences, dots_per_person=dots
    )
    order = running_order(event)
    assert all(one.ends == other.starts for one, other in pairwise(order))
    assert all(m.ends - m.starts >= 5 for m in order)
    if count:
        assert [m.sequence for m in order if m.sequence is not None] == list(range(1, count + 1))
