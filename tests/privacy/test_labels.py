"""Titles, publics, tables, themes and next steps leave as well: read, replaced, and counts stay."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.contribution import Contribution
from facilitator.domain.event import Event, EventKind, Presence, Sequence, Table
from facilitator.domain.names import NameDecision
from facilitator.domain.theme import Author, Sorting, Theme
from facilitator.domain.wall import Wall
from facilitator.privacy.labels import labels_of_demarche, labels_of_wall, shared_demarche, shared_labels
from facilitator.privacy.review import review_labels
from tests import walls

NOW = datetime(2026, 6, 11, tzinfo=UTC)
EVENT = Event(
    "e1",
    "chez-mme-tavernier",
    "Chez Mme Tavernier",
    EventKind.ATELIER,
    theme="La suite de Gérard Maupin",
    tables=(Table("Table Josiane", "amis de Nadia Belkhiri"), Table("Table Mme Lescure")),
    sequences=(Sequence(1, "Avec Yanis", "Que dire à M. Ferroudj ?"),),
    presences=(Presence("élus : maire", 1), Presence("amis de Nadia Belkhiri", 3)),
    next_steps=("Mme Pruvost rappelle la Caf", "La directrice du CCAS répond"),
)
NAMES = [
    "Mme Tavernier",
    "Gérard Maupin",
    "Josiane",
    "Nadia Belkhiri",
    "Mme Lescure",
    "Yanis",
    "M. Ferroudj",
    "Mme Pruvost",
]


def wall(*themes: Theme) -> Wall:
    said = [
        Contribution(f"c{n}", "e1", n, "un bus", "un bus", NOW, table=one.label, public=one.public)
        for n, one in enumerate(EVENT.tables, 1)
    ]
    return Wall(EVENT, tuple(said), Sorting("e1", themes, (), "lexical"))


def test_every_name_in_the_labels_is_asked_about_once_and_no_post_is() -> None:
    by_hand = Theme("t1", "e1", "Ce que dit Josiane", 0, named_by=Author.HUMAN)
    found = review_labels(labels_of_wall(wall(by_hand)), [])
    assert [one.finding.words for one in found] == NAMES
    assert [one.number for one in found] == list(range(1, len(NAMES) + 1))
    assert {one.field for one in found} == {
        "titre",
        "sujet",
        "table",
        "public",
        "séquence",
        "question",
        "suite",
    }


def test_a_theme_named_by_a_human_is_read_and_one_that_the_machine_named_is_not() -> None:
    both = (
        Theme("t1", "e1", "Le bus de Killian", 0, named_by=Author.HUMAN),
        Theme("t2", "e1", "Le bus de Solange", 1),
    )
    words = [one.finding.words for one in review_labels(labels_of_wall(wall(*both)), [])]
    assert "Killian" in words
    assert "Solange" not in words


def test_what_is_decided_leaves_everywhere_and_the_code_stays() -> None:
    shared = shared_labels(wall(), dict.fromkeys(NAMES, "[une personne]"))
    assert not [one for one in labels_of_wall(shared) if any(name in one.text for name in NAMES)]
    assert shared.event.slug == EVENT.slug
    assert shared.contributions[0].public == shared.event.presences[1].public == "amis de [une personne]"


def test_two_tables_whose_names_become_one_stay_two() -> None:
    shared = shared_labels(wall(), {"Josiane": "[une dame]", "Mme Lescure": "[une dame]"})
    labels = [one.label for one in shared.event.tables]
    assert labels == ["Table [une dame]", "Table [une dame] (2)"]
    assert [one.table for one in shared.contributions] == labels


def test_the_demarche_s_own_title_and_next_steps_are_read_and_replaced() -> None:
    named = replace(walls.demarche(), next_steps=("Nadia Belkhiri écrit le projet",))
    (found,) = review_labels(labels_of_demarche(named), [])
    assert (found.finding.words, found.field) == ("Nadia Belkhiri", "suite")
    decided = NameDecision("", "Nadia Belkhiri", "[la chargée de mission]")
    assert review_labels(labels_of_demarche(named), [decided])[0].outcome == "[la chargée de mission]"
    shared = shared_demarche(named, {decided.words: decided.replacement})
    assert shared.next_steps == ("[la chargée de mission] écrit le projet",)
    assert shared.territory == named.territory


@given(st.lists(st.text("ab ", min_size=1, max_size=4), max_size=5, unique=True))
def test_tables_stay_as_many_whatever_is_replaced(labels: list[str]) -> None:
    event = replace(EVENT, tables=tuple(map(Table, labels)))
    shared = shared_labels(Wall(event, ()), {"a": "[x]", "b": "[x]", "ab": "[x]"})
    assert len({one.label for one in shared.event.tables}) == len(labels)
