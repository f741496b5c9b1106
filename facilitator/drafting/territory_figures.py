"""The figures of an event's thématiques, from the imported indicators, by a rule that a reader can repeat.

Each thématique has its chapter of the dictionary, or indicators of its own (``CHAPTERS``). Of them: rates
first, then numbers, in the dictionary's order; those read for the intercommunalité; three at most.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from facilitator.domain.contribution import fold
from facilitator.domain.demarche import Figure
from facilitator.domain.place import Level
from facilitator.language.french import listed, of
from facilitator.language.typography import typeset
from facilitator.territory.contours import Outline
from facilitator.territory.dictionary import Statistic
from facilitator.territory.readings import Readings
from facilitator.territory.sentences import ARTICLES, is_rate
from facilitator.territory.sources import sources
from facilitator.territory.wording import PERCENT, shown

MOST, MANY = 3, 2
_FAMILIES, _HEALTH, _RIGHTS = "Familles, revenus, précarité", "Santé, handicap", "Droits, numérique, mobilité"
CHAPTERS: Mapping[str, str | tuple[str, ...]] = {
    "Petite enfance 0-3": "Petite enfance",
    "Enfance 3-11": "Enfance, école",
    "Jeunesse 11-25": "Jeunesse",
    "Parentalité": ("monoparentales", "familles"),
    "Accès aux droits et numérique": _RIGHTS,
    "Logement": "Logement",
    "Handicap, inclusion": _HEALTH,
    "Mobilité": _RIGHTS,
    "Santé": _HEALTH,
    "Vieillissement": "Vieillissement",
    "Précarité": ("pauvrete", "niveau-de-vie", "part-rsa"),
}
"""For each CTG thématique, a chapter of the dictionary or the keys of indicators."""

_AGES = re.compile(r" [\d-]+$")
_OF = re.compile(r"^(?:de |d'|d’)")
_SHARE = re.compile(r"^Part (des |de la |de l’|du |de |d’)")


@dataclass(frozen=True, slots=True)
class Territory:
    """What the imported files say of a mission; ``outlines`` are empty where nobody gave any."""

    statistics: tuple[Statistic, ...]
    readings: Readings
    outlines: tuple[Outline, ...] = ()


def territory_figures(territory: Territory, known: Sequence[Figure] = ()) -> dict[Figure, Statistic]:
    """The figures of each thématique, and the indicator that each was read from.

    One that somebody wrote already (``known``) takes the place of ours, and has its indicator too.
    """
    found: dict[Figure, Statistic] = {}
    for thematique in CHAPTERS:
        for statistic in _chosen(thematique, territory)[:MOST]:
            ours = _figure(_AGES.sub("", thematique), statistic, territory.readings)
            found[next((one for one in known if _same(one, ours)), ours)] = statistic
    return found


def _same(written: Figure, ours: Figure) -> bool:
    """Whether both tell of one thing: of one thématique, one's words begin the other's, two at least."""
    one, other = (_OF.sub("", fold(figure.wording)).split() for figure in (written, ours))
    common = min(len(one), len(other))
    return fold(written.topic) == fold(ours.topic) and common > 1 and one[:common] == other[:common]


def _chosen(thematique: str, territory: Territory) -> list[Statistic]:
    """Its indicators that can be read for the intercommunalité, rates first."""
    asked = CHAPTERS[thematique]
    if isinstance(asked, str):
        inside = [one for one in territory.statistics if one.chapter == asked]
    else:
        inside = [one for key in asked for one in territory.statistics if one.key == key]
    readings = territory.readings
    readable = [one for one in inside if readings.read(one, readings.perimeter.epci).number is not None]
    return sorted(readable, key=lambda one: not is_rate(one)) if isinstance(asked, str) else readable


def _figure(topic: str, statistic: Statistic, readings: Readings) -> Figure:
    epci = readings.read(statistic, readings.perimeter.epci)
    value, wording = _worded(statistic, shown(statistic, epci), few=abs(epci.number or 0) < MANY)
    return Figure(
        topic,
        wording,
        value,
        epci.year or None,
        epci.place.name,
        _beside(statistic, readings),
        sources()[statistic.base].title,
    )


def _worded(statistic: Statistic, value: str, *, few: bool) -> tuple[str, str]:
    """The value and what follows it: « 15,4 % », « de familles monoparentales »."""
    name, unit = statistic.name, statistic.unit
    if unit == PERCENT:
        share = _SHARE.match(name)
        return value, typeset(of(name[share.end() :]) if share else of(_lower(name)))
    if unit.split()[0] in name.casefold():
        return value, _single(_lower(name)) if few and not statistic.denominator else _lower(name)
    value = f"{value}\u00a0{unit}"
    if name.split()[0] in ARTICLES:
        return value, typeset(of(_lower(name)))
    if name[0].isdigit():
        return value, typeset(f"de {name}")
    return value, typeset(f"({_lower(name)})")


def _single(name: str) -> str:
    """« lycée », « établissement d’accueil »: the words before a « de » without their s."""
    head, sign, rest = re.split(r"( d(?:e|u|es)? | d’|$)", name, maxsplit=1)
    return " ".join(word.removesuffix("s") for word in head.split(" ")) + sign + rest


def _beside(statistic: Statistic, readings: Readings) -> str:
    """The same rate in the département and in France, where they are read; a number has none beside it."""
    if not is_rate(statistic):
        return ""
    departements = readings.perimeter.departements
    told = []
    for place in readings.perimeter.above[1:]:
        reading = readings.read(statistic, place)
        if reading.number is None:
            continue
        where = "en France" if place.level is Level.FRANCE else "dans le département"
        if place.level is Level.DEPARTEMENT and len(departements) > 1:
            where = f"dans le département {place.name}"
        told.append(f"{shown(statistic, reading)} {where}")
    return typeset(listed(told))


def _lower(name: str) -> str:
    """A name inside a sentence; an initialism keeps its capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def spoken_of(figures: Sequence[Figure], names: Iterable[str]) -> tuple[Figure, ...]:
    """Those of the thématiques or themes so named, each figure once."""
    said = [fold(one) for one in names]
    return tuple(one for one in figures if any(name.startswith(fold(one.topic)) for name in said))
