"""What a relevé says sequence by sequence, where people speak in turn under their quality."""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.domain.contribution import Contribution, ContributionType
from facilitator.domain.evidence import EventEvidence, choose_verbatims, quotable
from facilitator.domain.irony import statable
from facilitator.drafting.citations import Citation, Citations
from facilitator.drafting.reach import NEEDS
from facilitator.drafting.wording import theme_name
from facilitator.language.typography import typeset

FINDINGS, STRENGTHS, WARNINGS, PROPOSALS, WORDS = 3, 2, 2, 4, 1


@dataclass(frozen=True, slots=True)
class SpokenTheme:
    """What was said on one theme within a sequence, by sort of contribution."""

    nom: str
    constats: tuple[Citation, ...]
    besoins: tuple[Citation, ...]
    forces: tuple[Citation, ...]
    vigilances: tuple[Citation, ...]
    propositions: tuple[Citation, ...]
    paroles: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class SequencePart:
    """A sequence and its question, then theme by theme; no title where no sequence was noted."""

    titre: str
    question: str
    themes: tuple[SpokenTheme, ...]


def sequence_title(evidence: EventEvidence, number: int | None) -> str:
    """« Séquence 1 : Ce qui manque »; « Hors séquence » for None."""
    if number is None:
        return "Hors séquence"
    title = next((s.title for s in evidence.event.sequences if s.number == number), "")
    return typeset(f"Séquence {number} : {title}" if title else f"Séquence {number}")


def by_sequence(
    contributions: Sequence[Contribution],
) -> tuple[tuple[int | None, tuple[Contribution, ...]], ...]:
    """Contributions by the number of their sequence, in order, those without one last."""
    found = sorted({c.sequence for c in contributions}, key=lambda n: (n is None, n or 0))
    return tuple((n, tuple(c for c in contributions if c.sequence == n)) for n in found)


def sequence_parts(evidence: EventEvidence, citations: Citations) -> tuple[SequencePart, ...]:
    """Each sequence with its themes, in the order of the evidence; a single part without sequences."""
    groups = by_sequence(evidence.contributions)
    questions = {s.number: typeset(s.question) for s in evidence.event.sequences}
    alone = [number for number, _ in groups] == [None]
    return tuple(
        SequencePart(
            "" if alone else sequence_title(evidence, number),
            "" if number is None else questions.get(number, ""),
            _themes(evidence, {c.id for c in said}, citations),
        )
        for number, said in groups
    )


def _themes(evidence: EventEvidence, ids: set[str], citations: Citations) -> tuple[SpokenTheme, ...]:
    themes = []
    for theme in evidence.themes:
        said = quotable(c for c in theme.contributions if c.id in ids)

        def chosen(
            limit: int, *types: ContributionType | None, among: Sequence[Contribution] = said
        ) -> tuple[Citation, ...]:
            words = ContributionType.VERBATIM in types
            stated = among if words else statable(among)
            return citations.all(choose_verbatims([c for c in stated if c.type in types], limit))

        if said:
            themes.append(
                SpokenTheme(
                    nom=theme_name(theme),
                    constats=chosen(FINDINGS, ContributionType.CONSTAT, None),
                    besoins=chosen(FINDINGS, *NEEDS),
                    forces=chosen(STRENGTHS, ContributionType.FORCE),
                    vigilances=chosen(WARNINGS, ContributionType.VIGILANCE),
                    propositions=chosen(PROPOSALS, ContributionType.PROPOSITION),
                    paroles=chosen(WORDS, ContributionType.VERBATIM),
                )
            )
    return tuple(themes)
