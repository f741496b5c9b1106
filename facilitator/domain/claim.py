"""What a livrable claims, line by line, and what became of each claim since it was written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from facilitator.domain.evidence import Statement
from facilitator.domain.imprint import Imprint


@dataclass(frozen=True, slots=True)
class Claim:
    """One line of a livrable: its text as it stands there, where, and the statement that it makes.

    ``place`` is « diapositive 3 » or the title of a section; ``event`` is the id of the event it is about.
    ``numbered`` gives the permanent number of each contribution behind it. ``digest`` stands for the text
    where that is not kept: what people said is hidden nowhere in a file that somebody may have cut it from.
    """

    text: str
    place: str
    event: str
    statement: Statement
    numbered: Mapping[str, int] = field(default_factory=dict)
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that a livrable claims, with the démarche and the events, by id, that it was written from."""

    demarche: str
    sources: Mapping[str, Imprint]
    claims: Sequence[Claim]


class Verdict(StrEnum):
    """What a claim is worth now; the first ones ask for somebody's eye."""

    QUOTE_ALTERED = "citation altérée"
    COUNT_ALTERED = "chiffre altéré"
    CREDIT_ALTERED = "attribution altérée"
    DETAIL_ALTERED = "fait altéré"
    QUOTE_CHANGED = "parole changée au mur"
    COUNT_CHANGED = "décompte périmé"
    CREDIT_CHANGED = "attribution changée au mur"
    DETAIL_CHANGED = "description changée"
    MISSING = "contribution retirée"
    BEHIND_CHANGED = "contributions changées"
    EDITED = "modifié à la main"
    PROVED = "prouvé"

    @property
    def lines(self) -> tuple[str, str]:
        """What a line with this verdict is called, and several: the noun to count them by."""
        return _LINES[self]

    @property
    def is_wrong(self) -> bool:
        """Whether the line no longer says what the wall says; words changed by hand are somebody's right."""
        return self not in (Verdict.EDITED, Verdict.PROVED)


_LINES = {
    Verdict.QUOTE_ALTERED: ("citation altérée", "citations altérées"),
    Verdict.COUNT_ALTERED: ("chiffre altéré", "chiffres altérés"),
    Verdict.CREDIT_ALTERED: ("attribution altérée", "attributions altérées"),
    Verdict.DETAIL_ALTERED: ("fait altéré", "faits altérés"),
    Verdict.QUOTE_CHANGED: ("parole changée au mur", "paroles changées au mur"),
    Verdict.COUNT_CHANGED: ("décompte périmé", "décomptes périmés"),
    Verdict.CREDIT_CHANGED: ("attribution changée au mur", "attributions changées au mur"),
    Verdict.DETAIL_CHANGED: ("fait changé dans la description", "faits changés dans la description"),
    Verdict.MISSING: ("ligne sans toutes ses contributions", "lignes sans toutes leurs contributions"),
    Verdict.BEHIND_CHANGED: ("ligne sur d’autres contributions", "lignes sur d’autres contributions"),
    Verdict.EDITED: ("ligne modifiée à la main", "lignes modifiées à la main"),
    Verdict.PROVED: ("ligne prouvée", "lignes prouvées"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim and its verdict, with a sentence on what is not as it was, empty where all is."""

    claim: Claim
    verdict: Verdict
    told: str = ""
