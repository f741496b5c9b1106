"""The relevé de décisions of a comité: what was decided, by whom and until when, on one page.

What was noted as a proposition is a decision, a question a point put off, a vigilance a point to watch: the
sorts that the capture knows (domaine.md § 2.1, § 4.1 bis). Responsibility and deadline are those written
behind an arrow; what nobody wrote is a gap.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from facilitator.domain.contribution import Contribution, ContributionType
from facilitator.domain.evidence import EventEvidence
from facilitator.domain.resolution import Decision, decisions
from facilitator.drafting.citations import Citation, Citations
from facilitator.drafting.demarche_facts import demarche_facts
from facilitator.drafting.participation import event_facts
from facilitator.drafting.text_document import write_text_document
from facilitator.errors import InputError, UsageError
from facilitator.language.french import counted
from facilitator.language.typography import quote, typeset

OUTLINE = "redaction/releve_decisions"


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision as the outline prints it: its rank, its words, who and when (empty where unsaid)."""

    numero: int
    texte: str
    responsable: str
    echeance: str
    source: Citation


def write_decisions(
    evidence: EventEvidence, target: Path, *, outlines: Sequence[Path], reference: Path | None = None
) -> Path:
    """Write the relevé de décisions of a comité; returns ``target``.

    Raises UsageError for another kind of event, InputError when nothing was noted, and what
    ``write_text_document`` raises.
    """
    event = evidence.event
    if not event.kind.is_comite:
        raise UsageError(
            typeset(f"{quote(event.title)} n'est pas un comité."),
            cause=typeset(f"C'est un événement du genre {quote(event.kind.label)}."),
            next_step="Un relevé de décisions se tire d’un comité de pilotage ou d’un comité technique.",
        )
    if not evidence.contributions:
        raise InputError(
            typeset(f"{quote(event.title)} n'a aucune contribution."),
            cause="Il n’y a aucune décision à relever.",
            next_step=typeset(
                "Notez chaque décision comme une proposition : ouvrir un RPE → VP petite enfance, juin 2027."
            ),
        )
    return write_text_document(
        OUTLINE,
        decisions_values(evidence),
        target,
        outlines=outlines,
        reference=reference,
        dated=event.held_on,
    )


def decisions_values(evidence: EventEvidence) -> Mapping[str, object]:
    """What the outline of a relevé de décisions prints, by the names that it declares."""
    citations = Citations(evidence, annexed=False)
    aside = {c.id for c in evidence.off_topic}
    noted = [c for c in evidence.contributions if c.id not in aside]
    told = (ContributionType.PROPOSITION, ContributionType.QUESTION, ContributionType.VIGILANCE)
    others = [c for c in noted if c.type not in told]
    return {
        "demarche": demarche_facts(evidence.demarche),
        "evenement": event_facts(evidence),
        "decisions": tuple(_line(rank, one, citations) for rank, one in enumerate(decisions(noted), start=1)),
        "reports": citations.all(_of(noted, ContributionType.QUESTION)),
        "vigilances": citations.all(_of(noted, ContributionType.VIGILANCE)),
        "autres": counted(len(others), "autre note", "autres notes") if others else "",
        "suites": tuple(map(typeset, evidence.event.next_steps or evidence.demarche.next_steps)),
    }


def _of(noted: Sequence[Contribution], wanted: ContributionType) -> list[Contribution]:
    return [c for c in noted if c.type is wanted]


def _line(rank: int, decision: Decision, citations: Citations) -> DecisionLine:
    source = citations.cite(decision.contribution)
    return DecisionLine(rank, decision.text, decision.owner, decision.deadline, source)
