"""The projet social in the note stratégique: enjeux and axes already written down, instead of proposed.

No action is told here: the note comes before the plan (domaine.md § 4.2). The fields are in French: they are
what the outlines of ``prompts/redaction`` print.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from facilitator.domain.contribution import public_family
from facilitator.domain.project import Item, Level
from facilitator.domain.project_evidence import Heard, ProjectEvidence
from facilitator.drafting.action_facts import HeardAt, heard_at
from facilitator.language.french import counted, listed
from facilitator.language.typography import number, typeset


@dataclass(frozen=True, slots=True)
class DecidedEnjeu:
    """An enjeu of the projet: its needs, where it was heard, by whom, the axes that answer it.

    ``evenements`` is « 4 événements sur 8 », empty where nothing said is linked to it.
    """

    code: str
    question: str
    besoins: tuple[str, ...]
    entendu: tuple[HeardAt, ...]
    publics: str
    evenements: str
    axes: str


@dataclass(frozen=True, slots=True)
class DecidedObjective:
    """An objectif with the operational ones that it holds."""

    titre: str
    operationnels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecidedAxis:
    """An axe, the codes of the enjeux that it answers, its objectifs."""

    numero: str
    titre: str
    enjeux: tuple[DecidedEnjeu, ...]
    objectifs: tuple[DecidedObjective, ...]


@dataclass(frozen=True, slots=True)
class DecidedProject:
    """The enjeux and axes of the projet; ``isoles`` are the enjeux that no axe answers."""

    enjeux: tuple[DecidedEnjeu, ...]
    axes: tuple[DecidedAxis, ...]
    isoles: tuple[DecidedEnjeu, ...]


def decided_project(evidence: ProjectEvidence) -> DecidedProject | None:
    """What the projet holds above its actions; None where it has neither enjeu nor axe."""
    project = evidence.project
    enjeux, axes = project.of(Level.ENJEU), project.of(Level.AXE)
    if not enjeux and not axes:
        return None
    codes = project.codes()
    told = {one.id: _enjeu(evidence, one, codes) for one in enjeux}
    return DecidedProject(
        enjeux=tuple(told.values()),
        axes=tuple(_axis(evidence, axe, codes, told) for axe in axes),
        isoles=tuple(told[one.id] for one in enjeux if not project.answering(one.id)),
    )


def _axis(
    evidence: ProjectEvidence, axe: Item, codes: Mapping[str, str], told: Mapping[str, DecidedEnjeu]
) -> DecidedAxis:
    project = evidence.project
    return DecidedAxis(
        numero=codes[axe.id],
        titre=typeset(axe.title),
        enjeux=tuple(told[one.id] for one in project.linked(axe.id) if one.id in told),
        objectifs=tuple(
            DecidedObjective(
                typeset(one.title),
                tuple(typeset(inner.title) for inner in project.under(one.id, Level.OPERATIONAL)),
            )
            for one in project.under(axe.id)
            if one.level.is_objective
        ),
    )


def _enjeu(evidence: ProjectEvidence, enjeu: Item, codes: Mapping[str, str]) -> DecidedEnjeu:
    heard = evidence.heard_within(enjeu.id)
    places = heard_at(heard, worded=False)
    axes = [codes[one.id] for one in evidence.project.answering(enjeu.id)]
    return DecidedEnjeu(
        code=codes[enjeu.id],
        question=typeset(enjeu.title),
        besoins=tuple(typeset(one.title) for one in evidence.project.under(enjeu.id, Level.BESOIN)),
        entendu=places,
        publics=_publics(heard),
        evenements=typeset(f"{counted(len(places), 'événement')} sur {number(len(evidence.events))}")
        if places
        else "",
        axes=listed(axes),
    )


def _publics(heard: tuple[Heard, ...]) -> str:
    """The families of public heard, those who said most first: « habitants, partenaires et élus »."""
    families = Counter(
        family.value
        for one in heard
        if (family := public_family(one.contribution.quality or one.contribution.public or ""))
    )
    return listed([name for name, _ in families.most_common()])
