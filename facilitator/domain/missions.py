"""Ready missions, in whole or in part: étapes, the events usually held for them, what they hand over.

The étapes are those of domaine.md § 1 (the offer: two phases, « tout ou partie de la démarche »); a further
model is a further row. None of them is required by anything: a mission keeps the étapes that it has.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from facilitator.domain.contribution import fold
from facilitator.domain.demarche import Etape, EtapeState
from facilitator.domain.event import EventKind

DIAGNOSTIC, PROJECT = "Diagnostic social de territoire", "Projet social"


class Document(StrEnum):
    """A livrable of the whole démarche, by the beginning of its file's name."""

    JOURNAL_1 = "journal-1"
    JOURNAL_2 = "journal-2"
    JOURNAL_3 = "journal-3"
    NOTE = "note-strategique"
    FICHES = "fiches-actions"
    PLAN = "plan-actions"
    CONVENTION = "convention"
    COMMUNES = "fiches-communes"
    RAPPORT = "rapport-diagnostic"
    SYNTHESE_DIAGNOSTIC = "synthese-diagnostic"

    @property
    def label(self) -> str:
        """What it is called in a sentence."""
        return _LABELS[self]


_LABELS = {
    Document.JOURNAL_1: "journal n° 1",
    Document.JOURNAL_2: "journal n° 2",
    Document.JOURNAL_3: "journal n° 3",
    Document.NOTE: "note stratégique",
    Document.FICHES: "fiches actions",
    Document.PLAN: "plan d’actions",
    Document.CONVENTION: "convention",
    Document.COMMUNES: "fiches communes",
    Document.RAPPORT: "rapport de diagnostic",
    Document.SYNTHESE_DIAGNOSTIC: "synthèse du diagnostic",
}

_BY_WORD = (
    ("cadrage", (Document.JOURNAL_1,)),
    ("offre et des besoins", (Document.RAPPORT, Document.SYNTHESE_DIAGNOSTIC, Document.COMMUNES)),
    ("restitution participative", (Document.JOURNAL_2,)),
    ("seminaire", (Document.JOURNAL_2,)),
    ("strateg", (Document.NOTE,)),
    ("plan d", (Document.FICHES, Document.PLAN, Document.JOURNAL_3)),
    ("convention", (Document.CONVENTION,)),
    ("formalisation", (Document.CONVENTION,)),
)
"""What an étape hands over, by a word of its title: the outputs of domaine.md § 1 that this tool writes."""


@dataclass(frozen=True, slots=True)
class PlannedEvent:
    """An event usually held for an étape."""

    title: str
    kind: EventKind


@dataclass(frozen=True, slots=True)
class PlannedEtape:
    """An étape of a model, with the events usually held for it."""

    title: str
    phase: str
    events: tuple[PlannedEvent, ...] = ()
    optional: bool = False

    def begun(self, codes: tuple[str, ...]) -> Etape:
        """The étape as a new mission keeps it, its events by their codes."""
        return Etape(self.title, EtapeState.PLANNED, phase=self.phase, optional=self.optional, events=codes)


@dataclass(frozen=True, slots=True)
class Mission:
    """A ready mission: its code, its name as a title begins, what it is for."""

    code: str
    name: str
    purpose: str
    etapes: tuple[PlannedEtape, ...] = ()
    events: tuple[PlannedEvent, ...] = ()


def expected_documents(etape: Etape) -> tuple[Document, ...]:
    """What an étape usually hands over besides the livrables of its events."""
    title = fold(etape.title).replace("’", "'")
    return tuple(dict.fromkeys(one for word, told in _BY_WORD if word in title for one in told))


_CADRAGE = PlannedEtape(
    "Cadrage",
    DIAGNOSTIC,
    (
        PlannedEvent("Comité de pilotage de lancement", EventKind.COPIL),
        PlannedEvent("Entretiens sur site", EventKind.ENTRETIEN),
    ),
)
_STUDY = PlannedEtape(
    "Étude de l’offre et des besoins", DIAGNOSTIC, (PlannedEvent("Atelier habitants", EventKind.ATELIER),)
)
_SHARING = PlannedEtape(
    "Restitution participative",
    DIAGNOSTIC,
    (PlannedEvent("Séminaire de restitution", EventKind.SEMINAIRE),),
)
_TABLES = tuple(PlannedEvent(f"Table ronde {rank}", EventKind.TABLE_RONDE) for rank in (1, 2, 3))
_PLAN = PlannedEtape(
    "Plan d’actions",
    PROJECT,
    (
        PlannedEvent("Réunion de travail – Plan d’actions", EventKind.REUNION_TRAVAIL),
        PlannedEvent("Comité de pilotage de validation", EventKind.COPIL),
    ),
)

MISSIONS = (
    Mission(
        "ctg",
        "Convention territoriale globale",
        "La démarche entière : diagnostic, stratégie, plan d’actions, convention.",
        (
            _CADRAGE,
            _STUDY,
            _SHARING,
            PlannedEtape("Stratégie", PROJECT, _TABLES),
            _PLAN,
            PlannedEtape("Formalisation de la convention", PROJECT, optional=True),
        ),
    ),
    Mission(
        "diagnostic",
        "Diagnostic social de territoire",
        "La première phase seule : cadrage, étude, restitution.",
        (_CADRAGE, _STUDY, _SHARING),
    ),
    Mission(
        "seminaire",
        "Séminaire",
        "Un séminaire seul, sans rien avant ni après.",
        events=(PlannedEvent("Séminaire", EventKind.SEMINAIRE),),
    ),
    Mission(
        "tables-rondes",
        "Tables rondes",
        "Trois tables rondes, et ce qu’elles disent ensemble.",
        events=_TABLES,
    ),
    Mission(
        "atelier",
        "Atelier",
        "Un atelier hors de toute CTG.",
        events=(PlannedEvent("Atelier", EventKind.ATELIER),),
    ),
)


def mission_named(asked: str) -> Mission | None:
    """The mission of this code or name; None where there is none."""
    wanted = fold(asked).strip()
    return next((one for one in MISSIONS if wanted in (one.code, fold(one.name))), None)
