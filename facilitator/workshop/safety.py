"""Copies of a démarche: taken away on a key, and put back when something went wrong."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from facilitator.config import Settings
from facilitator.domain.joining import are_one_demarche
from facilitator.errors import NotFoundError, StoreError, UsageError
from facilitator.language.french import counted, listed
from facilitator.language.typography import quote, typeset
from facilitator.store.backups import Backup, backups_in, copy_to, said_in
from facilitator.store.borrowing import borrowed
from facilitator.store.carrying import carried_by, size_beside
from facilitator.store.demarche_file import BACKUPS, FILE_NAME, DemarcheFile, utc_now
from facilitator.store.restoring import Restored, restore
from facilitator.workshop.drafted import forget_sources
from facilitator.workshop.livrables import FOLDER
from facilitator.workshop.sessions import existing_folder, folder_of


@dataclass(frozen=True, slots=True)
class CopyReport:
    """A copy that was made and verified: the file, or the folder with the livrables.

    ``beside`` are the files beside the démarche that it carries: survey, statistics, trames.
    """

    title: str
    path: Path
    size: int
    contributions: int
    livrables: int
    beside: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """« CTG » : copie vérifiée de 90 contributions et 3 livrables, 1,2 Mo. »."""
        held = counted(self.contributions, "contribution")
        if self.livrables:
            held += f" et {counted(self.livrables, 'livrable')}"
        told = f"{quote(self.title)} : copie vérifiée de {held}, {file_size(self.size)}."
        if self.beside:
            told += f" Avec {listed(self.beside)}."
        return typeset(told)


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What a restoring changed."""

    title: str
    source: Path
    restored: Restored

    @property
    def sentence(self) -> str:
        """« CTG » est revenue à 57 contributions (il y en avait 90). »."""
        after = counted(self.restored.after, "contribution")
        before = self.restored.before
        was = "le fichier était illisible ou absent" if before is None else f"il y en avait {before}"
        told = f"{quote(self.title)} est revenue à {after} ({was})."
        if self.restored.beside:
            told += f" Revenus aussi : {listed(self.restored.beside)}."
        if self.restored.left:
            told += f" Absents de cette copie, et laissés tels quels : {listed(self.restored.left)}."
        return typeset(told)


def copy_demarche(
    asked: str, target: Path | None, settings: Settings, *, everything: bool = False
) -> CopyReport:
    """A verified copy of a démarche, and of what belongs to it beside its file, in the folder ``target``.

    Without ``target`` it is made among its own copies. The name tells the démarche and the moment. With
    ``everything`` it is a folder, with the livrables.
    Raises NotFoundError where the folder is not there (a key that is not plugged in), StoreError.
    """
    folder = existing_folder(asked, settings.sessions)
    with DemarcheFile.open(folder, station=settings.station) as file:
        title, slug = file.agenda.demarche().title, folder.name
        held = file.inventory()
        if target is None:
            path = file.back_up("copie")
            size, said = path.stat().st_size, said_in(path, immutable=True)
            return CopyReport(title, path, size, said, 0, carried_by(path))
        if not target.is_dir():
            raise NotFoundError(
                f"Le dossier {target} n’est pas là.",
                cause="La clé n’est pas branchée, ou elle a un autre nom sur ce poste.",
                next_step="Branchez-la, ouvrez-la une fois dans l’explorateur, puis recommencez avec le "
                "chemin qu’il montre.",
            )
        stem = f"{slug}_{datetime.now().astimezone():%Y-%m-%d_%Hh%M}"
        livrables = _livrables(folder) if everything else []
        needed = held.size_bytes + size_beside(folder) + sum(path.stat().st_size for path in livrables)
        _check_room(target, needed)
        home = _free(target / stem if everything else target / f"{stem}.sqlite")
        path = copy_to(folder / FILE_NAME, home / FILE_NAME if everything else home)
        _copy_livrables(livrables, folder / FOLDER, home / FOLDER)
    size = path.stat().st_size + sum(one.stat().st_size for one in livrables)
    said = said_in(path, immutable=True)
    return CopyReport(title, home, size, said, len(livrables), carried_by(path))


def known_backups(asked: str, settings: Settings) -> tuple[Backup, ...]:
    """The dated copies of a démarche, newest first."""
    return backups_in(_home(asked, settings) / BACKUPS)


def restore_demarche(asked: str, which: str, settings: Settings) -> RestoreReport:
    """Put a copy in the place of a démarche, what is there now copied first.

    ``which`` is the number of a dated copy, its name, or a path. Raises NotFoundError, UsageError where it
    is the copy of another démarche, StoreError while another program has the démarche open.
    """
    folder = _home(asked, settings)
    source = _backup_asked(which, folder)
    with borrowed(source, station=settings.station) as copy:
        title = copy.agenda.demarche().title
        _check_same(folder, copy, settings)
        copy.close()
        restored = restore(folder, copy.folder / FILE_NAME, clock=utc_now)
    _forget_sources(folder / FOLDER)
    return RestoreReport(title, source, restored)


def file_size(size: int) -> str:
    """« 340 Ko », « 1,2 Mo »."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1_000))} Ko"
    return f"{size / 1_000_000:.1f} Mo".replace(".", ",")


def difference(report: RestoreReport) -> str:
    """« 33 contributions de moins qu’avant », or that there are as many."""
    if report.restored.before is None:
        return ""
    more = report.restored.after - report.restored.before
    if not more:
        return "Autant de contributions qu’avant."
    return f"{counted(abs(more), 'contribution')} de {'plus' if more > 0 else 'moins'} qu’avant."


def _home(asked: str, settings: Settings) -> Path:
    """The démarche's folder, also where its file is lost and only copies are left."""
    folder = folder_of(asked, settings.sessions)
    return folder if (folder / BACKUPS).is_dir() else existing_folder(asked, settings.sessions)


def _backup_asked(which: str, folder: Path) -> Path:
    known = backups_in(folder / BACKUPS)
    for backup in known:
        if which in (str(backup.number), f"{backup.number:04d}", backup.path.name):
            return backup.path
    path = Path(which).expanduser()
    if path.is_file():
        return path
    if (path / FILE_NAME).is_file():
        return path / FILE_NAME
    numbers = ", ".join(str(backup.number) for backup in known)
    raise NotFoundError(
        f"Il n’y a pas de sauvegarde « {which} ».",
        cause=f"Sauvegardes connues : {numbers}." if known else "Cette démarche n’en a aucune.",
        next_step="Tapez « facilitator restaurer » pour voir la liste, puis donnez un numéro.",
    )


def _check_same(folder: Path, copy: DemarcheFile, settings: Settings) -> None:
    """Refuse the copy of another démarche; where the present file cannot be read, nothing tells."""
    try:
        with borrowed(folder / FILE_NAME, station=settings.station) as present:
            now = present.joining.holding(copy.joining.lineage())
    except (StoreError, NotFoundError):
        return
    former = copy.joining.holding(copy.joining.lineage())
    if not are_one_demarche(now, former):
        raise UsageError(
            "Cette sauvegarde est celle d’une autre démarche.",
            cause=f"Elle contient {quote(former.demarche.title)}, et non {quote(now.demarche.title)}.",
            next_step="Vérifiez le fichier ; pour réunir deux démarches : « facilitator reunir --help ».",
        )


def _forget_sources(livrables: Path) -> None:
    """The numbers of acts come again after a restoring: livrables must not be told up to date by them."""
    try:
        forget_sources(livrables)
    except OSError as error:
        raise StoreError(
            "La démarche est revenue, mais ses livrables peuvent être dits à jour à tort.",
            cause=f"{error.filename} : {error.strerror or error}.",
            next_step="Effacez ce fichier, ou rédigez les livrables de nouveau.",
        ) from error


def _livrables(folder: Path) -> list[Path]:
    found = (folder / FOLDER).rglob("*")
    return sorted(path for path in found if path.is_file() and not path.name.startswith("."))


def _copy_livrables(paths: list[Path], source: Path, target: Path) -> None:
    try:
        for path in paths:
            into = target / path.relative_to(source)
            into.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, into)
    except OSError as error:
        raise StoreError(
            "La démarche est copiée, mais pas tous ses livrables.",
            cause=f"{target} : {error.strerror or error}.",
            next_step="Fermez ceux qui sont ouverts, vérifiez la place, puis recommencez.",
        ) from error


def _check_room(target: Path, size: int) -> None:
    free = shutil.disk_usage(target).free
    if free < size:
        raise StoreError(
            "Il n’y a pas assez de place pour la copie.",
            cause=f"Il faut {file_size(size)} dans {target}, il en reste {file_size(free)}.",
            next_step="Libérez de la place ou prenez une autre clé, puis recommencez : la démarche est "
            "intacte.",
        )


def _free(path: Path) -> Path:
    """``path``, or the first of its names with « -2 », « -3 »… that is not taken."""
    rank, free = 1, path
    while free.exists():
        rank += 1
        free = path.with_name(f"{path.stem}-{rank}{path.suffix}")
    return free
