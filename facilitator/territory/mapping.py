"""An indicator as a map: what its title says, which communes are hatched, and what must stand beside it."""

from collections.abc import Sequence

from facilitator.charts.maps import Area, MapWords, draw_map
from facilitator.errors import NotFoundError
from facilitator.language.typography import quote, typeset
from facilitator.territory.contours import Outline
from facilitator.territory.dictionary import Statistic
from facilitator.territory.readings import Reading, Readings, State
from facilitator.territory.sentences import is_rate, legend_of, title_of
from facilitator.territory.wording import PERCENT, shown, source_line


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
