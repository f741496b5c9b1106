"""The démarche as documents show it: territory, partners, calendar, what comes next.

The fields are in French: they are what the outlines of ``prompts/redaction`` print.
"""

from dataclasses import dataclass

from facilitator.domain.demarche import Demarche, Etape
from facilitator.language.french import counted, written_period
from facilitator.language.typography import typeset


@dataclass(frozen=True, slots=True)
class Step:
    """An étape: its title, where it stands, its period (empty without dates)."""

    titre: str
    etat: str
    periode: str


@dataclass(frozen=True, slots=True)
class DemarcheFacts:
    """What outlines print about a démarche; a text is empty where nothing is known.

    ``habitants`` is a figure with its word, ``source_habitants`` where it comes from; ``fictif`` says that
    the territory and the people are invented.
    """

    titre: str
    territoire: str
    communes: tuple[str, ...]
    departement: str
    habitants: str
    source_habitants: str
    commanditaire: str
    caf: str
    cabinet: str
    signataires: tuple[str, ...]
    etapes: tuple[Step, ...]
    suites: tuple[str, ...]
    fictif: bool


def demarche_facts(demarche: Demarche) -> DemarcheFacts:
    """The facts of ``demarche``."""
    territory = demarche.territory
    return DemarcheFacts(
        titre=typeset(demarche.title),
        territoire=typeset(territory.name),
        communes=tuple(map(typeset, territory.communes)),
        departement=typeset(territory.department),
        habitants="" if territory.inhabitants is None else counted(territory.inhabitants, "habitant"),
        source_habitants=typeset(territory.inhabitants_source),
        commanditaire=typeset(demarche.client),
        caf=typeset(demarche.caf),
        cabinet=typeset(demarche.consultant),
        signataires=tuple(map(typeset, demarche.signatories)),
        etapes=tuple(_step(etape) for etape in demarche.etapes),
        suites=tuple(map(typeset, demarche.next_steps)),
        fictif=territory.fictive,
    )


def _step(etape: Etape) -> Step:
    return Step(typeset(etape.title), etape.state.value, written_period(etape.starts, etape.ends))
