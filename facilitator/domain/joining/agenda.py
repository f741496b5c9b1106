"""The démarche and its events, joined: fields one by one, lists by their labels and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, Final, TypeVar

from facilitator.domain.demarche import Demarche
from facilitator.domain.event import Event, EventKind, Presence, Sequence, Table
from facilitator.domain.joining.settling import Ledger, Winner, winner

Item = TypeVar("Item", Table, Sequence, Presence)

_BLANK: Final = (None, "", (), 0, False)

_DEMARCHE: Final = {
    "title": "titre",
    "client": "commanditaire",
    "caf": "Caf",
    "consultant": "cabinet",
    "signatories": "signataires",
    "next_steps": "suites",
    "figures": "chiffres du territoire",
    "governance": "gouvernance",
    "rubrics": "textes écrits pour les documents",
}
_TERRITORY: Final = {
    "name": "territoire",
    "communes": "communes",
    "department": "département",
    "inhabitants": "habitants",
    "inhabitants_source": "source du nombre d’habitants",
    "fictive": "territoire fictif",
}
_EVENT: Final = {
    "title": "titre",
    "kind": "genre",
    "theme": "sujet",
    "held_on": "date",
    "place": "lieu",
    "method": "méthode",
    "dots_per_person": "gommettes par personne",
    "next_steps": "suites",
}
_ITEMS: Final = {
    "public": "public",
    "title": "titre",
    "question": "question",
    "default_type": "type",
    "count": "présents",
    "invited": "invités",
}
_LISTS: Final = {
    "tables": ("label", "table"),
    "sequences": ("number", "séquence"),
    "presences": ("public", "présents\u00a0:"),
}


def join_demarches(mine: Demarche, theirs: Demarche, ledger: Ledger) -> Demarche:
    """The démarche of both; its code stays, since it names the folder."""
    given = _settled(mine, theirs, _DEMARCHE, ledger, "", blanks=_BLANK)
    blanks = (*_BLANK, mine.title) if mine.title == theirs.title else _BLANK
    territory = _settled(
        mine.territory, theirs.territory, _TERRITORY, ledger, "", blanks=blanks, prefix="territory_"
    )
    cell = ("demarche", "", "etapes")
    etapes = winner(mine.etapes, theirs.etapes, here=cell in ledger.here, there=cell in ledger.there)
    if etapes is Winner.CONFLICT:
        if not mine.etapes:
            etapes = Winner.THEIRS
        elif theirs.etapes:
            told = ("", "la démarche", "étapes")
            ledger.note(told, *(tuple(f"{e.title} ({e.state})" for e in d.etapes) for d in (mine, theirs)))
    return replace(
        mine,
        **given,
        territory=replace(mine.territory, **territory),
        etapes=theirs.etapes if etapes is Winner.THEIRS else mine.etapes,
    )


def _settled(
    mine: Any, theirs: Any, labels: Mapping[str, str], ledger: Ledger, event: str, **options: Any
) -> dict[str, Any]:
    """The fields named in ``labels``, settled one by one, of a démarche or a territory."""
    prefix, blanks = options.get("prefix", ""), options["blanks"]
    return {
        name: ledger.settle(
            getattr(mine, name),
            getattr(theirs, name),
            (("demarche", "", f"{prefix}{name}"),) * 2,
            (event, "la démarche", label),
            blanks,
        )
        for name, label in labels.items()
    }


def paired_events(mine: tuple[Event, ...], theirs: tuple[Event, ...]) -> dict[str, Event]:
    """For each of their events that is one of ours, by id, else by code: ours."""
    by_id, by_slug = {one.id: one for one in mine}, {one.slug: one for one in mine}
    ids = {one.id for one in theirs}
    pairs: dict[str, Event] = {}
    for other in theirs:
        same = by_id.get(other.id)
        if same is None:
            named = by_slug.get(other.slug)
            same = named if named is not None and named.id not in ids else None
        if same is not None:
            pairs[other.id] = same
    return pairs


def join_events(mine: Event, theirs: Event, ledger: Ledger) -> Event:
    """The event of both; its id and code are ours."""
    title = mine.title
    given: dict[str, Any] = {
        name: ledger.settle(
            getattr(mine, name),
            getattr(theirs, name),
            (("event", mine.id, name), ("event", theirs.id, name)),
            (title, "l’événement", label),
            (*_BLANK, EventKind.ATELIER),
        )
        for name, label in _EVENT.items()
    }
    for name, (key, label) in _LISTS.items():
        ours, others = getattr(mine, name), getattr(theirs, name)
        here = ("event", mine.id, name) in ledger.here
        there = ("event", theirs.id, name) in ledger.there
        if here != there:
            given[name] = ours if here else others
        else:
            given[name] = _united(ours, others, key, (title, label), ledger)
    return replace(mine, **given)


def _united(
    mine: tuple[Item, ...], theirs: tuple[Item, ...], key: str, told: tuple[str, str], ledger: Ledger
) -> tuple[Item, ...]:
    """Our items, completed by theirs of the same ``key``, then those that only they have."""
    others = {getattr(one, key): one for one in theirs}
    united: list[Item] = []
    for one in mine:
        name = getattr(one, key)
        other = others.pop(name, one)
        changes: dict[str, Any] = {}
        for field in fields(one):
            ours, said = getattr(one, field.name), getattr(other, field.name)
            found = winner(ours, said, here=False, there=False, blanks=(None, ""))
            if found is Winner.CONFLICT:
                ledger.note((told[0], f"{told[1]} {name}", _ITEMS[field.name]), ours, said)
            elif found is Winner.THEIRS:
                changes[field.name] = said
        united.append(replace(one, **changes))
    united.extend(others.values())
    return tuple(united)
