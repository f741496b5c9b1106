"""Who was there and not heard: one rule for livrables, answers, remarks and screens."""

from datetime import UTC, datetime

import pytest

from facilitator.domain.contribution import Contribution
from facilitator.domain.event import Event, EventKind, Presence, Table
from facilitator.domain.hearing import unheard_publics

AT = datetime(2026, 6, 11, 18, 0, tzinfo=UTC)


def said(number: int, *, public: str | None, quality: str | None, table: str | None) -> Contribution:
    text = f"idée {number}"
    return Contribution(str(number), "e", number, text, text, AT, public=public, quality=quality, table=table)


def unheard(
    present: list[str],
    *,
    publics: tuple[str, ...] = (),
    qualities: tuple[str, ...] = (),
    at: tuple[str, ...] = (),
    tables: tuple[Table, ...] = (),
) -> list[str]:
    presences = tuple(Presence(public, 2) for public in present)
    event = Event("e", "e", "E", EventKind.ATELIER, tables=tables, presences=presences)
    voices = [*((p, None, None) for p in publics), *((None, q, None) for q in qualities)]
    voices += [(None, None, table) for table in at]
    contributions = [
        said(number, public=public, quality=quality, table=table)
        for number, (public, quality, table) in enumerate(voices, start=1)
    ]
    return [one.public for one in unheard_publics(event, contributions)]


@pytest.mark.parametrize("other", ["parents 0-3 ans", "jeunes", "mères", "élus"])
def test_those_who_spoke_do_not_speak_for_the_two_fathers(other: str) -> None:
    assert unheard(["pères", other], publics=(other,)) == ["pères"]


def test_a_public_is_heard_under_its_own_name_or_at_its_own_table() -> None:
    tables = (Table("T1", "pères"), Table("T2", "grands-parents"))
    assert unheard(["pères"], publics=("pères",)) == []
    assert unheard(["pères", "grands-parents"], at=("T1",), tables=tables) == ["grands-parents"]


def test_where_only_the_family_was_noted_nobody_of_it_is_told_to_be_silent() -> None:
    assert unheard(["pères", "grands-parents"], publics=("habitants",)) == []
    assert unheard(["élus : maires", "pères"], publics=("élus", "jeunes")) == ["pères"]
    assert unheard(["élus : maires"], publics=("élus",), qualities=("élue : VP social",)) == ["élus : maires"]


@pytest.mark.parametrize(
    ("public", "quality"),
    [
        ("élus", "élue : VP action sociale"),
        ("partenaires : bailleurs", "partenaire : bailleur social"),
        ("agents : Caf", "agente : conseillère, CAF"),
        ("parents", "habitante : parent d’élève"),
    ],
)
def test_a_name_is_heard_in_a_more_precise_one(public: str, quality: str) -> None:
    assert unheard([public, "pères"], qualities=(quality,)) == ["pères"]


def test_a_word_in_common_is_no_name() -> None:
    assert unheard(["partenaires : bailleurs"], qualities=("agent : bailleurs privés",)) == [
        "partenaires : bailleurs"
    ]
    assert unheard(["parents isolés"], publics=("parents 0-3 ans",)) == ["parents isolés"]
    assert unheard(["parents"], publics=("grands-parents",)) == ["parents"]


def test_who_did_not_come_or_was_not_counted_is_not_silent() -> None:
    event = Event("e", "e", "E", EventKind.ATELIER, presences=(Presence("a", 0), Presence("b", None)))
    assert unheard_publics(event, ()) == ()
