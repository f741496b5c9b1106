"""Contrasts between publics and tables: asked about, never concluded from, and recounted by hand."""

from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.contrast import (
    GROUP_MINIMUM,
    SIGNAL_Z,
    THEME_MINIMUM,
    Contrast,
    GroupKind,
    Silence,
    find_contrasts,
    find_silences,
    two_proportions,
)
from facilitator.domain.event import EventKind
from facilitator.domain.evidence import MOST_SIGNALS, EventEvidence, Rule
from tests.walls import Said, wall


def said(count: int, voice: str | None, table: str | None = None) -> list[Said]:
    return [("places", None, table, voice, 0)] * count


def contrasts(evidence: EventEvidence) -> tuple[Contrast, ...]:
    return find_contrasts(evidence.event, _themes(evidence), evidence.contributions)


def silences(evidence: EventEvidence) -> tuple[Silence, ...]:
    return find_silences(evidence.event, _themes(evidence), evidence.contributions)


def _themes(evidence: EventEvidence):  # type: ignore[no-untyped-def]
    return {theme.theme.id: theme.contributions for theme in evidence.themes}


def rules(evidence: EventEvidence, theme: int = 0) -> list[Rule]:
    return [statement.rule for statement in evidence.themes[theme].statements]


def test_the_figure_is_the_two_proportion_z_of_the_smoothed_shares() -> None:
    # (4 + 1) / (10 + 2) against (2 + 1) / (22 + 2), pooled (5 + 3) / 36
    by_hand = (5 / 12 - 3 / 24) / (8 / 36 * 28 / 36 * (1 / 12 + 1 / 24)) ** 0.5
    assert two_proportions(4, 10, 2, 22) == by_hand


def test_a_public_that_speaks_of_a_theme_more_than_the_others_is_a_signal() -> None:
    evidence = wall(
        {"bus": said(5, "jeunes") + said(1, "élus"), "crèche": said(3, "jeunes") + said(14, "élus")}
    )
    signal = next(c for c in contrasts(evidence) if c.group == "jeunes")
    assert (signal.kind, signal.said, signal.size, signal.said_elsewhere, signal.size_elsewhere) == (
        GroupKind.PUBLIC,
        5,
        8,
        1,
        15,
    )
    assert len(signal.contribution_ids) == 5


def test_two_contributions_or_a_group_of_four_are_never_a_signal() -> None:
    two = wall({"bus": said(2, "jeunes"), "crèche": said(4, "jeunes") + said(60, "élus")})
    assert "jeunes" not in [c.group for c in contrasts(two)]
    four = wall({"bus": said(4, "jeunes"), "crèche": said(60, "élus")})
    assert "jeunes" not in [c.group for c in contrasts(four)]


def test_tables_are_compared_where_all_had_the_same_subject_only() -> None:
    themes = {
        "bus": said(5, None, "T1") + said(1, None, "T2"),
        "crèche": said(2, None, "T1") + said(14, None, "T2"),
    }
    assert {c.kind for c in contrasts(wall(themes))} == {GroupKind.TABLE}
    assert not contrasts(wall(themes, kind=EventKind.SEMINAIRE))
    assert not contrasts(wall(themes, kind=EventKind.TABLE_RONDE))


def test_where_people_speak_in_turn_families_of_public_and_qualities_are_compared() -> None:
    maires, autres = said(5, "élu : maire"), said(3, "élue : adjointe")
    agents = said(12, "agent : CCAS") + said(8, "agent : RPE")
    found = contrasts(wall({"bus": maires + autres, "crèche": agents}, kind=EventKind.TABLE_RONDE))
    assert (GroupKind.PUBLIC, "élus") in [(c.kind, c.group) for c in found]
    assert (GroupKind.QUALITE, "élu : maire") in [(c.kind, c.group) for c in found]


def test_a_table_whose_people_are_one_public_is_told_once() -> None:
    themes = {
        "bus": said(5, "jeunes", "T1") + said(1, "élus", "T2"),
        "crèche": said(2, "jeunes", "T1") + said(14, "élus", "T2"),
    }
    assert {c.kind for c in contrasts(wall(themes))} == {GroupKind.PUBLIC}


def test_a_theme_told_to_come_from_one_public_or_one_table_is_not_told_so_twice() -> None:
    mainly = wall(
        {"bus": said(5, "jeunes") + said(1, "élus"), "crèche": said(1, "jeunes") + said(14, "élus")}
    )
    assert Rule.MAINLY in rules(mainly, 1)
    assert Rule.SIGNAL not in rules(mainly, 1)
    alone = wall({"bus": said(5, None, "T1"), "crèche": said(2, None, "T1") + said(14, None, "T2")})
    assert Rule.SINGLE_TABLE in rules(alone, 1)
    assert Rule.SIGNAL not in rules(alone, 1)


def test_a_public_that_says_nothing_of_what_the_others_speak_of_is_noticed() -> None:
    themes = {
        "bus": said(8, "jeunes") + said(8, "agents"),
        "crèche": said(4, "jeunes") + said(4, "agents") + said(12, "élus"),
    }
    (silence,) = silences(wall(themes))
    assert silence.publics == ("élus",)
    assert Rule.SILENT_PUBLICS in rules(wall(themes), 1)


def test_one_public_that_speaks_alone_does_not_make_the_others_silent() -> None:
    themes = {"bus": said(12, "jeunes"), "crèche": said(6, "jeunes") + said(8, "agents") + said(12, "élus")}
    assert silences(wall(themes)) == ()


def test_the_silence_of_a_public_that_said_little_tells_nothing() -> None:
    themes = {
        "bus": said(8, "jeunes") + said(8, "agents"),
        "crèche": said(20, "jeunes") + said(20, "agents") + said(5, "élus"),
    }
    assert silences(wall(themes)) == ()


voices = st.sampled_from([None, "jeunes", "élus", "élu : maire", "agent : CCAS"])
said_by_anyone = st.tuples(st.just("x"), st.none(), st.sampled_from([None, "T1", "T2"]), voices, st.just(0))


@given(st.lists(st.lists(said_by_anyone, max_size=14), max_size=4), st.sampled_from(EventKind))
def test_every_signal_recounts_and_stays_within_its_bounds(themes: list[list[Said]], kind: EventKind) -> None:
    evidence = wall({f"thème {n}": members for n, members in enumerate(themes)}, kind=kind)
    for contrast in contrasts(evidence):
        assert contrast.z > SIGNAL_Z
        assert len(contrast.contribution_ids) == contrast.said >= THEME_MINIMUM
        assert contrast.size >= max(GROUP_MINIMUM, contrast.said)
        assert 0 <= contrast.said_elsewhere <= contrast.size_elsewhere
        assert contrast.size + contrast.size_elsewhere <= len(evidence.contributions)
    for theme in evidence.themes:
        assert [s.rule for s in theme.statements].count(Rule.SIGNAL) <= MOST_SIGNALS


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_the_figure_turns_its_sign_with_the_sides(a: int, b: int, c: int, d: int) -> None:
    assert abs(two_proportions(a, a + b, c, c + d) + two_proportions(c, c + d, a, a + b)) < 1e-9
