"""What is quoted of a commune on its fiche: words as recorded, each with its event, and how they were found.

A quality or a public is left out: beside the name of a small commune it may tell who spoke. Words that may
be ironic are not quoted where there is no room to say so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from facilitator.domain.contribution import Contribution, ContributionType
from facilitator.domain.evidence import choose_verbatims, quotable
from facilitator.domain.heard_in import Heard, Tie, Told
from facilitator.domain.irony import may_be_ironic
from facilitator.domain.survey_counts import FEWEST
from facilitator.language.french import counted, listed, plural, written_date
from facilitator.language.typography import number, quote, typeset

LONGEST = 220
"""Characters of words that are quoted here; longer ones are read in the documents of their event."""
STRENGTHS = (ContributionType.FORCE,)
TROUBLES = (ContributionType.FAIBLESSE, ContributionType.VIGILANCE, ContributionType.BESOIN)


@dataclass(frozen=True, slots=True)
class Parole:
    """Words between guillemets, their number, and where they come from: « Atelier parents, 12 mars 2026 »."""

    citation: str
    numero: str
    rencontre: str


@dataclass(frozen=True, slots=True)
class Entendu:
    """Words of one event, under its title and day."""

    rencontre: str
    paroles: tuple[Parole, ...]


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

    def others(self, most: int) -> tuple[Entendu, ...]:
        """Up to ``most`` further words of the inhabitants, event by event."""
        return _by_event(self._take(self.by, most))

    def speaking(self, most: int) -> tuple[Entendu, ...]:
        """Up to ``most`` words of anybody that name the commune, event by event."""
        return _by_event(self._take(self.about, most))

    def _take(self, among: Sequence[Told], most: int) -> tuple[Parole, ...]:
        """Of several events in turn, the words of each that show it best."""
        by_event: dict[str, list[Contribution]] = {}
        for one in among:
            said = one.contribution
            if said.id not in self._taken and len(said.text) <= LONGEST and not may_be_ironic(said):
                by_event.setdefault(one.evidence.event.id, []).append(said)
        best = [choose_verbatims(quotable(said), most) for said in by_event.values()]
        chosen = [one for rank in zip_longest(*best) for one in rank if one is not None][:most]
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
        if not self.answered.here:
            return typeset("Enquête : personne de la commune n'a répondu")
        if self.answered.is_too_few:
            few = "moins de 5 personnes de la commune ont répondu : leurs mots ne sont pas cités ici"
            return typeset(f"Enquête : {few}")
        here = counted(self.answered.here, "personne")
        return typeset(f"Enquête : {here} de la commune ont répondu, sur {number(self.answered.all)}")


def _by_event(paroles: Sequence[Parole]) -> tuple[Entendu, ...]:
    events = dict.fromkeys(one.rencontre for one in paroles)
    return tuple(Entendu(event, tuple(one for one in paroles if one.rencontre == event)) for event in events)


def _parole(told: Told) -> Parole:
    event, said = told.evidence.event, told.contribution
    when = f", {written_date(event.held_on)}" if event.held_on else ""
    return Parole(quote(said.text), typeset(f"n° {said.number}"), typeset(event.title) + when)
