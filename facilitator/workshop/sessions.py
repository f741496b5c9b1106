"""Which démarches there are, and in which folder each lies."""

from pathlib import Path

from facilitator.errors import NotFoundError
from facilitator.intake.slug import slugify
from facilitator.store.demarche_file import demarche_folders


def known_demarches(sessions: Path) -> tuple[str, ...]:
    """The folder names of all démarches, in alphabetical order."""
    return tuple(folder.name for folder in demarche_folders(sessions))


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
