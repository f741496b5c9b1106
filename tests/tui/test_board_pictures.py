"""What the board, the proposal and the lens look like, at both sizes and in the three looks."""

import pytest

from tests.tui.walls import Picture, example, picture, sorted_once

__all__ = ["example", "picture", "sorted_once"]

SMALL = (80, 24)
UNSORTED = "table-ronde-acces-droits"


@pytest.mark.parametrize("size", [(100, 30), SMALL])
def test_the_board(picture: Picture, size: tuple[int, int]) -> None:
    """« Deux ou trois thèmes à la fois, lisibles, et je sais combien il y en a à côté. »"""
    assert picture("right", "down", size=size, moteur="lexical")


@pytest.mark.parametrize("aspect", ["clair", "contraste"])
def test_the_board_in_another_look(picture: Picture, aspect: str) -> None:
    """« Salle éclairée, ou mauvaise vue : je vois où je suis. »"""
    assert picture("right", "space", "space", aspect=aspect, moteur="lexical")


def test_the_board_on_a_full_screen_shows_the_proofs(picture: Picture) -> None:
    """« En plein écran, les preuves sont à côté. »"""
    assert picture("right", size=(170, 45), moteur="lexical")


@pytest.mark.parametrize("size", [(100, 30), SMALL])
def test_where_to_move_a_card(picture: Picture, size: tuple[int, int]) -> None:
    """« Deux lettres, et je choisis. »"""
    assert picture("m", "p", "a", size=size, moteur="lexical")


@pytest.mark.parametrize("size", [(100, 30), SMALL])
def test_what_a_gesture_did(picture: Picture, size: tuple[int, int]) -> None:
    """« Ce que j’ai fait, ce qui a suivi, ce qui irait avec. »"""
    assert picture("space", "space", "m", "R", "é", "p", "i", "t", "enter", size=size)


def test_a_refusal_is_told_under_the_board(picture: Picture) -> None:
    """« Ça ne se peut pas : pourquoi, et quoi faire. »"""
    assert picture("p", size=SMALL, moteur="lexical")


def test_the_proofs_beside_one_column(picture: Picture) -> None:
    """« Les preuves, sur un petit écran. »"""
    assert picture("i", size=SMALL, moteur="lexical")


def test_a_wall_without_a_theme(picture: Picture) -> None:
    """« Rien n’est trié. »"""
    assert picture(size=SMALL, event=UNSORTED, moteur="lexical")


@pytest.mark.parametrize("size", [(100, 30), SMALL])
def test_a_first_sort(picture: Picture, size: tuple[int, int]) -> None:
    """« Voilà les thèmes que l’outil propose, avec de quoi les reconnaître. »"""
    assert picture("f5", "space", size=size, event=UNSORTED)


@pytest.mark.parametrize("size", [(100, 30), SMALL])
def test_another_sort(picture: Picture, size: tuple[int, int]) -> None:
    """« Ce qui changerait, et pourquoi ; rien n’a bougé encore. »"""
    assert picture("f5", size=size)


@pytest.mark.parametrize("size", [(100, 30), SMALL])
def test_the_lens_by_thematique(picture: Picture, size: tuple[int, int]) -> None:
    """« Ce dont personne n’a parlé. »"""
    assert picture("l", size=size)  # the thématiques are told by the meaning of the words


def test_the_lens_by_public(picture: Picture) -> None:
    """« Qui a dit quoi. »"""
    assert picture("l", "3", size=SMALL, aspect="contraste", moteur="lexical")
