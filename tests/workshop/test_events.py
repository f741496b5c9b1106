"""Events made and changed, and what the first screen shows of every démarche."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.domain.capture import Entry, Seat
from facilitator.domain.contribution import ContributionType
from facilitator.domain.event import Event, EventKind, Presence, Sequence, Table
from facilitator.errors import ConflictError, NotFoundError, UsageError
from facilitator.store.demarche_file import FILE_NAME
from facilitator.workshop import Workshop, overview
from tests.workshop.walls_of_post_its import settings


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    with Workshop.open_or_create("CTG", settings(tmp_path)) as workshop:
        yield workshop


def test_an_event_is_made_with_its_room_in_one_act(workshop: Workshop) -> None:
    event = workshop.create_event(
        " Atelier d’été ",
        EventKind.ATELIER,
        tables=[Table("T1", "jeunes")],
        sequences=[Sequence(1, "Constats", "Que voyez-vous ?", ContributionType.CONSTAT)],
        presences=[Presence("jeunes", 12)],
        place="Salle des fêtes",
        dots_per_person=3,
    )
    assert workshop.events() == (event,)
    assert (event.slug, event.title, event.place) == ("atelier-d-ete", "Atelier d’été", "Salle des fêtes")
    assert (event.tables[0].public, event.people_present) == ("jeunes", 12)
    undone = workshop.undo()
    assert undone is not None
    assert undone.summary == "«\u00a0Atelier d’été\u00a0» créé"
    workshop.redo()
    assert workshop.events() == (event,)


def test_two_events_of_one_name_are_refused_with_what_to_do(workshop: Workshop) -> None:
    workshop.create_event("Atelier", EventKind.ATELIER)
    with pytest.raises(ConflictError) as refused:
        workshop.create_event("atelier", EventKind.SEMINAIRE)
    assert "autre nom" in refused.value.next_step
    with pytest.raises(UsageError):
        workshop.create_event("  ", EventKind.ATELIER)
    assert len(workshop.events()) == 1


def test_an_event_is_changed_in_one_act_and_keeps_what_was_said(workshop: Workshop) -> None:
    event = workshop.create_event("Atelier", EventKind.ATELIER)
    workshop.capture(event).record([Entry("pas de bus")], Seat())
    changed = replace(event, title="Atelier du 12 mars", tables=(Table("T1"), Table("T2")))
    workshop.change_event(changed)
    assert workshop.events() == (changed,)
    news = workshop.capture(changed).news()
    assert news is not None
    assert len(news.contributions) == 1
    workshop.undo()
    assert workshop.events() == (event,)


def test_an_event_that_is_not_there_cannot_be_changed(workshop: Workshop) -> None:
    with pytest.raises(NotFoundError):
        workshop.change_event(Event("e" * 32, "atelier", "Atelier", EventKind.ATELIER))
    workshop.create_event("Atelier", EventKind.ATELIER)
    with pytest.raises(UsageError):
        workshop.change_event(replace(workshop.events()[0], title=" "))


def test_demarches_are_shown_with_their_events_and_counts_the_last_worked_in_first(tmp_path: Path) -> None:
    given = settings(tmp_path)
    for title in ("Val d’Aubre", "Vernoissac", "Castelombre"):
        with Workshop.open_or_create(title, given) as workshop:
            event = workshop.create_event("Atelier", EventKind.ATELIER)
            workshop.capture(event).record([Entry("un"), Entry("deux")], Seat())
    with Workshop.open("vernoissac", given) as workshop:
        workshop.capture(workshop.events()[0]).remove([1])
    Workshop.open_or_create("Vide", given).close()
    shown = overview(given)
    assert [one.title for one in shown] == ["Vernoissac", "Castelombre", "Val d’Aubre", "Vide"]
    assert [[count.contributions for count in one.events] for one in shown] == [[1], [2], [2], []]
    assert [one.touched_at is None for one in shown] == [False, False, False, True]


def test_a_demarche_that_cannot_be_opened_is_shown_with_why(tmp_path: Path) -> None:
    given = settings(tmp_path)
    Workshop.open_or_create("Bonne", given).close()
    broken = given.sessions / "abimee"
    broken.mkdir()
    (broken / FILE_NAME).write_bytes(b"no database at all" * 100)
    good, bad = overview(given)
    assert (good.slug, good.trouble) == ("bonne", None)
    assert (bad.slug, bad.events) == ("abimee", ())
    assert bad.trouble is not None
    assert bad.trouble.next_step
