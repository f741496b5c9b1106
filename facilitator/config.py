"""Typed settings from one file and the environment, and the folders the program lives in.

The file is ``config.toml`` in the user's configuration folder; a variable ``FACILITATOR_<KEY>`` in the
environment wins over it. Nothing here creates a folder.
"""

import os
import platform
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from facilitator.errors import ConfigError

ENVIRONMENT_PREFIX = "FACILITATOR_"

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _default_sessions() -> Path:
    """``sessions`` beside where the user stands when there is one, else in her documents."""
    here = Path.cwd() / "sessions"
    return here if here.is_dir() else platformdirs.user_documents_path() / "Facilitator" / "sessions"


class Settings(BaseModel):
    """Everything a user can set; every key has a default that works.

    ``station`` names this computer in the journal: each station undoes its own acts. Its default leaves out
    the network's domain, which may change from room to room.
    ``noms`` tells what looks for names of people before anything leaves: rules and a model (« complet »), or
    « regles » alone. ``threads`` bounds the embedding model's threads; 0 lets it choose. ``aspect`` dresses
    the live session and ``touches`` gives its actions other keys, by their id: ``{"trier": "f10"}`` (F1 shows
    the ids).
    """

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)

    sessions: Path = Field(default_factory=_default_sessions)
    moteur: Word = "auto"
    station: Word = Field(default_factory=lambda: platform.node().partition(".")[0] or "poste")
    threads: int = Field(default=0, ge=0, le=64)
    aspect: Literal["clair", "sombre", "contraste"] = "sombre"
    touches: dict[str, Word] = Field(default_factory=dict)
    noms: Literal["complet", "regles"] = "complet"


def config_path() -> Path:
    """Where the settings file lies, whether or not it exists."""
    return platformdirs.user_config_path("facilitator", appauthor=False) / "config.toml"


def load_settings(path: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings in force; raises ConfigError naming the file (or the variable) and the key."""
    path = path or config_path()
    environment = os.environ if environment is None else environment
    written = _read_file(path)
    overrides = {
        key: environment[name]
        for key in Settings.model_fields
        if (name := f"{ENVIRONMENT_PREFIX}{key.upper()}") in environment
    }
    try:
        return Settings.model_validate({**written, **overrides})
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        where = f"la variable {ENVIRONMENT_PREFIX}{key.upper()}" if key in overrides else f"le fichier {path}"
        known = ", ".join(Settings.model_fields)
        unknown = first["type"] == "extra_forbidden"
        cause = "Cette clé n’existe pas." if unknown else f"Valeur : {first['input']!r}."
        raise ConfigError(
            f"Le réglage « {key} » ne convient pas dans {where}.",
            cause=cause,
            next_step=f"Corrigez-le ou retirez-le. Réglages connus : {known}.",
        ) from error


def write_setting(key: str, value: str, path: Path | None = None) -> Path:
    """Keep one setting in the file, its comments untouched; returns the file's path."""
    import tomlkit

    path = path or config_path()
    _read_file(path)  # a broken file is reported, never overwritten
    document = tomlkit.parse(path.read_text(encoding="utf-8")) if path.exists() else tomlkit.document()
    document[key] = value
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(tomlkit.dumps(document), encoding="utf-8")
    except OSError as error:
        raise ConfigError(
            f"Le réglage « {key} » ne peut pas être gardé dans {path}.",
            cause=error.strerror or str(error),
            next_step=f"Corrigez les droits du dossier, ou donnez {ENVIRONMENT_PREFIX}{key.upper()}.",
        ) from error
    return path


def shipped(name: str) -> Path:
    """A folder that travels with the program: ``prompts`` or ``exemple``.

    Inside a wheel it lies in the package, in a clone at the top of the repository.
    """
    packaged = Path(__file__).parent / "_shipped" / name
    if packaged.is_dir():
        return packaged
    top = Path(__file__).parent.parent
    return top / ("sessions/exemple" if name == "exemple" else name)


def user_prompts() -> Path:
    """Where a user's own trames lie; they win over those of the package."""
    return platformdirs.user_config_path("facilitator", appauthor=False) / "prompts"


def _read_file(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(
            f"Le fichier de réglages {path} ne peut pas être lu.",
            cause=str(error),
            next_step="Corrigez-le, ou supprimez-le pour revenir aux réglages d’origine.",
        ) from error
