"""The example that travels with the program: complete, coherent, and said to be fictive."""

import csv

import pytest

from facilitator.config import shipped
from facilitator.domain.contribution import ContributionType
from facilitator.domain.demarche import EtapeState
from facilitator.domain.event import EventKind
from facilitator.intake.contributions import Intake, read_contributions
from facilitator.intake.description import DescribedEvent, Description, read_description


@pytest.fixture(scope="module")
def example() -> Description:
    return read_description(shipped("exemple") / "demarche.toml")


def intake(described: DescribedEvent) -> Intake:
    assert described.contributions is not None
    return read_contributions(described.contributions)


def test_it_is_said_to_be_fictive(example: Description) -> None:
    assert example.demarche.territory.fictive
    assert len(example.demarche.territory.communes) == 19
    assert "fictive" in example.demarche.caf


def test_every_contribution_of_the_ten_events_is_taken_without_a_remark(example: Description) -> None:
    intakes = {one.event.slug: intake(one) for one in example.events}
    assert {slug: len(each.rows) for slug, each in intakes.items()} == {
        "copil-lancement": 12,
        "entretiens": 40,
        "atelier-identite": 41,
        "atelier-parentalite": 90,
        "stand-marche": 45,
        "seminaire-jeunesse": 60,
        "table-ronde-petite-enfance": 45,
        "table-ronde-acces-droits": 70,
        "table-ronde-vieillir": 70,
        "reunion-plan-actions": 40,
    }
    assert {one.event.kind for one in example.events} == set(EventKind) - {EventKind.COTECH}
    assert not any(each.rejects or each.notes for each in intakes.values())
    assert all("theme_or" not in each.header for each in intakes.values())


def test_the_files_keep_the_layout_of_the_first_one_and_are_written_as_they_were_typed(
    example: Description,
) -> None:
    for one in example.events:
        assert one.contributions is not None
        with one.contributions.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        assert header == ["evenement", "table", "public", "type", "texte", "votes"]
        assert {row[0] for row in rows} == {one.event.title}
        assert all(row[4].strip() == row[4] != "" for row in rows)


def test_the_decisions_of_the_comite_tell_who_answers_for_them(example: Description) -> None:
    (comite,) = (one for one in example.events if one.event.kind.is_comite)
    noted = [row for row in intake(comite).rows if row.type is ContributionType.PROPOSITION]
    assert len(noted) == 8
    assert all(" → " in row.text for row in noted)


def test_votes_stay_within_the_dots_that_were_given(example: Description) -> None:
    for one in example.events:
        votes = sum(row.votes for row in intake(one).rows)
        people = one.event.people_present
        assert people is not None
        assert votes <= people * (one.event.dots_per_person or 0)


def test_tables_sequences_and_publics_of_the_walls_are_those_described(example: Description) -> None:
    for one in example.events:
        rows = intake(one).rows
        assert {row.table for row in rows if row.table} <= {table.label for table in one.event.tables}
        assert {row.sequence for row in rows if row.sequence} <= {s.number for s in one.event.sequences}
        assert {row.public for row in rows} <= {
            presence.public for presence in one.event.presences if presence.count
        }
        if one.event.kind is EventKind.TABLE_RONDE:
            assert len({row.quality for row in rows}) <= (one.event.people_present or 0)


def test_somebody_was_invited_and_did_not_come_and_every_event_says_what_comes_next(
    example: Description,
) -> None:
    for one in example.events:
        assert any(presence.count == 0 for presence in one.event.presences)
        assert one.event.next_steps
        assert all(sequence.question.endswith("?") for sequence in one.event.sequences)


def test_dates_follow_the_etapes(example: Description) -> None:
    starts = [etape.starts for etape in example.demarche.etapes]
    assert starts == sorted(starts)  # type: ignore[type-var]
    assert [etape.state for etape in example.demarche.etapes].count(EtapeState.CURRENT) == 1
    days = [one.event.held_on for one in example.events]
    assert days == sorted(days)  # type: ignore[type-var]
