"""The conducteur of an event, to print before it: minute, what is said, material, who leads, what comes out.

The order and its durations are those of ``domain.running_order``; the outline words them.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from facilitator.domain.demarche import Demarche
from facilitator.domain.event import Event
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


def write_conducteur(
    demarche: Demarche,
    event: Event,
    target: Path,
    *,
    outlines: Sequence[Path],
    reference: Path | None = None,
) -> Path:
    """Write the conducteur of ``event``, a page on its side; returns ``target``.

    Raises what ``write_text_document`` raises.
    """
    return write_text_document(
        OUTLINE,
        conducteur_values(demarche, event),
        target,
        outlines=outlines,
        reference=reference,
        dated=event.held_on,
    )


def conducteur_values(demarche: Demarche, event: Event) -> Mapping[str, object]:
    """What the outline of the conducteur prints, by the names that it declares."""
    moments = running_order(event)
    return {
        "demarche": demarche_facts(demarche),
        "evenement": _preparation(event, moments),
        "moments": tuple(map(_line, moments)),
    }


def _line(moment: Moment) -> MomentLine:
    return MomentLine(
        minutes=typeset(f"{_minute(moment.starts)} – {moment.ends}"),
        duree=f"{moment.ends - moment.starts}",
        titre=typeset(moment.title),
        consigne=typeset(moment.room),
        materiel=typeset(moment.material),
        sortie=typeset(moment.capture),
        sequence=moment.sequence is not None,
    )


def _minute(minute: int) -> str:
    return f"−{-minute}" if minute < 0 else str(minute)


def _preparation(event: Event, moments: Sequence[Moment]) -> Preparation:
    people, tables = event.people_present or 0, len(event.tables)
    questions = len(sequences_of(event))
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
