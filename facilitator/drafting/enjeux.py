"""From themes to proposed enjeux: which ones, and how widely each was spoken of.

Rules only, all stated in the document that prints them; whoever decides changes both. Themes of several
events make one enjeu where the caller says that they speak of the same matter.

*Choice*: a theme has up to four marks from 0 to 1, of which the mean ranks it: how widely it was spoken of
(below); its votes against the most voted theme of its event, which counts twice; its needs and weaknesses
against the theme of its event that holds most; the part of the other events where the matter was heard.
What an event does not measure (no vote, a single table, less than a tenth of needs) has no mark there. The
best of each event is chosen first, then the best of all, eight at most (domaine.md § 4.2: 6 to 8 enjeux). A
theme joined to one already chosen takes no place of its own.

*Sharing*, « force du consensus » in the note: what the theme was heard at, out of what it could be heard
at (``drafting.reach``). At least two thirds: « large »; at least one third: « moyen »; less, or a single
one: « limité »; fewer than two tables or families at the event: « non mesuré ». A theme that its counts
show as debated is « débattu » besides. It measures who spoke of it, not who agrees.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from facilitator.domain.contribution import Contribution, ContributionType
from facilitator.domain.evidence import EventEvidence, Rule, ThemeEvidence
from facilitator.drafting.reach import NEEDS, is_about_needs, reach, told_by_table
from facilitator.language.french import counted
from facilitator.language.typography import number, typeset
from facilitator.language.wording import shares_text

ENJEUX = 8

VOTES_COUNT = 2
"""How often the mark of the votes counts: they are what the room itself chose."""

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


@dataclass(frozen=True, slots=True)
class Enjeu:
    """A theme proposed as an enjeu, with the event that it comes from, and its kin at other events.

    ``merit`` is what it is chosen by, from 0 to 1.
    """

    theme: ThemeEvidence
    evidence: EventEvidence
    stake: Stake
    sharing: Sharing
    heard: int
    out_of: int
    merit: float
    kin: tuple["Enjeu", ...] = ()

    @property
    def by_table(self) -> bool:
        """Whether tables measure how widely it was spoken of, rather than families of public."""
        return told_by_table(self.evidence)

    @property
    def debated(self) -> bool:
        """Whether the theme's counts show a debate."""
        return self.stake is Stake.DEBATE

    @property
    def place(self) -> tuple[str, str]:
        """The ids of its event and of its theme."""
        return self.evidence.event.id, self.theme.theme.id

    def consensus(self) -> str:
        """« large (5 tables sur 5), débattu »: who spoke of it, not who agrees."""
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
        return tuple(c for type_ in NEEDS for c in self.theme.of_types(type_))

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
    """The enjeux that the themes of these events suggest, the best placed first."""
    joined = joined_enjeux(evidences, kin)
    taken = {one.place for enjeu in joined for one in (enjeu, *enjeu.kin)}
    alone = [_enjeu(theme, e, len(evidences)) for e in evidences for theme in e.themes]
    ranked = sorted((*joined, *(one for one in alone if one.place not in taken)), key=_rank)
    chosen: dict[tuple[str, str], Enjeu] = {}
    for evidence in evidences:
        heard = (e for e in ranked if evidence.event.id in {one.place[0] for one in (e, *e.kin)})
        chosen |= {enjeu.place: enjeu for enjeu in [next(heard, None)] if enjeu is not None}
    chosen |= {enjeu.place: enjeu for enjeu in ranked if len(chosen) < limit or enjeu.place in chosen}
    return tuple(sorted(list(chosen.values())[:limit], key=_rank))


def joined_enjeux(evidences: Sequence[EventEvidence], kin: Kin) -> tuple[Enjeu, ...]:
    """One enjeu a group of ``kin``, those of most events first.

    Each is led by the theme that ranks best, by its own marks; of equals, the one said most often.
    """
    known = {(e.event.id, theme.theme.id): (theme, e) for e in evidences for theme in e.themes}
    joined = []
    for group in kin:
        found = [_enjeu(*known[place], len(evidences), len(group)) for place in group if place in known]
        if len(found) > 1:
            first, *others = sorted(found, key=_rank)
            joined.append(replace(first, kin=tuple(others)))
    return tuple(sorted(joined, key=lambda enjeu: (-len(enjeu.kin), *_rank(enjeu))))


def _rank(enjeu: Enjeu) -> tuple[float, int, str, int]:
    """By merit, then by how much was said; the rest only settles the order."""
    event, theme = enjeu.evidence.event, enjeu.theme
    return -enjeu.merit, -len(theme.contributions), event.slug, theme.theme.position


def _enjeu(theme: ThemeEvidence, evidence: EventEvidence, events: int, heard_at: int = 1) -> Enjeu:
    measured = reach(theme.contributions, evidence)
    marks = [measured.share]
    if evidence.votes:
        marks += [theme.votes / max(1, *(other.votes for other in evidence.themes))] * VOTES_COUNT
    if is_about_needs(evidence):
        most = max(len(other.of_types(*NEEDS)) for other in evidence.themes)
        marks.append(len(theme.of_types(*NEEDS)) / max(1, most))
    marks += [(heard_at - 1) / (events - 1)] if events > 1 else []
    kept = [mark for mark in marks if mark is not None]
    sharing = _sharing(measured.heard, measured.out_of)
    merit = round(sum(kept) / len(kept), 6) if kept else 0.0
    return Enjeu(theme, evidence, _stake(theme), sharing, measured.heard, measured.out_of, merit)


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
