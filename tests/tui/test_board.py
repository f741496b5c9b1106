"""The board of the break: every gesture by keyboard alone, told, and followed by the screen."""

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from facilitator.domain.theme import Author
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.desk import Desk
from facilitator.tui.screens.board import BoardScreen
from facilitator.tui.widgets.ask_line import AskLine
from facilitator.tui.widgets.proofs import Proofs
from facilitator.tui.widgets.story import Story
from facilitator.tui.widgets.theme_column import ThemeColumn
from facilitator.workshop import Workshop
from tests.tui.conftest import conversation, settled
from tests.tui.walls import DEMARCHE, EVENT, example, on_board, settings, sorted_once

__all__ = ["example", "sorted_once"]


def desk(pilot: Pilot[None]) -> Desk:
    assert isinstance(pilot.app, FacilitatorApp)
    assert pilot.app.desk is not None
    return pilot.app.desk


def column(pilot: Pilot[None]) -> ThemeColumn:
    """The one where the cursor is."""
    return next(one for one in shown(pilot) if one.has_class("-here"))


def shown(pilot: Pilot[None]) -> list[ThemeColumn]:
    return list(pilot.app.screen.query(ThemeColumn))


def titled(pilot: Pilot[None], title: str) -> ThemeColumn:
    return next(one for one in shown(pilot) if title in one.column.title)


def numbers(one: ThemeColumn) -> list[int]:
    return [card.contribution.number for card in one.column.cards]


def here(pilot: Pilot[None]) -> int:
    one = column(pilot).contribution
    assert one is not None
    return one.number


def story(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one(Story).content).replace("\u00a0", " ")


def theme_of(sessions: Path, number: int) -> str | None:
    """Where the file says that a contribution stands, read again from the disk."""
    with Workshop.open(DEMARCHE, settings(sessions)) as workshop:
        wall = workshop.board(*workshop.events(EVENT)).wall
        (one,) = wall.numbered([number])
        theme_id = wall.sorting.places()[one.id].theme_id
        return None if theme_id is None else wall.sorting.theme(theme_id).name


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)
    await pilot.pause()


async def answer(pilot: Pilot[None], line: str) -> None:
    """Replace what the line of answer holds, and press Enter."""
    pilot.app.screen.query_one("#reponse", Input).value = line
    await pilot.pause()
    await press(pilot, "enter")


async def test_the_board_shows_every_contribution_once(example: Path) -> None:
    """« À la pause, F3 : tout le mur est là, par thèmes, les plus fournis d’abord. »"""
    async with on_board(example) as pilot:
        sizes = [len(one.column.cards) for one in shown(pilot) if one.column.theme is not None]
        assert sizes == sorted(sizes, reverse=True)
        assert sorted(n for one in shown(pilot) for n in numbers(one)) == list(range(1, 91))
        assert shown(pilot)[-1].column.title == "À ranger"
        assert column(pilot).column.figures.replace("\u00a0", " ").startswith("11 · 5 tables sur 5")


async def test_columns_are_sorted_by_votes_with_one_key(example: Path) -> None:
    """« Et ce qui a eu le plus de gommettes ? »"""
    async with on_board(example) as pilot:
        await press(pilot, "o")
        votes = [one.column.votes for one in shown(pilot) if one.column.theme is not None]
        assert votes == sorted(votes, reverse=True)
        await press(pilot, "o")
        themes = [one.column.theme for one in shown(pilot) if one.column.theme is not None]
        assert [theme.number for theme in themes] == list(range(1, len(themes) + 1))


async def test_a_card_goes_to_a_theme_by_the_beginning_of_its_name(example: Path) -> None:
    """« m, pl, Entrée : ce post-it va dans « Place en crèche ». »"""
    async with on_board(example) as pilot:
        assert here(pilot) == 10
        await pilot.press("m", *"pl")
        await press(pilot, "enter")
        assert 10 in numbers(titled(pilot, "Place en crèche"))
        assert "n° 10 vers « Place en crèche »" in story(pilot)
        assert column(pilot).column.title == "1. Café des parents"
        assert here(pilot) != 10
        await press(pilot, "f2")
        assert "n° 10 vers « Place en crèche »" in conversation(pilot).replace("\u00a0", " ")
    assert theme_of(example, 10) == "Place en crèche"


async def test_the_cursor_stays_beside_the_card_that_left(example: Path) -> None:
    """« J’enchaîne : la carte suivante est déjà sous le curseur. »"""
    async with on_board(example) as pilot:
        await pilot.press("down", "down")
        before = numbers(column(pilot))
        await press(pilot, "h")
        assert before[2] not in numbers(column(pilot))
        assert here(pilot) == before[3]


async def test_several_marked_cards_make_a_new_theme(example: Path) -> None:
    """« Ces trois-là vont ensemble, et personne n’a de nom pour ça : moi si. »"""
    async with on_board(example) as pilot:
        await pilot.press("space", "space", "m", *"Répit")
        await press(pilot, "enter")
        made = titled(pilot, "Répit")
        assert {10, 18} <= set(numbers(made))
        assert made.column.theme is not None
        assert made.column.theme.made_by is Author.HUMAN
        await press(pilot, "z")
        assert not [one for one in shown(pilot) if "Répit" in one.column.title]
    assert theme_of(example, 10) == "Café des parents"


async def test_a_name_that_begins_another_ones_can_still_be_given(example: Path) -> None:
    """« Je veux un thème « Bus », alors qu’il y a déjà « Bus petite enfance ». »"""
    async with on_board(example) as pilot:
        await pilot.press("m", *"Bus", "down")
        await press(pilot, "enter")
        assert theme_names(pilot).count("Bus") == 1


async def test_a_theme_is_renamed_where_its_name_is_written(example: Path) -> None:
    """« Un nom à nous, plutôt que celui de la machine. »"""
    async with on_board(example) as pilot:
        await pilot.press("r")
        assert pilot.app.screen.query_one("#reponse", Input).value == "Café des parents"
        await answer(pilot, "Souffler entre parents")
        assert column(pilot).column.title == "1. Souffler entre parents"
        assert "renommé « Souffler entre parents »" in story(pilot)


async def test_two_themes_become_one(example: Path) -> None:
    """« C’est la même chose : fusionne. »"""
    async with on_board(example) as pilot:
        both = set(numbers(column(pilot))) | set(numbers(titled(pilot, "Place en crèche")))
        await pilot.press("f", "2")
        await press(pilot, "enter")
        assert set(numbers(column(pilot))) >= both
        assert all(card.decided for card in column(pilot).column.cards if card.contribution.number in both)
        assert not [one for one in shown(pilot) if "Place en crèche" in one.column.title]


async def test_marked_cards_leave_a_theme_for_one_of_their_own(example: Path) -> None:
    """« Il y a deux sujets là-dedans : je scinde. »"""
    async with on_board(example) as pilot:
        await pilot.press("space", "space", "s")
        await answer(pilot, "Du temps pour soi")
        assert numbers(titled(pilot, "Du temps pour soi"))[:2] == [10, 18]
        assert "détaché de « Café des parents »" in story(pilot)


async def test_a_theme_and_a_card_are_validated_with_the_room(example: Path) -> None:
    """« La salle est d’accord : ✓, et plus rien n’y touche. »"""
    async with on_board(example) as pilot:
        await press(pilot, "v")
        assert column(pilot).column.cards[0].decided
        assert not column(pilot).column.validated
        await press(pilot, "V")
        assert column(pilot).column.validated


async def test_a_post_it_of_two_ideas_is_cut_in_two(example: Path) -> None:
    """« Deux idées sur ce post-it : je pose || entre les deux. »"""
    async with on_board(example) as pilot:
        await pilot.press("right", "c")
        assert "posez ||" in str(pilot.app.screen.query_one("#demande").content)  # type: ignore[attr-defined]
        await answer(pilot, "2 ans d'attente || pr une place en crèche !!")
        first, second = desk(pilot).number(1), desk(pilot).number(91)
        assert (first.text, second.text) == ("2 ans d'attente", "pr une place en crèche !!")
        assert second.split_from == first.id


async def test_a_cut_without_its_mark_says_how(example: Path) -> None:
    """« Entrée trop vite : rien n’est coupé, et je sais quoi faire. »"""
    async with on_board(example) as pilot:
        await press(pilot, "c", "enter")
        assert "Posez || entre les deux idées" in story(pilot)
        assert len(desk(pilot).live.contributions) == 90


async def test_a_text_is_corrected_and_the_first_one_is_kept(example: Path) -> None:
    """« Une faute illisible au mur : je corrige, l’original reste. »"""
    async with on_board(example) as pilot:
        await pilot.press("e")
        await answer(pilot, "un café des parents le dimanche matin")
        one = desk(pilot).number(10)
        assert one.text == "un café des parents le dimanche matin"
        assert one.original == "un café des parents le samedi matin"


async def test_off_topic_cards_have_a_column_and_come_back(example: Path) -> None:
    """« Hors sujet… ah non, finalement. »"""
    async with on_board(example) as pilot:
        await press(pilot, "h")
        assert numbers(titled(pilot, "Hors sujet")) == [10]
        await press(pilot, "z")
        assert not [one for one in shown(pilot) if one.column.title == "Hors sujet"]
        assert 10 in numbers(titled(pilot, "Café des parents"))


async def test_not_together_wants_exactly_two_cards(example: Path) -> None:
    """« Ces deux-là, jamais ensemble. »"""
    async with on_board(example) as pilot:
        await press(pilot, "p")
        assert "Marquez-en deux" in story(pilot)
        await press(pilot, "space", "space", "p")
        apart = desk(pilot).live.sorting.decisions.apart
        ids = {one.number: one.id for one in desk(pilot).live.contributions}
        assert {frozenset(pair) for pair in apart} == {frozenset((ids[10], ids[18]))}


async def test_a_card_removed_leaves_the_wall_and_undo_brings_it_back(example: Path) -> None:
    """« Suppr, zut, z. »"""
    async with on_board(example) as pilot:
        await press(pilot, "delete")
        assert desk(pilot).live.numbered(10) is None
        await press(pilot, "z")
        assert desk(pilot).live.numbered(10) is not None
        assert 10 in numbers(column(pilot))


async def suggested(pilot: Pilot[None]) -> list[int]:
    """Make a theme until something is suggested to go along with it; gives the numbers suggested."""
    for name in ("Transports", "Accueil", "Écrans", "Tarifs", "Handicap"):
        await pilot.press("m", *name, "up")
        await press(pilot, "enter")
        if (found := desk(pilot).suggested) is not None:
            return [one.number for one in found.contributions]
    raise AssertionError("nothing was suggested")


async def test_what_is_suggested_is_taken_with_one_key(example: Path) -> None:
    """« 3 autres semblent aller avec : oui, a. »"""
    async with on_board(example) as pilot:
        asked = await suggested(pilot)
        assert "aller avec" in story(pilot)
        theme = desk(pilot).suggested.theme  # type: ignore[union-attr]
        await press(pilot, "a")
        assert set(asked) <= set(numbers(titled(pilot, theme.name)))


async def test_what_is_refused_is_not_suggested_again(example: Path) -> None:
    """« Non, x : et qu’on ne me le redemande pas. »"""
    async with on_board(example) as pilot:
        asked = await suggested(pilot)
        theme = desk(pilot).suggested.theme  # type: ignore[union-attr]
        await press(pilot, "x")
        refused = {
            one for one, theme_id in desk(pilot).live.sorting.decisions.refusals if theme_id == theme.id
        }
        assert {desk(pilot).number(number).id for number in asked} <= refused
        again = desk(pilot).suggested
        assert again is None or not set(asked) & {one.number for one in again.contributions}


async def test_a_key_without_a_suggestion_says_so(example: Path) -> None:
    """« J’ai tapé a pour rien : on me le dit. »"""
    async with on_board(example) as pilot:
        await press(pilot, "a")
        assert "Rien n’est suggéré" in story(pilot)


async def test_the_tray_is_no_theme_to_rename(example: Path) -> None:
    """« r sur « à ranger » : refusé, sans casse. »"""
    async with on_board(example) as pilot:
        await pilot.press(*["right"] * 20)
        assert column(pilot).column.title == "À ranger"
        await press(pilot, "r")
        assert "n’est pas un thème" in story(pilot)
        assert not pilot.app.screen.query_one(AskLine).display


async def test_escape_gives_up_a_question_then_marks_then_the_board(example: Path) -> None:
    """« Échap me ramène toujours d’un pas en arrière. »"""
    async with on_board(example) as pilot:
        await press(pilot, "space", "m", "escape")
        assert not pilot.app.screen.query_one(AskLine).display
        assert column(pilot).has_focus_within
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, BoardScreen)
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, BoardScreen)


async def test_what_another_station_does_shows_and_the_cursor_stays(example: Path) -> None:
    """« Ma collègue range sur l’autre ordinateur : je le vois, et je ne perds pas ma place. »"""
    async with on_board(example) as pilot:
        await pilot.press("right", "down", "down")
        before = here(pilot)
        with Workshop.open(DEMARCHE, settings(example).model_copy(update={"station": "salle 2"})) as other:
            other.board(*other.events(EVENT)).move([10], "Place en crèche")
        desk(pilot).look_again()
        await settled(pilot)
        assert 10 in numbers(column(pilot))
        assert here(pilot) == before


async def test_the_order_of_columns_does_not_change_under_the_hands(example: Path) -> None:
    """« Je déplace une carte, et mes colonnes ne se mélangent pas. »"""
    async with on_board(example) as pilot:
        before = [one.column.key for one in shown(pilot)]
        await press(pilot, "space", "space", "space", "space", "m", "2", "enter")
        assert [one.column.key for one in shown(pilot)] == before
        await press(pilot, "f2")
        await press(pilot, "f3")
        assert shown(pilot)[0].column.title == "2. Place en crèche"


async def test_the_proofs_tell_why_a_theme_bears_its_name_and_who_spoke(example: Path) -> None:
    """« D’où sort ce nom ? Et qui ne l’a pas dit ? »"""
    async with on_board(example) as pilot:
        await press(pilot, "i")
        shown_there = pilot.app.screen.query_one("#preuve").content  # type: ignore[attr-defined]
        told = " ".join(str(shown_there).split())
        assert "Mots qui le distinguent : parents" in told
        assert "Au centre, n° 58 :" in told
        assert "11 contributions sur 90." in told
        assert "proposition · parents 0-3 ans, table T1 · ●5" in told
        await press(pilot, "i")
        assert not pilot.app.screen.query_one(Proofs).display


async def test_a_wall_without_a_theme_says_what_to_do(example: Path) -> None:
    """« Rien n’est trié : F5 en propose. »"""
    async with on_board(example, event="table-ronde-acces-droits") as pilot:
        assert "F5 en propose" in str(pilot.app.screen.query_one("#vide").content)  # type: ignore[attr-defined]
        assert [one.column.title for one in shown(pilot)] == ["À ranger"]


def theme_names(pilot: Pilot[None]) -> list[str]:
    return [theme.name for theme in desk(pilot).live.sorting.themes]
