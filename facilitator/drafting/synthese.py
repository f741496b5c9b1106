"""The synthèse of an event, or its relevé where people speak in turn (domaine.md § 4.1 bis).

Everything printed comes from the evidence: the code chooses and orders, the outlines of
``prompts/redaction`` word.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from facilitator.domain.contribution import Contribution, ContributionType
from facilitator.domain.event import EventKind
from facilitator.domain.evidence import EventEvidence
from facilitator.drafting.brief import brief
from facilitator.drafting.citations import OFF_TOPIC, TO_SORT, Citation, Citations
from facilitator.drafting.demarche_facts import demarche_facts, steps_by_date
from facilitator.drafting.participation import EventFacts, event_facts
from facilitator.drafting.text_document import write_text_document
from facilitator.drafting.theme_passages import (
    contrasts,
    divergences,
    proposals_by_theme,
    theme_part,
    theme_rows,
)
from facilitator.drafting.turn_passages import by_sequence, sequence_parts, sequence_title
from facilitator.drafting.wording import NOT_REPRESENTATIVE, theme_name
from facilitator.errors import InputError
from facilitator.language.french import counted
from facilitator.language.typography import NO_BREAK, number, quote, typeset
from facilitator.language.wording import VOLUME_IS_NOT_WEIGHT
from facilitator.press.markdown import escaped
from facilitator.prompts import Markdown

OUTLINE, TURN_OUTLINE = "redaction/synthese", "redaction/releve_table_ronde"

MOST_VOTED = 10


@dataclass(frozen=True, slots=True)
class AnnexPart:
    """All contributions of a table or of a sequence, in the order of their numbers."""

    titre: str
    contributions: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class IndexRow:
    """Where a theme's contributions stand in the annex: their numbers, table by table or by sequence."""

    nom: str
    renvois: Markdown


def write_synthese(
    evidence: EventEvidence, target: Path, *, outlines: Sequence[Path], reference: Path | None = None
) -> Path:
    """Write the synthèse (.docx) of an event, a relevé where people speak in turn; returns ``target``.

    ``outlines`` are folders of trames by precedence, ``reference`` a client's Word file for its styles.
    Raises InputError when nothing was recorded, and what ``write_text_document`` raises.
    """
    event = evidence.event
    if not evidence.contributions:
        raise InputError(
            typeset(f"{quote(event.title)} n'a aucune contribution."),
            cause="Il n’y a rien à synthétiser.",
            next_step="Saisissez ou importez les contributions, puis recommencez.",
        )
    return write_text_document(
        TURN_OUTLINE if event.kind.speaks_in_turn else OUTLINE,
        synthese_values(evidence),
        target,
        outlines=outlines,
        reference=reference,
        dated=event.held_on,
    )


def synthese_values(evidence: EventEvidence) -> Mapping[str, object]:
    """What the outlines of a synthèse and of a relevé print, by the names that they declare."""
    citations, facts = Citations(evidence, annexed=True), event_facts(evidence)
    proposals = evidence.of_types(ContributionType.PROPOSITION)
    voted = [c for c in proposals if c.votes][:MOST_VOTED]
    return {
        "demarche": demarche_facts(evidence.demarche),
        "evenement": facts,
        "avertissement": NOT_REPRESENTATIVE,
        "prudence": VOLUME_IS_NOT_WEIGHT,
        "mesure": _size(evidence, facts),
        "en_bref": brief(evidence, facts, citations),
        "ensemble": evidence.event.kind is not EventKind.ENTRETIEN,
        "tableau": theme_rows(evidence, citations),
        "themes": tuple(theme_part(theme, evidence, citations) for theme in evidence.themes),
        "sequences": sequence_parts(evidence, citations),
        "votees": citations.all(voted),
        "votes": number(evidence.votes) if evidence.votes else "",
        "propositions": () if voted else proposals_by_theme(evidence, citations),
        "divergences": divergences(evidence, citations),
        "contrastes": contrasts(evidence, citations),
        "questions_recues": citations.all(evidence.of_types(ContributionType.QUESTION)),
        "hors_sujet": citations.all(evidence.off_topic),
        "a_ranger": citations.all(evidence.tray),
        "suites": steps_by_date(evidence.event.next_steps or evidence.demarche.next_steps),
        "annexe": annex(evidence, citations),
        "index": index(evidence, citations),
    }


def annex(evidence: EventEvidence, citations: Citations) -> tuple[AnnexPart, ...]:
    """Every contribution, by table, or by sequence where people speak in turn."""
    return tuple(AnnexPart(title, citations.all(said)) for title, said in _parts(evidence))


def _parts(evidence: EventEvidence) -> list[tuple[str, tuple[Contribution, ...]]]:
    if evidence.event.kind.speaks_in_turn:
        groups = [(sequence_title(evidence, n), said) for n, said in by_sequence(evidence.contributions)]
    else:
        groups = _by_table(evidence)
    return [("", groups[0][1])] if len(groups) == 1 else groups


def index(evidence: EventEvidence, citations: Citations) -> tuple[IndexRow, ...]:
    """The numbers of each theme's contributions, by the parts of the annex, then of those outside themes."""
    groups = [(theme_name(theme), theme.contributions) for theme in evidence.themes]
    groups += [(TO_SORT, evidence.tray), (OFF_TOPIC, evidence.off_topic)]
    return tuple(IndexRow(name, _references(evidence, said, citations)) for name, said in groups if said)


def _references(evidence: EventEvidence, said: Sequence[Contribution], citations: Citations) -> Markdown:
    """« Table T1 : 3, 8 ; Table T2 : 12 », each number a link to its line."""
    ids = {c.id for c in said}
    parts = []
    for title, placed in _parts(evidence):
        numbers = [citations.cite(c).renvoi for c in placed if c.id in ids]
        if numbers:
            where = f"{escaped(title)}{NO_BREAK}: " if title else ""
            parts.append(Markdown(f"{where}{', '.join(numbers)}"))
    return Markdown(f"{NO_BREAK}; ".join(parts))


def _by_table(evidence: EventEvidence) -> list[tuple[str, tuple[Contribution, ...]]]:
    groups = []
    for table in (*evidence.shares, None):
        said = tuple(c for c in evidence.contributions if (c.table or None) == table)
        title = "Sans table" if table is None else table
        if said:
            groups.append((typeset(title if "table" in title.casefold() else f"Table {title}"), said))
    return groups


def _size(evidence: EventEvidence, facts: EventFacts) -> str:
    people = ", ".join(part for part in (facts.participants, facts.tables) if part)
    opening = f"{people} : " if people else ""
    sorted_ = f"{counted(len(evidence.themes), 'thème')}" if evidence.themes else "pas encore de thème"
    aside = [
        f"{number(len(group))} {where}"
        for group, where in ((evidence.tray, TO_SORT), (evidence.off_topic, OFF_TOPIC))
        if group
    ]
    return typeset(", ".join([f"{opening}{facts.contributions}", sorted_, *aside]))
