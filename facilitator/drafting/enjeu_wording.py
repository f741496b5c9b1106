"""An enjeu as a question, and the objectives that it suggests, in the words of the people who were there.

The question takes the theme's name and what was said on it that carries most votes, of the sort that the
theme asks about: a debate sets a strength beside a weakness; a theme that holds needs quotes one; a theme
of propositions asks what need the most voted answers, or what it seeks together with a second that has half
its votes, unless a need has more votes; strengths ask to be kept, vigilances to be minded, findings what to
change. Where nothing may be quoted, a plain question stands. Words of a proposition stand in no objective:
actions come with the plan d'actions.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from facilitator.domain.contribution import Contribution, ContributionType
from facilitator.domain.evidence import by_votes, quotable
from facilitator.domain.irony import statable
from facilitator.drafting.enjeux import Enjeu, Stake
from facilitator.drafting.reach import NEEDS, best_said
from facilitator.drafting.wording import theme_name
from facilitator.language.typography import NO_BREAK, quote, typeset

LONGEST = 140
"""Characters of a quotation inside a question; longer words are read under the objective."""

_AGAINST = (ContributionType.FAIBLESSE, ContributionType.VIGILANCE)
_FINDINGS = (ContributionType.CONSTAT, ContributionType.VERBATIM)

_BEHIND, _FOR_WHOM = "à quel besoin répond", ", et pour qui d'abord"

_Form = tuple[str, str, str, tuple[Contribution, ...]]
"""What stands before, between and after the words that a question quotes."""

_PLAIN = {
    Stake.DEBATE: "comment trancher ce qui fait débat ?",
    Stake.LACK: "que faut-il améliorer, et pour qui d'abord ?",
    Stake.PROPOSAL: "à quel besoin répondent les propositions reçues ?",
    Stake.STRENGTH: "comment préserver ce qui marche ?",
    Stake.CONDITION: "quelles conditions poser avant d'agir ?",
    Stake.FINDING: "que changer au vu de ce qui a été dit ?",
}
_STRATEGIC = {
    Stake.DEBATE: "Trancher ce qui fait débat sur {}",
    Stake.LACK: "Répondre aux besoins et aux difficultés exprimés sur {}",
    Stake.PROPOSAL: "Préciser le besoin auquel répondent les propositions sur {}",
    Stake.STRENGTH: "Préserver ce qui marche : {}",
    Stake.CONDITION: "Réunir les conditions demandées sur {}",
    Stake.FINDING: "Tirer les conséquences de ce qui est constaté sur {}",
}
_VERBS = {
    ContributionType.BESOIN: "Répondre à ce besoin",
    ContributionType.FAIBLESSE: "Réduire cette difficulté",
    ContributionType.CONSTAT: "Partir de ce constat",
    ContributionType.VERBATIM: "Partir de ce qui est vécu",
    ContributionType.FORCE: "Préserver ce qui marche",
    ContributionType.VIGILANCE: "Veiller à ce point",
}


@dataclass(frozen=True, slots=True)
class Question:
    """An enjeu in question, and the contributions that it quotes."""

    text: str
    quoted: tuple[Contribution, ...]


def question(enjeu: Enjeu) -> Question:
    """« « Place en crèche » : comment répondre à « 2 ans d'attente pr une place en crèche !! » ? »."""
    opening = typeset(f"{theme_name(enjeu.theme)} : ")
    form = next(_forms(enjeu), None)
    if form is not None:
        before, between, after, said = form
        words = typeset(f" {between} ").join(quote(c.text) for c in said)
        return Question(f"{opening}{typeset(before)} {words}{typeset(after)}{NO_BREAK}?", said)
    return Question(f"{opening}{typeset(_PLAIN[enjeu.stake])}", ())


def _forms(enjeu: Enjeu) -> Iterator[_Form]:
    """The questions that the theme's words allow, the fittest first."""
    proposed, need = _best(enjeu, ContributionType.PROPOSITION), _best(enjeu, *NEEDS)
    yield from _of_stake(enjeu, proposed, need)
    if need:
        lacks = need[0].type is ContributionType.FAIBLESSE
        yield "comment remédier à" if lacks else "comment répondre à", "", "", need
    if found := _best(enjeu, *_FINDINGS):
        yield "que changer quand on entend", "", "", found
    if proposed:
        yield _BEHIND, "", _FOR_WHOM, proposed


def _of_stake(
    enjeu: Enjeu, proposed: tuple[Contribution, ...], need: tuple[Contribution, ...]
) -> Iterator[_Form]:
    works, against = _best(enjeu, ContributionType.FORCE), _best(enjeu, *_AGAINST)
    match enjeu.stake:
        case Stake.DEBATE if works and against:
            yield "comment tenir compte à la fois de", "et de", "", (*works, *against)
        case Stake.STRENGTH if works and need:
            yield "comment préserver", "et répondre à", "", (*works, *need)
        case Stake.STRENGTH if works:
            yield "comment préserver", "", "", works
        case Stake.CONDITION if against:
            yield "comment agir sans oublier", "", "", against
        case Stake.FINDING if found := _best(enjeu, *_FINDINGS):
            yield "que changer quand on entend", "", "", found
        case Stake.PROPOSAL if proposed and _votes(proposed) >= _votes(need):
            if rival := _rival(enjeu, proposed[0]):
                yield "que cherchent ensemble", "et", "", (*proposed, *rival)
            yield _BEHIND, "", _FOR_WHOM, proposed


def _rival(enjeu: Enjeu, first: Contribution) -> tuple[Contribution, ...]:
    """The second proposition where it has half the votes of the first, both short; none without votes."""
    others = (c for c in enjeu.theme.of_types(ContributionType.PROPOSITION) if c.id != first.id)
    second = best_said(c for c in others if len(c.text) + len(first.text) <= LONGEST)
    return (second,) if second is not None and first.votes and 2 * second.votes >= first.votes else ()


def _best(enjeu: Enjeu, *types: ContributionType) -> tuple[Contribution, ...]:
    """The words of these types that stand for the theme, short enough for a question; none where none do."""
    found = best_said(c for c in enjeu.theme.of_types(*types) if len(c.text) <= LONGEST)
    return () if found is None else (found,)


def _votes(said: Iterable[Contribution]) -> int:
    return sum(c.votes for c in said)


def strategic_objective(enjeu: Enjeu) -> str:
    """« Préserver ce qui marche : « Matinées d’éveil » »; needs come before propositions."""
    stake = enjeu.stake
    if stake is Stake.PROPOSAL and enjeu.needs():
        stake = Stake.LACK
    return typeset(_STRATEGIC[stake].format(theme_name(enjeu.theme)))


def operational_objectives(enjeu: Enjeu, needs: int, others: int) -> tuple[tuple[str, Contribution], ...]:
    """A verb and the words that it is about: ``needs`` of what lacks, one strength, ``others`` vigilances."""
    theme = enjeu.theme
    chosen = [
        *by_votes(_fit(enjeu.support()))[:needs],
        *_fit(theme.of_types(ContributionType.FORCE))[:1],
        *_fit(theme.of_types(ContributionType.VIGILANCE))[:others],
    ]
    return tuple((typeset(_VERBS[c.type]), c) for c in chosen if c.type)


def _fit(said: Iterable[Contribution]) -> tuple[Contribution, ...]:
    return statable(quotable(said))
