"""The convention: its articles and annexes assembled from the démarche (domaine.md § 4.9).

No legal clause is written here: what a human must complete stays marked, and the titles of the articles are
those of the outline, which a Caf may want otherwise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from facilitator.domain.action import year_of
from facilitator.domain.project import Item, Level
from facilitator.domain.project_evidence import ProjectEvidence
from facilitator.drafting.action_facts import HeardAt, IndicatorFacts, axes_facts, heard_at
from facilitator.drafting.demarche_facts import demarche_facts
from facilitator.drafting.text_document import write_text_document
from facilitator.language.french import written_date
from facilitator.language.typography import typeset

OUTLINE = "redaction/convention"


@dataclass(frozen=True, slots=True)
class EnjeuFacts:
    """An enjeu with the needs behind it, and where it was heard."""

    code: str
    titre: str
    besoins: tuple[str, ...]
    entendu: tuple[HeardAt, ...]


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event of the démarche: when, what, how many contributions."""

    date: str
    titre: str
    contributions: int


@dataclass(frozen=True, slots=True)
class InstanceFacts:
    """Who decides, instructs or follows."""

    nom: str
    role: str
    membres: tuple[str, ...]
    rythme: str


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator with the code of its action."""

    code: str
    mesure: IndicatorFacts


def write_convention(
    evidence: ProjectEvidence, target: Path, *, outlines: Sequence[Path], reference: Path | None = None
) -> Path:
    """Write the convention of a démarche; returns ``target``. Raises what ``write_text_document`` raises."""
    return write_text_document(
        OUTLINE,
        convention_values(evidence),
        target,
        outlines=outlines,
        reference=reference,
        dated=None,
    )


def convention_values(evidence: ProjectEvidence) -> Mapping[str, object]:
    """What the outline of the convention prints, by the names that it declares."""
    project, codes = evidence.project, evidence.project.codes()
    axes = axes_facts(evidence)
    sheets = [project.sheet(one.id) for one in project.of(Level.ACTION)]
    return {
        "demarche": demarche_facts(evidence.demarche),
        "annee": min((year_of(one.starts) for one in sheets if one.starts), default=""),
        "fin": max((year_of(one.ends) for one in sheets if one.ends), default=""),
        "enjeux": tuple(_enjeu(evidence, one, codes) for one in project.of(Level.ENJEU)),
        "axes": axes,
        "evenements": tuple(
            EventLine(
                written_date(one.event.held_on) if one.event.held_on else "",
                typeset(one.event.title),
                len(one.contributions),
            )
            for one in evidence.events
            if one.contributions
        ),
        "instances": instances_facts(evidence),
        "indicateurs": tuple(
            Measured(one.code, each) for axe in axes for one in axe.actions for each in one.indicateurs
        ),
    }


def instances_facts(evidence: ProjectEvidence) -> tuple[InstanceFacts, ...]:
    """The governance of the démarche."""
    return tuple(
        InstanceFacts(
            typeset(one.name), typeset(one.role), tuple(map(typeset, one.members)), typeset(one.rhythm)
        )
        for one in evidence.demarche.governance
    )


def _enjeu(evidence: ProjectEvidence, enjeu: Item, codes: Mapping[str, str]) -> EnjeuFacts:
    needs = evidence.project.under(enjeu.id, Level.BESOIN)
    return EnjeuFacts(
        codes[enjeu.id],
        typeset(enjeu.title),
        tuple(typeset(one.title) for one in needs),
        heard_at(evidence.heard_within(enjeu.id)),
    )
