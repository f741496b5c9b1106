"""The running order of an event (« conducteur »): its sequences laid out in time, to print before it.

Durations are proposals, for a human to change. A method gives its own; without one they are those of the
two-hour atelier of domaine.md § 3.2 and the usual lengths of § 1 and § 2.5, and the sequences share what the
fixed moments leave. What only the facilitator knows (the hour, who leads) is left out.
"""

from collections.abc import Sequence as Several
from dataclasses import dataclass, replace

from facilitator.domain.event import Event, EventKind, Sequence
from facilitator.domain.method import Method, Step, minutes_of

BREAK, PLENARY, DOTS, ICEBREAKER = 8, 12, 5, 5
A_TABLE_REPORTS = 3  # minutes in plenary (domaine.md § 3.2)
SHORTEST = 5  # minutes of a sequence, however many there are
ROUND = 5
ADDED = 15  # minutes of a sequence that its method does not know

_LENGTHS = {
    EventKind.ATELIER: 120,
    EventKind.TABLE_RONDE: 120,
    EventKind.SEMINAIRE: 180,
    EventKind.REUNION_TRAVAIL: 120,
    EventKind.ENTRETIEN: 60,
    EventKind.COPIL: 90,
    EventKind.COTECH: 90,
    EventKind.STAND: 120,
}
_EDGES = {EventKind.ENTRETIEN: 5, EventKind.STAND: 5}
_EDGE = 10


@dataclass(frozen=True, slots=True)
class Moment:
    """One line: minutes from the start (``starts`` may be negative), what is said, captured, must come out.

    ``sequence`` is the number of the sequence it is, the first where it is several (« pour », « contre »),
    None for the moments around them.
    """

    starts: int
    ends: int
    title: str
    room: str = ""
    material: str = ""
    capture: str = ""
    sequence: int | None = None
    outcome: str = ""


def running_order(event: Event, method: Method | None = None) -> tuple[Moment, ...]:
    """The event minute by minute, from its preparation to its thanks, as ``method`` leads it.

    An event without a sequence takes those of the method; without one either, a single « Échanges ».
    """
    before = -45 if event.kind in (EventKind.ATELIER, EventKind.SEMINAIRE) else -15
    moments = [
        Moment(
            before,
            0,
            "Préparation de la salle",
            "Tables et supports en place, accueil, émargement sur une feuille à part.",
            "Émargement, rallonges, minuteur" + (", vidéoprojecteur" if before == -45 else ""),
            "Ouvrir l’événement, régler tables et publics, essayer le projecteur.",
        )
    ]
    at = 0
    for block in _course(event, method) if method else _blocks(event):
        moments.append(replace(block, starts=at, ends=at + block.ends))
        at = moments[-1].ends
    return tuple(moments)


def sequences_of(event: Event, method: Method | None = None) -> tuple[Sequence, ...]:
    """The event's sequences, else those of its method, else a single one."""
    return event.sequences or (method.sequences() if method else ()) or (Sequence(1, "Échanges"),)


def _course(event: Event, method: Method) -> list[Moment]:
    """The steps of a method with the event's own sequences; one it does not know follows the one before."""
    sequences = sequences_of(event, method)
    known = [method.step_of(one) for one in sequences]
    captured = [step for step in method.steps if step.captured]
    if len(captured) == len(sequences):  # titles may have been reworded: a place is enough
        known = [step or captured[rank] for rank, step in enumerate(known)]
    held: dict[Step | None, list[tuple[Sequence, bool]]] = {}
    last: Step | None = None
    for sequence, step in zip(sequences, known, strict=True):
        last = step or last or next(iter(captured), None)
        held.setdefault(last, []).append((sequence, step is not None))
    moments: list[Moment] = []
    for step in method.steps:
        if step.captured:
            moments += _step_moments(event, step, held.pop(step, []), on_post_its=method.on_post_its)
        elif event.dots_per_person or not step.only_with_dots:
            moments.append(
                replace(
                    _lasting(minutes_of(step, len(event.tables)), step.title, step.said, step.support),
                    capture=step.capture,
                    outcome=step.outcome,
                )
            )
    return moments + _step_moments(event, None, held.pop(None, []), on_post_its=method.on_post_its)


def _step_moments(
    event: Event, step: Step | None, held: Several[tuple[Sequence, bool]], *, on_post_its: bool
) -> list[Moment]:
    """A step as one moment, whatever its subtypes, then the sequences added to it by hand."""
    own = [sequence for sequence, is_own in held if is_own]
    on_post_its = on_post_its and _on_post_its(event)
    added = [
        _sequence_block(event, one, ADDED, on_post_its=on_post_its) for one, is_own in held if not is_own
    ]
    if step is None or not own:
        return added
    lasts = minutes_of(step, len(event.tables))
    block = _sequence_block(event, own[0], lasts, on_post_its=on_post_its)
    numbers = f"Séquences {own[0].number} à {own[-1].number} : {', '.join(step.subtypes)}."
    capture = step.capture or block.capture
    several = len(own) > 1
    return [
        replace(
            block,
            title=step.title if several else own[0].title,
            material=step.support or block.material,
            capture=f"{numbers} {capture}" if several else capture,
            outcome=step.outcome,
        ),
        *added,
    ]


def _blocks(event: Event) -> list[Moment]:
    sequences = sequences_of(event)
    opening, closing = _opening(event), _closing(event)
    pause = _pause(event, twice=len(sequences) > 1)
    votes = _votes(event)
    fixed = sum(block.ends for block in (*opening, *pause, *votes, *closing))
    lengths = _shares(event, len(sequences), _LENGTHS[event.kind] - fixed)
    written = _on_post_its(event)
    said = [
        _sequence_block(event, one, length, on_post_its=written)
        for one, length in zip(sequences, lengths, strict=True)
    ]
    before, after = (said[:-1], said[-1:]) if len(said) > 1 else (said, [])
    return [*opening, *before, *pause, *after, *votes, *closing]


def _lasting(
    minutes: int,
    title: str,
    room: str = "",
    material: str = "",
    capture: str = "",
    sequence: int | None = None,
) -> Moment:
    return Moment(0, minutes, title, room, material, capture, sequence)


def _opening(event: Event) -> list[Moment]:
    rules = "une idée par post-it, on ne juge pas" if _on_post_its(event) else "chacun parle à son tour"
    told = (
        f"Mot d’accueil, objet, règles ({rules}, rien n’est nominatif) ; usage des données, dit à voix haute."
    )
    blocks = [
        _lasting(_EDGES.get(event.kind, _EDGE), "Ouverture", told, "", "Noter les présents par public.")
    ]
    if event.kind is EventKind.ATELIER:
        blocks.append(_lasting(ICEBREAKER, "Brise-glace", "Une question légère, un mot par personne."))
    return blocks


def _sequence_block(event: Event, sequence: Sequence, minutes: int, *, on_post_its: bool) -> Moment:
    kind = f", type {sequence.default_type}" if sequence.default_type else ""
    by_quality = " par qualité" if event.kind.speaks_in_turn else ""
    if on_post_its:
        material = "Post-its, feutres noirs, krafts"
        capture = f"Post-its saisis{kind}."
    else:
        material = "De quoi noter ; minuteur visible"
        capture = f"Paroles notées{by_quality}{kind}."
    return _lasting(minutes, sequence.title, sequence.question, material, capture, sequence.number)


def _pause(event: Event, *, twice: bool) -> list[Moment]:
    """The break in which the wall is sorted, then the plenary in which the room corrects it.

    ``twice`` says that a sequence follows, so that the walls may be voted on before the propositions are.
    """
    if event.kind not in (EventKind.ATELIER, EventKind.SEMINAIRE):
        return []
    tables = len(event.tables) if event.kind is EventKind.SEMINAIRE else 0
    dots = (
        [
            _lasting(
                DOTS,
                "Gommettes",
                "Chacun pose ses gommettes sur les murs.",
                "Gommettes",
                "Saisir n° et votes.",
            )
        ]
        if twice and event.dots_per_person and event.kind is EventKind.ATELIER
        else []
    )
    return [
        *dots,
        _lasting(BREAK, "Pause", "", "Boissons", "Regrouper, corriger."),
        _lasting(
            max(PLENARY, A_TABLE_REPORTS * tables),
            "Plénière : voici ce que vous dites",
            "Présenter les thèmes ; la salle corrige, à l’écran et devant elle.",
            "Vidéoprojecteur",
            "Renommer et déplacer à l’écran.",
        ),
    ]


def _votes(event: Event) -> list[Moment]:
    if not event.dots_per_person:
        return []
    told = f"{event.dots_per_person} gommettes par personne sur les propositions ; tour de table en un mot."
    return [
        _lasting(10, "Vote des propositions", told, "Gommettes", "Saisir n° et votes ; paroles de clôture.")
    ]


def _closing(event: Event) -> list[Moment]:
    capture = "Sauvegarde" + (" ; photo des krafts." if _on_post_its(event) else ".")
    told = "Suite de la démarche, façon d’être informé, remerciements."
    return [_lasting(_EDGES.get(event.kind, _EDGE), "Et maintenant", told, "", capture)]


def _shares(event: Event, count: int, minutes: int) -> list[int]:
    """``minutes`` shared among sequences by fives; at an atelier the first is short and the last long."""
    weights = [2] * count
    if event.kind is EventKind.ATELIER and count > 1:
        weights[0], weights[-1] = 1, 3
    lengths = [max(SHORTEST, minutes * weight // sum(weights) // ROUND * ROUND) for weight in weights]
    lengths[-1] += max(0, minutes - sum(lengths))
    return lengths


def _on_post_its(event: Event) -> bool:
    return not event.kind.speaks_in_turn
