"""Titles of theme slides: the theme's name and the strongest thing that its evidence counts or quotes.

No sentence is made up: each title is one of the sentences of domaine.md § 4.1 filled with counts, or words
that received votes. They vary with what the theme is (one table's, debated, voted for, made of proposals),
so that a room hears ten different things rather than ten times « dit à 4 tables sur 5 ».
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from facilitator.domain.contribution import Contribution, ContributionType
from facilitator.domain.evidence import EventEvidence, Rule, ThemeEvidence, choose_verbatims, quotable
from facilitator.domain.irony import statable
from facilitator.drafting import fit
from facilitator.drafting.slides_closing import debated_themes
from facilitator.drafting.wording import families_text
from facilitator.language.french import counted
from facilitator.language.typography import number, quote, typeset
from facilitator.language.wording import shares_text, statement_text

_REPEATED = 3
"""Ranks that a sort of title loses each time that it has served: the next best then comes first."""

_LAST = 100
_VOTED = 3  # votes from which words may stand in a title
_RANKED = 3  # places in the vote that a title tells
_UNUSUAL = 1.2  # times the share of a type on the whole wall from which a title tells it
_MANY, _MUCH = 3, 0.4  # contributions of one type that a title counts, and their share of the theme
_SOUND_WORDS = re.compile(
    r"[\[\]{}()+=→%/*_~^]|!!|\?\?|\.\.\.|…|[A-ZÀ-Ý]{4,}|\b[bcdfghjklmnpqrstvwxz]{2,}\b|\b[b-xzB-XZ]\b(?!['’])",
)
_WORDS_LENGTH = range(15, 71)


class Turn(StrEnum):
    """What a title says of its theme, from the most telling to the plainest."""

    ALONE = "une table"
    LED = "votes"
    VOTED = "parole votée"
    RANKED = "rang"
    MAINLY = "public"
    DEBATE = "débat"
    EVERYWHERE = "partout"
    PROPOSED = "propositions"
    PRAISED = "forces"
    CRITICISED = "faiblesses"
    NEEDED = "besoins"
    WORDS = "parole"
    VOTES = "nombre de votes"
    FAMILIES = "familles"
    REACH = "partage"
    VOLUME = "effectif"

    @property
    def rank(self) -> float:
        """Its place among the others; a bare number of contributions serves where nothing else does."""
        return list(Turn).index(self) / 2 + (_LAST if self is Turn.VOLUME else 0)


@dataclass(frozen=True, slots=True)
class Headline:
    """A title and the contributions that prove it."""

    turn: Turn
    text: str
    ids: tuple[str, ...]


def headlines(
    themes: Sequence[ThemeEvidence], evidence: EventEvidence, box: fit.Box
) -> Mapping[str, Headline]:
    """A title for each of these themes, by its id: in their order, each as unlike the others as can be."""
    used = Counter[Turn]()
    chosen: dict[str, Headline] = {}
    for theme in themes:
        possible = _fitting(theme, evidence, box)
        if possible[0].turn is not Turn.ALONE:  # what one table said is never told as everybody's
            possible.sort(key=lambda line: line.turn.rank + _REPEATED * used[line.turn])
        chosen[theme.theme.id] = possible[0]
        used[possible[0].turn] += 1
    return chosen


def _fitting(theme: ThemeEvidence, evidence: EventEvidence, box: fit.Box) -> list[Headline]:
    """The titles that fit their box, the most telling first; the plainest one with the name shortened."""

    def plainest(name: str) -> Headline:
        return _plainest(name, theme, evidence)

    name = fit.shortened(typeset(theme.theme.name), lambda name: fit.title_fits(plainest(name).text, box))
    fitting = [line for line in _possible(name, theme, evidence) if fit.title_fits(line.text, box)]
    return fitting or [plainest(name)]


def compares_tables(evidence: EventEvidence) -> bool:
    """Whether it tells something that a theme was heard at one table or at all of them."""
    kind = evidence.event.kind
    return len(evidence.shares) > 1 and not kind.speaks_in_turn and not kind.has_thematic_tables


def _plainest(name: str, theme: ThemeEvidence, evidence: EventEvidence) -> Headline:
    total = number(len(evidence.contributions))
    text = f"{name} : {counted(len(theme.contributions), 'contribution')} sur {total}"
    return _headline(Turn.VOLUME, text, theme.contributions)


def _headline(turn: Turn, text: str, behind: Sequence[Contribution]) -> Headline:
    return Headline(turn, typeset(text), tuple(c.id for c in behind))


def _possible(name: str, theme: ThemeEvidence, evidence: EventEvidence) -> Iterator[Headline]:
    """Everything that may be said of a theme in a title, the most telling first."""
    yield from _of_reach(name, theme, evidence)
    yield from _of_votes(name, theme, evidence)
    yield from _of_statements(name, theme, evidence)
    yield from _of_types(name, theme, evidence)
    yield from _of_words(name, theme)
    families = families_text(theme, article="des ")
    if " et " in families and not compares_tables(evidence):
        yield _headline(Turn.FAMILIES, f"{name} : dit par {families}", theme.contributions)
    yield _plainest(name, theme, evidence)


def _of_reach(name: str, theme: ThemeEvidence, evidence: EventEvidence) -> Iterator[Headline]:
    """At how many tables, or under how many qualities, it was said."""
    heard, total = len(theme.shares), len(evidence.shares)
    said = counted(len(theme.contributions), "contribution")
    if heard and total > 1 and evidence.event.kind.speaks_in_turn:
        text = f"{name} : {said}, de {shares_text(evidence.event, heard, total)}"
        yield _headline(Turn.REACH, text, theme.contributions)
    if not heard or not compares_tables(evidence):
        return
    if heard == 1:
        text = f"{name} : une seule table en a parlé"
        yield _headline(Turn.ALONE, text, theme.contributions)
    elif heard == total:
        text = f"{name} : {said}, venues de chacune des {number(total)} tables"
        yield _headline(Turn.EVERYWHERE, text, theme.contributions)
    else:
        text = f"{name} : {said}, venues de {shares_text(evidence.event, heard, total)}"
        yield _headline(Turn.REACH, text, theme.contributions)


def _of_votes(name: str, theme: ThemeEvidence, evidence: EventEvidence) -> Iterator[Headline]:
    """That it leads the vote, or which of its words do."""
    others = [one.votes for one in evidence.themes if one is not theme]
    if theme.votes > max(others, default=theme.votes):
        votes = f"{counted(theme.votes, 'vote')} sur {number(evidence.votes)}"
        yield _headline(Turn.LED, f"{name} : le thème le plus voté, {votes}", theme.contributions)
    rank = 1 + sum(votes >= theme.votes for votes in others)
    if 1 < rank <= _RANKED and theme.votes not in others:
        votes = counted(theme.votes, "vote")
        yield _headline(Turn.RANKED, f"{name} : {votes}, le {rank}e thème le plus voté", theme.contributions)
    elif rank > 1 and theme.votes * len(evidence.themes) > evidence.votes:
        votes = f"{counted(theme.votes, 'vote')} sur {number(evidence.votes)}"
        yield _headline(Turn.VOTES, f"{name} : {votes}", theme.contributions)
    voted = _leading_words(theme)
    if voted is not None:
        votes, words = counted(voted.votes, "vote"), quote(voted.text)
        proposed = voted.type is ContributionType.PROPOSITION
        said = f"{votes} pour {words}" if proposed else f"{words}, {votes}"
        head = typeset(f"{name} : ")
        yield Headline(Turn.VOTED, f"{head}{said}", (voted.id,))


def _of_words(name: str, theme: ThemeEvidence) -> Iterator[Headline]:
    """Words that were said as such (« verbatim »), with who said them where there is room."""
    spoken = [c for c in theme.of_types(ContributionType.VERBATIM) if _is_sound(c)]
    for said in choose_verbatims(spoken, 1):
        words = f"{typeset(f'{name} : ')}{quote(said.text)}"
        if said.voice:
            yield Headline(Turn.WORDS, f"{words} — {typeset(said.voice)}", (said.id,))
        yield Headline(Turn.WORDS, words, (said.id,))


def _leading_words(theme: ThemeEvidence) -> Contribution | None:
    """The most voted words of the theme, where no others have as many and they can be read from afar."""
    first, *others = theme.contributions
    leads = first.votes >= _VOTED and all(c.votes < first.votes for c in others)
    return first if leads and _is_sound(first) else None


def _is_sound(said: Contribution) -> bool:
    """Whether the words stand alone in large print: short, whole, without abbreviation, name or irony."""
    if said.type is ContributionType.QUESTION or not statable(quotable([said])):
        return False
    return len(said.text) in _WORDS_LENGTH and "\n" not in said.text and not _SOUND_WORDS.search(said.text)


def _of_statements(name: str, theme: ThemeEvidence, evidence: EventEvidence) -> Iterator[Headline]:
    """Who said most of it; that it is debated, where no slide of its own says so."""
    turns = {Rule.MAINLY: Turn.MAINLY}
    if theme not in debated_themes(evidence):
        turns[Rule.DEBATE] = Turn.DEBATE
    for statement in theme.statements:
        if turn := turns.get(statement.rule):
            words = statement_text(statement)
            text = typeset(f"{name} : {words[0].lower()}{words[1:]}")
            yield Headline(turn, text, statement.contribution_ids)


def _of_types(name: str, theme: ThemeEvidence, evidence: EventEvidence) -> Iterator[Headline]:
    """What it is made of more than the rest of the wall: propositions, strengths, needs, what goes wrong."""
    total = evidence.contributions
    sorts = (
        (Turn.PROPOSED, (ContributionType.PROPOSITION,), "proposition", "propositions"),
        (Turn.PRAISED, (ContributionType.FORCE,), "force à préserver", "forces à préserver"),
        (
            Turn.CRITICISED,
            (ContributionType.FAIBLESSE, ContributionType.VIGILANCE),
            "faiblesse ou vigilance",
            "faiblesses ou vigilances",
        ),
        (Turn.NEEDED, (ContributionType.BESOIN,), "besoin exprimé", "besoins exprimés"),
    )
    for turn, types, one, several in sorts:
        found, everywhere = theme.of_types(*types), evidence.of_types(*types)
        share, usual = (len(c) / len(all_) for c, all_ in ((found, theme.contributions), (everywhere, total)))
        if len(found) >= _MANY and share >= max(_MUCH, _UNUSUAL * usual):
            yield _headline(turn, f"{name} : {counted(len(found), one, several)}", found)
