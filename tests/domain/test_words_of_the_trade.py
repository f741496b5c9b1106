"""The trade's words in spreadsheets: types, publics, sequences, and names of people."""

import pytest

from facilitator.domain.contribution import (
    ContributionType,
    PublicFamily,
    contribution_type,
    fold,
    may_name_someone,
    public_family,
)
from facilitator.domain.event import Event, EventKind, Presence, sequence_number


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Propositions", ContributionType.PROPOSITION),
        ("idée", ContributionType.PROPOSITION),
        ("points forts", ContributionType.FORCE),
        ("FAIBLESSE ", ContributionType.FAIBLESSE),
        ("Besoins", ContributionType.BESOIN),
        ("vigilance", ContributionType.VIGILANCE),
        ("autre chose", None),
        ("", None),
    ],
)
def test_a_type_is_recognised_however_it_is_spelt(cell: str, expected: ContributionType | None) -> None:
    assert contribution_type(cell) is expected


@pytest.mark.parametrize(
    ("public", "expected"),
    [
        ("élue : VP action sociale", PublicFamily.ELUS),
        ("Élus", PublicFamily.ELUS),
        ("agent : secrétaire de mairie", PublicFamily.AGENTS),
        ("partenaire : Caf, conseillère", PublicFamily.PARTENAIRES),
        ("parents 0-3 ans", PublicFamily.HABITANTS),
        ("élèves du collège", PublicFamily.HABITANTS),
        ("table mixte", None),
        ("", None),
    ],
)
def test_a_public_belongs_to_its_family(public: str, expected: PublicFamily | None) -> None:
    assert public_family(public) is expected


@pytest.mark.parametrize(
    ("label", "expected"), [("Séquence 2", 2), ("temps 1", 1), ("seq. 3", 3), ("Table 2", None), ("", None)]
)
def test_a_sequence_is_told_from_a_table(label: str, expected: int | None) -> None:
    assert sequence_number(label) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("le RPE est top, Nadia Belkhiri répond toujours", True),
        ("M. Tavernier a perdu 2 familles", True),
        ("depuis le départ du Dr Lemarchal", True),
        ("pas de place en crèche à Castelombre", False),
        ("Un bus France services, comme à côté", False),
        ("un guichet Info Jeunes et une permanence France Travail", False),
    ],
)
def test_a_quotation_that_may_name_someone_is_noticed(text: str, expected: bool) -> None:
    assert may_name_someone(text) is expected


def test_folding_keeps_words_and_drops_accents_case_and_spaces() -> None:
    assert fold("  Crèche   à ÉVREUX ") == "creche a evreux"


def test_nobody_counted_is_not_nobody_present() -> None:
    event = Event("e", "e", "E", EventKind.ATELIER, presences=(Presence("parents", None),))
    assert event.people_present is None
    counted = Event("e", "e", "E", EventKind.ATELIER, presences=(Presence("a", 3), Presence("b", None)))
    assert counted.people_present == 3
