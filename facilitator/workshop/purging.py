"""The end of a mission: a démarche emptied of what people said; the livrables and a trace stay."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from facilitator.config import Settings
from facilitator.language.french import counted
from facilitator.language.typography import quote, typeset
from facilitator.store.demarche_file import DemarcheFile
from facilitator.store.purging import purge
from facilitator.workshop.livrables import FOLDER
from facilitator.workshop.names import purged
from facilitator.workshop.sessions import existing_folder


@dataclass(frozen=True, slots=True)
class PurgePlan:
    """What a purge would take away, and what it would leave."""

    title: str
    folder: Path
    contributions: int
    operations: int
    livrables: int

    @property
    def sentence(self) -> str:
        """What goes for good, and what stays."""
        return typeset(
            f"La purge de {quote(self.title)} efface pour toujours "
            f"{counted(self.contributions, 'contribution')}, le mur, {counted(self.operations, 'acte')} du "
            "journal, les sauvegardes, les anciennes versions des livrables, les listes de rejets, et les "
            "tableaux ou textes posés dans son dossier (csv, xlsx, ods, txt, json), avec les réponses "
            "de l’enquête. Restent la description "
            "de la démarche, la trace de la purge et "
            f"{counted(self.livrables, 'livrable')}, à relire : un tableau exporté contient les "
            "contributions."
        )


def purge_plan(asked: str, settings: Settings) -> PurgePlan:
    """What purging this démarche would do; raises NotFoundError, StoreError."""
    folder = existing_folder(asked, settings.sessions)
    with DemarcheFile.open(folder, station=settings.station) as file:
        held = file.inventory()
        title = file.agenda.demarche().title
    found = (folder / FOLDER).glob("*")
    livrables = sum(one.is_file() and not one.name.startswith(".") for one in found)
    return PurgePlan(title, folder, held.contributions, held.operations, livrables)


def purge_demarche(asked: str, settings: Settings) -> str:
    """Purge this démarche for good; a sentence that says so. Raises NotFoundError, StoreError."""
    return purged(purge(existing_folder(asked, settings.sessions), station=settings.station))
