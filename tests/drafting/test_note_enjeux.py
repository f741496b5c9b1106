"""Enjeux: how widely a theme was spoken of, and the question that its contributions ask."""

import pytest

from facilitator.domain.event import EventKind
from facilitator.drafting.enjeux import Enjeu, Sharing, Stake, propose_enjeux
from tests.walls import Said, wall

NB = "\u00a0"


def enjeu(
    said: list[Said], others: list[Said] | None = None, kind: EventKind = EventKind.ATELIER, tables: int = 6
) -> Enjeu:
    evidence = wall({"Le thème": said, **({"Autre": others} if others else {})}, kind=kind, tables=tables)
    return next(e for e in propose_enjeux([evidence]) if e.theme.theme.name == "Le thème")


def at_tables(count: int) -> list[Said]:
    return [(f"parole {n}", "besoin", f"T{n}", "habitants", 0) for n in range(1, count + 1)]


@pytest.mark.parametrize(
    ("heard", "sharing", "words"),
    [
        (6, Sharing.WIDE, f"large (6{NB}tables sur 6)"),
        (4, Sharing.WIDE, f"large (4{NB}tables sur 6)"),
        (3, Sharing.SHARED, f"moyen (3{NB}tables sur 6)"),
        (2, Sharing.SHARED, f"moyen (2{NB}tables sur 6)"),
        (1, Sharing.NARROW, f"limité (1{NB}table sur 6)"),
    ],
)
def test_at_an_atelier_tables_measure_the_sharing(heard: int, sharing: Sharing, words: str) -> None:
    found = enjeu(at_tables(heard))
    assert found.sharing is sharing
    assert found.consensus() == words


def test_one_table_out_of_two_is_no_sharing() -> None:
    assert enjeu(at_tables(1), tables=2).sharing is Sharing.NARROW


@pytest.mark.parametrize("tables", [0, 1])
def test_with_fewer_than_two_tables_nothing_is_measured(tables: int) -> None:
    assert enjeu(at_tables(1), tables=tables).consensus() == "non mesuré"


def test_a_theme_heard_at_no_known_table_is_not_measured() -> None:
    assert enjeu([("a", "besoin", None, None, 0)]).sharing is Sharing.UNMEASURED


@pytest.mark.parametrize("kind", [EventKind.TABLE_RONDE, EventKind.SEMINAIRE])
def test_where_each_speaks_for_a_public_families_measure_the_sharing(kind: EventKind) -> None:
    voices = ["élue : maire", "agent : CCAS", "partenaire : Caf", "jeunes"]
    every: list[Said] = [(f"parole {n}", "constat", "T1", voice, 0) for n, voice in enumerate(voices)]
    assert enjeu(every[:2], every[2:], kind).consensus() == f"moyen (2{NB}familles de public sur 4)"
    assert enjeu(every, [], kind).consensus() == f"large (4{NB}familles de public sur 4)"
    assert enjeu(every[:1], every[1:], kind).consensus() == f"limité (1{NB}famille de public sur 4)"


def of_types(*types: str | None) -> list[Said]:
    return [(f"parole {n}", kind, "T1", "habitants", 0) for n, kind in enumerate(types)]


@pytest.mark.parametrize(
    ("types", "stake"),
    [
        (["besoin", "faiblesse", "proposition"], Stake.LACK),
        (["proposition", "proposition", "besoin"], Stake.PROPOSAL),
        (["force", "force", "vigilance"], Stake.STRENGTH),
        (["vigilance"], Stake.CONDITION),
        (["constat", "constat", "besoin"], Stake.FINDING),
        (["verbatim", "question", None], Stake.FINDING),
        (["force", "force", "faiblesse", "vigilance", *["besoin"] * 5], Stake.DEBATE),
        (["besoin", "proposition"], Stake.LACK),
    ],
)
def test_the_question_comes_from_what_the_theme_holds_most(types: list[str | None], stake: Stake) -> None:
    found = enjeu(of_types(*types))
    assert found.stake is stake
    assert found.question().startswith(f"«{NB}Le thème{NB}»{NB}: ")
    assert found.question().endswith(f"{NB}?")
    assert found.consensus().endswith(", débattu") is (stake is Stake.DEBATE)


def test_needs_come_before_weaknesses_and_proposals_never() -> None:
    found = enjeu(of_types("faiblesse", "proposition", "besoin"))
    assert [c.text for c in found.needs()] == ["parole 2", "parole 0"]


def test_no_theme_makes_no_enjeu() -> None:
    assert propose_enjeux([]) == ()
    assert propose_enjeux([wall({}, tray=of_types("besoin"))]) == ()
