"""Our own exports taken back into a démarche, as one act: everything comes once, what differs is listed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from facilitator.config import Settings
from facilitator.domain.demarche import Demarche, Territory
from facilitator.domain.joining import Conflict, Renumbered
from facilitator.domain.returning import Here, Returned, take_back
from facilitator.domain.theme import Author
from facilitator.domain.wall import Wall
from facilitator.errors import NotFoundError, StoreError
from facilitator.intake.exported.reading import Exported
from facilitator.intake.exported.reading import read_exported as read
from facilitator.intake.exported.unreadable import Unreadable
from facilitator.intake.formulas import neutralise
from facilitator.intake.slug import slugify
from facilitator.language.french import counted, plural
from facilitator.language.typography import quote, typeset
from facilitator.store.demarche_file import DemarcheFile
from facilitator.workshop.events import named
from facilitator.workshop.lists import keep_conflicts, keep_rows
from facilitator.workshop.names import Names
from facilitator.workshop.records import keep_rejects
from facilitator.workshop.reports import Step, unheard
from facilitator.workshop.sessions import folder_of, open_or_create

DIFFERENCES: Final = "differences-import"
UNREADABLE: Final = "cellules-illisibles"


@dataclass(frozen=True, slots=True)
class ReturnReport:
    """What an export brought back, and what it says otherwise than the démarche, which stays as it is.

    ``unreadable`` are cells that count for empty, listed in ``unreadable_path``.
    """

    source: Path
    title: str
    added: int
    already: int
    rejected: int
    events: int
    themes: int
    renumbered: tuple[Renumbered, ...]
    differences: tuple[Conflict, ...]
    differences_path: Path | None
    rejects_path: Path | None
    unreadable: tuple[Unreadable, ...]
    unreadable_path: Path | None
    notes: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """« kraft.xlsx : 90 contributions ajoutées à « CTG » en 2 événements et 12 thèmes. »."""
        parts = []
        if self.added or self.events or self.themes:
            added = f"{counted(self.added, 'contribution')} {plural(self.added, 'ajoutée')}"
            came = [counted(n, what) for n, what in ((self.events, "événement"), (self.themes, "thème")) if n]
            with_ = f", avec {' et '.join(came)} en plus" if came else ""
            parts.append(f"{added} à {quote(self.title)}{with_}")
        else:
            parts.append(f"rien à ajouter à {quote(self.title)}")
        if self.already:
            parts.append(f"{counted(self.already, 'contribution')} déjà là")
        if self.rejected:
            parts.append(f"{counted(self.rejected, 'ligne')} {plural(self.rejected, 'refusée')}")
        if self.differences:
            parts.append(
                f"{counted(len(self.differences), 'différence')} avec ce qui est déjà là, qui n'a pas changé"
            )
        if self.unreadable:
            unread = plural(
                len(self.unreadable), "illisible, comptée comme vide", "illisibles, comptées comme vides"
            )
            parts.append(f"{counted(len(self.unreadable), 'cellule')} {unread}")
        return typeset(f"{self.source.name} : {' ; '.join(parts)}.")

    @property
    def new_numbers(self) -> tuple[str, ...]:
        """« Atelier : n° 12 du fichier devient n° 57 », one sentence a contribution."""
        return tuple(
            typeset(f"{one.event} : n° {one.there} du fichier devient n° {one.here}")
            for one in self.renumbered
        )


def read_exported(path: Path) -> Exported | None:
    """All that one of our exports holds; None for any other file. Raises InputError."""
    return read(path, now=datetime.now(UTC))


def bring_back(
    demarche: str,
    exported: Exported,
    settings: Settings,
    asked: str | None = None,
    step: Step = unheard,
) -> ReturnReport:
    """Bring back into the démarche of this title or folder, made when new, what it lacks of an export.

    It is backed up first. Of several events only the one ``asked`` for. Raises NotFoundError for an event
    that the file lacks, UsageError, StoreError; nothing is then changed.
    """
    _asked(exported, asked)
    folder, title = folder_of(demarche, settings.sessions), named(demarche, "La démarche")
    fresh = Demarche(slug=folder.name, title=title, territory=Territory(name=title))
    opened, new = open_or_create(folder, fresh, settings)
    with opened as file:
        if not new:
            file.back_up("avant import")
        return take_in(file, exported, asked, new=new, step=step)


def take_in(
    file: DemarcheFile, exported: Exported, asked: str | None, *, new: bool, step: Step = unheard
) -> ReturnReport:
    """Bring back what the démarche lacks of ``exported``, of one event where it is ``asked`` for.

    Where the démarche is ``new``, what the file says of it is taken too.
    Raises NotFoundError for an event that the file lacks, StoreError; nothing is then changed.
    """
    walls = _asked(exported, asked)
    rejects = keep_rejects(file.folder, exported.rejects, exported.header)
    done: list[Returned] = []
    with file.journal.act("importer", f"import de {exported.source.name}", by=Author.HUMAN):
        if new and exported.demarche is not None:
            file.agenda.write_demarche(_described(file.agenda.demarche(), exported.demarche))
        here = _here(file)
        for rank, wall in enumerate(walls):
            step(f"Import : {wall.event.title}", rank, len(walls))
            returned = take_back(wall, here)
            _write(file, returned)
            here = here.after(returned)
            done.append(returned)
    differences = tuple(one for each in done for one in each.differences)
    return ReturnReport(
        source=exported.source,
        title=file.agenda.demarche().title,
        added=sum(not one.removed for each in done for one in (*each.news, *each.back)),
        already=sum(each.already for each in done),
        rejected=len(exported.rejects),
        events=sum(each.is_new for each in done),
        themes=sum(each.themes for each in done),
        renumbered=tuple(one for each in done for one in each.renumbered),
        differences=differences,
        differences_path=_write_differences(file.folder, differences),
        rejects_path=rejects,
        unreadable=exported.unreadable,
        unreadable_path=_list_unreadable(file.folder, exported.unreadable),
        notes=exported.notes,
    )


def _asked(exported: Exported, asked: str | None) -> Sequence[Wall]:
    """The walls of the file, their codes such as we make them."""
    walls = [
        replace(wall, event=replace(wall.event, slug=slugify(wall.event.slug))) for wall in exported.walls
    ]
    if asked is None:
        return walls
    found = [wall for wall in walls if slugify(asked) in (wall.event.slug, slugify(wall.event.title))]
    if not found:
        known = ", ".join(quote(wall.event.title) for wall in walls)
        raise NotFoundError(
            f"L’événement {quote(asked)} n’est pas dans {exported.source.name}.",
            cause=f"Événements de ce fichier : {known}." if known else "Ce fichier n’en contient aucun.",
            next_step="Vérifiez le nom, ou retirez « --evenement » pour les prendre tous.",
        )
    return found


def _described(mine: Demarche, theirs: Demarche) -> Demarche:
    """What the file says of the démarche; its title only where it is put back under its own code."""
    return replace(theirs, slug=mine.slug, title=theirs.title if theirs.slug == mine.slug else mine.title)


def _here(file: DemarcheFile) -> Here:
    events = file.agenda.events()
    walls = {event.id: file.sortings.of_event(event.id) for event in events}
    said = file.contributions.everything()
    names = Names(file, thorough=False)
    shown = {
        event.id: names.leaving(
            Wall(event, tuple(one for one in said if one.event_id == event.id), walls[event.id])
        )
        for event in events
    }
    return Here(
        events,
        {one.id: one for one in said},
        file.contributions.withdrawn(),
        {event_id: wall for event_id, wall in walls.items() if wall is not None},
        shown,
    )


def _write(file: DemarcheFile, returned: Returned) -> None:
    if returned.is_new:
        file.agenda.write_event(returned.event)
    file.contributions.bring(returned.news)
    file.contributions.revise(returned.back)
    if returned.sorting is not None:
        file.sortings.write(returned.sorting)


def _write_differences(folder: Path, differences: Iterable[Conflict]) -> Path | None:
    """List the differences for a spreadsheet; an earlier list that differs stays. None without any."""
    try:
        return keep_conflicts(folder, DIFFERENCES, "Dans le fichier", differences)
    except OSError as error:
        raise _unlisted(folder, "la liste des différences", DIFFERENCES, error) from error


def _list_unreadable(folder: Path, cells: Sequence[Unreadable]) -> Path | None:
    """List the cells that count for empty, the same way. None without any."""
    rows = [(one.sheet, str(one.line), one.column, neutralise(one.cell)) for one in cells]
    try:
        return (
            keep_rows(folder, UNREADABLE, ("Feuille", "Ligne", "Colonne", "Contenu"), rows) if rows else None
        )
    except OSError as error:
        raise _unlisted(folder, "la liste des cellules illisibles", UNREADABLE, error) from error


def _unlisted(folder: Path, what: str, stem: str, error: OSError) -> StoreError:
    return StoreError(
        f"L’import est fait, mais {what} ne peut pas être écrite.",
        cause=f"{folder} : {error.strerror or error}.",
        next_step=f"Fermez « {stem}.csv » s’il est ouvert, puis relancez la même commande.",
    )
