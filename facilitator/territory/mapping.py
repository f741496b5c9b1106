"""An indicator as a map: what its title says, which communes are hatched, and what must stand beside it."""

from collections.abc import Sequence

from facilitator.charts.maps import Area, MapWords, draw_map
from facilitator.errors import NotFoundError
from facilitator.language.french import listed
from facilitator.language.typography import quote, typeset
from facilitator.territory.contours import Outline
from facilitator.territory.dictionary import Statistic
from facilitator.territory.readings import Reading, Readings, State
from facilitator.territory.sources import sources
from facilitator.territory.wording import PERCENT, shown, source_line

NAMED = 2
ARTICLES = {
    "Part": "La p",
    "Taux": "Le t",
    "Niveau": "Le n",
    "Indice": "L'i",
    "Densité": "La d",
}


def is_rate(statistic: Statistic) -> bool:
    """Whether it is shaded: a share, a rate or a median; a number of people or places is circles."""
    counted = sources()[statistic.base].additive or statistic.unit.split()[-1] == "places"
    return statistic.denominator is not None or not counted


def map_of(statistic: Statistic, readings: Readings, outlines: Sequence[Outline], form: str) -> bytes:
    """The picture of an indicator over the communes that have an outline, as « png » or « svg ».

    Raises NotFoundError when not one of them has a value that can be read.
    """
    places = {one.code: one for one in readings.perimeter.communes}
    found = [(one, readings.read(statistic, places[one.code])) for one in outlines if one.code in places]
    areas = [
        Area(reading.place.name, one.rings, one.middle, reading.number, shown(statistic, reading))
        for one, reading in found
    ]
    readable = [reading for _, reading in found]
    if all(one.number is None for one in readable):
        raise NotFoundError(
            typeset(f"Rien à dessiner : {quote(statistic.name)} n'est lisible pour aucune commune."),
            cause=typeset(
                f"Ce que dit la première : {readable[0].why}." if readable else "Aucune n'a de contour."
            ),
            next_step="Tapez « facilitator indicateurs » pour voir ce qui se lit.",
        )
    return draw_map(areas, words_of(statistic, readings, readable), form, shaded=is_rate(statistic))


def words_of(statistic: Statistic, readings: Readings, found: Sequence[Reading]) -> MapWords:
    """What is written around the map of these readings."""
    epci = readings.read(statistic, readings.perimeter.epci)
    year = found[0].year
    notes = (
        []
        if epci.number is None
        else [f"{readings.perimeter.epci.name} : {shown(statistic, epci, unit=True)}"]
    )
    if any(one.state is State.ABOUT for one in found):
        notes.append("Valeurs arrondies à 5 près")
    return MapWords(
        title_of(statistic, found, epci),
        legend_of(statistic),
        typeset(f"Source : {source_line(statistic, year)}."),
        tuple(typeset(one) for one in notes),
        PERCENT if statistic.unit == PERCENT else "",
        statistic.decimals,
    )


def legend_of(statistic: Statistic) -> str:
    """The indicator, and its unit where its name does not say it."""
    said = statistic.unit == PERCENT or statistic.unit.split()[0] in statistic.name.casefold()
    return statistic.name if said else typeset(f"{statistic.name} ({statistic.unit})")


def title_of(statistic: Statistic, found: Sequence[Reading], epci: Reading) -> str:
    """A sentence that the map shows: between which communes a rate goes, or where most of a number is."""
    told = sorted((one for one in found if one.number is not None), key=lambda one: one.number or 0)
    least, most = shown(statistic, told[0]), shown(statistic, told[-1])
    low, high = (_names([one for one in told if shown(statistic, one) == said]) for said in (least, most))
    if is_rate(statistic):
        first = statistic.name.split()[0]
        name = ARTICLES[first] + statistic.name[1:] if first in ARTICLES else statistic.name
        most = shown(statistic, told[-1], unit=True)
        between = f"de {least} ({low}) à {most} ({high})"
        return typeset(f"{name} va {between}" if first in ARTICLES else f"{name} : {between}")
    whole = f" sur {shown(statistic, epci)}" if epci.number else ""
    return typeset(f"{statistic.name} : {high} en compte le plus, {most}{whole} {statistic.unit}")


def _names(readings: Sequence[Reading]) -> str:
    names = [one.place.name for one in readings]
    return listed(names) if len(names) <= NAMED else f"{len(names)} communes"
