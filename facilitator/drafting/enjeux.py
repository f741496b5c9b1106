"""From themes to proposed enjeux: a question each, and how widely it was shared.

Rules only, all stated in the document that prints them; whoever decides changes both. Themes of several
events make one enjeu where the caller says that they speak of the same matter.

*Choice*: the themes of each event in turn, by decreasing number of contributions (their numbers are not
comparable between events), until there are eight (domaine.md § 4.2: 6 to 8 enjeux). A theme joined to one
already chosen takes no place of its own.

*Force du consensus*: what the theme was heard at, out of what it could be heard at. Where the public
belongs to the table (atelier, stand, réunion de travail) that is tables; where each contribution has its
own public or quality (table ronde, entretien, séminaire, comité) that is families of public: élus,
agents, partenaires, habitants. At least two thirds: « large »; at least one third: « moyen »; less, or
a single one: « limité »; fewer than two tables or families at the event: « non mesuré ». A theme that its
counts show as debated is « débattu » besides. It measures who spoke of it, not who agrees.

*Question*: from the sort of contribution that the theme holds most of, a debate first.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import zip_longest

from facilitator.domain.contribution import Contribution, ContributionType, PublicFamily, public_family
from facilitator.domain.event import EventKind
from facilitator.domain.evidence import EventEvidence, Rule, ThemeEvidence
from facilitator.drafting.wording import theme_name
from facilitator.language.french import counted
from facilitator.language.typography import number, typeset
from facilitator.language.wording import shares_text

ENJEUX = 8

Kin = Sequence[Sequence[tuple[str, str]]]
"""Themes that speak of the same matter, a group at a time, each by the ids of its event and its own."""


class Sharing(StrEnum):
    """How widely a theme was spoken of at its event."""

    WIDE = "large"
    SHARED = "moyen"
    NARROW = "limité"
    UNMEASURED = "non mesuré"


class Stake(StrEnum):
    """What the theme's contributions mostly are, hence what there is to decide."""

    DEBATE = "débat"
    LACK = "manque"
    PROPOSAL = "proposition"
    STRENGTH = "force"
    CONDITION = "vigilance"
    FINDING = "constat"


_STAKE_OF = {
    ContributionType.CONSTAT: Stake.FINDING,
    ContributionType.BESOIN: Stake.LACK,
    ContributionType.FAIBLESSE: Stake.LACK,
    ContributionType.PROPOSITION: Stake.PROPOSAL,
    ContributionType.FORCE: Stake.STRENGTH,
    ContributionType.VIGILANCE: Stake.CONDITION,
}
_QUESTIONS = {
    Stake.DEBATE: "comment trancher ce qui fait débat ?",
    Stake.LACK: "que faut-il améliorer, et pour qui d'abord ?",
    Stake.PROPOSAL: "quelles propositions retenir, et avec qui ?",
    Stake.STRENGTH: "comment préserver ce qui marche ?",
    Stake.CONDITION: "quelles conditions poser avant d'agir ?",
    Stake.FINDING: "que changer au vu de ce qui a été dit ?",
}
_OBJECTIVES = {
    Stake.DEBATE: "Trancher ce qui fait débat",
    Stake.LACK: "Répondre à ce qui manque",
    Stake.PROPOSAL: "Examiner les propositions",
    Stake.STRENGTH: "Préserver ce qui marche",
    Stake.CONDITION: "Poser les conditions demandées",
    Stake.FINDING: "Tirer les conséquences de ce qui a été dit",
}


@dataclass(frozen=True, slots=True)
class Enjeu:
    """A theme proposed as an enjeu, with the event that it comes from, and its kin at other events."""

    theme: ThemeEvidence
    evidence: EventEvidence
    stake: Stake
    sharing: Sharing
    heard: int
    out_of: int
    kin: tuple["Enjeu", ...] = ()

    @property
    def by_table(self) -> bool:
        """Whether tables measure how widely it was spoken of, rather than families of public."""
        return _by_table(self.evidence)

    @property
    def debated(self) -> bool:
        """Whether the theme's counts show a debate."""
        return self.stake is Stake.DEBATE

    def question(self) -> str:
        """« « Places en crèche » : que faut-il améliorer, et pour qui d’abord ? »."""
        return typeset(f"{theme_name(self.theme)} : {_QUESTIONS[self.stake]}")

    def objective(self) -> str:
        """« Préserver ce qui marche : « Matinées d’éveil » »."""
        return typeset(f"{_OBJECTIVES[self.stake]} : {theme_name(self.theme)}")

    def consensus(self) -> str:
        """« large (5 tables sur 5), débattu »."""
        if self.sharing is Sharing.UNMEASURED:
            words = self.sharing.value
        elif self.by_table:
            words = f"{self.sharing.value} ({shares_text(self.evidence.event, self.heard, self.out_of)})"
        else:
            families = counted(self.heard, "famille de public", "familles de public")
            words = f"{self.sharing.value} ({families} sur {number(self.out_of)})"
        return typeset(f"{words}, débattu" if self.debated else words)

    def needs(self) -> tuple[Contribution, ...]:
        """The needs and weaknesses said on the theme, needs first; those most voted come first."""
        return (
            *self.theme.of_types(ContributionType.BESOIN),
            *self.theme.of_types(ContributionType.FAIBLESSE),
        )

    def support(self) -> tuple[Contribution, ...]:
        """What speaks for an objective: needs, weaknesses, then findings and words as said; no action."""
        return (
            *self.needs(),
            *self.theme.of_types(ContributionType.CONSTAT),
            *self.theme.of_types(ContributionType.VERBATIM),
        )


def propose_enjeux(
    evidences: Sequence[EventEvidence], limit: int = ENJEUX, kin: Kin = ()
) -> tuple[Enjeu, ...]:
    """The enjeux that the themes of these events suggest, grouped by event in the order given."""
    rounds = zip_longest(*([_enjeu(theme, evidence) for theme in evidence.themes] for evidence in evidences))
    joined = {_place(one): enjeu for enjeu in joined_enjeux(evidences, kin) for one in (enjeu, *enjeu.kin)}
    found = [joined.get(_place(one), one) for turn in rounds for one in turn if one is not None]
    chosen = list({_place(enjeu): enjeu for enjeu in found}.values())[:limit]
    order = {evidence.event.id: rank for rank, evidence in enumerate(evidences)}
    return tuple(sorted(chosen, key=lambda enjeu: order[enjeu.evidence.event.id]))


def joined_enjeux(evidences: Sequence[EventEvidence], kin: Kin) -> tuple[Enjeu, ...]:
    """One enjeu a group of ``kin``, those of most events first.

    Each is led by the theme that ranks best at its own event, by contributions; of equals, the earlier.
    """
    ranked = {
        (evidence.event.id, theme.theme.id): (rank, at, evidence, theme)
        for at, evidence in enumerate(evidences)
        for rank, theme in enumerate(evidence.themes)
    }
    joined = []
    for group in kin:
        known = sorted((ranked[place] for place in group if place in ranked), key=lambda one: one[:2])
        if len(known) > 1:
            first, *others = (_enjeu(theme, evidence) for _, _, evidence, theme in known)
            joined.append((-len(known), known[0][:2], replace(first, kin=tuple(others))))
    return tuple(enjeu for _, _, enjeu in sorted(joined, key=lambda one: one[:2]))


def _place(enjeu: Enjeu) -> tuple[str, str]:
    return enjeu.evidence.event.id, enjeu.theme.theme.id


def _enjeu(theme: ThemeEvidence, evidence: EventEvidence) -> Enjeu:
    if _by_table(evidence):
        heard, out_of = len(theme.shares), len(evidence.shares)
    else:
        heard = len(_families(theme.contributions))
        out_of = len(_families(evidence.contributions))
    return Enjeu(theme, evidence, _stake(theme), _sharing(heard, out_of), heard, out_of)


def _by_table(evidence: EventEvidence) -> bool:
    kind = evidence.event.kind
    return not kind.speaks_in_turn and kind is not EventKind.SEMINAIRE


def _families(contributions: Iterable[Contribution]) -> set[PublicFamily]:
    return {family for c in contributions if (family := public_family(c.voice)) is not None}


def _sharing(heard: int, out_of: int) -> Sharing:
    if out_of < 2 or not heard:
        return Sharing.UNMEASURED
    if heard == 1 or 3 * heard < out_of:
        return Sharing.NARROW
    return Sharing.WIDE if 3 * heard >= 2 * out_of else Sharing.SHARED


def _stake(theme: ThemeEvidence) -> Stake:
    if any(statement.rule is Rule.DEBATE for statement in theme.statements):
        return Stake.DEBATE
    stakes = Counter(_STAKE_OF[c.type] for c in theme.contributions if c.type in _STAKE_OF)
    order = list(Stake)
    return min(stakes, key=lambda stake: (-stakes[stake], order.index(stake)), default=Stake.FINDING)
