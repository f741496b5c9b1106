"""Two posts captured the same démarche without a network: their files become one, as one act."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from facilitator.config import Settings
from facilitator.domain.joining import Conflict, Holding, Joined, Renumbered, are_one_demarche, join
from facilitator.domain.names import NameDecision
from facilitator.domain.theme import Author
from facilitator.errors import StoreError, UsageError
from facilitator.language.french import counted, plural
from facilitator.language.typography import quote, typeset
from facilitator.store.backups import copy_to
from facilitator.store.borrowing import borrowed
from facilitator.store.demarche_file import FILE_NAME, DemarcheFile
from facilitator.workshop.beside_joining import BesideJoining
from facilitator.workshop.board.sight import Sight
from facilitator.workshop.board.standing_wall import StandingWall
from facilitator.workshop.engine import Engines
from facilitator.workshop.lists import keep_conflicts
from facilitator.workshop.reports import Step, unheard
from facilitator.workshop.sessions import file_asked, folder_of

CONFLICTS: Final = "conflits-reunion"


@dataclass(frozen=True, slots=True)
class JoinReport:
    """What a joining brought: counts, new numbers, conflicts and where they are listed.

    ``backup`` is the copy of what was there before; None where the joining made a new file or nothing.
    ``beside`` tells what the survey and the other files beside the démarche took, in French.
    """

    folder: Path
    title: str
    added: int
    revised: int
    events: int
    themes: int
    renumbered: tuple[Renumbered, ...]
    conflicts: tuple[Conflict, ...]
    conflicts_path: Path | None
    backup: Path | None
    notes: tuple[str, ...]
    beside: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """« 45 contributions ajoutées à « CTG », 2 complétées ; 1 thème, 1 conflit »."""
        if self.backup is None and not (self.added or self.revised):
            return typeset(f"Rien à ajouter : {quote(self.title)} contient déjà tout.")
        parts = [
            f"{counted(self.added, 'contribution')} {plural(self.added, 'ajoutée')} à {quote(self.title)}"
        ]
        if self.revised:
            parts.append(f"{counted(self.revised, 'contribution')} {plural(self.revised, 'complétée')}")
        if self.events:
            parts.append(f"{counted(self.events, 'événement')} {plural(self.events, 'ajouté')}")
        if self.themes:
            parts.append(f"{counted(self.themes, 'thème')} {plural(self.themes, 'ajouté')}")
        parts.append(f"{counted(len(self.conflicts), 'conflit')}" if self.conflicts else "aucun conflit")
        return typeset(f"{', '.join(parts)}.")

    @property
    def new_numbers(self) -> tuple[str, ...]:
        """« n° 12 de l’autre poste devient n° 57 », runs of numbers together, one sentence an event."""
        sentences = []
        for event in dict.fromkeys(one.event for one in self.renumbered):
            runs = _runs([one for one in self.renumbered if one.event == event])
            told = " ; ".join(_told(first, last) for first, last in runs)
            sentences.append(typeset(f"{event} : {told}"))
        return tuple(sentences)


def join_files(
    first: str,
    second: str,
    settings: Settings,
    *,
    into: str | None = None,
    anyway: bool = False,
    step: Step = unheard,
) -> JoinReport:
    """Complete the first démarche with what the second holds; the second is never written.

    Both are names, folders or files. With ``into`` the first is not written either: the outcome is a new
    démarche of that name or in that folder. ``anyway`` joins two different démarches. Raises UsageError
    where they are the same file or two démarches, NotFoundError, StoreError.
    """
    paths = [file_asked(asked, settings.sessions) for asked in (first, second)]
    if paths[0].exists() and paths[1].exists() and paths[0].samefile(paths[1]):
        raise UsageError(
            "Ces deux noms mènent au même fichier.",
            cause=str(paths[0]),
            next_step="Nommez le fichier de l’autre poste, par exemple celui de la clé USB.",
        )
    step("Lecture de l’autre fichier", 0, 0)
    with borrowed(paths[1], station=settings.station) as theirs, ExitStack() as opened:
        if into is None:
            mine = opened.enter_context(_host(paths[0], settings))
            held = _holdings(mine, theirs)
            _check_same(*held, anyway)
        else:
            folder = _new_folder(into, settings)
            source = opened.enter_context(borrowed(paths[0], station=settings.station))
            held = _holdings(source, theirs)
            _check_same(*held, anyway)
            source.close()
            copy_to(source.folder / FILE_NAME, folder / FILE_NAME)
            mine = opened.enter_context(DemarcheFile.open(folder, station=settings.station))
        foretold = join(*held, with_demarche=are_one_demarche(*held))
        beside = BesideJoining(mine.folder, theirs.folder)
        backup = None
        if into is None and not (_is_same(held[0], foretold.holding) and beside.is_empty):
            backup = mine.back_up("avant réunion")
        step("Réunion des deux fichiers", 0, 0)
        report = _joined(mine, theirs, foretold.holding, _summary(paths[1]), settings, backup)
        return _with_beside(report, beside)


def _with_beside(report: JoinReport, beside: BesideJoining) -> JoinReport:
    """Join the files beside too, and tell it."""
    told = beside.write()
    conflicts = (*report.conflicts, *beside.conflicts)
    return replace(
        report,
        conflicts=conflicts,
        conflicts_path=_write_conflicts(report.folder, conflicts),
        renumbered=(*report.renumbered, *beside.renumbered),
        beside=told,
    )


def _joined(
    mine: DemarcheFile,
    theirs: DemarcheFile,
    foretold: Holding,
    summary: str,
    settings: Settings,
    backup: Path | None,
) -> JoinReport:
    """Join, and file what the walls do not hold yet; ``foretold`` is what this will most likely give."""
    mine.joining.take_vectors(theirs.joining)
    notes: list[str] = []
    engines = Engines(settings)
    walls = {}
    for event_id in (wall.event_id for wall in foretold.walls):
        if _unplaced(foretold, event_id):
            sight = Sight(engines, mine.vectors, notes.extend)
            said = [one for one in foretold.contributions if one.event_id == event_id]
            sight.read_ahead([one.text for one in said if not one.removed])
            walls[event_id] = StandingWall(mine, event_id, sight)
    with mine.journal.act(theirs.joining.lineage().kind, summary, by=Author.HUMAN):
        ours, others = _holdings(mine, theirs)
        joined = join(ours, others, with_demarche=are_one_demarche(ours, others))
        mine.joining.write(ours, joined)
        mine.names.decide(_decisions_to_bring(mine, theirs, joined.holding))
        for event_id, wall in walls.items():
            if _unplaced(joined.holding, event_id):
                wall.file_unplaced()
    return _report(mine, ours, joined, backup, tuple(dict.fromkeys(notes)))


def _decisions_to_bring(mine: DemarcheFile, theirs: DemarcheFile, holding: Holding) -> list[NameDecision]:
    """What was decided there of names, for the same contributions here and for labels.

    What was decided here stays.
    """
    decided = {(one.contribution_id, one.words) for one in mine.names.decisions()}
    here = {one.id for one in holding.contributions}
    rows = {(one.origin.key, one.original): one.id for one in holding.contributions if one.origin}
    there = {
        one.id: rows.get((one.origin.key, one.original))
        for one in theirs.contributions.everything()
        if one.origin is not None and one.id not in here
    }
    brought = []
    for one in theirs.names.decisions():
        own = one.contribution_id if one.contribution_id in here else there.get(one.contribution_id)
        if own is not None and (own, one.words) not in decided:
            brought.append(replace(one, contribution_id=own))
    labels = {one.words for one in mine.names.of_labels()}
    return brought + [one for one in theirs.names.of_labels() if one.words not in labels]


def _summary(path: Path) -> str:
    return f"réunion avec {path.parent.name if path.name == FILE_NAME else path.name}"


def _report(
    file: DemarcheFile, before: Holding, joined: Joined, backup: Path | None, notes: tuple[str, ...]
) -> JoinReport:
    after = joined.holding
    themes = {theme.id for wall in before.walls for theme in wall.themes}
    return JoinReport(
        folder=file.folder,
        title=after.demarche.title,
        added=len(joined.added),
        revised=len(joined.revised),
        events=len(after.events) - len(before.events),
        themes=sum(theme.id not in themes for wall in after.walls for theme in wall.themes),
        renumbered=joined.renumbered,
        conflicts=joined.conflicts,
        conflicts_path=None,
        backup=backup,
        notes=notes,
    )


def _holdings(mine: DemarcheFile, theirs: DemarcheFile) -> tuple[Holding, Holding]:
    ours, others = mine.joining.lineage(), theirs.joining.lineage()
    return mine.joining.holding(others), theirs.joining.holding(ours)


def _is_same(before: Holding, after: Holding) -> bool:
    return (before.demarche, before.events, before.contributions, before.walls, before.imports) == (
        after.demarche,
        after.events,
        after.contributions,
        after.walls,
        after.imports,
    )


def _unplaced(holding: Holding, event_id: str) -> bool:
    """Whether a wall with themes lacks a contribution."""
    wall = holding.wall(event_id)
    if wall is None or not wall.themes:
        return False
    placed = wall.places()
    return any(
        one.event_id == event_id and not one.removed and one.id not in placed for one in holding.contributions
    )


def _check_same(ours: Holding, others: Holding, anyway: bool) -> None:
    if anyway or are_one_demarche(ours, others):
        return
    raise UsageError(
        "Ces deux fichiers ne sont pas de la même démarche.",
        cause=f"L’un est {quote(ours.demarche.title)}, l’autre {quote(others.demarche.title)}, "
        "et aucun événement ne leur est commun.",
        next_step="Vérifiez les noms ; pour les réunir quand même, ajoutez « --quand-meme ».",
    )


@contextmanager
def _host(path: Path, settings: Settings) -> Iterator[DemarcheFile]:
    if path.name != FILE_NAME:
        raise UsageError(
            f"{path.name} est une copie, pas une démarche où l’on travaille.",
            next_step="Nommez d’abord la démarche, puis la copie ; ou ajoutez « --vers NOM » pour réunir les "
            "deux dans une nouvelle démarche.",
        )
    with DemarcheFile.open(path.parent, station=settings.station) as file:
        yield file


def _new_folder(into: str, settings: Settings) -> Path:
    path = Path(into).expanduser()
    folder = path if len(path.parts) > 1 else folder_of(into, settings.sessions)
    if (folder / FILE_NAME).exists():
        raise UsageError(
            f"Il y a déjà une démarche dans {folder}.",
            next_step="Donnez à « --vers » un nom nouveau, ou réunissez-les sans « --vers ».",
        )
    return folder


def _write_conflicts(folder: Path, conflicts: Sequence[Conflict]) -> Path | None:
    """List the conflicts for a spreadsheet; an earlier list that differs stays. None without any."""
    try:
        return keep_conflicts(folder, CONFLICTS, "Sur l’autre poste", conflicts)
    except OSError as error:
        raise StoreError(
            "Les fichiers sont réunis, mais la liste des conflits ne peut pas être écrite.",
            cause=f"{folder} : {error.strerror or error}.",
            next_step="Fermez « conflits-reunion.csv » s’il est ouvert, puis relancez la même commande.",
        ) from error


def _runs(renumbered: Iterable[Renumbered]) -> list[tuple[Renumbered, Renumbered]]:
    """The first and last of each run of numbers that follow each other on both sides."""
    runs: list[tuple[Renumbered, Renumbered]] = []
    for one in renumbered:
        if runs and (one.there, one.here) == (runs[-1][1].there + 1, runs[-1][1].here + 1):
            runs[-1] = (runs[-1][0], one)
        else:
            runs.append((one, one))
    return runs


def _told(first: Renumbered, last: Renumbered) -> str:
    if first == last:
        return f"n° {first.there} de l’autre poste devient n° {first.here}"
    return f"n° {first.there} à {last.there} de l’autre poste deviennent n° {first.here} à {last.here}"
