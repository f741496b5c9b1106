"""What a gesture on the wall tells the person who made it: done, refiled in turn, lifted, suggested."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.domain.contribution import Contribution
from facilitator.domain.proposal import ChangeKind, Proposal
from facilitator.domain.theme import Sorting, Theme
from facilitator.language.french import counted, listed, plural
from facilitator.language.typography import quote, typeset

_NUMBERS_SPELT_OUT = 8


@dataclass(frozen=True, slots=True)
class Refiled:
    """A contribution that the machine moved in turn (None: the tray), and why: words and nearest numbers."""

    contribution: Contribution
    source: Theme | None
    target: Theme | None
    words: tuple[str, ...] = ()
    nearest: tuple[int, ...] = ()

    @property
    def sentence(self) -> str:
        """« n° 7 : « Bus » → « Mobilité » (navette, soir ; comme n° 3 et 12) »."""
        way = f"{_spot(self.source)} → {_spot(self.target)}"
        return typeset(f"n° {self.contribution.number} : {way}{because(self.words, self.nearest)}")


@dataclass(frozen=True, slots=True)
class Suggested:
    """Contributions that seem to belong to a theme too, the surest first."""

    theme: Theme
    contributions: tuple[Contribution, ...]

    @property
    def sentence(self) -> str:
        """« 3 autres semblent aller avec « Mobilité » : n° 4, 9 et 31. »."""
        count = len(self.contributions)
        others = plural(count, "autre contribution semble", "autres semblent")
        return typeset(
            f"{count} {others} aller avec {quote(self.theme.name)} : "
            f"n° {listed([str(one.number) for one in self.contributions])}."
        )


@dataclass(frozen=True, slots=True)
class BoardReport:
    """What a gesture did. ``contributions`` are those it was about, ``theme`` the theme it led to."""

    sentence: str
    contributions: tuple[Contribution, ...] = ()
    theme: Theme | None = None
    refiled: tuple[Refiled, ...] = ()
    lifted: tuple[str, ...] = ()
    suggestion: Suggested | None = None


def named(contributions: Sequence[Contribution]) -> str:
    """« n° 12 », « n° 12 et 14 », « 23 contributions »."""
    return numbered([one.number for one in contributions])


def numbered(numbers: Sequence[int]) -> str:
    """Like :func:`named`, of their numbers."""
    if len(numbers) > _NUMBERS_SPELT_OUT:
        return counted(len(numbers), "contribution")
    return f"n° {listed([str(number) for number in numbers])}"


def begun(summary: str) -> str:
    """``summary`` as a sentence begins; « n° » stays as it is."""
    return summary if summary.startswith("n°") else summary[:1].upper() + summary[1:]


def because(words: Sequence[str], nearest: Sequence[int]) -> str:
    """« (navette, soir ; comme n° 3 et 12) », or nothing where nothing is known."""
    like = f"comme n° {listed([str(number) for number in nearest])}" if nearest else ""
    reasons = " ; ".join(part for part in (", ".join(words), like) if part)
    return f" ({reasons})" if reasons else ""


def lifted(before: Sorting, after: Sorting, contributions: Sequence[Contribution]) -> tuple[str, ...]:
    """What older decisions a newer act has lifted, a sentence each."""
    numbers = {one.id: one.number for one in contributions}
    names = {theme.id: theme.name for theme in (*after.themes, *before.themes)}
    standing = {theme.id for theme in after.themes}
    told = [
        f"Les n° {listed([str(n) for n in sorted((numbers[one], numbers[two]))])} ne sont plus à séparer."
        for one, two in before.decisions.apart
        if (one, two) not in after.decisions.apart and one in numbers and two in numbers
    ]
    told += [
        f"Le n° {numbers[one]} n’est plus refusé dans {quote(names[theme])}."
        for one, theme in before.decisions.refusals
        if (one, theme) not in after.decisions.refusals and one in numbers and theme in standing
    ]
    return tuple(typeset(sentence) for sentence in told)


def proposal_sentence(proposal: Proposal) -> str:
    """« 7 contributions changeraient de thème, 2 sortiraient de « à ranger », 1 nouveau thème »."""
    moved, filed, trayed = (
        proposal.count(kind) for kind in (ChangeKind.MOVED, ChangeKind.FILED, ChangeKind.TRAYED)
    )
    new, gone = len(proposal.new_themes), len(proposal.gone_themes)
    parts = []
    if moved:
        parts.append(
            f"{counted(moved, 'contribution')} {plural(moved, 'changerait', 'changeraient')} de thème"
        )
    if filed:
        parts.append(f"{filed} {plural(filed, 'sortirait', 'sortiraient')} de « à ranger »")
    if trayed:
        parts.append(f"{trayed} {plural(trayed, 'irait', 'iraient')} dans « à ranger »")
    if new:
        parts.append(counted(new, "nouveau thème", "nouveaux thèmes"))
    if gone:
        parts.append(f"{counted(gone, 'thème')} {plural(gone, 'disparaîtrait', 'disparaîtraient')}")
    return typeset(", ".join(parts) or "rien ne changerait")


def _spot(theme: Theme | None) -> str:
    return "à ranger" if theme is None else quote(theme.name)
