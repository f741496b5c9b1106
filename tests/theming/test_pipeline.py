"""Contributions in, named themes out: whatever the number, the order or the content."""

import random
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_mutual_info_score

from facilitator.domain.contribution import fold
from facilitator.theming.metric import metrics_for
from facilitator.theming.pipeline import Partition, propose_themes
from tests.theming.conftest import Embed
from tests.theming.wall import GOLD, TEXTS


def as_sets(partition: Partition, texts: Sequence[str]) -> list[tuple[str, str, Counter[str]]]:
    """Themes by name, central text and member texts: what must not depend on the rows."""
    return [(t.name, texts[t.central], Counter(texts[i] for i in t.members)) for t in partition.themes]


def check(partition: Partition, texts: Sequence[str]) -> None:
    """What holds for any partition."""
    assert len(partition.labels) == len(partition.confidence) == len(partition.secondary) == len(texts)
    names = [fold(theme.name) for theme in partition.themes]
    assert len(set(names)) == len(names)
    assert all(name.strip() for name in names)
    for index, theme in enumerate(partition.themes):
        assert theme.members == tuple(i for i, label in enumerate(partition.labels) if label == index)
        assert theme.central in theme.members
        assert len(theme.members) >= 2
    sizes = [len(theme.members) for theme in partition.themes]
    assert sizes == sorted(sizes, reverse=True)
    assert all(0 <= sure <= 1 for sure in partition.confidence)
    for label, secondary in zip(partition.labels, partition.secondary, strict=True):
        assert len(secondary) <= 2
        assert label not in secondary
        assert all(0 <= other < len(partition.themes) for other in secondary)


@pytest.mark.parametrize("metrics", [(), metrics_for("usem3")], ids=["encoder", "encoder and trade"])
def test_a_wall_is_sorted_much_as_its_facilitator_would(embed: Embed, metrics: object) -> None:
    partition = propose_themes(TEXTS, embed, metrics)  # type: ignore[arg-type]
    check(partition, TEXTS)
    labels = [-1 - i if label is None else label for i, label in enumerate(partition.labels)]
    assert adjusted_mutual_info_score(GOLD, labels) > 0.4
    assert 3 <= len(partition.themes) <= 8


def test_names_are_made_of_the_words_of_the_wall_or_of_the_names_that_people_gave(embed: Embed) -> None:
    metrics = metrics_for("usem3")
    names = [theme.name for theme in propose_themes(TEXTS, embed, metrics).themes]
    said = fold(" ".join(TEXTS) + " rendez-vous pour tous transport à la demande toujours et")
    given = fold(" ".join(metrics[0].sub_themes.names))
    assert all(word in said or word in given for name in names for word in fold(name).split()), names
    assert all(name[0].isupper() and len(name.split()) <= 7 for name in names)
    assert any("crèche" in name for name in names), names


def test_the_order_of_the_rows_changes_nothing(embed: Embed) -> None:
    expected = as_sets(propose_themes(TEXTS, embed, metrics_for("usem3")), TEXTS)
    for seed in range(8):
        shuffled = random.Random(seed).sample(TEXTS, len(TEXTS))
        assert as_sets(propose_themes(shuffled, embed, metrics_for("usem3")), shuffled) == expected


@pytest.mark.parametrize(
    ("texts", "themes"),
    [
        ([], 0),
        (["plus de bus"], 0),
        (["plus de bus", "crèche trop chère"], 0),
        (["plus de bus", "Plus de bus !"], 1),
        (["RAS", "", "?"], 0),
        (["plus de bus"] * 400, 1),
        (["plus de bus"] * 20 + ["RAS"], 1),
    ],
)
def test_few_or_equal_texts_make_sense(embed: Embed, texts: list[str], themes: int) -> None:
    partition = propose_themes(texts, embed)
    check(partition, texts)
    assert len(partition.themes) == themes


def test_five_texts_make_neither_five_themes_nor_one(embed: Embed) -> None:
    texts = ["plus de bus", "un café des parents", "des places en crèche", "bus le soir", "crèche trop chère"]
    assert len(propose_themes(texts, embed).themes) == 2


def test_what_says_nothing_lies_in_the_tray_without_confidence(embed: Embed) -> None:
    partition = propose_themes([*TEXTS, "RAS", "-"], embed)
    assert partition.labels[-2:] == (None, None)
    assert partition.confidence[-2:] == (0.0, 0.0)


def test_the_same_words_many_times_share_a_theme_and_are_all_counted(embed: Embed) -> None:
    texts = [*TEXTS, *["Plus de BUS le samedi soir !"] * 6]
    partition = propose_themes(texts, embed)
    check(partition, texts)
    assert len({partition.labels[i] for i in [7, *range(len(TEXTS), len(texts))]}) == 1


def test_opposites_are_kept_apart_as_texts(embed: Embed) -> None:
    seen: list[str] = []

    def spy(texts: Sequence[str]) -> np.ndarray:
        seen.extend(texts)
        return embed(texts)

    propose_themes(["je vais bien", "je ne vais pas bien", "un café des parents"], spy)
    assert {"je vais bien", "je ne vais pas bien"} <= set(seen)


def test_the_encoder_gets_distinct_texts_in_an_order_of_their_own(embed: Embed) -> None:
    calls: list[list[str]] = []

    def spy(texts: Sequence[str]) -> np.ndarray:
        calls.append(list(texts))
        return embed(texts)

    propose_themes(random.Random(3).sample(TEXTS, len(TEXTS)), spy)
    assert all(call == sorted(set(call)) for call in calls)


def test_no_theme_fills_the_wall_and_the_tray_stays_small(embed: Embed) -> None:
    partition = propose_themes(TEXTS, embed, metrics_for("usem3"))
    assert max(len(theme.members) for theme in partition.themes) <= 0.35 * len(TEXTS)
    assert sum(label is None for label in partition.labels) <= 0.1 * len(TEXTS)


@given(st.lists(st.text(max_size=25), max_size=14))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_texts_are_sorted_without_a_crash(embed: Embed, texts: list[str]) -> None:
    check(propose_themes(texts, embed, metrics_for("usem3")), texts)


def test_only_phrases_are_skimmed_and_the_groups_stay_the_same(embed: Embed) -> None:
    closely: list[list[str]] = []
    skimmed: list[str] = []

    def skim(phrases: Sequence[str]) -> np.ndarray:
        skimmed.extend(phrases)
        return embed(phrases)

    def pair(texts: Sequence[str]) -> np.ndarray:
        closely.append(list(texts))
        return np.hstack([embed(texts), embed(texts)[:, ::-1]])

    metrics = metrics_for("usem3")
    plain = propose_themes(TEXTS, pair, metrics)
    wall, phrases = closely
    fast = propose_themes(TEXTS, pair, metrics, skim)
    assert closely == [wall, phrases, wall]
    assert skimmed == phrases
    assert fast.labels == plain.labels
    check(fast, TEXTS)
