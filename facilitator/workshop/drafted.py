"""What each livrable was written from, kept beside it, so that it can be told when it is out of date."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitator.domain.demarche import Demarche
from facilitator.domain.event import Event
from facilitator.domain.imprint import Drift, Imprint, drift
from facilitator.domain.missions import Document
from facilitator.language.french import counted, listed, plural
from facilitator.language.typography import typeset

if TYPE_CHECKING:
    from facilitator.workshop.reports import Step
    from facilitator.workshop.workshop import Workshop

FILE_NAME = ".redaction.json"
TABLE = "xlsx"
"""The extension of an export where none is asked for."""

Sources = Mapping[str, Imprint]
"""The events that a livrable was written from, by id, as they were."""

PROJECT = "projet"
"""The key of the projet social among what a livrable was written from."""


class LivrableKind(StrEnum):
    """What can be drafted."""

    DECK = "diaporama"
    PAUSE = "pause"
    DIAGNOSTIC = "diagnostic"
    SYNTHESE = "synthese"
    NOTE = "note"
    EXPORT = "export"
    DECISIONS = "decisions"
    CONDUCTEUR = "conducteur"
    SHEETS = "feuilles"

    def offered(self, event: Event, demarche: Demarche, *, indicators: bool = False) -> bool:
        """Whether the event has one: decisions are a comité's, a diagnostic needs figures.

        ``indicators``: some were imported, whatever the description says.
        """
        if self is LivrableKind.DECISIONS:
            return event.kind.is_comite
        if self is LivrableKind.DIAGNOSTIC and not (demarche.figures or indicators):
            return False
        return not (event.kind.is_comite and self in _OF_WORDS)

    @property
    def is_proved(self) -> bool:
        """Whether its lines rest on contributions, hence can be proved."""
        return self not in (LivrableKind.CONDUCTEUR, LivrableKind.SHEETS)

    def read_from(self, imprint: Imprint) -> Imprint:
        """What of an event it is written from: a conducteur comes before anything is said."""
        before = self in (LivrableKind.CONDUCTEUR, LivrableKind.SHEETS)
        return Imprint(description=imprint.description) if before else imprint

    def named(self, event: Event) -> str:
        """What it is called for this event."""
        if self is LivrableKind.SYNTHESE and event.kind.speaks_in_turn:
            return "Relevé des échanges"
        return _TITLES[self]

    def file_name(self, event: Event, form: str = "") -> str:
        """The name of its file; ``form`` is another extension than its usual one."""
        name = _FILES[self].format(event.slug)
        return f"{name.rpartition('.')[0]}.{form}" if form else name


_OF_WORDS = (LivrableKind.DECK, LivrableKind.PAUSE, LivrableKind.DIAGNOSTIC, LivrableKind.SYNTHESE)
"""What tells the words of a room: a comité has its decisions instead."""

_TITLES = {
    LivrableKind.DECK: "Diaporama de restitution",
    LivrableKind.PAUSE: "Diapositives de la pause",
    LivrableKind.DIAGNOSTIC: "Diaporama des chiffres et des paroles",
    LivrableKind.SYNTHESE: "Synthèse",
    LivrableKind.NOTE: "Note stratégique (tous les événements)",
    LivrableKind.EXPORT: "Tableau des contributions",
    LivrableKind.DECISIONS: "Relevé de décisions",
    LivrableKind.CONDUCTEUR: "Conducteur",
    LivrableKind.SHEETS: "Feuilles à imprimer",
}
_FILES = {
    LivrableKind.DECK: "{}-restitution.pptx",
    LivrableKind.PAUSE: "{}-pause.pptx",
    LivrableKind.DIAGNOSTIC: "{}-diagnostic.pptx",
    LivrableKind.SYNTHESE: "{}-synthese.docx",
    LivrableKind.NOTE: "note-strategique.docx",
    LivrableKind.EXPORT: "{}-contributions." + TABLE,
    LivrableKind.DECISIONS: "{}-decisions.docx",
    LivrableKind.CONDUCTEUR: "{}-conducteur.docx",
    LivrableKind.SHEETS: "{}-feuilles.pdf",
}


@dataclass(frozen=True, slots=True)
class Shelved:
    """A livrable that can be drafted, or was: ``written_at`` is None until then.

    ``outdated`` tells in a sentence what has changed since, empty where it says what is there now.
    """

    kind: LivrableKind | Document
    title: str
    path: Path
    written_at: datetime | None = None
    outdated: str = ""


def shelved(kind: LivrableKind, event: Event, folder: Path, now: Sources) -> Shelved:
    """A livrable of ``folder``, compared with the events it would be written from ``now``."""
    return shelved_at(kind, kind.named(event), folder / kind.file_name(event), now)


def shelved_at(kind: LivrableKind | Document, title: str, path: Path, now: Sources) -> Shelved:
    """The livrable at ``path``, compared with what it would be written from ``now``."""
    try:
        written_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError:  # not there, or not to be read
        return Shelved(kind, title, path)
    return Shelved(kind, title, path, written_at, outdated(read_sources(path.parent).get(path.name), now))


def read_sources(folder: Path) -> Mapping[str, Sources]:
    """What each livrable of ``folder`` was written from, by file name; what cannot be read is unknown."""
    try:
        kept = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
        return {
            name: {event: Imprint(**parts) for event, parts in sources.items()}
            for name, sources in kept.items()
        }
    except OSError:  # not there, or not to be read
        return {}
    except (ValueError, TypeError, AttributeError):  # cut short, or written by another version
        return {}


def keep_sources(path: Path, sources: Sources) -> None:
    """Keep what the livrable at ``path`` was written from. Raises OSError."""
    kept: dict[str, Any] = {
        name: {event: _parts(imprint) for event, imprint in known.items()}
        for name, known in read_sources(path.parent).items()
        if (path.parent / name).exists()
    }
    kept[path.name] = {event: _parts(imprint) for event, imprint in sources.items()}
    draft = path.parent / f"{FILE_NAME}.{os.getpid()}"
    draft.write_text(json.dumps(kept, separators=(",", ":")), encoding="utf-8")
    draft.replace(path.parent / FILE_NAME)


def _parts(imprint: Imprint) -> dict[str, dict[str, int]]:
    """An imprint as JSON holds it; ``asdict`` copies every number of all events, half a second each time."""
    return {part.name: dict(getattr(imprint, part.name)) for part in fields(imprint)}


def forget_sources(folder: Path) -> None:
    """Let go of what livrables were written from: the acts they knew are no longer there. Raises OSError."""
    (folder / FILE_NAME).unlink(missing_ok=True)


def outdated(then: Sources | None, now: Sources) -> str:
    """What has changed from ``then`` to ``now``, in a sentence; empty where nothing has."""
    if then is None:
        return "on ne sait pas ce qui a changé depuis"
    apart = sum((drift(then[event], now[event]) for event in then.keys() & now.keys()), Drift())
    events = len(then.keys() ^ now.keys())
    return sentence(apart, events) if apart or events else ""


def sentence(apart: Drift, events: int = 0) -> str:
    """« 2 contributions se sont ajoutées ; 3 contributions et 1 thème ont changé depuis »."""
    told = []
    if apart.added:
        verb = plural(apart.added, "s’est ajoutée", "se sont ajoutées")
        told.append(f"{counted(apart.added, 'contribution')} {verb}")
    if events:
        verb = plural(events, "est venu ou parti", "sont venus ou partis")
        told.append(f"{counted(events, 'événement')} {verb}")
    changed = [counted(apart.changed, "contribution")] if apart.changed else []
    changed += [counted(apart.themes, "thème")] if apart.themes else []
    changed += ["la description"] if apart.described else []
    changed += ["le projet"] if apart.planned else []
    if changed:
        several = apart.changed + apart.themes + apart.described + apart.planned > 1
        told.append(f"{listed(changed)} {'ont' if several else 'a'} changé")
    return typeset(" ; ".join(told) + " depuis")


def draft(
    workshop: Workshop, step: Step, kind: LivrableKind, event: str, extension: str = TABLE
) -> tuple[Path, tuple[str, ...]]:
    """Write a livrable of the event of this code; where it lies, and what to know about it.

    ``extension`` is that of an export. It can be called in the process aside. Raises StoreError,
    TemplateError, InputError, UsageError.
    """
    (found,) = workshop.events(event)
    step(kind.named(found), 0, 0)
    livrables = workshop.livrables
    match kind:
        case LivrableKind.DECK:
            return livrables.deck(workshop.evidence(found, step, by_meaning=True))
        case LivrableKind.PAUSE:
            return livrables.pause(workshop.evidence(found, step, by_meaning=True))
        case LivrableKind.DIAGNOSTIC:
            return livrables.diagnostic(workshop.evidence(found, step, by_meaning=True))
        case LivrableKind.SYNTHESE:
            return livrables.synthese(workshop.evidence(found, step, by_meaning=True)), ()
        case LivrableKind.NOTE:
            from facilitator.workshop.project_evidence import gather_events

            return livrables.note(gather_events(workshop, step)), ()
        case LivrableKind.EXPORT:
            return workshop.export(extension, found.slug), ()
        case LivrableKind.DECISIONS:
            return livrables.decisions(workshop.evidence(found, step)), ()
        case LivrableKind.CONDUCTEUR:
            return livrables.conducteur(found), ()
        case LivrableKind.SHEETS:
            sheets, attendance = livrables.sheets(found)
            return sheets, (typeset(f"émargement, à garder à part des notes : {attendance}"),)
