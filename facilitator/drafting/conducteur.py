"""The conducteur of an event, to print before it: minute, what is said, material, who leads, what comes out.

The order and its durations are those of ``domain.running_order``; the outline words them. Where the event
follows a known method, its consignes word for word, its advice and its pitfalls come after the table.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from facilitator.domain.contribution import fold
from facilitator.domain.demarche import Demarche
from facilitator.domain.event import Event
from facilitator.domain.method import Method, Thematique, method_of
from facilitator.domain.running_order import Moment, running_order, sequences_of
from facilitator.drafting.demarche_facts import demarche_facts
from facilitator.drafting.text_document import write_text_document
from facilitator.language.french import counted, of, written_date
from facilitator.language.typography import number, typeset

OUTLINE = "animation/conducteur"

TABLES_A_LEADER = 3  # one leader for two or three tables (domaine.md § 3.1)
POST_ITS_A_QUESTION = 3  # a person (domaine.md § 3.2)


@dataclass(frozen=True, slots=True)
class MomentLine:
    """A line of the conducteur; ``minutes`` is « 0 – 10 », ``sequence`` tells one of the questions."""

    minutes: str
    duree: str
    titre: str
    consigne: str
    materiel: str
    sortie: str
    sequence: bool


@dataclass(frozen=True, slots=True)
class Preparation:
    """What to know and to bring; a text is empty where the event does not say enough.

    ``duree`` is « 120 minutes », ``tables`` « 5 tables », ``animateurs`` « 2 à 3 animateurs », ``post_its``
    and ``gommettes`` are figures with their word.
    """

    titre: str
    genre: str
    date: str
    lieu: str
    duree: str
    tables: str
    publics: tuple[str, ...]
    animateurs: str
    post_its: str
    gommettes: str


@dataclass(frozen=True, slots=True)
class Led:
    """How a moment of the method is led: the consigne to say, and what helps to lead it."""

    titre: str
    consigne: str
    conseils: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MethodPart:
    """How the event is led; ``relances`` are questions to ask again on its thématique."""

    titre: str
    resume: str
    materiel: tuple[str, ...]
    personnes: str
    regle_gommettes: str
    moments: tuple[Led, ...]
    conseils: tuple[str, ...]
    pieges: tuple[str, ...]
    sources: tuple[str, ...]
    relances: tuple[str, ...]


def write_conducteur(
    demarche: Demarche,
    event: Event,
    target: Path,
    *,
    outlines: Sequence[Path],
    methods: Sequence[Method] = (),
    thematiques: Sequence[Thematique] = (),
    reference: Path | None = None,
) -> Path:
    """Write the conducteur of ``event``, a page on its side; returns ``target``.

    Raises what ``write_text_document`` raises.
    """
    return write_text_document(
        OUTLINE,
        conducteur_values(demarche, event, methods, thematiques),
        target,
        outlines=outlines,
        reference=reference,
        dated=event.held_on,
    )


def conducteur_values(
    demarche: Demarche,
    event: Event,
    methods: Sequence[Method] = (),
    thematiques: Sequence[Thematique] = (),
) -> Mapping[str, object]:
    """What the outline of the conducteur prints, by the names that it declares."""
    method = method_of(event, methods)
    moments = running_order(event, method)
    return {
        "demarche": demarche_facts(demarche),
        "evenement": _preparation(event, moments, method),
        "moments": tuple(map(_line, moments)),
        "methode": _method_part(event, method, thematiques) if method else None,
    }


def _method_part(event: Event, method: Method, thematiques: Sequence[Thematique]) -> MethodPart:
    held = {method.step_of(sequence) for sequence in sequences_of(event, method)}
    spoken = fold(f"{event.theme} {event.title}")
    prompts = next((one.prompts for one in thematiques if fold(one.title) in spoken), ())
    fewest, most = method.people or (0, 0)
    seated = counted(most, "personne") if fewest == most else f"{fewest} à {counted(most, 'personne')}"
    return MethodPart(
        titre=typeset(method.title),
        resume=typeset(method.purpose),
        materiel=_typeset(method.material),
        personnes=f"{seated} par {'table' if method.tables else 'groupe'}" if most else "",
        regle_gommettes=typeset(method.dots_rule) if event.dots_per_person else "",
        moments=tuple(
            Led(typeset(step.title), typeset(step.said), _typeset(step.advice))
            for step in method.steps
            if (step.said or step.advice)
            and (not step.captured or step in held)
            and (event.dots_per_person or not step.only_with_dots)
        ),
        conseils=_typeset(method.advice),
        pieges=_typeset(method.pitfalls),
        sources=_typeset(method.sources),
        relances=_typeset(prompts),
    )


def _typeset(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(typeset, lines))


def _line(moment: Moment) -> MomentLine:
    return MomentLine(
        minutes=typeset(f"{_minute(moment.starts)} – {moment.ends}"),
        duree=f"{moment.ends - moment.starts}",
        titre=typeset(moment.title),
        consigne=typeset(moment.room),
        materiel=typeset(moment.material),
        sortie=typeset(f"{moment.outcome[:1].upper()}{moment.outcome[1:]}. {moment.capture}")
        if moment.outcome
        else typeset(moment.capture),
        sequence=moment.sequence is not None,
    )


def _minute(minute: int) -> str:
    return f"−{-minute}" if minute < 0 else str(minute)


def _preparation(event: Event, moments: Sequence[Moment], method: Method | None) -> Preparation:
    people, tables = event.people_present or 0, len(event.tables)
    steps = {method.step_of(one) if method else one for one in sequences_of(event, method)}
    questions = len(steps) if method is None or method.on_post_its else 0
    post_its = 0 if event.kind.speaks_in_turn else people * questions * POST_ITS_A_QUESTION
    dots = people * (event.dots_per_person or 0)
    fewest, most = math.ceil(tables / TABLES_A_LEADER), math.ceil(tables / (TABLES_A_LEADER - 1))
    leaders = f"{fewest} à {counted(most, 'animateur')}" if fewest < most else counted(most, "animateur")
    return Preparation(
        titre=typeset(event.title),
        genre=of(event.kind.label),
        date=written_date(event.held_on) if event.held_on else "",
        lieu=typeset(event.place),
        duree=counted(moments[-1].ends, "minute"),
        tables=counted(tables, "table") if tables else "",
        publics=tuple(typeset(f"{table.label} : {table.public}") for table in event.tables if table.public),
        animateurs=leaders if tables else "",
        post_its=f"{number(post_its)} post-its au plus" if post_its else "",
        gommettes=counted(dots, "gommette") if dots else "",
    )
