"""One wall through several lenses: each contribution once, and what nobody spoke of."""

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.event import EventKind
from facilitator.domain.evidence import EventEvidence
from facilitator.domain.lens import THEMATIQUES, Belonging, Lens, LensKind, look
from facilitator.domain.theme import Placement, Sorting
from tests.walls import Said, wall


def seen(evidence: EventEvidence, kind: LensKind, belongings: Mapping[str, Belonging] | None = None) -> Lens:
    placements = tuple(Placement(c.id, t.theme.id) for t in evidence.themes for c in t.contributions)
    themes = tuple(t.theme for t in evidence.themes)
    return look(evidence, Sorting(evidence.event.id, themes, placements, "usem3"), kind, belongings)


def said(type_: str | None = None, voice: str | None = None, votes: int = 0) -> Said:
    return "une place", type_, "T1", voice, votes


def sizes(lens: Lens) -> list[tuple[str, int]]:
    return [(group.name, len(group.contributions)) for group in lens.groups]


def test_by_type_groups_come_by_size_and_what_has_no_type_stands_last() -> None:
    evidence = wall({"t": [said("besoin"), said("force"), said("force"), *[said()] * 3]})
    assert sizes(seen(evidence, LensKind.TYPE)) == [("force", 2), ("besoin", 1), ("Sans type", 3)]


def test_by_public_a_quality_counts_for_its_family() -> None:
    themes = {"t": [said(voice="élue : maire"), said(voice="élu : VP"), said(voice="agent : CCAS")]}
    evidence = wall(themes, kind=EventKind.TABLE_RONDE)
    assert sizes(seen(evidence, LensKind.PUBLIC)) == [("élus", 2), ("agents", 1)]


def test_by_subject_the_tray_and_what_is_off_topic_stand_aside() -> None:
    evidence = wall({"bus": [said()], "crèche": [said(), said()]}, tray=[said()], off_topic=[said()])
    lens = seen(evidence, LensKind.SUBJECT)
    assert sizes(lens) == [("crèche", 2), ("bus", 1), ("Hors sujet", 1), ("À ranger", 1)]
    assert [group.aside for group in lens.groups] == [False, False, True, True]


def test_a_second_subject_is_counted_apart() -> None:
    evidence = wall({"bus": [said()], "crèche": [said(), said()]})
    bus, creche = evidence.themes[1], evidence.themes[0]
    twofold = Placement(creche.contributions[0].id, creche.theme.id, secondary=(bus.theme.id,))
    sorting = Sorting(evidence.event.id, (bus.theme, creche.theme), (twofold,), "usem3")
    groups = {g.name: g for g in look(evidence, sorting, LensKind.SUBJECT).groups}
    assert (len(groups["bus"].contributions), groups["bus"].also) == (1, 1)


def test_the_thematiques_that_nobody_spoke_of_are_listed_and_one_touched_is_not() -> None:
    evidence = wall({"t": [said(), said(), said()]}, off_topic=[said()])
    ids = [c.id for c in evidence.contributions]
    belongings = {
        ids[0]: Belonging("Santé", ("Mobilité",)),
        ids[1]: Belonging("Environnement"),
        ids[2]: Belonging(None),
        ids[3]: Belonging("Logement"),
    }
    lens = seen(evidence, LensKind.THEMATIQUE, belongings)
    assert lens.unspoken == tuple(n for n in THEMATIQUES if n not in ("Santé", "Mobilité"))
    assert sizes(lens) == [
        ("Environnement", 1),
        ("Santé", 1),
        ("Mobilité", 0),
        ("Hors sujet", 1),
        ("Sans thématique", 1),
    ]


def test_of_a_wall_without_a_word_nothing_is_said_to_be_missing() -> None:
    assert seen(wall({}), LensKind.THEMATIQUE, {}).unspoken == ()


anything = st.tuples(
    st.just("x"),
    st.sampled_from([None, "besoin", "force"]),
    st.just("T1"),
    st.sampled_from([None, "élus", "jeunes", "élu : maire"]),
    st.integers(0, 3),
)


@given(
    st.lists(st.lists(anything, max_size=5), max_size=3),
    st.lists(anything, max_size=3),
    st.lists(anything, max_size=3),
    st.sampled_from(LensKind),
    st.sampled_from([EventKind.ATELIER, EventKind.TABLE_RONDE]),
    st.lists(st.sampled_from([None, "Santé", "Logement", "Environnement"]), min_size=21, max_size=21),
)
def test_every_contribution_stands_once_in_every_lens(
    themes: list[list[Said]],
    tray: list[Said],
    off: list[Said],
    kind: LensKind,
    event_kind: EventKind,
    names: list[str | None],
) -> None:
    named = {f"thème {n}": members for n, members in enumerate(themes)}
    evidence = wall(named, tray=tray, off_topic=off, kind=event_kind)
    belongings = {c.id: Belonging(n) for c, n in zip(evidence.contributions, names, strict=False)}
    lens = seen(evidence, kind, belongings)
    ids = [c.id for group in lens.groups for c in group.contributions]
    assert sorted(ids) == [c.id for c in evidence.contributions]
    inside = [len(group.contributions) for group in lens.groups if not group.aside]
    assert inside == sorted(inside, reverse=True)
    assert replace(lens) == seen(evidence, kind, belongings)
