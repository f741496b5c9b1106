"""A contribution's words in a line: between guillemets, in a cell, before its number, or as a decision."""

from collections.abc import Mapping

from facilitator.domain.claim import Claim
from facilitator.domain.contribution import Contribution, ContributionType
from facilitator.domain.evidence import EventEvidence, Rule, Statement, StatementKind
from facilitator.domain.resolution import read_decision
from facilitator.drafting.proving.credits import (
    AROUND,
    SHOWN,
    WORDS,
    around,
    other_credits,
    shown_credits,
)
from facilitator.drafting.proving.document import CELLS, as_shown, squeezed
from facilitator.drafting.proving.figures import figures_in
from facilitator.language.french import counted
from facilitator.language.typography import quote, typeset


def quotes(text: str, said: Contribution) -> bool:
    """Whether these words stand in ``text`` byte for byte: between guillemets, alone in a cell, or before
    their number in brackets."""
    whole = as_shown(said.text)
    cells = text.split(CELLS)
    numbered = f"{whole} {_number(said)}"
    return (
        as_shown(quote(said.text)) in text
        or whole in cells
        or whole == text
        or any(cell.startswith(numbered) for cell in cells)
    )


def decides(text: str, said: Contribution) -> bool:
    """Whether ``text`` is the row of this decision: its words before its number, then by whom, until when."""
    cells, decision = text.split(CELLS), read_decision(said)
    told = f"{as_shown(decision.text)} {_number(said)}"
    rest = [as_shown(part) for part in (decision.owner, decision.deadline) if part]
    return any(cell.startswith(told) for cell in cells) and all(part in cells for part in rest)


def _number(said: Contribution) -> str:
    """« (n° 12 », as it follows words that stand without guillemets."""
    return typeset(f"(n° {said.number}")


def is_shown(claim: Claim, text: str, said: Contribution) -> bool:
    """Whether ``text`` still holds the words that ``claim`` takes from ``said``."""
    return decides(text, said) if claim.statement.rule is Rule.DECISION else quotes(text, said)


def quotation(
    said: Contribution,
    text: str,
    place: str,
    evidence: EventEvidence,
    *,
    trusting: bool,
    decided: bool = False,
) -> Claim:
    """The claim of a line that quotes ``said``, with the credits and the figures beside its words.

    Without ``trusting``, a credit in whose place another's stands is among them: it will be found wanting.
    """
    proposal = said.type is ContributionType.PROPOSITION
    voted = said.votes and squeezed(counted(said.votes, "vote")) in squeezed(text)
    shown = shown_credits(text, said, evidence)
    if not trusting:
        shown += other_credits(text, said, evidence)
    statement = Statement(
        StatementKind.PROPOSAL if proposal else StatementKind.VERBATIM,
        Rule.DECISION if decided else Rule.QUOTE,
        (said.id,),
        {"votes": said.votes} if voted else {},
        _beside(text, said, shown, evidence),
    )
    return Claim(text, place, said.event_id, statement, {said.id: said.number})


def _beside(
    text: str, said: Contribution, shown: tuple[str, ...], evidence: EventEvidence
) -> Mapping[str, str]:
    figures = " ".join(map(str, sorted(figures_in(around(text, said), evidence))))
    return {SHOWN: " ".join(shown), AROUND: figures, WORDS: str(len(around(text, said).split()))}
