"""The projection: what a room reads, at the sizes of a projector, and what it never reads."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from facilitator.domain.evidence import EventEvidence, gather
from facilitator.domain.theme import Sorting
from facilitator.tui.pages import OVERVIEW, Page, pages
from facilitator.tui.projector import Projector
from facilitator.tui.screens.projection import Projection
from facilitator.tui.widgets.projected import ProjectionView
from facilitator.workshop import Workshop
from tests.tui.conftest import settled, until
from tests.tui.test_board import desk, press, theme_names, theme_of
from tests.tui.walls import DEMARCHE, EVENT, Picture, example, on_board, picture, settings, sorted_once

__all__ = ["example", "picture", "sorted_once"]

SIZES = [(60, 20), (40, 15)]


@pytest.fixture(scope="module")
def wall(sorted_once: Path) -> tuple[EventEvidence, Sorting]:
    with Workshop.open(DEMARCHE, settings(sorted_once)) as workshop:
        (event,) = workshop.events(EVENT)
        return workshop.evidence(event, gated=False), workshop.board(event).wall.sorting


def rows(page: Page) -> list[str]:
    return [str(row) for row in (*page.title, *(row for block in page.blocks for row in block.rows))]


def words(found: tuple[Page, ...]) -> str:
    """All that is shown, one space between two words, whatever the row they stand on."""
    return " ".join(" ".join(" ".join(rows(page)) for page in found).split())


def seen(pilot: Pilot[None]) -> str:
    """What the room reads now."""
    return " ".join(str(pilot.app.screen.query_one(ProjectionView).render()).split())


@pytest.mark.parametrize(("width", "height"), [*((w - 4, h - 3) for w, h in SIZES), (96, 27), (30, 8)])
def test_every_page_fits_and_nothing_is_cut(
    wall: tuple[EventEvidence, Sorting], width: int, height: int
) -> None:
    """« Le projecteur n’a que 40 colonnes : tout y est, sur plus de pages. »"""
    evidence, sorting = wall
    found = pages(evidence, sorting, width, height)
    for page in found:
        gaps = page.gap * (len(page.blocks) - 1)
        assert len(rows(page)) + 1 + gaps <= height
        assert max(map(len, rows(page))) <= width
    assert "…" not in words(found).replace("…relais…", "")
    for theme in evidence.themes:
        assert theme.theme.name in words(found)
        quoted = {one for page in found if page.key == theme.theme.id for one in page.quotes}
        assert 2 <= len(quoted) <= 3
        blocks = [block for page in found if page.key == theme.theme.id for block in page.blocks]
        said = " ".join(str(row) for block in blocks for row in block.rows)
        assert all(" ".join(one.text.split()) in said for one in quoted)
        assert len({one.table for one in quoted}) >= min(2, len(theme.shares))


def test_the_overview_tells_how_widely_each_theme_was_said(wall: tuple[EventEvidence, Sorting]) -> None:
    """« Dit à 5 tables sur 5 : voilà ce que la salle doit lire. »"""
    found = pages(*wall, 56, 40)
    overview = words(tuple(page for page in found if page.key == OVERVIEW))
    assert "Café des parents 11 contributions · dit à 5 tables sur 5 · 17 votes" in overview
    assert found[0].key == OVERVIEW
    assert "À ranger" in rows(found[-1])[0]


def test_a_text_that_names_somebody_is_counted_and_never_shown(wall: tuple[EventEvidence, Sorting]) -> None:
    """« Mme Untel est citée : la salle ne doit pas le lire. »"""
    evidence, sorting = wall
    named = {
        one.id: replace(one, text=f"Mme Martineau du relais {one.number}") for one in evidence.contributions
    }
    all_named = gather(evidence.demarche, evidence.event, named.values(), sorting)
    shown = words(pages(all_named, sorting, 56, 17))
    assert "Martineau" not in shown
    assert "11 autres contributions" in shown
    assert "2 non montrées" in shown


def test_what_could_not_be_read_is_not_shown(wall: tuple[EventEvidence, Sorting]) -> None:
    """« [illisible] n’apprend rien à la salle. »"""
    assert "[illisible]" not in words(pages(*wall, 56, 17))


def test_a_very_long_contribution_goes_on_over_the_next_pages(wall: tuple[EventEvidence, Sorting]) -> None:
    """« Un verbatim de dix lignes, en gros caractères : on tourne la page. »"""
    evidence, sorting = wall
    long = " ".join(f"mot{rank}" for rank in range(200))
    texts = [replace(one, text=long) for one in evidence.contributions]
    found = pages(gather(evidence.demarche, evidence.event, texts, sorting), sorting, 36, 12)
    first = evidence.themes[0].theme.id
    assert long in " ".join(
        " ".join(str(row) for block in page.blocks for row in block.rows)
        for page in found
        if page.key == first
    )
    assert max(len(rows(page)) for page in found) <= 12


async def test_one_key_shows_the_wall_and_escape_leaves_it(example: Path) -> None:
    """« F8 : la salle voit les thèmes ; Échap : je reviens. »"""
    async with on_board(example, (60, 20), moteur="lexical") as pilot:
        await press(pilot, "f8")
        assert seen(pilot).startswith("Atelier habitants – Parentalité et petite enfance 1 Café des parents")
        assert "n°" not in seen(pilot)
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, Projection)


async def test_arrows_and_numbers_go_from_theme_to_theme(example: Path) -> None:
    """« Le 2, puis le suivant, puis l’ensemble. »"""
    async with on_board(example, (60, 20), moteur="lexical") as pilot:
        await press(pilot, "f8", "2")
        assert seen(pilot).startswith("2. Place en crèche")
        await press(pilot, "right")
        assert seen(pilot).startswith("5. Cours d’école et aires de jeux")
        await press(pilot, "left", "left")
        assert seen(pilot).startswith("1. Café des parents")
        await pilot.press("1", "1")
        assert seen(pilot).startswith("11. ")
        await press(pilot, "0")
        assert seen(pilot).startswith("Atelier habitants")


async def test_a_theme_is_renamed_before_the_room_and_undone(example: Path) -> None:
    """« La salle préfère un autre nom : r, on le tape, tout le monde le voit. »"""
    async with on_board(example, (60, 20), moteur="lexical") as pilot:
        await press(pilot, "f8", "2", "r")
        pilot.app.screen.query_one("#reponse", Input).value = "Des places pour les tout-petits"
        await press(pilot, "enter")
        assert seen(pilot).startswith("2. Des places pour les tout-petits")
        await press(pilot, "z")
        assert seen(pilot).startswith("2. Place en crèche")


async def test_a_contribution_pointed_at_is_moved_before_the_room(example: Path) -> None:
    """« Celle-ci n’est pas là : ↓, m, le numéro du thème. »"""
    async with on_board(example, (60, 20), moteur="lexical") as pilot:
        await press(pilot, "f8", "2", "down")
        pointed = pilot.app.screen.query_one(ProjectionView).pointed
        assert pointed is not None
        await press(pilot, "m", "5", "enter")
        assert pointed.text not in seen(pilot)
    assert theme_of(example, pointed.number) == "Cours d’école et aires de jeux"


async def test_themes_are_merged_before_the_room_by_their_numbers(example: Path) -> None:
    """« Le 1 et le 2, c’est pareil : f, 1 + 2. »"""
    async with on_board(example, (60, 20), moteur="lexical") as pilot:
        await press(pilot, "f8", "f", *"1 + 2", "enter")
        assert "Place en crèche" not in theme_names(pilot)
        assert "Place en crèche" not in seen(pilot)


async def test_what_cannot_be_done_is_told_in_one_line(example: Path) -> None:
    """« Je me suis trompée de numéro : une ligne me le dit, sans masquer le mur. »"""
    async with on_board(example, (60, 20), moteur="lexical") as pilot:
        await press(pilot, "f8", "f", *"1 + 77", "enter")
        low = pilot.app.screen.query_one("#bas")
        assert low.display
        assert "n’est pas sur ce mur" in str(low.content)  # type: ignore[attr-defined]
        assert low.size.height <= 2
        assert len(theme_names(pilot)) == 11


async def test_the_room_sees_at_once_what_another_station_changes(example: Path) -> None:
    """« Ma collègue corrige, l’écran suit. »"""
    async with on_board(example, (60, 20), moteur="lexical") as pilot:
        await press(pilot, "f8", "2")
        with Workshop.open(DEMARCHE, settings(example).model_copy(update={"station": "salle 2"})) as other:
            other.board(*other.events(EVENT)).rename("2", "Trouver une place")
        desk(pilot).look_again()
        await settled(pilot)
        assert seen(pilot).startswith("2. Trouver une place")


async def test_the_second_window_follows_and_changes_nothing(example: Path) -> None:
    """« facilitator projeter : la salle ne voit que les thèmes, et les voit changer. »"""
    app = Projector(settings(example), DEMARCHE, EVENT)
    async with app.run_test(size=(60, 20)) as pilot:
        await until(pilot, lambda: "Café des parents" in seen(pilot))
        with Workshop.open(DEMARCHE, settings(example)) as other:
            other.board(*other.events(EVENT)).rename("1", "Souffler un peu")
        await until(pilot, lambda: "Souffler un peu" in seen(pilot))
        await pilot.press("m", "r", "f", "z", "delete")
        await pilot.press("2")
        assert seen(pilot).startswith("2. Place en crèche")


async def test_the_second_window_says_what_it_cannot_find(tmp_path: Path) -> None:
    """« Il n’y a pas de démarche de ce nom : on me le dit en français. »"""
    app = Projector(settings(tmp_path), "inconnue", "atelier")
    async with app.run_test(size=(60, 20)) as pilot:
        low = pilot.app.screen.query_one("#bas")
        await until(pilot, lambda: bool(low.display))
        assert "inconnue" in str(low.content)  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("aspect", ["clair", "contraste"])
def test_picture_of_the_overview(picture: Picture, size: tuple[int, int], aspect: str) -> None:
    """« Lisible du fond de la salle. »"""
    assert picture("f8", size=size, aspect=aspect, moteur="lexical")


@pytest.mark.parametrize("size", [*SIZES, (100, 30), (80, 24)])
def test_picture_of_a_theme(picture: Picture, size: tuple[int, int]) -> None:
    """« Un thème, et ce qu’en disent des tables différentes. »"""
    assert picture("f8", "2", "down", size=size, moteur="lexical")


@pytest.mark.parametrize("size", SIZES)
def test_picture_of_a_correction_before_the_room(picture: Picture, size: tuple[int, int]) -> None:
    """« Une seule ligne, discrète. »"""
    assert picture("f8", "2", "down", "m", "5", size=size, moteur="lexical")
