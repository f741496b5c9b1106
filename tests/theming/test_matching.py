"""Which new group continues which old theme: by members, whatever the order, the best for all at once."""

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.theming.matching import PINNED, match_groups

Groups = list[set[int]]


@st.composite
def partitions(draw: st.DrawFn, most: int = 12) -> Groups:
    """Groups of some of the members 0..11, each in one group at most; groups may be empty."""
    labels = draw(st.lists(st.integers(-1, 4), min_size=most, max_size=most))
    return [{member for member, label in enumerate(labels) if label == group} for group in range(5)]


WEIGHTS = st.dictionaries(st.integers(0, 11), st.sampled_from([1.0, PINNED]))


@settings(deadline=None)  # the first call imports scipy
@given(partitions(), WEIGHTS)
def test_the_same_partition_is_matched_to_itself(groups: Groups, weights: dict[int, float]) -> None:
    assert match_groups(groups, groups, weights) == tuple(
        index if group else None for index, group in enumerate(groups)
    )


@settings(deadline=None)
@given(partitions(), partitions(), WEIGHTS, st.sets(st.integers(0, 4)), st.randoms(use_true_random=False))
def test_the_order_of_the_groups_changes_nothing(
    old: Groups, new: Groups, weights: dict[int, float], kept: set[int], random: object
) -> None:
    plain = match_groups(old, new, weights, kept)
    old_order, new_order = list(range(5)), list(range(5))
    random.shuffle(old_order)  # type: ignore[attr-defined]
    random.shuffle(new_order)  # type: ignore[attr-defined]
    shuffled = match_groups(
        [old[i] for i in old_order],
        [new[i] for i in new_order],
        weights,
        {place for place, index in enumerate(old_order) if index in kept},
    )
    back = {new_order[row]: None if one is None else old_order[one] for row, one in enumerate(shuffled)}
    assert [back[index] for index in range(5)] == list(plain)


@settings(deadline=None)
@given(partitions(), partitions(), WEIGHTS)
def test_no_assignment_keeps_more_members_in_their_theme(
    old: Groups, new: Groups, weights: dict[int, float]
) -> None:
    def kept_in_place(matched: tuple[int | None, ...]) -> float:
        return sum(
            weights.get(member, 1.0)
            for group, former in zip(new, matched, strict=True)
            if former is not None
            for member in group & old[former]
        )

    matched = match_groups(old, new, weights)
    used = [former for former in matched if former is not None]
    assert len(used) == len(set(used))
    assert all(former is None or old[former] & group for former, group in zip(matched, new, strict=True))
    best = max(kept_in_place(order) for order in permutations(range(5)))
    assert kept_in_place(matched) == best


@settings(deadline=None)
@given(partitions(), partitions(), st.sets(st.integers(0, 4)))
def test_kept_themes_come_first(old: Groups, new: Groups, kept: set[int]) -> None:
    matched = match_groups(old, new, (), kept)
    most = max(
        sum(former in kept and bool(old[former] & group) for former, group in zip(order, new, strict=True))
        for order in permutations(range(5))
    )
    assert sum(former in kept for former in matched) == most


def test_what_a_human_placed_weighs_most() -> None:
    old = [{0, 1, 2, 3, 4}, {5, 6}]
    new = [{0, 1, 2, 5}, {3, 4, 6}]
    assert match_groups(old, new) == (0, 1)
    assert match_groups(old, [{0, 1, 2, 5, 6}, {3, 4}], {3: PINNED, 4: PINNED}) == (1, 0)


def test_groups_without_a_common_member_are_strangers() -> None:
    assert match_groups([{0}], [{1}, set()]) == (None, None)
    assert match_groups([], [{1}]) == (None,)
    assert match_groups([{1}], []) == ()
