"""What to print before an event: the consignes in large type, sheets to stick or write on, votes, attendance.

Posters are read at two metres (38 points at least). A grid's cells are numbered in the order of typing; the
tally's numbers are those of the capture. Names are written on the attendance sheet alone, a file of its own
that never enters the tool (domaine.md § 3.1 and § 5, RGPD).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from facilitator.domain.contribution import ContributionType
from facilitator.domain.demarche import Demarche
from facilitator.domain.event import Event, EventKind, Table
from facilitator.domain.event import Sequence as Part
from facilitator.domain.method import Method, method_of
from facilitator.domain.running_order import running_order, sequences_of
from facilitator.language.french import counted, written_date
from facilitator.language.typography import number, typeset
from facilitator.press.sheets import Page, write_sheets

CELLS_A_PAGE = 6  # post-its of 76 mm on A4
NOTE_LINES = 15
VOTE_LINES = 7
TALLY = 100  # numbers on a page of the tally
MOST_TALLIED = 200
ATTENDANCE_LINES = 14
MOST_ATTENDANCE_PAGES = 10
_AROUND_A_TABLE = (EventKind.ENTRETIEN, EventKind.COPIL, EventKind.COTECH)  # nothing is posted there
EXPECTED = 28  # people, where nobody said how many

INFORMATION = (
    "Cette feuille sert à savoir combien de personnes sont venues et à justifier la réunion. Responsable : "
    "____________________ ; conservée jusqu’au ______________ puis détruite ; vous pouvez demander à la voir "
    "ou à la corriger : ____________________. Elle est gardée à part des notes, et n’est jamais saisie dans "
    "le logiciel : rien ne relie votre nom à ce que vous dites."
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question of the event and the sequences that hold its answers (« pour », « contre », « doute »)."""

    sequences: tuple[Part, ...]
    title: str
    minutes: int | None
    said: str
    spoken: bool

    @property
    def numbers(self) -> str:
        """« 1 », or « 1-3 » for several sequences."""
        first, last = self.sequences[0].number, self.sequences[-1].number
        return f"{first}" if first == last else f"{first}-{last}"


def write_feuilles(
    demarche: Demarche, event: Event, target: Path, *, methods: Sequence[Method] = (), cells: int = 12
) -> Path:
    """Write the sheets of ``event`` as one PDF, with ``cells`` post-its a table and a question; returns it.

    Raises TemplateError, StoreError.
    """
    method = method_of(event, methods)
    asked = _questions(event, method)
    pages = [
        *(_poster(one) for one in asked if event.kind not in _AROUND_A_TABLE),
        *(page for one in asked for page in _sheets(event, one, cells)),
        *_votes(event, method, asked, cells),
    ]
    return write_sheets(typeset(event.title), _foot(demarche, event), pages, target)


def write_emargement(demarche: Demarche, event: Event, target: Path) -> Path:
    """Write the attendance sheet, blank, for those expected; raises like ``write_feuilles``."""
    expected = event.people_present or EXPECTED
    count = min(-(-expected // ATTENDANCE_LINES), MOST_ATTENDANCE_PAGES)
    page = {"genre": "emargement", "information": typeset(INFORMATION), "lignes": ATTENDANCE_LINES}
    return write_sheets(typeset(event.title), _foot(demarche, event), [page] * count, target)


def _foot(demarche: Demarche, event: Event) -> str:
    day = written_date(event.held_on) if event.held_on else ""
    return typeset(" · ".join(filter(None, (demarche.title, event.title, day, event.place))))


def _questions(event: Event, method: Method | None) -> list[_Asked]:
    lasting = {
        moment.sequence: moment.ends - moment.starts
        for moment in running_order(event, method)
        if moment.sequence is not None
    }

    def title(sequence: Part) -> str:
        step = method.step_of(sequence) if method else None
        return step.title if step else sequence.title

    found = []
    for shared, held in groupby(sequences_of(event, method), key=title):
        sequences = tuple(held)
        step = method.step_of(sequences[0]) if method else None
        spoken = event.kind.speaks_in_turn or sequences[0].default_type is ContributionType.VERBATIM
        minutes = lasting.get(sequences[0].number)
        found.append(_Asked(sequences, shared, minutes, step.said if step else "", spoken))
    return found


def _poster(one: _Asked) -> Page:
    return {
        "genre": "affiche",
        "numero": one.numbers,
        "titre": typeset(one.title),
        "question": typeset(one.sequences[0].question or one.title),
        "minutes": typeset(f"{one.minutes} min") if one.minutes else "",
        "consigne": typeset(one.said),
    }


def _sheets(event: Event, one: _Asked, cells: int) -> list[Page]:
    if one.spoken:
        voices = [typeset(presence.public) for presence in event.presences if ":" in presence.public]
        return [
            {
                "genre": "notes",
                "numero": str(sequence.number),
                "titre": typeset(sequence.title),
                "question": typeset(sequence.question),
                "voix": voices,
                "lignes": NOTE_LINES,
            }
            for sequence in one.sequences
        ]
    return [
        {
            "genre": "grille",
            "lieu": typeset(_place(table)),
            "numero": one.numbers,
            "titre": typeset(one.title),
            "question": typeset(one.sequences[0].question),
            "premiere": first,
            "cases": min(CELLS_A_PAGE, cells - first + 1),
        }
        for table in event.tables or (Table(""),)
        for first in range(1, cells + 1, CELLS_A_PAGE)
    ]


def _place(table: Table) -> str:
    """« Table 3, parents 0-3 ans », or nothing to say where there is no table."""
    label = (
        f"Table {table.label[1:]}" if table.label[1:].isdecimal() and table.label[0] == "T" else table.label
    )
    return ", ".join(filter(None, (label, table.public))) or "Post-its"


def _votes(event: Event, method: Method | None, asked: Sequence[_Asked], cells: int) -> list[Page]:
    if not event.dots_per_person:
        return []
    dots = counted(event.dots_per_person, "gommette")
    rule = method.dots_rule if method and method.dots_rule else f"{dots} par personne."
    possible = event.people_present and event.people_present * event.dots_per_person
    written = sum(cells * max(len(event.tables), 1) for one in asked if not one.spoken)
    most = min(max(-(-written // TALLY) * TALLY, TALLY), MOST_TALLIED)
    return [
        *(
            {
                "genre": "vote",
                "titre": typeset(f"Vote · {_place(table)}" if table.label else "Vote"),
                "gommettes": typeset(f"{dots} par personne"),
                "regle": typeset(rule),
                "lignes": VOTE_LINES,
            }
            for table in event.tables or (Table(""),)
        ),
        *(
            {
                "genre": "depouillement",
                "premier": first,
                "dernier": first + TALLY - 1,
                "possible": typeset(f"Total possible : {number(possible)}.") if possible else "",
            }
            for first in range(1, most + 1, TALLY)
        ),
    ]
