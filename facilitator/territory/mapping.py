"""An indicator as a map: what its title says, which communes are hatched, and what must stand beside it."""

from collections.abc import Sequence

from facilitator.charts.maps import Area, MapWords, by_value, draw_map
from facilitator.charts.sheet import A4_COLUMN, Sheet
from facilitator.charts.situation import SMALL, draw_situation
from facilitator.domain.place import Perimeter
from facilitator.errors import NotFoundError
from facilitator.language.typography import quote, typeset
from facilitator.territory.contours import Outline
from facilitator.territory.dictionary import Statistic
from facilitator.territory.readings import Reading, Readings, State
from facilitator.territory.sentences import is_rate, legend_of, title_of
from facilitator.territory.wording import PERCENT, drawn, shown, source_line

SIDES = {
    (0, 0): "au sud-ouest",
    (0, 1): "au sud",
    (0, 2): "au sud-est",
    (1, 0): "à l'ouest",
    (1, 1): "au centre",
    (1, 2): "à l'est",
    (2, 0): "au nord-ouest",
    (2, 1): "au nord",
    (2, 2): "au nord-est",
}
"""By thirds of the map: from the south up, from the west on."""


def map_of(
    statistic: Statistic,
    readings: Readings,
    outlines: Sequence[Outline],
    form: str,
    sheet: Sheet = A4_COLUMN,
) -> bytes:
    """The picture of ``drawn_map``, as « png » or « svg », printed as wide as ``sheet`` tells."""
    areas, words = drawn_map(statistic, readings, outlines)
    return draw_map(areas, words, form, shaded=is_rate(statistic), sheet=sheet)


def drawn_map(
    statistic: Statistic, readings: Readings, outlines: Sequence[Outline]
) -> tuple[tuple[Area, ...], MapWords]:
    """An indicator over the communes that have an outline, and what is written around it.

    Raises NotFoundError when not one of them has a value that can be read.
    """
    places = {one.code: one for one in readings.perimeter.communes}
    found = [(one, readings.read(statistic, places[one.code])) for one in outlines if one.code in places]
    areas = [
        Area(reading.place.name, one.rings, one.middle, drawn(statistic, reading), shown(statistic, reading))
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
    return tuple(areas), words_of(statistic, readings, readable)


def map_alt(areas: Sequence[Area], words: MapWords) -> str:
    """The alternative text of a map: its sentence, each value, its notes and source."""
    told = " ; ".join(f"{one.name} {one.shown}" for one in by_value(areas))
    return typeset(" ".join([f"Carte. {words.title}. {words.legend} : {told}.", *words.notes, words.source]))


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


def situation_map(outlines: Sequence[Outline], code: str, form: str, sheet: Sheet = SMALL) -> bytes:
    """A commune among those of its EPCI, filled: « png » or « svg », 5 × 5 cm unless ``sheet`` says else.

    Raises NotFoundError when it has no outline.
    """
    chosen = _rank(outlines, code)
    return draw_situation([one.rings for one in outlines], chosen, f"Situation ({code})", form, sheet)


def situation_words(outlines: Sequence[Outline], code: str, perimeter: Perimeter) -> str:
    """The alternative text of that map: « Carte de situation, CC du Val : Lys, au sud, parmi 19 communes. ».

    Raises NotFoundError when it has no outline.
    """
    own = outlines[_rank(outlines, code)]
    name = next(one.name for one in perimeter.communes if one.code == code)
    xs = [x for one in outlines for ring in one.rings for x, _ in ring]
    ys = [y for one in outlines for ring in one.rings for _, y in ring]
    east = (own.middle[0] - min(xs)) / (max(xs) - min(xs))
    north = (own.middle[1] - min(ys)) / (max(ys) - min(ys))
    side = SIDES[min(2, int(north * 3)), min(2, int(east * 3))]
    among = f", parmi {len(outlines)} communes" if len(outlines) > 1 else ""
    return typeset(f"Carte de situation, {perimeter.epci.name} : {name}, {side}{among}.")


def _rank(outlines: Sequence[Outline], code: str) -> int:
    found = [rank for rank, one in enumerate(outlines) if one.code == code]
    if not found:
        raise NotFoundError(
            f"La commune {code} n’a pas de contour.",
            cause="Le fichier de contours donné ne la contient pas.",
            next_step="Donnez-en un autre : « facilitator carte … --contours communes.geojson ».",
        )
    return found[0]
