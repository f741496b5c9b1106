"""An action as documents show it: its place in the plan, what was said for it, its sheet, its indicators.

The fields are in French: they are what the outlines of ``prompts/redaction`` print. An empty field is one
that a human has to complete; nothing is filled in for them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from facilitator.domain.action import ActionSheet, Indicator
from facilitator.domain.evidence import EventEvidence, choose_verbatims, share_of
from facilitator.domain.project import Item, Level
from facilitator.domain.project_evidence import Heard, ProjectEvidence
from facilitator.drafting.citations import Citation, Citations
from facilitator.errors import InputError
from facilitator.language.french import counted, written_date, written_moment
from facilitator.language.typography import quote, typeset
from facilitator.language.wording import event_heading, shares_text
from facilitator.prompts import Markdown

QUOTED = 3
"""Words quoted for an action, of different events and tables where there are."""


@dataclass(frozen=True, slots=True)
class HeardAt:
    """What was said for an item at one event: « 4 contributions », « 3 tables sur 5 », its themes."""

    evenement: str
    compte: str
    partage: str
    themes: str
    votes: str
    note: Markdown


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """A line of the table of indicators."""

    genre: str
    nom: str
    depart: str
    cible: str
    source: str
    periodicite: str


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """The fields that a human fills in; ``duree`` is « septembre 2027 – 2028 »."""

    objectif: str
    publics: tuple[str, ...]
    territoire: str
    descriptif: str
    etapes: tuple[str, ...]
    pilote: str
    partenaires: tuple[str, ...]
    humains: str
    materiels: str
    budget: str
    financements: str
    duree: str
    jalons: tuple[str, ...]
    vigilances: tuple[str, ...]
    priorite: str
    faisabilite: str
    etat: str
    maj: str


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """Everything about one action: its place, what was said for it, its sheet, its indicators.

    ``perdus`` are themes that were linked to it and are no longer on any wall.
    """

    code: str
    titre: str
    axe: str
    strategique: str
    operationnel: str
    enjeux: tuple[str, ...]
    entendu: tuple[HeardAt, ...]
    paroles: tuple[Citation, ...]
    perdus: tuple[str, ...]
    champs: SheetFacts
    indicateurs: tuple[IndicatorFacts, ...]
    liens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AxeFacts:
    """An axe with its objectifs and its actions; ``titre`` is empty for actions outside any axe."""

    titre: str
    objectifs: tuple[str, ...]
    actions: tuple[ActionFacts, ...]


def actions_of(evidence: ProjectEvidence) -> tuple[Item, ...]:
    """All actions, in the order of the plan; InputError where the project has none yet."""
    actions = evidence.project.of(Level.ACTION)
    if not actions:
        raise InputError(
            "Le projet n’a encore aucune action.",
            next_step='Ajoutez-en une : « facilitator projet ajouter action "Ouvrir un relais" ».',
        )
    return actions


def axes_facts(evidence: ProjectEvidence) -> tuple[AxeFacts, ...]:
    """Every axe with its actions, then those of no axe where there are any."""
    project, codes = evidence.project, evidence.project.codes()
    axes = [
        AxeFacts(
            typeset(f"Axe {codes[axe.id]}. {axe.title}"),
            tuple(typeset(one.title) for one in project.under(axe.id) if one.level.is_objective),
            _all_facts(evidence, project.read(axe.id), codes),
        )
        for axe in project.of(Level.AXE)
    ]
    if outside := project.under(None, Level.ACTION):
        axes.append(AxeFacts("", (), _all_facts(evidence, outside, codes)))
    return tuple(axes)


def _all_facts(
    evidence: ProjectEvidence, items: Iterable[Item], codes: Mapping[str, str]
) -> tuple[ActionFacts, ...]:
    return tuple(action_facts(evidence, one, codes) for one in items if one.level is Level.ACTION)


def action_facts(evidence: ProjectEvidence, action: Item, codes: Mapping[str, str]) -> ActionFacts:
    """The facts of an action; ``codes`` are those of the whole project."""
    project, sheet = evidence.project, evidence.project.sheet(action.id)
    axe = project.above(action.id, Level.AXE)
    heard = evidence.heard(action.id)
    return ActionFacts(
        code=codes[action.id],
        titre=typeset(action.title),
        axe=_titled(axe, codes),
        strategique=_titled(project.above(action.id, Level.STRATEGIC), {}),
        operationnel=_titled(project.above(action.id, Level.OPERATIONAL), {}),
        enjeux=tuple(typeset(one.title) for one in _enjeux(evidence, action, axe)),
        entendu=heard_at(heard, worded=False),
        paroles=_quoted(heard),
        perdus=tuple(quote(ref.name) for ref in evidence.lost_themes(action.id)),
        champs=_sheet_facts(sheet),
        indicateurs=tuple(map(_indicator, project.indicators.get(action.id, ()))),
        liens=tuple(typeset(f"{codes[one.id]} {one.title}") for one in project.linked(action.id)),
    )


def heard_at(heard: Sequence[Heard], *, worded: bool = True) -> tuple[HeardAt, ...]:
    """What was said, event by event, in the order of the events; ``worded`` as :class:`Citations` has it."""
    events = {one.evidence.event.id: one.evidence for one in heard}
    return tuple(
        _heard_at(evidence, [one for one in heard if one.evidence is evidence], worded)
        for evidence in events.values()
    )


def _heard_at(evidence: EventEvidence, heard: Sequence[Heard], worded: bool) -> HeardAt:
    said = [one.contribution for one in heard]
    shares = {share for one in said if (share := share_of(evidence.event, one))}
    themes = dict.fromkeys(one.theme.theme.name for one in heard if one.theme is not None)
    votes = sum(one.votes for one in said)
    total = len(evidence.shares)
    return HeardAt(
        evenement=event_heading(evidence.event) if evidence.event.held_on else typeset(evidence.event.title),
        compte=counted(len(said), "contribution"),
        partage=shares_text(evidence.event, len(shares), total) if shares and total > 1 else "",
        themes=", ".join(quote(typeset(name)) for name in themes),
        votes=counted(votes, "vote") if votes else "",
        note=Citations(evidence, annexed=False, worded=worded).note([one.id for one in said]),
    )


def _quoted(heard: Sequence[Heard]) -> tuple[Citation, ...]:
    """A few words as they were said, from each event in turn."""
    by_event: dict[str, list[Heard]] = {}
    for one in heard:
        by_event.setdefault(one.evidence.event.id, []).append(one)
    chosen: list[Citation] = []
    queues = []
    for group in by_event.values():
        citations = Citations(group[0].evidence, annexed=False)
        words = choose_verbatims([one.contribution for one in group], QUOTED)
        queues.append([citations.cite(one) for one in words])
    while len(chosen) < QUOTED and any(queues):
        for queue in queues:
            if queue and len(chosen) < QUOTED:
                chosen.append(queue.pop(0))
    return tuple(chosen)


def _enjeux(evidence: ProjectEvidence, action: Item, axe: Item | None) -> tuple[Item, ...]:
    """The enjeux of the action's axe that share words with it, else all those of the axe."""
    if axe is None:
        return ()
    said = set(evidence.project.support(action.id).contributions)
    all_of_axe = evidence.project.linked(axe.id)
    shared = tuple(one for one in all_of_axe if said & set(evidence.project.support(one.id).contributions))
    return shared or all_of_axe


def _titled(item: Item | None, codes: Mapping[str, str]) -> str:
    if item is None:
        return ""
    return typeset(f"{codes[item.id]}. {item.title}" if item.id in codes else item.title)


def _indicator(one: Indicator) -> IndicatorFacts:
    told = (one.kind.value, one.name, one.baseline, one.target, one.source, one.frequency)
    return IndicatorFacts(*map(typeset, told))


def _sheet_facts(sheet: ActionSheet) -> SheetFacts:
    return SheetFacts(
        objectif=typeset(sheet.aim),
        publics=tuple(map(typeset, sheet.publics)),
        territoire=typeset(sheet.area),
        descriptif=typeset(sheet.description),
        etapes=tuple(map(typeset, sheet.steps)),
        pilote=typeset(sheet.pilot),
        partenaires=tuple(map(typeset, sheet.partners)),
        humains=typeset(sheet.staff),
        materiels=typeset(sheet.equipment),
        budget=typeset(sheet.budget),
        financements=typeset(sheet.funding),
        duree=period(sheet.starts, sheet.ends),
        jalons=tuple(map(typeset, sheet.milestones)),
        vigilances=tuple(map(typeset, sheet.cautions)),
        priorite=str(sheet.priority) if sheet.priority else "",
        faisabilite=typeset(sheet.feasibility),
        etat=sheet.state.value,
        maj=written_date(sheet.updated_on) if sheet.updated_on else "",
    )


def period(starts: str, ends: str) -> str:
    """« septembre 2027 – 2028 », « à partir de septembre 2027 », « jusqu’à 2028 »; empty without either."""
    if starts and ends:
        first, last = written_moment(starts), written_moment(ends)
        return first if first == last else f"{first} – {last}"
    if starts:
        return f"à partir de {written_moment(starts)}"
    return f"jusqu’à {written_moment(ends)}" if ends else ""
