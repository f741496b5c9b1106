"""Labels: the short texts of an event and of the démarche that leave with every document, and may name too.

Titles, publics, tables, questions, next steps, themes that a human named. What is decided of their words
holds for the whole démarche, since the same table or public stands in many places.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from facilitator.domain.contribution import Contribution
from facilitator.domain.demarche import Demarche, Instance
from facilitator.domain.event import Event
from facilitator.domain.theme import Author, Sorting
from facilitator.domain.wall import Wall
from facilitator.privacy.redaction import redacted

Change = Callable[[str, str], str]
"""What becomes of a label, by what it is (« titre ») and its text."""

PUBLIC: Final = "public"
TABLE: Final = "table"
THEME: Final = "thème"


@dataclass(frozen=True, slots=True)
class Label:
    """A label: what it is, and its text."""

    kind: str
    text: str


def labels_of_demarche(demarche: Demarche) -> tuple[Label, ...]:
    """The labels of the démarche itself, each text once."""
    return told_by(lambda change: demarche_with(demarche, change))


def labels_of_wall(wall: Wall) -> tuple[Label, ...]:
    """The labels of an event, of what was said there and of the themes that a human named; each text once."""
    return told_by(lambda change: _changed(wall, change))


def demarche_with(demarche: Demarche, change: Change) -> Demarche:
    """The démarche with its labels changed; organisations and places stay.

    So does a rubric that tells whom to contact: a human wrote it to be published.
    """
    return replace(
        demarche,
        title=change("titre de la démarche", demarche.title),
        etapes=tuple(replace(one, title=change("étape", one.title)) for one in demarche.etapes),
        next_steps=tuple(change("suite", one) for one in demarche.next_steps),
        governance=tuple(_instance(one, change) for one in demarche.governance),
        rubrics=tuple(
            one
            if one.name == "contact"
            else replace(one, title=change("rubrique", one.title), text=change("rubrique", one.text))
            for one in demarche.rubrics
        ),
    )


def event_with(event: Event, change: Change) -> Event:
    """The event with its labels changed; its code stays."""
    return replace(
        event,
        title=change("titre", event.title),
        theme=change("sujet", event.theme),
        place=change("lieu", event.place),
        method=change("méthode", event.method),
        tables=tuple(
            replace(one, label=change(TABLE, one.label), public=_maybe(PUBLIC, one.public, change))
            for one in event.tables
        ),
        sequences=tuple(
            replace(one, title=change("séquence", one.title), question=change("question", one.question))
            for one in event.sequences
        ),
        presences=tuple(replace(one, public=change(PUBLIC, one.public)) for one in event.presences),
        next_steps=tuple(change("suite", one) for one in event.next_steps),
    )


def shared_demarche(demarche: Demarche, replacements: Mapping[str, str]) -> Demarche:
    """The démarche as it may leave."""
    return demarche_with(demarche, lambda _, text: redacted(text, replacements))


def shared_labels(wall: Wall, replacements: Mapping[str, str]) -> Wall:
    """The wall with the words of its labels replaced.

    Two tables or publics that would become one stay two, « Table [une dame] » and « Table [une dame] (2) »:
    counts rest on them.
    """
    if not replacements:
        return wall
    told: dict[tuple[str, str], str] = {}
    taken: dict[str, set[str]] = {}

    def change(kind: str, text: str) -> str:
        if (kind, text) not in told:
            shown = redacted(text, replacements)
            others = taken.setdefault(kind, set())
            rank = 1
            while kind in (PUBLIC, TABLE) and shown in others:
                rank += 1
                shown = f"{redacted(text, replacements)} ({rank})"
            others.add(shown)
            told[kind, text] = shown
        return told[kind, text]

    return _changed(wall, change)


def _changed(wall: Wall, change: Change) -> Wall:
    event = event_with(wall.event, change)
    said = tuple(_contribution(one, change) for one in wall.contributions)
    return replace(
        wall,
        event=event,
        contributions=said,
        sorting=None if wall.sorting is None else _sorting(wall.sorting, change),
    )


def _instance(one: Instance, change: Change) -> Instance:
    return replace(
        one,
        name=change("instance", one.name),
        role=change("rôle d’instance", one.role),
        members=tuple(change("membre d’instance", member) for member in one.members),
        rhythm=change("rythme d’instance", one.rhythm),
    )


def _contribution(one: Contribution, change: Change) -> Contribution:
    table, public = _maybe(TABLE, one.table, change), _maybe(PUBLIC, one.public, change)
    return one if (table, public) == (one.table, one.public) else replace(one, table=table, public=public)


def _sorting(sorting: Sorting, change: Change) -> Sorting:
    themes = tuple(
        replace(theme, name=change(THEME, theme.name)) if theme.named_by is Author.HUMAN else theme
        for theme in sorting.themes
    )
    return replace(sorting, themes=themes)


def _maybe(kind: str, text: str | None, change: Change) -> str | None:
    return None if text is None else change(kind, text)


def told_by(walk: Callable[[Change], object]) -> tuple[Label, ...]:
    """The labels that ``walk`` hands to the change it is given, each text once, blank ones left out."""
    found: dict[str, Label] = {}

    def note(kind: str, text: str) -> str:
        if text.strip():
            found.setdefault(text, Label(kind, text))
        return text

    walk(note)
    return tuple(found.values())
