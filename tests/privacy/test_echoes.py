"""A name decided in one contribution is sought in the others, also where nothing gives it away."""

from datetime import UTC, datetime

import pytest

from facilitator.domain.contribution import Contribution
from facilitator.domain.names import NameDecision
from facilitator.privacy.echoes import echoed_names
from facilitator.privacy.review import review, review_echoes

NOW = datetime(2026, 6, 11, tzinfo=UTC)


def found(texts: list[str], *decided: NameDecision, places: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """The words proposed beside what the rules find, each with what is put in their place."""
    said = [Contribution(f"c{n}", "e1", n, text, text, NOW) for n, text in enumerate(texts, 1)]
    reviewed = review(said, decided, places)
    echoes = review_echoes(said, decided, echoed_names(decided, places), reviewed)
    return [(one.finding.words, one.finding.suggestion) for one in echoes]


@pytest.mark.parametrize(
    ("decided", "text", "words"),
    [
        ("Mme Tavernier", "tavernier a encore râlé", "tavernier"),
        ("Gérard Maupin", "demander a maupin pour la salle", "maupin"),
        ("Dr Lemarchal", "LEMARCHAL ne prend plus personne", "LEMARCHAL"),
        ("M. Kergroe\u0308s", "kergro\u00ebs a ferm\u00e9 la porte", "kergro\u00ebs"),
        ("Mme Petit", "on a vu Petit au guichet", "Petit"),
        ("Mme Le Goff", "la classe de le-goff", "le-goff"),
    ],
)
def test_a_decided_name_is_sought_alone_and_in_lower_case(decided: str, text: str, words: str) -> None:
    assert (words, "[une dame]") in found([text], NameDecision("c9", decided, "[une dame]"))


@pytest.mark.parametrize(
    ("decided", "text"),
    [
        ("Mme Petit", "un petit budget pour un grand projet"),
        ("Mme Boulanger", "plus de boulanger au bourg"),
        ("06 12 34 56 78", "appeler le 06 12 avant midi"),
        ("12 rue Tavernier", "tavernier a fermé"),
        ("mon fils est autiste", "un accueil pour enfant autiste"),
        ("Mme Vernoissac", "rien à vernoissac le soir"),
    ],
)
def test_what_is_no_name_elsewhere_is_left_in_peace(decided: str, text: str) -> None:
    assert found([text], NameDecision("c9", decided, "[x]"), places=("Vernoissac",)) == []


def test_what_was_left_as_it_is_echoes_only_where_it_plainly_names_a_person() -> None:
    texts = ["tavernier a encore râlé", "le fablour est fermé"]
    assert found(texts, NameDecision("c9", "Mme Tavernier")) == [("tavernier", "[une personne]")]
    assert found(texts, NameDecision("c9", "Fablour")) == []


def test_the_echoes_of_a_newer_decision_come_last() -> None:
    texts = ["maupin et tavernier", "tavernier"]
    older = NameDecision("c9", "Mme Tavernier", "[une dame]", NOW)
    newer = NameDecision("c9", "Gérard Maupin", "[un monsieur]", NOW.replace(hour=1))
    assert [words for words, _ in found(texts, older)] == ["tavernier", "tavernier"]
    assert [words for words, _ in found(texts, newer, older)] == ["tavernier", "tavernier", "maupin"]


def test_a_decided_echo_stays_in_the_list_with_its_decision() -> None:
    said = Contribution("c1", "e1", 1, "tavernier a encore râlé", "tavernier a encore râlé", NOW)
    decided = [NameDecision("c9", "Mme Tavernier", "[x]"), NameDecision("c1", "tavernier", "[x]")]
    (one,) = review_echoes([said], decided, echoed_names(decided), review([said], decided))
    assert one.outcome == "[x]"
