"""The note stratégique préalable à la CTG, from the evidence of all events (domaine.md § 4.2).

It puts in order what was said and counted, and leaves every decision, figure and commitment that nobody
gave as a marked gap.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from facilitator.domain.contribution import ContributionType
from facilitator.domain.demarche import Demarche
from facilitator.domain.evidence import EventEvidence, choose_verbatims, quotable
from facilitator.domain.irony import statable
from facilitator.drafting.citations import Citation, Citations, Line
from facilitator.drafting.demarche_facts import demarche_facts
from facilitator.drafting.enjeux import Enjeu, Kin, Sharing, joined_enjeux, propose_enjeux
from facilitator.drafting.participation import EventFacts, event_facts
from facilitator.drafting.text_document import write_text_document
from facilitator.drafting.theme_passages import Divergence, ThemeRow, contrasts, divergences, theme_rows
from facilitator.drafting.wording import NOT_REPRESENTATIVE, families_text, theme_figures, theme_name
from facilitator.errors import InputError
from facilitator.language.french import counted, listed
from facilitator.language.typography import number, quote, typeset
from facilitator.language.wording import VOLUME_IS_NOT_WEIGHT, event_heading

OUTLINE = "redaction/note_strategique"

THEMES_SHOWN, NEEDS, SPOKEN, PUBLICS, KEPT = 8, 3, 2, 3, 2


@dataclass(frozen=True, slots=True)
class WholeDemarche:
    """What only all events together tell: themes that speak of the same matter, thématiques nobody spoke of.

    ``unspoken`` is None where nobody looked.
    """

    kin: Kin = ()
    unspoken: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class EventPart:
    """What the note says of one event; ``autres`` names the themes that its table leaves out.

    ``votes`` says whether anybody voted; ``partages`` are the themes most widely spoken of.
    """

    faits: EventFacts
    votes: bool
    themes: tuple[ThemeRow, ...]
    autres: tuple[str, ...]
    partages: tuple[str, ...]
    divergences: tuple[Divergence, ...]
    contrastes: tuple[Line, ...]
    forces: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class HeardAt:
    """A theme at one of the events where a matter was heard: its name there, its figures with their proof."""

    evenement: str
    theme: str
    appui: Line
    consensus: str


@dataclass(frozen=True, slots=True)
class EnjeuPart:
    """A proposed enjeu; ``besoins`` are quoted in support of its objective, ``vigilances`` as its conditions.

    ``ailleurs`` is where else the matter was heard, ``evenements`` « 2 événements sur 3 » or empty.
    """

    numero: int
    theme: str
    question: str
    objectif: str
    appui: Line
    publics: str
    consensus: str
    besoins: tuple[Citation, ...]
    vigilances: tuple[Citation, ...]
    ailleurs: tuple[HeardAt, ...]
    evenements: str


@dataclass(frozen=True, slots=True)
class Convergence:
    """A matter heard at several events, each with its own theme and figures."""

    evenements: str
    lieux: tuple[HeardAt, ...]


@dataclass(frozen=True, slots=True)
class AxisPart:
    """A proposed axis: what one event brought, and its enjeux."""

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
    axes = _axes(propose_enjeux(held, kin=whole.kin), len(held))
    return {
        "demarche": demarche_facts(demarche),
        "evenements": tuple(_event_part(evidence) for evidence in held),
        "axes": axes,
        "enjeux": tuple(enjeu for axis in axes for enjeu in axis.enjeux),
        "convergences": tuple(_convergence(one, len(held)) for one in joined_enjeux(held, whole.kin)),
        "inabordees": whole.unspoken,
        "avertissement": NOT_REPRESENTATIVE,
        "prudence": VOLUME_IS_NOT_WEIGHT,
    }


def _event_part(evidence: EventEvidence) -> EventPart:
    citations = Citations(evidence, annexed=False)
    wide = [e for e in propose_enjeux([evidence], len(evidence.themes)) if e.sharing is Sharing.WIDE]
    rows = theme_rows(evidence, citations)
    strengths = quotable(evidence.of_types(ContributionType.FORCE))
    return EventPart(
        faits=event_facts(evidence),
        votes=bool(evidence.votes),
        themes=rows[:THEMES_SHOWN],
        autres=tuple(row.nom for row in rows[THEMES_SHOWN:]),
        partages=tuple(theme_name(e.theme) for e in wide),
        divergences=divergences(evidence, citations),
        contrastes=contrasts(evidence, citations)[:KEPT],
        forces=citations.all(choose_verbatims(strengths, KEPT)),
    )


def _axes(enjeux: Sequence[Enjeu], events: int) -> tuple[AxisPart, ...]:
    """One axis an event, in the order of the enjeux, which are numbered through."""
    axes: list[AxisPart] = []
    first = 1
    for rank, (_, found) in enumerate(groupby(enjeux, key=lambda e: e.evidence.event.id), start=1):
        own = list(found)
        evidence = own[0].evidence
        citations = Citations(evidence, annexed=False)
        parts = tuple(_enjeu_part(n, enjeu, citations, events) for n, enjeu in enumerate(own, start=first))
        axes.append(AxisPart(rank, quote(typeset(evidence.event.theme or evidence.event.title)), parts))
        first += len(parts)
    return tuple(axes)


def _enjeu_part(numero: int, enjeu: Enjeu, citations: Citations, events: int) -> EnjeuPart:
    theme = enjeu.theme
    proof = citations.note((c.id for c in theme.contributions), spoken=quotable(theme.verbatims)[:SPOKEN])
    return EnjeuPart(
        numero=numero,
        theme=theme_name(theme),
        question=enjeu.question(),
        objectif=enjeu.objective(),
        appui=Line(theme_figures(theme, enjeu.evidence), proof),
        publics=_publics(enjeu),
        consensus=enjeu.consensus(),
        besoins=citations.all(statable(quotable(enjeu.support()))[:NEEDS]),
        vigilances=citations.all(quotable(theme.of_types(ContributionType.VIGILANCE))[:KEPT]),
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
