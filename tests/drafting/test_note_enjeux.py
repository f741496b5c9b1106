"""Enjeux: how widely a theme was spoken of, and the question that its contributions ask."""

from dataclasses import replace

import pytest

from facilitator.domain.event import EventKind
from facilitator.drafting.axes import propose_axes
from facilitator.drafting.enjeu_wording import operational_objectives, question, strategic_objective
from facilitator.drafting.enjeux import Enjeu, Sharing, Stake, propose_enjeux
from tests.walls import Said, wall

NB = "\u00a0"


def enjeu(
    said: list[Said], others: list[Said] | None = None, kind: EventKind = EventKind.ATELIER, tables: int = 6
) -> Enjeu:
    evidence = wall({"Le thème": said, **({"Autre": others} if others else {})}, kind=kind, tables=tables)
    return next(e for e in propose_enjeux([evidence]) if e.theme.theme.name == "Le thème")


def at_tables(count: int) -> list[Said]:
    return [(f"parole {n}", "besoin", f"T{n}", "habitants", 0) for n in range(1, count + 1)]


@pytest.mark.parametrize(
    ("heard", "sharing", "words"),
    [
        (6, Sharing.WIDE, f"large (6{NB}tables sur\u00a06)"),
        (4, Sharing.WIDE, f"large (4{NB}tables sur\u00a06)"),
        (3, Sharing.SHARED, f"moyen (3{NB}tables sur\u00a06)"),
        (2, Sharing.SHARED, f"moyen (2{NB}tables sur\u00a06)"),
        (1, Sharing.NARROW, f"limité (1{NB}table sur\u00a06)"),
    ],
)
def test_at_an_atelier_tables_measure_the_sharing(heard: int, sharing: Sharing, words: str) -> None:
    found = enjeu(at_tables(heard))
    assert found.sharing is sharing
    assert found.consensus() == words


def test_one_table_out_of_two_is_no_sharing() -> None:
    assert enjeu(at_tables(1), tables=2).sharing is Sharing.NARROW


@pytest.mark.parametrize("tables", [0, 1])
def test_with_fewer_than_two_tables_nothing_is_measured(tables: int) -> None:
    assert enjeu(at_tables(1), tables=tables).consensus() == "non mesuré"


def test_a_theme_heard_at_no_known_table_is_not_measured() -> None:
    assert enjeu([("a", "besoin", None, None, 0)]).sharing is Sharing.UNMEASURED


@pytest.mark.parametrize("kind", [EventKind.TABLE_RONDE, EventKind.SEMINAIRE])
def test_where_each_speaks_for_a_public_families_measure_the_sharing(kind: EventKind) -> None:
    voices = ["élue : maire", "agent : CCAS", "partenaire : Caf", "jeunes"]
    every: list[Said] = [(f"parole {n}", "constat", "T1", voice, 0) for n, voice in enumerate(voices)]
    assert enjeu(every[:2], every[2:], kind).consensus() == f"moyen (2{NB}familles de public sur\u00a04)"
    assert enjeu(every, [], kind).consensus() == f"large (4{NB}familles de public sur\u00a04)"
    assert enjeu(every[:1], every[1:], kind).consensus() == f"limité (1{NB}famille de public sur\u00a04)"


def of_types(*types: str | None) -> list[Said]:
    return [(f"parole {n}", kind, "T1", "habitants", 0) for n, kind in enumerate(types)]


@pytest.mark.parametrize(
    ("types", "stake", "asked"),
    [
        (["faiblesse", "besoin", "proposition"], Stake.LACK, "comment remédier à « parole 0 » ?"),
        (["besoin", "proposition"], Stake.LACK, "comment répondre à « parole 0 » ?"),
        (
            ["proposition", "proposition", "besoin"],
            Stake.PROPOSAL,
            "à quel besoin répond « parole 0 », et pour qui d’abord ?",
        ),
        (["force", "force", "vigilance"], Stake.STRENGTH, "comment préserver « parole 0 » ?"),
        (
            ["force", "force", "faiblesse"],
            Stake.STRENGTH,
            "comment préserver « parole 0 » et répondre à « parole 2 » ?",
        ),
        (["vigilance"], Stake.CONDITION, "comment agir sans oublier « parole 0 » ?"),
        (["constat", "constat", "besoin"], Stake.FINDING, "que changer quand on entend « parole 0 » ?"),
        (["verbatim", "question", None], Stake.FINDING, "que changer quand on entend « parole 0 » ?"),
        (["question"], Stake.FINDING, "que changer au vu de ce qui a été dit ?"),
        (
            ["force", "force", "faiblesse", "vigilance", *["besoin"] * 5],
            Stake.DEBATE,
            "comment tenir compte à la fois de « parole 0 » et de « parole 2 » ?",
        ),
    ],
)
def test_the_question_quotes_what_the_theme_holds_most(
    types: list[str | None], stake: Stake, asked: str
) -> None:
    found = enjeu(of_types(*types))
    assert found.stake is stake
    assert question(found).text.replace(NB, " ") == f"« Le thème » : {asked}"
    assert found.consensus().endswith(", débattu") is (stake is Stake.DEBATE)


def test_a_need_with_more_votes_than_any_proposition_is_what_is_asked_about() -> None:
    said = of_types("proposition", "proposition")
    found = enjeu([*said, ("plus un seul car le soir", "besoin", "T1", "habitants", 3)])
    assert "plus un seul car le soir" in question(found).text


def test_two_propositions_with_near_votes_are_asked_about_together() -> None:
    said: list[Said] = [
        ("un local", "proposition", "T1", "jeunes", 5),
        ("une navette", "proposition", "T1", "jeunes", 3),
    ]
    near = question(enjeu(said)).text.replace(NB, " ")
    assert near.endswith("que cherchent ensemble « un local » et « une navette » ?")
    far = question(enjeu([said[0], ("une navette", "proposition", "T1", "jeunes", 2)])).text
    assert "navette" not in far


def test_words_too_long_ironic_or_of_somebody_named_are_in_no_question() -> None:
    for text in ("mot " * 60, "bravo, cherchez l'erreur", "merci à Mme Durand"):
        found = enjeu([(text, "besoin", "T1", "habitants", 9)])
        assert question(found).text.endswith(f"que faut-il améliorer, et pour qui d’abord{NB}?")


def test_votes_count_twice_and_the_best_theme_of_each_event_has_its_place() -> None:
    voted: list[Said] = [("un bus le soir", "proposition", "T1", "jeunes", 30)]
    wide: list[Said] = [(f"parole {n}", "proposition", f"T{n}", "jeunes", 0) for n in range(1, 5)]
    first = wall({"Voté": voted, "Large": wide}, tables=4)
    assert [e.theme.theme.name for e in propose_enjeux([first])] == ["Voté", "Large"]
    poor = wall({"Seul": [("rien", None, "T1", "jeunes", 0)]}, tables=4)
    other = replace(poor, event=replace(poor.event, id="b" * 32, slug="autre"))
    assert {e.theme.theme.name for e in propose_enjeux([first, other], limit=2)} == {"Voté", "Seul"}


def test_objectives_quote_needs_strengths_and_warnings_and_never_a_proposition() -> None:
    found = enjeu(of_types("proposition", "proposition", "besoin", "force", "vigilance"))
    assert strategic_objective(found).startswith("Répondre aux besoins")
    told = operational_objectives(found, 2, 1)
    assert [c.type and c.type.value for _, c in told] == ["besoin", "force", "vigilance"]


def test_axes_join_the_enjeux_of_all_events_by_field_and_bear_the_names_of_their_thematiques() -> None:
    first = wall({"Crèche": of_types("besoin"), "Cars": of_types("besoin"), "Divers": of_types("force")})
    second = wall({"RPE": of_types("besoin")})
    second = replace(second, event=replace(second.event, id="b" * 32, slug="autre"))
    enjeux = propose_enjeux([first, second])
    known = {"Crèche": "Petite enfance 0-3", "Cars": "Mobilité", "RPE": "Parentalité"}
    names = {e.place: known[e.theme.theme.name] for e in enjeux if e.theme.theme.name in known}
    axes = propose_axes(enjeux, names)
    assert [axis.title for axis in axes] == ["Petite enfance et parentalité", "Mobilité"]
    assert {e.theme.theme.name for e in axes[0].enjeux} >= {"Crèche", "RPE"}
    assert sum(len(axis.enjeux) for axis in axes) == len(enjeux) == 4


def test_where_all_enjeux_stand_in_one_field_its_thematiques_make_the_axes() -> None:
    wall_ = wall({"Soins": of_types("besoin"), "Toit": of_types("besoin")})
    enjeux = propose_enjeux([wall_])
    of = {"Soins": "Santé", "Toit": "Logement"}
    axes = propose_axes(enjeux, {e.place: of[e.theme.theme.name] for e in enjeux})
    assert sorted(axis.title for axis in axes) == ["Logement", "Santé"]


def test_needs_come_before_weaknesses_and_proposals_never() -> None:
    found = enjeu(of_types("faiblesse", "proposition", "besoin"))
    assert [c.text for c in found.needs()] == ["parole 2", "parole 0"]


def test_no_theme_makes_no_enjeu() -> None:
    assert propose_enjeux([]) == ()
    assert propose_enjeux([wall({}, tray=of_types("besoin"))]) == ()
