"""What figures say, in sentences: a value beside others, a range of communes, an evolution; never a cause.

Only what can be read is told. Values are written as in the tables, so that a reader finds them there.
"""

from collections.abc import Iterator, Sequence

from facilitator.domain.place import Place
from facilitator.language.french import listed, of
from facilitator.language.typography import typeset
from facilitator.territory.dictionary import Statistic
from facilitator.territory.readings import Evolution, Reading, Readings, State
from facilitator.territory.sentences import is_rate
from facilitator.territory.wording import PERCENT, changed, shown, year_of

HERE = "dans l'intercommunalité"
NAMED = 2
"""More communes than this at one value are counted, not named."""
FEWEST = 2
"""Communes that can be read from which a range says something."""
_ARTICLES = {
    "Part": ("La part", "elle"),
    "Taux": ("Le taux", "il"),
    "Niveau": ("Le niveau", "il"),
    "Indice": ("L'indice", "il"),
    "Densité": ("La densité", "elle"),
}


def key_sentence(statistic: Statistic, readings: Readings) -> str:
    """One indicator in a sentence: here, beside the département and France, and between which communes.

    Empty where none of it can be read.
    """
    epci = readings.read(statistic, readings.perimeter.epci)
    if epci.number is None:
        spread = _spread(statistic, readings)
        if not spread:
            return ""
        why = f" ; pour l'intercommunalité, {epci.why}" if epci.why and epci.state is not State.GAP else ""
        return typeset(f"{statistic.name} ({year_of(epci.year)}) : {spread}{why}.")
    what = f"{shown(statistic, epci, unit=_has_unit(statistic))} {HERE} en {year_of(epci.year)}"
    beside = _beside(statistic, readings, epci)
    first = statistic.name.split()[0]
    rate = first in _ARTICLES
    spread = _spread(statistic, readings) if is_rate(statistic) else _most(statistic, readings)
    if rate:
        article, pronoun = _ARTICLES[first]
        comma = "," if "," in statistic.name else ""
        head = f"{article}{statistic.name[len(first) :]}{comma} est {of(what)}{beside}"
        tail = f" ; {pronoun} va {spread} selon les communes" if spread else ""
    else:
        head = f"{statistic.name} : {what}{beside}"
        tail = f" ; {spread}" if spread else ""
    return typeset(f"{head}{tail}.")


def evolution_sentence(statistic: Statistic, readings: Readings) -> str:
    """« Population, de 2016 à 2022 : +1,2 % dans l’intercommunalité, −0,4 % dans le département. »

    Empty where nothing can be compared, or nothing changed.
    """
    own = readings.evolution(statistic, readings.perimeter.epci)
    if own is None or own.change is None or not round(own.change, 1):
        return ""
    told = f"{bare_change(statistic, own)} {HERE}"
    others = [
        f"{bare_change(statistic, found)} {where}"
        for place, where in _places_above(readings)
        if (found := readings.evolution(statistic, place)) is not None and found.change is not None
    ]
    return typeset(f"{statistic.name}, de {own.first} à {own.last} : {', '.join([told, *others])}.")


def widest_gap(statistics: Sequence[Statistic], readings: Readings) -> Statistic | None:
    """The rate by which the territory is farthest from the département, relative to its value there."""
    apart = []
    for one in statistics:
        if not is_rate(one) or not readings.perimeter.departements:
            continue
        own = readings.read(one, readings.perimeter.epci)
        other = readings.read(one, readings.perimeter.departements[0], own.year)
        if own.number is not None and other.number:
            apart.append((abs(own.number - other.number) / abs(other.number), one))
    return max(apart, key=lambda one: one[0])[1] if apart else None


def bare_change(statistic: Statistic, evolution: Evolution) -> str:
    """« +1,2 point », without its years; a ratio that is no percentage changes by no points."""
    told = changed(evolution).split(" (")[0]
    ratio = evolution.points and statistic.unit != PERCENT
    return told.split("\u00a0point")[0] if ratio else told


def _has_unit(statistic: Statistic) -> bool:
    """Whether the unit must be said: its name does not say it already."""
    return statistic.unit.split()[0].casefold() not in statistic.name.casefold()


def _beside(statistic: Statistic, readings: Readings, epci: Reading) -> str:
    """« , contre 15,7 % dans le département et 14,0 % en France »; only for what can be compared."""
    if not is_rate(statistic):
        return ""
    own, verb = shown(statistic, epci), "contre"
    told: list[str] = []
    for place, where in _places_above(readings):
        found = readings.read(statistic, place, epci.year)
        if found.number is None:
            continue
        said = shown(statistic, found)
        if not told and said == own:
            verb = "comme"
            told.append(where)
        else:
            told.append(f"{said} {where}")
    if not told:
        return ""
    if verb == "comme" and len(told) > 1:
        return f", comme {told[0]} ({listed(told[1:])})"
    return f", {verb} {listed(told)}"


def _places_above(readings: Readings) -> Iterator[tuple[Place, str]]:
    """The départements and France, as they are said after a value."""
    departements = readings.perimeter.departements
    for one in readings.perimeter.above[1:]:
        if one not in departements:
            yield one, "en France"
        elif len(departements) == 1:
            yield one, "dans le département"
        else:
            yield one, f"({one.name})"


def _spread(statistic: Statistic, readings: Readings) -> str:
    """« de 11,7 % (Cornavelle) à 19,5 % (2 communes) »; empty where there is no range."""
    told = _readable(statistic, readings)
    if len(told) < FEWEST:
        return ""
    least, most = shown(statistic, told[0]), shown(statistic, told[-1])
    if least == most:
        return ""
    low, high = (_names([one for one in told if shown(statistic, one) == said]) for said in (least, most))
    return f"{of(least)} ({low}) à {most} ({high})"


def _most(statistic: Statistic, readings: Readings) -> str:
    """« 16 communes sur 19 n’en ont pas », or « Castelombre en compte le plus, 1 240 »."""
    told = _readable(statistic, readings)
    if len(told) < FEWEST or (told[0].number or 0) < 0:
        return ""
    without = sum(one.number == 0 and one.state is State.EXACT for one in told)
    if without >= FEWEST:
        return f"{without} communes sur {len(told)} n'en ont pas"
    top = [one for one in told if shown(statistic, one) == shown(statistic, told[-1])]
    if len(top) > 1 or not told[-1].number:
        return ""
    return f"{top[0].place.name} en compte le plus, {shown(statistic, top[0])}"


def _readable(statistic: Statistic, readings: Readings) -> list[Reading]:
    found = [readings.read(statistic, one) for one in readings.perimeter.communes]
    return sorted((one for one in found if one.number is not None), key=lambda one: one.number or 0)


def _names(found: Sequence[Reading]) -> str:
    names = [one.place.name for one in found]
    return listed(names) if len(names) <= NAMED else f"{len(names)} communes"
