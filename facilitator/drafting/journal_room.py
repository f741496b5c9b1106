"""What a journal of four pages keeps when there is more to tell than it holds, rubric by rubric.

Two sorts of limits: those of the form, which are a choice of an editor and are not told (six figures, twelve
actions), and those for want of room, applied one after the other until the pages hold, and told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from facilitator.language.typography import number as figure
from facilitator.language.typography import typeset

PAGES = 4
LEAST_WORDS, MOST_WORDS = 800, 1200
"""Words of a journal (domaine.md § 4.5)."""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``most`` of ``path``: a value of the outline, or « value.field » for each of its records."""

    path: str
    most: int


_FORM: Mapping[int, tuple[Limit, ...]] = {
    1: (Limit("questions", 5), Limit("chiffres", 6), Limit("paroles", 3), Limit("absents", 6)),
    2: (
        Limit("ecoutes.sujets", 3),
        Limit("ecoutes.paroles", 2),
        Limit("chiffres", 3),
        Limit("votes", 6),
        Limit("absents", 8),
    ),
    3: (Limit("phares", 12), Limit("paroles", 3), Limit("axes.enjeux", 3), Limit("absents", 6)),
}
_OF_FEW = (
    Limit("ecoutes.sujets", 8),
    Limit("ecoutes.paroles", 8),
    Limit("chiffres", 6),
    Limit("votes", 12),
    Limit("absents", 8),
)
FEW = 2
"""Events up to which a journal n°2 tells each at length: a séminaire alone fills its own."""

_ROOM: Mapping[int, tuple[Limit, ...]] = {
    1: (
        Limit("rencontres", 7),
        Limit("instances", 4),
        Limit("questions.reponse", 4),
        Limit("rencontres", 5),
        Limit("questions.reponse", 3),
        Limit("editorial", 12),
        Limit("paroles", 2),
        Limit("rencontres", 4),
        Limit("questions.reponse", 2),
        Limit("editorial", 8),
        Limit("signataires", 6),
        Limit("questions.reponse", 1),
        Limit("editorial", 5),
        Limit("questions", 3),
        Limit("contact", 3),
    ),
    2: (
        Limit("ecoutes.paroles", 5),
        Limit("ecoutes.paroles", 3),
        Limit("ecoutes.paroles", 1),
        Limit("ecoutes.sujets", 5),
        Limit("editorial", 12),
        Limit("votes", 8),
        Limit("votes", 5),
        Limit("suites", 3),
        Limit("enjeux", 8),
        Limit("rencontres", 5),
        Limit("editorial", 6),
        Limit("ecoutes", 6),
        Limit("ecoutes.sujets", 2),
        Limit("rencontres", 3),
        Limit("ecoutes", 5),
        Limit("votes", 3),
        Limit("enjeux", 6),
        Limit("editorial", 3),
        Limit("ecoutes", 4),
        Limit("contact", 3),
    ),
    3: (
        Limit("editorial", 12),
        Limit("axes.enjeux", 2),
        Limit("phares", 10),
        Limit("axes.enjeux", 1),
        Limit("paroles", 2),
        Limit("suites", 12),
        Limit("editorial", 8),
        Limit("phares", 8),
        Limit("etapes", 3),
        Limit("suites", 10),
        Limit("axes.enjeux", 0),
        Limit("editorial", 4),
        Limit("suites", 8),
        Limit("axes", 5),
        Limit("contact", 3),
        Limit("suites", 6),
    ),
}
_LABELS = {
    "absents": "publics absents",
    "axes": "axes",
    "axes.enjeux": "enjeux sous les axes",
    "chiffres": "chiffres",
    "contact": "phrases du contact",
    "ecoutes": "rencontres racontées",
    "ecoutes.paroles": "paroles citées",
    "ecoutes.sujets": "sujets par rencontre",
    "editorial": "phrases de l’éditorial",
    "enjeux": "enjeux",
    "etapes": "prochaines étapes",
    "instances": "instances",
    "paroles": "paroles citées",
    "phares": "actions phares",
    "questions": "questions",
    "questions.reponse": "phrases des réponses",
    "rencontres": "rencontres à venir",
    "signataires": "signataires",
    "suites": "suites données",
    "votes": "propositions votées",
}


def shaped(values: Mapping[str, Any], number: int) -> dict[str, Any]:
    """The values within the limits of the journal's form; few events have more room each."""
    few = number == 2 and len(values["ecoutes"]) <= FEW
    for limit in _OF_FEW if few else _FORM[number]:
        values = _limited(values, limit)
    return dict(values)


def levels(values: Mapping[str, Any], number: int) -> tuple[dict[str, Any], ...]:
    """The values, then ever shorter, one limit more each time; a limit that cuts nothing is no step."""
    found = [dict(values)]
    for limit in _ROOM[number]:
        shorter = _limited(found[-1], limit)
        if shorter != found[-1]:
            found.append(shorter)
    return tuple(found)


def cuts_told(full: Mapping[str, Any], kept: Mapping[str, Any], number: int) -> tuple[str, ...]:
    """What was cut for want of room: « actions phares : 10 sur 12 »."""
    told = []
    for path in dict.fromkeys(limit.path for limit in _ROOM[number]):
        had, has = _count(full, path), _count(kept, path)
        if has < had and (path.partition(".")[0] == path or _count(full, path.partition(".")[0])):
            told.append(typeset(f"{_LABELS[path]} : {figure(has)} sur {figure(had)}"))
    return tuple(told)


def _limited(values: Mapping[str, Any], limit: Limit) -> dict[str, Any]:
    name, _, inner = limit.path.partition(".")
    items: Sequence[Any] = values.get(name, ())
    if inner:
        kept = tuple(replace(one, **{inner: getattr(one, inner)[: limit.most]}) for one in items)
        return {**values, name: kept}
    shorter = {**values, name: tuple(items[: limit.most])}
    if name == "editorial" and len(items) > limit.most:
        shorter["coupes"] = tuple(dict.fromkeys((*values["coupes"], name)))
    return shorter


def _count(values: Mapping[str, Any], path: str) -> int:
    name, _, inner = path.partition(".")
    items: Sequence[Any] = values.get(name, ())
    return sum(len(getattr(one, inner)) for one in items) if inner else len(items)
