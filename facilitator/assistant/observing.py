"""What the facilitator should know while the room works: few notes, each told once.

Every observation has a key that stays the same for the same thing, so that one told, dismissed or silenced is
not told again, also after a restart: who keeps the keys passes them in. The thresholds are proposals
(domaine.md § 3 counts 3 to 4 lines a minute at one keyboard), to be checked on a first real event.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from facilitator.domain.contribution import Contribution, may_name_someone
from facilitator.domain.event import Event
from facilitator.domain.hearing import unheard_publics
from facilitator.domain.lens import THEMATIQUES
from facilitator.domain.theme import Sorting
from facilitator.language.abbreviations import refold
from facilitator.language.french import counted, listed, plural
from facilitator.language.lemmas import content_lemmas
from facilitator.language.typography import number, typeset
from facilitator.language.wording import table_name
from facilitator.theming.prepare import clean
from facilitator.theming.thematiques import words_used

SILENCE = timedelta(minutes=10)
"""How long a table says nothing before it is told."""

OTHERS_SPEAK = 3
"""Contributions of the other tables within `SILENCE`: without them the room is at its break."""

ENOUGH_SAID = 20
"""Contributions from which a public present and not heard is worth a note."""

LATE = 40
"""Contributions from which a thématique without a word is told, the last sequence having begun."""

NEWEST = 10
"""Contributions looked at for somebody's name: a pasted block comes at once."""

MOST_AT_ONCE = 2
"""Notes given at a time, the most urgent first; the others wait for the next look."""


class ObservationKind(StrEnum):
    """What is observed, from the most urgent; a kind's own value among the keys told silences it."""

    NAME = "nom-possible"
    VOTES = "votes"
    SILENT_TABLE = "table-silencieuse"
    UNHEARD_PUBLIC = "public-non-entendu"
    CLOSE = "proches"
    UNSPOKEN = "thematiques-absentes"


class Action(StrEnum):
    """What a screen can offer under a note."""

    SHOW = "montrer"
    EDIT = "corriger"
    SILENCE = "ne plus signaler"


@dataclass(frozen=True, slots=True)
class Observation:
    """One note: its key, a sentence ready to show, the contributions it is about, and what can be done."""

    key: str
    kind: ObservationKind
    sentence: str
    contribution_ids: tuple[str, ...] = ()
    actions: tuple[Action, ...] = (Action.SHOW, Action.SILENCE)


@dataclass(frozen=True, slots=True)
class Scene:
    """An event under way: what was said (nothing removed), and its wall.

    ``close`` are groups of ids of contributions that seem to say the same, as `theming.doubles` finds them.
    """

    event: Event
    contributions: tuple[Contribution, ...]
    sorting: Sorting
    close: tuple[tuple[str, ...], ...] = ()


def observe(scene: Scene, told: Collection[str], now: datetime) -> tuple[Observation, ...]:
    """The notes worth giving now, at most `MOST_AT_ONCE`; ``told`` holds keys, and kinds that are silenced.

    ``now`` is aware. A clock that goes back makes no table silent.
    """
    silenced = frozenset(told)
    seen: list[Observation] = []
    for kind, look in _LOOKS:
        if kind.value not in silenced:
            seen += [one for one in look(scene, now) if one.key not in silenced]
        if len(seen) >= MOST_AT_ONCE:
            break
    return tuple(seen[:MOST_AT_ONCE])


def _key(kind: ObservationKind, scene: Scene, what: str) -> str:
    return f"{kind.value}:{scene.event.id}:{what}"


def _names(scene: Scene, _now: datetime) -> Iterable[Observation]:
    """A possible name among the newest contributions, the newest one first."""
    for one in reversed(scene.contributions[-NEWEST:]):
        if may_name_someone(one.text):
            text = f"n° {one.number} : le nom d'une personne, peut-être ? Sa qualité peut le remplacer."
            yield Observation(
                _key(ObservationKind.NAME, scene, one.id),
                ObservationKind.NAME,
                typeset(text),
                (one.id,),
                (Action.EDIT, Action.SHOW, Action.SILENCE),
            )


def _votes(scene: Scene, _now: datetime) -> Iterable[Observation]:
    """More votes than people times dots, where everybody present was counted."""
    event, people = scene.event, scene.event.people_present
    if not (people and event.dots_per_person) or any(p.count is None for p in event.presences):
        return
    most = people * event.dots_per_person
    given = [one for one in scene.contributions if one.votes]
    total = sum(one.votes for one in given) + sum(theme.votes for theme in scene.sorting.themes)
    if total > most:
        dots = counted(event.dots_per_person, "gommette")
        text = f"{counted(total, 'vote')} pour {counted(people, 'personne')} × {dots}"
        text += f", soit {number(most)} au plus : à recompter."
        yield Observation(
            _key(ObservationKind.VOTES, scene, str(most)),
            ObservationKind.VOTES,
            typeset(text),
            tuple(one.id for one in given),
            (Action.SHOW, Action.EDIT, Action.SILENCE),
        )


def _silent_tables(scene: Scene, now: datetime) -> Iterable[Observation]:
    """Tables of which nothing came for `SILENCE` while the others spoke.

    Not where people speak in turn, nor in a séminaire, where tables are heard one after the other.
    """
    kind, said = scene.event.kind, scene.contributions
    if kind.speaks_in_turn or kind.has_thematic_tables or not said:
        return
    last: dict[str, Contribution] = {}
    for one in said:
        if one.table and (one.table not in last or one.recorded_at >= last[one.table].recorded_at):
            last[one.table] = one
    began = min(one.recorded_at for one in said)
    recent = [one for one in said if timedelta(0) <= now - one.recorded_at < SILENCE]
    for label in dict.fromkeys([*(table.label for table in scene.event.tables), *last]):
        spoke = last.get(label)
        since = now - (spoke.recorded_at if spoke else began)
        others = sum(one.table not in (None, label) for one in recent)
        if since < SILENCE or others < OTHERS_SPEAK:
            continue
        name = table_name(label)
        how_long = f"depuis {counted(int(since.total_seconds() // 60), 'minute')}" if spoke else "encore"
        elsewhere = f"{counted(others, 'contribution')} ailleurs depuis dix minutes"
        text = f"{name[:1].upper()}{name[1:]} : rien {how_long}, {elsewhere}."
        yield Observation(
            _key(ObservationKind.SILENT_TABLE, scene, f"{label}:{spoke.id if spoke else ''}"),
            ObservationKind.SILENT_TABLE,
            typeset(text),
            (spoke.id,) if spoke else (),
        )


def _unheard(scene: Scene, _now: datetime) -> Iterable[Observation]:
    """Publics counted as present of whom nothing was recorded yet."""
    if len(scene.contributions) < ENOUGH_SAID:
        return
    for presence in unheard_publics(scene.event, scene.contributions):
        people = counted(presence.count or 0, "personne")
        said = number(len(scene.contributions))
        there = plural(presence.count or 0, "présente", "présentes")
        text = f"{presence.name} : {people} {there}, aucune contribution notée à ce nom, sur {said}."
        yield Observation(
            _key(ObservationKind.UNHEARD_PUBLIC, scene, presence.public),
            ObservationKind.UNHEARD_PUBLIC,
            typeset(f"{text[:1].upper()}{text[1:]}"),
        )


def _close(scene: Scene, _now: datetime) -> Iterable[Observation]:
    """Contributions that seem to say the same at several tables (or under several qualities)."""
    by_id = {one.id: one for one in scene.contributions}
    for group in scene.close:
        said = sorted((by_id[id_] for id_ in group if id_ in by_id), key=lambda one: one.number)
        places = _places(scene.event, said)
        if len(said) > 1 and len(places) > 1:
            numbers = listed([f"n° {one.number}" for one in said])
            word = "qualités" if scene.event.kind.speaks_in_turn else "tables"
            text = f"{numbers} semblent dire la même chose, à {number(len(places))} {word}"
            text += " : à vérifier, rien n'est fusionné."
            yield Observation(
                _key(ObservationKind.CLOSE, scene, said[0].id),
                ObservationKind.CLOSE,
                typeset(text),
                tuple(one.id for one in said),
            )


def _places(event: Event, said: Iterable[Contribution]) -> set[str]:
    named = (one.quality if event.kind.speaks_in_turn else one.table for one in said)
    return {place for place in named if place}


def _unspoken(scene: Scene, _now: datetime) -> Iterable[Observation]:
    """The expected thématiques of which no word was said, once the last sequence has begun."""
    last = max((sequence.number for sequence in scene.event.sequences), default=None)
    begun = last is None or any(one.sequence == last for one in scene.contributions)
    if len(scene.contributions) < LATE or not begun:
        return
    touched = frozenset[str]().union(*(_touched(one.text) for one in scene.contributions))
    silent = [name for name in THEMATIQUES if name not in touched]
    if silent:
        subject = plural(len(silent), "Thématique", "Thématiques")
        text = f"{subject} de la CTG dont aucun mot n'a été dit : {listed(silent)}."
        yield Observation(
            _key(ObservationKind.UNSPOKEN, scene, ""), ObservationKind.UNSPOKEN, typeset(text), ()
        )


@lru_cache(maxsize=16384)
def _touched(text: str) -> frozenset[str]:
    """The thématiques of which a text says a word of the trade."""
    counts = words_used(content_lemmas(refold(clean(text))), THEMATIQUES)
    return frozenset(name for name, count in zip(THEMATIQUES, counts, strict=True) if count)


_LOOKS = (
    (ObservationKind.NAME, _names),
    (ObservationKind.VOTES, _votes),
    (ObservationKind.SILENT_TABLE, _silent_tables),
    (ObservationKind.UNHEARD_PUBLIC, _unheard),
    (ObservationKind.CLOSE, _close),
    (ObservationKind.UNSPOKEN, _unspoken),
)
