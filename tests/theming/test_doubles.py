"""Doubles: proposed with their reason; opposites and different numbers never; order changes nothing."""

import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from facilitator.theming.doubles import LARGEST, Reason, find_doubles
from facilitator.theming.opposites import opposed, stance
from tests.theming.conftest import Embed
from tests.theming.standing_walls import letters
from tests.theming.wall import TEXTS


def said(texts: Sequence[str], embed: Embed = letters) -> list[tuple[set[str], Reason]]:
    return [({texts[i] for i in double.members}, double.reason) for double in find_doubles(texts, embed)]


def test_the_same_words_are_a_double_whatever_the_case_accents_marks_and_one_slip() -> None:
    texts = ["Ludothèque !", "ludotheque", "des navettes le samedi soir", "des navettes le samedi soire"]
    assert said(texts) == [(set(texts[:2]), Reason.WORDS), (set(texts[2:]), Reason.WORDS)]


def test_the_same_words_in_another_order_are_a_double_told_as_such() -> None:
    texts = ["crèche et halte : horaires élargis", "horaires élargis : halte et crèche"]
    assert said(texts) == [(set(texts), Reason.ORDER)]


def test_what_is_close_in_meaning_is_proposed_on_a_wall_and_nothing_else(embed: Embed) -> None:
    texts = [*TEXTS, "un café des parents le samedi matin", "ouvrir le café des parents aux grands-parents"]
    assert (set(texts[-2:]), Reason.MEANING) in said(texts, embed)
    assert len(said(texts, embed)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("je vais bien", "je ne vais pas bien"),
        ("plus de bus", "moins de bus"),
        ("+ de bus le samedi soir", "moins de bus le samedi soir"),
        ("trop de réunions le mercredi soir", "pas assez de réunions le mercredi soir"),
        ("la mairie ouvre trop tôt le mercredi", "la mairie ouvre trop tard le mercredi"),
        ("ouvrir la crèche le mercredi matin", "fermer la crèche le mercredi matin"),
        ("un accueil accessible aux familles", "un accueil inaccessible aux familles"),
        ("avec les parents d'élèves du bourg", "sans les parents d'élèves du bourg"),
        ("2 ans d'attente pour une place", "3 ans d'attente pour une place"),
        ("deux ans d'attente pour une place", "trois ans d'attente pour une place"),
        ("le car part à 7h30 le matin", "le car part à 8h30 le matin"),
    ],
)
def test_opposites_and_different_numbers_are_never_a_double(embed: Embed, one: str, other: str) -> None:
    assert opposed(stance(one), stance(other))
    groups = said([*TEXTS, one, other], embed)
    assert not any({one, other} <= group for group, _ in groups)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("je vais pas bien", "je ne vais pas bien"),
        ("aucun médecin ici", "pas de médecin ici"),
        ("deux ans d'attente", "2 ans d'attente"),
        ("ludothèque !", "une ludothèque + un prêt de jeux"),
    ],
)
def test_two_ways_to_say_the_same_are_not_opposites(one: str, other: str) -> None:
    assert not opposed(stance(one), stance(other))


def test_what_says_nothing_is_no_double() -> None:
    assert find_doubles(["RAS", "RAS", "", "", "?"], letters) == ()
    assert find_doubles([], letters) == ()


def test_a_very_large_wall_is_compared_by_its_words_alone() -> None:
    def never(texts: Sequence[str]) -> NDArray[np.float32]:
        raise AssertionError("meanings are not compared beyond LARGEST")

    many = [f"proposition {n:05d} du quartier" for n in range(LARGEST + 1)]
    assert said([*many, "un même mot", "Un même mot."], never) == [
        ({"un même mot", "Un même mot."}, Reason.WORDS)
    ]


word = st.sampled_from(
    "bus crèche ne pas plus moins trop bien sans 2 3 deux samedi place ouvrir n' été".split()
)
phrases = st.lists(word, min_size=1, max_size=7).map(" ".join) | st.text(max_size=25)
walls = st.lists(phrases, max_size=30)


@settings(deadline=None)
@given(walls, st.randoms(use_true_random=False))
def test_the_order_of_the_texts_changes_nothing(texts: list[str], rng: random.Random) -> None:
    order = list(range(len(texts)))
    rng.shuffle(order)
    shuffled = [texts[at] for at in order]

    def told(found: Sequence[str]) -> list[tuple[list[str], Reason, float]]:
        doubles = find_doubles(found, letters)
        return sorted((sorted(found[i] for i in d.members), d.reason, d.score) for d in doubles)

    assert told(texts) == told(shuffled)


@settings(deadline=None)
@given(walls)
def test_a_text_stands_in_one_double_at_most_and_never_beside_an_opposite(texts: list[str]) -> None:
    doubles = find_doubles(texts, letters)
    members = [index for double in doubles for index in double.members]
    assert len(members) == len(set(members))
    for double in doubles:
        assert len(double.members) > 1
        assert 0 < double.score <= 1
        stances = [stance(texts[index]) for index in double.members]
        assert not any(opposed(one, other) for one in stances for other in stances)


@given(phrases, phrases)
def test_opposition_has_no_direction_and_none_is_opposed_to_itself(one: str, other: str) -> None:
    assert opposed(stance(one), stance(other)) == opposed(stance(other), stance(one))
    assert not opposed(stance(one), stance(one))


@settings(deadline=None)
@given(
    st.lists(word, min_size=1, max_size=6).map(" ".join),
    st.sampled_from([("plus de", "moins de"), ("trop de", "pas assez de"), ("je vais", "je ne vais pas")]),
    walls,
)
def test_the_contrary_of_a_text_is_never_its_double(
    text: str, ways: tuple[str, str], wall: list[str]
) -> None:
    one, other = (f"{way} {text}" for way in ways)
    assert not any({one, other} <= group for group, _ in said([*wall, one, other]))
