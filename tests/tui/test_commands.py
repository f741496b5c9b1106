"""Every command of the table, typed at the prompt of a real démarche."""

from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.errors import UsageError
from facilitator.tui import commands
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.desk import Desk
from facilitator.tui.gestures import numbers_and_rest
from tests.tui.conftest import conversation, driven, enter, settled, until

Check = Callable[[Desk, str], bool]


def contribution(desk: Desk, number: int):
    return desk.number(number)


def theme_of(desk: Desk, number: int) -> str | None:
    theme_id = desk.live.places()[desk.number(number).id]
    return None if theme_id is None else desk.live.sorting.theme(theme_id).name


def names(desk: Desk) -> list[str]:
    return [theme.name for theme in desk.live.sorting.themes]


# What is typed, one line after the other, and what must then hold of the event and the conversation.
CASES: dict[str, tuple[list[str], Check]] = {
    "table": (["/table 3"], lambda d, _: d.live.seat.table == "T3"),
    "type": (["/type question"], lambda d, _: d.live.seat.type == "question"),
    "sequence": (["/sequence 2"], lambda d, _: (d.live.seat.sequence, d.live.seat.type) == (2, "besoin")),
    "presents": (
        ["/presents pères 4"],
        lambda d, _: [p.count for p in d.live.event.presences] == [8, 7, 6, 4],
    ),
    "minuteur": (["/minuteur 8"], lambda d, _: d.live.timer.minutes == 8),
    "votes": (["/votes 1 4, 2 3"], lambda d, _: [contribution(d, n).votes for n in (1, 2)] == [4, 3]),
    "corriger": (["/corriger 1 autre chose"], lambda d, _: contribution(d, 1).text == "autre chose"),
    "dupliquer": (["/dupliquer 1"], lambda d, _: d.live.contributions[-1].text == contribution(d, 1).text),
    "couper": (["/couper 1 2 ans d'attente"], lambda d, _: contribution(d, 1).text == "2 ans d'attente"),
    "supprimer": (["/supprimer 1"], lambda d, _: d.live.numbered(1) is None),
    "annuler": (["/supprimer 1", "/annuler"], lambda d, _: d.live.numbered(1) is not None),
    "refaire": (["/supprimer 1", "/annuler", "/refaire"], lambda d, _: d.live.numbered(1) is None),
    "chercher": (["/chercher micro crèche"], lambda d, said: "micro-crèche : encore" in said),
    "filtrer": (["/filtrer @2"], lambda d, said: " sur\u00a0" in said and "T1" not in said),
    "notes": (["/notes non"], lambda d, _: not d.live.remarks),
    "ranger": (["/ranger 1"], lambda d, said: "rendu au tri" in said),
    "deplacer": (["/deplacer 1 2 1"], lambda d, _: theme_of(d, 1) == theme_of(d, 2) == names(d)[0]),
    "theme": (["/theme Horaires : 4 6"], lambda d, _: theme_of(d, 4) == "Horaires"),
    "fusionner": (["/fusionner 1 + 2"], lambda d, said: "fusionné dans" in said),
    "renommer": (["/renommer 1 = Garde d’enfants"], lambda d, _: "Garde d’enfants" in names(d)),
    "scinder": (
        ["/deplacer 1 2 3 1", "/scinder 1 : 1 2 = Attente"],
        lambda d, _: theme_of(d, 1) == "Attente" != theme_of(d, 3),
    ),
    "valider": (["/valider 1"], lambda d, said: "validé avec la salle" in said),
    "hors-sujet": (
        ["/hors-sujet 1"],
        lambda d, _: any(p.off_topic for p in d.live.sorting.placements),
    ),
    "separer": (["/separer 1 2"], lambda d, _: bool(d.live.sorting.decisions.apart)),
    "doublons": (["/doublons"], lambda d, said: "dit deux fois" in said or "doublon" in said),
    "diapos": (
        ["/diapos", "/diapos pause"],
        lambda d, said: "restitution.pptx" in said and "pause.pptx" in said,
    ),
    "synthese": (["/synthese"], lambda d, said: "synthese.docx" in said),
    "note": (["/note"], lambda d, said: "note-strategique.docx" in said),
    "exporter": (["/exporter csv"], lambda d, said: ".csv" in said),
    "restaurer": (["/restaurer"], lambda d, said: "sauvegarde" in said),
    "aspect": (["/aspect clair"], lambda d, _: d.app.theme == "clair"),
}
ELSEWHERE = {"copier", "noms"}  # in test_safety.py, test_names_screen.py
SCREENS = {
    "themes": "BoardScreen",
    "livrables": "LivrablesScreen",
    "projeter": "Projection",
    "seance": "Seance",
    "demarche": "DemarcheScreen",
    "projet": "ProjectScreen",
    "accueil": "Home",
    "aide": "Help",
    "lentille": "LensScreen",
    "trier": "ProposalScreen",
}


@pytest.mark.parametrize("name", CASES)
async def test_a_command_does_what_its_help_says(name: str, sessions: Path) -> None:
    """« Je tape la commande, elle fait ce qui est écrit. »"""
    lines, holds = CASES[name]
    async with driven(sessions) as pilot:
        assert isinstance(pilot.app, FacilitatorApp)
        desk = pilot.app.desk
        assert desk is not None
        for line in lines:
            await enter(pilot, line)
            desk.look_again()
            await settled(pilot)
        await until(pilot, lambda: holds(desk, conversation(pilot)))


@pytest.mark.parametrize(("name", "screen"), SCREENS.items())
async def test_a_command_shows_its_screen(name: str, screen: str, sessions: Path) -> None:
    """« Un mot, et j’y suis. »"""
    async with driven(sessions) as pilot:
        await enter(pilot, f"/{name}")
        await until(pilot, lambda: type(pilot.app.screen).__name__ == screen)


async def test_leaving_closes_the_program(sessions: Path) -> None:
    """« /quitter : c’est fermé, tout est gardé. »"""
    async with driven(sessions) as pilot:
        await enter(pilot, "/quitter")
        await until(pilot, lambda: not pilot.app.is_running)


def test_no_command_is_left_untried() -> None:
    assert {one.name for one in commands.COMMANDS} == {*CASES, *SCREENS, *ELSEWHERE, "quitter"}


def test_names_and_aliases_are_told_apart() -> None:
    words = [word for one in commands.COMMANDS for word in (one.name, *one.aliases)]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("typed", "name"), [("dep", "deplacer"), ("undo", "annuler"), ("Thèmes", "themes"), ("fus", "fusionner")]
)
def test_a_command_is_named_by_its_beginning_or_an_alias(typed: str, name: str) -> None:
    assert commands.named(typed).name == name


def test_an_unclear_beginning_is_told_with_those_it_may_be() -> None:
    with pytest.raises(UsageError) as refusal:
        commands.named("re")
    assert "/refaire" in refusal.value.cause


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("12 14 mobilité", ([12, 14], "mobilité")),
        ("n° 3, 5 et 8 : Coût", ([3, 5, 8], "Coût")),
        ("12", ([12], "")),
        ("mobilité", ([], "mobilité")),
        ("2 ans d'attente", ([2], "ans d'attente")),
    ],
)
def test_numbers_come_first_in_an_argument(argument: str, expected: tuple[list[int], str]) -> None:
    assert numbers_and_rest(argument) == expected
