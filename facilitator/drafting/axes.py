"""Proposed axes: the enjeux of all events grouped by the thématiques of a CTG that they belong to.

Four fields at most, so that axes stay few (domaine.md § 4.2: 3 axes): small children and parents; youth;
rights, health and what makes life harder; what the others need to hold together. An axis bears the names of
the thématiques that its enjeux belong to. Where all stand in one field, its thématiques part them. An enjeu
of no known thématique joins the axis of most enjeux of its event. Where nobody looked for thématiques, an
axis is what one event brought.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from facilitator.domain.lens import GOUVERNANCE
from facilitator.drafting.enjeux import Enjeu
from facilitator.drafting.wording import thematique_words
from facilitator.language.french import listed
from facilitator.language.typography import quote, typeset

MOST = 4

_FIELDS = (
    ("Petite enfance 0-3", "Enfance 3-11", "Parentalité"),
    ("Jeunesse 11-25",),
    (
        "Accès aux droits et numérique",
        "Précarité",
        "Logement",
        "Santé",
        "Handicap, inclusion",
        "Vieillissement",
    ),
    ("Mobilité", "Animation de la vie sociale", GOUVERNANCE),
)
_ORDER = tuple(name for field in _FIELDS for name in field)


@dataclass(frozen=True, slots=True)
class Axis:
    """A proposed axis and its enjeux, the best placed first."""

    title: str
    enjeux: tuple[Enjeu, ...]


def propose_axes(enjeux: Sequence[Enjeu], thematiques: Mapping[tuple[str, str], str]) -> tuple[Axis, ...]:
    """The axes of ``enjeux`` in the order of the fields; ``thematiques`` are by event and theme ids."""
    names = {enjeu.place: _thematique(enjeu, thematiques) for enjeu in enjeux}
    known = [name for name in names.values() if name]
    if not known:
        return _by_event(enjeux)
    order = sorted(set(known), key=_ORDER.index)
    fields = {name: rank for rank, field in enumerate(_FIELDS) for name in field}
    if len({fields[name] for name in known}) == 1:
        most = [name for name, _ in Counter(known).most_common(MOST)]
        fields = {name: most.index(name) if name in most else 0 for name in order}
    placed: dict[int, list[Enjeu]] = {}
    for enjeu in (e for e in enjeux if names[e.place]):
        placed.setdefault(fields[names[enjeu.place]], []).append(enjeu)
    for enjeu in (e for e in enjeux if not names[e.place]):
        placed[_nearest(enjeu, placed)].append(enjeu)
    ranked = {enjeu.place: rank for rank, enjeu in enumerate(enjeux)}
    return tuple(
        Axis(
            _title([name for name in order if name in {names[e.place] for e in own}]),
            tuple(sorted(own, key=lambda e: ranked[e.place])),
        )
        for _, own in sorted(placed.items())
    )


def _thematique(enjeu: Enjeu, thematiques: Mapping[tuple[str, str], str]) -> str:
    """Its own theme's thématique, else the first that its kin belong to; empty where none is known."""
    found = (thematiques.get(one.place, "") for one in (enjeu, *enjeu.kin))
    return next((name for name in found if name in _ORDER), "")


def _nearest(enjeu: Enjeu, placed: Mapping[int, Sequence[Enjeu]]) -> int:
    event = enjeu.evidence.event.id
    return max(
        placed, key=lambda key: (sum(e.place[0] == event for e in placed[key]), len(placed[key]), -key)
    )


def _title(names: Sequence[str]) -> str:
    words = listed([thematique_words(name) for name in names])
    return typeset(words[0].upper() + words[1:])


def _by_event(enjeux: Sequence[Enjeu]) -> tuple[Axis, ...]:
    held = sorted(
        (e.evidence.event for e in enjeux), key=lambda event: (event.held_on or date.max, event.slug)
    )
    events = {event.id: event for event in held}
    return tuple(
        Axis(quote(typeset(event.theme or event.title)), tuple(e for e in enjeux if e.place[0] == id_))
        for id_, event in events.items()
    )
