"""Which démarches there are, in which folder each lies, and what each holds."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from facilitator.config import Settings
from facilitator.domain.demarche import Demarche
from facilitator.errors import NotFoundError, StoreError, UsageError
from facilitator.intake.slug import slugify
from facilitator.store.demarche_file import FILE_NAME, DemarcheFile, demarche_folders
from facilitator.store.glance import EventGlance, glance


@dataclass(frozen=True, slots=True)
class DemarcheOverview:
    """A démarche as the first screen shows it; ``touched_at`` is the last act in it, None before any.

    ``trouble`` is why it cannot be opened; nothing else is then known of it.
    """

    slug: str
    title: str
    touched_at: datetime | None = None
    events: tuple[EventGlance, ...] = ()
    trouble: StoreError | None = None


def known_demarches(sessions: Path) -> tuple[str, ...]:
    """The folder names of all démarches, in alphabetical order."""
    return tuple(folder.name for folder in demarche_folders(sessions))


def overview(settings: Settings) -> tuple[DemarcheOverview, ...]:
    """Every démarche, the last worked in first; those that cannot be opened at the end."""
    found = [_overview(folder) for folder in demarche_folders(settings.sessions)]
    return tuple(sorted(found, key=_touched, reverse=True))


def _touched(one: DemarcheOverview) -> tuple[bool, float]:
    return one.trouble is None, one.touched_at.timestamp() if one.touched_at else 0.0


def _overview(folder: Path) -> DemarcheOverview:
    try:
        seen = glance(folder / FILE_NAME)
    except StoreError as error:
        return DemarcheOverview(folder.name, folder.name, trouble=error)
    return DemarcheOverview(folder.name, seen.title, seen.touched_at, seen.events)


def folder_of(asked: str, sessions: Path) -> Path:
    """The folder that ``asked``, a title or a folder name, leads to, whether or not it exists."""
    return sessions / slugify(asked)


def existing_folder(asked: str, sessions: Path) -> Path:
    """Like :func:`folder_of`; raises NotFoundError with the names that exist when it is not there."""
    folder = folder_of(asked, sessions)
    known = known_demarches(sessions)
    if folder.name not in known:
        raise NotFoundError(
            f"La démarche « {asked} » n’existe pas dans {sessions}.",
            cause=f"Démarches connues : {', '.join(known)}." if known else "Ce dossier n’en contient aucune.",
            next_step="Vérifiez le nom, ou créez-la avec « facilitator importer ».",
        )
    return folder


def open_or_create(folder: Path, new: Demarche, settings: Settings) -> tuple[DemarcheFile, bool]:
    """The démarche in ``folder``, and whether it was made just now (also where a creation was cut short)."""
    try:
        return DemarcheFile.open(folder, station=settings.station), False
    except NotFoundError:
        return DemarcheFile.create(folder, new, station=settings.station), True


def file_asked(asked: str, sessions: Path) -> Path:
    """The démarche file that ``asked`` leads to: a file, a folder that holds one (a USB key), or a name.

    Raises NotFoundError when nothing is there, UsageError where a folder holds several copies.
    """
    path = Path(asked).expanduser()
    if path.is_file():
        return path
    if path.is_dir():
        if (path / FILE_NAME).is_file():
            return path / FILE_NAME
        copies = sorted(path.glob("*.sqlite"))
        if len(copies) == 1:
            return copies[0]
        if copies:
            raise UsageError(
                f"Quel fichier de {path} ?",
                cause=f"Copies trouvées : {', '.join(copy.name for copy in copies)}.",
                next_step="Donnez le chemin entier du fichier.",
            )
    if len(path.parts) > 1 or path.suffix == ".sqlite":
        raise NotFoundError(
            f"Il n’y a pas de démarche à « {asked} ».",
            cause="Ce fichier n’existe pas, ou ce dossier n’en contient pas.",
            next_step="Vérifiez le chemin, et que la clé est branchée ; s’il y a des espaces, mettez-le "
            "entre guillemets.",
        )
    return existing_folder(asked, sessions) / FILE_NAME
