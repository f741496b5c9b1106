"""The note stratégique préalable à la CTG, from the evidence of all events (domaine.md § 4.2).

It puts in order what was said and counted, and leaves every decision, figure and commitment that nobody
gave as a marked gap.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path

from facilitator.domain.contribution import ContributionType
from facilitator.domain.demarche import Demarche
from facilitator.domain.evidence import EventEvidence, choose_verbatims, quotable
from facilitator.domain.irony import statable
from facilitator.domain.project import Project
from facilitator.domain.project_evidence import ProjectEvidence
from facilitator.drafting.axes import Axis, propose_axes
from facilitator.drafting.brief import BriefLine, heard
from facilitator.drafting.citations import Citation, Citations, Line
from facilitator.drafting.convention import instances_facts
from facilitator.drafting.decided_project import decided_project
from facilitator.drafting.demarche_facts import demarche_facts
from facilitator.drafting.enjeu_wording import operational_objectives, question, strategic_objective
from facilitator.drafting.enjeux import Enjeu, Kin, joined_enjeux, propose_enjeux
from facilitator.drafting.participation import EventFacts, event_facts
from facilitator.drafting.text_document import write_text_document
from facilitator.drafting.theme_passages import ThemeRow, theme_rows
from facilitator.drafting.wording import (
    NOT_REPRESENTATIVE,
    families_text,
    thematique_words,
    theme_figures,
    theme_name,
)
from facilitator.errors import InputError
from facilitator.language.french import counted, listed
from facilitator.language.typography import number, quote, typeset
from facilitator.language.wording import VOLUME_IS_NOT_WEIGHT, event_heading

OUTLINE = "redaction/note_strategique"

THEMES_SHOWN, NEEDS, SPOKEN, PUBLICS, KEPT, FURTHER = 8, 2, 1, 2, 1, 5
FEW_EVENTS, THEMES_IN_BRIEF = 3, 4
"""Beyond a few events each is told in brief: the note stays within 12 pages, their documents tell more."""


@dataclass(frozen=True, slots=True)
class WholeDemarche:
    """What only all events together tell: themes that speak of the same matter, thématiques nobody spoke of.

    ``unspoken`` is None where nobody looked; ``thematiques`` gives each theme's own, by the ids of its event
    and its own, where one is known, ``belongings`` that of each contribution by its id. The enjeux and axes
    that ``project`` holds stand in the place of proposed ones; ``elsewhere`` are titles of events that decide
    or plan, left to their own documents.
    """

    kin: Kin = ()
    unspoken: tuple[str, ...] | None = None
    thematiques: Mapping[tuple[str, str], str] = field(default_factory=dict)
    project: Project = field(default_factory=Project)
    elsewhere: tuple[str, ...] = ()
    belongings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EventPart:
    """What the note says of one event; ``autres`` names the themes that its table leaves out.

    ``votes`` says whether anybody voted; ``entendu`` is what was most needed, most voted, what divides.
    """

    faits: EventFacts
    votes: bool
    themes: tuple[ThemeRow, ...]
    autres: tuple[str, ...]
    entendu: tuple[BriefLine, ...]
    forces: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class HeardAt:
    """A theme at one of the events where a matter was heard: its name there, its figures with their proof."""

    evenement: str
    theme: str
    appui: Line
    consensus: str


@dataclass(frozen=True, slots=True)
class Objective:
    """An operational objective: its verb and the words that it is about."""

    verbe: str
    parole: Citation


@dataclass(frozen=True, slots=True)
class EnjeuPart:
    """A proposed enjeu; ``objectif`` is its strategic objective, ``objectifs`` the operational ones.

    ``question`` has the proof of what it quotes, ``appui`` that of its figures; ``ailleurs`` is where else
    the matter was heard, ``evenements`` « 2 événements sur 3 » or empty.
    """

    numero: int
    theme: str
    question: Line
    objectif: str
    objectifs: tuple[Objective, ...]
    appui: Line
    publics: str
    consensus: str
    ailleurs: tuple[HeardAt, ...]
    evenements: str


@dataclass(frozen=True, slots=True)
class Convergence:
    """A matter heard at several events, each with its own theme and figures."""

    evenements: str
    lieux: tuple[HeardAt, ...]


@dataclass(frozen=True, slots=True)
class AxisPart:
    """A proposed axis and its enjeux."""

    numero: int
    titre: str
    enjeux: tuple[EnjeuPart, ...]


def write_note(
    demarche: Demarche,
    evidences: Sequence[EventEvidence],
    target: Path,
    *,
    outlines: Sequence[Path],
    reference: Path | None = None,
    whole: WholeDemarche | None = None,
) -> Path:
    """Write the note stratégique of ``demarche`` from one or more events; returns ``target``.

    Events without a contribution are named and left out of the themes. ``whole`` is what all of them
    together tell; without it nothing is joined. Raises InputError when no event has
    any, and what ``write_text_document`` raises.
    """
    if not any(evidence.contributions for evidence in evidences):
        raise InputError(
            typeset(f"La démarche {quote(demarche.title)} n'a aucune contribution."),
            cause="La note stratégique se rédige à partir de ce qui a été dit aux événements.",
            next_step="Saisissez ou importez les contributions d’un événement, puis recommencez.",
        )
    return write_text_document(
        OUTLINE,
        note_values(demarche, evidences, whole or WholeDemarche()),
        target,
        outlines=outlines,
        reference=reference,
        dated=max((e.event.held_on for e in evidences if e.event.held_on), default=None),
    )


def note_values(
    demarche: Demarche, evidences: Sequence[EventEvidence], whole: WholeDemarche
) -> Mapping[str, object]:
    """What the outline of the note prints, by the names that it declares; events by date."""
    held = sorted(evidences, key=lambda e: (e.event.held_on or date.max, e.event.slug))
    chosen = propose_enjeux(held, kin=whole.kin)
    ranked = propose_enjeux(held, len(chosen) + FURTHER, whole.kin)
    taken = {enjeu.place for enjeu in chosen}
    axes = _axes(propose_axes(chosen, whole.thematiques), len(held))
    project = ProjectEvidence(demarche, tuple(held), whole.project)
    return {
        "demarche": demarche_facts(demarche),
        "projet": decided_project(project),
        "instances": instances_facts(project),
        "hors_note": tuple(map(typeset, whole.elsewhere)),
        "evenements": tuple(_event_part(evidence, len(held) > FEW_EVENTS) for evidence in held),
        "axes": axes,
        "par_thematique": bool(whole.thematiques),
        "enjeux": tuple(enjeu for axis in axes for enjeu in axis.enjeux),
        "suivants": tuple(theme_name(enjeu.theme) for enjeu in ranked if enjeu.place not in taken),
        "convergences": tuple(_convergence(one, len(held)) for one in joined_enjeux(held, whole.kin)),
        "inabordees": None if whole.unspoken is None else tuple(map(thematique_words, whole.unspoken)),
        "avertissement": NOT_REPRESENTATIVE,
        "prudence": VOLUME_IS_NOT_WEIGHT,
    }


def _event_part(evidence: EventEvidence, in_brief: bool) -> EventPart:
    citations = Citations(evidence, annexed=False, worded=not in_brief)
    most = THEMES_IN_BRIEF if in_brief else THEMES_SHOWN
    rows = theme_rows(evidence, citations)
    strengths = statable(quotable(evidence.of_types(ContributionType.FORCE)))
    return EventPart(
        faits=event_facts(evidence),
        votes=bool(evidence.votes),
        themes=rows[:most],
        autres=tuple(row.nom for row in rows[most:]),
        entendu=heard(evidence, citations, 1) if in_brief else heard(evidence, citations),
        forces=citations.all(choose_verbatims(strengths, KEPT)),
    )


def _axes(axes: Sequence[Axis], events: int) -> tuple[AxisPart, ...]:
    """The axes in the order given, their enjeux numbered through."""
    numbers = count(1)
    return tuple(
        AxisPart(rank, axis.title, tuple(_enjeu_part(next(numbers), enjeu, events) for enjeu in axis.enjeux))
        for rank, axis in enumerate(axes, start=1)
    )


def _enjeu_part(numero: int, enjeu: Enjeu, events: int) -> EnjeuPart:
    theme, asked = enjeu.theme, question(enjeu)
    citations = Citations(enjeu.evidence, annexed=False)
    further = [c for c in quotable(theme.verbatims) if c not in asked.quoted][:SPOKEN]
    return EnjeuPart(
        numero=numero,
        theme=theme_name(theme),
        question=Line(asked.text, citations.source(asked.quoted)),
        objectif=strategic_objective(enjeu),
        objectifs=tuple(
            Objective(verb, citations.cite(c)) for verb, c in operational_objectives(enjeu, NEEDS, KEPT)
        ),
        appui=Line(
            theme_figures(theme, enjeu.evidence),
            citations.note((c.id for c in theme.contributions), spoken=further),
        ),
        publics=_publics(enjeu),
        consensus=enjeu.consensus(),
        ailleurs=tuple(map(_heard_at, enjeu.kin)),
        evenements=_events(enjeu, events) if enjeu.kin else "",
    )


def _convergence(enjeu: Enjeu, events: int) -> Convergence:
    return Convergence(_events(enjeu, events), tuple(map(_heard_at, (enjeu, *enjeu.kin))))


def _events(enjeu: Enjeu, events: int) -> str:
    return typeset(f"{counted(1 + len(enjeu.kin), 'événement')} sur {number(events)}")


def _heard_at(enjeu: Enjeu) -> HeardAt:
    citations = Citations(enjeu.evidence, annexed=False)
    return HeardAt(
        evenement=event_heading(enjeu.evidence.event),
        theme=theme_name(enjeu.theme),
        appui=Line(
            theme_figures(enjeu.theme, enjeu.evidence),
            citations.note(c.id for c in enjeu.theme.contributions),
        ),
        consensus=enjeu.consensus(),
    )


def _publics(enjeu: Enjeu) -> str:
    """The publics heard: by name where they sit at tables, else by family."""
    named = [typeset(public) for public, _ in enjeu.theme.publics]
    if not enjeu.by_table or not named:
        return families_text(enjeu.theme)
    return listed(named[:PUBLICS] + (["autres"] if len(named) > PUBLICS else []))
