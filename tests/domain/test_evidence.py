"""The evidence of a wall: every number recounts, nothing is said twice, nothing is lost."""

from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.contribution import ContributionType
from facilitator.domain.event import EventKind
from facilitator.domain.evidence import Rule, Statement, ThemeEvidence, choose_verbatims
from tests.walls import Said, wall


def said(
    text: str, *, type_: str | None = "constat", table: str | None = "T1", voice: str = "", votes: int = 0
) -> Said:
    return text, type_, table, voice or None, votes


def statement(theme: ThemeEvidence, rule: Rule) -> Statement | None:
    return next((s for s in theme.statements if s.rule is rule), None)


def test_themes_come_by_contributions_then_votes() -> None:
    evidence = wall(
        {
            "petit": [said("a")],
            "voté": [said("b", votes=5), said("c")],
            "moins voté": [said("d"), said("e")],
        }
    )
    assert [t.theme.name for t in evidence.themes] == ["voté", "moins voté", "petit"]
    assert evidence.votes == 5


def test_tables_of_a_theme_are_counted_out_of_all_tables_of_the_room() -> None:
    evidence = wall({"crèche": [said("a", table="T1"), said("b", table="T3"), said("c", table="T3")]})
    theme = evidence.themes[0]
    shared = statement(theme, Rule.SHARED)
    assert theme.shares == ("T1", "T3")
    assert shared is not None
    assert shared.numbers == {"t": 2, "tables": 3}
    assert evidence.silent == ("T2",)


def test_a_theme_of_one_table_is_said_to_be_so() -> None:
    theme = wall({"crèche": [said("a"), said("b")]}).themes[0]
    single = statement(theme, Rule.SINGLE_TABLE)
    assert single is not None
    assert single.words["table"] == "T1"


def test_mainly_said_by_needs_sixty_percent_and_four_contributions() -> None:
    four = [said(str(n), voice="élus") for n in range(4)]
    others = [said("x", voice="agents"), said("y", voice="agents")]
    elsewhere = [said(str(n), voice="agents") for n in range(10, 14)]
    mainly = statement(wall({"t": four + others, "o": elsewhere}).themes[0], Rule.MAINLY)
    assert mainly is not None
    assert (mainly.numbers["x"], mainly.numbers["n"], mainly.words["public"]) == (4, 6, "élus")
    assert len(mainly.contribution_ids) == 4
    assert statement(wall({"t": four[:3] + others[:1], "o": elsewhere}).themes[0], Rule.MAINLY) is None
    assert statement(wall({"t": four + others + others, "o": elsewhere}).themes[0], Rule.MAINLY) is None


def test_a_public_that_speaks_as_often_of_everything_is_not_the_one_that_mainly_speaks_of_a_theme() -> None:
    four = [said(str(n), voice="élus") for n in range(4)]
    others = [said("x", voice="agents"), said("y", voice="agents")]
    assert statement(wall({"t": four + others}).themes[0], Rule.MAINLY) is None


def test_a_debate_needs_two_strengths_and_two_weaknesses() -> None:
    strengths = [said(str(n), type_="force") for n in range(2)]
    weaknesses = [said("f", type_="faiblesse"), said("v", type_="vigilance")]
    debate = statement(wall({"t": strengths + weaknesses}).themes[0], Rule.DEBATE)
    assert debate is not None
    assert debate.numbers == {"forces": 2, "faiblesses": 2}
    assert statement(wall({"t": strengths + weaknesses[:1]}).themes[0], Rule.DEBATE) is None


def test_where_people_speak_in_turn_qualities_are_counted_not_tables() -> None:
    evidence = wall(
        {"t": [said("a", table=None, voice="élu : maire"), said("b", table=None, voice="agent : ccas")]},
        kind=EventKind.TABLE_RONDE,
    )
    voices = statement(evidence.themes[0], Rule.VOICES)
    assert voices is not None
    assert voices.numbers == {"t": 2, "tables": 2}
    assert evidence.shares == ("élu : maire", "agent : ccas")


def test_publics_invited_but_absent_and_present_but_unheard_are_named() -> None:
    evidence = wall({"t": [said("a", voice="parents 0-3 ans")]})
    assert [p.public for p in evidence.absent] == ["jeunes 18-25"]
    assert [p.public for p in evidence.unheard] == ["grands-parents"]
    silent = wall({"t": [said("a", voice="élus")]})
    assert [p.public for p in silent.unheard] == ["parents 0-3 ans", "grands-parents"]


def test_verbatims_come_from_different_tables_and_name_nobody() -> None:
    evidence = wall(
        {
            "t": [
                said("le RPE est top, Nadia Belkhiri répond toujours", table="T1", votes=9),
                said("deux ans d'attente pour une place en crèche", table="T1", votes=3),
                said("personne ne garde à cinq heures du matin", table="T2"),
            ]
        }
    )
    chosen = choose_verbatims(evidence.themes[0].contributions, limit=2)
    assert [c.table for c in chosen] == ["T1", "T2"]
    assert "Nadia" not in chosen[0].text


texts = st.text(min_size=1, max_size=20)
said_anything = st.tuples(
    texts,
    st.sampled_from([None, *(t.value for t in ContributionType)]),
    st.sampled_from([None, "T1", "T2", "T3", "T9"]),
    st.sampled_from([None, "élus", "parents", "élu : maire"]),
    st.integers(0, 9),
)


@given(
    st.lists(st.lists(said_anything, max_size=6), max_size=5),
    st.lists(said_anything, max_size=4),
    st.lists(said_anything, max_size=4),
    st.sampled_from(EventKind),
)
def test_every_contribution_stands_in_exactly_one_place_and_every_vote_counts_once(
    themes: list[list[Said]], tray: list[Said], off_topic: list[Said], kind: EventKind
) -> None:
    named = {f"thème {n}": members for n, members in enumerate(themes)}
    evidence = wall(named, tray=tray, off_topic=off_topic, kind=kind)
    placed = [c.id for t in evidence.themes for c in t.contributions]
    placed += [c.id for c in (*evidence.tray, *evidence.off_topic)]
    assert sorted(placed) == [c.id for c in evidence.contributions]
    assert evidence.votes == sum(c.votes for c in evidence.contributions)
    for theme in evidence.themes:
        known = {c.id for c in theme.contributions}
        assert all(set(s.contribution_ids) <= known for s in theme.statements)
        assert set(theme.shares) <= set(evidence.shares)
        assert theme.contributions
