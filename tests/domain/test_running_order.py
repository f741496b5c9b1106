"""The running order: the two-hour atelier of the trade, and no gap or overlap whatever the event."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.event import Event, EventKind, Sequence
from facilitator.domain.method import Method, method_of, numbered_tables
from facilitator.domain.running_order import running_order
from facilitator.workshop.methods import known_methods

METHODS = known_methods().methods


def ready(kind: EventKind) -> Event:
    """An event laid out without a method, its sequences those of the kind offered ready."""
    form = next(one for one in METHODS if one.is_format and one.kind is kind)
    return replace(made(form), method="")


def made(method: Method) -> Event:
    return Event(
        "e" * 32,
        "e",
        "E",
        method.kind,
        method=method.title,
        tables=numbered_tables(method.tables),
        sequences=method.sequences(),
        dots_per_person=method.dots_per_person,
    )


@pytest.mark.parametrize("method", [None, METHODS[0]], ids=["laid out", "by its method"])
def test_an_atelier_of_two_hours_is_that_of_the_trade(method: Method | None) -> None:
    order = [(m.starts, m.ends, m.title) for m in running_order(ready(EventKind.ATELIER), method)]
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
    assert "Que changer ensemble" in [m.title for m in running_order(bare, method_of(bare, METHODS))]
    comite = Event("e" * 32, "e", "E", EventKind.COTECH)
    order = running_order(comite, method_of(comite, METHODS))
    assert [m.title for m in order if m.sequence] == ["Échanges"]


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


@pytest.mark.parametrize("method", METHODS, ids=[one.slug for one in METHODS])
def test_a_method_is_led_in_its_own_time_and_names_itself(method: Method) -> None:
    event = made(method)
    assert method_of(event, METHODS) is method
    order = running_order(event, method)
    assert all(one.ends == other.starts for one, other in pairwise(order))
    assert order[-1].ends == method.minutes
    said = {step.title for step in method.steps}
    assert {moment.title for moment in order[1:]} == said


def test_arguments_for_against_and_in_doubt_are_one_moment_and_three_sequences() -> None:
    debate = next(one for one in METHODS if one.slug == "debat-mouvant")
    event = made(debate)
    assert [one.title for one in event.sequences[:3]] == [
        "Affirmation 1, pour",
        "Affirmation 1, contre",
        "Affirmation 1, doute",
    ]
    first = next(m for m in running_order(event, debate) if m.title == "Affirmation 1")
    assert "Séquences 1 à 3 : pour, contre, doute" in first.capture
    assert first.ends - first.starts == 12


def test_a_sequence_added_by_hand_takes_its_place_in_the_method() -> None:
    ketso = next(one for one in METHODS if one.slug == "ketso")
    first, *others = ketso.sequences()
    event = replace(
        made(ketso),
        sequences=(first, Sequence(9, "Nos vieux métiers"), *others),
        dots_per_person=None,
    )
    titles = [m.title for m in running_order(event, ketso)]
    assert titles.index("Nos vieux métiers") == titles.index(first.title) + 1
    assert "Marques" not in titles


def test_an_event_of_another_method_or_of_its_own_is_laid_out_without_one() -> None:
    event = made(METHODS[0])
    assert method_of(replace(event, method="Ketso, en deux salles"), METHODS).slug == "ketso"  # type: ignore[union-attr]
    assert method_of(replace(event, method="Post-it par table, puis trois gommettes"), METHODS) is None
    assert method_of(replace(event, method=""), METHODS) is None
