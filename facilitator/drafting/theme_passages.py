"""What a text document says theme by theme: figures, findings, ideas, words, both sides of a debate.

The fields are in French: they are what the outlines of ``prompts/redaction`` print. Figures come from the
evidence; here contributions are only chosen and put in order.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.domain.contribution import Contribution, ContributionType
from facilitator.domain.evidence import (
    EventEvidence,
    Rule,
    Statement,
    ThemeEvidence,
    by_votes,
    choose_verbatims,
    quotable,
)
from facilitator.domain.irony import statable
from facilitator.drafting.citations import TO_SORT, Citation, Citations, Line
from facilitator.drafting.wording import (
    families_text,
    statement_about,
    theme_name,
    theme_title,
)
from facilitator.language.french import counted
from facilitator.language.typography import number
from facilitator.language.wording import shares_text
from facilitator.prompts import Markdown

IDEAS, VERBATIMS, PROPOSALS, SIDE, SIGNALS = 3, 2, 3, 3, 3

_TOLD_OF_A_THEME = (Rule.MAINLY, Rule.DEBATE)
"""What is told under a theme: its size and reach stand in the title, gaps between groups are told once."""


_ORDER = (
    ContributionType.CONSTAT,
    ContributionType.BESOIN,
    ContributionType.FAIBLESSE,
    ContributionType.FORCE,
    ContributionType.VIGILANCE,
    ContributionType.VERBATIM,
    None,
    ContributionType.PROPOSITION,
)
"""Ideas as they are read: what is, what lacks, what works, what to mind, what to do."""


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme in a table of all themes; texts are empty where nothing was counted."""

    nom: str
    contributions: str
    partage: str
    votes: str
    publics: str
    note: Markdown


@dataclass(frozen=True, slots=True)
class ThemePart:
    """One theme: its title, its figures, what its counts show, then ideas and words that differ."""

    titre: str
    chiffres: Line
    constats: tuple[Line, ...]
    idees: tuple[Citation, ...]
    paroles: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Divergence:
    """A theme on which strengths stand against weaknesses: both sides quoted, none preferred."""

    constat: Line
    pour: tuple[Citation, ...]
    contre: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Proposals:
    """Proposals of one theme; the note leads to all of them, quoted here or not."""

    nom: str
    citations: tuple[Citation, ...]
    note: Markdown


def theme_rows(evidence: EventEvidence, citations: Citations) -> tuple[ThemeRow, ...]:
    """One row a theme, in the order of the evidence."""
    counted_shares = len(evidence.shares) > 1
    return tuple(
        ThemeRow(
            nom=theme_name(theme),
            contributions=number(len(theme.contributions)),
            partage=shares_text(evidence.event, len(theme.shares), len(evidence.shares))
            if counted_shares
            else "",
            votes=number(theme.votes) if evidence.votes else "",
            publics=families_text(theme),
            note=citations.note(c.id for c in theme.contributions),
        )
        for theme in evidence.themes
    )


def theme_part(theme: ThemeEvidence, evidence: EventEvidence, citations: Citations) -> ThemePart:
    """The passage on ``theme``: two of its verbatims and three further ideas, grouped by type."""
    words = quotable(theme.verbatims)[:VERBATIMS]
    figures = [counted(len(theme.contributions), "contribution")]
    figures += [counted(theme.votes, "vote")] if evidence.votes else []
    return ThemePart(
        titre=theme_title(theme, evidence),
        chiffres=Line(" · ".join(figures), citations.note(c.id for c in theme.contributions)),
        constats=tuple(citations.line(s) for s in theme.statements if s.rule in _TOLD_OF_A_THEME),
        idees=citations.all(_ideas(theme, words)),
        paroles=citations.all(words),
    )


def divergences(evidence: EventEvidence, citations: Citations) -> tuple[Divergence, ...]:
    """Every theme that its counts show as debated."""
    return tuple(
        Divergence(
            constat=Line(statement_about(theme, statement), citations.note(statement.contribution_ids)),
            pour=citations.all(_side(theme, ContributionType.FORCE)),
            contre=citations.all(_side(theme, ContributionType.FAIBLESSE, ContributionType.VIGILANCE)),
        )
        for theme in evidence.themes
        for statement in theme.statements
        if statement.rule is Rule.DEBATE
    )


def contrasts(evidence: EventEvidence, citations: Citations) -> tuple[Line, ...]:
    """What one public says more than the others, then signals: the strongest of each, three at most."""
    found = [(t, s) for t in evidence.themes for s in t.statements if s.rule is Rule.MAINLY]
    mainly = sorted(found, key=lambda one: -one[1].numbers["x"] / one[1].numbers["n"])[:SIGNALS]
    return tuple(
        Line(statement_about(theme, statement), citations.note(statement.contribution_ids))
        for theme, statement in (*mainly, *strongest_signals(evidence, SIGNALS))
    )


def strongest_signals(evidence: EventEvidence, limit: int) -> tuple[tuple[ThemeEvidence, Statement], ...]:
    """The widest gaps between a group and the others, one a theme, the widest first.

    The gap is the difference between the two parts: 4 of 17 against 3 of 73.
    """
    found = []
    for theme in evidence.themes:
        signals = [s for s in theme.statements if s.rule is Rule.SIGNAL]
        if signals:
            found.append((theme, max(signals, key=_gap)))
    return tuple(sorted(found, key=lambda one: -_gap(one[1]))[:limit])


def _gap(signal: Statement) -> float:
    n = signal.numbers
    return n["x"] / n["n"] - n["y"] / n["m"]


def proposals_by_theme(evidence: EventEvidence, citations: Citations) -> tuple[Proposals, ...]:
    """Proposals where nobody voted, by theme, then those of the tray."""
    groups = [(theme_name(t), t.of_types(ContributionType.PROPOSITION)) for t in evidence.themes]
    in_tray = tuple(c for c in evidence.tray if c.type is ContributionType.PROPOSITION)
    groups.append((TO_SORT, in_tray))
    return tuple(
        Proposals(
            name,
            citations.all(choose_verbatims(statable(quotable(found)), PROPOSALS)),
            citations.note(c.id for c in found),
        )
        for name, found in groups
        if found
    )


def _side(theme: ThemeEvidence, *types: ContributionType) -> tuple[Contribution, ...]:
    return statable(quotable(theme.of_types(*types)))[:SIDE]


def _ideas(theme: ThemeEvidence, quoted: Sequence[Contribution]) -> tuple[Contribution, ...]:
    """Further words, the most voted or else those that differ most; needs first, proposals last."""
    left = [
        c
        for c in statable(quotable(theme.contributions))
        if c not in quoted and c.type is not ContributionType.QUESTION
    ]
    chosen = by_votes(left)[:IDEAS] if any(c.votes for c in left) else choose_verbatims(left, IDEAS)
    return tuple(sorted(chosen, key=lambda c: _ORDER.index(c.type)))
