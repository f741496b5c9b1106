"""The end of a mission: a démarche emptied of what people said; the livrables and a trace stay."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from facilitator.config import Settings
from facilitator.domain.theme import Author
from facilitator.domain.wall import Wall
from facilitator.language.french import counted, plural
from facilitator.language.typography import quote, typeset
from facilitator.privacy.keeping import for_keeping
from facilitator.privacy.labels import demarche_with, event_with, labels_of_demarche, labels_of_wall
from facilitator.privacy.project_labels import labels_of_project, project_with
from facilitator.store.demarche_file import DemarcheFile
from facilitator.store.purging import purge
from facilitator.workshop.livrables import FOLDER
from facilitator.workshop.names import Names, places_of, purged
from facilitator.workshop.reports import Step, unheard
from facilitator.workshop.sessions import existing_folder


@dataclass(frozen=True, slots=True)
class PurgePlan:
    """What a purge would take away and leave; ``undecided`` passages of what stays may name somebody."""

    title: str
    folder: Path
    contributions: int
    operations: int
    livrables: int
    undecided: int = 0

    @property
    def sentence(self) -> str:
        """What goes for good, and what stays."""
        return typeset(
            f"La purge de {quote(self.title)} efface pour toujours "
            f"{counted(self.contributions, 'contribution')}, le mur, {counted(self.operations, 'acte')} du "
            "journal, les sauvegardes, les anciennes versions des livrables, les listes de rejets, et les "
            "tableaux ou textes posés dans son dossier (csv, xlsx, ods, txt, json), avec les réponses "
            "de l’enquête. Restent la description "
            "de la démarche et de ses événements, le projet social, la trace de la purge et "
            f"{counted(self.livrables, 'livrable')}, à relire : un tableau exporté contient les "
            "contributions. Les noms que vous avez remplacés le sont aussi, pour de bon, dans ce qui reste."
        )

    @property
    def warning(self) -> str:
        """What to decide before, since it would stay as it is; empty where nothing is left to decide."""
        if not self.undecided:
            return ""
        return typeset(
            f"{counted(self.undecided, 'passage')} de ce qui reste (description, événements, projet) "
            f"{plural(self.undecided, 'peut', 'peuvent')} encore désigner quelqu'un : décidez-en d'abord "
            "avec « facilitator noms »."
        )


def purge_plan(asked: str, settings: Settings, step: Step = unheard) -> PurgePlan:
    """What purging this démarche would do; raises NotFoundError, StoreError."""
    folder = existing_folder(asked, settings.sessions)
    with DemarcheFile.open(folder, station=settings.station) as file:
        held = file.inventory()
        title = file.agenda.demarche().title
        staying = set(_staying(file))
        labels = Names(file, thorough=settings.noms == "complet").review(step).labels
    undecided = sum(one.decision is None and one.text in staying for one in labels)
    found = (folder / FOLDER).glob("*")
    livrables = sum(one.is_file() and not one.name.startswith(".") for one in found)
    return PurgePlan(title, folder, held.contributions, held.operations, livrables, undecided)


def purge_demarche(asked: str, settings: Settings) -> str:
    """Purge this démarche for good; a sentence that says so. Raises NotFoundError, StoreError."""
    folder = existing_folder(asked, settings.sessions)
    return purged(purge(folder, station=settings.station, first=_replace_names))


def _staying(file: DemarcheFile) -> list[str]:
    """The texts that a purge leaves."""
    events = (Wall(event, ()) for event in file.agenda.events())
    labels = (
        *labels_of_demarche(file.agenda.demarche()),
        *(label for wall in events for label in labels_of_wall(wall)),
        *labels_of_project(file.project.read()),
    )
    return [one.text for one in labels]


def _replace_names(file: DemarcheFile) -> None:
    """Replace in what stays the names that were decided to be replaced: the decisions go with the notes."""
    demarche, project = file.agenda.demarche(), file.project.read()
    keep = for_keeping(file.names.of_labels(), file.names.decisions(), places_of(file))

    def change(_: str, text: str) -> str:
        return keep(text)

    with file.journal.act("noms", "noms remplacés dans ce qui reste", by=Author.HUMAN):
        file.agenda.write_demarche(demarche_with(demarche, change))
        for event in file.agenda.events():
            file.agenda.write_event(event_with(event, change))
        file.project.write(project_with(project, change))
