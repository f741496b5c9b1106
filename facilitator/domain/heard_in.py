"""What is heard of a commune: the words of its inhabitants, and the words that speak of it.

No field of a contribution tells where somebody lives. The rules are explicit, and printed with what they
find: a public or a table that names the commune, else an event held there, else a form of the survey that
ticks it. A text that names it speaks of it, which is another thing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from facilitator.domain.commune_names import CommuneNames
from facilitator.domain.contribution import Contribution, PublicFamily, public_family
from facilitator.domain.evidence import EventEvidence
from facilitator.domain.survey import Form, Question, QuestionKind, Questionnaire


class Tie(StrEnum):
    """What ties a contribution to a commune; the value is how it is told."""

    ANSWER = "réponse écrite d’une personne qui a coché la commune dans l’enquête"
    PUBLIC = "le public nomme la commune"
    TABLE = "la table nomme la commune"
    PLACE = "la rencontre s’est tenue dans la commune"
    TEXT = "le texte nomme la commune"


@dataclass(frozen=True, slots=True)
class Told:
    """A contribution, the event at which it was recorded, and what ties it to the commune."""

    contribution: Contribution
    evidence: EventEvidence
    tie: Tie


@dataclass(frozen=True, slots=True)
class Heard:
    """``by``: words of people of the commune, or said there; ``about``: other words that name it."""

    by: tuple[Told, ...] = ()
    about: tuple[Told, ...] = ()


NOTHING = Heard()
_NOT_INHABITANTS = (PublicFamily.ELUS, PublicFamily.AGENTS, PublicFamily.PARTENAIRES)


def heard_by_commune(
    names: CommuneNames, evidences: Sequence[EventEvidence], answers: Mapping[str, str]
) -> Mapping[str, Heard]:
    """What was heard of each commune, by code, in the order of the events; off-topic words are left out.

    ``answers`` gives the commune of the survey's written answers by the key of their origin. Élus, agents and
    partners are no inhabitants: their words may only speak of a commune; those of comités are left out.
    """
    by: dict[str, list[Told]] = {}
    about: dict[str, list[Told]] = {}
    for evidence in evidences:
        if not evidence.event.kind.gathers_words:
            continue
        aside = {one.id for one in evidence.off_topic}
        held = _only(names.named(evidence.event.place))
        publics = {table.label: table.public or "" for table in evidence.event.tables}
        for said in evidence.contributions:
            if said.id in aside:
                continue
            code, tie = _home(names, said, publics.get(said.table or "", ""), held, answers)
            if code:
                by.setdefault(code, []).append(Told(said, evidence, tie))
            for other in names.named(said.text, free=True):
                if other != code:
                    about.setdefault(other, []).append(Told(said, evidence, Tie.TEXT))
    return {
        code: Heard(tuple(by.get(code, ())), tuple(about.get(code, ())))
        for code in dict.fromkeys((*by, *about))
    }


def _home(
    names: CommuneNames, said: Contribution, table_public: str, held: str, answers: Mapping[str, str]
) -> tuple[str, Tie]:
    """The commune of who spoke and what tells it; empty where nothing does, or more than one commune.

    What names the commune of a person wins over where the event was held.
    """
    if said.origin is not None and said.origin.key in answers:
        return answers[said.origin.key], Tie.ANSWER
    voice = said.quality or said.public or table_public
    if public_family(voice) in _NOT_INHABITANTS:
        return "", Tie.PLACE
    for tie, words in ((Tie.PUBLIC, voice), (Tie.TABLE, said.table or "")):
        found = names.named(words)
        if found:
            return _only(found), tie
    return held, Tie.PLACE


def _only(codes: Sequence[str]) -> str:
    return codes[0] if len(codes) == 1 else ""


@dataclass(frozen=True, slots=True)
class Respondents:
    """The forms of a survey by commune; ``question`` is the one that asked it, None where none does."""

    question: Question | None = None
    forms: Mapping[str, tuple[Form, ...]] = field(default_factory=dict)

    def of(self, code: str) -> tuple[Form, ...]:
        """The forms of those who ticked this commune."""
        return self.forms.get(code, ())


def respondents(names: CommuneNames, questionnaire: Questionnaire, forms: Sequence[Form]) -> Respondents:
    """Who ticked which commune: at the question of one answer whose options name the most communes.

    One option more than the others (« Une autre commune ») names none; where fewer than half do, the
    question is not about communes.
    """
    best: tuple[Question, Mapping[str, str]] | None = None
    for question in questionnaire.questions:
        if question.kind is not QuestionKind.ONE:
            continue
        known = {one.code: code for one in question.options if (code := names.code_of(one.label))}
        if 2 * len(known) >= len(question.options) and known and (best is None or len(known) > len(best[1])):
            best = question, known
    if best is None:
        return Respondents()
    question, chosen = best
    found: dict[str, list[Form]] = {}
    for form in forms:
        for option in form.answers.get(question.code, ()):
            if option in chosen:
                found.setdefault(chosen[option], []).append(form)
    return Respondents(question, {code: tuple(group) for code, group in found.items()})
