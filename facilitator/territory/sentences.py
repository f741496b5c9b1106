"""The sentence above a map or a chart: what it shows, told with the values as they are written.

Nothing is told of what cannot be read: a hidden place is in no sentence.
"""

from collections.abc import Sequence

from facilitator.language.french import counted, listed, of, plural
from facilitator.language.typography import quote, typeset
from facilitator.territory.dictionary import Statistic
from facilitator.territory.readings import Evolution, Reading
from facilitator.territory.sources import sources
from facilitator.territory.wording import PERCENT, changed, shown

NAMED = 2
ARTICLES = {
    "Part": "la p",
    "Taux": "le t",
    "Niveau": "le n",
    "Indice": "l'i",
    "Densité": "la d",
}


def is_rate(statistic: Statistic) -> bool:
    """Whether it is shaded on a map: a share, a rate or a median; a number of people or places is circles."""
    counted = sources()[statistic.base].additive or statistic.unit.split()[-1] == "places"
    return statistic.denominator is not None or not counted


def legend_of(statistic: Statistic) -> str:
    """The indicator, and its unit where its name does not say it."""
    said = statistic.unit == PERCENT or statistic.unit.split()[0] in statistic.name.casefold()
    return statistic.name if said else typeset(f"{statistic.name} ({statistic.unit})")


def title_of(statistic: Statistic, found: Sequence[Reading], epci: Reading, *, named: bool = True) -> str:
    """Between which communes a rate goes, or where most of a number is; one of them at least is readable.

    Not ``named``: without the names of communes.
    """
    told = sorted((one for one in found if one.number is not None), key=lambda one: one.number or 0)
    least, most = shown(statistic, told[0]), shown(statistic, told[-1])
    low, high = (_alike(statistic, told, said) for said in (least, most))
    if is_rate(statistic) or (told[0].number or 0) < 0:
        unit = shown(statistic, told[-1], unit=is_rate(statistic))
        if least == most:
            return _told(statistic, f"est {of(unit)}", unit, f"({_names(low)})")
        between = f"{of(least)} ({_names(low)}) à {unit} ({_names(high)})"
        between = between if named else f"{of(least)} à {unit} selon les communes"
        return _told(statistic, f"va {between}", between)
    if not told[-1].number:
        return typeset(f"{statistic.name} : 0 dans {_known(found, told)}")
    whole = f" sur {shown(statistic, epci)}" if epci.number else ""
    verb = plural(len(high), "en compte", "en comptent")
    each = " chacune" if len(high) > 1 else ""
    return typeset(
        f"{statistic.name} : {_names(high)} {verb} le plus, {most}{each or whole} {statistic.unit}"
    )


def compared(statistic: Statistic, found: Sequence[Reading]) -> str:
    """A value beside others: « Places d'accueil pour 100 enfants : 52,0 (CC du Val), 60,9 (France) »."""
    told = [one for one in found if one.number is not None]
    values = [f"{shown(statistic, one, unit=statistic.unit == PERCENT)} ({_bare(one)})" for one in told]
    return typeset(f"{statistic.name} : {listed(values)}")


def passed(statistic: Statistic, first: Reading, last: Reading, change: Evolution | None) -> str:
    """What a place went through: « CC du Val : la part des 75 ans et plus passe de 14,2 % à 14,3 % »."""
    before, after = shown(statistic, first), shown(statistic, last, unit=True)
    known = statistic.name.split()[0] in ARTICLES
    if before == shown(statistic, last):
        verb, said = " est ", f"{of(after)} en {first.year} comme en {last.year}"
    else:
        by = f", soit {_change(change)}" if change and change.change is not None else ""
        verb, said = " passe ", f"{of(before)} en {first.year} à {after} en {last.year}{by}"
    what = f"{_lower(statistic)}{verb if known else ' : '}{said}"
    return typeset(f"{first.place.name}{' : ' if known else ', '}{what}")


def changes(statistic: Statistic, found: Sequence[Evolution]) -> str:
    """How many communes gain and lose, and the two ends; one of them at least is readable."""
    told = sorted((one for one in found if one.change is not None), key=lambda one: one.change or 0)
    up = sum(_sign(one) > 0 for one in told)
    down = sum(_sign(one) < 0 for one in told)
    low, high = (f"{_change(one)} ({one.place.name})" for one in (told[0], told[-1]))
    what = f"{statistic.name}, de {told[0].first} à {told[0].last}"
    if not up and not down:
        return typeset(f"{what} : sans changement dans {counted(len(told), 'commune')}")
    if len(told) == 1:
        return typeset(f"{what} : {high}")
    said = f"{up} en hausse, {down} en baisse sur {len(told)} communes"
    return typeset(f"{what} : {said}, {of(low)} à {high}")


def distinguished(statistics: Sequence[Statistic], rows: Sequence[Sequence[Reading]]) -> str:
    """Where a place is farthest from the next one, in indicators of one unit; of one place, its highest."""
    ahead = rows[0][0].place.name
    if len(rows[0]) == 1:
        told = [(one, row[0]) for one, row in zip(statistics, rows, strict=True) if row[0].number is not None]
        which, top = max(told, key=lambda one: one[1].number or 0)
        return typeset(f"{ahead} : au plus haut, {quote(which.name)}, {shown(which, top, unit=True)}")
    pairs = [
        (one, row[0], row[1], abs(row[0].number - row[1].number))
        for one, row in zip(statistics, rows, strict=True)
        if row[0].number is not None and row[1].number is not None
    ]
    beside = _bare(rows[0][1])
    if not pairs:
        return typeset(f"{ahead} et {beside} côte à côte")
    which, own, other, _ = max(pairs, key=lambda pair: pair[3])
    said = f"{shown(which, own)} contre {shown(which, other)}"
    if len(pairs) == 1:
        return typeset(f"{ahead} : {_lower(which)}, {said} ({beside})")
    return typeset(f"{ahead} : l'écart le plus grand porte sur {_lower(which)}, {said} ({beside})")


def moved(
    kept: Sequence[tuple[Statistic, Evolution]], rows: Sequence[tuple[Statistic, Sequence[Reading]]]
) -> str:
    """Which of several indicators of one place changed most between the same two years."""
    most = max(range(len(kept)), key=lambda rank: abs(kept[rank][1].change or 0))
    statistic, (first, last) = rows[most]
    before, after = shown(statistic, first), shown(statistic, last, unit=True)
    years = f"{first.place.name}, de {first.year} à {last.year}"
    if before == shown(statistic, last):
        return typeset(f"{years} : {_lower(statistic)} reste à {after}")
    ahead = "le plus grand changement est " if len(kept) > 1 else ""
    return typeset(f"{years} : {ahead}{_lower(statistic)}, {of(before)} à {after} ({_change(kept[most][1])})")


def _told(statistic: Statistic, sentence: str, bare: str, after: str = "") -> str:
    """« La part des… va de… » where its article is known, else « Nom : de… »."""
    first = statistic.name.split()[0]
    said = f"{_lower(statistic)} {sentence}" if first in ARTICLES else f"{statistic.name} : {bare}"
    said = f"{said} {after}".strip()
    return typeset(said[0].upper() + said[1:])


def _lower(statistic: Statistic) -> str:
    """The name inside a sentence, with its article where it is known."""
    first, name = statistic.name.split()[0], statistic.name
    return ARTICLES[first] + name[1:] if first in ARTICLES else name[0].lower() + name[1:]


def _alike(statistic: Statistic, told: Sequence[Reading], said: str) -> list[Reading]:
    return [one for one in told if shown(statistic, one) == said]


def _names(readings: Sequence[Reading]) -> str:
    names = [one.place.name for one in readings]
    return listed(names) if len(names) <= NAMED else f"{len(names)} communes"


def _known(found: Sequence[Reading], told: Sequence[Reading]) -> str:
    what = f"{len(told)} {plural(len(told), 'commune')}"
    return what if len(told) == len(found) else f"{what} sur {len(found)}, les autres ne se lisent pas"


def _bare(reading: Reading) -> str:
    """The name without what stands in parentheses, as it comes to stand in some."""
    return reading.place.name.split(" (")[0]


def _change(one: Evolution) -> str:
    return changed(one).split(" (")[0]


def _sign(one: Evolution) -> float:
    """The change as it is written: what rounds to 0 is neither a gain nor a loss."""
    return float(f"{one.change or 0:.1f}")
