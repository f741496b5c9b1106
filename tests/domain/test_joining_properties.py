"""Whatever two posts do, joining their files loses nothing, doubles nothing, and can be done again."""

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.joining import Holding, join
from facilitator.domain.theme import Author
from tests.domain.two_posts import EVENT, base, content, lived

pairs = st.tuples(lived("a", base()), lived("b", base()))
many = settings(max_examples=150, deadline=None)


@many
@given(pairs)
def test_nothing_said_at_either_post_is_lost(pair: tuple[Holding, Holding]) -> None:
    mine, theirs = pair
    joined = join(mine, theirs)
    kept = {one.id: one for one in joined.holding.contributions}
    origins = {one.origin.key: one for one in kept.values() if one.origin}
    for side, other in ((mine, theirs), (theirs, mine)):
        for one in side.contributions:
            found = kept.get(one.id) or origins[one.origin.key]  # type: ignore[union-attr]
            assert found.original == one.original
            removed_there = any(
                ("contribution", x.id, "removed") in other.changed for x in other.contributions
            )
            assert one.removed or not found.removed or removed_there


@many
@given(pairs)
def test_what_only_one_post_changed_is_taken_and_what_both_changed_is_kept_or_listed(
    pair: tuple[Holding, Holding],
) -> None:
    mine, theirs = pair
    joined = join(mine, theirs)
    after = {one.id: one for one in joined.holding.contributions}
    ours, others = ({one.id: one for one in side.contributions} for side in pair)
    listed = {(c.subject, c.field) for c in joined.conflicts}
    french = {"text": "texte", "votes": "votes", "type": "type", "table": "table"}
    for id_ in ours.keys() & others.keys():
        for name, label in french.items():
            here, there = (("contribution", id_, name) in side.changed for side in pair)
            a, b, got = (getattr(x[id_], name) for x in (ours, others, after))
            expected = b if there and not here else a
            assert got == expected
            is_conflict = (f"contribution n°\u00a0{ours[id_].number}", label) in listed
            assert is_conflict == (a != b and here and there)


@many
@given(pairs)
def test_nothing_is_there_twice_and_our_numbers_stay(pair: tuple[Holding, Holding]) -> None:
    mine, theirs = pair
    joined = join(mine, theirs)
    after = joined.holding
    for values in (
        [one.id for one in after.contributions],
        [one.number for one in after.contributions],
        [one.origin.key for one in after.contributions if one.origin],
        [place.contribution_id for place in after.walls[0].placements],
        [theme.id for theme in after.walls[0].themes],
        [
            theme.colour
            for theme in after.walls[0].themes
            if theme.id not in {t.id for t in mine.walls[0].themes}
        ],
        [table.label for table in after.events[0].tables],
    ):
        assert max(Counter(values).values(), default=1) == 1
    numbers = {one.id: one.number for one in after.contributions}
    assert all(numbers[one.id] == one.number for one in mine.contributions)
    assert max(numbers.values()) == after.last_numbers[EVENT.id]
    there = {one.number for one in theirs.contributions}
    assert all(one.there in there and one.here in numbers.values() for one in joined.renumbered)


@many
@given(pairs)
def test_the_wall_joined_is_sound(pair: tuple[Holding, Holding]) -> None:
    joined = join(*pair).holding
    wall = joined.walls[0]
    themes = {theme.id for theme in wall.themes}
    said = {one.id for one in joined.contributions}
    places = wall.places()
    assert [theme.position for theme in wall.themes] == list(range(len(wall.themes)))
    for place in wall.placements:
        assert place.contribution_id in said
        assert place.theme_id is None or place.theme_id in themes
    for one, other in wall.decisions.apart:
        first, second = places.get(one), places.get(other)
        together = first is not None and second is not None and first.theme_id == second.theme_id
        assert not together or places[one].theme_id is None


@many
@given(pairs)
def test_a_human_place_is_kept_where_the_other_post_did_not_decide(pair: tuple[Holding, Holding]) -> None:
    mine, theirs = pair
    joined = join(mine, theirs)
    after = joined.holding.walls[0]
    removed = {one.id for one in joined.holding.contributions if one.removed}
    for side, other in ((mine, theirs), (theirs, mine)):
        theirs_places = other.walls[0].places()
        for id_, place in side.walls[0].places().items():
            if place.by is not Author.HUMAN or ("place", id_, "") not in side.changed:
                continue
            there = theirs_places.get(id_)
            decided = ("place", id_, "") in other.changed and there is not None and there.by is Author.HUMAN
            apart = any(id_ in pair for pair in other.walls[0].decisions.apart)
            merged = any(what == "theme" and field == "gone" for what, _, field in other.changed)
            if decided or apart or merged or id_ in removed or id_ not in after.places():
                continue
            assert after.places()[id_].by is Author.HUMAN


@many
@given(pairs)
def test_joining_again_changes_nothing(pair: tuple[Holding, Holding]) -> None:
    mine, theirs = pair
    once = join(mine, theirs)
    for seen in (theirs, replace(theirs, changed=frozenset())):
        again = join(once.holding, seen)
        assert (again.added, again.revised) == ((), ())
        assert again.holding == once.holding


@many
@given(pairs)
def test_both_ways_give_the_same_content_where_nothing_conflicts(pair: tuple[Holding, Holding]) -> None:
    mine, theirs = pair
    one, other = join(mine, theirs), join(theirs, mine)
    assert bool(one.conflicts) == bool(other.conflicts)
    if not one.conflicts:
        assert content(one.holding) == content(other.holding)


@many
@given(lived("a", base()))
def test_a_copy_that_did_nothing_brings_nothing(mine: Holding) -> None:
    joined = join(mine, base())
    assert joined.holding == mine
    assert joined.conflicts == ()


@many
@given(lived("b", base()))
def test_a_copy_that_alone_went_on_is_taken_as_it_is(theirs: Holding) -> None:
    joined = join(base(), theirs)
    assert joined.conflicts == ()
    assert content(joined.holding) == content(theirs)
