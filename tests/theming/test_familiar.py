"""Hand-given names of the sub-themes that a group clearly stands for."""

from collections.abc import Sequence

import numpy as np

from facilitator.theming.familiar import Familiar, familiar_names
from facilitator.theming.metric import Metric, Regression
from facilitator.theming.views import Views

NONE = np.zeros((0, 0), dtype=np.float32)


def named(names: Sequence[str], apart: Sequence[Sequence[float]]) -> list[tuple[str, ...]]:
    """The names offered to each row alone, from how far each sub-theme sets it apart."""
    return [tuple(one.name for one in row) for row in offered_to_each(names, apart)]


def offered_to_each(names: Sequence[str], apart: Sequence[Sequence[float]]) -> list[tuple[Familiar, ...]]:
    regression = Regression(tuple(f"Mobilité\t{name}" for name in names), NONE, NONE, NONE)
    metric = Metric((), regression, regression, NONE, {}, NONE)
    view = np.array(apart, dtype=np.float32)
    views = Views({"subjects 0": view}, {}, np.ones(len(view)), ())
    return familiar_names([metric], views, [1] * len(view), [np.array([row]) for row in range(len(view))])


def test_a_group_that_clearly_stands_for_a_sub_theme_is_offered_its_name() -> None:
    offered = named(["Permis de conduire", "Gares"], [[0.9, 0.1], [0.05, 0.9]])
    assert offered == [("Permis de conduire",), ("Gares",)]


def test_the_clearest_names_come_first_and_four_at_most() -> None:
    offered = named(["Gares", "Permis", "Haltes", "Trains", "Vélos"], [[0.5, 0.6, 0.4, 0.45, 0.3]])
    assert offered == [("Permis", "Gares", "Trains", "Haltes")]


def test_a_group_that_stands_for_many_is_offered_none() -> None:
    assert named([f"Sujet {rank}" for rank in range(60)], [[0.3] * 60]) == [()]


def test_a_name_comes_with_the_share_of_what_it_makes_up() -> None:
    ((offered,),) = offered_to_each(["Gares", "Permis"], [[0.8, 0.1]])
    assert (offered.name, round(offered.share, 3)) == ("Gares", round(0.64 / 0.65, 3))


def test_a_name_opens_with_a_noun_and_keeps_a_short_explanation() -> None:
    names = [
        "Soutenir les artisans",
        "Ce qui roule bien",
        "Mal-être et santé mentale",
        "Jeunes : loisirs et emploi",
        "Soirs et week-ends : les bons moments pour les ados",
    ]
    assert named(names, np.eye(5).tolist()) == [
        (),
        (),
        ("Mal-être et santé mentale",),
        ("Jeunes\u00a0: loisirs et emploi",),
        ("Soirs et week-ends",),
    ]


def test_without_a_learnt_file_no_name_is_offered() -> None:
    assert familiar_names([], Views({}, {}, np.ones(1), ()), [1], [np.array([0])]) == [()]
