"""The help and the palette: what one can do here, all commands, every key with its name."""

from pathlib import Path
from typing import Any

import pytest

from facilitator.config import config_path
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.commands import COMMANDS
from facilitator.tui.palette import worth
from facilitator.tui.screens.help import Help, keys_of
from tests.tui.conftest import driven, settings, still, until


def page(app: Any) -> str:
    """All that the help says, scrolled or not."""
    told = [
        getattr(widget, "source", None) or str(widget.render()) for widget in app.screen.query("#page > *")
    ]
    return "\n".join(told).replace("\u00a0", " ")


async def test_the_help_begins_with_what_has_the_focus_and_leaves_as_it_came(sessions: Path) -> None:
    """« F1 : que puis-je taper ici ? F1 encore, et je continue ma ligne. »"""
    async with driven(sessions) as pilot:
        await pilot.press("l", "e", "f1")
        await until(pilot, lambda: isinstance(pilot.app.screen, Help))
        await pilot.pause()
        text = page(pilot.app)
        assert text.index("La saisie") < text.index("Les touches d’ici") < text.index("Commandes : saisir")
        await pilot.press("f1")
        assert not isinstance(pilot.app.screen, Help)
        assert pilot.app.screen.query_one("#saisie").value == "le"  # type: ignore[attr-defined]
        await pilot.press("f1", "escape")
        assert not isinstance(pilot.app.screen, Help)


async def test_every_command_and_the_settings_file_are_in_the_help(sessions: Path) -> None:
    """« Je cherche une commande, ou à changer une touche : tout est là. »"""
    async with driven(sessions) as pilot:
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(pilot.app.screen, Help))
        await pilot.pause()
        text = page(pilot.app)
    assert not [one.name for one in COMMANDS if one.usage not in text]
    assert str(config_path()) in text
    assert 'touches = { "trier" = "f10" }' in text


async def test_a_key_of_the_settings_is_shown_and_works(sessions: Path) -> None:
    """« J’ai mis l’aide sur F12 : l’écran le dit et la touche le fait. »"""
    mine = settings(sessions).model_copy(update={"touches": {"aide": "f12"}})
    app = FacilitatorApp(mine, "pleine")
    async with app.run_test() as pilot:
        await until(pilot, lambda: getattr(app.focused, "id", None) == "saisie")
        keys = {key.setting: key.shown for key in keys_of(app.screen)}
        assert keys["aide"] == "F12"
        await pilot.press("f12")
        assert isinstance(app.screen, Help)


async def test_every_key_of_every_screen_has_a_french_name(sessions: Path) -> None:
    """« Aucune touche ne parle anglais. »"""
    async with driven(sessions) as pilot:
        for screen in ("f2", "f4"):
            await pilot.press(screen)
            await pilot.pause()
            keys = keys_of(pilot.app.screen)
            assert len(keys) > 8
            assert all(key.does and key.setting for key in keys)
            assert not {"ESC", "ENTER", "DEL", "Esc"} & {key.shown for key in keys}


async def test_the_palette_finds_by_words_and_carries_out(sessions: Path) -> None:
    """« Ctrl+P, « livrable », Entrée : j’y suis. »"""
    async with driven(sessions) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press(*"livrab")
        await still(pilot)
        await pilot.press("down", "enter")
        await until(pilot, lambda: bool(pilot.app.screen.query("#livrables")))


async def test_a_command_that_needs_more_goes_to_the_prompt(sessions: Path) -> None:
    """« Ctrl+P, « votes » : la commande attend mes nombres à la saisie. »"""
    async with driven(sessions) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press(*"votes")
        await still(pilot)
        await pilot.press("down", "enter")
        await until(pilot, lambda: bool(pilot.app.screen.query("#saisie")))
        assert pilot.app.screen.query_one("#saisie").value == "/votes "  # type: ignore[attr-defined]


def test_a_command_is_found_by_its_name_before_its_explanation() -> None:
    named = {one.name: one for one in COMMANDS}
    assert worth(named["votes"], "VOTES") > worth(named["votes"], "gommettes") > 0
    assert worth(named["diapos"], "diaporama") > 0
    assert worth(named["votes"], "zzz") == 0


@pytest.mark.parametrize("aspect", ["clair", "sombre", "contraste"])
@pytest.mark.parametrize("size", [(100, 30), (80, 24)], ids=["100x30", "80x24"])
def test_the_help_as_it_is_seen(
    snap_compare: Any, sessions: Path, size: tuple[int, int], aspect: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """« Je lis l’aide de l’écran où je suis, dans les couleurs que je vois. »"""
    monkeypatch.setattr("facilitator.tui.screens.help.config_path", lambda: Path("facilitator/config.toml"))
    app = FacilitatorApp(settings(sessions).model_copy(update={"aspect": aspect}), "pleine")

    async def run(pilot: Any) -> None:
        await until(pilot, lambda: getattr(pilot.app.focused, "id", None) == "saisie")
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(pilot.app.screen, Help))
        await still(pilot)

    assert snap_compare(app, terminal_size=size, run_before=run)


@pytest.mark.parametrize("size", [(100, 30), (80, 24)], ids=["100x30", "80x24"])
@pytest.mark.parametrize("place", ["commandes", "palette", "rien"])
def test_commands_as_they_are_seen(
    snap_compare: Any, sessions: Path, size: tuple[int, int], place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """« Toutes les commandes, et comment les trouver. »"""
    monkeypatch.setattr("facilitator.tui.screens.help.config_path", lambda: Path("facilitator/config.toml"))

    async def run(pilot: Any) -> None:
        await until(pilot, lambda: getattr(pilot.app.focused, "id", None) == "saisie")
        if place == "commandes":
            await pilot.press("f1")
            await until(pilot, lambda: isinstance(pilot.app.screen, Help))
            await still(pilot)
            await pilot.press("end")
            await still(pilot)
        else:
            await pilot.press("ctrl+p")
            await still(pilot)
            await pilot.press(*("zzz" if place == "rien" else "the"))
            await still(pilot)
            pilot.app.screen.query_one("CommandInput").cursor_blink = False

    assert snap_compare(FacilitatorApp(settings(sessions), "vide"), terminal_size=size, run_before=run)
