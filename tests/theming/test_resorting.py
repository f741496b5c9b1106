"""A re-sort proposes little, and nothing that a human decided against, whatever the wall."""

from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.domain.contribution import fold
from facilitator.theming.metric import metrics_for
from facilitator.theming.pipeline import propose_themes
from facilitator.theming.prepare import clean, says_nothing
from facilitator.theming.resorting import MOST_MOVED, Resorting, resort
from facilitator.theming.standing import Standing, StandingTheme
from tests.theming.conftest import Embed
from tests.theming.standing_walls import Wall, letters, walls
from tests.theming.wall import TEXTS, WALL

properties = settings(deadline=None, max_examples=25)


def sort(wall: Wall) -> Resorting:
    return resort(wall.texts, letters, (), wall.standing, wall.names)


def formers(found: Resorting) -> list[int | None]:
    """For each text the standing theme that it would be in; None in the tray, -1 - i in a new theme."""
    themes = found.themes
    return [
        None if at is None else -1 - at if themes[at].former is None else themes[at].former
        for at in found.filing.labels
    ]


def forced(wall: Wall) -> set[int]:
    """The texts whose place a human's decision may forbid."""
    return {text for pair in wall.standing.apart for text in pair} | {
        text for text, _ in wall.standing.refused
    }


def most_moved(wall: Wall) -> float:
    """The share of the untouched that may move: more where over a fifth of the wall is new."""
    new = len(wall.texts) - len(wall.before()) - len(wall.standing.aside)
    share = new / max(len(wall.texts), 1)
    return share if share > 2 * MOST_MOVED else MOST_MOVED


def applied(wall: Wall, found: Resorting) -> Wall:
    """The wall once the whole proposal is accepted."""
    pinned, themes = wall.pinned(), []
    for at, theme in enumerate(found.themes):
        here = [text for text, label in enumerate(found.filing.labels) if label == at]
        old = wall.standing.themes[theme.former] if theme.former is not None else StandingTheme()
        themes.append(
            StandingTheme(old.pinned, tuple(text for text in here if text not in pinned), old.seed, old.kept)
        )
    index = {theme.former: at for at, theme in enumerate(found.themes) if theme.former is not None}
    refused = frozenset((text, index[old]) for text, old in wall.standing.refused if old in index)
    names = tuple(
        wall.names[theme.former] if theme.former is not None else theme.name for theme in found.themes
    )
    standing = Standing(tuple(themes), wall.standing.apart, refused, wall.standing.aside)
    return Wall(wall.texts, standing, names)


@properties
@given(walls())
def test_each_text_stands_once_at_most_and_every_index_is_one(wall: Wall) -> None:
    found = sort(wall)
    filing, count = found.filing, len(wall.texts)
    assert (
        len(filing.labels) == len(filing.confidence) == len(filing.secondary) == len(filing.reasons) == count
    )
    assert all(label is None or 0 <= label < len(found.themes) for label in filing.labels)
    assert all(0 <= sure <= 1 for sure in filing.confidence)
    assert all(0 <= near < count for reason in filing.reasons for near in reason.nearest)
    former = [theme.former for theme in found.themes if theme.former is not None]
    assert len(set(former)) == len(former)
    assert set(former) <= set(range(len(wall.standing.themes)))
    for at, theme in enumerate(found.themes):
        members = [text for text, label in enumerate(filing.labels) if label == at]
        assert theme.central in members if members else theme.central is None


@properties
@given(walls())
def test_what_a_human_placed_stays_where_she_put_it(wall: Wall) -> None:
    found = sort(wall)
    places = formers(found)
    assert {text: places[text] for text in wall.pinned()} == wall.pinned()
    assert all(places[text] is None for text in wall.standing.aside)
    assert all(found.filing.confidence[text] == 1 for text in wall.pinned())


@properties
@given(walls())
def test_kept_themes_survive_even_when_they_are_empty(wall: Wall) -> None:
    kept = {at for at, theme in enumerate(wall.standing.themes) if theme.kept}
    assert kept <= {theme.former for theme in sort(wall).themes}


@properties
@given(walls())
def test_what_was_parted_or_refused_is_never_brought_together(wall: Wall) -> None:
    found = sort(wall)
    places = formers(found)
    for one, other in wall.standing.apart:
        assert places[one] is None or places[one] != places[other]
    assert not any(places[text] == theme for text, theme in wall.standing.refused)


@properties
@given(walls())
def test_a_text_that_says_nothing_stays_where_it_was(wall: Wall) -> None:
    places, before = formers(sort(wall)), wall.before()
    for text, said in enumerate(wall.texts):
        if says_nothing(clean(said)) and text not in forced(wall):
            assert places[text] == before.get(text)


@properties
@given(walls(most=30))
def test_at_most_a_tenth_of_the_untouched_texts_move(wall: Wall) -> None:
    places, before = formers(sort(wall)), wall.before()
    free = [text for text in before if text not in wall.pinned()]
    moved = [text for text in free if places[text] != before[text] and text not in forced(wall)]
    assert len(moved) <= most_moved(wall) * len(free)


@properties
@given(walls(most=30))
def test_only_what_moves_has_a_reason(wall: Wall) -> None:
    found = sort(wall)
    places, before = formers(found), wall.before()
    for text, reason in enumerate(found.filing.reasons):
        if places[text] == before.get(text):
            assert not reason.words
            assert not reason.nearest
        assert text not in reason.nearest


@properties
@given(walls(most=30))
def test_a_new_theme_is_worth_one_and_is_told_from_all_others_by_its_name(wall: Wall) -> None:
    found = sort(wall)
    sizes = Counter(found.filing.labels)
    new = [at for at, theme in enumerate(found.themes) if theme.former is None]
    names = [fold(found.themes[at].name) for at in new]
    assert all(sizes[at] >= 3 for at in new)
    assert all(names)
    assert len(set(names)) == len(names)
    standing = {fold(wall.names[theme.former]) for theme in found.themes if theme.former is not None}
    assert not standing & set(names)
    assert all(not theme.name and not theme.words for theme in found.themes if theme.former is not None)


@properties
@given(walls(), st.randoms(use_true_random=False))
def test_the_order_of_the_texts_changes_nothing(wall: Wall, random: object) -> None:
    """Texts that read the same are told apart by nothing, so that they are counted together."""
    order = list(range(len(wall.texts)))
    random.shuffle(order)  # type: ignore[attr-defined]
    shuffled = wall.in_order(order)

    def told(one: Wall) -> tuple[Mapping[object, int], Mapping[object, int]]:
        found = sort(one)
        place = [
            None if at is None else (found.themes[at].former, found.themes[at].name)
            for at in found.filing.labels
        ]
        return (
            Counter(zip(one.texts, place, strict=True)),
            Counter((theme.former, theme.name) for theme in found.themes),
        )

    if len(set(wall.texts)) == len(wall.texts):
        assert told(wall) == told(shuffled)


@properties
@given(walls())
def test_the_same_wall_gives_the_same_proposal(wall: Wall) -> None:
    assert sort(wall) == sort(wall)


@properties
@given(walls(most=30))
def test_a_second_proposal_after_the_first_was_taken_changes_little(wall: Wall) -> None:
    once = applied(wall, sort(wall))
    places, before = formers(sort(once)), once.before()
    moved = [text for text in before if places[text] != before[text] and text not in forced(wall)]
    assert len(moved) <= most_moved(once) * (len(before) - len(wall.pinned()))


@pytest.mark.parametrize("texts", [(), ("plus de bus",), ("plus de bus", "crèche"), ("bus", "bus", "bus")])
def test_walls_of_a_few_texts_make_sense(texts: tuple[str, ...]) -> None:
    nothing = resort(texts, letters, (), Standing())
    assert len(nothing.filing.labels) == len(texts)
    one = Standing((StandingTheme(pinned=tuple(range(len(texts))), kept=True),))
    assert resort(texts, letters, (), one, ["Bus"]).filing.labels == (0,) * len(texts)


def test_a_wall_on_which_nothing_is_said_stays_as_it_is() -> None:
    standing = Standing((StandingTheme(members=(0, 1)), StandingTheme(kept=True)))
    found = resort(["RAS", "?", ""], letters, (), standing, ["Un", "Deux"])
    assert found.filing.labels == (0, 0, None)
    assert [theme.former for theme in found.themes] == [0, 1]


GOLD = Standing(
    tuple(
        StandingTheme(members=tuple(TEXTS.index(text) for text in theme), kept=True)
        for theme in WALL.values()
    )
)


def test_a_wall_as_its_facilitator_made_it_is_left_alone(embed: Embed) -> None:
    found = resort(TEXTS, embed, metrics_for("usem3"), GOLD, list(WALL))
    before = Wall(tuple(TEXTS), GOLD, tuple(WALL)).before()
    moved = [text for text, place in enumerate(formers(found)) if place != before[text]]
    assert len(moved) <= MOST_MOVED * len(TEXTS)


def test_what_was_just_proposed_stands_when_it_is_looked_at_again(embed: Embed) -> None:
    partition = propose_themes(TEXTS, embed, metrics_for("usem3"))
    themes = tuple(StandingTheme(members=theme.members) for theme in partition.themes)
    found = resort(TEXTS, embed, metrics_for("usem3"), Standing(themes), [t.name for t in partition.themes])
    moved = sum(
        old is not None and new != old for old, new in zip(partition.labels, formers(found), strict=True)
    )
    assert moved <= 2


def test_new_texts_on_a_new_subject_make_a_new_theme_and_the_others_go_home(embed: Embed) -> None:
    canteen = [
        "la cantine est trop chère",
        "plus de bio à la cantine de l'école",
        "cantine bruyante, les petits n'aiment pas",
        "des repas faits sur place à la cantine",
        "cantine : inscription à la semaine, trop rigide",
        "du bio et du local dans les repas",
    ]
    texts = [*TEXTS, *canteen, "encore un bus supprimé le dimanche"]
    found = resort(texts, embed, metrics_for("usem3"), GOLD, list(WALL))
    places = formers(found)
    new = Counter(place for place in places[len(TEXTS) : -1] if place is not None and place < 0)
    assert new.most_common(1)[0][1] >= 3
    assert places[-1] == list(WALL).index("bus")


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walls())
def test_the_real_encoder_and_what_was_learnt_keep_the_same_promises(embed: Embed, wall: Wall) -> None:
    found = resort(wall.texts, embed, metrics_for("usem3"), wall.standing, wall.names)
    places = formers(found)
    assert {text: places[text] for text in wall.pinned()} == wall.pinned()
    assert all(places[text] is None for text in wall.standing.aside)
    assert not any(places[text] == theme for text, theme in wall.standing.refused)


def test_a_new_theme_is_offered_the_names_that_people_gave_to_what_it_brings_to_mind(embed: Embed) -> None:
    digital = [
        "un conseiller numérique à la mairie",
        "je ne sais pas faire mes papiers sur internet",
        "aide pour les démarches en ligne",
        "le site de la Caf est trop compliqué",
        "numérique : les anciens sont perdus",
        "un atelier informatique pour débuter",
    ]
    metrics = metrics_for("usem3")
    found = resort([*TEXTS, *digital], embed, metrics, GOLD, list(WALL))
    (new,) = (theme for theme in found.themes if theme.former is None)
    hand_given = [name.partition("\t")[2] for name in metrics[0].sub_themes.names]
    assert any(new.name.casefold() in name.casefold() for name in hand_given)
    assert new.name not in "\n".join(digital)
