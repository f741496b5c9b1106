"""An event « en bref », in five lines: what was needed, proposed, what divides, what and who was missing.

Every count has its footnote and every quotation its number; a line of which nothing is known is left out,
or left to a human where only a human can know.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.domain.contribution import Contribution, ContributionType
from facilitator.domain.evidence import (
    EventEvidence,
    Rule,
    Statement,
    ThemeEvidence,
    choose_verbatims,
    quotable,
)
from facilitator.domain.irony import statable
from facilitator.drafting.citations import Citation, Citations
from facilitator.drafting.participation import EventFacts
from facilitator.drafting.reach import best_said, is_about_needs, reach, reach_text, shared_needs
from facilitator.drafting.theme_passages import strongest_signals
from facilitator.drafting.wording import statement_about, thematique_words, theme_name
from facilitator.language.french import counted, listed, plural
from facilitator.language.typography import number, typeset
from facilitator.prompts import Markdown

NEEDS_TOLD, TIES, MADE = 3, 3, 3
UNSPOKEN = "Ce dont personne n’a parlé"


@dataclass(frozen=True, slots=True)
class Told:
    """A piece of a line: what is said without its final stop, the words quoted after it, the proof.

    The proof tells the number of the words: beside a count, a line holds no other figure.
    """

    texte: str
    paroles: tuple[Citation, ...]
    note: Markdown


@dataclass(frozen=True, slots=True)
class BriefLine:
    """One of the five lines: its title, and what it tells in one piece or a few."""

    titre: str
    dits: tuple[Told, ...]


def brief(evidence: EventEvidence, facts: EventFacts, citations: Citations) -> tuple[BriefLine, ...]:
    """The lines that there is something to say in, in the order of a reader's questions."""
    lines = (*heard(evidence, citations), _unspoken(evidence), _missing(evidence, facts))
    return tuple(line for line in lines if line is not None)


def heard(evidence: EventEvidence, citations: Citations, needs: int = NEEDS_TOLD) -> tuple[BriefLine, ...]:
    """What was said: the most shared needs, the most voted proposition, what divides."""
    lines = (
        _needs(evidence, citations, needs),
        _proposals(evidence, citations),
        _divides(evidence, citations),
    )
    return tuple(line for line in lines if line is not None)


def _needs(evidence: EventEvidence, citations: Citations, most: int) -> BriefLine | None:
    found = shared_needs(evidence, most) if is_about_needs(evidence) else ()
    if not found:
        return _subjects(evidence, citations, most)
    told = tuple(
        _told(
            one.theme,
            one.needs,
            one.words,
            "besoin ou difficulté",
            "besoins et difficultés",
            evidence,
            citations,
        )
        for one in found
    )
    return BriefLine(plural(len(told), "Le besoin le plus partagé", "Les besoins les plus partagés"), told)


def _subjects(evidence: EventEvidence, citations: Citations, most: int) -> BriefLine | None:
    """The themes heard most widely, then most voted, where too few needs were noted as such."""
    shown = {c.id for c in evidence.of_types(ContributionType.PROPOSITION)[:1] if c.votes}  # told below
    ranked = sorted(evidence.themes, key=lambda t: (-(reach(t.contributions, evidence).share or 0), -t.votes))
    told = tuple(
        _told(theme, theme.contributions, words, "contribution", "contributions", evidence, citations)
        for theme in ranked
        if (words := best_said(c for c in theme.contributions if c.id not in shown)) is not None
    )[:most]
    title = plural(len(told), "Le sujet le plus partagé", "Les sujets les plus partagés")
    return BriefLine(title, told) if told else None


def _told(
    theme: ThemeEvidence,
    said: tuple[Contribution, ...],
    words: Contribution,
    one: str,
    several: str,
    evidence: EventEvidence,
    citations: Citations,
) -> Told:
    """« « Place en crèche », 7 besoins et difficultés, à 4 tables sur 5 », and the words that tell them."""
    parts = [theme_name(theme), counted(len(said), one, several), reach_text(said, evidence)]
    text = typeset(", ".join(part for part in parts if part))
    return Told(text, (citations.cite(words),), citations.note((c.id for c in said), spoken=[words]))


def _proposals(evidence: EventEvidence, citations: Citations) -> BriefLine | None:
    """The most voted proposition, those at equality together; without votes, where most were made."""
    proposals = evidence.of_types(ContributionType.PROPOSITION)
    if not proposals:
        return None
    top = proposals[0].votes
    first = [c for c in proposals if c.votes == top]
    if top and len(first) <= TIES and len(quotable(first)) == len(first):
        told = f"{counted(top, 'vote')} sur {number(evidence.votes)}"
        if len(first) == 1:
            return _line(f"La proposition la plus votée ({told})", "", citations.all(first))
        title = f"Les propositions les plus votées (à égalité, chacune {told})"
        return _line(title, "", citations.all(first))
    chosen = choose_verbatims(statable(quotable(proposals)), 1)
    theme = max(evidence.themes, key=lambda t: len(t.of_types(ContributionType.PROPOSITION)), default=None)
    made = theme.of_types(ContributionType.PROPOSITION) if theme else ()
    if theme is None or len(made) < MADE:
        note = citations.note((c.id for c in proposals), spoken=chosen)
        title = typeset(f"Ce qui est proposé ({counted(len(proposals), 'proposition')})")
        return BriefLine(title, (Told("", citations.all(chosen), note),))
    text = typeset(f"{theme_name(theme)}, {counted(len(made), 'proposition')}")
    chosen = choose_verbatims(statable(quotable(made)), 1)
    note = citations.note((c.id for c in made), spoken=chosen)
    return BriefLine(
        "Le sujet qui reçoit le plus de propositions", (Told(text, citations.all(chosen), note),)
    )


def _divides(evidence: EventEvidence, citations: Citations) -> BriefLine | None:
    """The debate with most words on its shorter side; else the strongest gap between publics."""
    debates = [(t, s) for t in evidence.themes for s in t.statements if s.rule is Rule.DEBATE]
    if debates:
        theme, statement = max(debates, key=lambda one: min(one[1].numbers.values()))
        sides = (
            best_said(theme.of_types(ContributionType.FORCE)),
            best_said(theme.of_types(ContributionType.FAIBLESSE, ContributionType.VIGILANCE)),
        )
        words = [c for c in sides if c is not None]
        return BriefLine("Ce qui divise", (_stated(theme, statement, citations, words),))
    for theme, statement in strongest_signals(evidence, 1):
        return BriefLine("L’écart le plus net entre publics", (_stated(theme, statement, citations),))
    return None


def _stated(
    theme: ThemeEvidence, statement: Statement, citations: Citations, words: Sequence[Contribution] = ()
) -> Told:
    note = citations.note(statement.contribution_ids, spoken=words)
    return Told(statement_about(theme, statement), citations.all(words), note)


def _unspoken(evidence: EventEvidence) -> BriefLine | None:
    """The thématiques of a CTG that nobody spoke of, where they were looked for."""
    seen = evidence.insight
    if seen.unspoken:
        names = listed([thematique_words(name) for name in seen.unspoken])
        return _line(UNSPOKEN, f"{names} (thématiques usuelles d'une CTG, sans contribution reconnue)")
    if seen.thematiques:
        return _line(UNSPOKEN, "chaque thématique usuelle d'une CTG a reçu au moins une contribution")
    return None


def _missing(evidence: EventEvidence, facts: EventFacts) -> BriefLine:
    """Who was invited and did not come, who came and was not noted; empty for a human to tell."""
    groups = (
        (evidence.absent, "invités mais absents"),
        (evidence.unheard, "présents mais sans contribution notée"),
    )
    told = [f"{listed([one.name for one in found])}, {how}" for found, how in groups if found]
    if facts.silencieuses:
        told.append(facts.silencieuses[0].lower() + facts.silencieuses[1:].removesuffix("."))
    return _line("Qui manquait", " ; ".join(told)) if told else BriefLine("Qui manquait", ())


def _line(title: str, text: str, words: tuple[Citation, ...] = ()) -> BriefLine:
    return BriefLine(typeset(title), (Told(typeset(text), words, Markdown("")),))
