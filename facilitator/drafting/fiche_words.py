"""What is quoted of a commune on its fiche: words as recorded, each with its event, and how they were found.

A quality or a public is left out: beside the name of a small commune it may tell who spoke.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.domain.contribution import Contribution, ContributionType
from facilitator.domain.evidence import choose_verbatims, quotable
from facilitator.domain.heard_in import Heard, Tie, Told
from facilitator.domain.irony import may_be_ironic
from facilitator.domain.survey_counts import FEWEST
from facilitator.drafting.citations import IRONY
from facilitator.language.french import counted, listed, plural, written_date
from facilitator.language.typography import number, quote, typeset

LONGEST = 220
"""Characters of words that are quoted here; longer ones are read in the documents of their event."""
STRENGTHS = (ContributionType.FORCE,)
TROUBLES = (ContributionType.FAIBLESSE, ContributionType.VIGILANCE, ContributionType.BESOIN)


@dataclass(frozen=True, slots=True)
class Parole:
    """Words between guillemets, and where they come from: « n° 12, Atelier parents, 12 mars 2026 »."""

    citation: str
    origine: str


@dataclass(frozen=True, slots=True)
class Answered:
    """How many people of a commune answered the survey, of how many; None without a survey."""

    here: int
    all: int

    @property
    def is_too_few(self) -> bool:
        """Whether so few answered that their words could tell who they are."""
        return self.here < FEWEST


class Words:
    """The words of one commune, chosen once: strengths, troubles, then the others, never the same twice."""

    def __init__(self, heard: Heard, answered: Answered | None) -> None:
        quiet = answered is not None and answered.is_too_few
        self.by = tuple(one for one in heard.by if not (quiet and one.tie is Tie.ANSWER))
        self.about = heard.about
        self.answered = answered
        self._told = {one.contribution.id: one for one in (*self.by, *self.about)}
        self._taken: set[str] = set()

    @property
    def quoted(self) -> tuple[Told, ...]:
        """What was quoted so far, in the order of the events."""
        return tuple(one for id_, one in self._told.items() if id_ in self._taken)

    def of_types(self, types: Sequence[ContributionType], most: int) -> tuple[Parole, ...]:
        """Up to ``most`` words of the inhabitants of these types."""
        return self._take([one for one in self.by if one.contribution.type in types], most)

    def others(self, most: int) -> tuple[Parole, ...]:
        """Up to ``most`` further words of the inhabitants."""
        return self._take(self.by, most)

    def speaking(self, most: int) -> tuple[Parole, ...]:
        """Up to ``most`` words of anybody that name the commune."""
        return self._take(self.about, most)

    def _take(self, among: Sequence[Told], most: int) -> tuple[Parole, ...]:
        fresh: list[Contribution] = [
            one.contribution
            for one in among
            if one.contribution.id not in self._taken and len(one.contribution.text) <= LONGEST
        ]
        chosen = choose_verbatims(quotable(fresh), most)
        self._taken |= {one.id for one in chosen}
        return tuple(_parole(self._told[one.id]) for one in chosen)

    def told(self) -> str:
        """How many words were found, and by which rule; empty where there are none."""
        ties = [one.tie for one in self.by]
        parts = []
        if at_place := ties.count(Tie.PLACE):
            events = dict.fromkeys(one.evidence.event.id for one in self.by if one.tie is Tie.PLACE)
            held = plural(len(events), "à la rencontre tenue", "aux rencontres tenues")
            parts.append(f"{counted(at_place, 'contribution')} {held} ici (on y vient aussi d'ailleurs)")
        if named := ties.count(Tie.PUBLIC) + ties.count(Tie.TABLE):
            parts.append(f"{counted(named, 'contribution')} d'un public ou d'une table de la commune")
        if written := ties.count(Tie.ANSWER):
            parts.append(
                f"{counted(written, 'réponse écrite', 'réponses écrites')} à l'enquête par des personnes "
                "qui ont coché la commune"
            )
        return typeset(listed(parts))

    def answered_told(self) -> str:
        """« Enquête : 14 personnes de la commune ont répondu, sur 300 »; empty without a survey."""
        if self.answered is None:
            return ""
        if self.answered.is_too_few:
            few = "moins de 5 personnes de la commune ont répondu : leurs mots ne sont pas cités ici"
            return typeset(f"Enquête : {few}")
        here = counted(self.answered.here, "personne")
        return typeset(f"Enquête : {here} de la commune ont répondu, sur {number(self.answered.all)}")


def _parole(told: Told) -> Parole:
    event, said = told.evidence.event, told.contribution
    parts = [f"n° {said.number}", event.title]
    if event.held_on:
        parts.append(written_date(event.held_on))
    if may_be_ironic(said):
        parts.append(IRONY)
    return Parole(quote(said.text), typeset(", ".join(parts)))
