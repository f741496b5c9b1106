"""Who was there, who was missing, and what was asked: the head of every text document.

The fields are in French: they are what the outlines of ``prompts/redaction`` print.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from facilitator.domain.contribution import PublicFamily, public_family
from facilitator.domain.event import Event, EventKind, Presence
from facilitator.domain.evidence import EventEvidence
from facilitator.drafting.wording import source_line
from facilitator.language.french import counted, listed, of, plural, written_date
from facilitator.language.typography import number, typeset


@dataclass(frozen=True, slots=True)
class Present:
    """A public and how many of it came: a figure, or « non compté »."""

    public: str
    nombre: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A sequence and its question word for word."""

    titre: str
    question: str


@dataclass(frozen=True, slots=True)
class EventFacts:
    """What outlines print about an event; a text is empty where nothing is known.

    ``genre`` is « d’atelier », ``participants`` « 43 participants », ``tables`` « 5 tables » or
    « 31 qualités »; ``familles`` are the qualities heard by family of public, where people speak in turn;
    ``absents``, ``muets`` and ``silencieuses`` are sentences.
    """

    titre: str
    genre: str
    date: str
    lieu: str
    methode: str
    participants: str
    presents: tuple[Present, ...]
    familles: tuple[tuple[str, tuple[str, ...]], ...]
    contributions: str
    tables: str
    absents: str
    muets: str
    silencieuses: str
    questions: tuple[Asked, ...]
    source: str


def event_facts(evidence: EventEvidence) -> EventFacts:
    """The facts of the event behind ``evidence``."""
    event, people = evidence.event, evidence.event.people_present
    shares = "" if len(evidence.shares) < 2 else counted(len(evidence.shares), _share_word(event))
    return EventFacts(
        titre=typeset(event.title),
        genre=of(_plural_kind(event, len(evidence.shares))),
        date=written_date(event.held_on) if event.held_on else "",
        lieu=typeset(event.place),
        methode=typeset(event.method).removesuffix("."),
        participants=counted(people, "participant") if people is not None else "",
        presents=tuple(
            Present(typeset(p.name), "non compté" if p.count is None else number(p.count))
            for p in event.presences
        ),
        familles=_families(evidence),
        contributions=counted(len(evidence.contributions), "contribution"),
        tables=shares,
        absents=_sentence(evidence.absent, "Public invité, mais absent", "Publics invités, mais absents"),
        muets=_sentence(
            evidence.unheard,
            "Public présent, mais sans contribution notée",
            "Publics présents, mais sans contribution notée",
        ),
        silencieuses=_silent(evidence),
        questions=tuple(Asked(typeset(s.title), typeset(s.question)) for s in event.sequences),
        source=source_line(evidence),
    )


def _plural_kind(event: Event, heard: int) -> str:
    """« entretiens » where several people were met one by one."""
    several = event.kind is EventKind.ENTRETIEN and heard > 1
    return f"{event.kind.label}s" if several else event.kind.label


def _share_word(event: Event) -> str:
    return "qualité" if event.kind.speaks_in_turn else "table"


def _families(evidence: EventEvidence) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The qualities heard, by family of public: (« élus », (« maire d’une commune rurale », …))."""
    if not evidence.event.kind.speaks_in_turn:
        return ()
    heard: dict[PublicFamily | None, list[str]] = {}
    for quality in evidence.shares:
        role = quality.partition(":")[2].strip() or quality
        heard.setdefault(public_family(quality), []).append(typeset(role))
    named = [(f.value, tuple(heard[f])) for f in PublicFamily if f in heard]
    return (*named, ("autres", tuple(heard[None]))) if None in heard else tuple(named)


def _sentence(presences: Iterable[Presence], one: str, several: str) -> str:
    publics = [typeset(presence.name) for presence in presences]
    return typeset(f"{plural(len(publics), one, several)} : {listed(publics)}.") if publics else ""


def _silent(evidence: EventEvidence) -> str:
    silent = [re.sub(r"^table\s+", "", label, flags=re.IGNORECASE) for label in evidence.silent]
    if not silent:
        return ""
    where = plural(len(silent), "à la table", "aux tables")
    return typeset(f"Aucune contribution notée {where} {listed(silent)}.")
