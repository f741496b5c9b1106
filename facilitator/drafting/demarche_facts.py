"""The démarche as documents show it: territory, partners, calendar, what comes next.

The fields are in French: they are what the outlines of ``prompts/redaction`` print.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from facilitator.domain.demarche import Demarche, Etape, Figure
from facilitator.language.due_dates import due_date
from facilitator.language.french import counted, written_period
from facilitator.language.typography import typeset


@dataclass(frozen=True, slots=True)
class Step:
    """An étape: its title, where it stands, its period (empty without dates)."""

    titre: str
    etat: str
    periode: str


@dataclass(frozen=True, slots=True)
class Known:
    """A figure of the territory that somebody gave; a text is empty where it was not."""

    sujet: str
    constat: str
    valeur: str
    annee: str
    echelle: str
    comparaison: str
    source: str


@dataclass(frozen=True, slots=True)
class DemarcheFacts:
    """What outlines print about a démarche; a text is empty where nothing is known.

    ``habitants`` is a figure with its word, ``source_habitants`` where it comes from; ``suites`` come by
    date; ``fictif`` says that the territory and the people are invented.
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
    chiffres: tuple[Known, ...]
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
        suites=steps_by_date(demarche.next_steps),
        chiffres=tuple(map(_known, demarche.figures)),
        fictif=territory.fictive,
    )


def _step(etape: Etape) -> Step:
    return Step(typeset(etape.title), etape.state.value, written_period(etape.starts, etape.ends))


def steps_by_date(steps: Sequence[str]) -> tuple[str, ...]:
    """What comes next, by the last day that each sentence names; those that name none stay at the end."""
    return tuple(typeset(step) for step in sorted(steps, key=lambda step: due_date(step) or date.max))


def _known(figure: Figure) -> Known:
    return Known(
        sujet=typeset(figure.topic),
        constat=typeset(figure.wording[:1].upper() + figure.wording[1:]),
        valeur=typeset(figure.value),
        annee=str(figure.year) if figure.year is not None else "",
        echelle=typeset(figure.scale),
        comparaison=typeset(figure.comparison),
        source=typeset(figure.publisher),
    )
