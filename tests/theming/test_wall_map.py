"""The map of a wall: alike themes side by side, the same whatever the order of the contributions."""

import random
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from facilitator.theming.wall_map import MOST_THEMES, lay_out

SUBJECTS = {
    "bus": ["navette le samedi", "arrêt de bus éclairé", "horaires du bus scolaire", "bus le soir"],
    "train": ["gare fermée", "trains supprimés", "plus de trains le matin", "quai sans abri"],
    "crèche": ["place en crèche", "crèche à horaires larges", "liste d'attente", "micro crèche"],
    "nounou": ["assistante maternelle", "relais petite enfance", "nounou le mercredi", "garde partagée"],
    "santé": ["médecin absent", "pédiatre trop loin", "dentiste introuvable", "urgences fermées"],
}
AXES = {
    "bus": (1.0, 0.0),
    "train": (0.9, 0.1),
    "crèche": (-1.0, 0.1),
    "nounou": (-0.9, 0.0),
    "santé": (0.0, 1.0),
}
TEXTS = [(text, subject) for subject, texts in SUBJECTS.items() for text in texts]


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """Vectors that stand for what texts speak of, with a little of each text's own."""
    known = dict(TEXTS)
    rows = np.zeros((len(texts), 2 + len(TEXTS)), dtype=np.float32)
    for at, text in enumerate(texts):
        rows[at, :2] = AXES[known[text]]
        rows[at, 2 + [t for t, _ in TEXTS].index(text)] = 0.15
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def placed(rows: Sequence[tuple[str, str]]):  # type: ignore[no-untyped-def]
    return lay_out([text for text, _ in rows], [subject for _, subject in rows], embed)


def test_what_is_alike_stands_side_by_side() -> None:
    laid = placed(TEXTS)
    assert laid is not None
    for one, other in (("bus", "train"), ("crèche", "nounou")):
        (x, y), (u, v) = laid.themes[one], laid.themes[other]
        assert abs(x - u) + abs(y - v) == 1
    assert set(laid.alike or ()) in ({"bus", "train"}, {"crèche", "nounou"})


def test_no_cell_is_given_twice_and_all_lie_in_the_grid() -> None:
    laid = placed(TEXTS)
    assert laid is not None
    assert len(set(laid.themes.values())) == len(SUBJECTS)
    assert all(0 <= x < laid.columns and 0 <= y < laid.rows for x, y in laid.themes.values())
    assert np.abs(laid.texts).max() <= 1.0


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_the_contributions_changes_nothing(seed: int) -> None:
    shuffled = random.Random(seed).sample(TEXTS, len(TEXTS))
    first, again = placed(TEXTS), placed(shuffled)
    assert first is not None
    assert again is not None
    assert (again.columns, again.rows, again.themes, again.alike) == (
        first.columns,
        first.rows,
        first.themes,
        first.alike,
    )
    where = dict(zip([text for text, _ in TEXTS], first.texts.tolist(), strict=True))
    for (text, _), place in zip(shuffled, again.texts.tolist(), strict=True):
        assert place == pytest.approx(where[text], abs=1e-5)


def test_what_lies_in_no_theme_has_no_place() -> None:
    laid = lay_out([text for text, _ in TEXTS], [s if s != "santé" else None for _, s in TEXTS], embed)
    assert laid is not None
    assert np.isnan(laid.texts[-4:]).all()
    assert not np.isnan(laid.texts[:-4]).any()


def test_one_theme_or_too_many_to_name_make_no_map() -> None:
    texts = [text for text, _ in TEXTS]
    assert lay_out(texts, ["seul"] * len(texts), embed) is None
    assert len(texts) > MOST_THEMES
    assert lay_out(texts, [str(at) for at in range(len(texts))], embed) is None


def test_themes_of_the_same_words_are_laid_out_all_the_same() -> None:
    laid = lay_out(["gare fermée"] * 4, ["a", "a", "b", "b"], embed)
    assert laid is not None
    assert set(laid.themes) == {"a", "b"}
    assert np.isfinite(laid.texts).all()
